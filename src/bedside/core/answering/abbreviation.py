"""Abbreviations spelled out: which stand in a message, and which of their meanings is the right one.

Where the meanings come from is a port; here is what is done with them. One meaning, or one that the library covers,
is written beside the abbreviation; all meanings are kept as expansions, the library's own first.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bedside.core.answering.acronyms import CAPITAL_MEANINGS, COMMON_ACRONYMS, FIRST_MEANINGS, NOT_ABBREVIATIONS
from bedside.core.answering.query import Correction
from bedside.core.answering.vocabulary import Vocabulary, name_key
from bedside.core.text import fold_case

_CANDIDATE = re.compile(r"(?<![\w\[])(?:[A-Za-z]-?[A-Za-z0-9]{1,5}(?:-[A-Za-z0-9]{1,3})?)(?![\w\]])")
_MOST_MEANINGS = 6


@dataclass(frozen=True, slots=True)
class SpelledOut:
    """A text with its abbreviations spelled out beside them, what was added, and every meaning that may be meant."""

    text: str
    corrections: tuple[Correction, ...] = ()
    expansions: tuple[str, ...] = ()


def spell_out(text: str, meanings_of: Callable[[str], Sequence[str]], vocabulary: Vocabulary) -> SpelledOut:
    """Returns the text with each sure abbreviation followed by its meaning in brackets.

    Read as abbreviations: words in capitals (unless all of the text is), and the ones people write small.
    """
    shouted = text.upper() == text
    additions: dict[str, str] = {}
    expansions: dict[str, None] = {}
    for match in _CANDIDATE.finditer(text):
        written = match.group()
        if written in additions or not _is_abbreviation(written, shouted):
            continue
        meanings = order(written, meanings_of, vocabulary)
        expansions.update(dict.fromkeys(meanings))
        if meanings and _is_sure(written, meanings, vocabulary) and fold_case(meanings[0]) not in fold_case(text):
            additions[written] = meanings[0]
    for written, meaning in additions.items():
        text = re.sub(rf"(?<![\w\[]){re.escape(written)}(?![\w\]])", f"{written} ({meaning})", text, count=1)
    corrections = tuple(Correction(written, meaning, "abbreviation") for written, meaning in additions.items())
    return SpelledOut(text, corrections, tuple(expansions))


def order(written: str, meanings_of: Callable[[str], Sequence[str]], vocabulary: Vocabulary) -> list[str]:
    """Returns the meanings of an abbreviation: the everyday one, then the library's, then the others."""
    folded = fold_case(written).replace("-", "")
    first = CAPITAL_MEANINGS.get(written, "") or FIRST_MEANINGS.get(folded, "")
    given = meanings_of(written)
    own = vocabulary.names.get(folded.upper(), "")
    unique = {name_key(m): m for m in reversed([*([first] if first else []), *given, *([own] if own else [])]) if m}
    known = {key: key in vocabulary.names for key in unique}
    ranked = sorted(unique, key=lambda key: (unique[key] != first, not known[key]))
    return [unique[key] for key in ranked][:_MOST_MEANINGS]


def _is_abbreviation(written: str, shouted: bool) -> bool:
    folded = fold_case(written).replace("-", "")
    if folded in COMMON_ACRONYMS or folded in FIRST_MEANINGS:
        return True
    return not shouted and len(written) > 1 and written.isupper() and folded not in NOT_ABBREVIATIONS


def _is_sure(written: str, meanings: Sequence[str], vocabulary: Vocabulary) -> bool:
    if fold_case(written).replace("-", "") in FIRST_MEANINGS or written in CAPITAL_MEANINGS:
        return True
    if len(meanings) == 1 and len(written) > 2:
        return True
    return sum(name_key(meaning) in vocabulary.names for meaning in meanings) == 1
