"""What is remembered, over HTTP: conversations listed, read and deleted, a person exported and forgotten."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from bedside.assembly import Assembly
from bedside.core.memory.conversation import Conversation
from bedside.services.chatbot.schemas import ID
from bedside.services.web import parts
from bedside.usecases.remember import export_person, forget_person

router = APIRouter(tags=["memory"])
Here = Annotated[Assembly, Depends(parts)]


@router.get("/conversations")
def list_conversations(person_id: Annotated[str, Query(pattern=ID)], here: Here) -> dict[str, Any]:
    """Lists a person's conversations, newest first, each by its first question."""
    return {"conversations": [_head(found) for found in here.conversations.list(person_id)]}


@router.get("/conversations/{id}")
def get_conversation(id: str, here: Here) -> dict[str, Any]:
    """Returns a conversation whole."""
    found = here.conversations.get(id)
    turns = [{"role": t.role, "text": t.text, "at": _iso(t), "answer_id": t.answer_id or None} for t in found.turns]
    return _head(found) | {"turns": turns}


@router.delete("/conversations/{id}", status_code=204)
def delete_conversation(id: str, here: Here) -> Response:
    """Deletes a conversation with all its turns."""
    here.conversations.delete(id)
    return Response(status_code=204)


@router.get("/people/{id}/export")
def export(id: str, here: Here) -> dict[str, Any]:
    """Returns all that is held of a person: conversations, answers, feedback."""
    return export_person(here.conversations, here.answers, id)


@router.delete("/people/{id}")
def forget(id: str, here: Here) -> dict[str, Any]:
    """Deletes all that is held of a person; returns how much that was."""
    return asdict(forget_person(here.conversations, here.answers, id))


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
