"""A document's state as a row, and back."""

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from bedside.core.library.document import Document
from bedside.ports import StoredDocument


def row_of(state: StoredDocument) -> dict[str, Any]:
    """Returns the columns of one state; a deleted document keeps its id and nothing of its content."""
    content = state.document or Document(state.document_id, "", "")
    return {
        "collection": state.collection,
        "document_id": state.document_id,
        "sequence": state.sequence,
        "version": state.version,
        "is_live": state.document is not None,
        "is_evidence": content.is_evidence,
        "observed_at": state.observed_at,
        "indexed_at": state.indexed_at,
        "retrievable_at": state.retrievable_at,
        "title": content.title,
        "question": content.question,
        "focus": content.focus,
        "question_type": content.question_type,
        "source": content.source,
        "url": content.url,
        "synonyms": json.dumps(content.synonyms),
        "text": content.text,
    }


def state_of(row: RowMapping) -> StoredDocument:
    """Returns the state a row holds; its failure where the statement brought one."""
    return StoredDocument(
        collection=row["collection"],
        document_id=row["document_id"],
        document=_document(row) if row["is_live"] else None,
        version=row["version"],
        sequence=row["sequence"],
        observed_at=row["observed_at"],
        indexed_at=row["indexed_at"],
        retrievable_at=row["retrievable_at"],
        failure=row.get("failure") or "",
    )


def _document(row: RowMapping) -> Document:
    return Document(
        document_id=row["document_id"],
        title=row["title"],
        text=row["text"],
        question=row["question"],
        focus=row["focus"],
        question_type=row["question_type"],
        source=row["source"],
        url=row["url"],
        synonyms=_names(row["synonyms"]),
    )


@lru_cache(maxsize=64)
def _names(stored: str) -> tuple[str, ...]:
    """Returns a list of names; the documents of one focus follow each other and share it, in memory too."""
    return tuple(json.loads(stored))
