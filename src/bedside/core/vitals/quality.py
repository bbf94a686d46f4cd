"""How a reading may be taken at a moment: as what holds now, or not any more.

What a monitor sends all the time is current for half a minute. What a person measured and wrote down, even a heart
rate, holds for the interval in which it is next due, which is one for scores, boards and answers. What is dated ahead
is as old as if it were of its arrival.
"""

from enum import StrEnum

from bedside.core.vitals.freshness import CONTINUOUS, fresh_ms
from bedside.core.vitals.parts import FUTURE_TOLERANCE_MS
from bedside.core.vitals.stored_reading import StoredReading

MANUAL = "manual"
"""The source of what was measured and entered by a person."""


class Quality(StrEnum):
    """How a value may be taken."""

    CURRENT = "current"
    STALE = "stale"
    LATE = "late"
    """It came after the time in which repeats are known: it is history, and never alerted."""
    MISTIMED = "mistimed"
    """It came in the future, by a clock that was set back since: when it was true is not known."""


def is_continuous(reading: StoredReading) -> bool:
    """Returns whether its absence for half a minute means that a sensor is lost."""
    return reading.signal in CONTINUOUS and reading.source != MANUAL


def fresh_for_ms(reading: StoredReading, interval_ms: int) -> int:
    """Returns for how many milliseconds the reading is fresh; ``interval_ms`` is that of a measured one."""
    return interval_ms if reading.source == MANUAL else fresh_ms(reading.signal, interval_ms)


def quality(reading: StoredReading, at_ms: int, interval_ms: int) -> Quality:
    """Returns how the reading may be taken at the moment; ``interval_ms`` is how long a measured one holds."""
    age_ms = at_ms - reading.counts_from_ms
    if reading.late:
        return Quality.LATE
    if age_ms < -FUTURE_TOLERANCE_MS:
        return Quality.MISTIMED
    return Quality.CURRENT if age_ms <= fresh_for_ms(reading, interval_ms) else Quality.STALE
