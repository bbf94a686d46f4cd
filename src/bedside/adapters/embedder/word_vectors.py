"""Vectors of word pieces: the first layer of all-MiniLM-L6-v2, read from its weights file without running the model.

The pieces' vectors are centred, so that a cosine of 0 means nothing in common. How telling a piece is comes from its
number: WordPiece vocabularies are in the order of frequency. What was learned for matching a question with a sentence
is a projection of these vectors.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bedside.adapters.embedder.weights import Weights, new_tokenizer, word_rows, word_tuning
from bedside.core.answering.sentence_rating import ReadWords

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_FIRST_WORD = 1996
"""The number of the commonest word ("the"); signs and single letters come before it."""
_COMMON = 50.0
_SIGN_TELLING = 0.05
_MOST_PIECES = 400
_SAMPLED = 16


class MiniLmWordVectors:
    """Satisfies `ports.WordVectors`. The weights stay in their file: only the rows of words that come up are read."""

    def __init__(self, tuning: Path | None = None) -> None:
        self._tuning = tuning

    def read(self, texts: Sequence[str]) -> ReadWords:
        """Returns the word pieces of the texts, the first 400 of a longer one. Many texts are read in one go."""
        pieces = [self._tokenizer.encode(text, add_special_tokens=False).ids[:_MOST_PIECES] for text in texts]
        numbers, rows = np.unique(np.array([n for own in pieces for n in own], np.int64), return_inverse=True)
        ends = np.cumsum([len(own) for own in pieces]).tolist()
        learned = self._learned
        vectors = _unit(word_rows()[numbers] - self._mean)
        places = np.log(np.maximum(numbers - _FIRST_WORD + 1, 1) + _COMMON) - np.log(_COMMON)
        telling = np.where(numbers >= _FIRST_WORD, np.maximum(places, _SIGN_TELLING), _SIGN_TELLING).astype(np.float32)
        return ReadWords(
            texts=[rows[end - len(own) : end] for own, end in zip(pieces, ends, strict=True)],
            numbers=numbers,
            vectors=vectors,
            telling=telling,
            match=_unit(vectors @ learned["match"]),
            rests=np.exp(vectors @ learned["rests"] + learned["telling"] * telling),
            asked=vectors @ learned["asked"],
            said=vectors @ learned["said"],
        )

    @cached_property
    def _learned(self) -> Weights:
        return word_tuning(self._tuning)

    @cached_property
    def _mean(self) -> NDArray[np.float32]:
        # Some rows are enough, and leave the rest of the file unread.
        mean: NDArray[np.float32] = word_rows()[_FIRST_WORD::_SAMPLED].mean(axis=0)
        return mean

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        return new_tokenizer()


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit
