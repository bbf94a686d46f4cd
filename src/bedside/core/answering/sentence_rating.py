"""Rates the sentences of what was found: how well each would do as the answer to this question.

Idea: the best document is about the right thing throughout, so what tells its sentences apart is what the question
asks beyond the subject. Each word of the question that is not in the document's names is matched with the likest word
of the sentence (by vectors of single words: ColBERT's late interaction, Khattab and Zaharia 2020, without its model),
rare words counting more. A linear model weighs that with place and numbers asked for; learned from pairs of sentences
on the train split.

Fails where the answer shares no kindred word with the question, and on a question that asks nothing in particular.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.answering.query import Query
from bedside.core.answering.ranking import LEAST_SPREAD
from bedside.core.answering.retrieval import Ranked
from bedside.core.answering.support import content_words
from bedside.core.text import fold_case
from bedside.errors import Corrupt

SENTENCE_FEATURES = (
    "particular",
    "particular_before",
    "likeness",
    "part_likeness",
    "whole_likeness",
    "place",
    "number",
    "number_asked",
)
"""What a sentence is rated by, in order. All lie between -1 and 1.

``particular`` is the share, by how telling they are, of the question's words beyond the document's names that the
sentence says, ``particular_before`` that the sentence before it says; ``likeness`` the mean of each such word's likest
word, ``part_likeness`` the same for the part of the question that the sentence serves best; ``whole_likeness`` the
cosine of the two word sums.
"""

_PASSAGE_SENTENCES = 4
"""About how many sentences a passage adds to a sentence's place in the document."""
_ASKS_NUMBER = re.compile(
    r"\bhow (?:many|long|often|much|common|old|high|low)\b|\bodds\b|\bchances?\b|percent|\bnormal\b"
)
_NUMBER = re.compile(r"(?<![A-Za-z])\d")
_PARTS = re.compile(r"[?,;]|\b(?:and|or|but)\b")
_FEWEST_PART_WORDS = 2


@dataclass(frozen=True, slots=True)
class ReadWords:
    """The word pieces of a text in order: numbers (n,), unit vectors (n, d), and how telling each is (n,), above 0."""

    numbers: NDArray[np.int64]
    vectors: NDArray[np.float32]
    telling: NDArray[np.float32]


Read = Callable[[Sequence[str]], list[ReadWords]]
"""Reads texts, many at once; see `ports.WordVectors`."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence that may be said, where it stands in its passage, and the sentence before it, "" if none."""

    ranked: Ranked
    sentence: str
    place: int
    before: str = ""


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """A linear model: one weight a feature. ``version`` names the training run."""

    version: str
    weights: NDArray[np.float64]


Rate = Callable[[Query, Sequence[Stated]], NDArray[np.float64]]
"""Returns a rating of each sentence, higher is better; see `rate`."""


def model_from_json(body: Mapping[str, Any]) -> SentenceModel:
    """Returns the model of a stored JSON body. Raises Corrupt when its features are not the ones computed here."""
    if tuple(body.get("features", ())) != SENTENCE_FEATURES:
        raise Corrupt(
            "the sentence model was trained on other features",
            next_step="`bedside model rollback sentences --to shipped`, then `bedside train ask`.",
        )
    return SentenceModel(str(body["version"]), np.array(body["weights"], np.float64))


def rate(query: Query, stated: Sequence[Stated], read: Read, model: SentenceModel) -> NDArray[np.float64]:
    """Returns a rating of each sentence, shape (sentences,): comparable among the sentences of this call alone."""
    if not stated:
        return np.empty(0)
    rated: NDArray[np.float64] = standardised(sentence_features(query, stated, read)) @ model.weights
    return rated


