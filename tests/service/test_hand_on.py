"""Readings are handed on to a preprocessing service that may be down: each at least once, in the order of the log."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pyarrow as pa
import pytest

from bedside.messages.arrow_streams import stream_of
from bedside.messages.readings import batch_of
from bedside.services.media_types import ARROW
from bedside.testing.offers import NOW_MS, stored
from bedside.testing.servers import Deployment, running
from service.ingestion import ingestion, reading
from service.local_server import closed_port
from service.waiting import eventually


def received(url: str) -> int:
    text = httpx2.get(f"{url}/metrics").text
    (line,) = [line for line in text.splitlines() if line.startswith("bedside_preprocessed_readings_total")]
    return int(float(line.split()[1]))


def test_preprocessing_may_be_killed_and_started_again_without_loss(tmp_path: Path) -> None:
    port = str(closed_port())
    address = {"BEDSIDE_PREPROCESS_URL": f"http://127.0.0.1:{port}"}
    peer = {"BEDSIDE_PORT": port, "BEDSIDE_DENSE": "never"}
    with ingestion(tmp_path / "ingestion", **address) as service:
        for number in range(5):  # nobody is there yet
            service.send(*(reading(60 + n, event_id=f"a-{number}-{n}") for n in range(10)))
        with running("preprocessing", tmp_path / "one", **peer) as first:
            eventually(lambda: received(first.url) == 50, 60)
            first.kill()
            for number in range(5):
                service.send(*(reading(60 + n, event_id=f"b-{number}-{n}") for n in range(10)))
        with running("preprocessing", tmp_path / "two", **peer) as second:
            log = service.parts.log
            eventually(lambda: received(second.url) >= 50, 60)
            eventually(lambda: log.position("preprocessing", 0) == log.end(0), 20)
            assert received(second.url) <= 60  # the one batch whose answer the kill took may come twice


def test_rows_no_longer_wait_for_a_service_that_is_not_named_any_more(tmp_path: Path) -> None:
    with ingestion(tmp_path, BEDSIDE_PREPROCESS_URL=f"http://127.0.0.1:{closed_port()}") as service:
        eventually(lambda: "preprocessing" in service.parts.log.positions(0))
    with ingestion(tmp_path) as service:
        assert service.parts.log.positions(0) == {}


def test_columns_come_to_the_answer_that_json_comes_to(bedside: Deployment) -> None:
    at = datetime.now(UTC).isoformat()
    rows: list[dict[str, Any]] = [
        reading(60 + n, observed_at=at, event_id=f"e-{n}", patient_id=f"p-{n % 3}") for n in range(30)
    ]
    rows += [rows[0], reading(unit="K", observed_at=at)]
    asked = {"kind": "readings", "readings": rows, "windows_s": [60, 300], "slide_s": 30}
    single = bedside.preprocessing.post("/preprocess", json=asked).json()
    names = ("event_id", "patient_id", "signal", "value", "unit", "observed_at")
    batch = pa.record_batch({name: pa.array([row.get(name) for row in rows]) for name in names})
    asked_of = {"windows_s": [60, 300], "slide_s": 30}
    answer = bedside.preprocessing.post(
        "/preprocess", params=asked_of, content=stream_of(batch), headers={"Content-Type": ARROW}
    )
    assert answer.status_code == 200
    assert answer.json() == single
    assert single["refused"]


def test_the_logs_own_columns_are_preprocessed(bedside: Deployment) -> None:
    batch = batch_of([stored(f"e-{n}", observed_at_ms=NOW_MS - 1000 * n) for n in range(20)])
    answer = bedside.preprocessing.post("/preprocess", content=stream_of(batch), headers={"Content-Type": ARROW})
    assert sum(one["count"] for one in answer.json()["windows"]) == 4 * 20
    assert answer.json()["refused"] == []


@pytest.mark.parametrize(
    ("asked", "content", "status"),
    [
        ({}, b"no arrow", 400),
        ({"windows_s": 0}, stream_of(batch_of([])), 422),
        ({"windows_s": [60, 60]}, stream_of(batch_of([])), 422),
        ({"windows_s": [60], "slide_s": 61}, stream_of(batch_of([])), 422),
        ({"windows_s": 86_400, "slide_s": 1}, stream_of(batch_of([stored(f"e-{n}") for n in range(20)])), 422),
    ],
)
def test_columns_of_another_shape_are_refused(
    bedside: Deployment, asked: dict[str, Any], content: bytes, status: int
) -> None:
    answer = bedside.preprocessing.post("/preprocess", params=asked, content=content, headers={"Content-Type": ARROW})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
