"""Reads MedQuAD as published on the Hugging Face hub, ``lavita/MedQuAD``: local Parquet or JSON, or by name.

Ids are those of the XML form, made from source, document and question id. Where the hub's ids repeat, the second
row and those after it carry their number.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from pyarrow import ArrowException

from bedside.adapters.library_source.files import fingerprint
from bedside.adapters.library_source.medquad_xml import ATTRIBUTION, PUBLISHED, unfold
from bedside.core.library.document import Document
from bedside.core.library.source import LibrarySource, ReadFailure
from bedside.core.text import clean, fold_space
from bedside.errors import InvalidInput, Misconfigured, Unavailable

COLUMNS = frozenset({"document_id", "document_source", "question_id", "question_focus", "question", "answer"})
Row = Mapping[str, Any]


def source(path: Path) -> LibrarySource:
    """Returns MedQuAD from a local folder or file of Parquet, JSON or JSON Lines."""
    return LibrarySource(
        "medquad", "medquad_hub", partial(fingerprint, path), partial(read, path), ATTRIBUTION, PUBLISHED
    )


def source_by_name(name: str) -> LibrarySource:
    """Returns MedQuAD fetched from the hub when it is first read; needs the extra ``hub`` and a network."""

    @cache
    def rows() -> list[Row]:
        return _fetch(name)

    def content_hash() -> str:
        total = hashlib.sha256()
        for row in rows():
            total.update(json.dumps(row, sort_keys=True, default=str).encode())
        return total.hexdigest()

    def read_rows() -> Iterator[Document | ReadFailure]:
        yield from documents((f"row {number}", row) for number, row in enumerate(rows(), 1))

    return LibrarySource("medquad", "medquad_hub", content_hash, read_rows, ATTRIBUTION, PUBLISHED)


def looks_like(path: Path) -> bool:
    """Returns whether the first row of the first data file has this set's columns."""
    files = data_files(path)
    if not files:
        return False
    try:
        first = next((row for _, row in _rows(files[0], files[0].name) if not isinstance(row, str)), {})
    except InvalidInput:
        return False
    return set(first) >= COLUMNS


def data_files(path: Path) -> list[Path]:
    """Returns the Parquet and JSON files at a path, in order."""
    found = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    return [file for file in found if file.suffix.lower() in (".parquet", ".json", ".jsonl", ".ndjson")]


def read(path: Path) -> Iterator[Document | ReadFailure]:
    """Yields a document for each row, and a failure for each row that is none."""
    yield from documents(item for file in data_files(path) for item in _rows(file, file.name))


def documents(rows: Iterator[tuple[str, Row | str]]) -> Iterator[Document | ReadFailure]:
    """Yields a document for each row; a row given as text is the reason why there is none."""
    seen: Counter[str] = Counter()
    for where, row in rows:
        if isinstance(row, str):
            yield ReadFailure(where, row)
            continue
        identity = [_field(row, name) for name in ("document_source", "document_id", "question_id")]
        if not all(identity) or not _field(row, "question"):
            yield ReadFailure(where, "lacks a source, document id, question id or question")
            continue
        origin, document, question_id = identity
        document_id = f"{origin}_{document}_Sec{question_id.rsplit('-', 1)[-1]}"
        seen[document_id] += 1
        yield _document(row, document_id if seen[document_id] == 1 else f"{document_id}_{seen[document_id]}", origin)


def _document(row: Row, document_id: str, origin: str) -> Document:
    answer = row.get("answer")
    synonyms = _field(row, "synonyms").split("|")
    return Document(
        document_id=document_id,
        title=_field(row, "question_focus") or _field(row, "question"),
        text=unfold(answer) if isinstance(answer, str) else "",
        question=_field(row, "question"),
        focus=_field(row, "question_focus"),
        question_type=_field(row, "question_type"),
        source=origin,
        url=_field(row, "document_url"),
        synonyms=tuple(dict.fromkeys(s for s in map(fold_space, synonyms) if s)),
    )


def _field(row: Row, name: str) -> str:
    """Returns a column's text; what is null or no text is empty."""
    value = row.get(name)
    return fold_space(clean(value)) if isinstance(value, str) else ""


def _rows(file: Path, where: str) -> Iterator[tuple[str, Row | str]]:
    """Yields each row with its place; one that cannot be read as text that says why."""
    try:
        if file.suffix.lower() == ".parquet":
            yield from _parquet_rows(file, where)
        else:
            yield from _json_rows(file, where)
    except (ArrowException, OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"The file {where} cannot be read: {type(error).__name__}.",
            next_step="Fetch it again from the hub, or give the XML archive instead.",
        ) from error


def _parquet_rows(file: Path, where: str) -> Iterator[tuple[str, Row | str]]:
    number = 0
    with pq.ParquetFile(file) as parquet:
        for batch in parquet.iter_batches():
            for row in batch.to_pylist():
                number += 1
                yield f"{where} row {number}", row


def _json_rows(file: Path, where: str) -> Iterator[tuple[str, Row | str]]:
    """Yields the rows of JSON Lines, or of one JSON array."""
    with file.open(encoding="utf-8") as lines:
        first = lines.read(1)
        lines.seek(0)
        items = _array(lines.read()) if first == "[" else enumerate(map(_parsed, filter(str.strip, lines)), 1)
        for number, row in items:
            yield f"{where} row {number}", row if isinstance(row, dict) else "is not a JSON object"


def _array(text: str) -> Iterator[tuple[int, Any]]:
    rows = _parsed(text)
    yield from enumerate(rows if isinstance(rows, list) else [rows], 1)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _fetch(name: str) -> list[Row]:
    """Returns all rows of a set on the hub."""
    try:
        from datasets import load_dataset  # heavy, and asked for by few
    except ImportError as error:
        raise Misconfigured(
            "Reading a set from the hub by name needs the package `datasets`, which is not installed.",
            next_step="Run `uv sync --extra hub`, or give a local folder of the set's Parquet files.",
        ) from error
    try:
        return [dict(row) for row in load_dataset(name, split="train")]
    except (OSError, ValueError) as error:  # connection and look-up errors of the hub derive from these
        raise Unavailable(
            f"The set {name} could not be fetched from the hub: {type(error).__name__}.",
            next_step="Check the name and the network, or give a local folder of the set's Parquet files.",
        ) from error
