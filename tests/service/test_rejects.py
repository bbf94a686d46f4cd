"""The quarantine over HTTP: what could not be taken is listed, corrected, and read again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bedside.testing.contracts.reading_log import kept
from bedside.testing.contracts.reject_store import reject
from service.ingestion import Ingestion, ingestion, reading


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Ingestion]:
    with ingestion(tmp_path) as running:
        yield running


def replayed(service: Ingestion, reject_id: str, **corrections: Any) -> tuple[int, dict[str, Any]]:
    answer = service.client.post(f"/ingest/rejects/{reject_id}/replay", json={"corrections": corrections})
    return answer.status_code, answer.json()


def test_what_waits_is_listed_newest_first_and_bounded(own: Ingestion) -> None:
    for unit in ("K", "J", "N"):
        own.send(reading(unit=unit, event_id=unit))
    listed = own.client.get("/ingest/rejects", params={"limit": 2}).json()["rejects"]
    assert [set(one) >= {"id", "reason", "received_at", "source", "raw_ref"} for one in listed] == [True, True]
    assert len(own.waiting()) == 3
    raw = own.client.get(f"/ingest/rejects/{listed[0]['id']}").json()["raw"]
    assert '"unit":"N"' in raw.replace(" ", "")
    for limit in (0, 1001, "x"):
        assert own.client.get("/ingest/rejects", params={"limit": limit}).status_code == 422


def test_a_corrected_reading_is_taken_and_waits_no_more(own: Ingestion) -> None:
    own.send(reading(unit="K", event_id="e-1"))
    (waits,) = own.waiting()
    assert replayed(own, waits["id"], unit="bpm") == (
        200,
        {"id": waits["id"], "event_id": "e-1", "status": "accepted"},
    )
    assert own.waiting() == []
    assert [(one.event_id, one.value) for one in kept(own.parts.log)] == [("e-1", 72.0)]
    status, problem = replayed(own, waits["id"], unit="bpm")
    assert (status, problem["code"]) == (409, "already_replayed")


def test_a_correction_that_is_wrong_too_leaves_it_waiting_and_says_why(own: Ingestion) -> None:
    own.send(reading(unit="K"))
    (waits,) = own.waiting()
    status, told = replayed(own, waits["id"], unit="%")
    assert (status, told["status"], told["reason"], told["field"]) == (200, "rejected", "unknown_unit", "unit")
    assert [one["id"] for one in own.waiting()] == [waits["id"]]


def test_a_malformed_entry_can_be_corrected_field_by_field(own: Ingestion) -> None:
    own.send(reading(value=True, colour="red") | {"sequence": "seven"})
    (waits,) = own.waiting()
    assert replayed(own, waits["id"], value=71.5, sequence=None)[1]["status"] == "accepted"
    assert [one.value for one in kept(own.parts.log)] == [71.5]


def test_a_conflicting_reading_is_taken_under_an_id_of_its_own(own: Ingestion) -> None:
    own.send(reading(event_id="e"), reading(80, event_id="e"))
    (waits,) = own.waiting()
    assert waits["reason"] == "conflicting"
    assert replayed(own, waits["id"])[1]["reason"] == "conflicting"
    assert replayed(own, waits["id"], event_id="e-2")[1]["status"] == "accepted"


def test_a_replay_that_was_taken_but_not_noted_is_a_duplicate_the_next_time(own: Ingestion, monkeypatch: Any) -> None:
    own.send(reading(unit="K", event_id="e-1"))
    (waits,) = own.waiting()
    monkeypatch.setattr(own.parts.rejects, "mark_replayed", lambda *_: None)  # as a kill between the two
    assert replayed(own, waits["id"], unit="bpm")[1]["status"] == "accepted"
    monkeypatch.undo()
    assert replayed(own, waits["id"], unit="bpm")[1]["status"] == "duplicate"
    assert (own.waiting(), len(kept(own.parts.log))) == ([], 1)


@pytest.mark.parametrize("corrections", [{"colour": "red"}, {"value": True}, {"value": []}])
def test_a_correction_of_what_is_no_field_is_refused(own: Ingestion, corrections: dict[str, Any]) -> None:
    own.send(reading(unit="K"))
    (waits,) = own.waiting()
    assert replayed(own, waits["id"], **corrections)[0] == 422


def test_what_is_not_there_is_not_found(own: Ingestion) -> None:
    assert replayed(own, "nothing")[0] == 404
    assert own.client.get("/ingest/rejects/nothing").status_code == 404


@pytest.mark.parametrize("raw", [b"MSH|^~\\&|", b"\xff", b'{"a":' + b"[" * 100_000])
def test_a_message_that_is_no_reading_is_to_be_sent_again_by_its_door(own: Ingestion, raw: bytes) -> None:
    own.parts.intake.quarantine([reject("m-1", raw=raw, source="hl7v2:ICU-GW")])
    assert own.client.get("/ingest/rejects/m-1").status_code == 200
    status, problem = replayed(own, "m-1", unit="bpm")
    assert (status, problem["code"]) == (422, "not_a_reading")
