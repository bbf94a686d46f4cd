"""Reads the value of a fact out of the words a rule points at: one thing, or the things of a list.

A list ends where something else begins ("penicillin, which I…", "metformin and I…"). Values keep the person's words,
without articles before and adverbs after them.
"""

import re
from collections.abc import Iterator

from bedside.core.memory.rules.rule import Rule
from bedside.core.memory.shortening import shortened
from bedside.core.text import fold_space, words

VALUE_CHARS = 280
"""The longest value kept; a longer one ends in an ellipsis."""

_MOST_WORDS = 7
_OLDEST = 120
_LEADING = re.compile(
    r"^(?:(?:a|an|the|some|any|all|my|his|her|our|also|to|on|taking|using|been|both|either|things like|really|now|of)"
    r"\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[;:(\[\u2013\u2014!?]|\b(?:but|because|since|so|which|who|that|when|while|if|although|though|for|after"
    r"|before|as|at|until|except|not|every|once|twice|daily|nightly|weekly|this|last|yesterday|today|currently|anymore"
    r"|any more|please|thanks|i|we|he|she|my|it|they|you|would|can|should|is|are|was|am|in the|on"
    r"|years? ago)\b).*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|/|&|\+|\band\b|\bor\b|\bplus\b|\bas well as\b)\s*", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:\s+(?:in|of|with|on|to|and|or|the|a|an|too|also|now|very|badly|well|\w+ly))+$", re.IGNORECASE
)
_NO_VALUE = re.compile(
    r"^(?:no|not|none|nothing|nil|n/?a|nka|nkda|never|unknown|anything|everything|something|any|am|is|are|was|have|has"
    r"|had|take|takes|do|don't|can|will|would|feel|get|got|need|want|it|them|this|these|those|lots|me|him|her|one|known"
    r"|live|lives|work|works|go|went|eat|drink|smoke|weigh|come|came|started|stopped|suffer|diagnosed|told|seen|taken)\b",
    re.IGNORECASE,
)


def values(rule: Rule, said: re.Match[str]) -> Iterator[str]:
    """Yields the values of what a rule has found, each in the rule's form."""
    what = said.groupdict().get("what")
    if rule.kind == "age":
        yield from _age(what or "")
    elif rule.kind == "pregnancy":
        yield rule.form.format(kept(what or ""))
    else:
        for value in _items(said.string[said.end() :] if what is None else what):
            if rule.accepts(value):
                yield rule.form.format(value)


def _age(said: str) -> Iterator[str]:
    """Yields years as a bare number, months and weeks with their unit; nobody is older than 120 years."""
    read = re.match(r"(\d+)[ -]?(month|week)?", said)
    if read and 0 < int(read[1]) <= _OLDEST:
        yield f"{read[1]} {read[2]}s" if read[2] else read[1]


def _items(tail: str) -> Iterator[str]:
    """Yields the things of a list that begins here; the list ends at a word that begins something else."""
    for part in _BETWEEN.split(_TAIL.sub("", _LEADING.sub("", tail.lstrip()))):
        item = kept(_TRAILING.sub("", _LEADING.sub("", part)))
        if _NO_VALUE.match(item):
            return
        if item and len(words(item)) <= _MOST_WORDS:
            yield item


def kept(value: str) -> str:
    """Returns the words on one line, within `VALUE_CHARS`."""
    return shortened(fold_space(value).strip(" .,:\"'"), VALUE_CHARS)
