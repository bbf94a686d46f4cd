"""An answer as a value: sentences, each with the evidence it rests on, and how it came out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How a question was met."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Citation:
    """What a sentence rests on. ``n`` is the number shown; ``quote`` stands word for word in what is cited.

    ``kind`` is passage, reading, alert, silence or pause; the last five fields are those of a reading, the time also of
    an alert, and of a silence when it began.
    """

    n: int
    kind: str
    id: str
    document_id: str
    title: str
    source: str
    url: str
    quote: str
    signal: str | None = None
    observed_at: str | None = None
    value: float | str | None = None
    unit: str | None = None
    quality: str | None = None

    def told(self) -> dict[str, Any]:
        """Returns it as JSON values, without the fields that it has not."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence said, with the numbers of its citations (none only for words of our own that claim nothing)."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whole. ``text`` is the sentences in reading order with their citation marks."""

    outcome: Outcome
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    warnings: tuple[str, ...] = ()
    evidence: Mapping[str, float] = field(default_factory=dict)
    """What the decision to answer or abstain was made from, by name."""

    @property
    def text(self) -> str:
        """Returns the answer as plain text, citation marks like ``[1]`` after each sentence."""
        lines = ["".join([s.text, *(f" [{n}]" for n in s.citations)]) for s in self.sentences]
        if self.outcome in (Outcome.EMERGENCY, Outcome.CRISIS):
            return "\n".join(lines)
        return " ".join(lines)
