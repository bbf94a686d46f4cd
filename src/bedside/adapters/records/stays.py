"""Who lay in which bed when, as rows: what readings that name only a bed are given to a patient by.

A bed belongs to who came last. So an arrival ends the stay of whoever is still noted there: where a discharge was never
sent, readings of an empty bed go to nobody rather than to the one before. What is told late of the past ends nobody's
stay but the patient's own.
"""

from sqlalchemy import ColumnElement, Connection, and_, case, delete, func, insert, or_, select, update

from bedside.adapters.records.schema import insert_into
from bedside.adapters.records.watch_schema import stays


def open_stay(connection: Connection, patient_id: str) -> tuple[str, str] | None:
    """Returns ward and bed of the stay that has not ended."""
    row = connection.execute(
        select(stays.c.ward, stays.c.bed).where(stays.c.patient_id == patient_id, stays.c.until_ms.is_(None))
    ).first()
    return None if row is None else (row.ward, row.bed)


def end_stay(connection: Connection, patient_id: str, at_ms: int) -> None:
    """Ends the patient's stay; one that began later than that is as if it had not been."""
    connection.execute(
        update(stays)
        .where(stays.c.patient_id == patient_id, stays.c.until_ms.is_(None))
        .values(until_ms=case((stays.c.from_ms > at_ms, stays.c.from_ms), else_=at_ms))
    )


def cut_short(connection: Connection, patient_id: str, at_ms: int) -> None:
    """Ends then the patient's stay of that time that ended later, as when another came: they had gone before."""
    ended = and_(stays.c.patient_id == patient_id, stays.c.from_ms <= at_ms, stays.c.until_ms > at_ms)
    connection.execute(update(stays).where(ended).values(until_ms=at_ms))


def begin_stay(connection: Connection, patient_id: str, ward: str, bed: str, at_ms: int) -> tuple[bool, list[str]]:
    """Notes an arrival; returns whether the stay lasts, and whose stays it ended.

    It does not last where somebody else is known to have come into that bed later: messages come in any order.
    """
    there = and_(stays.c.ward == ward, stays.c.bed == bed, stays.c.patient_id != patient_id)
    later = _next_arrival(connection, patient_id, ward, bed, at_ms)
    ended = connection.execute(
        select(stays.c.patient_id, stays.c.until_ms).where(there, stays.c.from_ms <= at_ms, _reaches(at_ms))
    ).all()
    connection.execute(update(stays).where(there, stays.c.from_ms <= at_ms, _reaches(at_ms)).values(until_ms=at_ms))
    same = and_(stays.c.ward == ward, stays.c.bed == bed, stays.c.patient_id == patient_id, stays.c.from_ms == at_ms)
    connection.execute(delete(stays).where(same))
    connection.execute(insert(stays).values(ward=ward, bed=bed, from_ms=at_ms, until_ms=later, patient_id=patient_id))
    return later is None, [row.patient_id for row in ended if row.until_ms is None]


def complete(connection: Connection, patient_id: str, at_ms: int, until_ms: int, bed: tuple[str, str] | None) -> None:
    """Notes in whose bed the patient lay in the past, until they went elsewhere, or another came; None: in no bed.

    Only their own stays that have ended change: what is told late takes nobody's bed.
    """
    cut_short(connection, patient_id, at_ms)
    if bed is not None:
        later = _next_arrival(connection, patient_id, *bed, at_ms)
        until_ms = until_ms if later is None else min(until_ms, later)
        values = {"ward": bed[0], "bed": bed[1], "from_ms": at_ms, "until_ms": until_ms, "patient_id": patient_id}
        made = insert_into(connection, stays).values(values)
        has_ended = stays.c.until_ms.is_not(None)
        connection.execute(
            made.on_conflict_do_update(
                index_elements=list(stays.primary_key), set_={"until_ms": until_ms}, where=has_ended
            )
        )


def occupant(connection: Connection, ward: str, bed: str, at_ms: int) -> str | None:
    """Returns who lay there at that time: of several, who came last."""
    there = and_(stays.c.ward == ward, stays.c.bed == bed, stays.c.from_ms <= at_ms, _reaches(at_ms))
    found = connection.execute(select(stays.c.patient_id).where(there).order_by(stays.c.from_ms.desc()).limit(1))
    return found.scalar()


def move_stays(connection: Connection, patient_id: str, into: str) -> None:
    """Gives the stays of one id to another; where both have the same, one remains."""
    theirs = select(stays.c.ward, stays.c.bed, stays.c.from_ms).where(stays.c.patient_id == into)
    for ward, bed, from_ms in connection.execute(theirs).all():
        same = and_(stays.c.ward == ward, stays.c.bed == bed, stays.c.from_ms == from_ms)
        connection.execute(delete(stays).where(same, stays.c.patient_id == patient_id))
    connection.execute(update(stays).where(stays.c.patient_id == patient_id).values(patient_id=into))


def _next_arrival(connection: Connection, patient_id: str, ward: str, bed: str, at_ms: int) -> int | None:
    """Returns when somebody else came into that bed after that time."""
    there = and_(stays.c.ward == ward, stays.c.bed == bed, stays.c.patient_id != patient_id)
    return connection.execute(select(func.min(stays.c.from_ms)).where(there, stays.c.from_ms > at_ms)).scalar()


def _reaches(at_ms: int) -> ColumnElement[bool]:
    return or_(stays.c.until_ms.is_(None), stays.c.until_ms > at_ms)
