"""Whom the adult scores (NEWS2, MEWS, qSOFA, SIRS) are for: people of 16 years and over.

An age that is not known does not silence them: on a ward of adults that would hide the sick for want of a date. But it
is said, each time, since they mislead about a child both ways: a well infant's fast pulse scores, and a dying one's
slow pulse and breathing may be an adult's normal (60 and 14 a minute at five months: 0 here, 8 by Bedside PEWS).
"""

from bedside.core.vitals.score import Person

ADULT_YEARS = 16
AGE_UNKNOWN = "age unknown: made for 16 years and over, and misses sick children"
PREGNANT = "pregnant: not made for pregnancy"


def is_child(person: Person, at_ms: int) -> bool:
    """Returns whether a person is known to be under 16."""
    years = person.years_at(at_ms)
    return years is not None and years < ADULT_YEARS


def doubts(person: Person, at_ms: int) -> tuple[str, ...]:
    """Returns what makes it doubtful that an adult score fits this person."""
    unknown = (AGE_UNKNOWN,) if person.years_at(at_ms) is None else ()
    return (*unknown, PREGNANT) if person.pregnant else unknown
