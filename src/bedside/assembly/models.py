"""What was learned: the embedder, the vectors of words, and the live ranker, abstention and sentences models."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bedside.assembly.stores import Stores
from bedside.ports import Embedder, WordVectors

if TYPE_CHECKING:
    from bedside.core.answering import abstention, ranking, sentence_rating
    from bedside.core.answering.query import Query

_MANY_WAITING = 100


class Models(Stores):
    """The models of one process, each loaded when first asked for."""

    @cached_property
    def embedder(self) -> Embedder:
        """Returns the embedder for questions: all cores, since a person waits."""
        return self._embedder(threads=0)

    @cached_property
    def background_embedder(self) -> Embedder:
        """Returns the embedder for many passages: one core a call, since several threads of low priority call it."""
        return self._embedder(threads=1)

    def _embedder(self, threads: int) -> Embedder:
        from bedside.adapters.embedder.minilm import MiniLmEmbedder

        return MiniLmEmbedder(self.home / "cache", threads=threads)

    def embedder_for(self, waiting: int) -> Embedder:
        """Returns the embedder for as many waiting texts; one of its own, of 90 MB, is held only while many wait."""
        if waiting > _MANY_WAITING:
            return self.background_embedder
        self.__dict__.pop("background_embedder", None)
        return self.embedder

    @cached_property
    def ranker(self) -> "ranking.RankerModel":
        """Returns the live ranker."""
        from bedside.core.answering import ranking

        return ranking.model_from_json(self.registry.live("ranker"))

    @cached_property
    def abstention_model(self) -> "abstention.AbstentionModel":
        """Returns the live abstention model."""
        from bedside.core.answering import abstention

        return abstention.model_from_json(self.registry.live("abstention"))

    @cached_property
    def sentence_model(self) -> "sentence_rating.SentenceModel":
        """Returns the live sentence model."""
        from bedside.core.answering import sentence_rating

        return sentence_rating.model_from_json(self.registry.live("sentences"))

    @cached_property
    def words(self) -> WordVectors:
        """Returns the vectors of single words."""
        from bedside.adapters.embedder.word_vectors import MiniLmWordVectors

        return MiniLmWordVectors()

    def rated(self, query: "Query", stated: "Sequence[sentence_rating.Stated]") -> NDArray[np.float64]:
        """Returns a rating of each sentence that may be said."""
        from bedside.core.answering import sentence_rating

        return sentence_rating.rate(query, stated, self.words.read, self.sentence_model)
