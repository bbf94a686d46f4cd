"""The notifier: sends once, tries again where it may pass, goes on to the next, and never stops at a slow provider."""

import itertools
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bedside.errors import InvalidInput, Unavailable
from bedside.ports import Delivery, Notice
from bedside.testing.contracts.alert_store import notice
from bedside.usecases.send_notices import SendNotices

from .told import HOOK, MAIL, NOON, SMS, Episode, World, world


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as made:
        yield made


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, SMS) as made:
        yield made


def states(here: World) -> dict[str, str]:
    return {f"{one.channel}-{one.step}": one.state for one in here.alerts.outbox()}


def test_a_high_alert_is_told_by_two_channels_then_the_next_within_a_minute_then_again(here: World) -> None:
    here.raise_([Episode()], NOON)
    here.send_all()
    assert (here.taken("sms"), here.taken("mail"), here.taken("hook")) == ([("opened", 0)], [("opened", 0)], [])
    here.after(44)
    assert here.taken("hook") == []
    here.after(16)
    assert here.taken("hook") == [("escalated", 1)]
    for _ in range(3):
        here.after(300)
    assert here.taken("sms") == [("opened", 0), ("repeated", 2), ("repeated", 3), ("repeated", 4)]
    assert here.taken("hook") == [("escalated", 1)]


def test_nothing_more_goes_out_once_it_was_seen(here: World) -> None:
    here.raise_([Episode()], NOON)
    here.send_all()
    here.alerts.acknowledge("e1", "nurse", "", NOON + 1)
    here.after(3_600)
    assert len(here.taken("sms")) == 1
    assert here.taken("hook") == []


def test_what_is_sent_is_kept_with_the_providers_id(here: World) -> None:
    here.raise_([Episode()], NOON)
    here.send_all()
    (sms,) = here.channels["sms"].taken
    kept = here.alerts.notice_by_provider_id("sms", f"sms-{sms.reference}")
    assert (kept.state, kept.attempts, kept.settled_ms) == ("sent", 1, NOON)


def test_a_failure_that_may_pass_is_tried_again_with_growing_pauses_and_jitter(alone: World) -> None:
    tries: list[float] = []

    def plan(_: Notice) -> Unavailable:
        tries.append((alone.now_ms - NOON) / 1000)
        return Unavailable("busy", code="busy")

    alone.channels["sms"].plan = plan
    alone.raise_([Episode()], NOON)
    for _ in range(180):
        alone.after(0.5)
    gaps = [round(late - early, 1) for early, late in itertools.pairwise(tries)]
    assert gaps == [0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0, 15.0]  # half of 1, 2, 4 … 30 s, as the chance is a half
    (pending,) = [one for one in alone.alerts.outbox() if one.step == 0]
    assert (pending.state, pending.error, pending.attempts) == ("pending", "busy", 10)


def test_a_permanent_refusal_is_not_tried_again_and_the_next_contact_follows_at_once(tmp_path: Path) -> None:
    with world(tmp_path, SMS, MAIL, HOOK) as here:
        here.channels["sms"].plan = lambda _: InvalidInput("no such number", code="twilio_21211")
        here.raise_([Episode(priority="medium")], NOON)
        here.send_all()
        here.send_all()
        assert here.taken("mail") == [("escalated", 1)]
        here.after(3_600)
        failed = [one for one in here.alerts.outbox() if one.step == 0]
        assert [(one.state, one.attempts, one.error) for one in failed] == [("failed", 1, "twilio_21211")]


def test_a_permanent_refusal_with_nobody_else_is_told_again_in_its_time(alone: World) -> None:
    alone.channels["sms"].plan = lambda _: InvalidInput("no such number")
    alone.raise_([Episode()], NOON)
    alone.after(299)
    assert states(alone) == {"sms-0": "failed", "sms-1": "pending"}


def test_what_was_begun_is_asked_for_before_it_is_sent_again(alone: World) -> None:
    alone.channels["sms"].asks = True
    alone.raise_([Episode()], NOON)
    (claimed,) = alone.alerts.claim(NOON, 5_000, channel="sms")
    alone.channels["sms"].send(claimed)  # and killed before it could say so
    alone.after(4.9)
    assert states(alone)["sms-0"] == "sending"
    alone.after(0.1)
    assert states(alone)["sms-0"] == "sent"
    assert len(alone.channels["sms"].taken) == 1


def test_where_nobody_can_be_asked_it_goes_out_again_under_the_same_reference(alone: World) -> None:
    alone.raise_([Episode()], NOON)
    (claimed,) = alone.alerts.claim(NOON, 5_000, channel="sms")
    alone.channels["sms"].send(claimed)
    alone.after(5)
    first, again = alone.channels["sms"].taken
    assert first.reference == again.reference
    assert (again.attempts, again.body) == (2, first.body)


