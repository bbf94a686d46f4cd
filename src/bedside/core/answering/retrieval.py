"""The values of retrieval: what is searched, what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

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


INDEX_COLUMNS = (
    "bm25",
    "dense_passage",
    "dense_question",
    "cover_names",
    "cover_question",
    "cover_passage",
    "cover_any",
    "name_covered",
    "name_exact",
)
"""What an index knows of a candidate, in the order of `Candidates.columns`.

``bm25`` is 0 where the passage was not found lexically; the dense ones are cosines, NaN where there is no vector yet.
``cover_*`` is the share, by inverse document frequency, of the query's stems that stand in the document's names
(title, focus, synonyms), its question, the passage, and any of these. ``name_covered`` is the share of the
best-covered name's own stems that stand in the query; ``name_exact`` is 1 where one of the names is the query's focus.
"""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages before ranking, in no particular order; ``columns`` has shape (passages, INDEX_COLUMNS)."""

    passages: tuple[Passage, ...]
    columns: NDArray[np.float32]


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
    questions_version: str = ""
