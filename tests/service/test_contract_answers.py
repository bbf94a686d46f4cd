"""The fields that the contract names for answers and for `--json`, held against what the product really answers."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner

from architecture.contract_fields import PAGE, Field, calls, fields_of, lacking, stands
from architecture.tables import quoted, rows
from architecture.tree import ROOT
from bedside import settings
from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.cli import commands
from bedside.core.vitals.signals import SIGNALS
from bedside.services.data_ingestion import ROUTERS
from bedside.services.data_ingestion.loops import start_intake
from bedside.services.data_ingestion.ward_routes import start_ward, ward_ready
from bedside.services.preprocessing.routes import router as preprocessing
from bedside.services.web import service
from service.local_server import serving
from service.waiting import eventually
from unit.usecases.told import Episode

TIMES = {"at", "as_of", "start", "end", "until", "paused_until"}
UTC_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
SOON = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
UNITS = {"heart_rate": "/min", "spo2": "%", "consciousness": "{code}"}


def reading(signal: str, value: float | str, seconds_ago: int = 5, **more: Any) -> dict[str, Any]:
    at = (datetime.now(UTC) - timedelta(seconds=seconds_ago)).isoformat()
    return {
        "patient_id": "p1",
        "signal": signal,
        "value": value,
        "unit": UNITS[signal],
        "observed_at": at,
        "device_id": "monitor",
        "sequence": seconds_ago,
    } | more


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A service with the doors, the ward and alerts; with readings, one of them refused, and an alert with notices."""
    env = {
        "BEDSIDE_HOME": str(tmp_path_factory.mktemp("ward")),
        "BEDSIDE_CHANNELS": "outbox+sms://,outbox+mail://",
    }
    app = service(
        "data_ingestion",
        [preprocessing, *ROUTERS],
        start=[start_intake, start_ward],
        ready=[ward_ready],
        assembly=lambda: Assembly(settings.load(env)),
    )
    with serving(app) as url, httpx2.Client(base_url=url, trust_env=False, timeout=20) as client:
        client.put("/patients/p1", json={"ward": "North", "bed": "1"}).raise_for_status()
        sent = [reading("heart_rate", 72, ago) for ago in (5, 95)]
        sent += [reading("spo2", 97), reading("consciousness", "A"), reading("heart_rate", 9999, 6)]
        client.post("/ingest", json={"readings": sent}).raise_for_status()
        app.state.assembly.raise_alerts([Episode()], now_ms())
        eventually(lambda: len(client.get("/patients/p1/readings").json().get("readings", ())) == 4)
        yield client


def of(method: str, path: str, *bodies: Any, **query: Any) -> Callable[[httpx2.Client], list[Any]]:
    """Returns what asks so once for each body, once without where there is none."""
    return lambda ward: [
        ward.request(method, path, params=query, json=body).raise_for_status().json() for body in bodies or (None,)
    ]


def _waiting(ward: httpx2.Client) -> str:
    return str(ward.get("/ingest/rejects").json()["rejects"][0]["id"])


def _rejected(ward: httpx2.Client) -> list[Any]:
    return of("GET", f"/ingest/rejects/{_waiting(ward)}")(ward)


def _replayed(ward: httpx2.Client) -> list[Any]:
    ward.post("/ingest", json={"readings": [reading("heart_rate", 8888)]}).raise_for_status()
    corrected = ({"corrections": {"value": value}} for value in (7777, 77))
    return of("POST", f"/ingest/rejects/{_waiting(ward)}/replay", *corrected)(ward)


