"""Bedside PEWS, the Paediatric Early Warning System score: seven parts by age, each 0, 1, 2 or 4, 0 to 26 together.

Source: Parshuram CS, Hutchison J, Middaugh K. Development and initial validation of the Bedside Paediatric Early
Warning System score. Critical Care 2009;13:R135, table 1. It was made for under 18 years. Without a birth date there is
no row to read, so an unknown age is not applicable.

Fails where a child's own usual differs: up to 54 % of heart rates and 40 % of respirations of children in hospital lie
outside textbook ranges (PMC4074640).
"""

from dataclasses import dataclass
from datetime import timedelta

from bedside.core.vitals.bands import Limits, bands
from bedside.core.vitals.oxygen import amount_of_oxygen
from bedside.core.vitals.parts import INTERVAL_MS, Latest, Moment, total
from bedside.core.vitals.score import Person, Score, day_of, not_applicable, reached

PEWS_THRESHOLD = 8
"""The published threshold: reached at this and above."""

_CHILD_YEARS = 18


@dataclass(frozen=True, slots=True)
class _AgeBand:
    """The rows of one age, each as the limits (low, high) of 1, 2 and 4 points."""

    heart_rate: Limits
    systolic_bp: Limits
    respiratory_rate: Limits


_0_TO_3_MONTHS = _AgeBand(
    heart_rate=Limits((110, 150), (90, 180), (80, 190)),
    systolic_bp=Limits((60, 80), (50, 100), (45, 130)),
    respiratory_rate=Limits((29, 61), (19, 81), (15, 91)),
)
_3_TO_12_MONTHS = _AgeBand(
    heart_rate=Limits((100, 150), (80, 170), (70, 180)),
    systolic_bp=Limits((80, 100), (70, 120), (60, 150)),
    respiratory_rate=Limits((24, 51), (19, 71), (15, 81)),
)
_1_TO_4_YEARS = _AgeBand(
    heart_rate=Limits((90, 120), (70, 150), (60, 170)),
    systolic_bp=Limits((90, 110), (75, 125), (65, 160)),
    respiratory_rate=Limits((19, 41), (15, 61), (12, 71)),
)
_4_TO_12_YEARS = _AgeBand(
    heart_rate=Limits((70, 110), (60, 130), (50, 150)),
    systolic_bp=Limits((90, 120), (80, 140), (70, 170)),
    respiratory_rate=Limits((19, 31), (14, 41), (10, 51)),
)
_OVER_12_YEARS = _AgeBand(
    heart_rate=Limits((60, 100), (50, 120), (40, 140)),
    systolic_bp=Limits((100, 130), (85, 150), (75, 190)),
    respiratory_rate=Limits((11, 17), (10, 23), (9, 30)),
)
AGES = (_0_TO_3_MONTHS, _3_TO_12_MONTHS, _1_TO_4_YEARS, _4_TO_12_YEARS, _OVER_12_YEARS)
"""The rows by age, the youngest first."""

_SPO2 = bands("1", {"<= 90": 2, "91-94": 1, "> 94": 0})
_CAPILLARY_REFILL = bands("0.001", {"< 3": 0, ">= 3": 4})
EFFORT = {"normal": 0, "mild": 1, "moderate": 2, "severe": 4}
"""The chart has apnoea beside severe, which is one code."""


def pews(latest: Latest, person: Person, at_ms: int, *, interval_ms: int = INTERVAL_MS) -> Score:
    """Returns Bedside PEWS at a time. Stale values get no points; missing and stale parts make it partial."""
    age = _age_band(person, at_ms)
    if isinstance(age, str):
        return not_applicable("PEWS", age)
    seen = Moment(latest, at_ms, interval_ms)
    found = (
        seen.pulse(age.heart_rate),
        seen.part("systolic_bp", age.systolic_bp),
        seen.part("capillary_refill", _CAPILLARY_REFILL),
        seen.part("respiratory_rate", age.respiratory_rate),
        seen.part("respiratory_effort", EFFORT),
        seen.part("spo2", _SPO2),
        *amount_of_oxygen(seen, person),
    )
    return total("PEWS", found)


def _age_band(person: Person, at_ms: int) -> _AgeBand | str:
    """Returns the rows of an age, or why there are none.

    A boundary belongs to the older band, but the day of the 12th birthday to the younger: the table says "> 12 years".
    """
    years = person.years_at(at_ms)
    if years is None or person.birth_date is None:
        return "age unknown"
    if years >= _CHILD_YEARS:
        return "18 years or over"
    ends = (
        (reached(person.birth_date, 3), _0_TO_3_MONTHS),
        (reached(person.birth_date, 12), _3_TO_12_MONTHS),
        (reached(person.birth_date, 4 * 12), _1_TO_4_YEARS),
        (reached(person.birth_date, 12 * 12) + timedelta(days=1), _4_TO_12_YEARS),
    )
    return next((band for end, band in ends if day_of(at_ms) < end), _OVER_12_YEARS)


def age_of(person: Person, at_ms: int) -> int:
    """Returns which of AGES a person has, counted from 1; 0 for whom PEWS is not made."""
    band = _age_band(person, at_ms)
    return 0 if isinstance(band, str) else AGES.index(band) + 1


def alarm_limits(person: Person, at_ms: int) -> dict[str, tuple[float, float]]:
    """Returns low and high limits by signal for a child, inside which PEWS gives each at most 1 point."""
    band = _age_band(person, at_ms)
    if isinstance(band, str):
        return {}
    found = {name: getattr(band, name).two for name in ("heart_rate", "systolic_bp", "respiratory_rate")}
    found["pulse_rate"] = found["heart_rate"]
    return {name: (low + 1.0, high - 1.0) for name, (low, high) in found.items()}
