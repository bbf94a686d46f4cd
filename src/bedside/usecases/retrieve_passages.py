"""Finds passages for an understood question: gather candidates, rank, cut to k."""

from collections.abc import Callable

from bedside.core.answering.ranking import RankerModel, rank
from bedside.core.answering.retrieval import RANKERS, Found, Search
from bedside.errors import InvalidInput, NotFound
from bedside.ports import Embedder, PassageIndex

MAX_K = 100


class RetrievePassages:
    """Satisfies `ports.Retriever` in this process. ``index_of`` returns a collection's index, or None."""

    def __init__(
        self, index_of: Callable[[str], PassageIndex | None], embedder: Embedder, model: Callable[[], RankerModel]
    ) -> None:
        self._index_of = index_of
        self._embedder = embedder
        self._model = model

    def retrieve(self, search: Search) -> Found:
        """Returns the best passages, best first.

        Raises InvalidInput for a k outside 1-100 or an unknown ranker, NotFound for an unknown collection.
        """
        if not 1 <= search.k <= MAX_K:
            raise InvalidInput(f"k must be from 1 to {MAX_K}", code="k_out_of_range")
        if search.ranker not in RANKERS:
            raise InvalidInput(f"ranker must be one of {', '.join(RANKERS)}", code="unknown_ranker")
        index = self._index_of(search.collection)
        if index is None:
            raise NotFound("there is no such collection", next_step="Load one: `bedside library load SOURCE`.")
        model = self._model()
        state = index.state()
        is_read = search.ranker != "bm25" and bool(search.query.condensed)
        candidates = index.candidates(search, self._embedder.embed_questions if is_read else None)
        read_by = self._embedder.questions_name if is_read else ""
        ranked = rank(search.query, candidates, search.ranker, model, search.k)
        return Found(tuple(ranked), f"{search.collection}-{state.sequence}", state.as_of, model.version, read_by)
