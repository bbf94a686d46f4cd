"""The rows of a matrix nearest to a query, exactly while that is fast, and by a first pass over signs beyond.

Up to `EXACT_ROWS` every cosine is computed. Above, each vector is also kept as the signs of its components, 48 bytes
for 384 dimensions: a scan of those by Hamming distance picks some thousand rows, and only their cosines are computed
(binary quantisation with exact rescoring; Charikar 2002 for why signs keep angles). Cost: 32 times less memory read a
query. Fails where near neighbours differ less than signs can tell, in data without structure.
"""

from threading import Lock

import numpy as np
from numpy.typing import NDArray

EXACT_ROWS = 200_000
RESCORED_ROWS = 20_000
_CHUNK_ROWS = 32_768


class NearestRows:
    """Searches a matrix that only grows. Readers may call from several threads."""

    def __init__(self, exact_rows: int = EXACT_ROWS, rescored: int = RESCORED_ROWS) -> None:
        self._exact_rows = exact_rows
        self._rescored = rescored
        self._signs: NDArray[np.uint64] = np.empty((0, 0), np.uint64)
        self._lock = Lock()

    def cosines(self, matrix: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns one cosine a row, shape (rows,); beyond the exact size NaN for the rows that were not looked at."""
        if len(matrix) <= max(self._exact_rows, self._rescored):
            exact: NDArray[np.float32] = matrix @ query
            return exact
        rows = self._by_signs(matrix, query)
        found = np.full(len(matrix), np.nan, np.float32)
        found[rows] = matrix[rows] @ query
        return found

    def _by_signs(self, matrix: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.int64]:
        signs = self._signs_of(matrix)
        asked = _packed(query[None])[0]
        distance = np.empty(len(signs), np.uint16)
        for start in range(0, len(signs), _CHUNK_ROWS):
            part = signs[start : start + _CHUNK_ROWS]
            np.bitwise_count(part ^ asked).sum(axis=1, dtype=np.uint16, out=distance[start : start + _CHUNK_ROWS])
        rows = np.argpartition(distance, self._rescored)[: self._rescored]
        # In order, so that the rows are read from disk in one sweep.
        ordered: NDArray[np.int64] = np.sort(rows)
        return ordered

    def _signs_of(self, matrix: NDArray[np.float32]) -> NDArray[np.uint64]:
        with self._lock:
            known = len(self._signs)
            if known < len(matrix):
                fresh = [_packed(matrix[i : i + _CHUNK_ROWS]) for i in range(known, len(matrix), _CHUNK_ROWS)]
                self._signs = np.concatenate([self._signs, *fresh]) if known else np.concatenate(fresh)
            return self._signs[: len(matrix)]


def _packed(vectors: NDArray[np.float32]) -> NDArray[np.uint64]:
    """Returns the signs as bits in whole 64-bit words, shape (rows, words); the width is a multiple of 64."""
    return np.packbits(vectors > 0, axis=1).view(np.uint64)
