"""`bedside doctor` and `bedside model …`: what is broken is found and named, what is live can be changed."""

import json
import re
import socket
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bedside.adapters.registry.folder import FolderModelRegistry
from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.core.alerts.causes import Finding
from bedside.settings import load

from .conftest import Bedside, Ended


def results(ended: Ended) -> dict[str, str]:
    return {check["check"]: check["result"] for check in ended.json()["checks"]}


def failed(ended: Ended) -> dict[str, str]:
    return {check["check"]: check["next_step"] for check in ended.json()["checks"] if check["result"] == "failed"}


def train(home: Path, name: str = "ranker") -> FolderModelRegistry:
    registry = FolderModelRegistry(home / "models")
    body = dict(registry.live(name))
    for _ in range(2):
        registry.save(name, body, {"trained_at": "2026-03-01T12:00:00Z"})
    return registry


def test_all_is_well_in_a_new_home(bedside: Bedside) -> None:
    ended = bedside("doctor", "--json")
    assert ended.status == 0
    assert set(results(ended).values()) == {"ok"}
    assert "records" in bedside("doctor").out


@pytest.mark.parametrize(
    ("variable", "value", "check"),
    [
        ("BEDSIDE_LOG_URL", "kafka://127.0.0.1:9092", "settings"),
        ("BEDSIDE_CHANNELS", "pigeon://", "channels"),
        ("BEDSIDE_CHANNELS", "twilio://", "channels"),
    ],
)
def test_what_would_stop_the_watching_is_found(
    bedside: Bedside, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, check: str
) -> None:
    monkeypatch.setenv(variable, value)
    ended = bedside("doctor", "--json")
    assert ended.status == 1
    assert set(failed(ended)) == {check}


def test_a_taken_port_for_hl7_is_found_but_not_where_this_bedside_has_it(
    bedside: Bedside, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("BEDSIDE_MLLP_PORT", str(port))
        ended = bedside("doctor", "--json")
        assert (ended.status, set(failed(ended))) == (1, {"hl7"})
        assert "BEDSIDE_MLLP_PORT" in failed(ended)["hl7"]
        with closing(Assembly(load({"BEDSIDE_HOME": str(home)}))) as running:
            running.heartbeats.beat("ingestion:ticks", now_ms())
            assert bedside("doctor", "--json").status == 0
            running.raise_operational(Finding("hl7_not_listening", str(port), "x"))
            assert set(failed(bedside("doctor", "--json"))) == {"hl7"}


@pytest.mark.parametrize("content", [b"{}", b"no JSON", b""], ids=["empty", "broken", "nothing"])
def test_a_model_whose_manifest_is_damaged_is_found(bedside: Bedside, home: Path, content: bytes) -> None:
    train(home).promote("ranker", "v0001")
    (home / "models/ranker/v0001/manifest.json").write_bytes(content)
    ended = bedside("doctor", "--json")
    assert ended.status == 1
    assert set(failed(ended)) == {"models"}
    assert failed(ended)["models"]


@pytest.mark.parametrize("name", ["ranker", "abstention", "sentences"])
def test_no_damaged_model_passes_the_doctor(bedside: Bedside, home: Path, name: str) -> None:
    train(home, name).promote(name, "v0001")
    (home / f"models/{name}/v0001/model.json").write_text("{}")
    assert set(failed(bedside("doctor", "--json"))) == {"models"}


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("ranker", ("with_vectors", "mean")),
        ("ranker", ("without_vectors", "outer")),
        ("ranker", ("with_vectors",)),
        ("abstention", ("without_vectors", "threshold")),
        ("abstention", ("phrases",)),
        ("sentences", ("weights",)),
    ],
)
def test_a_model_that_lacks_a_part_is_named_with_the_way_back(
    bedside: Bedside, home: Path, name: str, inside: tuple[str, ...]
) -> None:
    registry = FolderModelRegistry(home / "models")
    body = json.loads(json.dumps(registry.live(name)))
    holds = body
    for part in inside[:-1]:
        holds = holds[part]
    del holds[inside[-1]]
    registry.promote(name, registry.save(name, body, {}))
    ended = bedside("doctor", "--json")
    assert ended.status == 1
    assert failed(ended) == {"models": f"`bedside model rollback {name} --to shipped`, then `bedside train ask`."}
    bedside("model", "rollback", name, "--to", "shipped", "--json")
    assert not failed(bedside("doctor", "--json"))


