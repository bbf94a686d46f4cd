"""Trains the ranker and the abstention model on the train split; both small.

Questions that people wrote and judged teach best. Where a library has none, practice questions are made from its
documents, and their candidates gathered as retrieval does: for ranking, the document a question was made from is right,
and others of the same focus and type too; for abstention the same question is answered twice, with its documents, and
with every document of that focus hidden, which is what a hole in the library looks like; questions that the source has
without an answer are unanswerable as they stand.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.answering.abstention import abstention_features
from bedside.core.answering.query import Query
from bedside.core.answering.ranking import FEATURE_VERSION, FEATURES, RankerModel, features, inputs, rank
from bedside.core.answering.retrieval import INDEX_COLUMNS, Candidates, Found, Search
from bedside.core.learning.linear import Linear, fit_logistic
from bedside.core.learning.network import fit_lists
from bedside.core.learning.practice import practice_question
from bedside.core.library.document import Document
from bedside.core.text import fold_case
from bedside.errors import InvalidInput
from bedside.ports import Embedder, PassageIndex, Understander

_UNITS, _RIDGE, _NETWORK_SEED = 64, 1e-3, 7
"""Chosen by cross-validation over the writers of the questions."""
_FOLDS = 10
DECLINED = 0.15
"""The share of answerable training questions that may be declined. They are harder than what is mostly asked: of the
development questions, which were not trained on, 3 in 100 are declined then."""
_FOLD_SEED = 0
_MORE = "Practise on more with `--documents`, or give more questions of this library."


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
            candidates = index.candidates(Search(query), embedder.embed_questions)
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


def train_ranker(asked: Sequence[Judged | Practice]) -> dict[str, Any]:
    """Returns the body of a ranker model: right documents before wrong ones, however right.

    Learned twice: from the candidates as they are, and from what is found of them before any vector is there; where
    words alone find no right one, the first serves for both. Raises InvalidInput without any question that finds both a
    right document and a wrong one.
    """
    weighing = _weighing(asked, lambda candidates: candidates)
    if weighing is None:
        raise InvalidInput("no question finds both a right document and a wrong one", next_step=_MORE)
    return {
        "version": "",
        "kind": "network-ranker",
        "feature_version": FEATURE_VERSION,
        "features": list(FEATURES),
        "with_vectors": weighing,
        "without_vectors": _weighing(asked, without_vectors) or weighing,
    }


def _weighing(
    asked: Sequence[Judged | Practice], seen: Callable[[Candidates], Candidates]
) -> dict[str, list[float]] | None:
    """Returns the network, and the usual mean and spread of each feature; None without anything to learn from."""
    pairs = [(one, seen(one.candidates)) for one in asked]
    given = [(features(one.query, candidates), _right(one, candidates)) for one, candidates in pairs]
    groups = [(rows, right) for rows, right in given if len(set(right.tolist())) > 1]
    if not groups:
        return None
    mean, spread = (np.mean([part(rows, axis=0) for rows, _ in groups], axis=0) for part in (np.mean, np.std))
    network = fit_lists([(inputs(rows, mean, spread), right) for rows, right in groups], _UNITS, _RIDGE, _NETWORK_SEED)
    found = asdict(network) | {"mean": mean, "spread": spread}
    return {name: values.round(5).tolist() for name, values in found.items()}


def _right(one: Judged | Practice, candidates: Candidates) -> NDArray[np.bool_]:
    """Returns for each candidate whether it is of a right document."""
    documents = [passage.document for passage in candidates.passages]
    if isinstance(one, Judged):
        return np.array([one.grades.get(d.document_id, 0.0) > 0 for d in documents], bool)
    return np.array([one.document is not None and _answers(d, one.document) for d in documents], bool)


def _answers(document: Document, own: Document) -> bool:
    """Returns whether a document answers what was asked of another: the same subject, and as much or more of it."""
    return fold_case(document.focus) == fold_case(own.focus) and document.question_type in (
        own.question_type,
        "information",
    )


def abstention_rows(
    practice: Sequence[Practice], ranker: RankerModel, *, embedded: bool
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Returns the features of each practice question with and without its documents, and whether it was answered.

    With ``embedded`` false the candidates are taken as they are before any vector is there.
    """
    rows, right = [], []
    for one in practice:
        for given, answerable in _with_and_without(one):
            candidates = given if embedded else without_vectors(given)
            found = Found(tuple(rank(one.query, candidates, "ranked", ranker, 10)), "", "")
            if found.passages:
                rows.append(abstention_features(one.query, found))
                right.append(answerable and _is_right(one, found))
    return np.array(rows), np.array(right)


def without_vectors(candidates: Candidates) -> Candidates:
    """Returns what there was before any vector: what words found, without likeness."""
    lexical = np.flatnonzero(candidates.columns[:, INDEX_COLUMNS.index("bm25")] > 0)
    columns = candidates.columns[lexical].copy()
    columns[:, [INDEX_COLUMNS.index("dense_passage"), INDEX_COLUMNS.index("dense_question")]] = np.nan
    return Candidates(tuple(candidates.passages[i] for i in lexical), columns)


def train_abstention(
    features_: NDArray[np.float64], answerable: NDArray[np.bool_], *, ridge: float = 5.0, declined: float = DECLINED
) -> dict[str, Any]:
    """Returns the body of an abstention model whose threshold declines the given share of the answerable.

    The threshold is taken from ten-fold cross-validated scores, since a model is too sure of what it learned from. An
    unanswerable question weighs twice an answerable one: a wrong answer does more harm than a missing one.
    Raises InvalidInput where one of both kinds is missing.
    """
    if len(set(answerable.tolist())) < 2:
        raise InvalidInput("questions with an answer and questions without one are both needed", next_step=_MORE)
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
    return _answers(found.passages[0].passage.document, one.document)


def _numbers(fitted: Linear) -> dict[str, Any]:
    return {
        "mean": fitted.mean.round(6).tolist(),
        "scale": fitted.scale.round(6).tolist(),
        "weights": fitted.weights.round(6).tolist(),
        "bias": round(fitted.bias, 6),
    }
