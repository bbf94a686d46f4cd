"""What is known of a patient at one moment, as a value: what an answer about them is made from.

It holds all that the answer may say, so that the same words come out of it again whenever it is read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bedside.core.vitals.past import Past
from bedside.core.vitals.quality import Quality, is_continuous, quality
from bedside.core.vitals.score import Score
from bedside.core.vitals.stored_reading import StoredReading

_BEFORE_MS = 10 * 60_000
_NEAR_BEFORE_MS = 3 * 60_000
_SHORTEST_MS = 3 * 60_000
_ENOUGH = 5
"""Over how long, and over how many readings at least, a trend is told of what is read continuously."""
_EARLIER_MS = 24 * 60 * 60_000
_APART_MS = 30 * 60_000
"""How far back a value that is measured rarely is looked for, and how long before at least: one that was measured twice
at once tells nothing of how it went."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a value was before: ``minutes`` earlier, by another reading."""

    from_value: float
    minutes: int
    event_id: str


@dataclass(frozen=True, slots=True)
class Live:
    """The latest reading of a signal; ``change`` is that of a current value, where an earlier one is known.

    ``observed_at_ms`` of what is dated ahead is when it came.
    """

    event_id: str
    signal: str
    value: float | str
    unit: str
    observed_at_ms: int
    age_ms: int
    quality: Quality
    change: Change | None = None


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
    acknowledged_ms: int | None = None
    is_seen: bool = False
    """False also where it got worse after it was acknowledged."""
    is_untold: bool = False
    """No notice was sent, since notices were held back when it opened."""


@dataclass(frozen=True, slots=True)
class Held:
    """A silence or a pause during care, by which notices of a patient's alerts are held back until a time.

    ``rule`` is what is silenced, "" for every alert; ``of_all`` that it is so of every patient. Of a pause ``held_id``
    is the patient; since when is not on record, and neither is who paused before that was kept.
    """

    kind: Literal["silence", "pause"]
    held_id: str
    until_ms: int
    rule: str = ""
    of_all: bool = False
    by: str = ""
    why: str = ""
    since_ms: int | None = None


@dataclass(frozen=True, slots=True)
class PatientView:
    """A patient at the moment ``at_ms``. ``alerts`` are the open ones and those of the last day, newest first.

    ``past`` is what was at the time that was asked about, None where only now was; alerts are then those of that time
    and the open ones. ``zone`` is that of clock times, "" is UTC.
    """

    patient_id: str
    at_ms: int
    readings: tuple[Live, ...]
    news2: Score
    alerts: tuple[SeenAlert, ...] = ()
    bed: str = ""
    """Where the patient lies, "" where nobody said."""
    scores: tuple[Score, ...] = ()
    """MEWS, qSOFA, SIRS and PEWS."""
    past: Past | None = None
    zone: str = ""
    is_present: bool = True
    """False of somebody who was discharged: nobody is alerted for them."""
    spo2_scale: int = 1
    """The scale of NEWS2 by which SpO2 is scored."""
    held: tuple[Held, ...] = ()
    """What holds notices back now, the first to end first."""

    def live(self, signal: str) -> Live | None:
        """Returns the latest reading of a signal, None where there is none."""
        return next((one for one in self.readings if one.signal == signal), None)


def live_readings(
    latest: Mapping[str, StoredReading],
    at_ms: int,
    interval_ms: int,
    earlier: Callable[[str, int, int], Sequence[StoredReading]],
) -> tuple[Live, ...]:
    """Returns the latest readings as they look at a moment, by signal.

    ``interval_ms`` is how long a measured one holds; ``earlier(signal, since_ms, until_ms)`` gives a signal's readings
    of a stretch, by time.
    """
    found = [(one, quality(one, at_ms, interval_ms)) for _, one in sorted(latest.items())]
    return tuple(_live(one, at_ms, holds, earlier) for one, holds in found)


def _live(
    one: StoredReading, at_ms: int, holds: Quality, earlier: Callable[[str, int, int], Sequence[StoredReading]]
) -> Live:
    observed_at_ms = one.counts_from_ms
    change = None
    if holds is Quality.CURRENT and not isinstance(one.value, str):
        change = _change(one, earlier)
    return Live(one.event_id, one.signal, one.value, one.unit, observed_at_ms, at_ms - observed_at_ms, holds, change)


def _change(one: StoredReading, earlier: Callable[[str, int, int], Sequence[StoredReading]]) -> Change | None:
    """Returns what the value was before, None where there is too little to tell.

    That is about ten minutes before; the earliest since then where that is three minutes and some readings ago. Of what
    is measured rarely it is the newest of half an hour before, else the earliest there is.
    """
    at = one.observed_at_ms
    if is_continuous(one):
        wanted = at - _BEFORE_MS
        found = _numbers(earlier(one.signal, wanted - _NEAR_BEFORE_MS, wanted + _NEAR_BEFORE_MS))
        before = min(found, key=lambda r: abs(r.observed_at_ms - wanted), default=None)
        if before is None:
            found = _numbers(earlier(one.signal, wanted + _NEAR_BEFORE_MS, at + 1))
            before = found[0] if len(found) >= _ENOUGH and at - found[0].observed_at_ms >= _SHORTEST_MS else None
    else:
        found = _numbers(earlier(one.signal, at - _EARLIER_MS, at))
        apart = [one for one in found if at - one.observed_at_ms >= _APART_MS]
        before = apart[-1] if apart else found[0] if found else None
    if before is None:
        return None
    minutes = round((at - before.observed_at_ms) / 60_000)
    return Change(float(before.value), minutes, before.event_id) if minutes else None


def _numbers(readings: Sequence[StoredReading]) -> list[StoredReading]:
    return [one for one in readings if not isinstance(one.value, str)]