def test_a_damaged_index_is_found(bedside: Bedside, home: Path) -> None:
    bedside("library", "load", "starter", "--json")
    for meta in home.glob("index/*/lexical/meta.json"):
        meta.write_text("no index any more")
    ended = bedside("doctor", "--json")
    assert ended.status == 1
    assert set(failed(ended)) == {"library"}


def test_damaged_records_are_found(bedside: Bedside, home: Path) -> None:
    bedside("library", "load", "starter", "--json")
    for file in home.glob("records.sqlite*"):
        file.write_bytes(b"no database any more" * 500)
    ended = bedside("doctor", "--json")
    assert ended.status == 1
    assert "records" in failed(ended)
    assert results(ended)["models"] == "ok"


def test_a_home_that_cannot_be_used_is_found(bedside: Bedside, home: Path) -> None:
    home.write_text("a file, not a folder")
    ended = bedside("doctor", "--json")
    assert ended.status == 1
    assert {"disk", "records"} <= set(failed(ended))
    assert all("folder you may write" in step for step in failed(ended).values())


@pytest.mark.parametrize(
    ("variable", "value", "check"),
    [
        ("MEDQUAD", "no/such/archive.tar.xz", "settings"),
        ("OBJECTS_URL", "s3://bucket", "settings"),
        ("GENERATOR_URL", "foo://", "settings"),
        ("RAG_URL", "http://127.0.0.1:1", "services"),
        ("PREPROCESS_URL", "nonsense", "services"),
    ],
)
def test_a_setting_that_cannot_work_is_found(
    bedside: Bedside, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, check: str
) -> None:
    monkeypatch.setenv(f"BEDSIDE_{variable}", value)
    ended = bedside("doctor", "--json")
    assert ended.status == 1
    assert failed(ended)[check]


