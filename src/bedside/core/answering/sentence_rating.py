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
from bedside.core.answering.ranking import standardised
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
        raise Corrupt("the sentence model was trained on other features", next_step="Run `bedside train ask`.")
    return SentenceModel(str(body["version"]), np.array(body["weights"], np.float64))


def rate(
    query: Query, stated: Sequence[Stated], read: Callable[[str], ReadWords], model: SentenceModel
) -> NDArray[np.float64]:
    """Returns a rating of each sentence, shape (sentences,): comparable among the sentences of this call alone."""
    if not stated:
        return np.empty(0)
    rated: NDArray[np.float64] = standardised(sentence_features(query, stated, read)) @ model.weights
    return rated


def sentence_features(query: Query, stated: Sequence[Stated], read: Callable[[str], ReadWords]) -> NDArray[np.float64]:
    """Returns the features of each sentence, shape (sentences, SENTENCE_FEATURES)."""
    asked = [read(text) for text in (query.condensed, *parts(query.condensed))]
    whole = asked[0].telling @ asked[0].vectors
    roots = content_words(query.condensed)
    telling = {root: _telling(read(root)) for root in roots}
    number_asked = bool(_ASKS_NUMBER.search(fold_case(query.text)))
    known: dict[str, tuple[frozenset[str], list[ReadWords]]] = {}
    rows = []
    for one in stated:
        document = one.ranked.passage.document
        if document.document_id not in known:
            names = content_words(" ".join((document.focus, document.title, *document.synonyms)))
            named = read(f"{document.focus} {document.title}").numbers
            known[document.document_id] = (roots - names, [_without(words, named) for words in asked])
        beyond, (all_beyond, *parts_beyond) = known[document.document_id]
        said, held, number = read(one.sentence), content_words(one.sentence), bool(_NUMBER.search(one.sentence))
        rows.append(
            (
                _share(beyond, held, telling),
                _share(beyond, content_words(one.before), telling) if one.before else 0.0,
                _likeness(all_beyond, said),
                max(_likeness(part, said) for part in parts_beyond),
                _whole_likeness(whole, said),
                1.0 / (1 + one.place + _PASSAGE_SENTENCES * one.ranked.passage.position),
                float(number),
                float(number and number_asked),
            )
        )
    return np.array(rows, np.float64).reshape(len(stated), len(SENTENCE_FEATURES))


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


def _without(words: ReadWords, named: NDArray[np.int64]) -> ReadWords:
    kept = ~np.isin(words.numbers, named)
    return ReadWords(words.numbers[kept], words.vectors[kept], words.telling[kept])


def _likeness(asked: ReadWords, said: ReadWords) -> float:
    """Returns how like the asked words are to their likest said words, telling ones weighing more."""
    if not len(asked.numbers) or not len(said.numbers):
        return 0.0
    likest = (asked.vectors @ said.vectors.T).max(axis=1)
    return float(likest @ asked.telling / asked.telling.sum())


def _whole_likeness(whole: NDArray[np.float32], said: ReadWords) -> float:
    if not len(said.numbers):
        return 0.0
    _, first = np.unique(said.numbers, return_index=True)
    other = said.telling[first] @ said.vectors[first]
    return float(whole @ other / max(float(np.linalg.norm(whole) * np.linalg.norm(other)), 1e-9))
