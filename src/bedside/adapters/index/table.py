"""The passages of one collection in memory, with what ranking needs of each beside it.

Stems are held as 32-bit hashes in sorted arrays: a quarter of a gigabyte of Python sets becomes ten megabytes, and the
cover of some hundred candidates is one vectorised pass.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import tantivy
from numpy.typing import NDArray

from bedside.core.answering.retrieval import Search
from bedside.core.library.document import Document, Passage
from bedside.core.text import STOPWORDS, fold_case

Stems = NDArray[np.uint32]

_WORD = re.compile(r"[a-z0-9]+")
_NO_STEM = -1
_REMEMBERED_WORDS = 100_000


def stem_id(stem: str) -> int:
    """Returns the 32-bit number a stem is known by."""
    return crc32(stem.encode())


def passage_key(passage_id: str) -> int:
    """Returns the 63-bit number a passage is known by in the lexical index, which takes no larger ones."""
    return int.from_bytes(hashlib.sha256(passage_id.encode()).digest()[:8]) >> 1


@dataclass(slots=True)
class DocumentRow:
    """A document, its passages' keys, the stems of its names and of its question, its question's vector.

    ``names`` are the stems of one name after the other, ``name_lengths`` how many are each one's.
    """

    document: Document
    keys: tuple[int, ...]
    folded_names: frozenset[str]
    names: Stems
    name_lengths: NDArray[np.uint16]
    question: Stems
    vector: int = -1


@dataclass(slots=True)
class PassageRow:
    """A passage, its document's row, its stems, and the row of its vector (-1 until it is embedded)."""

    passage: Passage
    document: DocumentRow
    stems: Stems
    vector: int = -1


@dataclass(frozen=True, slots=True)
class _Names:
    """What ranking needs of a document's names; the documents of one focus, which come together, share it."""

    given: tuple[str, ...]
    folded: frozenset[str]
    stems: Stems
    lengths: NDArray[np.uint16]


@dataclass(slots=True)
class PassageTable:
    """All rows by key and by document id. One thread writes; readers tolerate a row that has just gone."""

    analyzer: tantivy.TextAnalyzer
    passages: dict[int, PassageRow] = field(default_factory=dict)
    documents: dict[str, DocumentRow] = field(default_factory=dict)
    _words: dict[str, int] = field(default_factory=dict)
    _names: _Names | None = None

    def stems(self, text: str) -> Stems:
        """Returns the sorted, unique stem numbers of a text, stop words left out."""
        if not text.isascii():
            return np.array(sorted(self._analyzed(text)), np.uint32)
        # In ASCII the analyzer's words are these, so each word is stemmed once and not at each place it stands.
        words = set(_WORD.findall(text.lower()))
        try:
            found = set(map(self._words.__getitem__, words))
        except KeyError:
            found = self._learned(words)
        found.discard(_NO_STEM)
        return np.array(sorted(found), np.uint32)

    def _analyzed(self, text: str) -> set[int]:
        return {stem_id(s) for s in self.analyzer.analyze(text) if s not in STOPWORDS}

    def _learned(self, words: set[str]) -> set[int]:
        """Returns the words' stem numbers, new words learned."""
        if len(self._words) > _REMEMBERED_WORDS:
            self._words = {}
        known = self._words
        for word in words:
            if word not in known:
                known[word] = next(iter(self._analyzed(word)), _NO_STEM)
        return {known[word] for word in words}

    def _named(self, document: Document) -> _Names:
        given = tuple(dict.fromkeys(n for n in (document.focus, document.title, *document.synonyms) if n))
        if self._names is None or self._names.given != given:
            each = [found for found in map(self.stems, given) if len(found)]
            stems = np.concatenate(each) if each else np.empty(0, np.uint32)
            lengths = np.array(list(map(len, each)), np.uint16)
            self._names = _Names(given, frozenset(map(fold_case, given)), stems, lengths)
        return self._names

    def rows(
        self, document: Document, passages: Sequence[Passage], stems: Sequence[Stems] | None = None
    ) -> tuple[DocumentRow, list[PassageRow]]:
        """Returns the rows of a document and its passages, to be put; the passages' stems are given where known."""
        keys = tuple(passage_key(p.passage_id) for p in passages)
        known = stems or [self.stems(f"{passage.heading} {passage.text}") for passage in passages]
        names = self._named(document)
        row = DocumentRow(document, keys, names.folded, names.stems, names.lengths, self.stems(document.question))
        return row, [PassageRow(passage, row, stems) for passage, stems in zip(passages, known, strict=True)]

    def put(self, row: DocumentRow, passages: Sequence[PassageRow]) -> None:
        """Adds or replaces a document; ``passages`` are in the order of its keys."""
        self.drop(row.document.document_id)
        self.passages.update(zip(row.keys, passages, strict=True))
        self.documents[row.document.document_id] = row

    def drop(self, document_id: str) -> None:
        """Removes a document and its passages; one that is not there is no error."""
        row = self.documents.pop(document_id, None)
        for key in row.keys if row else ():
            self.passages.pop(key, None)


def held_stems(flat: Sequence[Stems], query: Stems) -> NDArray[np.bool_]:
    """Returns for each array of stems which of the query's it holds, shape (len(flat), len(query)).

    ``query`` is sorted and unique.
    """
    lengths = np.array(list(map(len, flat)), np.int64)
    held = np.zeros((len(flat), len(query)), bool)
    if not len(query) or not lengths.sum():
        return held
    stems = np.concatenate(flat)
    place = np.searchsorted(query, stems).clip(max=len(query) - 1)
    owners = np.repeat(np.arange(len(flat)), lengths)
    same = query[place] == stems
    held[owners[same], place[same]] = True
    return held


def best_name_covered(
    names: Sequence[Stems], lengths: Sequence[NDArray[np.uint16]], query: Stems
) -> NDArray[np.float32]:
    """Returns for each document the largest share of one of its names' stems that stand in the query.

    ``names`` and ``lengths`` are as `DocumentRow` holds them.
    """
    best = np.zeros(len(names), np.float32)
    named = np.concatenate([*lengths, np.empty(0, np.uint16)])
    if not len(named) or not len(query):
        return best
    stems = np.concatenate(names)
    place = np.searchsorted(query, stems).clip(max=len(query) - 1)
    ends = named.cumsum(dtype=np.int64)
    share = np.add.reduceat(query[place] == stems, ends - named, dtype=np.float64) / named
    groups = np.repeat(np.arange(len(names)), list(map(len, lengths)))
    np.maximum.at(best, groups, share.astype(np.float32))
    return best


def is_wanted(document: Document, search: Search) -> bool:
    """Returns whether a search is not held to other documents."""
    filters = search.filters
    return (
        (not filters.sources or document.source in filters.sources)
        and (not filters.question_types or document.question_type in filters.question_types)
        and (not filters.document_ids or document.document_id in filters.document_ids)
    )
