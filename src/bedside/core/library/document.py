"""What the library is made of: documents that come in, passages that are found and cited.

A document is one answered question of a source, or one article. A document with no text is a known question: it helps
understanding, and is never evidence. Ids are made from content or from the source's own names, so loading twice
changes nothing.
"""

import hashlib
from dataclasses import dataclass

QUESTION_TYPES = (
    "information",
    "symptoms",
    "causes",
    "treatment",
    "prevention",
    "exams and tests",
    "outlook",
    "complications",
    "susceptibility",
    "considerations",
    "inheritance",
    "genetic changes",
    "frequency",
    "research",
    "stages",
    "support groups",
)
"""The types a document may carry; they are MedQuAD's names for what is asked about a focus."""


@dataclass(frozen=True, slots=True)
class Document:
    """One entry of a library as its source gave it, layout whitespace folded."""

    document_id: str
    title: str
    text: str
    question: str = ""
    focus: str = ""
    question_type: str = ""
    source: str = ""
    url: str = ""
    synonyms: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Returns twelve hex digits of the sha256 of all fields: equal content, equal version."""
        fields = (
            self.document_id,
            self.title,
            self.text,
            self.question,
            self.focus,
            self.question_type,
            self.source,
            self.url,
            *self.synonyms,
        )
        return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()[:12]

    @property
    def is_evidence(self) -> bool:
        """Returns whether there is text to cite."""
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document, short enough to embed whole and to show beside an answer.

    ``position`` counts from 0 within the document. ``heading`` is the nearest heading above, or "".
    """

    passage_id: str
    document: Document
    position: int
    text: str
    heading: str = ""


def passage_id(document_id: str, position: int, text: str) -> str:
    """Returns an id that changes when the words change: ``<document>#<position>-<8 hex of the text>``."""
    return f"{document_id}#{position}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
