"""Finds each answer by its own question, with the answers' text alone as index: a check of the dense part.

Focus and type are left out, since MedQuAD's questions are templates of them. Answers of equal words are one answer.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np

from bedside.adapters.embedder.minilm import MiniLmEmbedder
from bedside.adapters.index.library import FileLibraryIndex
from bedside.core.answering.query import Query
from bedside.core.answering.ranking import FEATURES, RankerModel, Weighing, rank
from bedside.core.answering.retrieval import Search
from bedside.core.learning.metrics import Estimate, mean
from bedside.core.learning.network import Network
from bedside.core.library.document import Document
from bedside.core.library.passages import by_word, cut
from benchmarks.ask.bench import FIGURES, Bench
from benchmarks.rows import Row, informs

ANSWERS, QUICK_ANSWERS = 2048, 256
_NONE = np.zeros(len(FEATURES))
_UNUSED = RankerModel("unused", *(2 * [Weighing(Network(_NONE, _NONE[:, None], _NONE[:1], _NONE[:1]), _NONE, _NONE)]))


def measure(bench: Bench) -> list[Row]:
    """Returns MRR@10 and R@10 of BM25, dense and hybrid."""
    sample = bench.sample([d for d in bench.answers if d.question], QUICK_ANSWERS if bench.quick else ANSWERS, seed=7)
    answers = {_id(d.text): Document(_id(d.text), "", d.text) for d in sample}
    embedder = MiniLmEmbedder(FIGURES / "cache")
    index = _index(FIGURES / f"own-answer-{len(sample)}", list(answers.values()), embedder)
    vectors = embedder.embed_questions([d.question for d in sample])
    results = {ranker: _places(index, sample, vectors, ranker) for ranker in ("bm25", "dense", "hybrid")}
    index.close()
    note = f" (quick: {QUICK_ANSWERS} answers)" if bench.quick else ""
    return [row for ranker, places in results.items() for row in _rows(ranker, places, note)]


def _id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _index(folder: Path, answers: list[Document], embedder: MiniLmEmbedder) -> FileLibraryIndex:
    count = by_word(embedder.count_tokens)
    index = FileLibraryIndex(folder, embedder.name, embedder.dimensions, lambda d: cut(d, count), "own-answer")
    index.open_for_writing()
    index.apply(answers, [], sequence=1, as_of=datetime.now(UTC), write=True)
    while waiting := index.waiting(32):
        index.add_vectors([key for key, _ in waiting], embedder.embed([text for _, text in waiting]))
    return index


def _places(index: FileLibraryIndex, sample: list[Document], vectors: np.ndarray, ranker: str) -> list[int]:
    """Returns for each question the place of its answer, 0 where it is not among the first ten answers."""
    places = []
    for document, vector in zip(sample, vectors, strict=True):
        query = Query(document.question, document.question)
        embed = None if ranker == "bm25" else partial(_known, vector)
        candidates = index.candidates(Search(query, 100, ranker), embed)
        found = [r.passage.document.document_id for r in rank(query, candidates, ranker, _UNUSED, 100)]
        first_ten = list(dict.fromkeys(found))[:10]
        wanted = _id(document.text)
        places.append(first_ten.index(wanted) + 1 if wanted in first_ten else 0)
    return places


def _known(vector: np.ndarray, _texts: Sequence[str]) -> np.ndarray:
    return vector[None]


def _rows(ranker: str, places: list[int], note: str) -> list[Row]:
    reciprocal, within = mean([1 / p if p else 0.0 for p in places]), mean([float(p > 0) for p in places])
    names = [f"own answer, answers alone as index, {ranker}, {measure}{note}" for measure in ("MRR@10", "R@10")]
    if ranker != "hybrid":
        return [informs(name, _shown(e), e.n) for name, e in zip(names, (reciprocal, within), strict=True)]
    return [
        Row(names[0], ">= 0.60", _shown(reciprocal), reciprocal.value >= 0.60, reciprocal.n),
        Row(names[1], ">= 0.92", _shown(within), within.value >= 0.92, within.n),
    ]


def _shown(estimate: Estimate) -> str:
    return f"{estimate.value:.3f} ({estimate.lower:.3f} to {estimate.upper:.3f})"
