"""Trains the ranker and the abstention model on the train split, from practice questions; both small enough to read.

For each practice question the candidates are gathered as retrieval does. For ranking, the document it was made from is
right, and others of the same focus and type too. For abstention the same question is answered twice: with its
documents, and with every document of that focus hidden, which is what a hole in the library looks like; questions that
the source has without an answer are unanswerable as they stand.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.answering.abstention import abstention_features
from bedside.core.answering.query import Query
from bedside.core.answering.ranking import FEATURE_VERSION, FEATURES, RankerModel, features, rank
from bedside.core.answering.retrieval import INDEX_COLUMNS, Candidates, Found, Search
from bedside.core.learning.linear import Linear, fit_logistic, fit_pairs
from bedside.core.learning.practice import practice_question
from bedside.core.library.document import Document
from bedside.core.text import fold_case
from bedside.ports import Embedder, PassageIndex, Understander

SAME_FOCUS_GENERAL = 1.0
_FOLDS = 10
_FOLD_SEED = 0
OWN = 3.0
JUDGED_WEIGHT = 6
"""Chosen by five-fold cross-validation on the development questions."""
SAME_FOCUS_TYPE = 2.0


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice question with the candidates found for it; ``document`` is None where nothing answers it."""

    query: Query
    candidates: Candidates
    document: Document | None


def gather(
    documents: Sequence[Document],
    unanswered: Sequence[Document],
    index: PassageIndex,
    embedder: Embedder,
    understander: Understander,
    *,
    seed: int = 7,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Practice]:
    """Returns practice for each document, answered ones first; the same arguments give the same practice."""
    rng = random.Random(seed)
    gathered: list[Practice] = []
    total = len(documents) + len(unanswered)
    for document in [*documents, *unanswered]:
        query = understander.understand(
            practice_question(document, rng) if document.is_evidence else _asked(document, rng)
        )
        if query.condensed:
            vector = embedder.embed([query.condensed])[0]
            candidates = index.candidates(Search(query), vector)
            gathered.append(Practice(query, candidates, document if document.is_evidence else None))
        progress(len(gathered), total)
    return gathered


def _asked(document: Document, rng: random.Random) -> str:
    """Returns a question for an entry without an answer, by its own names and type."""
    return practice_question(replace(document, text=""), rng)


@dataclass(frozen=True, slots=True)
class Judged:
    """A question somebody wrote, the candidates found for it, and the grades of the documents judged for it."""

    query: Query
    candidates: Candidates
    grades: Mapping[str, float]


def train_ranker(practice: Sequence[Practice], judged: Sequence[Judged] = (), ridge: float = 30.0) -> dict[str, Any]:
    """Returns the body of a ranker model; a judged question weighs `JUDGED_WEIGHT` times a practice one."""
    groups = [(features(one.query, one.candidates), _grades(one)) for one in practice if one.document is not None]
    groups += [
        (features(one.query, one.candidates), _judged_grades(one)) for one in judged for _ in range(JUDGED_WEIGHT)
    ]
    return {
        "version": "",
        "kind": "linear-ranker",
        "feature_version": FEATURE_VERSION,
        "features": list(FEATURES),
        **_numbers(fit_pairs([g for g in groups if len(set(g[1])) > 1], ridge)),
    }


def _judged_grades(one: Judged) -> NDArray[np.float64]:
    return np.array([one.grades.get(p.document.document_id, 0.0) for p in one.candidates.passages], np.float64)


def _grades(one: Practice) -> NDArray[np.float64]:
    own = one.document
    assert own is not None
    focus = fold_case(own.focus)
    grades = np.zeros(len(one.candidates.passages))
    for i, passage in enumerate(one.candidates.passages):
        document = passage.document
        if document.document_id == own.document_id:
            grades[i] = OWN
        elif fold_case(document.focus) == focus:
            same = document.question_type == own.question_type
            grades[i] = SAME_FOCUS_TYPE if same else SAME_FOCUS_GENERAL * (document.question_type == "information")
    return grades


def abstention_rows(
    practice: Sequence[Practice], ranker: RankerModel, *, embedded: bool
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Returns the features of each practice question with and without its documents, and whether it was answered.

    With ``embedded`` false the candidates are taken as they are before any vector is there.
    """
    rows, right = [], []
    for one in practice:
        for given, answerable in _with_and_without(one):
            candidates = given if embedded else _without_vectors(given)
            found = Found(tuple(rank(one.query, candidates, "ranked", ranker, 10)), "", "")
            if found.passages:
                rows.append(abstention_features(one.query, found))
                right.append(answerable and _is_right(one, found))
    return np.array(rows), np.array(right)


def _without_vectors(candidates: Candidates) -> Candidates:
    lexical = np.flatnonzero(candidates.columns[:, INDEX_COLUMNS.index("bm25")] > 0)
    columns = candidates.columns[lexical].copy()
    columns[:, [INDEX_COLUMNS.index("dense_passage"), INDEX_COLUMNS.index("dense_question")]] = np.nan
    return Candidates(tuple(candidates.passages[i] for i in lexical), columns)


def train_abstention(
    features_: NDArray[np.float64], answerable: NDArray[np.bool_], *, ridge: float = 5.0, declined: float = 0.05
) -> dict[str, Any]:
    """Returns the body of an abstention model whose threshold declines the given share of the answerable.

    The threshold is taken from ten-fold cross-validated scores, since a model is too sure of what it learned from. An
    unanswerable question weighs twice an answerable one: a wrong answer does more harm than a missing one.
    """
    weight = np.where(answerable, 1.0, 2.0)
    order = np.random.default_rng(_FOLD_SEED).permutation(len(answerable))
    held_out = np.zeros(len(answerable))
    for fold in range(_FOLDS):
        test = order[fold::_FOLDS]
        train = np.setdiff1d(order, test)
        model = fit_logistic(features_[train], answerable[train], ridge, weight[train])
        held_out[test] = ((features_[test] - model.mean) / model.scale) @ model.weights + model.bias
    cut = float(np.quantile(held_out[answerable], declined))
    fitted = fit_logistic(features_, answerable, ridge, weight)
    threshold = round(float(1 / (1 + np.exp(-cut))), 6)
    silent = float((held_out[~answerable] < cut).mean())
    return _numbers(fitted) | {
        "threshold": threshold,
        "held_out": {"answerable_declined": declined, "unanswerable_declined": round(silent, 4)},
    }


def _with_and_without(one: Practice) -> list[tuple[Candidates, bool]]:
    if one.document is None:
        return [(one.candidates, False)]
    focus = fold_case(one.document.focus)
    other = [i for i, p in enumerate(one.candidates.passages) if fold_case(p.document.focus) != focus]
    hidden = Candidates(tuple(one.candidates.passages[i] for i in other), one.candidates.columns[other])
    return [(one.candidates, True), (hidden, False)]


def _is_right(one: Practice, found: Found) -> bool:
    assert one.document is not None
    best = found.passages[0].passage.document
    return fold_case(best.focus) == fold_case(one.document.focus) and best.question_type in (
        one.document.question_type,
        "information",
    )


def _numbers(fitted: Linear) -> dict[str, Any]:
    return {
        "mean": fitted.mean.round(6).tolist(),
        "scale": fitted.scale.round(6).tolist(),
        "weights": fitted.weights.round(6).tolist(),
        "bias": round(fitted.bias, 6),
    }
