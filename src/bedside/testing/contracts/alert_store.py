"""What every alert store must do with alerts, as checks: `outbox` has those of sending, `people_and_alerts` the others.

A broken store raises AssertionError. A check takes a function that opens the store. The records are empty when the
check begins, and the same each time it opens them, so that it can tell what was stored from what was only held.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bedside.errors import NotFound
from bedside.ports import Alert, AlertStore, Notice, Silence
from bedside.testing.contracts.refusals import refuses

OpenStore = Callable[[], AlertStore]
NOON = 1_772_366_400_000
LEASE = 6_000


def alert(alert_id: str = "a1", **changes: Any) -> Alert:
    """Returns an open alert of high priority, as it is first recorded at noon."""
    first = Alert(
        alert_id=alert_id,
        patient_id="p1",
        source=None,
        rule="news2_high",
        priority="high",
        state="open",
        opened_ms=NOON,
        closed_ms=None,
        reason="NEWS2 7, SpO₂ 91 %",
        first_event_id="e1",
        updated_ms=NOON,
        about=(("spo2", 91.0), ("NEWS2", 7.0)),
    )
    return replace(first, **changes)


def notice(notice_id: str = "n1", **changes: Any) -> Notice:
    """Returns a notice of that alert, due at noon."""
    first = Notice(
        notice_id=notice_id,
        alert_id="a1",
        channel="smtp",
        recipient="ward@example.org",
        kind="opened",
        step=0,
        priority="high",
        due_ms=NOON,
        reference=f"ref-{notice_id}",
        subject="Bed 7",
        body="Bed 7: see the board",
        next_ms=NOON,
        created_ms=NOON,
    )
    return replace(first, **changes)


def closed(at_ms: int = NOON + 60_000, **changes: Any) -> Alert:
    """Returns the same alert, closed."""
    return alert(state="closed", closed_ms=at_ms, **changes)


def states(store: AlertStore, alert_id: str = "a1") -> dict[str, str]:
    """Returns the state of each notice of an alert."""
    return {one.notice_id: one.state for one in store.notices([alert_id])[alert_id]}


def an_alert_and_its_notices_come_back_whole(open_store: OpenStore) -> None:
    """Also after opening anew; an alert without notices has an empty list."""
    quiet = alert("a2", patient_id=None, source="gateway-1", silenced=True)
    open_store().record([alert(), quiet], [notice("n2", due_ms=NOON + 5, next_ms=NOON + 5), notice()], NOON)
    store = open_store()
    assert store.get("a1") == alert()
    assert store.get("a2") == quiet
    assert store.get_many(["a2", "a3", "a1"]) == {"a1": alert(), "a2": quiet}
    assert store.notices(["a1", "a2"]) == {
        "a1": [notice(), notice("n2", due_ms=NOON + 5, next_ms=NOON + 5)],
        "a2": [],
    }
    assert store.notice("n1") == notice()
    refuses(NotFound, lambda: store.get("a3"))
    refuses(NotFound, lambda: store.notice("n3"))


def recording_again_changes_nothing(open_store: OpenStore) -> None:
    """A repetition after a crash adds no notice and moves no time, whatever came of the notice since."""
    store = open_store()
    store.record([alert()], [notice()], NOON)
    (claimed,) = store.claim(NOON, LEASE)
    sent = replace(claimed, state="sent", provider_id="x", settled_ms=NOON + 1)
    store.settle(sent)
    store.record([alert()], [notice(body="other")], NOON + 9)
    assert store.get("a1") == alert()
    assert open_store().notices(["a1"])["a1"] == [sent]


def nothing_is_stored_where_a_part_fails(open_store: OpenStore) -> None:
    """All or none: a notice that cannot be stored takes its alert with it."""
    store = open_store()
    broken = replace(notice(), body=None)  # type: ignore[arg-type]
    try:
        store.record([alert()], [notice(), broken], NOON)
    except Exception:  # noqa: BLE001 (each engine has its own)
        refuses(NotFound, lambda: store.get("a1"))
        assert store.outbox() == []
    else:
        raise AssertionError("half a notice was taken")


def an_alert_closes_and_never_opens_again(open_store: OpenStore) -> None:
    """What waits is cancelled, except what tells of the closing; a late word of its being open changes nothing."""
    store = open_store()
    store.record([alert()], [notice(), notice("n2", due_ms=NOON + 90_000)], NOON)
    store.record([closed()], [notice("n3", kind="closed")], NOON + 60_000)
    assert states(store) == {"n1": "cancelled", "n2": "cancelled", "n3": "pending"}
    store.record([alert(reason="again")], [notice("n4", step=1)], NOON + 70_000)
    assert store.get("a1") == closed(updated_ms=NOON + 60_000)
    assert states(store)["n4"] == "cancelled"
    assert [one.notice_id for one in store.claim(NOON + 100_000, LEASE)] == ["n3"]


def an_acknowledgement_is_kept_and_cancels_what_waits(open_store: OpenStore) -> None:
    """The first one counts, also over a closing; what is planned later for the alert is cancelled at once."""
    store = open_store()
    store.record([alert()], [notice(), notice("n2", due_ms=NOON + 90_000)], NOON)
    seen = store.acknowledge("a1", "nurse", "on my way", NOON + 1)
    assert (seen.state, seen.acknowledged_by, seen.acknowledged_ms, seen.comment) == (
        "acknowledged",
        "nurse",
        NOON + 1,
        "on my way",
    )
    assert store.acknowledge("a1", "other", "", NOON + 2) == seen
    assert states(store) == {"n1": "cancelled", "n2": "cancelled"}
    store.record([alert(reason="NEWS2 8")], [notice("n4", step=1)], NOON + 3)
    assert store.get("a1") == replace(seen, reason="NEWS2 8", updated_ms=NOON + 3)
    assert states(store)["n4"] == "cancelled"
    store.record([closed()], [], NOON + 4)
    ended = open_store().get("a1")
    assert (ended.state, ended.acknowledged_by, ended.acknowledged_ms) == ("closed", "nurse", NOON + 1)
    refuses(NotFound, lambda: store.acknowledge("a9", "nurse", "", NOON))


def a_closed_alert_can_be_seen_and_stays_closed(open_store: OpenStore) -> None:
    """Who looked at it later is noted once."""
    store = open_store()
    store.record([closed()], [], NOON)
    assert store.acknowledge("a1", "nurse", "", NOON + 1).state == "closed"
    assert store.acknowledge("a1", "other", "", NOON + 2).acknowledged_by == "nurse"


def a_priority_only_rises_and_asks_to_be_seen_anew(open_store: OpenStore) -> None:
    """What was acknowledged as medium is open again as high; notices of the lower priority are cancelled."""
    store = open_store()
    medium = alert(priority="medium", reason="NEWS2 5")
    store.record([medium], [notice(priority="medium"), notice("n2", priority="medium", due_ms=NOON + 9_000)], NOON)
    store.acknowledge("a1", "nurse", "", NOON + 1)
    store.record([alert()], [notice("n3", kind="escalated")], NOON + 2)
    risen = store.get("a1")
    assert (risen.priority, risen.state, risen.reason, risen.acknowledged_by) == (
        "high",
        "open",
        alert().reason,
        "nurse",
    )
    assert states(store) == {"n1": "cancelled", "n2": "cancelled", "n3": "pending"}
    store.record([medium], [], NOON + 3)
    assert store.get("a1") == risen
    assert store.acknowledge("a1", "doctor", "", NOON + 4).acknowledged_by == "doctor"


def told_once_an_alert_is_not_silenced_any_more(open_store: OpenStore) -> None:
    """A repetition of how it opened does not silence it again."""
    store = open_store()
    store.record([alert(silenced=True)], [], NOON)
    store.record([alert()], [notice()], NOON + 1)
    store.record([alert(silenced=True)], [], NOON + 2)
    assert not store.get("a1").silenced


def what_rises_while_it_is_silenced_is_silenced(open_store: OpenStore) -> None:
    """Nobody was told of the priority it has by now."""
    store = open_store()
    store.record([alert(priority="medium")], [], NOON)
    store.record([alert(priority="high", silenced=True)], [], NOON + 1)
    assert store.get("a1").silenced


def alerts_are_listed_newest_first_by_patient_and_state(open_store: OpenStore) -> None:
    """At most as many as asked for."""
    store = open_store()
    later = alert("a2", opened_ms=NOON + 1)
    store.record([alert(), later, alert("a3", patient_id="p2"), closed(alert_id="a4")], [], NOON)
    assert [one.alert_id for one in store.alerts()] == ["a2", "a1", "a3", "a4"]
    assert [one.alert_id for one in store.alerts(patient_id="p1", state="open")] == ["a2", "a1"]
    assert [one.alert_id for one in store.alerts(state="closed")] == ["a4"]
    assert [one.alert_id for one in store.alerts(limit=1)] == ["a2"]
    store.acknowledge("a3", "nurse", "", NOON)
    assert [one.alert_id for one in store.alerts(is_over=False)] == ["a2", "a1", "a3"]
    assert [one.alert_id for one in store.alerts(is_over=True)] == ["a4"]


def a_board_learns_what_changed(open_store: OpenStore) -> None:
    """Oldest first, from that time on, whatever the event's own time was."""
    store = open_store()
    store.record([alert(), alert("a2")], [], NOON)
    store.record([alert("a3", opened_ms=NOON - 9)], [], NOON + 5)
    store.acknowledge("a1", "nurse", "", NOON + 7)
    assert [one.alert_id for one in store.changed_since(NOON)] == ["a2", "a3", "a1"]
    assert [one.alert_id for one in store.changed_since(NOON + 7)] == ["a1"]


def what_is_over_for_long_is_forgotten_and_nothing_else(open_store: OpenStore) -> None:
    """Neither what is open, acknowledged or closed of late, nor what a notice still has to tell."""
    store, later = open_store(), NOON + 100_000
    store.record([alert(name) for name in ("old", "open", "seen", "late", "untold")], [], NOON)
    sent = {"state": "sent", "settled_ms": NOON}
    told = [notice("n1", alert_id="old", **sent), notice("n2", alert_id="open", **sent)]
    trial = [notice("n4", alert_id="", kind="test", **sent), notice("n5", alert_id="", kind="test")]
    store.record([], [*told, *trial], NOON)
    store.acknowledge("seen", "nurse", "", NOON + 1)
    store.record([closed(NOON + 2, alert_id="old")], [], NOON + 2)
    store.record([closed(NOON + 2, alert_id="untold")], [notice("n3", alert_id="untold", kind="closed")], NOON + 2)
    store.record([closed(later, alert_id="late")], [], later)
    for name, until_ms in (("over", NOON + 9), ("holds", later + 9)):
        store.put_silence(
            Silence(silence_id=name, patient_id="p1", rule=None, until_ms=until_ms, by="nurse", why="", created_ms=NOON)
        )
    assert store.forget(later) is False
    assert {one.alert_id for one in store.alerts()} == {"open", "seen", "late", "untold"}
    assert {one.notice_id for one in store.outbox()} == {"n2", "n3", "n5"}
    assert [one.silence_id for one in store.silences(NOON)] == ["holds"]


def what_is_forgotten_is_so_a_piece_at_a_time(open_store: OpenStore) -> None:
    """So that nobody waits for it."""
    store = open_store()
    store.record([alert(f"a{n}") for n in range(3)], [], NOON)
    store.record([closed(NOON + 1, alert_id=f"a{n}") for n in range(3)], [], NOON + 1)
    assert [store.forget(NOON + 2, most=2) for _ in range(2)] == [True, False]
    assert store.alerts() == []


CHECKS = (
    an_alert_and_its_notices_come_back_whole,
    recording_again_changes_nothing,
    nothing_is_stored_where_a_part_fails,
    an_alert_closes_and_never_opens_again,
    an_acknowledgement_is_kept_and_cancels_what_waits,
    a_closed_alert_can_be_seen_and_stays_closed,
    a_priority_only_rises_and_asks_to_be_seen_anew,
    told_once_an_alert_is_not_silenced_any_more,
    what_rises_while_it_is_silenced_is_silenced,
    alerts_are_listed_newest_first_by_patient_and_state,
    a_board_learns_what_changed,
    what_is_over_for_long_is_forgotten_and_nothing_else,
    what_is_forgotten_is_so_a_piece_at_a_time,
)
