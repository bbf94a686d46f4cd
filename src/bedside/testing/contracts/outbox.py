"""What every alert store must do as an outbox: notices are claimed, held, settled, each by one sender at a time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from bedside.errors import NotFound
from bedside.testing.contracts.alert_store import LEASE, NOON, OpenStore, alert, notice, states
from bedside.testing.contracts.refusals import refuses


def the_most_urgent_is_claimed_first_and_only_when_due(open_store: OpenStore) -> None:
    """Low waits behind high, later behind earlier; a channel gets its own."""
    store = open_store()
    low = alert("a2", priority="low")
    given = [
        notice("n1", alert_id="a2", priority="low", due_ms=NOON - 9),
        notice("n2", due_ms=NOON - 1),
        notice("n3", due_ms=NOON - 2, channel="sms"),
        notice("n4", due_ms=NOON + 1),
    ]
    store.record([alert(), low], [replace(one, next_ms=one.due_ms) for one in given], NOON)
    assert [one.notice_id for one in store.claim(NOON, LEASE, channel="sms")] == ["n3"]
    assert [one.notice_id for one in store.claim(NOON, LEASE, limit=1)] == ["n2"]
    assert [one.notice_id for one in store.claim(NOON, LEASE)] == ["n1"]
    assert store.claim(NOON, LEASE) == []


def what_is_claimed_is_held_until_its_lease_is_over(open_store: OpenStore) -> None:
    """Then it comes to the next caller, who sees that it was tried; an extension holds it longer."""
    store = open_store()
    store.record([alert()], [notice()], NOON)
    (first,) = store.claim(NOON, LEASE)
    assert (first.state, first.attempts) == ("sending", 1)
    assert open_store().notice("n1") == first
    assert open_store().claim(NOON + LEASE - 1, LEASE) == []
    store.extend(["n1"], NOON + 2 * LEASE)
    assert open_store().claim(NOON + LEASE, LEASE) == []
    (again,) = open_store().claim(NOON + 2 * LEASE, LEASE)
    assert again.attempts == 2


def what_is_not_wanted_any_more_is_not_claimed(open_store: OpenStore) -> None:
    """A notice that a dead sender held when its alert was seen is cancelled, and others take its place."""
    store = open_store()
    store.record([alert(), alert("a2")], [notice(), notice("n2", alert_id="a2", due_ms=NOON + 1)], NOON)
    store.claim(NOON, LEASE, limit=1)
    store.acknowledge("a1", "nurse", "", NOON + 1)
    assert [one.notice_id for one in store.claim(NOON + LEASE, LEASE, limit=1)] == ["n2"]
    assert states(store) == {"n1": "cancelled"}


def two_callers_never_hold_the_same_notice(open_store: OpenStore) -> None:
    """Of 60 notices each goes to one of four."""
    open_store().record([alert()], [notice(f"n{n}", step=n) for n in range(60)], NOON)

    def take(_: int) -> list[str]:
        store, mine = open_store(), list[str]()
        while claimed := store.claim(NOON, LEASE, limit=3):
            mine += [one.notice_id for one in claimed]
        return mine

    with ThreadPoolExecutor(4) as pool:
        taken = [one for mine in pool.map(take, range(4)) for one in mine]
    assert sorted(taken) == sorted(f"n{n}" for n in range(60))


def what_came_of_an_attempt_is_kept(open_store: OpenStore) -> None:
    """To be tried again it waits until its time; sent it is found by the provider's id."""
    store = open_store()
    store.record([alert()], [notice()], NOON)
    (claimed,) = store.claim(NOON, LEASE)
    store.settle(replace(claimed, state="pending", next_ms=NOON + 3_000, error="busy"))
    assert store.claim(NOON + 2_999, LEASE) == []
    (again,) = open_store().claim(NOON + 3_000, LEASE)
    assert (again.attempts, again.error) == (2, "busy")
    sent = replace(again, state="sent", provider_id="SM1", settled_ms=NOON + 3_100, error="")
    store.settle(sent)
    assert open_store().notice_by_provider_id("smtp", "SM1") == sent
    refuses(NotFound, lambda: store.notice_by_provider_id("sms", "SM1"))
    assert store.claim(NOON + 99_000, LEASE) == []


