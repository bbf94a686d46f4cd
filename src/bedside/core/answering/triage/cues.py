"""The little language in which rules name what people say, and its parser.

A group is several cues, one a line; any of them will do. In a cue:

- words follow each other; small words ("is", "my", "really") may stand between them;
- ``a|b`` is either word, ``a|b+c`` is "a" or the phrase "b c", ``droop*`` any word that begins so, ``{chest}`` any word of that class in `vocabulary`;
- ``..`` lets up to four other words stand between;
- ``x ~ y`` wants both within six words of each other, in either order;
- ``#fever`` is a label that `measures` gives to a number.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from bedside.core.answering.triage.foldings import WORDS
from bedside.core.answering.triage.vocabulary import CLASSES

GAP = 4


@dataclass(frozen=True, eq=False)
class Slot:
    """One place in a term: the words and beginnings of words that fit it, and how many words may precede it.

    The parser makes each slot once, so slots are told apart by identity, which costs nothing to look up.
    """

    literals: frozenset[str]
    beginnings: tuple[str, ...]
    gap: int = 0


Term = tuple[Slot, ...]
Cue = tuple[Term, ...]
Group = tuple[Cue, ...]


def group(lines: str) -> Group:
    """Parses the cues of one group, one a line."""
    return tuple(
        tuple(_term(term) for term in cue)
        for line in lines.splitlines()
        if line.strip()
        for cue in product(*map(_spellings, line.split("~")))
    )


def _spellings(term: str) -> list[str]:
    """Returns a term once for its single words, and once more for each phrase among its alternatives."""
    return [" ".join(choice) for choice in product(*map(_choices, term.split()))]


def _choices(part: str) -> list[str]:
    options = part.split("|")
    words = [option for option in options if "+" not in option]
    return ["|".join(words)] * bool(words) + [option.replace("+", " ") for option in options if "+" in option]


def _term(term: str) -> Term:
    slots: list[Slot] = []
    gap = 0
    parts = term.split()
    for before, part in pairwise(parts):
        if "|" in before and "|" in part:
            raise ValueError(f"two lists side by side in {term!r}: join phrases by +, or put .. between lists")
    for part in parts:
        if part == "..":
            gap = GAP
        else:
            slots.append(_slot(part, gap))
            gap = 0
    return tuple(slots)


@cache
def _slot(part: str, gap: int) -> Slot:
    words: list[str] = []
    for option in part.split("|"):
        words += CLASSES[option[1:-1]].split() if option.startswith("{") else [option]
    words = [WORDS[word][0] if len(WORDS.get(word, ())) == 1 else word for word in words]
    return Slot(
        frozenset(w for w in words if not w.endswith("*")), tuple(w[:-1] for w in words if w.endswith("*")), gap
    )
