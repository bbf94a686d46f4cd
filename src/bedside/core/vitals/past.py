"""What a patient's readings were at a past moment or over a stretch, as a value: what an answer about it is made from.

Of a stretch each signal has its course: ends, middle and how much of it was covered. Of a moment it has the reading
nearest to it, within hours, so that it can be said how far away that was.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bedside.core.vitals.freshness import CONTINUOUS
from bedside.core.vitals.score import Score

REACH_MS = 4 * 3_600_000
"""How far from a moment a reading is looked for."""
AROUND_MS = 30 * 60_000
"""How far from a moment an alert may have opened to be one of that moment."""
GAP_MS = 5 * 60_000
"""From how long a silence on a course has a gap."""
_AT_ONCE_MS = {True: 60_000, False: 5 * 60_000}
_AROUND_MS = {True: 30 * 60_000, False: REACH_MS}


@dataclass(frozen=True, slots=True)
class Point:
    """One reading of the past. ``is_manual`` is told of those that a score of then was made from."""

    event_id: str
    signal: str
    value: float | str
    unit: str
    observed_at_ms: int
    is_manual: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """What one signal was over a stretch; of equal values the earliest is the lowest and the highest.

    ``covered_ms`` leaves out gaps of more than five minutes. A signal of codes has no ends and no middle but
    ``codes``: the first reading of each code that it showed, by time.
    """

    signal: str
    count: int
    covered_ms: int
    first: Point
    last: Point
    lowest: Point | None = None
    highest: Point | None = None
    median: float = 0.0
    mean: float = 0.0
    codes: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """What was in ``[since_ms, until_ms]``, or nearest to ``moment_ms`` where a moment was asked about.

    ``scores`` are those of the moment, or NEWS2 over the stretch, at the times ``scored_ms``: where it was made every
    ``scored_every_ms``, of those only the first, the last, the lowest and the highest;
    ``behind`` are the readings from which those were made that can be told. ``alerts`` is how many
    opened in the stretch, or around the moment.
    """

    since_ms: int
    until_ms: int
    moment_ms: int | None = None
    courses: tuple[Course, ...] = ()
    nearest: tuple[Point, ...] = ()
    scores: tuple[Score, ...] = ()
    scored_ms: tuple[int, ...] = ()
    behind: tuple[Point, ...] = ()
    alerts: int = 0
    scored_every_ms: int = 0

    def course(self, signal: str) -> Course | None:
        """Returns the course of a signal, None where nothing was read of it."""
        return next((one for one in self.courses if one.signal == signal), None)

    def near(self, signal: str) -> Point | None:
        """Returns the reading nearest to the moment, None where there is none within reach."""
        return next((one for one in self.nearest if one.signal == signal), None)


def is_at_once(signal: str, apart_ms: int) -> bool:
    """Returns whether a reading that far from a moment is one of that moment, without a word."""
    return abs(apart_ms) <= _AT_ONCE_MS[signal in CONTINUOUS]


def around_ms(signal: str) -> int:
    """Returns how far from a moment a reading still says anything of it."""
    return _AROUND_MS[signal in CONTINUOUS]


def lowest_and_highest(scores: Sequence[Score]) -> tuple[int, int] | None:
    """Returns the places of the lowest and the highest score that rest on a measurement, of equal ones the earliest.

    Of equally low ones a partial one is taken, which says of itself that it is the least.
    """
    places = [n for n, one in enumerate(scores) if one.applicable and one.is_measured]
    if not places:
        return None
    return min(places, key=lambda n: (scores[n].score, not scores[n].partial)), max(
        places, key=lambda n: (scores[n].score, -n)
    )
