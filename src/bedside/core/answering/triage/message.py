"""What the rules read: the words of a message, and for each word where it stands and in what light.

It holds values only. Words come from `normalise`, labels from `measures`, negation from `negation`, light from `context`.
"""

from dataclasses import dataclass
from enum import Flag, auto


class Light(Flag):
    """Says why a word may not speak of the reader's own present."""

    PLAIN = 0
    QUESTION = auto()
    HYPOTHETICAL = auto()
    PAST = auto()
    RESOLVED = auto()
    UNREAL = auto()
    ANIMAL = auto()
    IDIOM = auto()
    FEAR = auto()


@dataclass(frozen=True)
class Words:
    """Normalised words in order, each with the number of its sentence and of its clause."""

    words: tuple[str, ...]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]

    def clause_spans(self) -> list[tuple[int, int]]:
        """Returns the start and end of each clause, in order."""
        if not self.words:
            return []
        starts = [i for i in range(len(self.words)) if i == 0 or self.clauses[i] != self.clauses[i - 1]]
        return list(zip(starts, [*starts[1:], len(self.words)], strict=True))


@dataclass(frozen=True)
class Message:
    """Words with all that was found out about each of them."""

    words: tuple[str, ...]
    sentences: tuple[int, ...]
    labels: dict[int, tuple[str, ...]]
    negated: tuple[int, ...]
    light: tuple[Light, ...]
