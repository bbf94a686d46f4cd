"""SQLite keeps every promise of alerts, outbox and heartbeats, and a store that breaks one is caught."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from bedside.adapters.records.alerts import SqlAlertStore
from bedside.adapters.records.heartbeats import SqlHeartbeats
from bedside.adapters.records.patients import SqlPatientStore
from bedside.adapters.records.watch_schema import alerts
from bedside.ports import Silence
from bedside.testing.contracts import alert_store, heartbeats, outbox, people_and_alerts


def by_name(check):
    return check.__name__


@pytest.mark.parametrize("check", alert_store.CHECKS, ids=by_name)
def test_alerts_keep_the_contract(check, open_database):
    check(lambda: SqlAlertStore(open_database()))


@pytest.mark.parametrize("check", people_and_alerts.CHECKS, ids=by_name)
def test_what_people_say_keeps_the_contract(check, open_database):
    check(lambda: SqlAlertStore(open_database()))


@pytest.mark.parametrize("check", outbox.CHECKS, ids=by_name)
def test_the_outbox_keeps_the_contract(check, open_database):
    check(lambda: SqlAlertStore(open_database()))


@pytest.mark.parametrize("check", heartbeats.CHECKS, ids=by_name)
def test_heartbeats_keep_the_contract(check, open_database):
    check(lambda: SqlHeartbeats(open_database()))


def test_what_comes_late_of_an_id_that_was_merged_is_of_the_one_that_remains(open_database):
    """Also where that was merged in its turn; what was there keeps the id it has, until it is carried over."""
    store, patients = SqlAlertStore(open_database()), SqlPatientStore(open_database())
    store.record([alert_store.alert("before")], [], alert_store.NOON)
    patients.merge("p1", "p2", alert_store.NOON)
    patients.merge("p2", "p3", alert_store.NOON)
    late = [alert_store.alert("before"), alert_store.alert("late"), alert_store.alert("other", patient_id="p9")]
    store.record([*late, alert_store.alert("none", patient_id=None)], [], alert_store.NOON + 1)
    found = store.get_many(["before", "late", "other", "none"])
    assert {name: one.patient_id for name, one in found.items()} == {
        "before": "p1",
        "late": "p3",
        "other": "p9",
        "none": None,
    }
    said = {"rule": None, "until_ms": alert_store.NOON + 9, "by": "nurse", "why": "", "created_ms": alert_store.NOON}
    store.put_silence(Silence(silence_id="s1", patient_id="p2", **said))
    assert [one.patient_id for one in store.silences(alert_store.NOON)] == ["p3"]


class OpensAgain(SqlAlertStore):
    def record(self, alerts, notices, at_ms, *, hastened=()):
        super().record(
            [replace(one, alert_id=f"{one.alert_id}-{at_ms}") for one in alerts], notices, at_ms, hastened=hastened
        )

    def get(self, alert_id):
        return next(one for one in self.alerts() if one.alert_id.startswith(alert_id))


class AddsAgain(SqlAlertStore):
    def record(self, alerts, notices, at_ms, *, hastened=()):
        super().record(
            alerts, [replace(one, notice_id=f"{one.notice_id}-{at_ms}") for one in notices], at_ms, hastened=hastened
        )


class ForgetsToCancel(SqlAlertStore):
    def acknowledge(self, alert_id, by, comment, at_ms, **seen):
        kept = [one for one in self.notices([alert_id])[alert_id] if one.state == "pending"]
        seen = super().acknowledge(alert_id, by, comment, at_ms, **seen)
        for one in kept:
            super().record([], [replace(one, notice_id=f"{one.notice_id}x", kind="test")], at_ms)
        return seen


class ForgetsWhoSawIt(SqlAlertStore):
    def carry(self, patient_ids, into):
        super().carry(patient_ids, into)
        with self._database.write() as connection:
            connection.execute(update(alerts).values(acknowledged_by=None))


class BelievesThePage(SqlAlertStore):
    def acknowledge(self, alert_id, by, comment, at_ms, **_seen):
        return super().acknowledge(alert_id, by, comment, at_ms)


class ForgetsWhatWasSeen(SqlAlertStore):
    def acknowledge(self, alert_id, by, comment, at_ms, **seen):
        noted = super().acknowledge(alert_id, by, comment, at_ms, **seen)
        with self._database.write() as connection:
            connection.execute(update(alerts).values(acknowledged_worsened=99))
        return noted


class ForgetsByAge(SqlAlertStore):
    def forget(self, before_ms, most=500):
        with self._database.write() as connection:
            connection.execute(delete(alerts).where(alerts.c.opened_ms < before_ms))
        return super().forget(before_ms, most)


class LendsTwice(SqlAlertStore):
    def claim(self, now_ms, lease_ms, limit=50, channel=None):
        return super().claim(now_ms, lease_ms * 0, limit, channel)


class ForgetsAttempts(SqlAlertStore):
    def claim(self, now_ms, lease_ms, limit=50, channel=None):
        return [replace(one, attempts=1) for one in super().claim(now_ms, lease_ms, limit, channel)]


class BelievesTheSender(SqlAlertStore):
    def settle(self, notice):
        super().settle(replace(notice, state="pending"))
        super().settle(notice)


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        (OpensAgain, alert_store.an_alert_closes_and_never_opens_again),
        (AddsAgain, alert_store.recording_again_changes_nothing),
        (ForgetsToCancel, alert_store.an_acknowledgement_is_kept_and_cancels_what_waits),
        (ForgetsWhoSawIt, people_and_alerts.alerts_and_silences_go_over_to_the_id_that_remains),
        (BelievesThePage, people_and_alerts.what_is_worse_than_was_seen_is_not_acknowledged),
        (ForgetsWhatWasSeen, people_and_alerts.what_got_worse_after_it_was_seen_is_not_seen_once_it_is_over),
        (ForgetsByAge, alert_store.what_is_over_for_long_is_forgotten_and_nothing_else),
        (LendsTwice, outbox.what_is_claimed_is_held_until_its_lease_is_over),
        (ForgetsAttempts, outbox.what_is_claimed_is_held_until_its_lease_is_over),
        (BelievesTheSender, outbox.what_a_provider_told_is_not_overwritten_by_sent),
    ],
)
def test_a_broken_store_is_caught(broken, check, open_database):
    with pytest.raises((AssertionError, StopIteration)):
        check(lambda: broken(open_database()))
