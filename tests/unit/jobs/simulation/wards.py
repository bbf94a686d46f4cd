"""Builders for the tests of the simulated ward: settings from a fixed start, and the readings of one bed as arrays."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.jobs.simulation.body import Bodies
from bedside.jobs.simulation.rows import Rows, joined, place
from bedside.jobs.simulation.settings import Settings
from bedside.jobs.simulation.truth import score
from bedside.jobs.simulation.ward import arriving

MIDNIGHT_MS = 1_772_323_200_000
NOON_MS = MIDNIGHT_MS + 12 * 3_600_000
HOUR_S = 3600.0


def settings(**more: Any) -> Settings:
    """A calm ward from noon on, ten minutes long, unless told otherwise."""
    return Settings(**{"start_ms": NOON_MS, "beds": 2, "minutes": 10, "faults": 0, **more})


def all_rows(ward: Settings) -> Rows:
    return joined([rows for _, rows in arriving(ward, every_s=600)])


def series(rows: Rows, bed: int, signal: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns when (seconds from noon) and what one bed showed of one signal, by time observed."""
    one = rows.take((rows.bed == bed) & (rows.signal == place(signal)))
    order = np.argsort(one.observed_ms, kind="stable")
    return (one.observed_ms[order] - NOON_MS) / 1000, one.value[order]


def autocorrelation(values: NDArray[np.float64], lag: int) -> float:
    return float(np.corrcoef(values[:-lag], values[lag:])[0, 1])


def scores(bodies: Bodies, bed: int, at_s: list[float]) -> list[int]:
    """Returns NEWS2 of the noise-free course at each time."""
    return [score(bodies, bed, one).score for one in at_s]
