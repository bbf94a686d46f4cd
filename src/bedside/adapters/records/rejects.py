"""What could not be taken, in quarantine, in any SQL database that SQLAlchemy speaks."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, func, select, update

from bedside.adapters.records.database import Database
from bedside.adapters.records.schema import insert_into
from bedside.adapters.records.watch_schema import rejects
from bedside.errors import NotFound
from bedside.ports.rejects import Reject

_AT_ONCE = 2000


class SqlRejectStore:
    """Satisfies `ports.RejectStore`. Takes the process's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_many(self, given: Sequence[Reject]) -> None:
        """Stores all or none; the same id again changes nothing."""
        if not given:
            return
        rows = [_row(reject) for reject in given]
        with self._database.write() as connection:
            statement = insert_into(connection, rejects).on_conflict_do_nothing()
            for at in range(0, len(rows), _AT_ONCE):
                connection.execute(statement, rows[at : at + _AT_ONCE])

    def get(self, reject_id: str) -> Reject:
        """Returns it. Raises NotFound."""
        with self._database.read() as connection:
            row = connection.execute(select(rejects).where(rejects.c.reject_id == reject_id)).one_or_none()
        if row is None:
            raise _no_reject()
        return Reject(**row._asdict())

    def waiting(self, limit: int = 100) -> list[Reject]:
        """Returns the newest that were not replayed, newest first."""
        statement = (
            select(rejects)
            .where(rejects.c.replayed_ms.is_(None))
            .order_by(rejects.c.received_ms.desc(), rejects.c.reject_id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [Reject(**row._asdict()) for row in connection.execute(statement)]

    def mark_replayed(self, reject_id: str, at_ms: int) -> None:
        """Notes that it was taken; the first time stays. Raises NotFound."""
        mine = rejects.c.reject_id == reject_id
        with self._database.write() as connection:
            if connection.execute(select(rejects.c.reject_id).where(mine)).one_or_none() is None:
                raise _no_reject()
            connection.execute(update(rejects).where(mine, rejects.c.replayed_ms.is_(None)).values(replayed_ms=at_ms))

    def drop(self, before_ms: int, keep: int) -> int:
        """Removes those received before the time, and before the newest ``keep``; returns how many."""
        with self._database.write() as connection:
            newest = select(rejects.c.received_ms).order_by(rejects.c.received_ms.desc()).offset(keep).limit(1)
            beyond = connection.execute(newest).scalar_one_or_none()
            bound = before_ms if beyond is None else max(before_ms, beyond)
            return connection.execute(delete(rejects).where(rejects.c.received_ms < bound)).rowcount

    def count(self, after_ms: int | None = None, but: Collection[str] = ()) -> int:
        """Returns how many wait; with ``after_ms`` of those received later, and not those refused for ``but``."""
        statement = select(func.count()).select_from(rejects).where(rejects.c.replayed_ms.is_(None))
        if after_ms is not None:
            statement = statement.where(rejects.c.received_ms > after_ms)
        if but:
            statement = statement.where(rejects.c.reason.not_in(but))
        with self._database.read() as connection:
            return int(connection.execute(statement).scalar_one())


def _row(reject: Reject) -> dict[str, Any]:
    return {column.name: getattr(reject, column.name) for column in rejects.columns}


def _no_reject() -> NotFound:
    return NotFound(
        "There is no such reading in quarantine.",
        code="no_reject",
        next_step="Check the id: `GET /ingest/rejects` lists those that wait.",
    )
