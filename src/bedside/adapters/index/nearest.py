"""The rows of a matrix nearest to a query: by a first pass over signs, then exactly.

Each vector is also kept as the signs of its components, 48 bytes for 384 dimensions: a scan of those by Hamming
distance picks one row in sixteen (from 2,000 to 20,000 of them), and only their cosines are computed (binary
quantisation with exact rescoring; Charikar 2002 for why signs keep angles). Cost: 32 times less memory read a query.
Fails where near neighbours differ less than signs can tell, in data without structure; up to `EXACT_ROWS` every cosine
is computed.
"""

from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

EXACT_ROWS = 10_000
_RESCORED_SHARE = 16
_FEWEST_RESCORED, _MOST_RESCORED = 2_000, 20_000
_BLOCK_ROWS = 32_768
_TAKEN_AT_ONCE = 512


class NearestRows:
    """Searches a matrix that only grows. Readers may call from several threads."""

    def __init__(self, exact_rows: int = EXACT_ROWS) -> None:
        self._exact_rows = exact_rows
        self._blocks: list[NDArray[np.uint64]] = []
        """Signs, one column a row of the matrix: shape (words, `_BLOCK_ROWS`), the last one filled in part."""
        self._known = 0
        self._lock = Lock()

    def nearest(
        self, matrix: NDArray[np.float32], query: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Returns up to ``count`` rows and their cosines, nearest first; equal ones in the order of the rows."""
        if len(matrix) > max(self._exact_rows, _FEWEST_RESCORED):
            rows = self._by_signs(matrix, query)
            rows = np.sort(rows[_largest(_quick_cosines(matrix, rows, query), count)])
            cosines = cosines_of(np.take(matrix, rows, axis=0), query)
        else:
            rows = np.arange(len(matrix))
            cosines = cosines_of(matrix, query)
        best = _largest(cosines, count)
        best = best[np.lexsort((rows[best], -cosines[best]))]
        return rows[best], cosines[best]

    def _by_signs(self, matrix: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.int64]:
        self._take_up(matrix)
        asked = _packed(query[None])[:, 0]
        distance = np.zeros(len(matrix), np.uint16)
        for start, block in zip(range(0, len(matrix), _BLOCK_ROWS), self._blocks, strict=False):
            part = distance[start : start + _BLOCK_ROWS]
            for signs, word in zip(block, asked, strict=True):
                part += np.bitwise_count(signs[: len(part)] ^ word)
        rescored = min(max(len(matrix) // _RESCORED_SHARE, _FEWEST_RESCORED), _MOST_RESCORED)
        return _smallest(distance, rescored)

    def _take_up(self, matrix: NDArray[np.float32]) -> None:
        """Keeps the signs of rows that are new; a block is only ever filled further, so readers need no lock."""
        with self._lock:
            while self._known < len(matrix):
                place = self._known % _BLOCK_ROWS
                fresh = _packed(matrix[self._known : self._known + _BLOCK_ROWS - place])
                if not place:
                    self._blocks.append(np.zeros((len(fresh), _BLOCK_ROWS), np.uint64))
                self._blocks[-1][:, place : place + fresh.shape[1]] = fresh
                self._known += fresh.shape[1]


def cosines_of(rows: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns the products of unit rows with a unit vector.

    Not by BLAS: waking its threads for so little takes longer than the products, and they take the embedder's cores;
    and the last digit, which orders what is nearly equal, would depend on the processor.
    """
    products: NDArray[np.float32] = np.einsum("ij,j->i", rows, query)
    return products


def _quick_cosines(
    matrix: NDArray[np.float32], rows: NDArray[np.int64], query: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Returns the cosines of these rows, good for choosing: by BLAS, each row alone, which wakes no threads.

    Some at a time: what was just copied is then still in the processor's cache. Not by index: taking rows out of a
    memory map by number alone is a quarter faster.
    """
    cosines = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _TAKEN_AT_ONCE):
        part = slice(start, start + _TAKEN_AT_ONCE)
        cosines[part] = np.vecdot(np.take(matrix, rows[part], axis=0), query)
    return cosines


def _largest(cosines: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Returns the places of the ``count`` largest, in no particular order."""
    if count >= len(cosines):
        return np.arange(len(cosines))
    return np.argpartition(-cosines, count - 1)[:count]


def known_cosines(
    matrix: NDArray[np.float32], query: NDArray[np.float32] | None, rows: Sequence[int]
) -> NDArray[np.float32]:
    """Returns the cosines of these rows, NaN for -1, for rows younger than the search and without a query."""
    places = np.array(rows)
    found = np.full(len(rows), np.nan, np.float32)
    if query is not None:
        known = (places >= 0) & (places < len(matrix))
        found[known] = cosines_of(matrix[places[known]], query)
    return found


def _smallest(distance: NDArray[np.uint16], count: int) -> NDArray[np.int64]:
    """Returns the places of the ``count`` smallest and of those equal to the last of them, twice ``count`` at most.

    By counting, since distances are few whole numbers; in order, so that rows are read from disk in one sweep.
    """
    largest = int(np.searchsorted(np.cumsum(np.bincount(distance)), count))
    places: NDArray[np.int64] = np.flatnonzero(distance <= largest)
    if len(places) > 2 * count:
        nearer = np.flatnonzero(distance < largest)
        places = np.sort(np.concatenate([nearer, np.flatnonzero(distance == largest)[: 2 * count - len(nearer)]]))
    return places


def _packed(vectors: NDArray[np.float32]) -> NDArray[np.uint64]:
    """Returns the signs as bits in whole 64-bit words, shape (words, rows); the width is a multiple of 64."""
    words: NDArray[np.uint64] = np.packbits(vectors > 0, axis=1).view(np.uint64)
    return np.ascontiguousarray(words.T)
