"""Remembers an exchange, hands a person all that is kept of them, and forgets them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bedside.core.memory.conversation import Conversation, PinnedFact, Turn
from bedside.errors import InvalidInput
from bedside.ports import AnswerStore, ConversationStore, Feedback, StoredAnswer

_ALL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, as they are to be remembered."""

    conversation_id: str
    person_id: str
    question: str
    answer: str
    answer_id: str
    asked_at: datetime
    answered_at: datetime
    patient_id: str = ""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed of a person."""

    conversations: int
    answers: int


def remember_exchange(conversations: ConversationStore, exchange: Exchange) -> Conversation:
    """Appends question and answer together, so that no reader sees one without the other. Raises NotAllowed."""
    turns = (
        Turn("person", exchange.question, exchange.asked_at),
        Turn("bedside", exchange.answer, exchange.answered_at, exchange.answer_id, exchange.patient_id),
    )
    return conversations.append(exchange.conversation_id, exchange.person_id, turns, exchange.answered_at)


def export_person(
    conversations: ConversationStore, answers: AnswerStore, person_id: str, may_see: Callable[[str], bool]
) -> dict[str, Any]:
    """Returns everything kept of a person, ready for JSON: conversations whole, answers as sent, what was said of them.

    What tells the readings of a patient whom whoever asks may not see is left out, and counted under ``withheld``.
    Raises InvalidInput without a person: anonymous conversations belong to nobody.
    """
    _named(person_id)
    held, given = conversations.list(person_id, limit=_ALL), answers.for_person(person_id)
    shown = [conversations.get(one.conversation_id) for one in held if all(map(may_see, one.patients))]
    said = [one for one in given if not (told := told_of(one)) or may_see(told)]
    return {
        "person_id": person_id,
        "conversations": [_conversation(conversation) for conversation in shown],
        "answers": [_answer(answer, answers.feedback(answer.answer_id)) for answer in said],
        "withheld": {"conversations": len(held) - len(shown), "answers": len(given) - len(said)},
    }


def told_of(answer: StoredAnswer) -> str:
    """Returns the patient whose readings an answer tells, "" for none."""
    evidence = json.loads(answer.evidence)
    seen = evidence.get("patient")
    return str(seen["view"]["patient_id"]) if seen else ""


def patients_of_person(conversations: ConversationStore, answers: AnswerStore, person_id: str) -> Iterator[str]:
    """Yields the patients whose readings anything kept of a person tells, each once."""
    told = {told_of(one): None for one in answers.for_person(person_id)}
    told |= {one: None for held in conversations.list(person_id, limit=_ALL) for one in held.patients}
    yield from filter(None, told)


def forget_person(conversations: ConversationStore, answers: AnswerStore, person_id: str) -> Forgotten:
    """Removes all that is kept of a person; repeated, it removes what came in between. Raises InvalidInput."""
    _named(person_id)
    return Forgotten(
        answers=answers.delete_person(person_id),
        conversations=conversations.delete_person(person_id),
    )


def _named(person_id: str) -> None:
    if not person_id.strip():
        raise InvalidInput(
            "No person is named.",
            code="no_person",
            next_step="Name the person by id; an anonymous conversation is read and deleted by its own id.",
        )


def _conversation(conversation: Conversation) -> dict[str, Any]:
    return {
        "conversation_id": conversation.conversation_id,
        "created_at": _time(conversation.created_at),
        "updated_at": _time(conversation.updated_at),
        "summary": conversation.summary,
        "pinned_facts": [_fact(fact) for fact in conversation.pinned_facts],
        "turns": [
            {"role": turn.role, "text": turn.text, "at": _time(turn.at), "answer_id": turn.answer_id}
            for turn in conversation.turns
        ],
    }


def _fact(fact: PinnedFact) -> dict[str, str]:
    return {"kind": fact.kind, "value": fact.value, "stated_at": _time(fact.stated_at)}


def _answer(answer: StoredAnswer, said: list[Feedback]) -> dict[str, Any]:
    return {
        "answer_id": answer.answer_id,
        "conversation_id": answer.conversation_id,
        "created_at": _time(answer.created_at),
        "body": answer.body.decode(errors="replace"),
        "evidence": answer.evidence.decode(errors="replace"),
        "feedback": [
            {
                "verdict": one.verdict,
                "comment": one.comment,
                "correction": one.correction,
                "by": one.by,
                "created_at": _time(one.created_at),
            }
            for one in said
        ],
    }


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
