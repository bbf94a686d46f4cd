"""What a person's message asks, as a value. How it is found out is in `understanding`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """One word that was read as another: a misspelling mended or an abbreviation spelled out."""

    written: str
    read_as: str
    reason: str
    """``spelling``, ``abbreviation`` or ``follow-up``."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """Where a personal identifier stands in the original text, by character offsets."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Query:
    """A message understood.

    ``text`` is the message without personal identifiers; ``condensed`` is the question in it, spelled right, follow-ups
    resolved, and is what is searched. ``expansions`` are other names to search for beside it (an ambiguous
    abbreviation keeps all its meanings here). ``question_types`` are in order of likelihood; empty when unclear.
    """

    text: str
    condensed: str
    focus: str = ""
    question_types: tuple[str, ...] = ()
    language: str = "en"
    corrections: tuple[Correction, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    expansions: tuple[str, ...] = ()

    @property
    def question_type(self) -> str:
        """Returns the likeliest type, or ""."""
        return self.question_types[0] if self.question_types else ""
