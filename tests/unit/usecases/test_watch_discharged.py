"""Readings that still come for a discharged patient are told once, without an id, and on the board's banner."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bedside.core.vitals.stored_reading import StoredReading
from bedside.errors import Unavailable
from bedside.ports import Alert
from bedside.usecases.follow_patients import FollowPatients
from bedside.usecases.follow_ward import FollowWard
from bedside.usecases.raise_operational import RaiseOperational
from bedside.usecases.watch_discharged import WatchDischarged

from .told import MAIL, NOON, World, world


class Vitals:
    """What was measured last, by patient, numbered."""

    def __init__(self) -> None:
        self.version, self.values = 0, dict[str, tuple[int, StoredReading]]()

    def measure(self, patient_id: str, at_ms: int, slow_ms: int = 0) -> None:
        self.version += 1
        one = StoredReading(
            event_id="e",
            patient_id=patient_id,
            device_id="monitor-7",
            signal="heart_rate",
            value=71.0,
            unit="/min",
            observed_at_ms=at_ms - slow_ms,
            received_at_ms=at_ms,
        )
        self.values[patient_id] = self.version, one

    def changed_since(self, version: int) -> tuple[int, list[str]]:
        return self.version, [name for name, (at, _) in self.values.items() if at > version]

    def latest(self, patient_id: str) -> dict[str, StoredReading]:
        return {"heart_rate": self.values[patient_id][1]} if patient_id in self.values else {}


class Ward:
    def __init__(self, here: World) -> None:
        self.here, self.vitals, self.patients = here, Vitals(), FollowPatients(here.patients)
        self.start()

    def start(self) -> None:
        raise_ = RaiseOperational(self.here.alerts, self.here.compose, self.here.clock)
        self.watch = WatchDischarged(raise_, self.vitals, self.patients, self.here.clock)  # type: ignore[arg-type]

    def is_present(self, is_present: bool, patient_id: str = "p1") -> None:
        change = lambda one: replace(one, is_present=is_present)  # noqa: E731
        self.here.patients.edit(patient_id, change, self.here.now_ms)

    def run(self, seconds: int, *sending: str, age_ms: int = 0, slow_ms: int = 0) -> None:
        for _ in range(0, seconds, 10):
            self.here.now_ms += 10_000
            for one in sending:
                self.vitals.measure(one, self.here.now_ms - age_ms, slow_ms)
            self.patients()
            self.watch.work()

    def open(self) -> list[Alert]:
        return self.here.alerts.alerts(state="open")


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    with world(tmp_path, MAIL) as here:
        yield Ward(here)


def test_a_monitor_that_goes_on_sending_is_told_once_a_patient_and_without_an_id(ward: Ward) -> None:
    ward.is_present(False)
    ward.run(120, "p1", "p2")
    assert ward.open() == []
    ward.run(3_600, "p1", "p2")
    ward.here.send_all()
    (alert,) = ward.open()
    assert (alert.rule, alert.priority, alert.patient_id) == ("discharged_sending", "medium", None)
    assert "who lies there? Nobody is alerted" in alert.reason
    assert "ward A" in alert.reason
    assert "monitor-7" in alert.reason
    assert "p1" not in alert.reason
    assert len([one for one in ward.here.channels["mail"].taken if one.step == 0]) == 1
    ward.is_present(False, "p2")
    ward.run(140, "p1", "p2")
    assert len(ward.open()) == 2


@pytest.mark.parametrize(("slow_minutes", "told"), [(-4, 1), (1.5, 1), (9, 1), (11, 0)])
def test_a_monitor_whose_clock_is_wrong_is_told_too_and_what_is_written_down_later_is_not(
    ward: Ward, slow_minutes: float, told: int
) -> None:
    ward.is_present(False)
    ward.run(140, "p1", slow_ms=int(slow_minutes * 60_000))
    assert len(ward.open()) == told


def test_it_stands_on_the_banner_of_the_board(ward: Ward) -> None:
    ward.is_present(False)
    ward.run(140, "p1")
    board = FollowWard(ward.vitals, ward.patients, ward.here.alerts, ward.here.clock, 3_600_000)  # type: ignore[arg-type]
    board()
    assert [one.rule for one in board.system] == ["discharged_sending"]
    assert "p1" not in [one.patient.patient_id for one in board.beds()]


def test_what_is_written_down_late_or_ends_within_two_minutes_tells_nothing(ward: Ward) -> None:
    ward.is_present(False)
    ward.run(600, "p1", age_ms=60_001)
    ward.run(110, "p1")
    ward.run(600)
    ward.run(110, "p1")
    assert ward.open() == []


def test_it_is_over_after_ten_minutes_of_nothing_or_when_they_are_here_again(ward: Ward) -> None:
    ward.is_present(False)
    ward.run(140, "p1")
    ward.run(590)
    assert len(ward.open()) == 1
    ward.run(10)
    assert ward.open() == []
    ward.run(3_600)
    ward.run(140, "p1")
    assert len(ward.open()) == 1
    ward.is_present(True)
    ward.run(10, "p1")
    assert ward.open() == []


def test_a_restart_and_a_clock_that_is_set_back_neither_end_it_nor_tell_it_again(ward: Ward) -> None:
    ward.is_present(False)
    ward.run(140, "p1")
    (alert,) = ward.open()
    ward.start()
    ward.run(60)
    ward.run(600, "p1")
    ward.here.now_ms = NOON - 3_600_000
    ward.run(700, "p1")
    assert [one.alert_id for one in ward.open()] == [alert.alert_id]


def test_after_a_restart_an_id_that_is_back_ends_it_at_once(ward: Ward) -> None:
    ward.is_present(False)
    ward.run(140, "p1")
    ward.start()
    ward.is_present(True)
    ward.run(10)
    assert ward.open() == []


def test_a_look_that_failed_is_made_again_at_once_so_that_its_loop_tells_what_fails_for_good(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: int) -> None:
        raise Unavailable("away")

    monkeypatch.setattr(ward.vitals, "changed_since", away)
    for _ in range(3):
        with pytest.raises(Unavailable):
            ward.watch.work()