def test_a_provider_that_cannot_be_asked_just_now_gets_nothing_twice(
    alone: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: Notice) -> Delivery | None:
        raise Unavailable("away", code="away")

    monkeypatch.setattr(alone.channels["sms"], "sent_before", away)
    alone.raise_([Episode()], NOON)
    (claimed,) = alone.alerts.claim(NOON, 5_000, channel="sms")
    alone.channels["sms"].send(claimed)
    for _ in range(20):
        alone.after(5)
    assert len([one for one in alone.channels["sms"].taken if one.step == 0]) == 1


def test_a_repeat_is_left_out_while_an_earlier_word_is_still_tried(alone: World) -> None:
    alone.channels["sms"].plan = lambda _: Unavailable("busy")
    alone.raise_([Episode()], NOON)
    for _ in range(70):
        alone.after(10)
    alone.channels["sms"].plan = lambda _: None
    alone.after(30)
    assert alone.taken("sms") == [("opened", 0)]
    assert states(alone)["sms-1"] == "cancelled"
    alone.after(300)
    assert len(alone.taken("sms")) == 2


def test_after_half_a_day_it_is_given_up(alone: World) -> None:
    alone.channels["sms"].plan = lambda _: Unavailable("busy", code="busy")
    alone.raise_([Episode(priority="low")], NOON)
    for _ in range(13):
        alone.after(3_600)
    assert states(alone) == {"sms-0": "failed"}


def test_a_patient_paused_after_the_opening_is_not_told_of_until_the_pause_ends(here: World) -> None:
    here.raise_([Episode()], NOON)
    here.send_all()
    here.pause(NOON + 600_000)
    for _ in range(59):
        here.after(10)
    assert here.taken("hook") == []
    assert len(here.taken("sms")) == 1
    for _ in range(2):
        here.after(10)
    assert here.taken("hook") == [("escalated", 1)]


def test_an_unforeseen_failure_is_tried_again_and_not_swallowed(alone: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Notice) -> Delivery:
        raise RuntimeError("a bug")

    with monkeypatch.context() as patched:
        patched.setattr(alone.channels["sms"], "send", broken)
        alone.raise_([Episode()], NOON)
        with pytest.raises(RuntimeError):
            alone.send_all()
    assert states(alone)["sms-0"] == "pending"
    alone.after(1)
    assert alone.taken("sms") == [("opened", 0)]


class SlowChannel:
    """Takes its time, until it is let go."""

    name = "sms"

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.begun = threading.Semaphore(0)
        self.taken: list[Notice] = []

    def send(self, notice: Notice) -> Delivery:
        self.begun.release()
        assert self.let_go.wait(20)
        self.taken.append(notice)
        return Delivery("x")

    def sent_before(self, _: Notice) -> Delivery | None:
        return None


def test_a_slow_provider_keeps_its_claim_and_holds_nobody_else_up(here: World) -> None:
    slow = SlowChannel()
    sender = SendNotices(here.alerts, slow, here.compose, here.clock, lambda: 0.0)
    other = SendNotices(here.alerts, slow, here.compose, here.clock, lambda: 0.0)
    here.raise_([Episode()], NOON)
    assert sender.work()
    assert slow.begun.acquire(timeout=5)
    while here.sender("mail").work():
        pass
    assert here.taken("mail") == [("opened", 0)]
    for _ in range(10):
        here.now_ms += 2_000
        assert sender.work()
        assert not other.work()
    slow.let_go.set()
    deadline = time.monotonic() + 5
    while sender.work() and time.monotonic() < deadline:
        pass
    assert [one.step for one in slow.taken] == [0]
    assert states(here)["sms-0"] == "sent"
    sender.close()
    other.close()


def test_a_lane_that_is_busy_leaves_the_others_free(here: World) -> None:
    slow = SlowChannel()
    sender = SendNotices(here.alerts, slow, here.compose, here.clock, lambda: 0.0)
    here.raise_([Episode(f"e{n}", patient_id=f"p{n}") for n in range(8)], NOON)
    sender.work()
    for _ in range(8):
        assert slow.begun.acquire(timeout=5)
    slow.let_go.set()
    sender.close()
    assert len(slow.taken) == 8


def test_a_test_is_sent_without_a_ladder(alone: World) -> None:
    alone.alerts.record([], [notice(channel="sms", kind="test", alert_id="")], NOON)
    alone.send_all()
    assert states(alone) == {"sms-0": "sent"}
