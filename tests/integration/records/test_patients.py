"""Patients in SQLite keep every promise of the port, and a store that breaks one is caught."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import delete, func, select

from bedside.adapters.records import movements, stays, watch_schema
from bedside.adapters.records.patients import SqlPatientStore
from bedside.ports.watch import Edited, Patient
from bedside.testing.contracts import patient_moves, patient_store


@pytest.mark.parametrize("check", [*patient_store.CHECKS, *patient_moves.CHECKS], ids=lambda check: check.__name__)
def test_patients_keep_the_contract(check, open_database):
    check(lambda: SqlPatientStore(open_database()))


class ForgetsStays(SqlPatientStore):
    def put(self, patient, at_ms):
        super().put(replace(patient, bed=""), at_ms)


class EditsWhatItReadBefore(SqlPatientStore):
    def edit(self, patient_id, change, at_ms):
        self.read_before = getattr(self, "read_before", Patient(patient_id=patient_id))
        self.put(change(self.read_before), at_ms)
        return Edited(change(self.read_before))


class DropsMergedNotes(SqlPatientStore):
    def merge(self, patient_id, into, at_ms):
        super().merge(into, patient_id, at_ms)


class EvictsSilently(SqlPatientStore):
    def edit(self, patient_id, change, at_ms):
        return replace(super().edit(patient_id, change, at_ms), moved_out=())


class TakesAllForNew(SqlPatientStore):
    """Hears each movement as one of now, as if nothing newer were known."""

    def move(self, patient_id, move):
        with self._database.write() as connection:
            movements.none_after(connection, patient_id, move.at_ms)
        return super().move(patient_id, move)


class KnowsNoneAgain(SqlPatientStore):
    def move(self, patient_id, move):
        return super().move(patient_id, replace(move, move_id=uuid4().hex))


class PassesOverWhatIsOld(SqlPatientStore):
    def move(self, patient_id, move):
        self.newest = max(getattr(self, "newest", 0), move.at_ms)
        return super().move(patient_id, move) if move.at_ms == self.newest else Edited(self.get(patient_id))


class HearsNoVisits(SqlPatientStore):
    def move(self, patient_id, move):
        return super().move(patient_id, replace(move, visit=""))


class ForgetsAllThatIsOld(SqlPatientStore):
    def forget_moves(self, before_ms, most=500):  # noqa: ARG002 (the signature of the port)
        with self._database.write() as connection:
            connection.execute(delete(watch_schema.movements).where(watch_schema.movements.c.at_ms < before_ms))


class ForgetsTooSoon(SqlPatientStore):
    def forget_moves(self, before_ms, most=500):
        return super().forget_moves(before_ms * 2, most)


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        (HearsNoVisits, patient_moves.the_end_of_one_visit_ends_no_other),
        (ForgetsAllThatIsOld, patient_moves.what_is_forgotten_leaves_who_lies_where),
        (ForgetsTooSoon, patient_moves.what_orders_a_late_movement_is_remembered_as_long_as_one_is_taken),
        (TakesAllForNew, patient_moves.what_is_told_late_completes_the_past),
        (TakesAllForNew, patient_moves.an_arrival_told_late_brings_back_nobody),
        (TakesAllForNew, patient_moves.what_is_told_late_takes_nobodys_bed),
        (KnowsNoneAgain, patient_moves.a_movement_told_again_changes_nothing),
        (PassesOverWhatIsOld, patient_moves.what_is_told_late_completes_the_past),
        (PassesOverWhatIsOld, patient_moves.a_discharge_told_late_parts_the_stays_in_one_bed),
        (EvictsSilently, patient_store.an_edit_tells_who_lost_their_bed),
        (ForgetsStays, patient_store.a_bed_is_whose_it_was_at_the_time),
        (EditsWhatItReadBefore, patient_store.edits_on_several_threads_lose_nothing),
        (DropsMergedNotes, patient_store.a_merged_patient_is_the_other_one),
    ],
)
def test_a_broken_store_is_caught(broken, check, open_database):
    with pytest.raises(AssertionError):
        check(lambda: broken(open_database()))


def test_a_store_that_lets_two_lie_in_one_bed_is_caught(open_database, monkeypatch):
    monkeypatch.setattr(stays, "begin_stay", lambda *_: (True, []))
    with pytest.raises(AssertionError):
        patient_store.a_bed_belongs_to_who_came_last(lambda: SqlPatientStore(open_database()))


def test_movements_do_not_grow_for_ever(open_database):
    database = open_database()
    store = SqlPatientStore(database)
    day = 86_400_000
    for number in range(300):
        visit = f"v{number // 10}"
        told = patient_moves.left if number % 10 == 9 else patient_moves.came
        for name, of_visit in (("numbered", visit), ("plain", "")):
            move = replace(told(number * day, visit=of_visit), move_id=f"{name} {number}")
            store.move(name, move)
        while store.forget_moves((number - 31) * day, most=7):
            pass
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(watch_schema.movements)).scalar_one() <= 2 * 32
