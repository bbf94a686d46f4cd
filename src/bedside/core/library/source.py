"""What a library is read from, and what came out of it besides documents."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bedside.core.library.document import Document


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """Something in a source that could not become a document: where it stands, relative to the source, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How many entries a source holds, and how many of them have text."""

    documents: int
    answered: int


@dataclass(frozen=True, slots=True)
class LibrarySource:
    """A place documents are read from.

    ``name`` names the library in keys of the object store. ``fingerprint`` returns the sha256 of all that ``read``
    would read; ``read`` yields entries in a stable order and raises nothing for a single bad one. ``published`` is
    what the whole published set holds, where it is known.
    """

    name: str
    kind: str
    fingerprint: Callable[[], str]
    read: Callable[[], Iterator[Document | ReadFailure]]
    attribution: str = ""
    published: SourceCounts | None = None


def compare_counts(found: SourceCounts, published: SourceCounts | None) -> str:
    """Returns a sentence on how the counts stand to the published ones.

    A part of a set is no fault; the full number of entries with another number of answers, or more than were
    published, is a mismatch and said to be one.
    """
    counts = f"{found.documents:,} read, {found.answered:,} with an answer"
    if published is None:
        return counts
    whole = f"{published.documents:,} and {published.answered:,}"
    if found == published:
        return f"{counts}: the whole published set"
    if found.documents < published.documents and found.answered <= published.answered:
        return f"{counts}: a part of the published {whole}"
    return f"{counts}: MISMATCH with the published {whole}; check that the source is complete and unchanged"
