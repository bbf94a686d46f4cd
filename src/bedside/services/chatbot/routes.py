"""`POST /chat`: a question answered, as JSON or as a stream of events; answers shown again; feedback."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from bedside.assembly import Assembly, now
from bedside.errors import BedsideError
from bedside.ports import Feedback
from bedside.services import problems
from bedside.services.chatbot.schemas import ChatIn, FeedbackIn
from bedside.services.policy import PersonId, let_see
from bedside.services.web import parts
from bedside.usecases.ask_question import stream
from bedside.usecases.record_feedback import record_feedback
from bedside.usecases.remember import told_of
from bedside.usecases.speak_answer import Event

router = APIRouter(tags=["chat"])
Here = Annotated[Assembly, Depends(parts)]


@router.post("/chat", response_class=Response)
def chat(asked: ChatIn, here: Here, request: Request) -> Response:
    """Answers a message. With ``stream`` the events triage, passages, token, citation, warning and done are sent."""
    events = stream(here.answering, asked.question())
    # What can fail fails before the first byte, so that the status tells it: triage, then finding passages.
    first = next(events)
    opened = chain([first] if isinstance(first.data, dict) and first.data["outcome"] else [first, next(events)], events)
    counted = _counted(opened, request)
    if asked.stream:
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        return StreamingResponse(_as_sse(counted), media_type="text/event-stream", headers=headers)
    *_, done = counted
    return Response(done.data, media_type="application/json")


def _counted(events: Iterator[Event], request: Request) -> Iterator[Event]:
    for event in events:
        if isinstance(event.data, bytes):
            request.app.state.metrics.answers.labels(json.loads(event.data)["outcome"]).inc()
        yield event


def _as_sse(events: Iterator[Event]) -> Iterator[bytes]:
    try:
        for event in events:
            data = event.data.decode() if isinstance(event.data, bytes) else json.dumps(event.data, ensure_ascii=False)
            yield format_sse_event(data_str=data, event=event.name)
    except BedsideError as error:
        # The status has left already: the problem travels as an event.
        yield format_sse_event(data_str=json.dumps(problems.body_of(error)), event="error")


@router.get("/answers/{id}")
def get_answer(id: str, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Returns an answer as it was given, with its evidence and feedback, to who may see the patient in it."""
    stored = here.answers.get(id)
    let_see(here, person_id, told_of(stored) or None)
    body, evidence = json.loads(stored.body), json.loads(stored.evidence)
    said = [
        {
            "verdict": f.verdict,
            "comment": f.comment,
            "correction": f.correction,
            "by": f.by,
            "created_at": f.created_at.isoformat().replace("+00:00", "Z"),
        }
        for f in here.answers.feedback(id)
    ]
    created = stored.created_at.isoformat().replace("+00:00", "Z")
    shown: dict[str, Any] = body | {"evidence": evidence, "feedback": said, "created_at": created}
    return shown


@router.post("/answers/{id}/feedback")
def give_feedback(id: str, given: FeedbackIn, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Stores what somebody says of an answer; returns the answer with all feedback."""
    let_see(here, person_id, told_of(here.answers.get(id)) or None)
    record_feedback(here.answers, Feedback(id, given.verdict, given.comment, given.correction, given.by, now()))
    return get_answer(id, here, person_id)
