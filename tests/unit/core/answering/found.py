"""Builders for what a search found: documents, ranked passages, candidates with chosen columns."""

import json
from functools import cache, partial
from importlib.resources import files
from typing import Any

import numpy as np

from bedside.adapters.embedder.word_vectors import MiniLmWordVectors
from bedside.core.answering.query import Query
from bedside.core.answering.ranking import FEATURES, RankerModel, Weighing
from bedside.core.answering.retrieval import INDEX_COLUMNS, Candidates, Found, Ranked
from bedside.core.answering.sentence_rating import Rate, model_from_json, rate
from bedside.core.learning.network import Network
from bedside.core.library.document import Document, Passage


def passage(document_id: str, text: str, position: int = 0, **document: Any) -> Passage:
    fields: dict[str, Any] = {"title": "Gout", "focus": "Gout", "question_type": "information"} | document
    return Passage(f"{document_id}#{position}", Document(document_id, text=text, **fields), position, text)


def found(*passages: Passage, scores: tuple[float, ...] = ()) -> Found:
    given = scores or tuple(1.0 - 0.1 * i for i in range(len(passages)))
    ranked = (Ranked(one, score, {}) for one, score in zip(passages, given, strict=True))
    return Found(tuple(ranked), "default-1", "2026-03-01T12:00:00Z", "ranker-1")


def candidates(*rows: tuple[Passage, dict[str, float]]) -> Candidates:
    columns = np.zeros((len(rows), len(INDEX_COLUMNS)), np.float32)
    for i, (_, values) in enumerate(rows):
        for name in ("dense_passage", "dense_question"):
            columns[i, INDEX_COLUMNS.index(name)] = np.nan
        for name, value in values.items():
            columns[i, INDEX_COLUMNS.index(name)] = value
    return Candidates(tuple(one for one, _ in rows), columns)


def ranker(**weights: float) -> RankerModel:
    """Returns a ranker that weighs features, seen over a question's own candidates, as given and nothing else."""
    given = np.array([weights.get(name, 0.0) for name in FEATURES] + [0.0] * len(FEATURES))
    network = Network(given, np.zeros((len(given), 1)), np.zeros(1), np.zeros(1))
    weighing = Weighing(network, np.zeros(len(FEATURES)), np.ones(len(FEATURES)))
    return RankerModel("ranker-test", weighing, weighing)


@cache
def rated() -> Rate:
    """Returns how sentences are rated with the words and the model that ship."""
    model = json.loads((files("bedside.models") / "sentences" / "model.json").read_text())
    return partial(rate, read=MiniLmWordVectors().read, model=model_from_json(model))


def query(text: str, *types: str, focus: str = "gout") -> Query:
    return Query(text, text, focus, types)
