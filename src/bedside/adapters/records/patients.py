"""Patients as rows, with their stays and notes. There is no name among them: a patient is an id and a bed.

A row's bed and the open stay say the same: who leaves a bed, by discharge, transfer or because another came, has none.
Each change has the next sequence, so that a follower sees every patient's newest state once. Of what a hospital's
system tells, `movements` keeps how new it is; what a person enters is always the newest.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from bedside.adapters.records import movements, stays
from bedside.adapters.records.database import Database
from bedside.adapters.records.schema import insert_into
from bedside.adapters.records.watch_schema import notes, patients
from bedside.errors import NotFound
from bedside.ports.watch import AlarmLimits, Edited, Move, Note, Patient

_OURSELVES = "Bedside"
_MOVED_OUT = "Bed {1} of ward {0} was given to another patient. Nothing says where this one lies now: enter the bed."


class SqlPatientStore:
    """Implements `bedside.ports.watch.PatientStore` in any database the schema fits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, patient: Patient, at_ms: int) -> None:
        """Stores it, durable on return. Where ward or bed changed, the stay there begins, and the one before ends."""
        with self._database.write() as connection:
            followed = _followed(connection, patient.patient_id)
            _enter(connection, _known(connection, followed), replace(patient, patient_id=followed), at_ms)

    def edit(self, patient_id: str, change: Callable[[Patient], Patient], at_ms: int) -> Edited:
        """Stores what ``change`` makes of the patient, or of a new one; nobody else's change comes in between."""
        with self._database.write() as connection:
            known = _known(connection, _followed(connection, patient_id))
            return _enter(connection, known, replace(change(known), patient_id=known.patient_id), at_ms)

    def move(self, patient_id: str, move: Move) -> Edited:
        """Keeps what a hospital's system told; what is older than the newest word completes only the past."""
        with self._database.write() as connection:
            known = _known(connection, _followed(connection, patient_id))
            if movements.is_known(connection, move.move_id):
                return Edited(known)
            is_new = known == Patient(patient_id=known.patient_id)
            told = movements.told_of(connection, known.patient_id)
            if move.birth_date and (known.birth_date is None or move.at_ms >= movements.newest_ms(told, "of_birth")):
                known = replace(known, birth_date=move.birth_date)
            if move.is_present is None:
                return _describe(connection, known, move, is_new=is_new)
            if known.is_present and not move.is_present and movements.is_of_another_visit(told, move.visit):
                return _end_another_visit(connection, known, move, told)
            return _move(connection, known, move, told)

    def forget_moves(self, before_ms: int, most: int = 500) -> bool:
        """Removes movements of before that time that newer ones cover; returns whether there may be more."""
        with self._database.write() as connection:
            return movements.forget(connection, before_ms, most)

    def get(self, patient_id: str) -> Patient:
        """Returns it, following merges. Raises NotFound."""
        with self._database.read() as connection:
            row = _row(connection, _followed(connection, patient_id))
        if row is None:
            raise _no_patient()
        return _value(row)

    def ids(self, patient_id: str) -> list[str]:
        """Returns all ids that are this patient: the one of now first, then those merged into it."""
        with self._database.read() as connection:
            found = [_followed(connection, patient_id)]
            for one in found:  # which grows meanwhile: what was merged into the merged
                earlier = select(patients.c.patient_id).where(patients.c.merged_into == one)
                found += connection.execute(earlier.order_by(patients.c.patient_id)).scalars()
            return found

    def patients(self, *, is_present: bool | None = True) -> list[Patient]:
        """Returns the patients by ward, bed and id; not those that were merged into others."""
        statement = select(patients).where(patients.c.merged_into.is_(None))
        if is_present is not None:
            statement = statement.where(patients.c.is_present == is_present)
        with self._database.read() as connection:
            rows = connection.execute(statement.order_by(patients.c.ward, patients.c.bed, patients.c.patient_id))
            return [_value(row) for row in rows]

    def changes(self, after: int) -> tuple[int, list[Patient]]:
        """Returns the newest sequence, and the patients stored since ``after``; a merged one is no longer present."""
        statement = select(patients).where(patients.c.sequence > after).order_by(patients.c.sequence)
        with self._database.read() as connection:
            rows = connection.execute(statement).all()
        return (rows[-1].sequence if rows else after), [_value(row) for row in rows]

    def in_bed(self, ward: str, bed: str, at_ms: int) -> str | None:
        """Returns whose bed it was at that time, None where nobody is known to have lain there."""
        with self._database.read() as connection:
            return stays.occupant(connection, ward, bed, at_ms)

    def merge(self, patient_id: str, into: str, at_ms: int) -> None:
        """Notes that two ids are one person; stays and notes go over to ``into``, its own bed and answers stay."""
        with self._database.write() as connection:
            old, new = _followed(connection, patient_id), _followed(connection, into)
            if old == new:
                return
            row, kept = _row(connection, old), _row(connection, new)
            was = _value(row) if row is not None else Patient(patient_id=old, is_present=False)
            has_bed = kept is not None and kept.is_present and kept.bed
            if has_bed:
                stays.end_stay(connection, old, at_ms)
            stays.move_stays(connection, old, new)
            movements.move_all(connection, old, new)
            if has_bed or kept is None or not was.is_present:
                merged = _value(kept) if kept is not None else was
            else:
                merged = replace(_value(kept), ward=was.ward, bed=was.bed, is_present=True)
            _store(connection, replace(merged, patient_id=new), at_ms)
            _write(connection, replace(was, bed="", is_present=False), at_ms)
            connection.execute(update(patients).where(patients.c.patient_id == old).values(merged_into=new))
            for moved in _notes(connection, old):
                _add_note(connection, new, moved)
            connection.execute(notes.delete().where(notes.c.patient_id == old))

    def add_note(self, patient_id: str, note: Note) -> None:
        """Adds a note, durable on return. Raises NotFound."""
        with self._database.write() as connection:
            followed = _followed(connection, patient_id)
            if _row(connection, followed) is None:
                raise _no_patient()
            _add_note(connection, followed, note)

    def notes(self, patient_id: str, limit: int = 100) -> list[Note]:
        """Returns the newest notes, newest first."""
        with self._database.read() as connection:
            return _notes(connection, _followed(connection, patient_id))[::-1][:limit]


