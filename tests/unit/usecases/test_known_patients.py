"""Patients in memory are as the store has them, after each refresh."""

from dataclasses import replace
from pathlib import Path

from bedside.ports import Patient
from bedside.usecases.known_patients import KnownPatients

from .told import NOON, world


def test_what_changed_is_known_after_a_refresh(tmp_path: Path) -> None:
    with world(tmp_path) as here:
        known = KnownPatients(here.patients)
        assert known.get("p1") is None
        known.refresh()
        assert known.get("p1") == here.patients.get("p1")
        here.patients.edit("p1", lambda one: replace(one, bed="9"), NOON)
        known.refresh()
        known.refresh()
        assert known.get("p1") == Patient(patient_id="p1", ward="A", bed="9")
        assert known.get("stranger") is None


def test_an_id_that_became_anothers_is_that_one(tmp_path: Path) -> None:
    with world(tmp_path) as here:
        known = KnownPatients(here.patients)
        here.patients.merge("p1", "p2", NOON)
        known.refresh()
        found = known.get("p1")
        assert found is not None
        assert found.patient_id == "p2"
        assert found.is_present
