"""`POST /retrieve`: passages for a question, and the answer too where it is asked for."""

import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from bedside.assembly import Assembly
from bedside.core.answering.retrieval import Search
from bedside.errors import InvalidInput
from bedside.messages.query import query_from_wire
from bedside.messages.retrieval import found_to_wire
from bedside.services.rag.schemas import RetrieveIn
from bedside.services.web import parts
from bedside.usecases.ask_question import draft

router = APIRouter(tags=["retrieval"])


@router.post("/retrieve")
def retrieve(asked: RetrieveIn, here: Annotated[Assembly, Depends(parts)]) -> dict[str, Any]:
    """Finds passages, best first."""
    started = time.perf_counter()
    if not any(c.isalnum() for c in asked.query):
        raise InvalidInput("the query has no letter or digit", code="empty_query", next_step="Write what to look for.")
    query = query_from_wire(asked.understood) if asked.understood else here.understander.understand(asked.query)
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
    return body | {"took_ms": round((time.perf_counter() - started) * 1000, 2)}