def _no_patient() -> NotFound:
    return NotFound(
        "There is no such patient.", code="no_patient", next_step="Check the id; `GET /patients` lists those known."
    )


def _row(connection: Connection, patient_id: str) -> Row[Any] | None:
    return connection.execute(select(patients).where(patients.c.patient_id == patient_id)).one_or_none()


def _followed(connection: Connection, patient_id: str) -> str:
    """Returns the id that this one has become; merges never make a ring, since equal ends are passed over."""
    while True:
        statement = select(patients.c.merged_into).where(patients.c.patient_id == patient_id)
        into = connection.execute(statement).scalar()
        if into is None:
            return patient_id
        patient_id = into


def _known(connection: Connection, patient_id: str) -> Patient:
    return Patient(patient_id=patient_id) if (row := _row(connection, patient_id)) is None else _value(row)


def _enter(connection: Connection, known: Patient, patient: Patient, at_ms: int) -> Edited:
    """Stores what a person entered."""
    of_bed = stays.open_stay(connection, patient.patient_id) != _lies(patient)
    of_presence = of_bed or known.is_present != patient.is_present
    told = movements.told_of(connection, patient.patient_id)
    visit = movements.visit_now(told) if known.is_present and patient.is_present else ""
    of_birth = known.birth_date != patient.birth_date
    tells = movements.Tells(of_presence, of_bed, of_birth, visit, ends=not patient.is_present)
    if tells.presence or tells.birth:
        movements.none_after(connection, patient.patient_id, at_ms)
        movements.note(connection, patient.patient_id, at_ms, tells)
    return _store(connection, patient, at_ms)


def _describe(connection: Connection, known: Patient, move: Move, *, is_new: bool) -> Edited:
    """Stores what was told without a movement. Its bed may be that of before, so it gives way to every movement."""
    if move.bed and is_new and stays.occupant(connection, *move.bed, move.at_ms) is None:
        known = replace(known, ward=move.bed[0], bed=move.bed[1])
    _note(connection, known.patient_id, move, of_bed=False)
    return _store(connection, known, move.at_ms)


def _end_another_visit(connection: Connection, known: Patient, move: Move, told: movements.Told) -> Edited:
    """Notes that a former visit is over, and since when, where that was before the visit of now."""
    if move.horizon_ms <= move.at_ms <= movements.began_ms(told, movements.visit_now(told)):
        stays.cut_short(connection, known.patient_id, move.at_ms)
    _note(connection, known.patient_id, move, of_bed=True)
    return replace(_store(connection, known, move.at_ms), ends_another_visit=True)