HOURS_AGO = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
SILENCE = {"until": SOON, "by": "nurse", "why": "known"}
ANSWERS: dict[str, Callable[[httpx2.Client], list[Any]]] = {
    "POST /ingest": of("POST", "/ingest", {"readings": [reading("heart_rate", 73, 7), reading("heart_rate", 9999, 8)]}),
    "POST /preprocess": of(
        "POST",
        "/preprocess",
        {
            "kind": "readings",
            "anomalies": True,
            "readings": [
                *(reading("heart_rate", 70 + ago % 3, ago, sequence=None) for ago in range(900, 300, -1)),
                reading("heart_rate", 250, 200, sequence=None),
                reading("heart_rate", 9999, 6),
                reading("consciousness", "A"),
            ],
        },
    ),
    "GET /ingest/rejects": of("GET", "/ingest/rejects"),
    "GET /ingest/rejects/{id}": _rejected,
    "POST /ingest/rejects/{id}/replay": _replayed,
    "GET /patients": of("GET", "/patients"),
    "GET /patients/{id}/readings": of("GET", "/patients/p1/readings"),
    "GET /patients/{id}/windows": of("GET", "/patients/p1/windows"),
    "GET /patients/{id}/news2": of("GET", "/patients/p1/news2", since=HOURS_AGO),
    "GET /patients/{id}/scores": of("GET", "/patients/p1/scores"),
    "PUT /patients/{id}": of("PUT", "/patients/p2", {"ward": "North", "limits": {"spo2": {"low": 88}}}),
    "GET /alerts": of("GET", "/alerts"),
    "POST /alerts/{id}/ack": of("POST", "/alerts/e1/ack", {"by": "nurse", "comment": "on my way"}),
    "POST /silences": of("POST", "/silences", {"patient_id": "p1", "rule": "news2", **SILENCE}),
    "GET /silences": lambda ward: (
        of("POST", "/silences", {"rule": "news2", **SILENCE})(ward) and of("GET", "/silences")(ward)
    ),
    "POST /patients/{id}/pause": of("POST", "/patients/p1/pause", {"minutes": 5, "by": "nurse", "why": "washing"}),
    "GET /outbox.json": of("GET", "/outbox.json"),
    "GET /healthz": lambda ward: [ward.get(path).json() for path in ("/healthz", "/readyz")],
    "GET /version": of("GET", "/version"),
}
WRITTEN = {named[0]: fields_of(row["answer"]) for named, row in calls() if fields_of(row["answer"])}
OF_WATCH = {named[0] for named, row in calls("Watch") if fields_of(row["answer"])}


def test_every_call_of_watch_that_has_fields_is_asked_here() -> None:
    assert sorted(OF_WATCH - ANSWERS.keys()) == []
    assert len(OF_WATCH) > 15


@pytest.mark.parametrize("call", ANSWERS)
def test_an_answer_has_every_field_of_the_contract_and_its_times_are_utc(ward: httpx2.Client, call: str) -> None:
    answers = ANSWERS[call](ward)
    assert list(lacking(WRITTEN[call], answers)) == []
    assert [one for one in _times(answers) if not UTC_TIME.fullmatch(one)] == []


