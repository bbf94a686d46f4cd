"""Who entered a reading by hand, as rows beside the log: devices have no name to keep, so the log has no place for one.

A reading that is sent again keeps the name it had first.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from bedside.adapters.records.database import Database
from bedside.adapters.records.schema import insert_into
from bedside.adapters.records.watch_schema import entries

_MANY = 500  # values in one IN list; engines limit it


class SqlEntries:
    """Names by the reading's ``event_id``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, event_ids: Iterable[str], by: str) -> None:
        """Notes who entered these, durable on return."""
        rows = [{"event_id": one, "by": by} for one in event_ids]
        if rows:
            with self._database.write() as connection:
                connection.execute(insert_into(connection, entries).on_conflict_do_nothing(), rows)

    def by(self, event_ids: Sequence[str]) -> Mapping[str, str]:
        """Returns who entered those of which it is known."""
        found: dict[str, str] = {}
        with self._database.read() as connection:
            for start in range(0, len(event_ids), _MANY):
                wanted = entries.c.event_id.in_(event_ids[start : start + _MANY])
                found |= {row.event_id: row.by for row in connection.execute(select(entries).where(wanted))}
        return found
