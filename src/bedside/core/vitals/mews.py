"""MEWS, the Modified Early Warning Score, for adults: five parts, 0 to 14, in its closed form.

Source: Subbe CP, Kruger M, Rutherford P, Gemmel L. Validation of a modified Early Warning Score in medical admissions.
QJM 2001;94:521-526. Under 16 years it is not applicable, as the other adult scores.

It has AVPU alone. New confusion scores as alert, for so AVPU would have called it, and a note says so; a Glasgow Coma
Scale below 15 has no place on AVPU, gets no points and leaves the score partial.
"""

from bedside.core.vitals.adult import doubts, is_child
from bedside.core.vitals.bands import bands
from bedside.core.vitals.consciousness import GCS_BELOW_15, consciousness
from bedside.core.vitals.parts import INTERVAL_MS, Latest, Moment, total
from bedside.core.vitals.score import Part, Person, Score, not_applicable

MEWS_THRESHOLD = 5
"""The published threshold: reached at this and above."""

CONFUSION_AS_ALERT = "new confusion: MEWS has no points for it and counts it as alert"

_SYSTOLIC = bands("1", {"<= 70": 3, "71-80": 2, "81-100": 1, "101-199": 0, ">= 200": 2})
_PULSE = bands("1", {"<= 40": 2, "41-50": 1, "51-100": 0, "101-110": 1, "111-129": 2, ">= 130": 3})
_RESPIRATION = bands("1", {"< 9": 2, "9-14": 0, "15-20": 1, "21-29": 2, ">= 30": 3})
_TEMPERATURE = bands("0.1", {"< 35.0": 2, "35.0-38.4": 0, ">= 38.5": 2})
_AVPU = {"A": 0, "C": 0, "V": 1, "P": 2, "U": 3, GCS_BELOW_15: None}


def mews(latest: Latest, person: Person, at_ms: int, *, interval_ms: int = INTERVAL_MS) -> Score:
    """Returns MEWS at a time. Values older than the interval are stale; missing and stale parts make it partial."""
    if is_child(person, at_ms):
        return not_applicable("MEWS", "under 16 years")
    seen = Moment(latest, at_ms, interval_ms)
    alertness, notes = consciousness(seen, _AVPU)
    if isinstance(alertness, Part) and alertness.value == "C":
        notes = (*notes, CONFUSION_AS_ALERT)
    found = (
        seen.part("systolic_bp", _SYSTOLIC),
        seen.pulse(_PULSE),
        seen.part("respiratory_rate", _RESPIRATION),
        seen.part("temperature", _TEMPERATURE),
        alertness,
    )
    return total("MEWS", found, (*doubts(person, at_ms), *notes))
