"""Rates the sentences of what was found: how well each would do as the answer to this question.

Idea: the best document is about the right thing throughout, so what tells its sentences apart is what the question
asks beyond the subject. Each word of the question that is not in the document's names is matched with the likest word
of the sentence (by vectors of single words: ColBERT's late interaction, Khattab and Zaharia 2020, without its model),
rare words counting more; once by the vectors as they are, once as was learned from marked sentences, which words to
look for and what is like them. A linear model weighs that with place and numbers asked for; learned from pairs of
sentences on the train split.

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
from bedside.core.answering.stored_model import anew, numbers, read_as
from bedside.core.answering.support import content_words
from bedside.core.text import fold_case
from bedside.errors import Corrupt

SENTENCE_FEATURES = (
    "particular",
    "particular_before",
    "likeness",
    "part_likeness",
    "whole_likeness",
    "word_match",
    "whole_match",
    "place",
    "number",
    "number_asked",
)
"""What a sentence is rated by, in order. All lie between -1 and 1.

``particular`` is the share, by how telling they are, of the question's words beyond the document's names that the
sentence says, ``particular_before`` that the sentence before it says; ``likeness`` the mean of each such word's likest
word, ``part_likeness`` the same for the part of the question that the sentence serves best; ``whole_likeness`` the
cosine of the two word sums. ``word_match`` and ``whole_match`` are as these two, by what was learned of words.
"""
LEARNED_FEATURES = ("word_match", "whole_match")
"""Those that rest on what was learned of words, from marked sentences too."""

_NAMED = 0.05
"""What a word of the document's names counts in a learned match; as it was learned."""
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
    """Texts read together: ``texts`` has the pieces of each in order, as rows of all the rest, which has each once.

    Pieces have numbers (n,), unit vectors (n, d), and how telling each is (n,), above 0. The rest was learned:
    ``match`` are unit vectors by which a word of the question is compared with one of a sentence, ``rests`` is how much
    of a question rests on a word (n,), above 0; the mean of a question's ``asked`` and that of a sentence's ``said``
    are compared as wholes.
    """

    texts: list[NDArray[np.int64]]
    numbers: NDArray[np.int64]
    vectors: NDArray[np.float32]
    telling: NDArray[np.float32]
    match: NDArray[np.float32]
    rests: NDArray[np.float32]
    asked: NDArray[np.float32]
    said: NDArray[np.float32]


Read = Callable[[Sequence[str]], ReadWords]
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


@read_as("the sentence model", "sentences")
def model_from_json(body: Mapping[str, Any]) -> SentenceModel:
    """Returns the model of a stored JSON body. Raises Corrupt when it is damaged or of other features than these."""
    if tuple(body.get("features", ())) != SENTENCE_FEATURES:
        raise Corrupt("the sentence model was trained on other features", next_step=anew("sentences"))
    return SentenceModel(str(body["version"]), numbers(body, "weights", len(SENTENCE_FEATURES)))


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
    words = read([*asked_texts, *roots, *names, *(one.sentence for one in stated)])
    texts = iter(words.texts)
    asked = [next(texts) for _ in asked_texts]
    telling = {root: _telling(words.telling[next(texts)]) for root in roots}
    named = [next(texts) for _ in documents]
    said = list(texts)
    once = _once(words, said)
    of = np.array([list(documents).index(one.ranked.passage.document.document_id) for one in stated])
    number_asked = bool(_ASKS_NUMBER.search(fold_case(query.text)))
    likeness = np.zeros((len(asked), len(stated)))
    for row, pieces in enumerate(asked):
        likest = _likest(words.vectors, pieces, said)
        for document, own_names in enumerate(named):
            telling_beyond = np.where(np.isin(pieces, own_names), 0.0, words.telling[pieces])
            own = of == document
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
            _whole_likeness(words, asked[0], once),
            _learned_matches(words, asked[0], _likest(words.match, asked[0], said), once, named, of),
            shares_place_numbers[:, 2:],
        ]
    )


def standardised(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the features of the sentences of one question, each less its mean and over its spread among them."""
    result: NDArray[np.float64] = (features - features.mean(axis=0)) / (features.std(axis=0) + LEAST_SPREAD)
    return result


def _telling(pieces: NDArray[np.float32]) -> float:
    """Returns how telling a word is: as its rarest piece, and more where no vocabulary has it whole."""
    return max(pieces.tolist(), default=0.0) + float(len(pieces) > 1)


def _share(asked: frozenset[str], held: frozenset[str], telling: Mapping[str, float]) -> float:
    total = sum(telling[root] for root in asked)
    return sum(telling[root] for root in asked & held) / total if total else 0.0


def parts(question: str) -> list[str]:
    """Returns what a question asks, piece by piece: before its last question mark, at commas and conjunctions."""
    asked = question.rpartition("?")[0] or question
    found = [part.strip() for part in _PARTS.split(asked)]
    return [part for part in found if len(part.split()) >= _FEWEST_PART_WORDS] or [asked]


def _likest(
    vectors: NDArray[np.float32], asked: NDArray[np.int64], said: Sequence[NDArray[np.int64]]
) -> NDArray[np.float64]:
    """Returns how like each asked piece is to the likest piece of each sentence, shape (asked pieces, sentences)."""
    likest = np.zeros((len(asked), len(said)))
    held = np.array([len(pieces) > 0 for pieces in said])
    if held.any():
        starts = np.cumsum([0, *(len(pieces) for pieces in said if len(pieces))])[:-1]
        likenesses = vectors[asked] @ vectors.T
        likest[:, held] = np.maximum.reduceat(likenesses[:, np.concatenate(said)], starts, axis=1)
    return likest


def _whole_likeness(words: ReadWords, asked: NDArray[np.int64], once: NDArray[np.float32]) -> NDArray[np.float64]:
    """Returns the cosine of the sum of the asked words and of each sentence's, each word of a sentence once."""
    whole = words.telling[asked] @ words.vectors[asked]
    sums = once @ words.vectors
    lengths = np.linalg.norm(sums, axis=1) * float(np.linalg.norm(whole))
    cosines: NDArray[np.float64] = sums @ whole / np.maximum(lengths, 1e-9)
    return cosines


def _once(words: ReadWords, said: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    """Returns how telling the words of each sentence are, each once, shape (sentences, pieces), 0 for all others."""
    held = np.zeros((len(said), len(words.numbers)), np.float32)
    for row, pieces in enumerate(said):
        held[row, pieces] = words.telling[pieces]
    return held


def _learned_matches(
    words: ReadWords,
    asked: NDArray[np.int64],
    likest: NDArray[np.float64],
    once: NDArray[np.float32],
    named: Sequence[NDArray[np.int64]],
    of: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Returns the two learned features of each sentence, ``of`` saying to which document's names it belongs."""
    meant = once @ words.said / np.maximum(once.sum(axis=1, keepdims=True), 1e-9)
    matches = np.zeros((len(once), len(LEARNED_FEATURES)))
    for document, names in enumerate(named):
        rests = np.where(np.isin(asked, names), _NAMED, 1.0) * words.rests[asked]
        rests /= max(float(rests.sum()), 1e-9)
        own = of == document
        matches[own] = np.column_stack([rests @ likest[:, own], meant[own] @ (rests @ words.asked[asked])])
    return matches
