"""Who lies where: what each movement changes, and what it leaves alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bedside.messages.admissions import Admission, Movement
from bedside.messages.found import Bed
from bedside.ports.watch import AlarmLimits, Patient
from bedside.usecases.take_admission import TakeAdmission
from conformance.intake import NOW, Intake


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    opened = Intake(tmp_path)
    yield opened
    opened.close()


def take(
    intake: Intake, movement: Movement, patient_id: str = "p1", bed: str = "7", at_ms: int = NOW, **more: object
) -> None:
    place = Bed("ICU", bed) if bed else None
    TakeAdmission(intake.patients, intake.alerts).take(
        Admission(movement=movement, patient_id=patient_id, at_ms=at_ms, bed=place, **more)  # type: ignore[arg-type]
    )


def lies(intake: Intake, patient_id: str = "p1") -> tuple[str, bool]:
    patient = intake.patients.get(patient_id)
    return patient.bed, patient.is_present


def test_an_admission_keeps_what_was_known_of_the_patient(intake: Intake) -> None:
    limits = {"spo2": AlarmLimits(low=85)}
    known = Patient(patient_id="p1", spo2_scale=2, limits=limits, birth_date=date(1940, 2, 3), is_present=False)
    intake.patients.put(known, NOW - 1)
    take(intake, Movement.ADMITTED)
    patient = intake.patients.get("p1")
    assert (patient.spo2_scale, patient.limits, patient.birth_date) == (2, limits, date(1940, 2, 3))
    assert lies(intake) == ("7", True)


def test_a_discharge_leaves_the_bed_to_nobody(intake: Intake) -> None:
    take(intake, Movement.ADMITTED)
    take(intake, Movement.LEFT, at_ms=NOW + 10)
    assert lies(intake) == ("", False)
    assert [intake.patients.in_bed("ICU", "7", NOW + after) for after in (-1, 0, 9, 10)] == [None, "p1", "p1", None]


def test_an_arrival_in_an_occupied_bed_stands_and_is_told_without_saying_who(intake: Intake) -> None:
    moved_out: list[int] = []
    arrive = TakeAdmission(intake.patients, intake.alerts, moved_out.append).take
    for patient_id in ("p1", "p1", "p2"):
        arrive(Admission(movement=Movement.ADMITTED, patient_id=patient_id, at_ms=NOW, bed=Bed("ICU", "7")))
    assert (lies(intake), lies(intake, "p2"), moved_out) == (("", True), ("7", True), [1])


def test_an_update_tells_the_birth_date_and_moves_nobody(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, bed="8")
    take(intake, Movement.UPDATED, birth_date=date(1940, 2, 3))
    assert lies(intake) == ("8", True)
    assert intake.patients.get("p1").birth_date == date(1940, 2, 3)


def test_an_update_of_somebody_who_lost_the_bed_to_another_does_not_take_it_back(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, "p1")
    take(intake, Movement.ADMITTED, "p2", at_ms=NOW + 10)
    take(intake, Movement.UPDATED, "p1", at_ms=NOW + 20)
    assert intake.patients.in_bed("ICU", "7", NOW + 20) == "p2"


def test_an_update_does_not_bring_back_who_was_discharged(intake: Intake) -> None:
    take(intake, Movement.ADMITTED)
    take(intake, Movement.LEFT, at_ms=NOW + 10)
    take(intake, Movement.UPDATED, at_ms=NOW + 20)
    assert lies(intake) == ("", False)


def test_an_update_of_an_unknown_patient_says_where_they_lie(intake: Intake) -> None:
    take(intake, Movement.UPDATED)
    assert lies(intake) == ("7", True)


def test_an_admission_without_a_bed_leaves_the_patient_where_they_are(intake: Intake) -> None:
    take(intake, Movement.ADMITTED)
    take(intake, Movement.ADMITTED, bed="")
    assert lies(intake) == ("7", True)


def test_the_same_movement_again_changes_nothing(intake: Intake) -> None:
    for _ in range(3):
        take(intake, Movement.ADMITTED)
    assert lies(intake) == ("7", True)
    assert intake.patients.in_bed("ICU", "7", NOW) == "p1"


def test_a_merge_gives_the_bed_to_the_id_that_stays(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, "old")
    take(intake, Movement.MERGED, "p1", merged_id="old")
    assert intake.patients.in_bed("ICU", "7", NOW) == "p1"
