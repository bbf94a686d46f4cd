"""`bedside simulate ward` against a real HTTP server that stands in for the ingestion service."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi import FastAPI, Request, Response

from bedside.cli import main
from bedside.errors import InvalidInput, OfflineRefused, Unavailable
from bedside.jobs.simulation.delivery import Line
from bedside.jobs.simulation.posting import Service
from bedside.jobs.simulation.settings import Settings
from bedside.jobs.simulation.ward import ward
from service.local_server import closed_port, serving

NOON_MS = 1_772_366_400_000


@dataclass
class Hospital:
    """What the server was sent, and which answers it gives before it takes anything."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)
    patients: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    register: bool = True
    known: set[tuple[Any, ...]] = field(default_factory=set)

    def readings(self) -> list[dict[str, Any]]:
        return [reading for body in self.bodies for reading in json.loads(body)["readings"]]


def _app(hospital: Hospital) -> FastAPI:
    app = FastAPI()

    @app.post("/ingest")
    async def ingest(request: Request) -> Response:
        hospital.bodies.append(await request.body())
        status = hospital.answers.pop(0) if hospital.answers else 202
        if status == 202:
            keys = [_key(reading) for reading in json.loads(hospital.bodies[-1])["readings"]]
            new = set(keys) - hospital.known
            hospital.known |= new
            counts = {"accepted": len(new), "duplicate": len(keys) - len(new), "rejected": 0, "results": []}
            return Response(json.dumps(counts), 202, media_type="application/json")
        problem = {"code": "invalid_input", "detail": "refused here", "next_step": "Mend it.", "errors": []}
        return Response(json.dumps(problem), status, media_type="application/problem+json")

    @app.put("/patients/{patient_id}")
    async def patient(patient_id: str, request: Request) -> Response:
        if not hospital.register:
            return Response(status_code=404)
        hospital.patients[patient_id] = await request.json()
        return Response("{}", 200, media_type="application/json")

    return app


def _key(reading: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(reading.get(name) for name in ("event_id", "device_id", "signal", "sequence"))


@pytest.fixture
def hospital() -> Iterator[Hospital]:
    one = Hospital()
    with serving(_app(one)) as url:
        one.url = url
        yield one


def batch() -> list[dict[str, Any]]:
    return next(iter(ward(Settings(NOON_MS, beds=2, minutes=1, faults=0))))[1]


@pytest.mark.parametrize("status", [503, 507, 429])
def test_what_is_not_taken_now_is_sent_again_to_the_letter(hospital: Hospital, status: int) -> None:
    hospital.answers = [status, status]
    with Service(hospital.url) as service:
        service.send(batch())
    assert len(hospital.bodies) == 3
    assert len(set(hospital.bodies)) == 1
    assert (service.taken.accepted, service.taken.duplicate, service.taken.repeats) == (len(batch()), 0, 2)


def test_an_answer_that_never_comes_is_waited_for_no_longer_than_told() -> None:
    with Service(f"http://127.0.0.1:{closed_port()}", give_up_s=0.3) as service, pytest.raises(Unavailable) as refused:
        service.send(batch())
    assert "--to" in refused.value.next_step


def test_a_refusal_ends_it_in_the_services_own_words(hospital: Hospital) -> None:
    hospital.answers = [422]
    with Service(hospital.url) as service, pytest.raises(InvalidInput, match="refused here"):
        service.send(batch())
    assert len(hospital.bodies) == 1


def test_patients_are_registered_with_what_scores_need(hospital: Hospital) -> None:
    with Service(hospital.url) as service:
        service.register(Settings(NOON_MS, beds=2).patients())
    first, second = hospital.patients["sim-01"], hospital.patients["sim-02"]
    assert hospital.patients.keys() == {"sim-01", "sim-02"}
    assert first.keys() == {"birth_date", "spo2_scale", "ward", "bed"}
    assert first["ward"] == "Simulated"
    assert (second["spo2_scale"], second["on_oxygen"], second["bed"]) == (2, True, "2")


def test_a_service_without_patients_or_readings_is_named_as_such(hospital: Hospital) -> None:
    hospital.register = False
    with Service(hospital.url) as service, pytest.raises(Unavailable) as refused:
        service.register(Settings(NOON_MS, beds=1).patients())
    assert "--no-register" in refused.value.next_step
    hospital.answers = [404]
    with Service(hospital.url) as service, pytest.raises(Unavailable, match="takes no readings"):
        service.send(batch())


def test_offline_another_machine_is_refused_before_any_call() -> None:
    with pytest.raises(OfflineRefused):
        Service("http://ward.example:8400", offline=True)
    with pytest.raises(InvalidInput):
        Service("ward.example")


class Ran:
    """How a run of the command ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capfd: pytest.CaptureFixture[str]) -> Any:
    for name in [name for name in os.environ if name.startswith("BEDSIDE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BEDSIDE_HOME", str(tmp_path / "home"))

    def command(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["bedside", "simulate", "ward", *arguments])
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        captured = capfd.readouterr()
        return Ran(status, captured.out, captured.err)

    return command


def test_the_command_feeds_a_service_in_real_time_and_sums_up(hospital: Hospital, run: Any) -> None:
    hospital.answers = [202, 503]
    ended = run("--to", hospital.url, "--beds", "3", "--rate", "10", "--minutes", "0.05", "--faults", "0", "--json")
    assert ended.status == 0, ended.err
    said = json.loads(ended.out)
    new = {_key(reading) for reading in hospital.readings()}
    assert said["accepted"] == len(new) == len(hospital.known)
    assert (said["repeats"], said["duplicate"], said["rejected"]) == (1, 0, 0)
    assert 2.9 < said["took_s"] < 6
    assert len(hospital.patients) == 3
    observed = [reading["observed_at"] for reading in hospital.readings() if reading["signal"] == "heart_rate"]
    assert len(set(observed)) == 90


def test_where_no_service_is_named_it_is_the_one_that_readings_are_sent_to(
    hospital: Hospital, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEDSIDE_INGEST_URL", hospital.url)
    ended = run("--beds", "3", "--minutes", "0.05", "--faults", "0", "--json")
    assert ended.status == 0, ended.err
    assert json.loads(ended.out)["accepted"] == len(hospital.known) > 0


def test_readings_sent_twice_by_the_line_are_counted_as_duplicates(hospital: Hospital) -> None:
    with Service(hospital.url) as service:
        for _, readings in ward(Settings(NOON_MS, beds=2, minutes=1, line=Line(duplicates=0.3)), every_s=20):
            service.send(readings)
    assert service.taken.duplicate > 50
    assert service.taken.accepted == len(hospital.known)


def test_a_service_that_is_not_there_is_an_error_with_the_next_step(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bedside.cli import simulate

    monkeypatch.setattr(simulate, "Service", lambda url, offline: Service(url, give_up_s=0.2, offline=offline))
    ended = run("--to", f"http://127.0.0.1:{closed_port()}", "--minutes", "0.1")
    assert ended.status == 1
    assert "bedside run all" in ended.err.replace("\n", " ")
    assert "Traceback" not in ended.err


def test_without_a_register_of_patients_it_fails_unless_told(hospital: Hospital, run: Any) -> None:
    hospital.register = False
    failed = run("--to", hospital.url, "--minutes", "0.02")
    assert failed.status == 1
    assert "--no-register" in failed.err
    assert hospital.bodies == []
    assert run("--to", hospital.url, "--minutes", "0.02", "--no-register").status == 0
    assert hospital.bodies
