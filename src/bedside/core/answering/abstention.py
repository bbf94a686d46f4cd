"""Decides whether what was found answers the question, or silence is better.

Idea: no single score separates the answerable from the rest (cosines overlap), so a logistic model weighs how much of
the question the best passage covers, how like the questions are, whether the kind of question fits, whether the best
documents agree, and how the question is put. Trained on questions that people wrote, with and without an answer here.

Fails on a question that is all common words, and on one whose subject is in the library under a name nobody listed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.answering.phrasing import weight
from bedside.core.answering.query import Query
from bedside.core.answering.retrieval import Found, Ranked
from bedside.core.answering.stored_model import anew, number, numbers, read_as
from bedside.core.answering.support import content_words
from bedside.core.text import fold_case
from bedside.errors import Corrupt

_FEW_WORDS = 12
"""Shorter questions count as so long: those who wrote the unanswerable ones were brief, but "what raises the pulse?" is
no worse a question for it."""

ABSTENTION_FEATURES = (
    "score",
    "margin",
    "dense_passage",
    "dense_question",
    "cover_names",
    "cover_question",
    "cover_passage",
    "cover_any",
    "cover_best_document",
    "name_covered",
    "name_exact",
    "type_match",
    "type_other",
    "focus_known",
    "same_focus",
    "words",
    "unsaid_best",
    "unsaid_all",
    "unsaid_number",
    "phrasing",
)
"""What the decision is made from, in order; taken from the best passage unless the name says more.

``unsaid_best`` is the share of the question's content words that the best document's passages do not say,
``unsaid_all`` that no passage found says, ``unsaid_number`` how many the latter are: a known subject with an unknown
aspect shows there. ``phrasing`` is the weight of the question's own phrases.
"""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over standardised features; an answer is given at ``threshold`` and above."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float
    threshold: float

    def probability(self, values: NDArray[np.float64]) -> float:
        """Returns the probability, 0 to 1, that the best passage answers."""
        logit = float(((values - self.mean) / self.scale) @ self.weights + self.bias)
        return float(1.0 / (1.0 + np.exp(-np.clip(logit, -30, 30))))


@dataclass(frozen=True, slots=True)
class AbstentionModel:
    """Two decisions: one for passages with vectors, one for a library that is still being embedded.

    Without vectors the likeness features are all 0, which the first model would take for a library that knows nothing.
    """

    version: str
    with_vectors: Logistic
    without_vectors: Logistic
    phrases: Mapping[str, float]

    def confidence(self, query: Query, found: Found) -> tuple[float, bool]:
        """Returns the probability, 0 to 1, that what was found answers, and whether that is enough to say so.

        What asks for nothing beyond an entry's own name is answered by that entry, whatever the probability: short
        questions are rare among those the model learned from.
        """
        values = abstention_features(query, found, weight(query.text, self.phrases))
        embedded = values[ABSTENTION_FEATURES.index("dense_passage")] > 0
        model = self.with_vectors if embedded else self.without_vectors
        probability = model.probability(values)
        return probability, probability >= model.threshold or _is_said_whole(values)


def _is_said_whole(values: NDArray[np.float64]) -> bool:
    """Returns whether the best passage's entry has the very name that is asked for, and says every other word too."""
    said = dict(zip(ABSTENTION_FEATURES, values.tolist(), strict=True))
    return bool(said["name_exact"] == 1 and said["cover_names"] > 0 and said["unsaid_best"] == 0)


@read_as("the abstention model", "abstention")
def model_from_json(body: Mapping[str, Any]) -> AbstentionModel:
    """Returns the model of a stored JSON body. Raises Corrupt when its features are not the ones computed here."""
    if tuple(body.get("features", ())) != ABSTENTION_FEATURES:
        raise Corrupt(
            "the abstention model was trained on other features",
            next_step=anew("abstention"),
        )
    with_vectors, without_vectors = _logistic(body["with_vectors"]), _logistic(body["without_vectors"])
    return AbstentionModel(str(body["version"]), with_vectors, without_vectors, _phrases(body["phrases"]))


def _phrases(body: Mapping[str, Any]) -> dict[str, float]:
    if not isinstance(body, Mapping):
        raise TypeError("the weights of phrases are no object")
    return {phrase: number(body, phrase) for phrase in body}


def _logistic(body: Mapping[str, Any]) -> Logistic:
    mean, scale, weights = (numbers(body, name, len(ABSTENTION_FEATURES)) for name in ("mean", "scale", "weights"))
    if (scale <= 0).any():
        raise ValueError("a scale of 0 or less")
    return Logistic(mean, scale, weights, number(body, "bias"), number(body, "threshold"))


def abstention_features(query: Query, found: Found, phrasing: float = 0.0) -> NDArray[np.float64]:
    """Returns the features, shape (ABSTENTION_FEATURES,), of a question and what was found: one passage or more.

    ``phrasing`` is the weight of the question's phrases.
    """
    best = found.passages[0]
    document = best.passage.document.document_id
    other = next((r for r in found.passages if r.passage.document.document_id != document), None)
    own = [r for r in found.passages if r.passage.document.document_id == document]
    names = {
        "score": best.score,
        "margin": best.score - other.score if other else 1.0,
        "cover_best_document": max(r.parts.get("cover_any", 0.0) for r in own),
        "focus_known": float(bool(query.focus)),
        "same_focus": _same_focus(found.passages[:5]),
        **_unsaid(query, found.passages, own),
        "phrasing": phrasing,
        "words": min(max(len(query.condensed.split()), _FEW_WORDS), 40) / 40,
    }
    return np.array([names.get(name, best.parts.get(name, 0.0)) for name in ABSTENTION_FEATURES], np.float64)


def _unsaid(query: Query, found: Sequence[Ranked], own: Sequence[Ranked]) -> dict[str, float]:
    asked = content_words(query.condensed)
    by_best = asked - _said(own)
    by_none = by_best - _said(found)
    total = max(len(asked), 1)
    return {
        "unsaid_best": len(by_best) / total,
        "unsaid_all": len(by_none) / total,
        "unsaid_number": min(len(by_none), 4) / 4,
    }


def _said(found: Sequence[Ranked]) -> set[str]:
    said: set[str] = set()
    for ranked in found:
        document = ranked.passage.document
        said |= content_words(" ".join((ranked.passage.text, document.title, document.focus, *document.synonyms)))
    return said


def _same_focus(ranked: Sequence[Ranked]) -> float:
    first = fold_case(ranked[0].passage.document.focus)
    return sum(fold_case(r.passage.document.focus) == first for r in ranked) / len(ranked)
