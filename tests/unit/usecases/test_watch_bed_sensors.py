"""A bed's status is told of whoever lies there, by admission or by its readings' word, and of who comes later."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bedside.adapters.objects.folder import FolderObjectStore
from bedside.adapters.records.patients import SqlPatientStore
from bedside.adapters.records.sensor_events import SqlSensorEvents
from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.messages.found import Bed
from bedside.ports.watch import Patient
from bedside.usecases import watch_bed_sensors
from bedside.usecases.watch_bed_sensors import WatchBedSensors

NOW = 1_770_000_000_000
SECOND = 1000
BED = Bed("icu", "9")


@dataclass
class Ward:
    patients: SqlPatientStore
    events: SqlSensorEvents
    objects: FolderObjectStore
    heard: int = 0
    warned: list[str] = field(default_factory=list)

    def sensors(self) -> WatchBedSensors:
        return WatchBedSensors(self.events, self.patients, self.objects, self.warned.append)

    def admit(self, patient: str, at_ms: int, bed: Bed = BED) -> None:
        self.patients.put(Patient(patient_id=patient, ward=bed.ward, bed=bed.bed), at_ms)

    def told(self) -> list[tuple[str, str]]:
        """Returns what is new: patient and kind."""
        found = self.events.after(self.heard)
        self.heard = found[-1][0] if found else self.heard
        return [(one.patient_id, one.kind) for _, one in found]


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    database = SqliteDatabase(f"sqlite:///{tmp_path}/records.db")
    yield Ward(SqlPatientStore(database), SqlSensorEvents(database), FolderObjectStore(tmp_path / "objects"))
    database.close()


def lost(sensors: WatchBedSensors, at_ms: int, bed: Bed = BED, *, is_repeat: bool = False) -> None:
    sensors.told(bed, at_ms, is_lost=True, is_repeat=is_repeat)


def back(sensors: WatchBedSensors, at_ms: int, bed: Bed = BED) -> None:
    sensors.told(bed, at_ms, is_lost=False, is_repeat=False)


def test_who_lies_there_by_admission_is_told_of(ward: Ward) -> None:
    ward.admit("p1", NOW - SECOND)
    sensors = ward.sensors()
    lost(sensors, NOW)
    back(sensors, NOW + SECOND)
    assert ward.told() == [("p1", "lost"), ("p1", "online")]


def test_whom_the_beds_readings_name_is_told_of_and_the_newest_of_them_counts(ward: Ward) -> None:
    sensors = ward.sensors()
    sensors.named(BED, "p1", NOW - 2 * SECOND)
    sensors.named(BED, "p2", NOW - SECOND)
    sensors.named(BED, "p1", NOW - 3 * SECOND)
    lost(sensors, NOW)
    back(sensors, NOW + SECOND)
    assert ward.told() == [("p2", "lost"), ("p2", "online")]


def test_where_readings_and_admission_do_not_agree_both_are_told_of(ward: Ward) -> None:
    ward.admit("p1", NOW - 2 * SECOND)
    sensors = ward.sensors()
    sensors.named(BED, "p2", NOW - SECOND)
    lost(sensors, NOW)
    assert ward.told() == [("p1", "lost"), ("p2", "lost")]


def test_whom_readings_named_before_another_came_is_not_told_of(ward: Ward) -> None:
    sensors = ward.sensors()
    sensors.named(BED, "p1", NOW - 2 * SECOND)
    ward.admit("p2", NOW - SECOND)
    lost(sensors, NOW)
    assert ward.told() == [("p2", "lost")]


@pytest.mark.parametrize("is_present", [True, False])
def test_who_was_moved_or_discharged_since_the_readings_is_not_told_of(ward: Ward, is_present: bool) -> None:
    ward.admit("p1", NOW - 3 * SECOND)
    sensors = ward.sensors()
    sensors.named(BED, "p1", NOW - 2 * SECOND)
    ward.patients.put(Patient(patient_id="p1", ward="icu", bed="5", is_present=is_present), NOW - SECOND)
    lost(sensors, NOW)
    assert ward.told() == []


def test_who_is_admitted_while_it_still_says_lost_is_told_of_once(ward: Ward) -> None:
    sensors = ward.sensors()
    lost(sensors, NOW)
    sensors.look(NOW + SECOND)
    assert ward.told() == []
    ward.admit("p1", NOW + 2 * SECOND)
    for second in range(2, 30):
        sensors.look(NOW + second * SECOND)
    assert ward.told() == [("p1", "lost")]
    ward.admit("p2", NOW + 30 * SECOND)
    sensors.look(NOW + 30 * SECOND)
    assert ward.told() == [("p2", "lost")]
    back(sensors, NOW + 31 * SECOND)
    ward.admit("p3", NOW + 32 * SECOND)
    sensors.look(NOW + 60 * SECOND)
    assert ward.told() == [("p2", "online")]


def test_an_admission_told_ahead_of_its_time_is_seen_when_it_comes(ward: Ward) -> None:
    sensors = ward.sensors()
    lost(sensors, NOW)
    ward.admit("p1", NOW + 20 * SECOND)
    for second in range(1, 31):
        sensors.look(NOW + second * SECOND)
    assert ward.told() == [("p1", "lost")]


def test_a_restart_forgets_neither_the_status_nor_whom_the_readings_named(ward: Ward) -> None:
    before = ward.sensors()
    before.named(BED, "p1", NOW - SECOND)
    lost(before, NOW, Bed("icu", "8"))
    before.keep()
    after = ward.sensors()
    ward.admit("p8", NOW, Bed("icu", "8"))
    lost(after, NOW + SECOND, is_repeat=True)
    after.look(NOW + SECOND)
    assert sorted(ward.told()) == [("p1", "lost"), ("p8", "lost")]


def test_a_repeat_tells_nobody_twice_and_a_new_loss_does(ward: Ward) -> None:
    ward.admit("p1", NOW - SECOND)
    sensors = ward.sensors()
    lost(sensors, NOW)
    lost(sensors, NOW + SECOND, is_repeat=True)
    assert ward.told() == [("p1", "lost")]
    lost(sensors, NOW + 2 * SECOND)
    assert ward.told() == [("p1", "lost")]


def test_who_lies_at_another_lost_sensor_by_now_is_not_told_that_it_is_back(ward: Ward) -> None:
    ward.admit("p1", NOW - SECOND)
    sensors, other = ward.sensors(), Bed("icu", "5")
    lost(sensors, NOW)
    lost(sensors, NOW, other)
    ward.admit("p1", NOW + SECOND, other)
    sensors.look(NOW + 2 * SECOND)
    back(sensors, NOW + 3 * SECOND)
    assert ward.told() == [("p1", "lost"), ("p1", "lost")]


def test_a_loss_that_concerns_nobody_is_logged_once_without_a_name(ward: Ward) -> None:
    sensors = ward.sensors()
    lost(sensors, NOW)
    lost(sensors, NOW + SECOND, is_repeat=True)
    assert ward.warned == ["a sensor is lost at a bed of nobody who is known"]


def test_names_made_up_do_not_fill_the_memory(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_bed_sensors, "_MOST_BEDS", 3)
    sensors = ward.sensors()
    lost(sensors, NOW)
    for number in range(10):
        sensors.named(Bed("made", f"up{number}"), "x", NOW)
    lost(sensors, NOW + SECOND)
    ward.admit("p1", NOW + SECOND)
    sensors.look(NOW + 2 * SECOND)
    assert ward.told() == [("p1", "lost")]
