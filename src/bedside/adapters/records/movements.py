"""What was told of where patients are, as rows: by them one word is known to be newer than another.

A row says of what it told: whether the patient is present, the bed, the birth date. What is told of a bed also ends
the stay before it, so that a stay of the past told late ends where the next one begins.
"""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select, update

from bedside.adapters.records.watch_schema import movements

_NEVER = -(2**62)


@dataclass(frozen=True, slots=True)
class Tells:
    """Of what a word of a patient tells."""

    presence: bool
    bed: bool
    birth: bool


@dataclass(frozen=True, slots=True)
class Newest:
    """When the newest word of each kind held from; before all times where there was none."""

    presence_ms: int = _NEVER
    bed_ms: int = _NEVER
    birth_ms: int = _NEVER


def is_known(connection: Connection, move_id: str) -> bool:
    """Returns whether this was told before."""
    statement = select(movements.c.move_id).where(movements.c.move_id == move_id)
    return connection.execute(statement).first() is not None


def newest(connection: Connection, patient_id: str) -> Newest:
    """Returns how new what is known of the patient is."""
    told = (movements.c.of_presence, movements.c.of_bed, movements.c.of_birth)
    columns = [func.max(movements.c.at_ms).filter(one) for one in told]
    row = connection.execute(select(*columns).where(movements.c.patient_id == patient_id)).one()
    return Newest(*(_NEVER if at_ms is None else at_ms for at_ms in row))


def next_bed_ms(connection: Connection, patient_id: str, at_ms: int) -> int:
    """Returns when the patient went to another bed, or from all, after that time; it is known that they did."""
    after = (movements.c.patient_id == patient_id) & movements.c.of_bed & (movements.c.at_ms > at_ms)
    return int(connection.execute(select(func.min(movements.c.at_ms)).where(after)).scalar_one())


def note(connection: Connection, patient_id: str, at_ms: int, tells: Tells, move_id: str = "") -> None:
    """Notes of what was told; without ``move_id`` a person entered it."""
    values = {"of_presence": tells.presence, "of_bed": tells.bed, "of_birth": tells.birth}
    move_id = move_id or f"entered:{uuid4().hex}"
    connection.execute(insert(movements).values(move_id=move_id, patient_id=patient_id, at_ms=at_ms, **values))


def none_after(connection: Connection, patient_id: str, at_ms: int) -> None:
    """Lets nothing be newer than that: a clock that was ahead and is set back leaves such times."""
    later = (movements.c.patient_id == patient_id) & (movements.c.at_ms > at_ms)
    connection.execute(update(movements).where(later).values(at_ms=at_ms))


def move_all(connection: Connection, patient_id: str, into: str) -> None:
    """Gives what was told of one id to another."""
    connection.execute(update(movements).where(movements.c.patient_id == patient_id).values(patient_id=into))
