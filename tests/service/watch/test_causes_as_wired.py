"""Each cause, made in a home and found by what is wired there, sends exactly one notice, whoever finds it how often.

What stands in for the world: the clock, the figures of the disk, and a webhook that nobody answers.
"""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI

from bedside import settings
from bedside.assembly import Assembly, notifying, ward, watch
from bedside.core.alerts.causes import CAUSES
from bedside.core.vitals.reading import Reading
from bedside.ports import Patient
from bedside.services import watchdog
from bedside.services.data_ingestion import loops
from bedside.services.data_ingestion.mllp import MissingPort, MllpServer
from bedside.services.metrics import Metrics
from bedside.services.notifying import start_notifier
from service.waiting import eventually
from unit.usecases.told import Episode

SECOND = 1_000
NOBODY_MAKES_IT_YET = {"model_drift"}  # it comes with the part that learns


class Clock:
    """What every part of the home takes for the time."""

    def __init__(self) -> None:
        self.ms = notifying.now_ms()

    def __call__(self) -> int:
        return self.ms

    def after(self, seconds: int) -> None:
        self.ms += seconds * SECOND


@dataclass
class Home:
    """Two processes' parts over one home; the second comes after the first, as after a restart."""

    first: Assembly
    second: Assembly
    clock: Clock
    patch: pytest.MonkeyPatch

    def record(self, count: int, unit: str = "/min", patient_id: str = "p1") -> None:
        at = self.clock()
        given = [
            Reading(
                patient_id=patient_id, device_id=f"d{n}", signal="heart_rate", value=71.0, unit=unit, observed_at=at
            )
            for n in range(count)
        ]
        self.first.intake.record(given, "json")

    def told(self, cause: str) -> list[str]:
        """Sends by mail what is due; returns the kinds of what went out for the cause."""
        while self.first.senders["outbox-mail"].work():
            pass
        alerts = {one.alert_id for one in self.first.alerts.alerts() if one.rule == cause}
        sent = [one for one in self.first.alerts.outbox() if one.state in ("sent", "delivered")]
        return [one.kind for one in sent if one.alert_id in alerts]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    clock = Clock()
    for module in (notifying, watch, ward, watchdog, loops):
        monkeypatch.setattr(module, "now_ms", clock)
    given = {
        "BEDSIDE_HOME": str(tmp_path),
        "BEDSIDE_LOG_GIGABYTES": "0.0002",
        "BEDSIDE_CHANNELS": "outbox+mail://,webhook+http://127.0.0.1:9/",
    }
    with ExitStack() as stack:
        first, second = (stack.enter_context(closing(Assembly(settings.load(given)))) for _ in range(2))
        yield Home(first, second, clock, monkeypatch)


Look = Callable[[Assembly], object]


def _looking(parts: Assembly) -> None:
    parts.watch_operations.work()


def a_full_disk(here: Home) -> Look:
    def usage(path: Path) -> tuple[int, int, int]:
        assert Path(path) == here.first.home
        return shutil._ntuple_diskusage(100, 99, 1)  # type: ignore[attr-defined]

    here.patch.setattr(shutil, "disk_usage", usage)
    return _looking


def a_channel_nobody_answers(here: Home) -> Look:
    here.first.raise_alerts([Episode()], here.clock())
    for _ in range(3):
        while here.first.senders["webhook"].work():
            pass
        here.clock.after(31)
    return _looking


def refused_readings(here: Home) -> Look:
    here.record(100, unit="[stone_av]")
    return _looking


def a_loop_that_fails(here: Home) -> Look:
    def fails(_: Path) -> None:
        raise OSError("no disk to ask")

    def look(parts: Assembly) -> None:
        tries: list[int] = []
        here.patch.setattr(shutil, "disk_usage", lambda _: tries.append(1) or fails(_))
        stop = threading.Event()
        start_notifier(parts, stop)
        eventually(lambda: len(tries) > 3)
        stop.set()
        for thread in threading.enumerate():
            if thread.name.startswith(("notifier", "operations")):
                thread.join(10)

    return look


def a_log_too_large(here: Home) -> Look:
    def look(parts: Assembly) -> None:
        app = FastAPI()
        app.state.assembly, app.state.metrics = parts, Metrics()
        loops.count_intake(app)
        parts.log.commit("scorer", 0, 0)
        for _ in range(4):
            here.record(2_000)
            here.clock.after(1)
        while loops.tend(parts, app.state.metrics.intake):
            pass

    return look


def a_discharged_patient_whose_monitor_sends(here: Home) -> Look:
    here.first.patients.put(Patient(patient_id="p1", ward="A", is_present=False), here.clock())

    def look(parts: Assembly) -> None:
        for _ in range(14):
            here.clock.after(10)
            here.record(1)
            parts.known_patients()
            while not parts.vitals.is_ready or parts.vitals():
                parts.vitals()
            parts.watch_discharged.work()

    return look


def a_taken_port_for_hl7(here: Home) -> Look:
    def look(parts: Assembly) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            missing = MissingPort(
                2575, lambda: MllpServer(parts.hl7_messages, "127.0.0.1", port), parts.raise_operational
            )
            for _ in range(3):
                missing.work()
                here.clock.after(10)

    return look


def a_dead_pipeline(here: Home) -> Look:
    def look(parts: Assembly) -> None:
        dog = watchdog.watchdog_of(parts)
        for _ in range(20):
            here.clock.after(1)
            dog.work()

    return look


CASES: dict[str, Callable[[Home], Look]] = {
    "disk_nearly_full": a_full_disk,
    "channel_failing": a_channel_nobody_answers,
    "quarantine_filling": refused_readings,
    "pipeline_error": a_loop_that_fails,
    "log_retention_forced": a_log_too_large,
    "discharged_sending": a_discharged_patient_whose_monitor_sends,
    "hl7_not_listening": a_taken_port_for_hl7,
    "pipeline_dead": a_dead_pipeline,
}


@pytest.mark.parametrize("cause", [one.name for one in CAUSES if one.name not in NOBODY_MAKES_IT_YET])
def test_a_cause_made_for_real_sends_exactly_one(here: Home, cause: str) -> None:
    look = CASES[cause](here)
    for parts in (here.first, here.first, here.second):
        look(parts)
        here.clock.after(11)
        assert here.told(cause) == ["operational"]


def test_a_home_in_which_all_is_well_tells_nothing(here: Home) -> None:
    here.record(10)
    for _ in range(3):
        _looking(here.first)
        here.clock.after(11)
    assert here.first.alerts.alerts() == []


def test_every_probe_that_is_wired_has_its_case(here: Home) -> None:
    assert here.first.probes.keys() <= CASES.keys()
    assert CASES.keys().isdisjoint(NOBODY_MAKES_IT_YET)
