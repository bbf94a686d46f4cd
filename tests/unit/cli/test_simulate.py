"""`bedside simulate ward` into a file: readings, truth, and wrong use."""

import json
from pathlib import Path

import pytest

from bedside.cli import simulate

from .conftest import Bedside

START = "2026-03-01T12:00:00Z"


def test_a_file_has_a_reading_a_line_and_the_truth_stands_beside_it(bedside: Bedside, tmp_path: Path) -> None:
    readings, truth = tmp_path / "new" / "ward.ndjson", tmp_path / "truth.json"
    ended = bedside(
        "simulate", "ward", "--beds", "3", "--minutes", "2", "--start", START, "--out", str(readings),
        "--truth", str(truth), "--scenario", "bleeding:2:30s:200", "--scenario", "sepsis:1:1m", "--json",
    )  # fmt: skip
    assert ended.status == 0, ended.err
    lines = [json.loads(line) for line in readings.read_text().splitlines()]
    assert ended.json()["readings"] == len(lines) > 1000
    assert {"patient_id", "signal", "value", "unit", "observed_at"} <= lines[0].keys()
    assert lines[0]["observed_at"].startswith("2026-03-01T12:00:0")
    known = json.loads(truth.read_text())
    assert [(one["bed"], one["kind"]) for one in known["deteriorations"]] == [(2, "bleeding"), (1, "sepsis")]
    assert known["deteriorations"][0]["onset_at"] == "2026-03-01T12:00:30.000Z"
    assert known["deteriorations"][0]["met_at"]["news2_7"]
    assert not list(readings.parent.glob("*.partial"))


def test_the_same_seed_writes_the_same_file(bedside: Bedside, tmp_path: Path) -> None:
    def written(name: str, *more: str) -> bytes:
        path = tmp_path / name
        bedside("simulate", "ward", "--minutes", "1", "--start", START, "--out", str(path), *more)
        return path.read_bytes()

    assert written("a") == written("b")
    assert written("c", "--seed", "8") != written("a")


def test_a_file_is_an_hour_long_unless_told(bedside: Bedside, tmp_path: Path) -> None:
    path = tmp_path / "ward.ndjson"
    assert bedside("simulate", "ward", "--beds", "1", "--rate", "0.1", "--out", str(path)).status == 0
    hearts = [line for line in path.read_text().splitlines() if '"heart_rate"' in line]
    assert len(hearts) == pytest.approx(360, abs=60)  # sensors fail now and then


def test_it_is_stopped_by_a_key_and_still_sums_up(bedside: Bedside, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(simulate, "run_ward", interrupted)
    ended = bedside("simulate", "ward", "--no-register", "--json")
    assert ended.status == 0
    assert ended.json()["accepted"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ("--to", "http://127.0.0.1:1", "--out", "x"),
        ("--start", START),
        ("--out", "x", "--start", "noon"),
        ("--out", "x", "--start", "2026-03-01T12:00:00"),
        ("--out", "x", "--scenario", "flu:1:1"),
        ("--out", "x", "--scenario", "sepsis:99:1"),
        ("--out", "x", "--late", "2"),
        ("--out", "x", "--speed", "0"),
        ("--beds", "0"),
        ("--to", "ward"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_writes_nothing(
    bedside: Bedside, wrong: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = bedside("simulate", "ward", *wrong)
    assert ended.status == 2
    assert ended.err.strip()
    assert "Traceback" not in ended.err
    assert not (tmp_path / "x").exists()
