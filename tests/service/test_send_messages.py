"""`bedside send FILE` brings FHIR, HL7v2 and hourly tables to their own doors, by what the file holds."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner

from bedside.cli import commands
from bedside.errors import BedsideError
from service.doors import Doors, doors_of
from service.local_server import closed_port
from service.test_fhir import posted, seen
from service.test_mllp import framed, oru
from unit.messages.fhir.test_observation import quantity


@pytest.fixture
def doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Doors]:
    with doors_of(tmp_path / "home") as running:
        monkeypatch.setenv("BEDSIDE_MLLP_PORT", str(running.mllp_port))
        yield running


def sent(doors: Doors, file: Path, *more: str) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(commands(), ["send", str(file), "--to", doors.url, "--json", *more])
    assert result.stdout, result.exception
    return result.exit_code, json.loads(result.stdout)


def counts(told: dict[str, Any]) -> tuple[int, int, int]:
    return told["accepted"], told["duplicate"], told["rejected"]


def test_an_observation_is_sent_and_known_the_second_time(doors: Doors, tmp_path: Path) -> None:
    file = tmp_path / "observation.json"
    file.write_text(json.dumps(seen("one")))
    assert [(code, counts(told)) for code, told in (sent(doors, file), sent(doors, file))] == [
        (0, (1, 0, 0)),
        (0, (0, 1, 0)),
    ]
    assert [one.patient_id for one in doors.readings()] == ["one"]


def test_observations_of_a_bulk_export_are_sent_line_by_line(doors: Doors, tmp_path: Path) -> None:
    file = tmp_path / "Observation.ndjson"
    given = [seen("one"), seen("two", valueQuantity=quantity(72, "kg")), seen("three")]
    lines = [*(json.dumps(one) for one in given), "{", ""]
    for mark in ("", "\ufeff"):
        file.write_text("\n".join([mark + lines[0], *lines[1:]]), encoding="utf-8")
        code, told = sent(doors, file)
        assert code == 1
        assert counts(told) == ((0, 2, 2) if mark else (2, 0, 2))
        assert [(one["line"], one["reason"]) for one in told["lines"]] == [(2, "unknown_unit"), (4, "structure")]
    assert {one.patient_id for one in doors.readings()} == {"one", "three"}


@pytest.mark.parametrize("single", [True, False])
def test_fhir_behind_a_byte_order_mark_is_read(doors: Doors, tmp_path: Path, single: bool) -> None:
    bundle = {"resourceType": "Bundle", "type": "batch", "entry": [posted(seen("one"))]}
    body = b"\xef\xbb\xbf" + json.dumps(seen("one") if single else bundle).encode()
    (tmp_path / "file").write_bytes(body)
    assert counts(sent(doors, tmp_path / "file")[1]) == (1, 0, 0)
    path = "/fhir/Observation" if single else "/fhir"
    answer = httpx2.post(doors.url + path, content=body, headers={"Content-Type": "application/fhir+json"})
    assert answer.status_code == 200


def test_messages_behind_a_byte_order_mark_are_sent(doors: Doors, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\xef\xbb\xbf" + oru("m1"))
    assert counts(sent(doors, tmp_path / "file")[1]) == (1, 0, 0)


def test_a_bundle_tells_what_was_refused_and_why(doors: Doors, tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    entries = [posted(seen("one")), posted(seen("two", valueQuantity=quantity(72, "kg")))]
    for kind, wanted in (("transaction", (0, 0, 1)), ("batch", (1, 0, 1))):
        file.write_text(json.dumps({"resourceType": "Bundle", "type": kind, "entry": entries}))
        code, told = sent(doors, file)
        assert (code, counts(told), told["reasons"]) == (1, wanted, {"unknown_unit": 1})


@pytest.mark.parametrize("ends", [b"\r", b"\n", b"\r\n"])
def test_messages_are_sent_one_by_one_framed_or_not(doors: Doors, tmp_path: Path, ends: bytes) -> None:
    file = tmp_path / "messages.hl7"
    messages = [oru("m1"), oru("m2", unit="furlong"), oru("m3")]
    file.write_bytes(b"FHS|^~\\&\r" + b"".join(messages).replace(b"\r", ends) + b"FTS|3\r")
    code, told = sent(doors, file)
    assert (code, counts(told)) == (1, (2, 0, 1))
    assert len(told["reasons"]) == 1
    file.write_bytes(b"".join(map(framed, messages[:1])))
    assert counts(sent(doors, file)[1]) == (1, 0, 0)


def test_where_nothing_listens_for_messages_it_says_what_to_do(
    doors: Doors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEDSIDE_MLLP_PORT", str(closed_port()))
    file = tmp_path / "messages.hl7"
    file.write_bytes(oru("m1"))
    result = CliRunner().invoke(commands(), ["send", str(file), "--to", doors.url])
    assert isinstance(result.exception, BedsideError)
    assert "BEDSIDE_MLLP_PORT" in result.exception.next_step


def test_an_hourly_table_is_sent_as_readings_of_its_hours(doors: Doors, tmp_path: Path) -> None:
    file = tmp_path / "icu.csv"
    file.write_text("patient,ICULOS,HR,O2Sat,FiO2\np1,1,72,97,0.5\np1,2,nan,400,\np1,3,x,,\n")
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=5)
    code, told = sent(doors, file, "--began", began.isoformat())
    assert (code, counts(told)) == (1, (3, 0, 2))
    assert told["reasons"] == {"impossible_value": 1, "not_a_number": 1}
    assert [(one["line"], one["field"]) for one in told["lines"]] == [(3, "value"), (4, "HR")]
    assert {(one.signal, one.value) for one in doors.readings()} == {("heart_rate", 72), ("spo2", 97), ("fio2", 50)}


def test_an_hourly_table_without_its_beginning_is_refused(doors: Doors, tmp_path: Path) -> None:
    file = tmp_path / "icu.csv"
    file.write_text("patient,ICULOS,HR\np1,1,72\n")
    result = CliRunner().invoke(commands(), ["send", str(file), "--to", doors.url])
    assert isinstance(result.exception, BedsideError)
    assert "--began" in result.exception.next_step
