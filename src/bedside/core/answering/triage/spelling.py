"""Mends typing slips in the words that matter: "anaphlyaxis", "unconcsious", "swalowed".

A word no rule knows, of five letters or more, becomes the rule word it is nearest to: one slip away, or two from eight
letters on, with the first letter kept. Common English words near a rule word ("cooking", "chocking" apart) stay as they are.
"""

from functools import cache, lru_cache

from bedside.core.answering.triage.matching import slots_of
from bedside.core.answering.triage.real_words import KEY_WORDS, REAL_WORDS
from bedside.core.answering.triage.rules import ALL

_SHORTEST, _LONG = 5, 8


@lru_cache(maxsize=8192)
def mend(word: str) -> str:
    """Returns the rule word a word was meant to be, or the word itself."""
    known, beginnings, deletions = _lexicon()
    if word.endswith("in") and word + "g" in known:
        return word + "g"
    if len(word) < _SHORTEST or not word.isalpha() or word in known or word in REAL_WORDS:
        return word
    if any(word[:n] in beginnings for n in range(3, len(word) + 1)):
        return word
    slips = 2 if len(word) >= _LONG else 1
    found = {target for form in _deletions(word, slips) for target in deletions.get(form, ())}
    scored = ((_distance(word, target), target) for target in found if target[0] == word[0])
    best = min(((d, target) for d, target in scored if d <= slips), default=(0, word))
    return best[1]


@cache
def _lexicon() -> tuple[frozenset[str], frozenset[str], dict[str, tuple[str, ...]]]:
    known: set[str] = set(KEY_WORDS)
    beginnings: set[str] = set()
    for slot in slots_of(ALL):
        known |= slot.literals
        beginnings |= set(slot.beginnings)
    deletions: dict[str, list[str]] = {}
    for target in sorted(KEY_WORDS):
        for form in _deletions(target, 2 if len(target) >= _LONG else 1):
            deletions.setdefault(form, []).append(target)
    return frozenset(known), frozenset(beginnings), {form: tuple(targets) for form, targets in deletions.items()}


def _deletions(word: str, slips: int) -> set[str]:
    forms = {word}
    for _ in range(slips):
        forms |= {form[:i] + form[i + 1 :] for form in forms for i in range(len(form))}
    return forms


def _distance(a: str, b: str) -> int:
    """Counts slips between two words: a letter more, less or other, or two letters swapped."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            step = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                step = min(step, last[j - 2] + 1)
            row.append(step)
    return row[-1]
