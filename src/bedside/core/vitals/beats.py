"""Finds patients whose monitor says that the heart does not beat: a heart rate or a pulse of 0.

The limit of the rate alone would not tell: it holds already while the rate falls from 35 to 0. It is looked for at
ticks, in the newest values that the kernel has, and nothing more is remembered of it. It fails where a monitor sends no
rate at all in place of 0, which is a sensor's silence; and a device that sends 0 for a lead or a probe that is off
is taken at its word.
"""

import numpy as np

from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.state import State
from bedside.core.vitals.state_rows import ones

RATES = tuple(SIGNALS.index(BY_NAME[name]) for name in ("heart_rate", "pulse_rate"))
LEAST = 1.0


def without_beat(state: State, at_ms: int, stale_ms: int) -> set[tuple[int, int]]:
    """Returns the patients' rows with the place of the signal that is 0; a value older than ``stale_ms`` says nothing.

    ``at_ms`` is in the clock of arrivals. Some microseconds for each thousand patients.
    """
    found = set[tuple[int, int]]()
    if state.origin_ms is None:
        return found
    mask, first = state.patients["mask"].astype(np.int64), state.patients["first"].astype(np.int64)
    for signal in RATES:
        rows = np.flatnonzero((mask >> signal) & 1)
        series = state.series[first[rows] + ones(mask[rows] & ((1 << signal) - 1))]
        age_ms = at_ms - state.origin_ms - series["last"].astype(np.int64)
        found |= {(row, signal) for row in rows[(series["value"] < LEAST) & (age_ms <= stale_ms)].tolist()}
    return found
