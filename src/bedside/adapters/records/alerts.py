"""Alerts and their outbox as rows. What is decided of them is `core.alerts.alert`; here it is one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import RowMapping, Select, and_, case, delete, select, update

from bedside.adapters.records.alert_rows import (
    add_notices,
    alert_of,
    alerts_of,
    cancel_unwanted,
    choose,
    chunks,
    hold,
    ids_of_now,
    make_due,
    notice_of,
    notices_where,
    one_alert,
    only_wanted,
    put_alerts,
    put_rows,
    row_of,
    silence_of,
)
from bedside.adapters.records.database import Database
from bedside.adapters.records.watch_schema import alerts, notices, silences
from bedside.core.alerts.alert import Alert, Notice, Silence, merged, rank
from bedside.errors import Conflict, NotFound

_WAITING = ("pending", "sending")
_IS_WAITING = notices.c.state.in_(_WAITING)
_TOLD_BY_PROVIDER = ("delivered", "failed")
Made = TypeVar("Made")


class SqlAlertStore:
    """Alerts, notices and silences in any database the schema fits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self, alerts: Sequence[Alert], notices: Sequence[Notice], at_ms: int, *, hastened: Sequence[str] = ()
    ) -> None:
        """Stores alerts and notices, and makes first rounds due, all or none; cancels what is not wanted any more."""
        if not alerts and not notices and not hastened:
            return
        with self._database.write() as connection:
            known = alerts_of(connection, [one.alert_id for one in alerts])
            remains = ids_of_now(connection, {one.patient_id for one in alerts if one.alert_id not in known})
            stored = dict(known)
            for one in alerts:
                before = stored.get(one.alert_id)
                stored[one.alert_id] = (
                    replace(one, updated_ms=at_ms, patient_id=remains[one.patient_id])
                    if before is None
                    else merged(before, one, at_ms)
                )
            changed = [one for alert_id, one in stored.items() if one is not known.get(alert_id)]
            put_alerts(connection, changed)
            add_notices(connection, notices)
            moved = [one.alert_id for one in changed if one.alert_id in known]
            cancel_unwanted(connection, {*moved, *(one.alert_id for one in notices)}, at_ms)
            for alert_id in hastened:
                make_due(connection, alert_id, 0, at_ms)

    def get(self, alert_id: str) -> Alert:
        """Returns the alert. Raises NotFound."""
        with self._database.read() as connection:
            return one_alert(connection, alert_id)

    def get_many(self, alert_ids: Sequence[str]) -> Mapping[str, Alert]:
        """Returns those that are there, by id."""
        with self._database.read() as connection:
            return alerts_of(connection, alert_ids)

    def alerts(
        self,
        *,
        patient_id: str | None = None,
        state: str | None = None,
        is_over: bool | None = None,
        limit: int = 200,
    ) -> list[Alert]:
        """Returns alerts, newest opening first."""
        statement = select(alerts).order_by(alerts.c.opened_ms.desc(), alerts.c.alert_id).limit(limit)
        if patient_id is not None:
            statement = statement.where(alerts.c.patient_id == patient_id)
        if state is not None:
            statement = statement.where(alerts.c.state == state)
        if is_over is not None:
            statement = statement.where(alerts.c.state.in_(("closed",) if is_over else ("open", "acknowledged")))
        return self._read(statement, alert_of)

    def notices(self, alert_ids: Sequence[str]) -> Mapping[str, list[Notice]]:
        """Returns the notices of each alert, by due time; an empty list for one that has none."""
        found: dict[str, list[Notice]] = {alert_id: [] for alert_id in alert_ids}
        for chunk in chunks(list(found)):
            statement = select(notices).where(notices.c.alert_id.in_(chunk))
            for notice in self._read(statement.order_by(notices.c.due_ms, notices.c.notice_id), notice_of):
                found[notice.alert_id].append(notice)
        return found

    def carry(self, patient_ids: Sequence[str], into: str) -> None:
        """Gives the alerts and silences of these ids to another."""
        with self._database.write() as connection:
            for table in (alerts, silences):
                theirs = table.c.patient_id.in_(patient_ids)
                connection.execute(update(table).where(theirs).values(patient_id=into))

    def acknowledge(
        self, alert_id: str, by: str, comment: str, at_ms: int, *, seen: tuple[str, int] | None = None
    ) -> Alert:
        """Notes who has seen it, once; cancels what waits. A closed alert stays closed. Raises NotFound, Conflict."""
        with self._database.write() as connection:
            known = one_alert(connection, alert_id)
            if seen is not None and (rank(known.priority) > rank(seen[0]) or known.worsened > seen[1]):
                raise Conflict(
                    "This alert has become worse since it was shown.",
                    code="alert_worse",
                    next_step="Read what it says now, then acknowledge that.",
                )
            if known.is_seen:
                return known
            noted = replace(
                known,
                state="closed" if known.state == "closed" else "acknowledged",
                acknowledged_by=by,
                acknowledged_ms=at_ms,
                acknowledged_priority=known.priority,
                acknowledged_worsened=known.worsened,
                comment=comment,
                updated_ms=max(at_ms, known.updated_ms),
            )
            put_alerts(connection, [noted])
            cancel_unwanted(connection, {alert_id}, at_ms)
        return noted

    def claim(self, now_ms: int, lease_ms: int, limit: int = 50, channel: str | None = None) -> list[Notice]:
        """Returns due notices, high priority first, held until the lease is over; costs no write where none is due."""
        due = and_(
            notices.c.state.in_(_WAITING),
            notices.c.next_ms <= now_ms,
            notices.c.lease_until_ms <= now_ms,
            *([] if channel is None else [notices.c.channel == channel]),
        )
        with self._database.read() as connection:
            if connection.execute(select(notices.c.notice_id).where(due).limit(1)).first() is None:
                return []
        with self._database.write() as connection:
            claimed: list[Notice] = []
            while len(claimed) < limit:
                chosen = choose(connection, due, limit - len(claimed))
                wanted = only_wanted(connection, chosen, now_ms)
                hold(connection, wanted, now_ms + lease_ms)
                claimed += wanted
                if len(wanted) == len(chosen):
                    break
        return [replace(one, state="sending", attempts=one.attempts + 1) for one in claimed]

    def extend(self, notice_ids: Sequence[str], lease_until_ms: int) -> None:
        """Holds what is being sent until then."""
        if notice_ids:
            mine = and_(notices.c.notice_id.in_(notice_ids), notices.c.state == "sending")
            with self._database.write() as connection:
                connection.execute(update(notices).where(mine).values(lease_until_ms=lease_until_ms))

    def settle(self, notice: Notice) -> None:
        """Stores what came of an attempt; what a provider told since is not overwritten."""
        values = {
            name: getattr(notice, name)
            for name in ("state", "attempts", "next_ms", "provider_id", "error", "settled_ms")
        }
        mine = notices.c.notice_id == notice.notice_id
        if notice.state == "sent":
            told = case((notices.c.state.in_(_TOLD_BY_PROVIDER), notices.c.state), else_=notice.state)
            values["state"] = told
        with self._database.write() as connection:
            connection.execute(update(notices).where(mine).values(lease_until_ms=0, **values))
            if notice.state == "pending":
                only_wanted(connection, notices_where(connection, mine), notice.next_ms)

    def hasten(self, alert_id: str, step: int, now_ms: int) -> None:
        """Makes the pending notices of that step due now, where they were due later."""
        with self._database.write() as connection:
            make_due(connection, alert_id, step, now_ms)

    def notice(self, notice_id: str) -> Notice:
        """Returns the notice. Raises NotFound."""
        return self._one_notice(select(notices).where(notices.c.notice_id == notice_id))

    def notice_by_provider_id(self, channel: str, provider_id: str) -> Notice:
        """Returns the notice. Raises NotFound."""
        mine = and_(notices.c.channel == channel, notices.c.provider_id == provider_id)
        return self._one_notice(select(notices).where(mine).limit(1))

    def outbox(self, limit: int = 200) -> list[Notice]:
        """Returns the newest notices, newest first."""
        newest = select(notices).order_by(notices.c.created_ms.desc(), notices.c.due_ms.desc(), notices.c.notice_id)
        return self._read(newest.limit(limit), notice_of)

    def put_silence(self, silence: Silence) -> None:
        """Stores it; the same id again replaces it."""
        with self._database.write() as connection:
            remains = ids_of_now(connection, {silence.patient_id})
            of_now = replace(silence, patient_id=remains[silence.patient_id])
            put_rows(connection, silences, "silence_id", [row_of(of_now)])

    def end_silence(self, silence_id: str, at_ms: int) -> Silence:
        """Ends it now. Raises NotFound."""
        mine = silences.c.silence_id == silence_id
        with self._database.write() as connection:
            row = connection.execute(select(silences).where(mine)).mappings().one_or_none()
            if row is None:
                raise NotFound(
                    "There is no such silence.", code="no_silence", next_step="`GET /silences` lists those that hold."
                )
            ended = replace(silence_of(row), until_ms=min(at_ms, row["until_ms"]))
            connection.execute(update(silences).where(mine).values(until_ms=ended.until_ms))
        return ended

    def silences(self, at_ms: int) -> list[Silence]:
        """Returns those that hold at that time, the first to end first."""
        holding = select(silences).where(silences.c.until_ms > at_ms)
        return self._read(holding.order_by(silences.c.until_ms, silences.c.silence_id), silence_of)

    def forget(self, before_ms: int, most: int = 500) -> bool:
        """Removes what was over before that time, at most so many alerts; returns whether there may be more."""
        waits = select(notices.c.notice_id).where(notices.c.alert_id == alerts.c.alert_id, _IS_WAITING).exists()
        over = select(alerts.c.alert_id).where(
            alerts.c.state == "closed",
            alerts.c.opened_ms < before_ms,  # what the index is by
            alerts.c.closed_ms < before_ms,
            alerts.c.updated_ms < before_ms,
            ~waits,
        )
        tests = and_(notices.c.kind == "test", notices.c.created_ms < before_ms, ~_IS_WAITING)
        with self._database.write() as connection:
            ids = list(connection.execute(over.limit(most)).scalars())
            for chunk in chunks(ids):
                connection.execute(delete(notices).where(notices.c.alert_id.in_(chunk)))
                connection.execute(delete(alerts).where(alerts.c.alert_id.in_(chunk)))
            connection.execute(delete(notices).where(tests))
            connection.execute(delete(silences).where(silences.c.until_ms < before_ms))
        return len(ids) == most

    def changed_since(self, updated_ms: int) -> list[Alert]:
        """Returns the alerts updated at or after that time, oldest first."""
        changed = select(alerts).where(alerts.c.updated_ms >= updated_ms)
        return self._read(changed.order_by(alerts.c.updated_ms, alerts.c.alert_id), alert_of)

    def _read(self, statement: Select[Any], made: Callable[[RowMapping], Made]) -> list[Made]:
        with self._database.read() as connection:
            return [made(row) for row in connection.execute(statement).mappings()]

    def _one_notice(self, statement: Select[Any]) -> Notice:
        found = self._read(statement, notice_of)
        if not found:
            raise NotFound("There is no such notice.", code="no_notice", next_step="`GET /outbox.json` lists them.")
        return found[0]
