"""What becomes of what a door found: each part has its outcome, and all of it is durable together."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bedside.core.vitals.reading import Reading, Reason
from bedside.errors import Unavailable
from bedside.messages.found import Absent, Bed, Measured, Unread
from bedside.usecases.take_found import Sent
from conformance.intake import NOW, Intake


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    opened = Intake(tmp_path)
    yield opened
    opened.close()


def measured(patient: str = "p1", value: float = 72, bed: Bed | None = None, at_ms: int = NOW) -> Measured:
    reading = Reading(patient_id=patient, signal="heart_rate", value=value, unit="/min", observed_at=at_ms)
    return Measured(reading, f"value {value}", bed)


UNREAD = Unread(Reason.NO_TIME, "observed_at", "value 0")


def test_parts_of_many_messages_go_in_together_and_each_has_its_outcome(intake: Intake) -> None:
    messages = [
        Sent([measured(), UNREAD, Absent("nothing")], b"first", "one"),
        Sent([], b"empty"),
        Sent([measured(), measured(value=5000)], b"second"),
    ]
    outcomes = intake.found.take(messages, "test")
    assert [[one.status for one in parts] for parts in outcomes] == [
        ["accepted", "rejected", "absent"],
        [],
        ["duplicate", "rejected"],
    ]
    assert [one.reason for parts in outcomes for one in parts if one.reason] == [
        Reason.NO_TIME,
        Reason.IMPOSSIBLE_VALUE,
    ]
    kept = {one.reason: (one.raw_ref, one.raw) for one in intake.rejects.waiting()}
    assert kept["no_time"] == ("one value 0", b"first")


def test_a_reading_of_a_bed_goes_to_who_lay_there_at_its_time(intake: Intake) -> None:
    intake.admit("ICU", "7", "first", "2026-03-01T11:00:00Z")
    intake.admit("ICU", "7", "second", "2026-03-01T12:00:00Z")
    bed = Bed("ICU", "7")
    change = NOW - 5 * 60_000
    intake.found.take([Sent([measured("", 72, bed, change + at) for at in (-1, 0, 1)], b"")], "test")
    assert sorted((one.patient_id, one.observed_at_ms - change) for one in intake.readings()) == [
        ("first", -1),
        ("second", 0),
        ("second", 1),
    ]


@pytest.mark.parametrize("ids", [{}, {"event_id": "e"}, {"device_id": "d", "sequence": 7}])
def test_a_beds_reading_sent_again_is_a_repeat_though_another_lies_there_by_now(
    intake: Intake, ids: dict[str, Any]
) -> None:
    found = measured("", 72, Bed("ICU", "7"))
    sent = Sent([replace(found, reading=replace(found.reading, **ids))], b"message")
    statuses = []
    for patient, at in (("first", "11:00"), ("second", "12:00"), ("third", "12:01")):
        intake.admit("ICU", "7", patient, f"2026-03-01T{at}:00Z")
        statuses.append(intake.found.take([sent], "test")[0][0].status)
    assert statuses == ["accepted", "duplicate", "duplicate"]
    assert [one.patient_id for one in intake.readings()] == ["first"]


def test_one_value_of_two_beds_is_two_readings_and_that_by_another_door_a_repeat(intake: Intake) -> None:
    for bed in ("7", "8"):
        intake.admit("ICU", bed, f"in-{bed}", "2026-03-01T11:00:00Z")
        (new,) = intake.found.take([Sent([measured("", 72, Bed("ICU", bed))], b"")], "a")
        assert new[0].status == "accepted"
    (again,) = intake.found.take([Sent([measured("in-7", 72)], b"")], "b")
    assert again[0].status == "duplicate"
    assert sorted(one.patient_id for one in intake.readings()) == ["in-7", "in-8"]


def test_a_reading_of_an_empty_bed_is_kept_in_a_form_that_can_be_sent_again(intake: Intake) -> None:
    ((outcome,),) = intake.found.take([Sent([measured("", 72, Bed("ICU", "9"))], b"message")], "test")
    assert (outcome.status, outcome.reason) == ("rejected", Reason.NO_PATIENT_IN_BED)
    (kept,) = intake.rejects.waiting()
    again = json.loads(kept.raw)
    assert (again["signal"], again["value"], again["patient_id"]) == ("heart_rate", 72, "")
    assert again["observed_at"] == "2026-03-01T12:05:00.000Z"


def test_what_is_foreseen_takes_nothing(intake: Intake) -> None:
    parts = [measured(), measured(value=5000), UNREAD, Absent("x"), measured("", 72, Bed("ICU", "9"))]
    (foreseen,) = intake.found.foresee([Sent(parts, b"")])
    assert [one.reason for one in foreseen] == [Reason.IMPOSSIBLE_VALUE, Reason.NO_TIME, Reason.NO_PATIENT_IN_BED]
    assert intake.readings() == []
    assert intake.rejects.waiting() == []


def test_what_is_foreseen_is_what_happens(intake: Intake) -> None:
    parts = [measured(value=value) for value in (-0.1, 0, 5, 350, 350.1)]
    (foreseen,) = intake.found.foresee([Sent(parts, b"")])
    (happened,) = intake.found.take([Sent(parts, b"")], "test")
    assert foreseen == [one.__class__(one.ref, one.status, "", one.reason, one.field) for one in happened if one.reason]


def test_the_same_refused_message_again_is_kept_once(intake: Intake) -> None:
    for _ in range(3):
        intake.found.take([Sent([UNREAD], b"message", "m")], "test")
    assert len(intake.rejects.waiting()) == 1


def test_where_the_log_cannot_be_written_nothing_is_kept_at_all(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unavailable("the disk is full")

    monkeypatch.setattr(intake.log, "append", full)
    with pytest.raises(Unavailable):
        intake.found.take([Sent([measured(), UNREAD], b"message")], "test")
    assert intake.rejects.waiting() == []
