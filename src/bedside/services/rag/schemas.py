"""What comes into retrieval and the library."""

from typing import Any, Literal

from pydantic import Field

from bedside.core.answering.retrieval import Filters
from bedside.core.library.document import Document
from bedside.core.text import clean
from bedside.errors import InvalidInput
from bedside.services.bodies import Body

COLLECTION = r"^[a-z0-9][a-z0-9_-]{0,62}$"
MAX_QUERY_CHARS = 20_000
DOCUMENT_ID = r"^[A-Za-z0-9][A-Za-z0-9._:~-]{0,199}$"


class FiltersIn(Body):
    """What a search is held to; a single value may stand for a list of one."""

    source: str | list[str] = Field(default_factory=list)
    type: str | list[str] = Field(default_factory=list)
    document_ids: list[str] = Field(default_factory=list, max_length=10_000)

    def filters(self) -> Filters:
        """Returns them as the core's value."""
        return Filters(_many(self.source), _many(self.type), tuple(self.document_ids))


class RetrieveIn(Body):
    """A search. ``understood`` is what preprocessing made of the query; where it is given, it alone is searched."""

    query: str = Field(max_length=500_000)
    k: int = Field(default=10, ge=1, le=100)
    ranker: Literal["ranked", "bm25", "dense", "hybrid"] = "ranked"
    collection: str = Field(default="default", pattern=COLLECTION)
    filters: FiltersIn = Field(default_factory=FiltersIn)
    generate: bool = False
    understood: dict[str, Any] | None = None


class DocumentIn(Body):
    """A document to be stored. Without text it is a known question, never evidence."""

    title: str = Field(min_length=1, max_length=500)
    text: str = Field(max_length=5_000_000)
    source: str = Field(default="", max_length=500)
    url: str = Field(default="", max_length=2_000, pattern=r"^(https?://\S+)?$")
    question: str = Field(default="", max_length=2_000)
    focus: str = Field(default="", max_length=500)
    question_type: str = Field(default="", max_length=60)
    synonyms: list[str] = Field(default_factory=list, max_length=200)

    def document(self, document_id: str) -> Document:
        """Returns it as the core's value, control characters removed. Raises InvalidInput where no title is left."""
        title = clean(self.title)
        if not title.strip():
            raise InvalidInput(
                "refused: title", errors=[{"field": "title", "reason": "There is nothing to read in it"}]
            )
        return Document(
            document_id,
            title,
            clean(self.text),
            clean(self.question),
            clean(self.focus),
            clean(self.question_type),
            clean(self.source),
            self.url,
            tuple(clean(name) for name in self.synonyms),
        )


def _many(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
