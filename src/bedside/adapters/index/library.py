"""One collection's index: what is found lexically, densely and by like questions, gathered as candidates.

The document store is the truth; this follows its changes (`apply`). Lexical search sees a change at once, dense search
as soon as the change's texts are embedded, which happens elsewhere, in the background.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from bedside.adapters.index.columns import WeightedNumbers, columns_of, weighted_numbers
from bedside.adapters.index.giving_way import no_pause
from bedside.adapters.index.lexical import LexicalIndex, english
from bedside.adapters.index.nearest import NearestRows, known_cosines
from bedside.adapters.index.owners import RowOwners
from bedside.adapters.index.snapshot import Cut, PassageSnapshot
from bedside.adapters.index.table import (
    DocumentRow,
    PassageTable,
    Stems,
    is_wanted,
    passage_key,
)
from bedside.adapters.index.vectors import VectorFile, text_key
from bedside.adapters.index.waiting import Waiting, embedding_text
from bedside.core.answering.retrieval import Candidates, Filters, Search
from bedside.core.library.document import Document, Passage
from bedside.core.text import STOPWORDS, fold_case
from bedside.ports import IndexState

_LEXICAL = 300
"""Passages whose BM25 is known; of these the first `_CANDIDATES` are ranked."""
_CANDIDATES = 100
_DENSE = 60
_QUESTIONS = 40
_PER_DOCUMENT = 2
_EXPANSION_WEIGHT = 0.5
_FEW = 50
"""Documents that are taken up without a pause: somebody waits for them."""
_EVERYTHING = Filters()

_Made = tuple[Document, Sequence[Passage], Sequence[Stems] | None]
"""A document cut, with its passages' stems where they are known."""


