"""The library over HTTP: put, read and delete documents, see how far indexing has come and what failed."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from bedside.assembly import Assembly, now
from bedside.core.library.document import Document
from bedside.errors import NotFound
from bedside.ports import StoredDocument
from bedside.services.rag.schemas import COLLECTION, DOCUMENT_ID, DocumentIn
from bedside.services.web import parts

_MOST_LISTED = 1000
_LAST = 2**63 - 1
router = APIRouter(tags=["library"])
Here = Annotated[Assembly, Depends(parts)]
Collection = Annotated[str, Path(pattern=COLLECTION)]
DocumentId = Annotated[str, Path(pattern=DOCUMENT_ID)]


@router.get("/library/{collection}/documents")
def list_documents(
    collection: Collection,
    here: Here,
    after: Annotated[int, Query(ge=0, le=_LAST)] = 0,
    limit: Annotated[int, Query(ge=1, le=_MOST_LISTED)] = 100,
) -> dict[str, Any]:
    """Lists a collection's documents, least recently changed first, without their text. ``next`` is the next ``after``.

    A page may be short, as deleted documents are left out of it; the last is the one without ``next``.
    """
    changed = here.documents.changes(collection, after, limit)
    if not changed:
        _must_be_there(here, collection)
    listed = [_times(one) | _about(one.document) for one in changed if one.document is not None]
    return {"documents": listed, "next": changed[-1].sequence if len(changed) == limit else None}


@router.put("/library/{collection}/documents/{id}")
def put_document(
    collection: Collection,
    id: DocumentId,
    given: DocumentIn,
    here: Here,
    request: Request,
) -> dict[str, Any]:
    """Stores a document, durable, and makes it answerable before it returns."""
    here.documents.put_many(collection, [given.document(id)], now())
    here.library.catch_up(collection)
    here.library.embed_first(collection, id)
    stored = here.documents.get(collection, id)
    if stored.retrievable_at is not None:
        request.app.state.metrics.freshness.observe((stored.retrievable_at - stored.observed_at).total_seconds())
    return _times(stored)


@router.get("/library/{collection}/documents/{id}")
def get_document(collection: Collection, id: DocumentId, here: Here) -> dict[str, Any]:
    """Returns a document with its times."""
    stored = here.documents.get(collection, id)
    document = stored.document
    assert document is not None
    return _times(stored) | {
        "title": document.title,
        "text": document.text,
        "source": document.source,
        "url": document.url,
        "question": document.question,
        "focus": document.focus,
        "question_type": document.question_type,
        "synonyms": list(document.synonyms),
    }


@router.delete("/library/{collection}/documents/{id}", status_code=204)
def delete_document(collection: Collection, id: DocumentId, here: Here) -> Response:
    """Deletes a document; when it returns, nothing is answered from it."""
    here.documents.delete(collection, id, now())
    here.library.catch_up(collection)
    return Response(status_code=204)


@router.get("/library/status")
def library_status(here: Here) -> dict[str, Any]:
    """Tells for each collection what is in it, how far indexing and embedding have come, and what failed."""
    return {"collections": [_status(here, name) for name in here.documents.collections()], "loading": here.loading}


@router.get("/library/{collection}/failures")
def library_failures(
    collection: Collection, here: Here, limit: Annotated[int, Query(ge=1, le=_MOST_LISTED)] = 100
) -> dict[str, Any]:
    """Lists documents that could not be taken in, with the reason, newest first."""
    found = here.documents.failures(collection, limit)
    if not found:
        _must_be_there(here, collection)
    return {"failures": [{"document_id": d, "reason": reason, "at": _iso(at)} for d, reason, at in found]}


def _must_be_there(here: Assembly, collection: str) -> None:
    """Raises NotFound for a collection that holds nothing, nor ever did."""
    if collection not in here.documents.collections():
        raise NotFound("there is no such collection", next_step="`GET /library/status` lists those there are.")


def _status(here: Assembly, collection: str) -> dict[str, Any]:
    counts = here.documents.counts(collection)
    index = here.library.index_of(collection)
    state = index.state() if index else None
    return {
        "name": collection,
        **counts,
        "passages": state.passages if state else 0,
        "vectors_waiting": state.vectors_waiting if state else 0,
        "as_of": state.as_of if state else "",
        "version": f"{collection}-{state.sequence}" if state else "",
        "changes_behind": counts["last_sequence"] - (state.sequence if state else 0),
    }


def _about(document: Document) -> dict[str, Any]:
    return {"title": document.title, "source": document.source, "url": document.url, "question": document.question}


def _times(stored: StoredDocument) -> dict[str, Any]:
    return {
        "id": stored.document_id,
        "version": stored.version,
        "observed_at": _iso(stored.observed_at),
        "indexed_at": _iso(stored.indexed_at),
        "retrievable_at": _iso(stored.retrievable_at),
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None
