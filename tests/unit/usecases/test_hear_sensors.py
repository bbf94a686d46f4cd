"""What is known of sensors reaches the scorer of the patient's shard, once, and nothing that is too old."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bedside.adapters.records.sensor_events import SqlSensorEvents
from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.ports import SensorEvent
from bedside.usecases.hear_sensors import HearSensors

NOW = 1_770_000_000_000
HOUR = 3_600_000


@dataclass
class Heard:
    """A scorer that only listens."""

    told: list[tuple] = field(default_factory=list)

    def tell_status(self, patient_id: str, signals: Sequence[str], at_ms: int, *, is_lost: bool) -> None:
        self.told.append((patient_id, tuple(signals), at_ms, is_lost))

    def tell_refused(self, patient_id: str, counts: dict[str, int], at_ms: int) -> None:
        self.told.append((patient_id, counts, at_ms))


@pytest.fixture
def events(tmp_path):
    database = SqliteDatabase(f"sqlite:///{tmp_path}/records.db")
    yield SqlSensorEvents(database)
    database.close()


def hearing(events: SqlSensorEvents, *scorers: Heard, now_ms: int = NOW) -> HearSensors:
    return HearSensors(events, scorers, lambda patient: int(patient[1:]) % len(scorers), lambda: now_ms)


def test_each_event_is_told_once_to_the_scorer_of_its_patient(events) -> None:
    even, odd = Heard(), Heard()
    hear = hearing(events, even, odd)
    events.put_many([SensorEvent("p1", "spo2", "lost", NOW), SensorEvent("p2", "spo2", "online", NOW)])
    assert hear.work()
    assert not hear.work()
    assert odd.told == [("p1", ("spo2",), NOW, True)]
    assert even.told == [("p2", ("spo2",), NOW, False)]


def test_a_bed_that_is_lost_is_lost_in_all_that_its_monitor_sends(events) -> None:
    scorer = Heard()
    events.put_many([SensorEvent("p1", "", "lost", NOW)])
    hearing(events, scorer).work()
    assert scorer.told == [("p1", ("heart_rate", "pulse_rate", "respiratory_rate", "spo2"), NOW, True)]


def test_refusals_are_added_up_by_patient_and_signal(events) -> None:
    scorer = Heard()
    events.put_many([SensorEvent("p1", "spo2", "refused", NOW, 2), SensorEvent("p1", "spo2", "refused", NOW, 3)])
    hearing(events, scorer).work()
    assert scorer.told == [("p1", {"spo2": 5}, NOW)]


def test_after_a_restart_old_refusals_say_nothing_and_a_lost_sensor_is_still_lost(events) -> None:
    old = NOW - 10 * 60_000
    events.put_many([SensorEvent("p1", "spo2", "refused", old), SensorEvent("p1", "spo2", "lost", old)])
    scorer = Heard()
    hearing(events, scorer).work()
    assert scorer.told == [("p1", ("spo2",), old, True)]


def test_what_is_older_than_an_hour_is_neither_told_nor_kept(events) -> None:
    events.put_many([SensorEvent("p1", "spo2", "lost", NOW - HOUR - 1), SensorEvent("p2", "spo2", "lost", NOW)])
    scorer = Heard()
    hearing(events, scorer).work()
    assert [one[0] for one in scorer.told] == ["p2"]
    assert [event.patient_id for _, event in events.after(0)] == ["p2"]
