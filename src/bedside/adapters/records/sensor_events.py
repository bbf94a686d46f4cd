"""Sensor events in any database the schema fits."""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select

from bedside.adapters.records.database import Database
from bedside.adapters.records.watch_schema import sensor_events
from bedside.ports import SensorEvent

_COLUMNS = (
    sensor_events.c.sequence,
    sensor_events.c.patient_id,
    sensor_events.c.signal,
    sensor_events.c.kind,
    sensor_events.c.at_ms,
    sensor_events.c.count,
)


class SqlSensorEvents:
    """Implements `bedside.ports.SensorEvents`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_many(self, events: Sequence[SensorEvent]) -> None:
        """Appends them, durable on return."""
        if not events:
            return
        with self._database.write() as connection:
            newest = connection.execute(select(func.max(sensor_events.c.sequence))).scalar() or 0
            rows = [
                {
                    "sequence": newest + place,
                    "patient_id": one.patient_id,
                    "signal": one.signal,
                    "kind": one.kind,
                    "at_ms": one.at_ms,
                    "count": one.count,
                }
                for place, one in enumerate(events, 1)
            ]
            connection.execute(insert(sensor_events), rows)

    def after(self, sequence: int, limit: int = 1000) -> list[tuple[int, SensorEvent]]:
        """Returns the events behind a sequence, in order, each with its own sequence."""
        wanted = select(*_COLUMNS).where(sensor_events.c.sequence > sequence).order_by(sensor_events.c.sequence)
        with self._database.read() as connection:
            return [(row[0], SensorEvent(*row[1:])) for row in connection.execute(wanted.limit(limit))]

    def drop(self, before_ms: int) -> None:
        """Forgets those that are older; the newest stays, so that sequences never begin anew."""
        newest = select(func.max(sensor_events.c.sequence)).scalar_subquery()
        with self._database.write() as connection:
            connection.execute(
                delete(sensor_events).where(sensor_events.c.at_ms < before_ms, sensor_events.c.sequence < newest)
            )