def _times(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _times(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            is_time = isinstance(one, str) and (name in TIMES or name.endswith("_at"))
            yield from [one] if is_time else _times(one)


def test_the_signals_of_the_contract_are_those_that_are_taken() -> None:
    found = re.search(r"Signals: (.*?); a coded value", (ROOT / PAGE).read_text("utf-8"), re.DOTALL)
    assert found
    assert [one for one in quoted(found[1]) if " " not in one] == [one.name for one in SIGNALS]
    codes = [tuple(one.split(" ")) for one in quoted(found[1]) if " " in one]
    assert codes == [one.codes for one in SIGNALS if one.codes]


def test_a_field_under_another_name_is_told() -> None:
    alert = (Field("alerts", fields=(Field("id"), Field("closed_at", optional=True))),)
    assert list(lacking(alert, [{"alerts": [{"id": "a", "closed_at": None}, {"id": "b"}]}])) == []
    assert list(lacking(alert, [{"alerts": [{"id": "a"}, {"alert_id": "b"}]}])) == ["alerts.id", "alerts.closed_at"]
    assert list(lacking(alert, [{"alerts": []}])) == ["alerts (empty)"]


# ---- Command line -------------------------------------------------------------------------------------------------


def _printed() -> dict[str, tuple[Field, ...]]:
    """Returns what each command that stands prints with `--json`, as far as the page names it."""
    return {
        re.split(r" (?=[A-Z\[-])", command)[0]: fields_of(row["does"].partition("JSON:")[2])
        for row in rows(PAGE, "Command line")
        if "JSON:" in row.get("does", "") and stands(row["part"])
        for command in quoted(row["command"])
    }


def _of_command(*arguments: str, exits: int = 0) -> dict[str, Any]:
    ended = CliRunner().invoke(commands(), [*arguments, "--json"])
    assert ended.exit_code == exits, ended.output
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def _sent(ward: httpx2.Client, folder: Path) -> list[Any]:
    file = folder / "readings.csv"
    row = reading("heart_rate", 74, 9)
    lines = [",".join(row), ",".join(map(str, row.values())), ",".join(map(str, (row | {"unit": "furlong"}).values()))]
    file.write_text("\n".join(lines))
    return [_of_command("send", str(file), "--to", str(ward.base_url), exits=1)]


def _simulated(ward: httpx2.Client, folder: Path) -> list[Any]:
    short = ("simulate", "ward", "--beds", "1", "--minutes", "0.05")
    return [
        _of_command(*short, "--out", str(folder / "ward.ndjson")),
        _of_command(*short, "--speed", "10", "--no-register", "--to", str(ward.base_url)),
    ]


def _alerts_evaluated(_: httpx2.Client, folder: Path) -> list[Any]:
    file = folder / "hours.csv"
    hours = [f"p1,{hour},{95 if hour > 2 else 70},{91 if hour > 2 else 97},37.0,120,,,25,,60,1" for hour in range(1, 9)]
    file.write_text("\n".join(["patient,ICULOS,HR,O2Sat,Temp,SBP,MAP,DBP,Resp,FiO2,Age,Gender", *hours]) + "\n")
    written = folder / "report.json"
    printed = _of_command("eval", "alerts", "--vitals", str(file), "--out", str(written))
    return [printed, json.loads(written.read_text())]


def _nab_evaluated(_: httpx2.Client, folder: Path) -> list[Any]:
    (folder / "data" / "one").mkdir(parents=True)
    (folder / "labels").mkdir()
    times = [f"{datetime(2014, 4, 1) + timedelta(minutes=5 * n):%Y-%m-%d %H:%M:%S}" for n in range(300)]  # noqa: DTZ001 (as NAB writes them)
    series = "".join(f"{at},{9 if n == 250 else n % 5 / 5}\n" for n, at in enumerate(times))
    (folder / "data" / "one" / "a.csv").write_text("timestamp,value\n" + series)
    windows = {"one/a.csv": [[f"{times[245]}.000000", f"{times[260]}.000000"]]}
    (folder / "labels" / "combined_windows.json").write_text(json.dumps(windows))
    written = folder / "report.json"
    printed = _of_command("eval", "nab", "--data", str(folder), "--out", str(written))
    return [printed, json.loads(written.read_text())]


def _started(_: httpx2.Client, folder: Path) -> list[Any]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BEDSIDE_")}
    command = [sys.executable, "-m", "bedside.cli", "run", "notifier", "--json"]
    env = environment | {"BEDSIDE_HOME": str(folder)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as started:
        assert started.stdout
        line = started.stdout.readline()
        started.terminate()
        assert started.wait(20) == 0
    return [json.loads(line)]


PRINTED: Mapping[str, Callable[[httpx2.Client, Path], list[Any]]] = {
    "run": _started,
    "codes": lambda *_: [_of_command("codes")],
    "simulate ward": _simulated,
    "send": _sent,
    "alerts test": lambda *_: [_of_command("alerts", "test")],
    "eval alerts": _alerts_evaluated,
    "eval nab": _nab_evaluated,
}


def test_every_command_of_which_the_page_tells_json_is_tried_here() -> None:
    assert _printed().keys() == PRINTED.keys()


@pytest.mark.parametrize("command", PRINTED)
def test_a_command_prints_every_field_of_the_contract(
    ward: httpx2.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    for name in [name for name in os.environ if name.startswith("BEDSIDE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BEDSIDE_HOME", str(tmp_path / "home"))
    assert list(lacking(_printed()[command], PRINTED[command](ward, tmp_path))) == []
