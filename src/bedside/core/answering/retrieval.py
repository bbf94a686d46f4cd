"""The values of retrieval: what is searched, what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bedside.core.answering.query import Query
from bedside.core.library.document import Passage

RANKERS = ("ranked", "bm25", "dense", "hybrid")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is held to; empty means all."""

    sources: tuple[str, ...] = ()
    question_types: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """One search: the understood question, how many passages (1-100), by which ranker, where."""

    query: Query
    k: int = 10
    ranker: str = "ranked"
    collection: str = "default"
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate before ranking: its passage and the raw scores by name (absent means not found that way)."""

    passage: Passage
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its final score and the parts that made it."""

    passage: Passage
    score: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first, and in which state of the library."""

    passages: tuple[Ranked, ...]
    library_version: str
    library_as_of: str
    ranker_version: str = ""
