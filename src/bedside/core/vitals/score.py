"""What an early-warning score is made from, and what it says: observed values, a person, and a sum with its parts.

A score with a missing or stale part is partial: its number is the least it can be, and is never shown as complete.
A score that was not made for a person is not applicable, and says why.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bedside.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Observed:
    """The latest value of a signal, in the signal's own unit; coded values are strings."""

    value: float | str
    unit: str
    observed_at_ms: int


@dataclass(frozen=True, slots=True)
class Person:
    """What the scores need to know of a person.

    ``spo2_scale`` 2 is a clinician's decision for this person; ``on_oxygen`` None leaves it to flow and FiO2, and
    False gives way to a fresh one that says oxygen (`oxygen`). Raises InvalidInput for another scale than 1 or 2.
    """

    birth_date: date | None = None
    spo2_scale: int = 1
    on_oxygen: bool | None = None
    pregnant: bool = False

    def __post_init__(self) -> None:
        if self.spo2_scale not in (1, 2):
            raise InvalidInput("spo2_scale is 1 or 2", next_step="Send 1, or 2 where a clinician decided so.")

    def years_at(self, at_ms: int) -> int | None:
        """Returns the completed years of age; None where the birth date is not known, or lies in the future."""
        months = self.months_at(at_ms)
        return None if months is None else months // 12

    def months_at(self, at_ms: int) -> int | None:
        """Returns the completed months of age; None where the birth date is not known, or lies in the future.

        Days are those of UTC, so a birth date may lie one day ahead: east of Greenwich a child is born tomorrow.
        """
        if self.birth_date is None:
            return None
        day = day_of(at_ms)
        if self.birth_date > day + timedelta(days=1):
            return None
        months = (day.year - self.birth_date.year) * 12 + day.month - self.birth_date.month
        return max(0, months - (day < reached(self.birth_date, months)))


def day_of(at_ms: int) -> date:
    """Returns the day, in UTC, of a time in milliseconds since 1970."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).date()


def reached(birth_date: date, months: int) -> date:
    """Returns the day on which an age in months is reached; the first of the next month where the day does not exist.

    >>> reached(date(2008, 2, 29), 15 * 12)
    datetime.date(2023, 3, 1)
    """
    year, month = divmod(birth_date.year * 12 + birth_date.month - 1 + months, 12)
    try:
        return date(year, month + 1, birth_date.day)
    except ValueError:  # the 29th to the 31st of a shorter month, which is never December
        return date(year, month + 2, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a chart. ``points`` is None where the value is stale, or cannot be placed on this chart.

    ``observed_at_ms`` is None where the value is from the person's record and was not measured.
    """

    name: str
    value: float | str
    unit: str
    points: int | None
    observed_at_ms: int | None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """A sum with its parts, in the order of the chart.

    ``partial`` means that ``score`` is only the least the true one can be; ``missing`` names the parts without any
    value. Where it is not applicable, ``why_not`` says why, and ``score`` is a partial 0 that must not be shown.
    ``notes`` are what a reader has to know besides, such as an age that is not known.
    """

    name: str
    score: int
    partial: bool
    parts: tuple[Part, ...]
    missing: tuple[str, ...] = ()
    applicable: bool = True
    why_not: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_measured(self) -> bool:
        """Returns whether a part of it was measured; air or oxygen is known from the record alone."""
        return any(one.points is not None and one.name != "oxygen" for one in self.parts)

    @property
    def text(self) -> str:
        """Returns the score as it is to be shown: ``NEWS2 >= 5, consciousness unknown``."""
        if not self.applicable:
            return f"{self.name} not applicable: {self.why_not}"
        lacking = [f"{name} unknown" for name in self.missing]
        lacking += [f"{p.name} {'stale' if p.stale else 'unclear'}" for p in self.parts if p.points is None]
        sign = " >= " if self.partial else " "
        return ", ".join([f"{self.name}{sign}{self.score}", *lacking]).replace("_", " ")

    def reaches(self, threshold: int) -> bool | None:
        """Returns whether the threshold is reached; None where that is not known, as a lower bound lies below it."""
        if self.applicable and self.score >= threshold:
            return True
        return None if self.partial else False


def not_applicable(name: str, why_not: str) -> Score:
    """Returns a score that was not made for this person."""
    return Score(name, 0, partial=True, parts=(), applicable=False, why_not=why_not)
