"""Readings are taken in once, refused with their reason, and acknowledged when log and quarantine have them."""

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.adapters.records.rejects import SqlRejectStore
from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.core.vitals.raw_columns import raw_of_readings
from bedside.core.vitals.reading import Reading, Reason, Unread
from bedside.errors import Unavailable
from bedside.messages.readings import readings_of
from bedside.ports.rejects import Reject
from bedside.testing.contracts.reading_log import kept
from bedside.testing.offers import NOW_MS
from bedside.usecases import record_readings
from bedside.usecases.readings_to_keep import Came, of_columns, of_few
from bedside.usecases.record_readings import RecordReadings
from unit.core.vitals.test_intake import any_reading

HOUR_MS = 3_600_000


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteReadingLog]:
    with closing(SqliteReadingLog(f"sqlite:///{tmp_path}/log.sqlite")) as opened:
        yield opened


@pytest.fixture
def rejects(tmp_path: Path) -> Iterator[SqlRejectStore]:
    with closing(SqliteDatabase(f"sqlite:///{tmp_path}/records.sqlite")) as database:
        yield SqlRejectStore(database)


@pytest.fixture
def intake(log: SqliteReadingLog, rejects: SqlRejectStore) -> RecordReadings:
    return RecordReadings(log, rejects, lambda: NOW_MS)


def reading(value: float | str = 72.0, **changes: Any) -> Reading:
    made = Reading(patient_id="p-1", signal="heart_rate", value=value, unit="/min", observed_at=NOW_MS - 1000)
    return replace(made, **changes)


def statuses(intake: RecordReadings, *readings: Reading) -> list[str]:
    return [one.status for one in intake.record(readings, "json").results()]


def test_each_reading_has_its_result_in_the_order_given(intake: RecordReadings, log: SqliteReadingLog) -> None:
    given = [
        reading(event_id="a"),
        reading(unit="K", event_id="b"),
        reading(event_id="a"),
        reading(event_id="a", value=90.0),
        reading(event_id="c", observed_at=NOW_MS - 25 * HOUR_MS),
    ]
    found = [(one.event_id, one.status, one.reason, one.field) for one in intake.record(given, "json").results()]
    assert found == [
        ("a", "accepted", "", ""),
        ("b", "rejected", "unknown_unit", "unit"),
        ("a", "duplicate", "", ""),
        ("a", "rejected", "conflicting", "event_id"),
        ("c", "late", "", ""),
    ]
    assert [(one.event_id, one.late, one.source) for one in kept(log)] == [("a", False, "json"), ("c", True, "json")]


def test_a_device_that_uses_a_sequence_twice_is_told_so(intake: RecordReadings) -> None:
    one = reading(device_id="d", sequence=1)
    (_, other) = intake.record([one, replace(one, value=80.0)], "json").results()
    assert (other.reason, other.field) == ("conflicting", "sequence")


@pytest.mark.parametrize(("older_ms", "status"), [(24 * HOUR_MS, "accepted"), (24 * HOUR_MS + 1, "late")])
def test_older_than_the_horizon_is_late(intake: RecordReadings, older_ms: int, status: str) -> None:
    assert statuses(intake, reading(observed_at=NOW_MS - older_ms)) == [status]


def test_what_is_refused_waits_in_quarantine_as_it_came(intake: RecordReadings, rejects: SqlRejectStore) -> None:
    intake.record([reading(), reading(unit="K", value=98.6, device_id="d")], "mqtt:ICU")
    (waits,) = rejects.waiting()
    assert (waits.reason, waits.field, waits.source, waits.raw_ref) == ("unknown_unit", "unit", "mqtt:ICU", "reading 1")
    assert json.loads(waits.raw)["value"] == 98.6
    assert json.loads(waits.raw)["device_id"] == "d"


def test_a_message_sent_again_is_in_quarantine_once(intake: RecordReadings, rejects: SqlRejectStore) -> None:
    for _ in range(2):
        intake.record([reading(unit="K")], "json")
    assert len(rejects.waiting()) == 1


class Failing(SqlRejectStore):
    fails = True

    def put_many(self, given: Sequence[Reject]) -> None:
        if self.fails:
            raise Unavailable("the disk of the records is full")
        super().put_many(given)


