"""Passages and their stems on disk, so that a start does not cut and stem the whole library again.

Only a cache: what is missing, older than its document or damaged is made anew. An Arrow file with its sha256 at the
end, replaced whole: a passage that a failing disk changed must not be cited.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bedside.adapters.index.giving_way import no_pause
from bedside.core.library.document import Document, Passage

Cut = tuple[Sequence[Passage], Sequence[NDArray[np.uint32]]]

_SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("version", pa.string()),
        ("passage_id", pa.string()),
        ("text", pa.string()),
        ("heading", pa.string()),
        ("stems", pa.list_(pa.uint32())),
    ]
)


_DIGEST_BYTES = 32
_ROWS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Stored:
    version: str
    rows: range


class PassageSnapshot:
    """Reads the file once, on making. ``kind`` names the way of cutting; another kind's file is ignored."""

    def __init__(self, path: Path, kind: str) -> None:
        self._path = path
        self._kind = kind.encode()
        self._documents: dict[str, _Stored] = {}
        self._load()

    def _load(self) -> None:
        try:
            content = self._path.read_bytes()
        except OSError:
            return
        body, digest = memoryview(content)[:-_DIGEST_BYTES], content[-_DIGEST_BYTES:]
        if hashlib.sha256(body).digest() != digest:
            return
        table = pa.ipc.open_file(pa.py_buffer(body)).read_all().combine_chunks()
        if (table.schema.metadata or {}).get(b"kind") != self._kind:
            return
        names = table["document_id"].to_pylist()
        versions = table["version"].to_pylist()
        self._ids, self._texts, self._headings = (
            table[column].to_pylist() for column in ("passage_id", "text", "heading")
        )
        stems = table["stems"].chunk(0) if len(names) else None
        self._stems = stems.values.to_numpy(zero_copy_only=False) if stems is not None else np.empty(0, np.uint32)
        self._offsets = stems.offsets.to_numpy() if stems is not None else np.zeros(1, np.int32)
        start = 0
        for end in range(1, len(names) + 1):
            if end == len(names) or names[end] != names[start]:
                self._documents[names[start]] = _Stored(versions[start], range(start, end))
                start = end

    def get(self, document: Document) -> Cut | None:
        """Returns the passages and stems of exactly this version of the document, or None."""
        stored = self._documents.get(document.document_id)
        if stored is None or stored.version != document.version:
            return None
        passages = [
            Passage(self._ids[row], document, position, self._texts[row], self._headings[row])
            for position, row in enumerate(stored.rows)
        ]
        return passages, [self._stems[self._offsets[row] : self._offsets[row + 1]] for row in stored.rows]

    def save(self, documents: Iterable[tuple[Document, Cut]], pause: Callable[[], None] = no_pause) -> None:
        """Replaces the file by these documents; a reader sees the old or the new."""
        schema = _SCHEMA.with_metadata({b"kind": self._kind})
        partial = self._path.with_suffix(f".{os.getpid()}.partial")  # beside a service, a command may keep its own
        with partial.open("wb") as file:
            sink = _Digested(file)
            with pa.ipc.new_file(pa.PythonFile(sink, "w"), schema) as writer:
                rows = _rows(documents)
                # Not in one piece: a column of the whole library would be made without letting a question in between.
                while some := list(islice(rows, _ROWS_AT_ONCE)):
                    pause()
                    columns = dict(zip(_SCHEMA.names, map(list, zip(*some, strict=True)), strict=True))
                    writer.write_table(pa.table(columns, schema=schema))
            file.write(sink.digest.digest())
        partial.replace(self._path)


class _Digested:
    """A file that is written, with the sha256 of what was written to it."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, piece: bytes) -> int:
        """Writes on."""
        self.digest.update(piece)
        return self._file.write(piece)

    def flush(self) -> None:
        """Leaves writing out to the file's own buffer."""


def _rows(documents: Iterable[tuple[Document, Cut]]) -> Iterator[tuple[object, ...]]:
    """Yields a row for each passage, in the order of the schema."""
    for document, (passages, stems) in documents:
        version = document.version
        for passage, own in zip(passages, stems, strict=True):
            yield document.document_id, version, passage.passage_id, passage.text, passage.heading, own