def _move(connection: Connection, known: Patient, move: Move, told: movements.Told) -> Edited:
    """Stores a movement: of now, or of the past, where a newer one is known."""
    assert move.is_present is not None
    bed = move.bed if move.is_present else None
    # Of what is older than the horizon, what it would have to be compared with may be forgotten.
    against = movements.standing_against(told, move.visit if move.at_ms >= move.horizon_ms else "")
    if move.at_ms >= movements.newest_ms(against, "of_presence"):
        known = replace(known, is_present=move.is_present)
        if move.is_present and bed is None and known.bed:
            bed = known.ward, known.bed
    of_bed = bed is not None or not move.is_present
    is_newest = of_bed and move.at_ms >= movements.newest_ms(against, "of_bed")
    if is_newest:
        known = replace(known, bed="") if bed is None else replace(known, ward=bed[0], bed=bed[1])
    elif of_bed and move.at_ms >= move.horizon_ms:
        until_ms = movements.next_bed_ms(against, move.at_ms)
        stays.complete(connection, known.patient_id, move.at_ms, until_ms, bed)
    _note(connection, known.patient_id, move, of_bed=of_bed)
    return _store(connection, known, move.at_ms, begins_anew=is_newest)


def _note(connection: Connection, patient_id: str, move: Move, *, of_bed: bool) -> None:
    ends, tells_birth = move.is_present is False, move.birth_date is not None
    tells = movements.Tells(move.is_present is not None, of_bed, tells_birth, move.visit, ends)
    movements.note(connection, patient_id, move.at_ms, tells, move.move_id)


def _lies(one: Patient) -> tuple[str, str] | None:
    return (one.ward, one.bed) if one.is_present and one.bed else None


def _store(connection: Connection, patient: Patient, at_ms: int, *, begins_anew: bool = False) -> Edited:
    """Writes patient and stay; returns the patient as stored, and whose bed it was.

    ``begins_anew``: a stay in the bed of before is another one, so that what is told late may fall between them.
    """
    moved_out = []
    lies = _lies(patient)
    if begins_anew or stays.open_stay(connection, patient.patient_id) != lies:
        stays.end_stay(connection, patient.patient_id, at_ms)
        stays.cut_short(connection, patient.patient_id, at_ms)
        if lies is not None:
            lasts, ended = stays.begin_stay(connection, patient.patient_id, *lies, at_ms)
            patient = patient if lasts else replace(patient, bed="")
            for other in ended:
                row = _row(connection, other)
                if row is not None:
                    _write(connection, replace(_value(row), bed=""), at_ms)
                    _add_note(connection, other, Note(_OURSELVES, _MOVED_OUT.format(*lies), at_ms))
                    moved_out.append(other)
    _write(connection, patient, at_ms)
    return Edited(patient, moved_out)


def _write(connection: Connection, patient: Patient, at_ms: int) -> None:
    newest = connection.execute(select(func.max(patients.c.sequence))).scalar() or 0
    values = {
        "sequence": newest + 1,
        "birth_date": patient.birth_date.isoformat() if patient.birth_date else None,
        "spo2_scale": patient.spo2_scale,
        "on_oxygen": patient.on_oxygen,
        "pregnant": patient.pregnant,
        "ward": patient.ward,
        "bed": patient.bed,
        "limits": json.dumps({name: {"low": one.low, "high": one.high} for name, one in patient.limits.items()}),
        "paused_until_ms": patient.paused_until_ms,
        "paused_by": patient.paused_by,
        "paused_why": patient.paused_why,
        "is_present": patient.is_present,
        "updated_ms": at_ms,
    }
    made = insert_into(connection, patients).values(patient_id=patient.patient_id, **values)
    connection.execute(made.on_conflict_do_update(index_elements=["patient_id"], set_=values))


def _value(row: Row[Any]) -> Patient:
    limits = {name: AlarmLimits(**sides) for name, sides in json.loads(row.limits).items()}
    return Patient(
        patient_id=row.patient_id,
        birth_date=date.fromisoformat(row.birth_date) if row.birth_date else None,
        spo2_scale=row.spo2_scale,
        on_oxygen=row.on_oxygen,
        pregnant=row.pregnant,
        ward=row.ward,
        bed=row.bed,
        limits=limits,
        paused_until_ms=row.paused_until_ms,
        paused_by=row.paused_by,
        paused_why=row.paused_why,
        is_present=row.is_present,
    )


def _add_note(connection: Connection, patient_id: str, note: Note) -> None:
    same = (notes.c.patient_id == patient_id) & (notes.c.at_ms == note.at_ms)
    position = connection.execute(select(func.count()).select_from(notes).where(same)).scalar_one()
    connection.execute(
        insert(notes).values(patient_id=patient_id, at_ms=note.at_ms, position=position, by=note.by, text=note.text)
    )


def _notes(connection: Connection, patient_id: str) -> list[Note]:
    statement = select(notes).where(notes.c.patient_id == patient_id).order_by(notes.c.at_ms, notes.c.position)
    return [Note(row.by, row.text, row.at_ms) for row in connection.execute(statement)]
