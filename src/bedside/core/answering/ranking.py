"""Orders candidates: from what an index knows of a passage and what the question asks to one score.

Idea: a passage answers when it is about the asked thing (names), of the asked kind (type), and says it (lexical and
dense likeness, numbers), and the more so the more of what was found is about the same thing. A network of one small
layer weighs these features, each seen over the candidates of the question (who leads) and against what is usual (is it
any good); learned by choosing from the list (ListNet's loss, Cao et al. 2007) on the train split. What went into a
score is shown with it.

Fails when the question names nothing (only "it hurts") and the words of asker and answer never meet.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.answering.query import Query
from bedside.core.answering.retrieval import INDEX_COLUMNS, Candidates, Ranked
from bedside.core.answering.stored_model import anew, numbers, read_as
from bedside.core.learning.network import Network
from bedside.core.library.document import Passage
from bedside.core.text import fold_case, words
from bedside.errors import Corrupt

FEATURES = (
    "bm25_share",
    "bm25_place",
    "dense_passage",
    "dense_question",
    "known_question",
    "cover_names",
    "cover_question",
    "cover_passage",
    "cover_any",
    "name_covered",
    "name_exact",
    "type_match",
    "type_other",
    "type_general",
    "numbers",
    "opening",
    "brevity",
    "focus_share",
    "focus_mass",
    "focus_place",
    "focus_likeness",
    "focus_bm25",
    "document_likeness",
    "document_bm25",
    "document_passages",
)
"""What a ranker weighs, in order. All lie between -1 and 1.

``known_question`` is above 0 where the document's question is nearly the one asked, 1 where it has the very words.

``focus_*`` and ``document_*`` speak of all candidates with the same focus, or of the same document: the best likeness
and BM25 among them; for a focus also its share of the twenty likest, of all likeness, and one over its place by it.
"""

FEATURE_VERSION = 4
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_FUSION_OFFSET = 20.0
_DENSE_WEIGHT = 2.0
KNOWN_QUESTION = 0.8
"""The cosine from which two questions ask nearly the same."""
_MAYBE_EQUAL = 0.7
"""Equal questions are that like at least; only these are compared word for word."""
_LIKEST = 20
_SHARPNESS = 20.0
_MOST_PASSAGES = 6
_MOST_EMBEDDED = 0.5
_USUAL = 10
LEAST_SPREAD = 0.05
"""Added to a feature's spread, so that one on which all candidates agree does not become noise."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A small network over `inputs`, and each feature's usual mean and spread among the candidates of a question."""

    network: Network
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RankerModel:
    """A ranker; ``version`` names the training run. The difference of two scores is near the log odds of the first.

    ``without_vectors`` weighs what words alone tell, while a library is still being embedded.
    """

    version: str
    with_vectors: Weighing
    without_vectors: Weighing

    def scores(self, features: NDArray[np.float64], *, embedded: bool) -> NDArray[np.float64]:
        """Returns one score a row of `features`, higher is better; all rows are of one question."""
        weighing = self.with_vectors if embedded else self.without_vectors
        return weighing.network.scores(inputs(features, weighing.mean, weighing.spread))


def inputs(
    features: NDArray[np.float64], mean: NDArray[np.float64], spread: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Returns what the network sees of one question's candidates, shape (candidates, 2 * FEATURES).

    Each feature twice: among the question's own candidates, which tells the best one, and against what is usual, which
    tells whether it is any good.
    """
    return np.hstack([standardised(features, mean, spread), (features - mean) / (spread + LEAST_SPREAD)])