def sentence_features(query: Query, stated: Sequence[Stated], read: Read) -> NDArray[np.float64]:
    """Returns the features of each sentence, shape (sentences, SENTENCE_FEATURES)."""
    if not stated:
        return np.empty((0, len(SENTENCE_FEATURES)))
    roots = sorted(content_words(query.condensed))
    documents = {one.ranked.passage.document.document_id: one.ranked.passage.document for one in stated}
    names = [f"{document.focus} {document.title}" for document in documents.values()]
    asked_texts = [query.condensed, *parts(query.condensed)]
    words = iter(read([*asked_texts, *roots, *names, *(one.sentence for one in stated)]))
    asked = [next(words) for _ in asked_texts]
    telling = {root: _telling(next(words)) for root in roots}
    named = {document_id: next(words).numbers for document_id in documents}
    said = list(words)
    of = np.array([list(documents).index(one.ranked.passage.document.document_id) for one in stated])
    number_asked = bool(_ASKS_NUMBER.search(fold_case(query.text)))
    likeness = np.zeros((len(asked), len(stated)))
    for row, words_asked in enumerate(asked):
        likest = _likest(words_asked, said)
        for column, numbers in enumerate(named.values()):
            telling_beyond = np.where(np.isin(words_asked.numbers, numbers), 0.0, words_asked.telling)
            own = of == column
            likeness[row, own] = telling_beyond @ likest[:, own] / max(float(telling_beyond.sum()), 1e-9)
    beyond = {
        document.document_id: frozenset(roots)
        - content_words(" ".join((document.focus, document.title, *document.synonyms)))
        for document in documents.values()
    }
    rows = []
    for one in stated:
        own_beyond = beyond[one.ranked.passage.document.document_id]
        number = float(bool(_NUMBER.search(one.sentence)))
        rows.append(
            (
                _share(own_beyond, content_words(one.sentence), telling),
                _share(own_beyond, content_words(one.before), telling) if one.before else 0.0,
                1.0 / (1 + one.place + _PASSAGE_SENTENCES * one.ranked.passage.position),
                number,
                number * number_asked,
            )
        )
    shares_place_numbers = np.array(rows, np.float64)
    return np.column_stack(
        [
            shares_place_numbers[:, :2],
            likeness[0],
            likeness[1:].max(axis=0),
            _whole_likeness(asked[0], said),
            shares_place_numbers[:, 2:],
        ]
    )


def standardised(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the features of the sentences of one question, each less its mean and over its spread among them."""
    result: NDArray[np.float64] = (features - features.mean(axis=0)) / (features.std(axis=0) + LEAST_SPREAD)
    return result


def _telling(word: ReadWords) -> float:
    """Returns how telling a word is: as its rarest piece, and more where no vocabulary has it whole."""
    return max((float(value) for value in word.telling), default=0.0) + float(len(word.numbers) > 1)


def _share(asked: frozenset[str], held: frozenset[str], telling: Mapping[str, float]) -> float:
    total = sum(telling[root] for root in asked)
    return sum(telling[root] for root in asked & held) / total if total else 0.0


def parts(question: str) -> list[str]:
    """Returns what a question asks, piece by piece: before its last question mark, at commas and conjunctions."""
    asked = question.rpartition("?")[0] or question
    found = [part.strip() for part in _PARTS.split(asked)]
    return [part for part in found if len(part.split()) >= _FEWEST_PART_WORDS] or [asked]


def _likest(asked: ReadWords, said: Sequence[ReadWords]) -> NDArray[np.float64]:
    """Returns how like each asked word is to the likest word of each sentence, shape (asked words, sentences)."""
    likest = np.zeros((len(asked.numbers), len(said)))
    held = np.array([len(words.numbers) > 0 for words in said])
    if held.any():
        starts = np.cumsum([0, *(len(words.numbers) for words in said if len(words.numbers))])[:-1]
        likenesses = asked.vectors @ np.concatenate([words.vectors for words in said]).T
        likest[:, held] = np.maximum.reduceat(likenesses, starts, axis=1)
    return likest


def _whole_likeness(asked: ReadWords, said: Sequence[ReadWords]) -> NDArray[np.float64]:
    """Returns the cosine of the sum of the asked words and of each sentence's, each word of a sentence once."""
    whole = asked.telling @ asked.vectors
    sums = np.zeros((len(said), len(whole)))
    for row, words in enumerate(said):
        _, first = np.unique(words.numbers, return_index=True)
        sums[row] = words.telling[first] @ words.vectors[first]
    lengths = np.linalg.norm(sums, axis=1) * float(np.linalg.norm(whole))
    cosines: NDArray[np.float64] = sums @ whole / np.maximum(lengths, 1e-9)
    return cosines