def what_a_provider_told_is_not_overwritten_by_sent(open_store: OpenStore) -> None:
    """Its word may come before the sender has settled."""
    for told in ("delivered", "failed"):
        store = open_store()
        store.record([alert(told)], [notice(told, alert_id=told)], NOON)
        (claimed,) = store.claim(NOON, LEASE)
        store.settle(replace(claimed, state=told, provider_id="SM1"))
        store.settle(replace(claimed, state="sent", provider_id="SM1"))
        assert store.notice(told).state == told


def what_failed_is_not_tried_again_once_the_alert_was_seen(open_store: OpenStore) -> None:
    """The acknowledgement came while it was being sent."""
    store = open_store()
    store.record([alert()], [notice()], NOON)
    (claimed,) = store.claim(NOON, LEASE)
    store.acknowledge("a1", "nurse", "", NOON + 1)
    store.settle(replace(claimed, state="pending", next_ms=NOON + 3_000))
    assert states(store) == {"n1": "cancelled"}


def a_step_can_be_hastened(open_store: OpenStore) -> None:
    """What is due later is due now; other steps, and what is on its way, stay as they are."""
    store = open_store()
    later = {"due_ms": NOON + 60_000, "next_ms": NOON + 60_000}
    store.record([alert()], [notice(), notice("n2", step=1, **later), notice("n3", step=2, **later)], NOON)
    store.claim(NOON, LEASE)
    store.hasten("a1", 1, NOON + 5)
    store.hasten("a1", 0, NOON + 5)
    assert [one.notice_id for one in store.claim(NOON + 5, LEASE)] == ["n2"]


def a_first_round_is_hastened_with_what_is_recorded(open_store: OpenStore) -> None:
    """In one transaction; rounds after it stay as they are."""
    store = open_store()
    later: dict[str, Any] = {"alert_id": "a2", "due_ms": NOON + 60_000, "next_ms": NOON + 60_000}
    store.record([alert("a2")], [notice(**later), notice("n2", step=1, **later)], NOON)
    store.record([alert("a3")], [], NOON + 5, hastened=["a2"])
    assert [(one.notice_id, one.due_ms) for one in store.claim(NOON + 5, LEASE)] == [("n1", NOON + 5)]


def a_test_is_of_no_alert(open_store: OpenStore) -> None:
    """It is sent like the others."""
    store = open_store()
    store.record([], [notice(alert_id="", kind="test")], NOON)
    assert [one.notice_id for one in store.claim(NOON, LEASE)] == ["n1"]


def the_outbox_shows_the_newest_first(open_store: OpenStore) -> None:
    """At most as many as asked for."""
    store = open_store()
    store.record([alert()], [notice(f"n{n}", step=n, created_ms=NOON + n) for n in range(3)], NOON)
    assert [one.notice_id for one in store.outbox()] == ["n2", "n1", "n0"]
    assert [one.notice_id for one in store.outbox(2)] == ["n2", "n1"]


CHECKS = (
    the_most_urgent_is_claimed_first_and_only_when_due,
    what_is_claimed_is_held_until_its_lease_is_over,
    what_is_not_wanted_any_more_is_not_claimed,
    two_callers_never_hold_the_same_notice,
    what_came_of_an_attempt_is_kept,
    what_a_provider_told_is_not_overwritten_by_sent,
    what_failed_is_not_tried_again_once_the_alert_was_seen,
    a_step_can_be_hastened,
    a_first_round_is_hastened_with_what_is_recorded,
    a_test_is_of_no_alert,
    the_outbox_shows_the_newest_first,
)
