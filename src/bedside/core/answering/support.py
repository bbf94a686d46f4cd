"""Decides whether a sentence is supported by what it cites.

Three questions, all by words and numbers: does every number stand in the evidence with its unit, is the content
covered, and does the evidence name what was asked about. A yes does not make a sentence true; a no keeps it from being
said. Fails on a paraphrase that shares no words with its source (it is refused) and on a negation moved to another
clause.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bedside.core.text import STOPWORDS, fold_case, words

_GLUE = frozenset(
    """called cause causes common condition disease doctor happen help include includes including known mean means
    often people person problem such sometimes symptom symptoms treat treatment type types usually""".split()
)
"""Words a rephrasing may add without claiming anything; every other content word must stand in the evidence."""

_QUANTITY = re.compile(
    r"(?<![a-z0-9])(\d+(?:[.,]\d+)*)\s*(%|percent|°?\s?[cf]\b|mmhg|mg/dl|mmol/l|mcg|mg|kg|g|ml|l|cm|mm|hours?|days?|weeks?"
    r"|months?|years?|minutes?|seconds?|times?|bpm)?"
)
_MARKUP = re.compile(r"https?:|www\.|[<>{}\[\]`|\\]|\*\*|data:|javascript:", re.IGNORECASE)
_NEGATION = frozenset("no not never none without cannot neither nor".split())

_TURNING = {
    "not": re.compile(r"\b(?:no|not|never|none|without|cannot|neither|nor)\b|n't\b"),
    "avoid": re.compile(r"\b(?:avoid|stop|prevent|refrain)\w*"),
    "unless": re.compile(r"\b(?:unless|except|only|until|instead)\b"),
    "up": re.compile(r"\b(?:increas|rais|higher|more\b|rise|worse)"),
    "down": re.compile(r"\b(?:decreas|reduc|lower|less\b|fewer\b|fall|drop)"),
    "rarely": re.compile(r"\b(?:rare|rarely|seldom|unlikely|uncommon)\b"),
    "before": re.compile(r"\b(?:before|after)\b"),
}
"""Words whose loss or arrival turns what a sentence says, by kind."""


@dataclass(frozen=True, slots=True)
class Support:
    """The verdict and, when it is no, the reason: markup, numbers, negation, content, subject, turned or lost."""

    supported: bool
    reason: str = ""


def is_plain(text: str) -> bool:
    """Returns whether a text holds no markup and no address."""
    return not _MARKUP.search(text)


def quantities(text: str) -> set[tuple[str, str]]:
    """Returns the numbers of a text with their units, units in singular and without blanks."""
    found = _QUANTITY.findall(fold_case(text).replace(" percent", "%"))
    return {(number.replace(",", ""), unit.strip().rstrip("s").replace("percent", "%")) for number, unit in found}


def check(sentence: str, evidence: Sequence[str], key_term: str = "") -> Support:
    """Returns whether the evidence supports the sentence; ``key_term`` is what the question is about, "" if unknown."""
    joined = " ".join(evidence)
    if sentence and sentence in joined:
        return Support(True)
    known = content_words(joined)
    faults = {
        "markup": bool(_MARKUP.search(sentence)),
        "numbers": not _numbers_stand(sentence, joined),
        "negation": bool((_NEGATION & set(words(sentence))) - set(words(joined))),
        "content": bool(content_words(sentence) - known - {_root(word) for word in _GLUE}),
        "subject": not names(key_term, evidence),
    }
    reason = next((name for name, found in faults.items() if found), "")
    return Support(not reason, reason)


def _numbers_stand(sentence: str, evidence: str) -> bool:
    """Tells whether every number stands in the evidence with its unit; one without a unit may stand with any."""
    known = quantities(evidence)
    bare = {number for number, _ in known}
    return all(q in known or (not q[1] and q[0] in bare) for q in quantities(sentence))


def names(key_term: str, evidence: Sequence[str]) -> bool:
    """Returns whether the evidence names what the question is about; "" is named by anything."""
    asked = content_words(key_term)
    return not asked or bool(asked & content_words(" ".join(evidence)))


def says_the_same(original: str, rephrasing: str) -> Support:
    """Returns whether a rephrasing keeps the numbers, the turning words and at least half of the content."""
    meant = content_words(original)
    faults = {
        "numbers": quantities(original) != quantities(rephrasing),
        "turned": _turns(original) != _turns(rephrasing),
        "lost": len(meant & content_words(rephrasing)) < len(meant) / 2,
    }
    reason = next((name for name, found in faults.items() if found), "")
    return Support(not reason, reason)


def _turns(text: str) -> list[str]:
    """Returns the kinds of turning words in a text, sorted, one for each that stands there; contractions count."""
    folded = fold_case(text)
    return sorted(kind for kind, pattern in _TURNING.items() for _ in pattern.findall(folded))


@lru_cache(2_048)
def content_words(text: str) -> frozenset[str]:
    """Returns the roots of the words that carry content: no stop words, no numbers.

    Kept for the texts asked about last: composing an answer asks for the same sentences many times over.
    """
    return frozenset(_root(word) for word in words(text) if word not in STOPWORDS and not word[0].isdigit())


@lru_cache(50_000)
def _root(word: str) -> str:
    """Returns the word without its commonest English endings, so that forms of one word meet."""
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "edly",
        "ies",
        "ied",
        "ely",
        "ed",
        "es",
        "ly",
        "s",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word.removesuffix("e") if len(word) > 4 else word
