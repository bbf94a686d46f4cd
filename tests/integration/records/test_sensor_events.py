"""What is known of sensors beside their readings, kept in order and forgotten in time."""

from bedside.adapters.records.sensor_events import SqlSensorEvents
from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.ports import SensorEvent


def event(n: int, kind: str = "lost") -> SensorEvent:
    return SensorEvent(f"p{n}", "spo2", kind, 1000 * n, n)


def test_events_come_back_in_order_behind_a_sequence_also_after_opening_anew(tmp_path) -> None:
    url = f"sqlite:///{tmp_path}/records.db"
    database = SqliteDatabase(url)
    SqlSensorEvents(database).put_many([event(1), event(2)])
    SqlSensorEvents(database).put_many([event(3, "refused")])
    database.close()
    database = SqliteDatabase(url)
    events = SqlSensorEvents(database)
    assert events.after(0) == [(1, event(1)), (2, event(2)), (3, event(3, "refused"))]
    assert events.after(2) == [(3, event(3, "refused"))]
    assert events.after(0, limit=1) == [(1, event(1))]
    database.close()


def test_old_events_are_forgotten_and_no_sequence_is_used_twice(tmp_path) -> None:
    database = SqliteDatabase(f"sqlite:///{tmp_path}/records.db")
    events = SqlSensorEvents(database)
    events.put_many([event(1), event(2), event(3)])
    events.drop(2_500)
    assert events.after(0) == [(3, event(3))]
    events.drop(10_000)
    events.put_many([event(4)])
    assert [sequence for sequence, _ in events.after(0)] == [3, 4]
    events.put_many([])
    database.close()
