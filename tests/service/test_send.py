"""`bedside send FILE` brings files of every own kind to a running service, and says what became of them."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from bedside.cli import commands
from bedside.errors import InvalidInput
from bedside.messages.arrow_streams import stream_of
from bedside.messages.reading_files import kind_of, parts_of
from bedside.services.arrow_bodies import batch_of
from bedside.testing.contracts.reading_log import kept
from service.ingestion import Ingestion, ingestion, reading
from service.local_server import closed_port


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Ingestion]:
    with ingestion(tmp_path / "home") as running:
        yield running


def sent(service: Ingestion, file: Path, *more: str) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(commands(), ["send", str(file), "--to", str(service.client.base_url), "--json", *more])
    assert result.stdout, result.exception
    return result.exit_code, json.loads(result.stdout)


def rows(count: int = 30) -> list[dict[str, Any]]:
    return [reading(60 + n % 40, event_id=f"e-{n}", device_id="d", sequence=n) for n in range(count)]


def as_json(path: Path) -> None:
    path.write_text(json.dumps({"readings": rows()}))


def as_list(path: Path) -> None:
    path.write_text(json.dumps(rows()))


def as_lines(path: Path) -> None:
    path.write_text("\n".join(map(json.dumps, rows())))


def as_csv(path: Path) -> None:
    names = list(rows(1)[0])
    path.write_text("\n".join([",".join(names), *(",".join(str(row[name]) for name in names) for row in rows())]))


def as_stream(path: Path) -> None:
    path.write_bytes(stream_of(pa.RecordBatch.from_pylist(rows())))


def as_arrow_file(path: Path) -> None:
    batch = pa.RecordBatch.from_pylist(rows())
    with pa.ipc.new_file(str(path), batch.schema) as file:
        file.write_batch(batch)


def as_csv_of_a_spreadsheet(path: Path) -> None:
    as_csv(path)
    head, *lines = path.read_text().split("\n")
    text = "\r\n".join([head.replace("_", " ").title(), *lines]).replace(",", ";")
    path.write_bytes(text.encode("utf-16"))


def marked(write: Callable[[Path], None]) -> Callable[[Path], None]:
    """Returns what writes the same behind a byte order mark."""

    def written(path: Path) -> None:
        write(path)
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    return written


@pytest.mark.parametrize(
    "write",
    [
        as_json,
        as_list,
        as_lines,
        as_csv,
        as_csv_of_a_spreadsheet,
        as_stream,
        as_arrow_file,
        *map(marked, (as_json, as_list, as_lines, as_csv)),
    ],
)
def test_every_own_kind_is_sent_and_known_the_second_time(
    service: Ingestion, tmp_path: Path, write: Callable[[Path], None]
) -> None:
    file = tmp_path / "file"
    write(file)
    assert sent(service, file) == (0, {"accepted": 30, "duplicate": 0, "rejected": 0, "reasons": {}})
    assert sent(service, file) == (0, {"accepted": 0, "duplicate": 30, "rejected": 0, "reasons": {}})
    assert [one.sequence for one in kept(service.parts.log)] == list(range(30))


def test_what_is_rejected_is_counted_by_reason_and_ends_with_one(service: Ingestion, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text(json.dumps([reading(), reading(unit="K"), reading(unit="J"), reading(400)]))
    told = {"accepted": 1, "duplicate": 0, "rejected": 3, "reasons": {"unknown_unit": 2, "impossible_value": 1}}
    assert sent(service, file) == (1, told)


def test_a_wrong_row_of_a_csv_is_told_by_its_line_and_kept_and_spoils_no_other(
    service: Ingestion, tmp_path: Path
) -> None:
    at = rows(1)[0]["observed_at"]
    lines = [
        "patient_id,signal,value,unit,observed_at,sequence",
        f"p1,heart_rate,72,/min,{at},1",
        "p1,heart_rate,73,/min,yesterday,2",
        "p1,heart_rate,74,/min",
        f"p1,heart_rate,fast,/min,{at},3",
        f"p1,heart_rate,75,/min,{at},third",
        f"p1,spo2,97,%,{at},",
    ]
    (tmp_path / "file").write_text("\n".join(lines))
    code, told = sent(service, tmp_path / "file")
    assert (code, told["accepted"], told["rejected"]) == (1, 2, 4)
    assert sorted((one["line"], one["reason"], one["field"]) for one in told["lines"]) == [
        (3, "not_a_time", "observed_at"),
        (4, "malformed", "row"),
        (5, "not_a_number", "value"),
        (6, "malformed", "sequence"),
    ]
    assert [one.signal for one in kept(service.parts.log)] == ["heart_rate", "spo2"]
    assert len(service.waiting()) == 4
    (third,) = (one for one in service.parts.rejects.waiting() if b"third" in one.raw)
    answer = service.client.post(f"/ingest/rejects/{third.reject_id}/replay", json={"corrections": {"sequence": 3}})
    assert answer.json()["status"] == "accepted"


def test_wrong_lines_are_shown_and_the_first_of_many_only(service: Ingestion, tmp_path: Path) -> None:
    lines = ["patient_id,signal,value,unit,observed_at", *("p1,spo2" for _ in range(30))]
    (tmp_path / "file").write_text("\n".join(lines))
    shown = (
        CliRunner().invoke(commands(), ["send", str(tmp_path / "file"), "--to", str(service.client.base_url)]).stdout
    )
    assert "line 2: malformed row" in shown
    assert "line 22:" not in shown
    assert "and 10 more" in shown


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"patient_id,signal\np1,spo2\n", "no column value, unit, observed_at"),
        ("patient_id,signal,value,unit,observed_at\nZo\u00eb,spo2,97,%,2026\n".encode("latin-1"), "line 2 "),
        (b"PK\x03\x04\xff\xfe", "not UTF-8"),
        (b"", "no columns of readings"),
    ],
)
def test_a_csv_that_cannot_be_read_is_told_its_true_cause(
    service: Ingestion, tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "file").write_bytes(content)
    result = CliRunner().invoke(commands(), ["send", str(tmp_path / "file"), "--to", str(service.client.base_url)])
    assert isinstance(result.exception, InvalidInput)
    assert told in str(result.exception)
    assert result.exception.next_step


@pytest.mark.parametrize("lines", [1, 200])
def test_a_body_behind_a_byte_order_mark_loses_no_reading(service: Ingestion, lines: int) -> None:
    given = [reading(60 + number % 40, event_id=f"b-{number}") for number in range(lines)]
    for kind, body in (
        ("application/json", json.dumps({"readings": given})),
        ("application/x-ndjson", "\n".join(map(json.dumps, given))),
    ):
        answer = service.client.post("/ingest", content="\ufeff" + body, headers={"Content-Type": kind}).json()
        assert (answer["accepted"] + answer["duplicate"], answer["rejected"]) == (lines, 0)


def test_one_reading_alone_is_a_file_too(service: Ingestion, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(json.dumps(reading()))
    assert sent(service, tmp_path / "file")[1]["accepted"] == 1


def test_the_port_of_the_environment_is_where_it_is_sent_to(
    service: Ingestion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text(json.dumps(reading()))
    monkeypatch.setenv("BEDSIDE_PORT", str(service.client.base_url.port))
    result = CliRunner().invoke(commands(), ["send", str(tmp_path / "file"), "--json"])
    assert json.loads(result.stdout)["accepted"] == 1


def test_a_service_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text(json.dumps(reading()))
    result = CliRunner().invoke(
        commands(), ["send", str(tmp_path / "file"), "--to", f"http://127.0.0.1:{closed_port()}"]
    )
    assert result.exit_code == 1
    assert "cannot be reached" in str(result.exception)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"MSH|^~\\&|ICU", "hl7v2"),
        (b"\x0bMSH|^~\\&|ICU", "hl7v2"),
        (b'{"resourceType": "Bundle"}', "fhir"),
        (b'{"readings": []}', "readings"),
        (b'{"a": 1}\n{"b": 2}', "readings"),
        (b'\n{"resourceType": "Observation"}\n{"resourceType": "Observation"}', "fhir_lines"),
        (b'\xef\xbb\xbf{"resourceType": "Bundle"}', "fhir"),
        (b"\xef\xbb\xbfMSH|^~\\&|ICU", "hl7v2"),
        (b"\xef\xbb\xbfICULOS;patient;HR\n", "hourly"),
        (b"", "readings"),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "file").write_bytes(content)
    assert kind_of(tmp_path / "file") == kind


def test_large_files_go_in_parts(tmp_path: Path) -> None:
    at = datetime.now(UTC)
    table = pa.table({"patient_id": ["p"] * 25_000, "observed_at": pa.array([at] * 25_000, pa.timestamp("ms", "UTC"))})
    with pa.ipc.new_stream(str(tmp_path / "file"), table.schema) as stream:
        stream.write_table(table)
    assert [batch_of(part.content).num_rows for part in parts_of(tmp_path / "file")] == [10_000, 10_000, 5_000]
    (tmp_path / "lines").write_text("{}\n" * 12_000)
    assert [part.content.count(b"\n") for part in parts_of(tmp_path / "lines")] == [5000, 5000, 2000]
