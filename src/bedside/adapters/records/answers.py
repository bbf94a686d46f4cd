"""Answers as rows, byte for byte as they were sent, and what was said of them."""

from sqlalchemy import Connection, delete, func, insert, select

from bedside.adapters.records.database import Database
from bedside.adapters.records.schema import answers, feedback, insert_into
from bedside.errors import NotFound
from bedside.ports import Feedback, StoredAnswer


class SqlAnswerStore:
    """Answers and feedback in any database the schema fits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, answer: StoredAnswer) -> None:
        """Stores it; the same id again changes nothing, whatever it carries."""
        with self._database.write() as connection:
            statement = insert_into(connection, answers).values(
                answer_id=answer.answer_id,
                conversation_id=answer.conversation_id,
                person_id=answer.person_id,
                body=answer.body,
                evidence=answer.evidence,
                created_at=answer.created_at,
            )
            connection.execute(statement.on_conflict_do_nothing())

    def get(self, answer_id: str) -> StoredAnswer:
        """Returns it. Raises NotFound."""
        with self._database.read() as connection:
            row = connection.execute(select(answers).where(answers.c.answer_id == answer_id)).one_or_none()
        if row is None:
            raise _no_answer()
        return StoredAnswer(**row._asdict())

    def add_feedback(self, feedback: Feedback) -> None:
        """Adds it after what is there. Raises NotFound when there is no such answer."""
        with self._database.write() as connection:
            answer = select(answers.c.answer_id).where(answers.c.answer_id == feedback.answer_id).with_for_update()
            if connection.execute(answer).one_or_none() is None:
                raise _no_answer()
            _add(connection, feedback)

    def feedback(self, answer_id: str) -> list[Feedback]:
        """Returns all of it, oldest first; empty when nothing was said or there is no such answer."""
        statement = select(feedback).where(feedback.c.answer_id == answer_id).order_by(feedback.c.position)
        with self._database.read() as connection:
            rows = connection.execute(statement).all()
        return [Feedback(r.answer_id, r.verdict, r.comment, r.correction, r.by, r.created_at) for r in rows]

    def for_person(self, person_id: str) -> list[StoredAnswer]:
        """Returns the person's answers, oldest first; none for the anonymous."""
        if not person_id:
            return []
        statement = (
            select(answers).where(answers.c.person_id == person_id).order_by(answers.c.created_at, answers.c.answer_id)
        )
        with self._database.read() as connection:
            return [StoredAnswer(**row._asdict()) for row in connection.execute(statement)]

    def delete_person(self, person_id: str) -> int:
        """Removes the person's answers and their feedback; returns how many answers. The anonymous have none."""
        if not person_id:
            return 0
        with self._database.write() as connection:
            return connection.execute(delete(answers).where(answers.c.person_id == person_id)).rowcount


def _add(connection: Connection, said: Feedback) -> None:
    mine = feedback.c.answer_id == said.answer_id
    position = connection.execute(select(func.count()).select_from(feedback).where(mine)).scalar_one()
    connection.execute(
        insert(feedback).values(
            answer_id=said.answer_id,
            position=position,
            verdict=said.verdict,
            comment=said.comment,
            correction=said.correction,
            by=said.by,
            created_at=said.created_at,
        )
    )


def _no_answer() -> NotFound:
    return NotFound(
        "There is no such answer.",
        code="no_answer",
        next_step="Check the id: it stands in the answer, and beside each turn of `GET /conversations/{id}`.",
    )
