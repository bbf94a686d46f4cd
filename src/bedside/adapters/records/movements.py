"""What was told of where patients are, as rows: by them one word is known to be newer than another.

A row says of what it told: whether the patient is present, the bed, the birth date. What is told of a bed also ends
the stay before it, so that a stay of the past told late ends where the next one begins.

A row may have the number of the visit (the hospital's, PV1-19). Of two visits with different numbers the end of one
says nothing of the other, whatever the times: a visit that is over does not stand against a word of another one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, or_, select, update

from bedside.adapters.records.watch_schema import movements

_NEVER = -(2**62)
Told = Sequence[Row[Any]]
"""Rows of one patient."""


@dataclass(frozen=True, slots=True)
class Tells:
    """Of what a word of a patient tells, of which visit ("" where untold), and whether it is that the patient left."""

    presence: bool
    bed: bool
    birth: bool
    visit: str = ""
    ends: bool = False


def is_known(connection: Connection, move_id: str) -> bool:
    """Returns whether this was told before."""
    statement = select(movements.c.move_id).where(movements.c.move_id == move_id)
    return connection.execute(statement).first() is not None


def told_of(connection: Connection, patient_id: str) -> Told:
    """Returns all that was told of the patient and is kept, by time."""
    return connection.execute(
        select(movements).where(movements.c.patient_id == patient_id).order_by(movements.c.at_ms)
    ).all()


def standing_against(told: Told, visit: str) -> Told:
    """Returns what a word of that visit is compared with: all, but for other visits that are over."""
    over = {row.visit for row in told} - _open_visits(told) - {"", visit} if visit else ()
    return [row for row in told if row.visit not in over]


def visit_now(told: Told) -> str:
    """Returns the number of the visit in which somebody who is present is, "" where it was not told."""
    ongoing = _open_visits(told)
    arrivals = [row for row in told if row.of_presence and not row.ends and row.visit in ongoing]
    return str(arrivals[-1].visit) if arrivals else ""


def is_of_another_visit(told: Told, visit: str) -> bool:
    """Returns whether it is known to be another visit than the one in which somebody who is present is."""
    return bool(visit) and visit_now(told) not in ("", visit)


def began_ms(told: Told, visit: str) -> int:
    """Returns when the first was told of that visit."""
    return min(int(row.at_ms) for row in told if row.visit == visit)


def newest_ms(told: Told, kind: str) -> int:
    """Returns when the newest word of that kind (``of_presence``…) held from; before all times where there is none."""
    return max((int(row.at_ms) for row in told if getattr(row, kind)), default=_NEVER)


def next_bed_ms(told: Told, at_ms: int) -> int:
    """Returns when the patient went to another bed, or from all, after that time; it is known that they did."""
    return min(int(row.at_ms) for row in told if row.of_bed and row.at_ms > at_ms)


def note(connection: Connection, patient_id: str, at_ms: int, tells: Tells, move_id: str = "") -> None:
    """Notes of what was told; without ``move_id`` a person entered it."""
    values = {"of_presence": tells.presence, "of_bed": tells.bed, "of_birth": tells.birth, "ends": tells.ends}
    move_id = move_id or f"entered:{uuid4().hex}"
    noted = insert(movements).values(move_id=move_id, patient_id=patient_id, at_ms=at_ms, visit=tells.visit, **values)
    connection.execute(noted)


def none_after(connection: Connection, patient_id: str, at_ms: int) -> None:
    """Lets nothing be newer than that: a clock that was ahead and is set back leaves such times."""
    later = (movements.c.patient_id == patient_id) & (movements.c.at_ms > at_ms)
    connection.execute(update(movements).where(later).values(at_ms=at_ms))


def move_all(connection: Connection, patient_id: str, into: str) -> None:
    """Gives what was told of one id to another."""
    connection.execute(update(movements).where(movements.c.patient_id == patient_id).values(patient_id=into))


def forget(connection: Connection, before_ms: int, most: int) -> bool:
    """Removes words of before that time that newer ones cover, at most so many; returns whether there may be more.

    The newest word of each kind stays however old it is, and so does the newest of a visit that has not ended: who was
    admitted long ago and never moved is here by it.
    """
    covered = and_(_is_covered("of_presence"), _is_covered("of_bed"), _is_covered("of_birth"))
    old = select(movements.c.move_id).where(movements.c.at_ms < before_ms, covered)
    ids = list(connection.execute(old.order_by(movements.c.at_ms).limit(most)).scalars())
    connection.execute(delete(movements).where(movements.c.move_id.in_(ids)))
    return len(ids) == most


def _is_covered(kind: str) -> ColumnElement[bool]:
    """Returns the condition that a row tells nothing of that kind, or a newer one does in its place.

    Of a visit only another row of it does, but for the last that remains of one that is over: else the visit would
    seem to go on.
    """
    later, same = movements.alias(), movements.alias()
    newer = [later.c.patient_id == movements.c.patient_id, later.c.at_ms > movements.c.at_ms, later.c[kind]]
    if kind != "of_birth":
        of_visit = [same.c.patient_id == movements.c.patient_id, same.c.visit == movements.c.visit]
        arrival = select(same.c.move_id).where(*of_visit, ~same.c.ends).correlate(movements)
        is_last = and_(movements.c.ends, ~arrival.exists())
        newer.append(or_(movements.c.visit == "", later.c.visit == movements.c.visit, is_last))
    return or_(~movements.c[kind], select(later.c.move_id).where(*newer).correlate(movements).exists())


def _open_visits(told: Told) -> set[str]:
    """Returns the visits of which the newest word is not that the patient left; of one time, that one holds."""
    newest = {row.visit: row.ends for row in sorted(told, key=lambda row: (row.at_ms, row.ends)) if row.of_presence}
    return {visit for visit, ends in newest.items() if not ends or not visit}