def standardised(
    features: NDArray[np.float64], mean: NDArray[np.float64], spread: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Returns the features of one question's candidates, each less its mean and over its spread among them.

    ``mean`` and ``spread`` are the usual ones and count like ten more candidates: in a library of three documents the
    three alone would not tell whether the best is any good.
    """
    count = len(features) + _USUAL
    own_mean = (features.sum(axis=0) + _USUAL * mean) / count
    squares = ((features - own_mean) ** 2).sum(axis=0) + _USUAL * (spread**2 + (mean - own_mean) ** 2)
    result: NDArray[np.float64] = (features - own_mean) / (np.sqrt(squares / count) + LEAST_SPREAD)
    return result


@read_as("the ranker", "ranker")
def model_from_json(body: Mapping[str, Any]) -> RankerModel:
    """Returns the model of a stored JSON body. Raises Corrupt when it is damaged or of other features than these."""
    if tuple(body.get("features", ())) != FEATURES or body.get("feature_version") != FEATURE_VERSION:
        raise Corrupt("the ranker was trained on other features", next_step=anew("ranker"))
    return RankerModel(str(body["version"]), _weighing(body["with_vectors"]), _weighing(body["without_vectors"]))


def _weighing(body: Mapping[str, Any]) -> Weighing:
    seen, units = 2 * len(FEATURES), len(body["bias"])
    network = Network(
        direct=numbers(body, "direct", seen),
        inner=numbers(body, "inner", seen, units),
        bias=numbers(body, "bias", units),
        outer=numbers(body, "outer", units),
    )
    return Weighing(network, numbers(body, "mean", len(FEATURES)), numbers(body, "spread", len(FEATURES)))


def features(query: Query, candidates: Candidates) -> NDArray[np.float64]:
    """Returns the features of each candidate, shape (candidates, FEATURES).

    A passage that is not embedded yet counts as like as the others are on the whole; a question that is not there, as
    unlike.
    """
    columns = {name: candidates.columns[:, i].astype(np.float64) for i, name in enumerate(INDEX_COLUMNS)}
    passages = candidates.passages
    bm25 = columns["bm25"]
    place = np.empty(len(bm25))
    place[np.argsort(-bm25, kind="stable")] = np.arange(len(bm25))
    dense_passage, dense_question = columns["dense_passage"], np.nan_to_num(columns["dense_question"])
    embedded = ~np.isnan(dense_passage)
    usual = dense_passage[embedded].mean() if embedded.any() else 0.0
    dense_passage = np.where(embedded, dense_passage, usual)
    asked_numbers = {w for w in words(query.condensed) if w[0].isdigit()}
    rows = [
        bm25 / max(bm25.max(initial=0.0), 1e-9),
        np.where(bm25 > 0, 1.0 / (1.0 + place / 5.0), 0.0),
        dense_passage,
        dense_question,
        _known(query, passages, dense_question),
        columns["cover_names"],
        columns["cover_question"],
        columns["cover_passage"],
        columns["cover_any"],
        columns["name_covered"],
        columns["name_exact"],
        *_types(query.question_types, passages),
        np.array([_numbers(passage, asked_numbers) for passage in passages]) if asked_numbers else np.zeros(len(bm25)),
        1.0 / (1 + np.array([passage.position for passage in passages], np.float64)),
        1.0 / (1 + np.array([len(passage.text) for passage in passages]) / 500),
        *_together(passages, np.maximum(dense_passage, dense_question), bm25 / max(bm25.max(initial=0.0), 1e-9)),
    ]
    return np.column_stack(rows) if passages else np.empty((0, len(FEATURES)))


def _known(query: Query, passages: Sequence[Passage], likeness: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns how nearly each document's question is the one asked; the very words are known however they are read."""
    near = ((likeness - KNOWN_QUESTION) / (1 - KNOWN_QUESTION)).clip(min=0.0)
    asked = words(query.condensed)
    for i in np.flatnonzero(likeness > _MAYBE_EQUAL).tolist():
        if asked and words(passages[i].document.question) == asked:
            near[i] = 1.0
    return near


def are_embedded(candidates: Candidates) -> bool:
    """Returns whether most candidates have a vector: of the passage, or of their document's question."""
    dense = candidates.columns[:, [INDEX_COLUMNS.index("dense_passage"), INDEX_COLUMNS.index("dense_question")]]
    return bool((~np.isnan(dense)).any(axis=1).mean() >= _MOST_EMBEDDED) if len(dense) else False


def _together(
    passages: Sequence[Passage], likeness: NDArray[np.float64], bm25: NDArray[np.float64]
) -> tuple[NDArray[np.float64], ...]:
    """Returns the features of each candidate's focus and document, taken over all candidates that share them."""
    named = [passage.document.focus for passage in passages]
    folded = {name: fold_case(name) for name in set(named)}
    focus, foci = _numbered([folded[name] for name in named])
    document, documents = _numbered([passage.document.document_id for passage in passages])
    mass = np.exp((likeness - likeness.max(initial=0.0)) * _SHARPNESS)
    likest = np.argsort(-likeness, kind="stable")[:_LIKEST]
    best = _most(likeness, focus, foci)
    place = np.empty(foci)
    place[np.argsort(-best, kind="stable")] = np.arange(foci)
    return (
        (np.bincount(focus[likest], minlength=foci) / _LIKEST)[focus],
        (np.bincount(focus, mass, foci) / max(mass.sum(), 1e-9))[focus],
        (1.0 / (1.0 + place))[focus],
        best[focus],
        _most(bm25, focus, foci)[focus],
        _most(likeness, document, documents)[document],
        _most(bm25, document, documents)[document],
        (np.minimum(np.bincount(document, minlength=documents), _MOST_PASSAGES) / _MOST_PASSAGES)[document],
    )


def _numbered(names: Sequence[str]) -> tuple[NDArray[np.int64], int]:
    """Returns the number of each name's group, and how many groups there are."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64), len(numbers)


def _most(values: NDArray[np.float64], group: NDArray[np.int64], groups: int) -> NDArray[np.float64]:
    most = np.zeros(groups)
    np.maximum.at(most, group, values)
    return most


def _types(asked: Sequence[str], passages: Sequence[Passage]) -> tuple[NDArray[np.float64], ...]:
    """Returns match (first type 1, a later one 0.5), another type than asked, and a general page."""
    value = dict.fromkeys(asked[1:], 0.5) | dict.fromkeys(asked[:1], 1.0)
    numbers: dict[str, int] = {}
    kind = np.array([numbers.setdefault(p.document.question_type, len(numbers)) for p in passages], np.int64)
    match = np.array([value.get(name, 0.0) for name in numbers])[kind]
    other = np.array([float(bool(value) and bool(name) and name not in value) for name in numbers])[kind]
    general = np.array([float(name in ("information", "")) for name in numbers])[kind]
    return match, other, general


def _numbers(passage: Passage, asked: set[str]) -> float:
    return len(asked.intersection(_NUMBER.findall(passage.text))) / len(asked) if asked else 0.0


def rank(query: Query, candidates: Candidates, ranker: str, model: RankerModel, k: int) -> list[Ranked]:
    """Returns the k best candidates, best first; equal scores by passage id. ``ranker`` is one of `RANKERS`.

    ``bm25`` and ``dense`` use that score alone (a passage without one is left out); ``hybrid`` is reciprocal rank
    fusion of both (Cormack et al. 2009), likeness counting double; ``ranked`` is the learned ranker.
    """
    columns = {name: candidates.columns[:, i] for i, name in enumerate(INDEX_COLUMNS)}
    dense = np.fmax(columns["dense_passage"], columns["dense_question"])
    if ranker == "ranked":
        values = features(query, candidates)
        scores, allowed = model.scores(values, embedded=are_embedded(candidates)), np.ones(len(values), bool)
        names: Sequence[str] = FEATURES
    else:
        names, values = INDEX_COLUMNS, candidates.columns.astype(np.float64)
        if ranker == "bm25":
            scores, allowed = columns["bm25"].astype(np.float64), columns["bm25"] > 0
        elif ranker == "dense":
            scores, allowed = dense.astype(np.float64), ~np.isnan(dense)
        else:
            scores = _fused(columns["bm25"], columns["bm25"] > 0)
            scores = scores + _DENSE_WEIGHT * _fused(dense, ~np.isnan(dense))
            allowed = np.ones(len(scores), bool)
    # The k best and their equals are sorted, not all: each comparison looks a passage up.
    among = np.flatnonzero(allowed)
    if len(among) > k:
        among = among[scores[among] >= np.partition(scores[among], -k)[-k]]
    order = sorted(among.tolist(), key=lambda i: (-scores[i], candidates.passages[i].passage_id))
    return [Ranked(candidates.passages[i], round(float(scores[i]), 6), _parts(names, values[i])) for i in order[:k]]


def _parts(names: Sequence[str], values: NDArray[np.float64]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in zip(names, values.tolist(), strict=True) if not math.isnan(value)}


def _fused(scores: NDArray[np.float32], found: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Returns one over the place of each; what was not found this way gets nothing."""
    place = np.empty(len(scores))
    place[np.argsort(-np.where(found, scores, -np.inf), kind="stable")] = np.arange(1, len(scores) + 1)
    fused: NDArray[np.float64] = found / (_FUSION_OFFSET + place)
    return fused
