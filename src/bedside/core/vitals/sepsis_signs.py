"""qSOFA and SIRS: signs that an infection may have become sepsis, for adults. A sign, never a gate.

Sources: Singer M and others. The third international consensus definitions for sepsis and septic shock (Sepsis-3).
JAMA 2016;315:801-810. Bone RC and others. Definitions for sepsis and organ failure. Chest 1992;101:1644-1655.

Fails often: over 23 studies (PMC5802050) qSOFA found 0.51 of those who died in hospital and cleared 0.83 of the others,
SIRS 0.86 and 0.29. So a negative one hides nothing, and a positive one proves nothing.

SIRS has four criteria, and vital signs give three. White cells are therefore always named as missing, and PaCO2 where
the respiration did not give its point, so SIRS is always partial: it can be positive by vital signs, but below 2 they
cannot say that it is negative. Under 16 years both are not applicable; children have criteria of their own.
"""

from bedside.core.vitals.adult import doubts, is_child
from bedside.core.vitals.bands import bands
from bedside.core.vitals.consciousness import GCS_BELOW_15, consciousness
from bedside.core.vitals.parts import INTERVAL_MS, Latest, Moment, total
from bedside.core.vitals.score import Part, Person, Score, not_applicable

POSITIVE = 2
"""Both are positive at this and above."""

_QSOFA_RESPIRATION = bands("1", {"< 22": 0, ">= 22": 1})
_QSOFA_SYSTOLIC = bands("1", {"<= 100": 1, "> 100": 0})
_ALTERED = {"A": 0, "C": 1, "V": 1, "P": 1, "U": 1, GCS_BELOW_15: 1}

_SIRS_TEMPERATURE = bands("0.1", {"< 36.0": 1, "36.0-38.0": 0, "> 38.0": 1})
_SIRS_PULSE = bands("1", {"<= 90": 0, "> 90": 1})
_SIRS_RESPIRATION = bands("1", {"<= 20": 0, "> 20": 1})


def qsofa(latest: Latest, person: Person, at_ms: int, *, interval_ms: int = INTERVAL_MS) -> Score:
    """Returns qSOFA, 0 to 3. Values older than the interval are stale; missing and stale parts make it partial."""
    if is_child(person, at_ms):
        return not_applicable("qSOFA", "under 16 years")
    seen = Moment(latest, at_ms, interval_ms)
    mentation, notes = consciousness(seen, _ALTERED)
    found = (
        seen.part("respiratory_rate", _QSOFA_RESPIRATION),
        seen.part("systolic_bp", _QSOFA_SYSTOLIC),
        mentation,
    )
    return total("qSOFA", found, (*doubts(person, at_ms), *notes))


def sirs(latest: Latest, person: Person, at_ms: int, *, interval_ms: int = INTERVAL_MS) -> Score:
    """Returns the criteria of SIRS that vital signs meet, 0 to 3; always partial, as white cells are not known here."""
    if is_child(person, at_ms):
        return not_applicable("SIRS", "under 16 years")
    seen = Moment(latest, at_ms, interval_ms)
    respiration = seen.part("respiratory_rate", _SIRS_RESPIRATION)
    is_fast = isinstance(respiration, Part) and respiration.points == 1
    laboratory = ("white_cells",) if is_fast else ("PaCO2", "white_cells")
    found = (seen.part("temperature", _SIRS_TEMPERATURE), seen.pulse(_SIRS_PULSE), respiration, *laboratory)
    return total("SIRS", found, doubts(person, at_ms))
