"""Vectors of word pieces: the first layer of all-MiniLM-L6-v2, read from its weights file without running the model.

The pieces' vectors are centred, so that a cosine of 0 means nothing in common. How telling a piece is comes from its
number: WordPiece vocabularies are in the order of frequency.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bedside.adapters.embedder.weights import model_folder, word_rows
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

    def read(self, texts: Sequence[str]) -> list[ReadWords]:
        """Returns the word pieces of each text, the first 400 of a longer one. Many texts are read in one go."""
        pieces = [self._tokenizer.encode(text, add_special_tokens=False).ids[:_MOST_PIECES] for text in texts]
        numbers = np.array([number for own in pieces for number in own], np.int64)
        vectors = np.asarray(word_rows()[numbers]) - self._mean
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        places = np.log(np.maximum(numbers - _FIRST_WORD + 1, 1) + _COMMON) - np.log(_COMMON)
        telling = np.where(numbers >= _FIRST_WORD, np.maximum(places, _SIGN_TELLING), _SIGN_TELLING).astype(np.float32)
        ends = np.cumsum([len(own) for own in pieces]).tolist()
        spans = [slice(end - len(own), end) for own, end in zip(pieces, ends, strict=True)]
        return [ReadWords(numbers[span], vectors[span], telling[span]) for span in spans]

    @cached_property
    def _mean(self) -> NDArray[np.float32]:
        # Some rows are enough, and leave the rest of the file unread.
        mean: NDArray[np.float32] = word_rows()[_FIRST_WORD::_SAMPLED].mean(axis=0)
        return mean

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer
