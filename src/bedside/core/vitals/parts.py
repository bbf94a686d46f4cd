"""Finds the value that each part of a score is made from, tells fresh from stale, and adds the parts up.

A value that the code table does not know (`signals`), in another unit than the signal's own, outside what is possible,
or of an unknown code, counts as missing: a temperature in Fahrenheit must not score as fever, nor an SpO2 of 127, which
some devices send for "no finger", as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bedside.core.vitals.bands import Bands, Limits
from bedside.core.vitals.freshness import MEASURED_MS
from bedside.core.vitals.score import Observed, Part, Score
from bedside.core.vitals.signals import BY_NAME

INTERVAL_MS = MEASURED_MS
"""The age up to which any value scores, unless told otherwise; as current it is shown for less (`freshness`)."""

FUTURE_TOLERANCE_MS = 60_000
"""How far a device's clock may run ahead; a value later than that has a time that cannot be believed, and is stale."""

Latest = Mapping[str, Observed]
Table = Bands | Limits | Mapping[str, int | None]
"""A row of a chart: of a number, or of a code."""

AVPU = "{AVPU}"
"""The unit of a consciousness by the scale that cannot say "new confusion"."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The latest values as they look at one time."""

    latest: Latest
    at_ms: int
    interval_ms: int

    def is_stale(self, observed: Observed) -> bool:
        """Returns whether a value is older than the interval, or from the future."""
        age_ms = self.at_ms - observed.observed_at_ms
        return age_ms > self.interval_ms or age_ms < -FUTURE_TOLERANCE_MS

    def readable(self, *signals: str) -> list[Observed]:
        """Returns the usable values of the signals, in their order, the fresh before the stale."""
        found = [
            observed for signal in signals if (observed := self.latest.get(signal)) and _is_usable(signal, observed)
        ]
        return sorted(found, key=self.is_stale)

    def part(self, name: str, table: Table, *signals: str) -> Part | str:
        """Returns the part that the first readable of the signals gives, or the part's name where there is none.

        The signal is called as the part is, unless others are named.
        """
        found = self.readable(*signals or (name,))
        return self.scored(name, found[0], _points(table, found[0].value)) if found else name

    def scored(self, name: str, observed: Observed, points: int | None) -> Part:
        """Returns the part of a value that scores ``points``, none where it is stale."""
        stale = self.is_stale(observed)
        points = None if stale else points
        return Part(name, observed.value, observed.unit, points, observed.observed_at_ms, stale)

    def pulse(self, table: Table) -> Part | str:
        """Returns the part of the heart rate, taken from the pulse rate where the former is missing or stale."""
        return self.part("heart_rate", table, "heart_rate", "pulse_rate")


def _is_usable(name: str, observed: Observed) -> bool:
    signal = BY_NAME[name]
    if observed.unit != signal.unit and (name, observed.unit) != ("consciousness", AVPU):
        return False
    if isinstance(observed.value, str):
        return observed.value in signal.codes
    return not signal.codes and signal.low <= observed.value <= signal.high


def _points(table: Table, value: float | str) -> int | None:
    if isinstance(table, Bands | Limits):
        return table.of(float(value))
    return table.get(str(value))


def total(name: str, found: Iterable[Part | str], notes: Iterable[str] = ()) -> Score:
    """Returns the score of parts, and of names of parts that are missing. It is partial unless each part has points."""
    found = tuple(found)
    parts = tuple(part for part in found if isinstance(part, Part))
    missing = tuple(part for part in found if isinstance(part, str))
    points = [part.points for part in parts if part.points is not None]
    return Score(name, sum(points), len(points) < len(found), parts, missing, notes=tuple(notes))
