"""What is remembered, over HTTP: conversations listed, read and deleted, a person exported and forgotten.

What tells a patient's readings is for who may see that patient: lists and exports leave it out, the others refuse.
"""

from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from bedside.assembly import Assembly
from bedside.core.memory.conversation import Conversation
from bedside.services.chatbot.schemas import ID
from bedside.services.policy import PersonId, let_see
from bedside.services.web import parts
from bedside.usecases.remember import export_person, forget_person, patients_of_person

router = APIRouter(tags=["memory"])
Here = Annotated[Assembly, Depends(parts)]


@router.get("/conversations")
def list_conversations(person_id: Annotated[str, Query(pattern=ID)], here: Here) -> dict[str, Any]:
    """Lists a person's conversations, newest first, each by its first question."""
    may_see = partial(here.may_see, person_id)
    held = here.conversations.list(person_id)
    return {"conversations": [_head(found) for found in held if all(map(may_see, found.patients))]}


@router.get("/conversations/{id}")
def get_conversation(id: str, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Returns a conversation whole."""
    found = _let_see(here, person_id, here.conversations.get(id))
    turns = [{"role": t.role, "text": t.text, "at": _iso(t), "answer_id": t.answer_id or None} for t in found.turns]
    return _head(found) | {"turns": turns}


@router.delete("/conversations/{id}", status_code=204)
def delete_conversation(id: str, here: Here, person_id: PersonId = "") -> Response:
    """Deletes a conversation with all its turns."""
    _let_see(here, person_id, here.conversations.get(id))
    here.conversations.delete(id)
    return Response(status_code=204)


@router.get("/people/{id}/export")
def export(id: str, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Returns all that is held of a person: conversations, answers, feedback."""
    return export_person(here.conversations, here.answers, id, partial(here.may_see, person_id))


@router.delete("/people/{id}")
def forget(id: str, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Deletes all that is held of a person; returns how much that was."""
    for patient_id in patients_of_person(here.conversations, here.answers, id):
        let_see(here, person_id, patient_id)
    return asdict(forget_person(here.conversations, here.answers, id))


def _let_see(here: Assembly, person_id: str, found: Conversation) -> Conversation:
    """Returns a conversation that the person may read. Raises NotAllowed."""
    for patient_id in found.patients:
        let_see(here, person_id, patient_id)
    return found


def _head(found: Conversation) -> dict[str, Any]:
    facts = [
        {"kind": f.kind, "value": f.value, "stated_at": f.stated_at.isoformat().replace("+00:00", "Z")}
        for f in found.pinned_facts
    ]
    asked = next((turn.text for turn in found.turns if turn.role == "person"), found.summary)
    return {
        "conversation_id": found.conversation_id,
        "person_id": found.person_id or None,
        "title": asked[:80],
        "summary": found.summary,
        "pinned_facts": facts,
        "turn_count": found.turn_count,
        "created_at": found.created_at.isoformat().replace("+00:00", "Z"),
        "updated_at": found.updated_at.isoformat().replace("+00:00", "Z"),
    }


def _iso(turn: Any) -> str:
    return str(turn.at.isoformat()).replace("+00:00", "Z")
