"""Which passages and which documents' questions each row of the vectors belongs to; equal texts share a row.

What a search walks through are rows, nearest first, until it has enough of both kinds. How many each row has stands in
two small arrays beside the owners, so that rows of the kind it has enough of are passed over without being looked up.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Owners = tuple[tuple[int, ...], tuple[str, ...]]
"""Passage keys, and ids of documents whose question it is."""

_NOBODY: Owners = ((), ())
_FIRST_ROOM = 1024


class RowOwners:
    """One thread writes at a time; readers tolerate a row that changes meanwhile."""

    def __init__(self) -> None:
        self._owners: list[Owners] = []
        self._counts = np.zeros((2, _FIRST_ROOM), np.uint32)
        """How many passages, and how many questions, each row has."""

    def add_passage(self, row: int, key: int) -> None:
        """Gives a row a passage more."""
        passages, questions = self._of(row)
        self._put(row, ((*passages, key), questions))

    def add_question(self, row: int, document_id: str) -> None:
        """Gives a row a document more whose question it is."""
        passages, questions = self._of(row)
        self._put(row, (passages, (*questions, document_id)))

    def drop_passage(self, row: int, key: int) -> None:
        """Takes a passage from a row."""
        passages, questions = self._of(row)
        self._put(row, (tuple(k for k in passages if k != key), questions))

    def drop_question(self, row: int, document_id: str) -> None:
        """Takes a document's question from a row."""
        passages, questions = self._of(row)
        self._put(row, (passages, tuple(q for q in questions if q != document_id)))

    def first(self, rows: NDArray[np.int64], passages: int, questions: int) -> Iterator[Owners]:
        """Yields the owners of rows in order, of each kind until so many were given; then its place stays empty."""
        rows = rows[rows < len(self._owners)]
        counts = self._counts[:, rows]
        before = counts.cumsum(axis=1) - counts
        wanted = (counts > 0) & (before < np.array([[passages], [questions]]))
        places = np.flatnonzero(wanted.any(axis=0))
        for row, is_passage, is_question in zip(rows[places].tolist(), *wanted[:, places].tolist(), strict=True):
            own, asked = self._owners[row]
            yield own if is_passage else (), asked if is_question else ()

    def _of(self, row: int) -> Owners:
        return self._owners[row] if row < len(self._owners) else _NOBODY

    def _put(self, row: int, owners: Owners) -> None:
        if row >= self._counts.shape[1]:  # first, since readers go by how many owners there are
            larger = np.zeros((2, 2 * row), np.uint32)
            larger[:, : self._counts.shape[1]] = self._counts
            self._counts = larger
        if row >= len(self._owners):
            self._owners += [_NOBODY] * (row + 1 - len(self._owners))
        self._owners[row] = owners
        self._counts[:, row] = tuple(map(len, owners))
