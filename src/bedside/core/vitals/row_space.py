"""New rows, and rows moved: what `state.State` does when it grows or its origin moves."""

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.state_rows import (
    FOREVER,
    LONG_AGO,
    NEVER,
    NO_LEVEL,
    PATIENT_DTYPE,
    SERIES_DTYPE,
    UNKNOWN_INTERVAL,
    Rows,
)

_NEW_SERIES = {"last": NEVER, "arrived": NEVER, "every": UNKNOWN_INTERVAL} | dict.fromkeys(
    ("past0", "past1", "past2", "hours0", "hours1"), NO_LEVEL
)


def ones_of(masks: NDArray[np.int32]) -> NDArray[np.int64]:
    """Returns how many signals each mask has."""
    return np.bitwise_count(masks).astype(np.int64)


def new_series(count: int) -> Rows:
    """Returns rows of series of which nothing came yet."""
    rows = np.zeros(count, SERIES_DTYPE)
    for name, value in _NEW_SERIES.items():
        rows[name] = value
    return rows


def new_patients(count: int) -> Rows:
    """Returns rows of patients of whom nothing came yet."""
    rows = np.zeros(count, PATIENT_DTYPE)
    rows["due"] = LONG_AGO
    return rows


def copy_series(source: Rows, before: Rows, target: Rows, after: Rows) -> None:
    """Copies the series that patients had before to where they lie after; both have the same patients in order."""
    words = SERIES_DTYPE.itemsize // 4
    read, written = (rows.view(np.int32).reshape(-1, words) for rows in (source, target))  # faster than field by field
    for signal in range(len(SIGNALS)):
        bit = 1 << signal
        had = np.flatnonzero(before["mask"] & bit)
        below = bit - 1
        old = before["first"][had] + ones_of(before["mask"][had] & below)
        new = after["first"][had] + ones_of(after["mask"][had] & below)
        written[new] = read[old]


def shift_times(times: NDArray[np.int32], shift: int, kept: int) -> None:
    """Counts times from a later origin; ``kept`` stands for no time."""
    moved = np.clip(times.astype(np.int64) - shift, LONG_AGO, FOREVER - 1)
    times[:] = np.where(times == kept, kept, moved)


def with_zeroed_padding(rows: Rows) -> Rows:
    """Returns a copy of rows whose bytes between fields are zero: numpy leaves there what memory held before."""
    copied = np.zeros(rows.shape, rows.dtype)
    for name in rows.dtype.names or ():
        copied[name] = rows[name]
    return copied
