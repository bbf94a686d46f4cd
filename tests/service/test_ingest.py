"""`POST /ingest`: every entry has its result, nothing is acknowledged that is not durable, nothing is taken twice."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pyarrow as pa
import pytest
from sqlalchemy import event

from bedside.errors import Unavailable
from bedside.messages.arrow_streams import stream_of
from bedside.services.data_ingestion import ingest_routes
from bedside.services.data_ingestion.room import Room
from bedside.services.media_types import ARROW, JSON, LINES
from bedside.testing.contracts.reading_log import kept
from bedside.testing.offers import offer
from service.ingestion import Ingestion, ingestion, reading
from service.waiting import eventually

MARKER = "Zyxomarkerword"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ingestion]:
    with ingestion(tmp_path_factory.mktemp("ingestion")) as running:
        yield running


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Ingestion]:
    with ingestion(tmp_path) as running:
        yield running


def post(service: Ingestion, content: bytes, kind: str) -> httpx2.Response:
    return service.client.post("/ingest", content=content, headers={"Content-Type": kind})


def columns(count: int, name: str, **changes: pa.Array) -> pa.RecordBatch:
    made = {
        "event_id": pa.array([f"{name}-{n}" for n in range(count)]),
        "patient_id": pa.array([f"p-{n % 7}" for n in range(count)]),
        "signal": pa.array(["heart_rate"] * count).dictionary_encode(),
        "value": pa.array([72.0] * count),
        "unit": pa.array(["/min"] * count),
        "observed_at": pa.array([datetime.now(UTC)] * count, pa.timestamp("us", "UTC")),
    }
    return pa.record_batch(made | changes)


@pytest.mark.parametrize("kind", [None, "", "application/x-www-form-urlencoded", "text/plain"])
def test_what_names_no_media_type_of_readings_is_refused_with_what_to_set(shared: Ingestion, kind: str | None) -> None:
    body = json.dumps({"readings": [reading(event_id="unasked", patient_id="unasked")]}).encode()
    answer = shared.client.post("/ingest", content=body, headers={} if kind is None else {"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (415, "unknown_media_type")
    assert f"-H 'Content-Type: {JSON}'" in answer.json()["next_step"]
    assert not [one for one in kept(shared.parts.log) if one.patient_id == "unasked"]


def test_a_page_of_another_site_writes_no_reading(shared: Ingestion) -> None:
    body = {"readings": [reading(event_id="foreign")]}
    for browser in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}):
        assert shared.client.post("/ingest", json=body, headers=browser).status_code == 403
    own = {"Sec-Fetch-Site": "same-origin", "Origin": str(shared.client.base_url).rstrip("/")}
    assert shared.client.post("/ingest", json=body, headers=own).json()["accepted"] == 1


def test_readings_are_stored_when_they_are_acknowledged(own: Ingestion) -> None:
    answer = own.send(reading(event_id="e-1"), reading(97.5, signal="spo2", unit="%", device_id="d", sequence=0))
    assert (answer["accepted"], answer["duplicate"], answer["rejected"]) == (2, 0, 0)
    assert [one["status"] for one in answer["results"]] == ["accepted", "accepted"]
    assert answer["results"][0]["event_id"] == "e-1"
    assert answer["results"][1]["event_id"].startswith("device:")
    assert [(one.signal, one.value, one.source) for one in kept(own.parts.log)] == [
        ("heart_rate", 72.0, "json"),
        ("spo2", 97.5, "json"),
    ]


FAULTY: list[tuple[Any, str, str]] = [
    ({"value": True}, "malformed", "value"),
    ({"value": None}, "malformed", "value"),
    ({"value": [72]}, "malformed", "value"),
    ({"patient_id": 7}, "malformed", "patient_id"),
    ({"patient_id": "x" * 201}, "malformed", "patient_id"),
    ({"event_id": ""}, "malformed", "event_id"),
    ({"sequence": -1}, "malformed", "sequence"),
    ({"sequence": 2**63}, "malformed", "sequence"),
    ({"sequence": 1.5}, "malformed", "sequence"),
    ({"observed_at": 1772366399000}, "malformed", "observed_at"),
    ({MARKER: 1}, "malformed", ""),
    ({"observed_at": "2026-03-01T12:00:00"}, "not_a_time", "observed_at"),
    ({"observed_at": "noon"}, "not_a_time", "observed_at"),
    ({"observed_at": "2020-03-01T12:00:00Z"}, "too_old", "observed_at"),
    ({"observed_at": "2099-03-01T12:00:00Z"}, "in_the_future", "observed_at"),
    ({"patient_id": " "}, "no_patient", "patient_id"),
    ({"patient_id": "p\0"}, "hidden_character", "patient_id"),
    ({"event_id": "e\n1"}, "hidden_character", "event_id"),
    ({"device_id": "d\u200b"}, "hidden_character", "device_id"),
    ({"unit": "K"}, "unknown_unit", "unit"),
    ({"signal": "pulse"}, "unknown_signal", "signal"),
    ({"value": "fast"}, "not_a_number", "value"),
    ({"value": 10**400}, "not_a_number", "value"),
    ({"value": -1}, "impossible_value", "value"),
    ({"signal": "consciousness", "unit": "{code}", "value": "asleep"}, "unknown_code", "value"),
]


@pytest.mark.parametrize("others", [1, 150], ids=["few", "many"])
@pytest.mark.parametrize(("fault", "reason", "field"), FAULTY)
def test_one_faulty_entry_refuses_itself_and_no_other(
    shared: Ingestion, fault: dict[str, Any], reason: str, field: str, others: int
) -> None:
    sound = [reading(sequence=n, device_id=f"{others}{reason}{field}{fault}"[:100]) for n in range(others)]
    answer = shared.send(*sound, reading(**fault))
    assert answer["accepted"] + answer["duplicate"] == others
    assert (answer["results"][-1]["reason"], answer["results"][-1]["field"]) == (reason, field)
    assert answer["rejected"] == 1


@pytest.mark.parametrize("missing", ["patient_id", "signal", "value", "unit", "observed_at"])
def test_a_missing_field_is_named(shared: Ingestion, missing: str) -> None:
    (result,) = shared.send({name: value for name, value in reading().items() if name != missing})["results"]
    assert (result["status"], result["reason"], result["field"]) == ("rejected", "malformed", missing)


@pytest.mark.parametrize("entry", [7, "x", None, [], {}])
def test_an_entry_that_is_no_object_is_malformed(shared: Ingestion, entry: Any) -> None:
    answer = shared.send(entry, reading())
    assert [one["status"] for one in answer["results"]] == ["rejected", "accepted"]


def test_what_is_refused_keeps_the_id_it_was_given(shared: Ingestion) -> None:
    (result,) = shared.send(reading(event_id="mine", value=True))["results"]
    assert result["event_id"] == "mine"


def test_lines_are_taken_each_by_itself(own: Ingestion) -> None:
    lines = [json.dumps(reading(event_id="a")), "", "{broken", json.dumps(reading(event_id="b"))]
    answer = post(own, "\n".join(lines).encode() + b"\r\n", LINES).json()
    assert [(one["event_id"], one["status"]) for one in answer["results"]] == [
        ("a", "accepted"),
        (None, "rejected"),
        ("b", "accepted"),
    ]
    (waits,) = own.waiting()
    assert own.client.get(f"/ingest/rejects/{waits['id']}").json()["raw"] == "{broken"


def test_columns_are_taken_and_only_the_refused_rows_are_listed(own: Ingestion) -> None:
    values = [72.0] * 500
    values[17], values[400] = -1.0, 900.0
    answer = post(own, stream_of(columns(500, "a", value=pa.array(values))), ARROW)
    assert answer.status_code == 202
    told = answer.json()
    assert (told["accepted"], told["duplicate"], told["rejected"]) == (498, 0, 2)
    assert [(one["index"], one["event_id"], one["reason"]) for one in told["results"]] == [
        (17, "a-17", "impossible_value"),
        (400, "a-400", "impossible_value"),
    ]
    again = post(own, stream_of(columns(500, "a")), ARROW).json()
    assert (again["accepted"], again["duplicate"]) == (2, 0)
    assert again["rejected"] == 498  # the times differ: another reading under the same id
    assert len(kept(own.parts.log)) == 500


@pytest.mark.parametrize("field", ["patient_id", "event_id", "device_id"])
def test_an_id_in_columns_with_a_character_that_cannot_be_seen_waits_in_quarantine(own: Ingestion, field: str) -> None:
    ids = pa.array([None if field == "event_id" else "größe", "x\0", "x"])
    columns_of_three = columns(3, "a", **{field: ids.fill_null("y")})
    told = post(own, stream_of(columns_of_three), ARROW).json()
    assert [(one["index"], one["reason"], one["field"]) for one in told["results"]] == [(1, "hidden_character", field)]
    (waits,) = own.client.get("/ingest/rejects").json()["rejects"]
    assert (waits["reason"], waits["field"]) == ("hidden_character", field)


def test_a_stream_of_several_batches_is_one_body(own: Ingestion) -> None:
    sink = pa.BufferOutputStream()
    batches = [columns(30, "a"), columns(30, "b"), columns(30, "c").slice(0, 0)]
    with pa.ipc.new_stream(sink, batches[0].schema) as stream:
        for batch in batches:
            stream.write_batch(batch)
    assert post(own, sink.getvalue().to_pybytes(), ARROW).json()["accepted"] == 60


def test_the_same_readings_batched_anew_and_by_another_form_are_taken_once(own: Ingestion) -> None:
    sent = [reading(event_id=f"e-{n}", value=60 + n) for n in range(40)]
    assert own.send(*sent)["accepted"] == 40
    for size in (1, 7, 40):
        for start in range(0, 40, size):
            answer = own.send(*sent[start : start + size])
            assert (answer["accepted"], answer["duplicate"]) == (0, len(sent[start : start + size]))
    assert post(own, "\n".join(map(json.dumps, sent)).encode(), LINES).json()["duplicate"] == 40
    assert len(kept(own.parts.log)) == 40


def test_many_senders_at_once_lose_and_double_nothing(own: Ingestion) -> None:
    def send(number: int) -> int:
        with httpx2.Client(base_url=own.client.base_url, timeout=30) as client:
            body = {"readings": [reading(event_id=f"e-{number // 2}-{n}", value=60 + n) for n in range(10)]}
            for one in body["readings"]:
                one["observed_at"] = at
            return int(client.post("/ingest", json=body).json()["accepted"])

    at = (datetime.now(UTC) - timedelta(seconds=2)).isoformat()
    with ThreadPoolExecutor(16) as pool:
        accepted = sum(pool.map(send, range(80)))
    assert accepted == len(kept(own.parts.log)) == 400


def corrupted(body: bytes) -> bytes:
    return body[: len(body) // 2]


def compressed() -> bytes:
    sink = pa.BufferOutputStream()
    batch = columns(100, "z")
    with pa.ipc.new_stream(sink, batch.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as stream:
        stream.write_batch(batch)
    written: bytes = sink.getvalue().to_pybytes()
    return written


UNREADABLE: dict[str, tuple[bytes, str, int, str]] = {
    "no JSON": (b"{" + MARKER.encode(), JSON, 400, "broken_json"),
    "no UTF-8": (b'{"readings": [{"patient_id": "\xff"}]}', JSON, 400, "broken_json"),
    "deep JSON": (b'{"readings": ' + b"[" * 100_000, JSON, 400, "broken_json"),
    "a list": (b"[]", JSON, 422, "invalid_input"),
    "no readings": (b"{}", JSON, 422, "invalid_input"),
    "more than readings": (f'{{"readings": [], "{MARKER}": 1}}'.encode(), JSON, 422, "invalid_input"),
    "no Arrow": (MARKER.encode(), ARROW, 400, "broken_arrow"),
    "nothing for Arrow": (b"", ARROW, 400, "broken_arrow"),
    "half an Arrow stream": (corrupted(stream_of(columns(100, "y"))), ARROW, 400, "broken_arrow"),
    "a compressed stream": (compressed(), ARROW, 422, "compressed_arrow"),
    "a column too many": (stream_of(columns(1, "x", colour=pa.array(["red"]))), ARROW, 422, "wrong_columns"),
    "a column too few": (stream_of(columns(1, "x").drop_columns(["unit"])), ARROW, 422, "wrong_columns"),
    "too many rows": (stream_of(columns(200_001, "x").select(["value"])), ARROW, 413, "too_large"),
    "another kind": (b"a,b", "text/csv", 415, "unknown_media_type"),
    "32 MB and more": (b" " * 32_000_001, JSON, 413, "too_large"),
}


@pytest.mark.parametrize("body", UNREADABLE)
def test_a_body_that_cannot_be_read_is_a_problem_and_nothing_of_it_is_taken(shared: Ingestion, body: str) -> None:
    content, kind, status, code = UNREADABLE[body]
    before = shared.parts.log.end(0)
    answer = post(shared, content, kind)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert MARKER not in answer.text
    readings = [row for row in shared.parts.log.read(0, before) if row.readings is not None]
    assert readings == []


def test_a_log_that_cannot_be_written_is_no_acknowledgement(own: Ingestion) -> None:
    own.parts.log.close()
    answer = own.client.post("/ingest", json={"readings": [reading()]})
    assert (answer.status_code, answer.json()["code"]) == (503, "log_closing")
    assert int(answer.headers["retry-after"]) > 0


def test_a_full_disk_is_said_and_left_behind(own: Ingestion) -> None:
    own.send(reading(event_id="before"))
    log = own.parts.log
    assert log._connection is not None
    log._connection.execute("PRAGMA max_page_count=12")
    large = stream_of(columns(3000, "big"))
    answer = post(own, large, ARROW)
    assert (answer.status_code, answer.json()["code"]) == (507, "log_disk_full")
    assert answer.headers["retry-after"]
    log._connection.execute("PRAGMA max_page_count=100000")
    assert post(own, large, ARROW).json()["accepted"] == 3000


def test_a_full_disk_of_the_records_is_said_too_and_left_behind(own: Ingestion) -> None:
    engine = own.parts.database._engine
    with own.parts.database.read() as reading_pages:
        pages = reading_pages.exec_driver_sql("PRAGMA page_count").scalar_one()

    def full(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "connect", full)
    engine.dispose()
    body = {"readings": [reading(event_id="good"), *(reading(unit="K", event_id=f"{n:0200}") for n in range(90))]}
    answer = own.client.post("/ingest", json=body)
    assert (answer.status_code, answer.json()["code"]) == (507, "records_disk_full")
    assert int(answer.headers["retry-after"]) > 0
    assert "BEDSIDE_RECORDS_URL" in answer.json()["next_step"]
    event.remove(engine, "connect", full)
    engine.dispose()
    assert own.send(*body["readings"])["rejected"] == 90


def test_quarantine_that_cannot_be_written_is_no_acknowledgement(own: Ingestion, monkeypatch: Any) -> None:
    def fails(_: Any) -> None:
        raise Unavailable("the records are busy")

    monkeypatch.setattr(own.parts.rejects, "put_many", fails)
    body = {"readings": [reading(event_id="good"), reading(unit="K")]}
    assert own.client.post("/ingest", json=body).status_code == 503
    monkeypatch.undo()
    assert [one["status"] for one in own.send(*body["readings"])["results"]] == ["duplicate", "rejected"]


def test_too_much_at_once_is_asked_to_come_later() -> None:
    room = Room(100)
    with room.taken(1000), pytest.raises(Unavailable), room.taken(1):  # one alone always has room
        pass
    with room.taken(60), room.taken(40), pytest.raises(Unavailable), room.taken(1):
        pass
    with room.taken(100):
        pass


@pytest.mark.parametrize("each", [1, ingest_routes._FEW + 1], ids=["a few, on the event loop", "many, on threads"])
def test_a_stalled_log_leaves_other_routes_answering(own: Ingestion, each: int) -> None:
    own.send(reading())
    log = own.parts.log

    def send(number: int) -> int:
        given = [reading(60 + number, event_id=f"{number}-{at}") for at in range(each)]
        answer = httpx2.post(f"{own.client.base_url}/ingest", json={"readings": given}, timeout=60)
        return answer.json()["accepted"] if answer.status_code == 202 else 0

    with log._writing, ThreadPoolExecutor(60) as pool:
        sent = [pool.submit(send, number) for number in range(60)]
        waiting = (lambda: len(log._committer._queue) >= 59) if each == 1 else all_threads_taken
        eventually(waiting)
        assert own.client.get("/ingest/rejects", timeout=5).status_code == 200
        log._writing.release()
        try:
            assert sum(one.result() for one in sent) == 60 * each
        finally:
            log._writing.acquire()


def all_threads_taken() -> bool:
    return ingest_routes._THREADS.borrowed_tokens == 32


def test_a_few_readings_that_wait_too_long_are_refused_and_never_taken(
    own: Ingestion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest_routes, "_PATIENCE_S", 0.2)
    log = own.parts.log
    eventually(lambda: log.end(0) > 0)  # the next tick is a second away, so that none is the commit that hangs
    with log._writing, ThreadPoolExecutor(1) as pool:
        first = pool.submit(log.append, offer("begun"))  # the commit under way, which hangs
        eventually(lambda: not log._committer._queue and log._committer._thread is not None)
        refused = own.client.post("/ingest", json={"readings": [reading(event_id="too-late")]})
        log._writing.release()
        try:
            first.result(30)
        finally:
            log._writing.acquire()
    assert (refused.status_code, refused.json()["code"]) == (503, "log_busy")
    assert own.send(reading(event_id="after"))["accepted"] == 1
    assert [one.event_id for one in kept(log)] == ["begun", "after"]


def test_counts_are_in_the_metrics_and_no_patient_is(own: Ingestion) -> None:
    own.send(reading(event_id="e", patient_id=MARKER), reading(90, event_id="e"), reading(unit=MARKER))
    text = own.client.get("/metrics").text
    assert 'bedside_readings_total{door="json",result="accepted"} 1.0' in text
    assert 'bedside_readings_total{door="json",result="rejected"} 2.0' in text
    assert 'bedside_readings_rejected_total{reason="unknown_unit"} 1.0' in text
    assert "bedside_log_commit_seconds_count" in text
    assert MARKER not in text


def test_a_tick_is_written_every_second(own: Ingestion) -> None:
    def ticks() -> list[int]:
        return [row.at_ms for row in own.parts.log.read(0, 0) if row.readings is None]

    eventually(lambda: len(ticks()) >= 3)
    first, second, third = ticks()[:3]
    assert 900 <= second - first <= 2500
    assert third > second
