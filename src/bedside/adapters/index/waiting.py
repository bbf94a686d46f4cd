"""What is embedded of a passage, and the texts that wait for their vectors."""

from dataclasses import dataclass, field

from bedside.core.library.document import Passage


def embedding_text(passage: Passage) -> str:
    """Returns what of a passage is embedded: its text, after the title where the text does not open with it."""
    title = passage.document.title
    if not title or title.lower() in passage.text[:120].lower():
        return passage.text
    return f"{title}. {passage.text}"


@dataclass(slots=True)
class Waiting:
    """A text to be embedded, whether it is a question, and the documents that wait for it."""

    text: str
    question: bool
    documents: set[str] = field(default_factory=set)
