"""A reading in which a field stands twice says two things: it is refused and kept, and the others are taken."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner

from bedside.cli import commands
from bedside.services.data_ingestion.json_readings import readings_of_json, readings_of_lines
from bedside.services.media_types import ALSO_LINES, JSON, LINES
from bedside.testing.contracts.reading_log import kept
from service.ingestion import Ingestion, ingestion, reading


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Ingestion]:
    with ingestion(tmp_path / "home") as running:
        yield running


def post(service: Ingestion, content: str, kind: str = JSON) -> httpx2.Response:
    return service.client.post("/ingest", content=content, headers={"Content-Type": kind})


def twice(more: str, **fields: Any) -> str:
    return f"{json.dumps(reading(**fields))[:-1]}, {more}}}"


def body(*entries: str) -> str:
    return f'{{"readings": [{", ".join(entries)}]}}'


@pytest.mark.parametrize("others", [1, 150])
@pytest.mark.parametrize("kind", [JSON, LINES])
def test_of_two_values_neither_is_taken_and_the_others_are(own: Ingestion, kind: str, others: int) -> None:
    good = [json.dumps(reading(60 + n % 40, event_id=f"good-{n}")) for n in range(others)]
    entries = [twice('"value": 40', event_id="two"), *good]
    answer = post(own, body(*entries) if kind == JSON else "\n".join(entries), kind).json()
    assert (answer["accepted"], answer["rejected"]) == (others, 1)
    assert answer["results"][0] == {
        "event_id": "two",
        "status": "rejected",
        "reason": "field_twice",
        "field": "value",
    }
    assert {one.event_id for one in kept(own.parts.log)} == {f"good-{n}" for n in range(others)}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ('"patient_id": "p-2"', "patient_id"),
        ('"device_id": null, "device_id": "d"', "device_id"),
        ('"sequence": 1, "sequence": 1', "sequence"),
        (r'"val\u0075e": 40', "value"),
        (r'"device_id": "a\"b", "unit": "%"', "unit"),
    ],
)
def test_whatever_stands_twice_and_however_it_is_written_is_seen(own: Ingestion, more: str, field: str) -> None:
    (result,) = post(own, body(twice(more))).json()["results"]
    assert (result["reason"], result["field"]) == ("field_twice", field)


@pytest.mark.parametrize("count", [1, 3, 150])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"event_id": None, "device_id": None, "sequence": None},
        {"device_id": 'the "old" monitor', "event_id": None},
        {"device_id": "back\\slash\\"},
        {"signal": "consciousness", "value": "A", "unit": "{code}", "device_id": "Gerät"},
    ],
)
def test_what_stands_once_is_taken_however_it_is_written(count: int, fields: dict[str, Any]) -> None:
    rows = [reading(device_id="d", sequence=n) | fields for n in range(count)]
    spaced = json.dumps({"readings": rows}, indent=1).replace('":', '" :').encode()
    for given in (readings_of_json(spaced), readings_of_lines("\n".join(map(json.dumps, rows)).encode())):
        assert len(given) == count
        assert "field_twice" not in repr(given)


def test_two_lists_of_readings_are_refused_as_a_whole(own: Ingestion) -> None:
    for first in (json.dumps(reading()), "7"):
        answer = post(own, f'{{"readings": [{first}], "readings": []}}')
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "readings")
    assert list(kept(own.parts.log)) == []


def test_it_is_taken_once_somebody_says_which_is_meant(own: Ingestion) -> None:
    post(own, body(twice('"value": 40, "device_id": "a", "device_id": "b"', event_id="two")))
    (waits,) = own.waiting()
    replay = lambda **given: own.client.post(f"/ingest/rejects/{waits['id']}/replay", json=given).json()  # noqa: E731
    for asked in ({}, {"corrections": {"unit": "bpm"}}):
        assert (replay(**asked)["reason"], replay(**asked)["event_id"]) == ("field_twice", "two")
    assert replay(corrections={"value": 80})["field"] == "device_id"
    assert replay(corrections={"value": 80, "device_id": None})["status"] == "accepted"
    assert [(one.value, one.device_id) for one in kept(own.parts.log)] == [(80.0, None)]


def test_a_file_is_sent_as_it_is_written(own: Ingestion, tmp_path: Path) -> None:
    file = tmp_path / "readings.json"
    file.write_text(body(twice('"value": 40'), json.dumps(reading(event_id="good"))))
    result = CliRunner().invoke(commands(), ["send", str(file), "--to", str(own.client.base_url), "--json"])
    assert (result.exit_code, json.loads(result.stdout)["reasons"]) == (1, {"field_twice": 1})
    file.write_text('{"readings": [], "readings": [1]}')
    assert CliRunner().invoke(commands(), ["send", str(file)]).exit_code != 0


@pytest.mark.parametrize("kind", ALSO_LINES)
def test_lines_are_taken_by_each_of_their_names(own: Ingestion, kind: str) -> None:
    assert post(own, json.dumps(reading()), kind).json()["accepted"] == 1
