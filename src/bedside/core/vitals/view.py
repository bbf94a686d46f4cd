"""What is known of a patient at one moment, as a value: what an answer about them is made from.

It holds all that the answer may say, so that the same words come out of it again whenever it is read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bedside.core.vitals.freshness import CONTINUOUS, fresh_ms
from bedside.core.vitals.score import Score
from bedside.core.vitals.stored_reading import StoredReading

AHEAD_MS = 60_000
"""How far a device's clock may be ahead of the moment: a value beyond that has a time that cannot be believed."""
_BEFORE_MS = 10 * 60_000
_NEAR_BEFORE_MS = 3 * 60_000
_EARLIER_MS = 24 * 60 * 60_000


class Quality(StrEnum):
    """How a value may be taken."""

    CURRENT = "current"
    STALE = "stale"
    MISTIMED = "mistimed"
    """Its time lies in the future: when it was true is not known."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a value was before: ``minutes`` earlier, by another reading."""

    from_value: float
    minutes: int
    event_id: str


@dataclass(frozen=True, slots=True)
class Live:
    """The latest reading of a signal; ``change`` is that of a current value, where an earlier one is known."""

    event_id: str
    signal: str
    value: float | str
    unit: str
    observed_at_ms: int
    age_ms: int
    quality: Quality
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Extreme:
    """The lowest or highest value of a signal in the span that was looked at."""

    event_id: str
    signal: str
    is_highest: bool
    value: float
    unit: str
    observed_at_ms: int


@dataclass(frozen=True, slots=True)
class SeenAlert:
    """An alert as an answer tells it."""

    alert_id: str
    rule: str
    priority: str
    state: str
    reason: str
    opened_ms: int
    closed_ms: int | None
    acknowledged_by: str | None


@dataclass(frozen=True, slots=True)
class PatientView:
    """A patient at the moment ``at_ms``. ``alerts`` are the open ones and those of the last day, newest first.

    ``extremes`` are of the last ``span_ms``, empty where nobody asked for them.
    """

    patient_id: str
    at_ms: int
    readings: tuple[Live, ...]
    news2: Score
    alerts: tuple[SeenAlert, ...] = ()
    extremes: tuple[Extreme, ...] = ()
    span_ms: int = 0
    bed: str = ""
    """Where the patient lies, "" where nobody said."""

    def live(self, signal: str) -> Live | None:
        """Returns the latest reading of a signal, None where there is none."""
        return next((one for one in self.readings if one.signal == signal), None)


def live_readings(
    latest: Mapping[str, StoredReading],
    at_ms: int,
    earlier: Callable[[str, int, int], Sequence[StoredReading]],
) -> tuple[Live, ...]:
    """Returns the latest readings as they look at a moment, by signal.

    ``earlier(signal, since_ms, until_ms)`` gives a signal's readings of a stretch, by time.
    """
    return tuple(_live(one, at_ms, earlier) for _, one in sorted(latest.items()))


def _live(one: StoredReading, at_ms: int, earlier: Callable[[str, int, int], Sequence[StoredReading]]) -> Live:
    age = at_ms - one.observed_at_ms
    quality = Quality.CURRENT if age <= fresh_ms(one.signal) else Quality.STALE
    quality = Quality.MISTIMED if age < -AHEAD_MS else quality
    change = None
    if quality is Quality.CURRENT and not isinstance(one.value, str):
        change = _change(one, earlier)
    return Live(one.event_id, one.signal, one.value, one.unit, one.observed_at_ms, age, quality, change)


def _change(one: StoredReading, earlier: Callable[[str, int, int], Sequence[StoredReading]]) -> Change | None:
    """Returns what the value was about ten minutes before, or at the reading before where it is measured rarely."""
    at = one.observed_at_ms
    if one.signal in CONTINUOUS:
        wanted = at - _BEFORE_MS
        found = [
            r
            for r in earlier(one.signal, wanted - _NEAR_BEFORE_MS, wanted + _NEAR_BEFORE_MS)
            if not isinstance(r.value, str)
        ]
        before = min(found, key=lambda r: abs(r.observed_at_ms - wanted), default=None)
    else:
        found = list(earlier(one.signal, at - _EARLIER_MS, at))
        before = found[-1] if found else None
    if before is None or isinstance(before.value, str):
        return None
    minutes = round((at - before.observed_at_ms) / 60_000)
    return Change(float(before.value), minutes, before.event_id) if minutes else None


def extremes_of(readings: Sequence[StoredReading]) -> tuple[Extreme, ...]:
    """Returns the lowest and the highest value of each signal measured in numbers; of equal ones the earliest."""
    by_signal: dict[str, list[StoredReading]] = {}
    for one in readings:
        if not isinstance(one.value, str):
            by_signal.setdefault(one.signal, []).append(one)
    return tuple(
        Extreme(found.event_id, signal, is_highest, float(found.value), found.unit, found.observed_at_ms)
        for signal, series in sorted(by_signal.items())
        for is_highest in (False, True)
        for found in [min(series, key=lambda r: (-float(r.value) if is_highest else float(r.value), r.observed_at_ms))]
    )
