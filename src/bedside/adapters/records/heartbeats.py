"""Signs of life as rows, one for each loop: what a watchdog in another process reads."""

from collections.abc import Mapping

from sqlalchemy import case, select

from bedside.adapters.records.database import Database
from bedside.adapters.records.schema import insert_into
from bedside.adapters.records.watch_schema import heartbeats


class SqlHeartbeats:
    """The newest sign of life of each loop, in any database the schema fits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def beat(self, name: str, at_ms: int, detail: str = "") -> None:
        """Notes that a loop is alive; a time before the newest changes nothing."""
        with self._database.write() as connection:
            statement = insert_into(connection, heartbeats).values(name=name, at_ms=at_ms, detail=detail)
            is_newer = statement.excluded.at_ms >= heartbeats.c.at_ms
            newer = {
                column: case((is_newer, statement.excluded[column]), else_=heartbeats.c[column])
                for column in ("at_ms", "detail")
            }
            connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=newer))

    def beats(self) -> Mapping[str, int]:
        """Returns the newest time of each name."""
        with self._database.read() as connection:
            return {row.name: row.at_ms for row in connection.execute(select(heartbeats.c.name, heartbeats.c.at_ms))}
