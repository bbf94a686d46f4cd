"""Personal identifiers in a text: found by rules, and replaced by marks such as [NAME] or [PHONE].

A conversation keeps the person's own words; everything else (logs, metrics, learning data, lineage) gets them
redacted. Rules, not a model: they cost microseconds, say why, and never mark a disease or a reading for a name.
They miss names that are neither introduced nor common.
"""

from bedside.core.answering.query import Redaction
from bedside.core.privacy.addresses import addresses
from bedside.core.privacy.patterns import shaped
from bedside.core.privacy.person_names import person_names

_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2011\u00a0", "''\"\"--- ")
"""Typographic quotes, dashes and blanks as plain ones: one character each, so offsets hold."""


def find(text: str) -> list[Redaction]:
    """Returns the identifiers of a text in order, none overlapping; offsets are characters of the given text.

    Where two claims overlap the surer one stands: shapes before addresses before names.
    """
    plain = text.translate(_PLAIN)
    taken = bytearray(len(text))
    found: list[Redaction] = []
    for claims in (shaped(plain), addresses(plain), person_names(plain)):
        for claim in claims:
            start, end = _free(taken, claim)
            if start < end:
                taken[start:end] = b"\x01" * (end - start)
                found.append(Redaction(start, end, claim.type))
    return sorted(found, key=lambda claim: claim.start)


def _free(taken: bytearray, claim: Redaction) -> tuple[int, int]:
    """Returns what of a claim stands before the first surer one; nothing where it starts inside of one."""
    end = taken.find(1, claim.start, claim.end)
    return claim.start, claim.end if end < 0 else end


def redact(text: str) -> str:
    """Returns the text with every identifier as a mark.

    >>> redact("My name is Ada Byron, call 020 7946 0123")
    'My name is [NAME], call [PHONE]'
    """
    return mark(text, find(text))


def mark(text: str, redactions: list[Redaction]) -> str:
    """Returns the text with these redactions, in order and not overlapping, as marks."""
    pieces: list[str] = []
    at = 0
    for redaction in redactions:
        pieces += [text[at : redaction.start], f"[{redaction.type}]"]
        at = redaction.end
    return "".join([*pieces, text[at:]])