def test_where_quarantine_fails_nothing_is_acknowledged_and_a_repeat_doubles_nothing(
    log: SqliteReadingLog, tmp_path: Path
) -> None:
    with closing(SqliteDatabase(f"sqlite:///{tmp_path}/records.sqlite")) as database:
        store = Failing(database)
        intake = RecordReadings(log, store, lambda: NOW_MS)
        given = (reading(event_id="a"), reading(unit="K"))
        with pytest.raises(Unavailable):
            intake.record(given, "json")
        store.fails = False
        assert statuses(intake, *given) == ["duplicate", "rejected"]
        assert ([one.event_id for one in kept(log)], len(store.waiting())) == (["a"], 1)


def test_where_the_log_fails_nothing_is_quarantined(
    intake: RecordReadings, log: SqliteReadingLog, rejects: Any
) -> None:
    log.close()
    with pytest.raises(Unavailable):
        intake.record([reading(), reading(unit="K")], "json")
    assert rejects.waiting() == []


def test_a_refused_reading_is_taken_after_correction(
    intake: RecordReadings, log: SqliteReadingLog, rejects: SqlRejectStore
) -> None:
    intake.record([reading(unit="K")], "json")
    (waits,) = rejects.waiting()
    assert intake.replay(waits.reject_id, [reading(value=500.0)], "json").reasons() == {"impossible_value": 1}
    assert len(rejects.waiting()) == 1
    assert intake.replay(waits.reject_id, [reading()], "json").results()[0].status == "accepted"
    assert rejects.waiting() == []
    assert [one.value for one in kept(log)] == [72.0]


def test_all_that_came_is_told_to_be_counted(intake: RecordReadings) -> None:
    told: list[tuple[str, int, dict[str, int]]] = []
    intake.told = lambda recorded, source: told.append((source, len(recorded.status), recorded.reasons()))
    intake.record([reading(), reading(unit="K"), reading(signal="x")], "mqtt:ICU")
    assert told == [("mqtt:ICU", 3, {"unknown_signal": 1, "unknown_unit": 1})]


def test_columns_are_taken_in_with_their_row_in_quarantine(intake: RecordReadings, rejects: SqlRejectStore) -> None:
    batch = pa.record_batch(
        {
            "patient_id": ["p", "p", "p"],
            "signal": ["heart_rate"] * 3,
            "value": [72.0, float("nan"), 73.0],
            "unit": ["/min"] * 3,
            "observed_at": pa.array([NOW_MS] * 3, pa.timestamp("ms", "UTC")),
        }
    )
    recorded = intake.record_columns(batch, "arrow")
    assert [one.status for one in recorded.results()] == ["accepted", "rejected", "accepted"]
    (waits,) = rejects.waiting()
    assert waits.raw_ref == "reading 1"
    assert json.loads(waits.raw)["value"] == "nan"


def entries(count: int) -> list[Reading | Unread]:
    chance = random.Random(3)
    unread = (
        Unread(Reason.MALFORMED, "value", "e"),
        Unread(Reason.NOT_A_TIME, "observed_at"),
        Unread(Reason.MALFORMED, ""),
    )
    return [chance.choice(unread) if chance.random() < 0.1 else any_reading(chance) for _ in range(count)]


def test_few_readings_are_kept_exactly_as_columns_are() -> None:
    given, came = entries(4000), Came(1_772_366_400_000, 1_772_366_400_000 - 24 * HOUR_MS, "json")
    few, columns = of_few(given, came), of_columns(raw_of_readings(given), came)
    assert few.event_ids == columns.event_ids
    for name in ("reason", "kept", "late", "has_event_id"):
        assert getattr(few, name).tolist() == getattr(columns, name).tolist(), name
    refused = few.reason != 255
    assert few.field[refused].tolist() == columns.field[refused].tolist()
    assert few.offered.identities.tolist() == columns.offered.identities.tolist()
    assert few.offered.contents.tolist() == columns.offered.contents.tolist()
    assert list(readings_of(few.offered.readings)) == list(readings_of(columns.offered.readings))
    assert 0 < len(few.kept) < 4000
    assert len(np.unique(few.offered.contents)) > 1000


def test_many_readings_go_the_way_of_columns(
    intake: RecordReadings, log: SqliteReadingLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_readings, "of_few", None)
    recorded = intake.record([reading(event_id=f"e-{n}") for n in range(101)], "json")
    assert recorded.counts()[0] == len(kept(log)) == 101


def test_an_empty_message_is_nothing(intake: RecordReadings, log: SqliteReadingLog) -> None:
    assert intake.record([], "json").results() == []
    assert log.end(0) == 0
