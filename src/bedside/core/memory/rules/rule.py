"""The shape of a rule, and the parts of sentences that rules share.

A rule's pattern ends where the value begins, or holds it in the group ``what``. The group ``who`` is the subject, and
``relation`` a relative in it; ``described`` stands for whoever the statement describes. A rule without them speaks of
the writer. Statements come with contractions spelled out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bedside.core.memory.rules.medical_words import RELATIONS, is_anything

RELATION = (
    rf"my (?:[\w-]+ ){{0,4}}?(?P<relation>{RELATIONS})\b"
    r"(?:'s\b(?= \w+ing\b| \d))?(?:,? (?-i:[A-Z][a-z]+)\b,?)?(?:,? who)?(?:'s)?"
)
WHO = rf"\b(?P<who>i|we|he|she|they|{RELATION}) "
ME = rf"(?P<who>me|him|her|us|them|{RELATION})"
ADVERBS = (
    r"(?:(?:also|now|currently|still|just|really|very|quite|severely|highly|mildly|slightly|extremely|badly|already"
    r"|always|actually|recently|both|definitely|unfortunately|sadly|a bit|a little|previously|long|daily|since) )*"
)
BE = r"(?:am|is|are|have been|has been) "
HAVE = r"(?:have|has|had|got|have got|has got|have had|has had) "
CLAUSE = r"(?:^|[,:]|\b(?:and|but|because|that|as|since|so)\b)\s*"
DESCRIBED = r"(?P<described>\b\d{1,3}|\bold|\bmale|\bfemale|\bman|\bwoman|\bpatient)"
LISTED = r"\s*(?::|-|=|include)\s*"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying a fact. ``accepts`` judges each value; ``form`` shapes it."""

    kind: str
    pattern: re.Pattern[str]
    accepts: Callable[[str], bool]
    form: str


def rule(kind: str, *parts: str, accepts: Callable[[str], bool] = is_anything, form: str = "{}") -> Rule:
    """Returns the rule whose pattern is the parts in a row, blind to case."""
    return Rule(kind, re.compile("".join(parts), re.IGNORECASE), accepts, form)
