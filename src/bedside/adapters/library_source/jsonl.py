"""Reads documents from JSON Lines: one object a line, with the fields of ``PUT /library/{collection}/documents/{id}``.

``text`` is needed; ``title``, ``question``, ``focus``, ``question_type``, ``synonyms``, ``source`` and ``url`` may be
given. Without ``id`` the id is made from title, question and text, so that loading twice changes nothing.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bedside.adapters.library_source.files import MEBIBYTE, fingerprint
from bedside.core.library.document import Document
from bedside.core.library.layout import fold_layout
from bedside.core.library.source import LibrarySource, ReadFailure
from bedside.core.text import clean, fold_space

LINE_BYTES = 50 * MEBIBYTE
_ID = re.compile(r"[\w.:~-]{1,200}")
_FIELDS = ("id", "title", "text", "question", "focus", "question_type", "source", "url")


def source(path: Path, name: str) -> LibrarySource:
    """Returns the documents of one file of JSON Lines."""
    return LibrarySource(name, "jsonl", partial(fingerprint, path), partial(read, path))


def read(path: Path) -> Iterator[Document | ReadFailure]:
    """Yields a document a line, and a failure with the line's number for each that is none; blank lines are passed."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LINE_BYTES + 1):
            number += 1
            whole = line
            while not line.endswith(b"\n") and (line := file.readline(LINE_BYTES)):
                pass  # the rest of a line that is too long is passed without being kept
            if whole.strip():
                yield parse(whole, f"line {number}")


def parse(line: bytes, where: str) -> Document | ReadFailure:
    """Returns the document of one line, or why there is none."""
    if len(line) > LINE_BYTES:
        return ReadFailure(where, f"over the limit of {LINE_BYTES // MEBIBYTE} MB")
    try:
        item = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return ReadFailure(where, "is not UTF-8 text")
    except (ValueError, RecursionError):
        return ReadFailure(where, "is not JSON")
    return _document(item, where) if isinstance(item, dict) else ReadFailure(where, "is not a JSON object")


def _document(item: dict[str, Any], where: str) -> Document | ReadFailure:
    wrong = [name for name in _FIELDS if not isinstance(item.get(name) or "", str)]
    synonyms = item.get("synonyms") or []
    if not isinstance(synonyms, list) or not all(isinstance(synonym, str) for synonym in synonyms):
        wrong.append("synonyms")
    if wrong:
        return ReadFailure(where, f"has a wrong type in: {', '.join(wrong)}")
    fields = {name: fold_space(clean(item.get(name) or "")) for name in _FIELDS if name != "text"}
    text = fold_layout(item.get("text") or "")
    if not text:
        return ReadFailure(where, "has no text")
    if fields["id"] and not _ID.fullmatch(fields["id"]):
        return ReadFailure(where, "has an id that is not 1 to 200 letters, digits or . _ - : ~")
    return Document(
        document_id=fields["id"] or _content_id(fields["title"], fields["question"], text),
        title=fields["title"] or fields["focus"] or fields["question"] or " ".join(text.split()[:8]),
        text=text,
        question=fields["question"],
        focus=fields["focus"],
        question_type=fields["question_type"],
        source=fields["source"],
        url=fields["url"],
        synonyms=tuple(dict.fromkeys(filter(None, (fold_space(clean(synonym)) for synonym in synonyms)))),
    )


def _content_id(*parts: str) -> str:
    return f"doc-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:16]}"
