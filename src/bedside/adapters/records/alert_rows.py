"""Rows of alerts, notices and silences: read, stored and cancelled inside the caller's transaction."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, case, select, update

from bedside.adapters.records.schema import insert_into
from bedside.adapters.records.watch_schema import alerts, notices, patients
from bedside.core.alerts.alert import PRIORITIES, Alert, Notice, Silence, is_wanted
from bedside.errors import NotFound

_MANY = 500  # values in one IN list; engines limit it
_URGENCY = case({name: place for place, name in enumerate(PRIORITIES)}, value=notices.c.priority, else_=0)


def one_alert(connection: Connection, alert_id: str) -> Alert:
    """Returns the alert. Raises NotFound."""
    found = alerts_of(connection, [alert_id])
    if alert_id not in found:
        raise NotFound("There is no such alert.", code="no_alert", next_step="`GET /alerts` lists them.")
    return found[alert_id]


def alerts_of(connection: Connection, alert_ids: Collection[str]) -> dict[str, Alert]:
    """Returns those of the alerts that are there, by id."""
    found: dict[str, Alert] = {}
    for chunk in chunks(sorted(set(alert_ids))):
        statement = select(alerts).where(alerts.c.alert_id.in_(chunk))
        found |= {row["alert_id"]: alert_of(row) for row in connection.execute(statement).mappings()}
    return found


def ids_of_now(connection: Connection, patient_ids: Collection[str | None]) -> dict[str | None, str | None]:
    """Returns by id the one that its patient has by now: another where it was merged. None stands for itself."""
    remains = {one: one for one in patient_ids}
    while steps := _merges(connection, {one for one in remains.values() if one is not None}):
        remains = {one: steps.get(now, now) if now else now for one, now in remains.items()}
    return remains


def _merges(connection: Connection, patient_ids: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in chunks(sorted(patient_ids)):
        merged = and_(patients.c.patient_id.in_(chunk), patients.c.merged_into.is_not(None))
        rows = connection.execute(select(patients.c.patient_id, patients.c.merged_into).where(merged))
        found |= {row.patient_id: row.merged_into for row in rows}
    return found


def notices_where(connection: Connection, condition: ColumnElement[bool]) -> list[Notice]:
    """Returns the notices of which the condition holds."""
    return [notice_of(row) for row in connection.execute(select(notices).where(condition)).mappings()]


def choose(connection: Connection, due: ColumnElement[bool], limit: int) -> list[Notice]:
    """Returns due notices, the most urgent and then the longest due first."""
    order = (_URGENCY.desc(), notices.c.due_ms, notices.c.notice_id)
    statement = select(notices).where(due).order_by(*order).limit(limit).with_for_update()
    return [notice_of(row) for row in connection.execute(statement).mappings()]


def hold(connection: Connection, held: Sequence[Notice], until_ms: int) -> None:
    """Marks notices as being sent, one attempt more, until the lease is over."""
    ids = [one.notice_id for one in held]
    values = {"state": "sending", "attempts": notices.c.attempts + 1, "lease_until_ms": until_ms}
    for chunk in chunks(ids):
        connection.execute(update(notices).where(notices.c.notice_id.in_(chunk)).values(values))


def make_due(connection: Connection, alert_id: str, step: int, now_ms: int) -> None:
    """Makes the pending notices of a step due now, where they were due later."""
    of_step = and_(notices.c.alert_id == alert_id, notices.c.step == step, notices.c.state == "pending")
    later = update(notices).where(of_step, notices.c.next_ms > now_ms)
    connection.execute(later.values(next_ms=now_ms, due_ms=now_ms))


def cancel_unwanted(connection: Connection, alert_ids: Collection[str], at_ms: int) -> None:
    """Cancels what waits of these alerts and is not wanted any more."""
    for chunk in chunks(sorted(alert_ids)):
        waiting = and_(notices.c.alert_id.in_(chunk), notices.c.state == "pending")
        only_wanted(connection, notices_where(connection, waiting), at_ms)


def only_wanted(connection: Connection, waiting: Sequence[Notice], at_ms: int) -> list[Notice]:
    """Returns those that should still be sent, and cancels the others."""
    found = alerts_of(connection, [one.alert_id for one in waiting])
    dropped = {one.notice_id for one in waiting if not is_wanted(one, found.get(one.alert_id))}
    cancelled = {"state": "cancelled", "settled_ms": at_ms, "lease_until_ms": 0}
    for chunk in chunks(sorted(dropped)):
        connection.execute(update(notices).where(notices.c.notice_id.in_(chunk)).values(cancelled))
    return [one for one in waiting if one.notice_id not in dropped]


def put_alerts(connection: Connection, changed: Sequence[Alert]) -> None:
    """Stores alerts over what is there."""
    put_rows(connection, alerts, "alert_id", [row_of(one) for one in changed])


def add_notices(connection: Connection, new: Sequence[Notice]) -> None:
    """Adds notices; one that is there stays as it is."""
    rows = [row_of(one) | {"next_ms": max(one.next_ms, one.due_ms), "lease_until_ms": 0} for one in new]
    if rows:
        connection.execute(insert_into(connection, notices).on_conflict_do_nothing(), rows)


def put_rows(connection: Connection, table: Table, key: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Stores rows over those of the same key."""
    if rows:
        statement = insert_into(connection, table)
        others = {column.name: statement.excluded[column.name] for column in table.c if column.name != key}
        connection.execute(statement.on_conflict_do_update(index_elements=[key], set_=others), list(rows))


_FIELDS = {kind: [field.name for field in fields(kind)] for kind in (Alert, Notice, Silence)}


def row_of(value: Alert | Notice | Silence) -> dict[str, Any]:
    """Returns the value as a row; its fields are plain, so that nothing needs to be copied deeply."""
    row = {name: getattr(value, name) for name in _FIELDS[type(value)]}
    return row | {"about": json.dumps(row["about"])} if "about" in row else row


def alert_of(row: RowMapping) -> Alert:
    """Returns the row as an alert."""
    about = tuple((name, value) for name, value in json.loads(row["about"]))
    return Alert(**{name: row[name] for name in _FIELDS[Alert]} | {"about": about})


def notice_of(row: RowMapping) -> Notice:
    """Returns the row as a notice."""
    return Notice(**{name: row[name] for name in _FIELDS[Notice]})


def silence_of(row: RowMapping) -> Silence:
    """Returns the row as a silence."""
    return Silence(**{name: row[name] for name in _FIELDS[Silence]})


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Returns the ids in lists that a statement takes."""
    return (ids[start : start + _MANY] for start in range(0, len(ids), _MANY))
