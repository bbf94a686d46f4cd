"""Of the readings that came together, of each series and moment only the one that stands: the graver.

The kernel takes a graver value of the same moment, but no further reading: what came together is better chosen from
before it, so that level, baseline and noise do not depend on which of two stands first in a message.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.came import Came, chosen
from bedside.core.vitals.graver import gravest, has_moments_twice
from bedside.core.vitals.signals import SIGNALS


def of_moments(came: Came, rows: NDArray[np.int32]) -> tuple[Came, NDArray[np.int32]]:
    """Returns what stands of readings (n,) of one row of the log, and the patient's row of each."""
    series = rows.astype(np.int64) * len(SIGNALS) + came.signal
    if not has_moments_twice(series, came.times_ms):
        return came, rows
    kept = gravest(series, came.times_ms, came.signal, came.values)
    return chosen(came, kept), rows[kept]


def of_its_moment(came: Came, left: Came | None) -> Came:
    """Returns what stands of the moment of a correction, by what is left of its series, as if it came with it."""
    places = np.empty(0, np.intp) if left is None else np.flatnonzero(left.times_ms == came.times_ms[0])
    if left is None or not len(places):
        return came
    moment = chosen(left, places)
    kept = gravest(np.zeros(len(places), np.int64), moment.times_ms, moment.signal, moment.values)
    return replace(chosen(moment, kept), arrived_ms=came.arrived_ms)
