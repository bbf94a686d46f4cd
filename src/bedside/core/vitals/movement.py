"""How fast a signal moves: over the last ten minutes, and over the last hours.

Idea: the one-minute level is remembered at the ends of the last three five-minute stretches on the clock, and of the
last two of 90 minutes. The level of ten minutes ago lies between two of the former; a trend is the change since
the older of the latter, 90 minutes to three hours ago. Only changes towards harm are told (`baseline.harms`).

It fails where readings are rarer than one in five minutes (no rate of change) or in 90 minutes (no trend): then nothing
is remembered for a stretch, and the condition is not known to hold. Cost: once a minute and series at most.
"""

import math

import numpy as np

from bedside.core.vitals.baseline import harms
from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.conditions import RATE_OF_CHANGE, TREND
from bedside.core.vitals.state_rows import NO_LEVEL, Row, Whole, stored, toggled

STRETCH_MS = 300_000
HOURS_MS = 5_400_000

_TEN_MINUTES = 10.0
_TREND_MS = 7_200_000.0
_MS_A_MINUTE = 60_000.0
_ENDS = 0.5  # of what it begins at


@compiled
def remember(row: Row, rule: Row, stretches: Whole, hours: Whole) -> None:
    """Remembers the level as that of a stretch that is over; so many ``stretches`` and ``hours`` have begun since."""
    level = stored(float(row["level"]), float(rule["levels"]))
    past0, past1 = np.int64(row["past0"]), np.int64(row["past1"])
    row["past2"] = past1 if stretches == 1 else past0 if stretches == 2 else level if stretches == 3 else NO_LEVEL
    row["past1"] = past0 if stretches == 1 else level if stretches == 2 else NO_LEVEL
    row["past0"] = level if stretches == 1 else NO_LEVEL
    if hours > 0:
        row["hours1"] = np.int64(row["hours0"]) if hours == 1 else level if hours == 2 else NO_LEVEL
        row["hours0"] = level if hours == 1 else NO_LEVEL


@compiled
def change_in_ten_minutes(row: Row, rule: Row, time: Whole) -> float:
    """Returns how much the one-minute level changed in the ten minutes up to a time; NaN where that is not known."""
    older, newer = np.int64(row["past2"]), np.int64(row["past1"])
    if older == NO_LEVEL or newer == NO_LEVEL:  # noqa: PLR1714 - compiled faster than a tuple
        return math.nan
    passed = (time % STRETCH_MS) / STRETCH_MS
    return float(float(row["level"]) - (older + (newer - older) * passed) / rule["levels"])


@compiled
def move(desk: Row, row: Row, rule: Row, time: Whole) -> None:
    """Tells whether the one-minute level moves fast, over minutes and over hours.

    A reading that was stale when it came shows how it was then: nothing begins by it, as time would end it at once.
    """
    level, fresh = float(row["level"]), desk["at"] - time <= desk["stale_ms"]
    change = change_in_ten_minutes(row, rule, time)
    size = abs(change) if harms(rule, level, change) else 0.0
    toggled(
        desk, row, RATE_OF_CHANGE, fresh and size >= rule["rate"], size < _ENDS * rule["rate"], change / _TEN_MINUTES
    )
    before = np.int64(row["hours1"])
    age = time % HOURS_MS + HOURS_MS
    change = math.nan if before == NO_LEVEL else (level - before / rule["levels"]) / age
    size = abs(change) * _TREND_MS if harms(rule, level, change) else 0.0
    toggled(desk, row, TREND, fresh and size >= rule["trend"], size < _ENDS * rule["trend"], change * _MS_A_MINUTE)
