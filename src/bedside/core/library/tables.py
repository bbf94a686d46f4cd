"""Documents, passages and splits as Parquet, and back. Equal rows give equal bytes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bedside.core.library.document import Document, Passage
from bedside.core.library.source import ReadFailure
from bedside.errors import Corrupt

_NAMES = [field.name for field in fields(Document)]
_TEXT, _TEXTS = pa.string(), pa.list_(pa.string())
_DOCUMENT = pa.schema([(name, _TEXTS if name == "synonyms" else _TEXT) for name in _NAMES])
_PLACED = pa.schema([*_DOCUMENT, ("group", _TEXT), ("boilerplate", pa.bool_())])
_PASSAGE = pa.schema(
    [("passage_id", _TEXT), ("document_id", _TEXT), ("position", pa.int32()), ("heading", _TEXT), ("text", _TEXT)]
)
_FAILURE = pa.schema([("where", _TEXT), ("reason", _TEXT)])


def write_documents(documents: Sequence[Document]) -> bytes:
    """Returns documents as Parquet, one row each, in order."""
    return _written({name: [getattr(d, name) for d in documents] for name in _NAMES}, _DOCUMENT)


def read_documents(content: bytes) -> list[Document]:
    """Returns the documents of `write_documents` or `write_placed`. Raises Corrupt."""
    return _documents(_read(content, _NAMES))


def find_document(content: bytes, document_id: str) -> Document | None:
    """Returns the document with that id from `write_documents` or `write_placed`, or None. Raises Corrupt."""
    columns = _read(content, _NAMES, [("document_id", "=", document_id)])
    return _documents(columns)[0] if columns["document_id"] else None


def write_placed(documents: Sequence[Document], groups: Mapping[str, str], boilerplate: frozenset[str]) -> bytes:
    """Returns one part of a split as Parquet: documents with their group, and whether they are boiler-plate."""
    columns = {name: [getattr(d, name) for d in documents] for name in _NAMES}
    columns["group"] = [groups[d.document_id] for d in documents]
    columns["boilerplate"] = [d.document_id in boilerplate for d in documents]
    return _written(columns, _PLACED)


def read_boilerplate(content: bytes) -> list[str]:
    """Returns the ids of boiler-plate in a part of a split. Raises Corrupt."""
    columns = _read(content, ["document_id", "boilerplate"])
    return [name for name, marked in zip(*columns.values(), strict=True) if marked]


def write_passages(passages: Iterable[Passage]) -> bytes:
    """Returns passages as Parquet, in order."""
    rows = [(p.passage_id, p.document.document_id, p.position, p.heading, p.text) for p in passages]
    return _written(dict(zip(_PASSAGE.names, map(list, zip(*rows, strict=True)), strict=False)), _PASSAGE)


def read_passages(content: bytes, documents: Mapping[str, Document]) -> dict[str, list[Passage]]:
    """Returns each document's passages by its id, in order. Raises Corrupt."""
    found: dict[str, list[Passage]] = {}
    for passage, document, position, heading, text in zip(*_read(content, _PASSAGE.names).values(), strict=True):
        if document not in documents:
            raise Corrupt("A passage stands without its document.")
        found.setdefault(document, []).append(Passage(passage, documents[document], position, text, heading))
    return found


def write_failures(failures: Sequence[ReadFailure]) -> bytes:
    """Returns what could not be read as Parquet, in order."""
    return _written({"where": [f.where for f in failures], "reason": [f.reason for f in failures]}, _FAILURE)


def read_failures(content: bytes) -> list[ReadFailure]:
    """Returns the failures of `write_failures`. Raises Corrupt."""
    return [ReadFailure(where, reason) for where, reason in zip(*_read(content, _FAILURE.names).values(), strict=True)]


def _documents(columns: Mapping[str, list[Any]]) -> list[Document]:
    """Returns the documents of columns in the order of the fields."""
    rows = zip(*(columns[name] for name in _NAMES[:-1]), map(tuple, columns["synonyms"]), strict=True)
    return [Document(*row) for row in rows]


def _written(columns: Mapping[str, list[Any]], schema: pa.Schema) -> bytes:
    table = pa.table({name: pa.array(columns.get(name, []), schema.field(name).type) for name in schema.names}, schema)
    buffer = BytesIO()
    pq.write_table(table, buffer, compression="zstd", compression_level=1)
    return buffer.getvalue()


def _read(
    content: bytes, names: Sequence[str], wanted: list[tuple[str, str, str]] | None = None
) -> dict[str, list[Any]]:
    """Returns the named columns, in the order of the names, of all rows or of those wanted."""
    try:
        table = pq.read_table(BytesIO(content), columns=list(names), filters=wanted)
        return {name: table.column(name).to_pylist() for name in names}
    except (pa.ArrowException, KeyError, OSError) as error:
        raise Corrupt("A stored table cannot be read.", next_step="Load the library again; it is made anew.") from error
