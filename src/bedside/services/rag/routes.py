"""`POST /retrieve`: passages for a question, and the answer too where it is asked for."""

import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import TypeAdapter

from bedside.assembly import Assembly
from bedside.core.answering.query import Query
from bedside.core.answering.retrieval import Search
from bedside.errors import InvalidInput, TooLarge
from bedside.messages.query import query_from_wire
from bedside.messages.retrieval import found_to_wire
from bedside.services.rag.schemas import MAX_QUERY_CHARS, RetrieveIn
from bedside.services.web import parts
from bedside.usecases.ask_question import draft

router = APIRouter(tags=["retrieval"])
_BODY = TypeAdapter(dict[str, Any])


@router.post("/retrieve", response_model=dict[str, Any])
def retrieve(asked: RetrieveIn, here: Annotated[Assembly, Depends(parts)]) -> Response:
    """Finds passages, best first."""
    started = time.perf_counter()
    query = query_from_wire(asked.understood) if asked.understood else _understood(asked.query, here)
    if sum(map(len, (query.condensed, *query.expansions))) > MAX_QUERY_CHARS:
        raise _too_long()
    found = here.retriever.retrieve(Search(query, asked.k, asked.ranker, asked.collection, asked.filters.filters()))
    body = found_to_wire(found)
    if asked.generate:
        answer = draft(here.answering, query, found)
        body["answer"] = {
            "outcome": answer.outcome.value,
            "answer": answer.text,
            "sentences": [{"text": s.text, "citations": list(s.citations)} for s in answer.sentences],
            "citations": [
                {"n": c.n, "id": c.id, "document_id": c.document_id, "quote": c.quote} for c in answer.citations
            ],
        }
    body["took_ms"] = round((time.perf_counter() - started) * 1000, 2)
    # Made here: the framework would first walk every passage to find what JSON does not know, and none is; written by
    # pydantic, whose writer is four times as fast as Python's own.
    return Response(_BODY.dump_json(body), media_type="application/json")


def _understood(text: str, here: Assembly) -> Query:
    if len(text) > MAX_QUERY_CHARS:
        raise _too_long()
    if not any(c.isalnum() for c in text):
        raise InvalidInput("the query has no letter or digit", code="empty_query", next_step="Write what to look for.")
    return here.understander.understand(text)


def _too_long() -> TooLarge:
    return TooLarge(f"a query may have {MAX_QUERY_CHARS:,} characters", next_step="Shorten it to the question.")
