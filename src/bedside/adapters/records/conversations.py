"""Conversations as rows: turns in order, the summary of those that left the window, and the pinned facts.

An append reads and writes in one transaction, so that two writers never overwrite each other's summary or facts.
"""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from bedside.adapters.records.database import Database
from bedside.adapters.records.schema import answers, conversations, insert_into, pinned_facts, turns
from bedside.core.memory.conversation import Conversation, PinnedFact, Turn
from bedside.core.memory.pinned import merge
from bedside.core.memory.pinned import pinned_facts as facts_of
from bedside.core.memory.summary import KEPT_TURNS, summarise
from bedside.errors import NotFound, foreign_conversation


class SqlConversationStore:
    """Conversations in any database the schema fits. Those of person "" are reachable by their own id alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, conversation_id: str) -> Conversation:
        """Returns it whole. Raises NotFound."""
        with self._database.read() as connection:
            return _whole(connection, conversation_id)

    def append(self, conversation_id: str, person_id: str, turns: Sequence[Turn], at: datetime) -> Conversation:
        """Adds turns in order and refreshes summary and facts, all or nothing; returns the conversation whole.

        Raises NotAllowed when it is another person's; an anonymous one stays anonymous.
        """
        with self._database.write() as connection:
            head = _head(connection, conversation_id, person_id, at)
            if head.person_id != person_id:
                raise foreign_conversation()
            _add_turns(connection, conversation_id, head.turn_count, turns)
            _add_facts(connection, conversation_id, turns)
            _refresh(connection, head, head.turn_count + len(turns), at)
            return _whole(connection, conversation_id)

    def list(self, person_id: str, limit: int = 100) -> builtins.list[Conversation]:
        """Returns the person's conversations with their first turn alone, newest first; none for the anonymous."""
        if not person_id:
            return []
        statement = (
            select(conversations)
            .where(conversations.c.person_id == person_id)
            .order_by(conversations.c.updated_at.desc(), conversations.c.conversation_id)
            .limit(limit)
        )
        with self._database.read() as connection:
            heads = connection.execute(statement).all()
            return [_value(connection, head, _turns(connection, head.conversation_id, 0, 1)) for head in heads]

    def delete(self, conversation_id: str) -> None:
        """Removes it with turns and facts, and the link from its answers. Raises NotFound."""
        with self._database.write() as connection:
            removed = connection.execute(
                delete(conversations).where(conversations.c.conversation_id == conversation_id)
            ).rowcount
            if not removed:
                raise _no_conversation()
            connection.execute(
                update(answers).where(answers.c.conversation_id == conversation_id).values(conversation_id="")
            )

    def delete_person(self, person_id: str) -> int:
        """Removes all of a person's conversations; returns how many. The anonymous have none."""
        if not person_id:
            return 0
        with self._database.write() as connection:
            theirs = select(conversations.c.conversation_id).where(conversations.c.person_id == person_id)
            connection.execute(update(answers).where(answers.c.conversation_id.in_(theirs)).values(conversation_id=""))
            return connection.execute(delete(conversations).where(conversations.c.person_id == person_id)).rowcount


def _no_conversation() -> NotFound:
    return NotFound(
        "There is no such conversation.",
        code="no_conversation",
        next_step="Check the id; `GET /conversations?person_id=` lists a person's.",
    )


def _head(connection: Connection, conversation_id: str, person_id: str, at: datetime) -> Row[Any]:
    """Returns the conversation's row, locked for this transaction and made if needed."""
    made = insert_into(connection, conversations).values(
        conversation_id=conversation_id,
        person_id=person_id,
        summary="",
        summarised=0,
        turn_count=0,
        created_at=at,
        updated_at=at,
    )
    connection.execute(made.on_conflict_do_nothing())
    statement = select(conversations).where(conversations.c.conversation_id == conversation_id).with_for_update()
    return connection.execute(statement).one()


def _add_turns(connection: Connection, conversation_id: str, count: int, added: Sequence[Turn]) -> None:
    rows = [
        {
            "conversation_id": conversation_id,
            "position": position,
            "role": turn.role,
            "text": turn.text,
            "at": turn.at,
            "answer_id": turn.answer_id,
            "patient_id": turn.patient_id,
        }
        for position, turn in enumerate(added, count)
    ]
    if rows:
        connection.execute(insert(turns), rows)


def _add_facts(connection: Connection, conversation_id: str, added: Sequence[Turn]) -> None:
    stated = [fact for turn in added if turn.role == "person" for fact in facts_of(turn.text, turn.at)]
    if not stated:
        return
    known = _facts(connection, conversation_id)
    merged = merge(known, stated)
    if merged == list(known):
        return
    rows = [
        {
            "conversation_id": conversation_id,
            "position": position,
            "kind": fact.kind,
            "value": fact.value,
            "stated_at": fact.stated_at,
        }
        for position, fact in enumerate(merged)
    ]
    connection.execute(delete(pinned_facts).where(pinned_facts.c.conversation_id == conversation_id))
    connection.execute(insert(pinned_facts), rows)


def _refresh(connection: Connection, head: Row[Any], turn_count: int, at: datetime) -> None:
    """Takes the turns that have left the window into the summary, each once."""
    end = max(turn_count - KEPT_TURNS, head.summarised)
    older = _turns(connection, head.conversation_id, head.summarised, end)
    connection.execute(
        update(conversations)
        .where(conversations.c.conversation_id == head.conversation_id)
        .values(
            summary=summarise(head.summary, older) if older else head.summary,
            summarised=end,
            turn_count=turn_count,
            updated_at=max(head.updated_at, at),
        )
    )


def _turns(connection: Connection, conversation_id: str, start: int = 0, end: int | None = None) -> tuple[Turn, ...]:
    statement = select(turns).where(turns.c.conversation_id == conversation_id, turns.c.position >= start)
    if end is not None:
        statement = statement.where(turns.c.position < end)
    rows = connection.execute(statement.order_by(turns.c.position))
    return tuple(Turn(row.role, row.text, row.at, row.answer_id, row.patient_id) for row in rows)


def _facts(connection: Connection, conversation_id: str) -> tuple[PinnedFact, ...]:
    statement = (
        select(pinned_facts).where(pinned_facts.c.conversation_id == conversation_id).order_by(pinned_facts.c.position)
    )
    return tuple(PinnedFact(row.kind, row.value, row.stated_at) for row in connection.execute(statement))


def _whole(connection: Connection, conversation_id: str) -> Conversation:
    statement = select(conversations).where(conversations.c.conversation_id == conversation_id)
    head = connection.execute(statement).one_or_none()
    if head is None:
        raise _no_conversation()
    return _value(connection, head, _turns(connection, conversation_id))


def _patients(connection: Connection, conversation_id: str) -> tuple[str, ...]:
    told = turns.c.patient_id
    statement = select(told).where(turns.c.conversation_id == conversation_id, told != "").distinct().order_by(told)
    return tuple(connection.execute(statement).scalars())


def _value(connection: Connection, head: Row[Any], all_turns: tuple[Turn, ...]) -> Conversation:
    return Conversation(
        conversation_id=head.conversation_id,
        person_id=head.person_id,
        turns=all_turns,
        summary=head.summary,
        pinned_facts=_facts(connection, head.conversation_id),
        created_at=head.created_at,
        updated_at=head.updated_at,
        turn_count=head.turn_count,
        patients=_patients(connection, head.conversation_id),
    )
