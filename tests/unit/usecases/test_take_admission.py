"""Who lies where: what each movement changes, and what it leaves alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bedside.messages.admissions import Admission, Movement
from bedside.messages.found import Bed
from bedside.ports.watch import AlarmLimits, Patient
from bedside.usecases.take_admission import MOVES_KEPT_MS, TakeAdmission
from conformance.intake import NOW, Intake

HOUR = 3_600_000
DAY = 24 * HOUR


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    opened = Intake(tmp_path)
    yield opened
    opened.close()


def take(
    intake: Intake, movement: Movement, patient_id: str = "p1", bed: str = "7", at_ms: int | None = NOW, **more: object
) -> None:
    place = Bed("ICU", bed) if bed else None
    TakeAdmission(intake.patients, intake.alerts).take(
        Admission(movement=movement, patient_id=patient_id, at_ms=at_ms, bed=place, **more),  # type: ignore[arg-type]
        NOW + HOUR,
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
        arrive(Admission(movement=Movement.ADMITTED, patient_id=patient_id, at_ms=NOW, bed=Bed("ICU", "7")), NOW)
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


def test_a_discharge_sent_again_after_a_readmission_leaves_the_patient_in_bed(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, at_ms=NOW - 600)
    take(intake, Movement.LEFT, at_ms=NOW - 500)
    take(intake, Movement.ADMITTED, at_ms=NOW - 300)
    take(intake, Movement.LEFT, at_ms=NOW - 500)
    assert lies(intake) == ("7", True)
    assert [intake.patients.in_bed("ICU", "7", NOW - ago) for ago in (600, 500, 300, 0)] == ["p1", None, "p1", "p1"]


def test_a_discharge_that_comes_after_the_readmission_only_ends_the_stay_before(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, at_ms=NOW - 600)
    take(intake, Movement.ADMITTED, at_ms=NOW - 300)
    take(intake, Movement.LEFT, at_ms=NOW - 500)
    assert lies(intake) == ("7", True)
    assert [intake.patients.in_bed("ICU", "7", NOW - ago) for ago in (600, 500, 300, 0)] == ["p1", None, "p1", "p1"]


@pytest.mark.parametrize("is_the_bed_taken", [False, True])
def test_an_admission_sent_again_after_a_transfer_moves_nobody(intake: Intake, is_the_bed_taken: bool) -> None:
    take(intake, Movement.ADMITTED, bed="4", at_ms=NOW - 600)
    take(intake, Movement.MOVED, bed="5", at_ms=NOW - 300)
    if is_the_bed_taken:
        take(intake, Movement.ADMITTED, "p2", bed="4", at_ms=NOW - 200)
    take(intake, Movement.ADMITTED, bed="4", at_ms=NOW - 600)
    assert lies(intake) == ("5", True)
    assert [intake.patients.in_bed("ICU", "5", NOW - ago) for ago in (301, 300, 0)] == [None, "p1", "p1"]
    assert intake.patients.in_bed("ICU", "4", NOW) == ("p2" if is_the_bed_taken else None)


def test_an_admission_sent_again_after_the_discharge_brings_nobody_back(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, at_ms=NOW - 600)
    take(intake, Movement.LEFT, at_ms=NOW - 500)
    take(intake, Movement.ADMITTED, at_ms=NOW - 600)
    assert lies(intake) == ("", False)
    assert [intake.patients.in_bed("ICU", "7", NOW - ago) for ago in (600, 500, 0)] == ["p1", None, None]


def test_a_transfer_that_comes_after_a_newer_one_completes_the_past(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, bed="4", at_ms=NOW - 600)
    take(intake, Movement.MOVED, bed="6", at_ms=NOW - 100)
    take(intake, Movement.MOVED, bed="5", at_ms=NOW - 200)
    assert lies(intake) == ("6", True)
    held = [intake.patients.in_bed("ICU", bed, NOW - ago) for bed, ago in (("4", 201), ("4", 200), ("5", 200))]
    assert held == ["p1", None, "p1"]
    assert [intake.patients.in_bed("ICU", bed, NOW - 100) for bed in "456"] == [None, None, "p1"]


def test_a_discharge_without_a_time_sent_again_is_known_by_its_message(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, at_ms=NOW)
    take(intake, Movement.LEFT, at_ms=None, message_id="m1")
    assert lies(intake) == ("", False)
    take(intake, Movement.ADMITTED, at_ms=None, message_id="m2")
    take(intake, Movement.LEFT, at_ms=None, message_id="m1")
    assert lies(intake) == ("7", True)
    take(intake, Movement.LEFT, at_ms=None, message_id="m3")
    assert lies(intake) == ("", False)


def test_a_discharge_dated_ahead_sent_again_leaves_the_readmission(intake: Intake) -> None:
    ahead = Admission(movement=Movement.LEFT, patient_id="p1", at_ms=NOW + 200)
    admissions = TakeAdmission(intake.patients, intake.alerts)
    take(intake, Movement.ADMITTED)
    admissions.take(ahead, NOW + 50)
    assert lies(intake) == ("", False)
    admissions.take(replace(ahead, movement=Movement.ADMITTED, at_ms=NOW + 60, bed=Bed("ICU", "7")), NOW + 60)
    admissions.take(ahead, NOW + 70)
    assert lies(intake) == ("7", True)


def test_an_admission_sent_again_under_an_id_that_was_given_up_moves_nobody(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, "p1", bed="7", at_ms=NOW - 600)
    take(intake, Movement.ADMITTED, "old", bed="8", at_ms=NOW - 300)
    for _ in range(2):
        take(intake, Movement.MERGED, "p1", at_ms=NOW, merged_id="old")
        take(intake, Movement.ADMITTED, "old", bed="8", at_ms=NOW - 300)
        assert lies(intake) == ("7", True)


def test_a_merge_gives_the_bed_to_the_id_that_stays(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, "old")
    take(intake, Movement.MERGED, "p1", merged_id="old")
    assert intake.patients.in_bed("ICU", "7", NOW) == "p1"


def test_a_movement_beyond_the_horizon_completes_no_past_and_who_never_moved_is_still_here(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, "stays", "9", at_ms=NOW - 400 * DAY)
    take(intake, Movement.ADMITTED, at_ms=NOW)
    for days, bed in ((29, "1"), (31, "2")):
        take(intake, Movement.MOVED, bed=bed, at_ms=NOW - days * DAY)
    assert [intake.patients.in_bed("ICU", bed, NOW - 1) for bed in "12"] == ["p1", None]
    intake.patients.forget_moves(NOW + HOUR - MOVES_KEPT_MS)
    take(intake, Movement.LEFT, "stays", at_ms=NOW - 401 * DAY)
    assert [lies(intake, one) for one in ("stays", "p1")] == [("9", True), ("7", True)]


def test_the_same_time_of_another_visit_is_another_movement(intake: Intake) -> None:
    take(intake, Movement.ADMITTED, visit="v1")
    take(intake, Movement.LEFT, at_ms=NOW + 10, visit="v1")
    take(intake, Movement.ADMITTED, visit="v2")
    assert lies(intake) == ("7", True)
