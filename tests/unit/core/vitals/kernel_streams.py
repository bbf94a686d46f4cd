"""Builders for the tests of the kernel: readings as batches, and what is told as rows of names."""

from collections.abc import Sequence

import numpy as np

from bedside.core.vitals.conditions import CONDITIONS, OF_PATIENT
from bedside.core.vitals.scoring import Batch, Changes, State, step, tick
from bedside.core.vitals.signals import BY_NAME, SIGNALS

START_MS = 1_760_000_400_000
SECOND, MINUTE, HOUR = 1000, 60_000, 3_600_000
PLACE = {signal.name: place for place, signal in enumerate(SIGNALS)}

Told = tuple[str, str, bool]


def readings(
    signal: str,
    values: Sequence[float],
    *,
    every_s: float = 1,
    from_s: float = 0,
    patient: int = 0,
    lag_ms: int = 0,
) -> Batch:
    """Returns one series, each value arriving ``lag_ms`` after it was observed."""
    count = len(values)
    times = START_MS + np.round((from_s + np.arange(count) * every_s) * 1000).astype(np.int64)
    return Batch.of(np.full(count, patient), np.full(count, PLACE[signal]), times, values, times + lag_ms)


def reading(
    signal: str, value: float | str, at_s: float = 0, *, patient: int = 0, arrived_s: float | None = None
) -> Batch:
    number = BY_NAME[signal].codes.index(value) if isinstance(value, str) else value
    late = 0 if arrived_s is None else round((arrived_s - at_s) * 1000)
    return readings(signal, [number], from_s=at_s, patient=patient, lag_ms=late)


def together(*batches: Batch) -> Batch:
    """Returns the readings of all batches in the order of arrival."""
    columns = [np.concatenate([getattr(batch, name) for batch in batches]) for name in Batch.__slots__]
    order = np.argsort(columns[-1], kind="stable")
    return Batch.of(*(column[order] for column in columns))


def part(batch: Batch, chosen: slice | np.ndarray) -> Batch:
    return Batch.of(*(getattr(batch, name)[chosen] for name in Batch.__slots__))


def told(changes: Changes) -> list[Told]:
    """Returns (condition, signal, holds) of each change; the signal is "" where it is the patient's."""
    return [
        (CONDITIONS[condition].name, "" if signal == OF_PATIENT else SIGNALS[signal].name, bool(holds))
        for condition, signal, holds in zip(changes.condition, changes.signal, changes.holds, strict=True)
    ]


def of(condition: str, changes: Changes) -> list[bool]:
    """Returns whether the condition began or ceased, each time that it was told."""
    return [holds for name, _, holds in told(changes) if name == condition]


def first_s(condition: str, changes: Changes) -> float | None:
    """Returns when a condition was first told, in seconds from the start; None where it never was."""
    for row, (name, _, holds) in enumerate(told(changes)):
        if name == condition and holds:
            return float(changes.at_ms[row] - START_MS) / SECOND
    return None


def scored(*batches: Batch) -> Changes:
    """Returns what a new state tells of these readings."""
    return step(State.new(), together(*batches))


def ticked(state: State, at_s: float) -> list[Told]:
    return told(tick(state, START_MS + round(at_s * 1000)))


def around(middle: float, spread: float, count: int, seed: int = 0, whole: bool = True) -> np.ndarray:
    """Returns values around a middle, as a device gives them."""
    values = np.random.default_rng(seed).normal(middle, spread, count)
    return np.round(values) if whole else np.round(values, 1)