@pytest.mark.parametrize("command", ["doctor", "config", "ask"])
def test_a_locale_without_numbers_stops_every_command_with_those_there_are(
    bedside: Bedside, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("BEDSIDE_LOCALE", "nonsense!")
    ended = bedside(command, *(["he is not breathing"] if command == "ask" else []), "--json")
    assert ended.status == 2
    assert "BEDSIDE_LOCALE" in ended.json()["detail"]
    assert "GB" in ended.json()["next_step"]


def test_models_are_listed_promoted_and_rolled_back(bedside: Bedside, home: Path) -> None:
    train(home)

    def live() -> dict[str, bool]:
        return {entry["version"]: entry["live"] for entry in bedside("model", "list", "--json").json()["models"]}

    assert live() == {"v0001": False, "v0002": False}
    assert bedside("model", "promote", "ranker", "v0002", "--json").json() == {"name": "ranker", "live": "v0002"}
    assert live() == {"v0001": False, "v0002": True}
    assert bedside("model", "rollback", "ranker", "--json").json() == {"name": "ranker", "live": "v0001"}
    assert live() == {"v0001": True, "v0002": False}
    assert "v0001" in bedside("model", "list").out


def test_a_rollback_reaches_the_model_that_ships_with_the_package(bedside: Bedside, home: Path) -> None:
    registry = FolderModelRegistry(home / "models")
    shipped = registry.live("ranker")
    registry.save("ranker", {**shipped, "kind": "another"}, {"trained_at": "2026-03-01T12:00:00Z"})
    bedside("model", "promote", "ranker", "v0001")
    assert registry.live("ranker") != shipped
    refused = bedside("model", "rollback", "ranker", "--json")
    assert refused.status == 2
    assert "--to shipped" in refused.json()["next_step"]
    back = bedside("model", "rollback", "ranker", "--to", "shipped", "--json")
    assert back.json() == {"name": "ranker", "live": "shipped"}
    assert registry.live("ranker") == shipped
    assert "ranker: the one that ships with the package is in use" in bedside("model", "list").out
    assert bedside("model", "rollback", "ranker", "--to", "v0001", "--json").json()["live"] == "v0001"


def test_the_models_of_the_package_are_listed_by_a_version_of_their_own(bedside: Bedside, home: Path) -> None:
    def ranker() -> dict[str, Any]:
        listed = bedside("model", "list", "--json").json()["shipped"]
        return next(entry for entry in listed if entry["name"] == "ranker")

    version = ranker()["version"]
    assert re.fullmatch("shipped-[0-9a-f]{8}", version)
    assert version in bedside("model", "list").out
    train(home).promote("ranker", "v0002")
    assert ranker()["live"] is False
    assert bedside("model", "rollback", "ranker", "--to", version).status == 0
    assert ranker()["live"] is True


def test_a_rollback_to_what_is_not_there_changes_nothing(bedside: Bedside, home: Path) -> None:
    train(home).promote("ranker", "v0002")
    assert bedside("model", "rollback", "ranker", "--to", "v0009").status == 2
    assert bedside("model", "rollback", "nonesuch", "--to", "shipped").status == 2
    assert (home / "models/ranker/live").read_text() == "v0002"


def test_a_list_with_a_damaged_model_ends_with_1(bedside: Bedside, home: Path) -> None:
    train(home)
    (home / "models/ranker/v0001/manifest.json").write_text("no JSON")
    ended = bedside("model", "list", "--json")
    assert ended.status == 1
    assert ended.json()["code"] == "corrupt"


def test_an_evaluation_prints_n_and_bounds_and_keeps_its_report(bedside: Bedside, tmp_path: Path) -> None:
    asked, report = tmp_path / "set.jsonl", tmp_path / "out" / "report.json"
    rows = [{"text": "my dad is not breathing", "label": "emergency"}, {"text": "what is asthma", "label": "none"}]
    asked.write_text("\n".join(map(json.dumps, rows)))
    ended = bedside("eval", "triage", "--set", str(asked), "--out", str(report), "--json")
    assert ended.status == 0
    assert json.loads(report.read_text()) == ended.json()
    assert all({"name", "n", "value", "lower", "upper"} <= set(figure) for figure in ended.json()["figures"])


def test_what_triage_missed_is_listed_for_people_too(bedside: Bedside, tmp_path: Path) -> None:
    missed = tmp_path / "missed.jsonl"
    rows = [{"text": "[b]zanthrax", "label": "emergency"}, {"text": "what is asthma", "label": "none"}]
    missed.write_text("\n".join(map(json.dumps, rows)))
    shown = bedside("eval", "triage", "--set", str(missed)).out
    assert "triage, missed: 1" in shown
    assert "[b]zanthrax" in shown
    assert "asthma" not in shown
    missed.write_text(json.dumps(rows[1]))
    assert "missed: " not in bedside("eval", "triage", "--set", str(missed)).out


def test_redaction_is_measured_like_everything_else(bedside: Bedside, tmp_path: Path) -> None:
    labelled = tmp_path / "set.jsonl"
    labelled.write_text(json.dumps({"text": "Call 555-123-4567.", "spans": [{"start": 5, "end": 17, "type": "PHONE"}]}))
    figures = {
        one["name"]: one for one in bedside("eval", "redaction", "--set", str(labelled), "--json").json()["figures"]
    }
    assert (figures["covered"]["value"], figures["touched: PHONE"]["n"]) == (1.0, 1)
    assert "covered" in bedside("eval", "redaction", "--set", str(labelled)).out


def test_the_univariate_detector_is_measured_on_a_folder_in_nab_s_layout(bedside: Bedside, tmp_path: Path) -> None:
    (tmp_path / "data/ward").mkdir(parents=True)
    (tmp_path / "labels").mkdir()
    times = [f"2014-04-{1 + place // 288:02} {place % 288 // 12:02}:{place % 12 * 5:02}:00" for place in range(600)]
    rows = [f"{time},{140 if place == 500 else 70 + place % 7}" for place, time in enumerate(times)]
    (tmp_path / "data/ward/pulse.csv").write_text("\n".join(["timestamp,value", *rows]))
    (tmp_path / "labels/combined_windows.json").write_text(json.dumps({"ward/pulse.csv": [[times[480], times[540]]]}))
    report = tmp_path / "report.json"
    ended = bedside("eval", "nab", "--data", str(tmp_path), "--out", str(report), "--json")
    figures = {one["name"]: one for one in ended.json()["figures"]}
    assert ended.status == 0
    assert json.loads(report.read_text()) == ended.json()
    assert {"standard", "low FP", "low FN"} <= figures.keys()
    assert figures["standard"]["value"] > 90
    shown = bedside("eval", "nab", "--data", str(tmp_path)).out
    assert "standard" in shown
    assert "ward/pulse.csv" in shown


@pytest.mark.parametrize(
    "content", ["", '{"text": "555-123-4567", "spans": [{"start": 0, "end": 99}]}'], ids=["empty", "beyond"]
)
def test_a_set_that_measures_nothing_is_refused(bedside: Bedside, tmp_path: Path, content: str) -> None:
    (tmp_path / "set.jsonl").write_text(content)
    assert bedside("eval", "redaction", "--set", str(tmp_path / "set.jsonl")).status == 2