class FileLibraryIndex:
    """Satisfies `ports.PassageIndex`; the folder holds the tantivy index and the vectors.

    ``pause`` is called between small pieces of long work, to give way to questions.
    """

    def __init__(
        self,
        folder: Path,
        model: str,
        dimensions: int,
        cut: Callable[[Document], Sequence[Passage]],
        cut_kind: str,
        pause: Callable[[], None] = no_pause,
    ) -> None:
        self._lexical = LexicalIndex(folder / "lexical")
        self._vectors = VectorFile(folder / "vectors", model, dimensions)
        self._analyzer = english()
        self._table = PassageTable(self._analyzer)
        self._cut = cut
        self._pause = pause
        self._snapshot = PassageSnapshot(folder / "passages.arrow", cut_kind)
        self.unsaved = 0
        """Documents whose passages and stems the file for the next start lacks."""
        self._nearest_rows = NearestRows()
        self._beside = ThreadPoolExecutor(os.cpu_count(), "lexical")
        """Ends with the index: what is closed for writing may still be searched."""
        self._owners = RowOwners()
        self._waiting: dict[bytes, Waiting] = {}
        self._lock = Lock()
        self._sequence = 0
        self._as_of = ""

    @property
    def lexical_sequence(self) -> int:
        """Returns the last change the lexical index holds on disk."""
        return self._lexical.sequence

    def open_for_writing(self) -> None:
        """Claims the right to write. Raises Unavailable when another process has it."""
        self._lexical.open_for_writing()

    def close(self) -> None:
        """Gives the right to write back, and keeps the passages for the next start."""
        if self.unsaved:
            self.save()
        self._lexical.close()

    def save(self) -> None:
        """Keeps the passages and stems for the next start, pausing now and then."""
        with self._lock:
            rows = list(self._table.documents.values())
            self.unsaved = 0
        self._snapshot.save(self._held(rows), self._pause)

    def _held(self, rows: Iterable[DocumentRow]) -> Iterator[tuple[Document, Cut]]:
        """Yields each document's passages and stems; one that is changed meanwhile is left to the next saving."""
        for row in rows:
            own = [found for key in row.keys if (found := self._table.passages.get(key))]
            if len(own) == len(row.keys):
                yield row.document, ([p.passage for p in own], [p.stems for p in own])

    def state(self) -> IndexState:
        """Returns which state of the library is searched."""
        return IndexState(
            self._sequence, self._as_of, len(self._table.documents), len(self._table.passages), len(self._waiting)
        )

    def documents(self) -> list[Document]:
        """Returns all documents that are searched."""
        return [row.document for row in list(self._table.documents.values())]

    def document_passages(self, document_id: str) -> list[Passage]:
        """Returns a document's passages in order, or none."""
        row = self._table.documents.get(document_id)
        return [self._table.passages[key].passage for key in row.keys] if row else []

    def apply(
        self,
        upserts: Sequence[Document],
        deletes: Sequence[str],
        *,
        sequence: int,
        as_of: datetime,
        write: bool,
    ) -> None:
        """Makes the changes findable before it returns; with ``write`` false the lexical index has them already."""
        pause = self._pause if len(upserts) > _FEW else no_pause
        made: list[_Made] = []

        def cut() -> Iterator[tuple[Document, list[tuple[int, Passage]]]]:
            for document in upserts:
                pause()
                passages, stems = self._snapshot.get(document) or (self._cut(document), None)
                made.append((document, passages, stems))
                yield document, [(passage_key(passage.passage_id), passage) for passage in passages]

        if write:
            self._lexical.apply(cut(), deletes, sequence, lambda: self._take_up(made, deletes, pause))
        else:
            deque(cut(), maxlen=0)
            self._take_up(made, deletes, pause)
        with self._lock:
            self._sequence = max(self._sequence, sequence)
            self._as_of = as_of.isoformat().replace("+00:00", "Z")

    def _take_up(self, made: Sequence[_Made], deletes: Sequence[str], pause: Callable[[], None]) -> None:
        rows = []  # made before the first is put in place, so that all are exchanged in a moment
        for document, passages, stems in made:
            pause()
            rows.append(self._table.rows(document, passages, stems))
            self.unsaved += stems is None
        for document_id in deletes:
            with self._lock:
                self._forget(document_id)
        for row, own in rows:
            pause()
            with self._lock:
                self._forget(row.document.document_id)
                self._table.put(row, own)
                self._attach(row.document.document_id, row)

    def waiting(self, limit: int) -> list[tuple[bytes, str]]:
        """Returns keys and texts still to be embedded, questions first."""
        with self._lock:
            first = islice(((k, w.text) for k, w in self._waiting.items() if w.question), limit)
            found = list(first)
            rest = islice(((k, w.text) for k, w in self._waiting.items() if not w.question), limit - len(found))
            return [*found, *rest]

    def waiting_of(self, document_id: str, limit: int) -> list[tuple[bytes, str]]:
        """Returns keys and texts of one document that are still to be embedded, its question first."""
        with self._lock:
            row = self._table.documents.get(document_id)
            if row is None:
                return []
            passages = (embedding_text(self._table.passages[key].passage) for key in row.keys)
            keyed = ((text_key(text), text) for text in (row.document.question, *passages))
            return [(key, text) for key, text in keyed if key in self._waiting][:limit]

    def add_vectors(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Takes vectors for waiting texts; durable and searchable on return."""
        self._vectors.append(keys, vectors)
        with self._lock:
            touched = {d for key in keys if (waiting := self._waiting.pop(key, None)) for d in waiting.documents}
            for document_id in touched:
                if (row := self._table.documents.get(document_id)) is not None:
                    self._attach(document_id, row)

    def _attach(self, document_id: str, row: DocumentRow) -> None:
        """Ties a document to the vectors there are, and notes what still has to be embedded."""
        question = row.document.question
        if row.vector < 0 and question:
            row.vector = self._vector(question, document_id, is_question=True)
            if row.vector >= 0:
                self._owners.add_question(row.vector, document_id)
        for key in row.keys:
            held = self._table.passages[key]
            if held.vector < 0:
                held.vector = self._vector(embedding_text(held.passage), document_id, is_question=False)
                if held.vector >= 0:
                    self._owners.add_passage(held.vector, key)

    def _vector(self, text: str, document_id: str, *, is_question: bool) -> int:
        key = text_key(text)
        found = self._vectors.row(key)
        if found < 0:
            self._waiting.setdefault(key, Waiting(text, is_question)).documents.add(document_id)
        return found

    def _forget(self, document_id: str) -> None:
        row = self._table.documents.get(document_id)
        if row is None:
            return
        if row.vector >= 0:
            self._owners.drop_question(row.vector, document_id)
        for key in row.keys:
            held = self._table.passages[key]
            if held.vector >= 0:
                self._owners.drop_passage(held.vector, key)
        self._table.drop(document_id)

    def candidates(self, search: Search, embed: Callable[[Sequence[str]], NDArray[np.float32]] | None) -> Candidates:
        """Returns what may answer, unranked; without ``embed``, which reads the question, what is found lexically.

        Candidates are the best passages by BM25 and by cosine, and the passages of documents whose question is like the
        one asked.
        """
        stems = self._query_stems(search)
        # Beside the reading of the question, which needs no interpreter for as long as this takes.
        lexical = self._beside.submit(self._by_words, stems, search)
        query_vector = None if embed is None else embed([search.query.condensed])[0]
        matrix = self._vectors.matrix
        like = self._like(matrix, query_vector, search) if query_vector is not None else []
        found, scores, query = lexical.result()
        keys = dict.fromkeys([*found[:_CANDIDATES], *like])
        rows = [(key, row) for key in keys if (row := self._table.passages.get(key))]
        if search.filters != _EVERYTHING:
            rows = [(key, row) for key, row in rows if is_wanted(row.passage.document, search)]
        return columns_of(
            rows,
            dict(zip(found, scores, strict=True)),
            partial(known_cosines, matrix, query_vector),
            query,
            fold_case(search.query.focus),
        )

    def _by_words(
        self, stems: Sequence[tuple[str, float]], search: Search
    ) -> tuple[list[int], list[float], WeightedNumbers]:
        """Returns the keys found lexically and their scores, best first, and what the stems weigh."""
        found, scores = self._lexical.search(stems, _LEXICAL, search.filters.document_ids)
        weighted = weighted_numbers(stems, len(self._table.passages), self._lexical.frequency)
        return found.tolist(), scores.tolist(), weighted

    def _query_stems(self, search: Search) -> list[tuple[str, float]]:
        query = search.query
        text = query.text if search.ranker == "bm25" else query.condensed
        weighted = {s: 1.0 for s in self._analyzer.analyze(text) if s not in STOPWORDS}
        if search.ranker != "bm25":
            for expansion in query.expansions:
                for stem in self._analyzer.analyze(expansion):
                    weighted.setdefault(stem, _EXPANSION_WEIGHT)
        return [(stem, weight) for stem, weight in weighted.items() if stem not in STOPWORDS]

    def _like(self, matrix: NDArray[np.float32], query_vector: NDArray[np.float32], search: Search) -> list[int]:
        """Returns the keys of the passages that are nearest, or whose document's question is."""
        if search.filters.document_ids:
            rows = [self._table.documents.get(d) for d in search.filters.document_ids]
            return [key for row in rows if row for key in row.keys]
        keys: list[int] = []
        nearest, _ = self._nearest_rows.nearest(matrix, query_vector, 4 * (_DENSE + _QUESTIONS))
        for own, asked in self._owners.first(nearest, _DENSE, _QUESTIONS):
            keys += own
            held = [d for document_id in asked if (d := self._table.documents.get(document_id))]
            keys += [key for d in held for key in d.keys[:_PER_DOCUMENT]]
        return keys
