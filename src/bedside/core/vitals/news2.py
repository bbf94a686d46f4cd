"""NEWS2, the National Early Warning Score: seven parts, 0 to 20, for people of 16 years and over, not in pregnancy.

Reproduced from: Royal College of Physicians. National Early Warning Score (NEWS) 2: Standardising the assessment of
acute-illness severity in the NHS. Updated report of a working party. London: RCP, 2017. The RCP is acknowledged as its
author; the chart must not be altered.

SpO2 scale 2 is for hypercapnic respiratory failure with a target of 88-92 %, by a clinician's decision for the person.
It counts high values only on oxygen: where air or oxygen is unknown, 93 % and above gets no points and the score is
partial. Where the age is unknown the score is shown, with a note (see `adult`).
"""

from dataclasses import dataclass

from bedside.core.vitals.adult import doubts, is_child
from bedside.core.vitals.bands import Bands, bands
from bedside.core.vitals.consciousness import GCS_BELOW_15, consciousness
from bedside.core.vitals.oxygen import air_or_oxygen
from bedside.core.vitals.parts import INTERVAL_MS, Latest, Moment, total
from bedside.core.vitals.score import Part, Person, Score, not_applicable

_RESPIRATION = bands("1", {"<= 8": 3, "9-11": 1, "12-20": 0, "21-24": 2, ">= 25": 3})
_SPO2_SCALE_1 = bands("1", {"<= 91": 3, "92-93": 2, "94-95": 1, ">= 96": 0})
_SPO2_SCALE_2_ON_AIR = bands("1", {"<= 83": 3, "84-85": 2, "86-87": 1, ">= 88": 0})
_SPO2_SCALE_2_ON_OXYGEN = bands(
    "1", {"<= 83": 3, "84-85": 2, "86-87": 1, "88-92": 0, "93-94": 1, "95-96": 2, ">= 97": 3}
)
_SYSTOLIC = bands("1", {"<= 90": 3, "91-100": 2, "101-110": 1, "111-219": 0, ">= 220": 3})
_PULSE = bands("1", {"<= 40": 3, "41-50": 1, "51-90": 0, "91-110": 1, "111-130": 2, ">= 131": 3})
CONSCIOUSNESS = {"A": 0, "C": 3, "V": 3, "P": 3, "U": 3, GCS_BELOW_15: 3}
_TEMPERATURE = bands("0.1", {"<= 35.0": 3, "35.1-36.0": 1, "36.1-38.0": 0, "38.1-39.0": 1, ">= 39.1": 2})

CHART = {
    "respiratory_rate": _RESPIRATION,
    "spo2_scale_1": _SPO2_SCALE_1,
    "spo2_scale_2_on_air": _SPO2_SCALE_2_ON_AIR,
    "spo2_scale_2_on_oxygen": _SPO2_SCALE_2_ON_OXYGEN,
    "systolic_bp": _SYSTOLIC,
    "heart_rate": _PULSE,
    "temperature": _TEMPERATURE,
}
"""The chart's rows of numbers, for those who score columns of readings (`columnar_news2`)."""


def news2(latest: Latest, person: Person, at_ms: int, *, interval_ms: int = INTERVAL_MS) -> Score:
    """Returns NEWS2 at a time. Values older than the interval are stale; missing and stale parts make it partial."""
    if why_not := _why_not(person, at_ms):
        return not_applicable("NEWS2", why_not)
    seen = Moment(latest, at_ms, interval_ms)
    oxygen, on_oxygen, oxygen_notes = air_or_oxygen(seen, person)
    alertness, alertness_notes = consciousness(seen, CONSCIOUSNESS)
    found = (
        seen.part("respiratory_rate", _RESPIRATION),
        _spo2(seen, person.spo2_scale, on_oxygen),
        oxygen,
        seen.part("systolic_bp", _SYSTOLIC),
        seen.pulse(_PULSE),
        alertness,
        seen.part("temperature", _TEMPERATURE),
    )
    return total("NEWS2", found, (*doubts(person, at_ms), *oxygen_notes, *alertness_notes))


def _why_not(person: Person, at_ms: int) -> str:
    reasons = (("under 16 years", is_child(person, at_ms)), ("pregnant", person.pregnant))
    return " and ".join(reason for reason, holds in reasons if holds)


def _spo2(seen: Moment, scale: int, on_oxygen: bool | None) -> Part | str:
    if on_oxygen is not None or scale == 1:
        return seen.part("spo2", _spo2_bands(scale, on_oxygen))
    if not (found := seen.readable("spo2")):
        return "spo2"
    either = {_spo2_bands(scale, oxygen).of(float(found[0].value)) for oxygen in (True, False)}
    return seen.scored("spo2", found[0], either.pop() if len(either) == 1 else None)


def _spo2_bands(scale: int, on_oxygen: bool | None) -> Bands:
    if scale == 1:
        return _SPO2_SCALE_1
    return _SPO2_SCALE_2_ON_OXYGEN if on_oxygen else _SPO2_SCALE_2_ON_AIR


@dataclass(frozen=True, slots=True)
class Response:
    """What an aggregate calls for."""

    risk: str
    observe_at_least: str
    response: str


_RED = Response("low-medium", "hourly", "urgent ward review")
_RESPONSES = (
    (7, Response("high", "continuously", "emergency review, critical-care competence")),
    (5, Response("medium", "hourly", "urgent review by a competent clinician")),
    (1, Response("low", "every 4-6 h", "registered nurse assesses")),
    (0, Response("low", "every 12 h", "routine")),
)


def red(score: Score) -> tuple[str, ...]:
    """Returns the names of the parts that score 3 by themselves."""
    return tuple(part.name for part in score.parts if part.points == 3)


def tells_risk(score: Score) -> bool:
    """Returns whether what a score calls for is known: a partial one below 7 may be any number above it."""
    return score.applicable and (not score.partial or score.score >= 7)


def response(score: Score) -> Response | None:
    """Returns what a NEWS2 calls for, None where it is not applicable; of a partial one the least it calls for."""
    if not score.applicable:
        return None
    if red(score) and score.score < 5:
        return _RED
    return next(response for least, response in _RESPONSES if score.score >= least)
