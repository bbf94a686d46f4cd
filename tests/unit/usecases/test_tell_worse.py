"""A score that is worse by a step is told once more, also where somebody had acknowledged it, and waits to be seen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bedside.core.alerts.escalation import CLINICAL
from bedside.errors import Unavailable
from bedside.usecases.acknowledge_alert import AcknowledgeByReply
from bedside.usecases.compose_notices import ComposeNotices
from bedside.usecases.raise_alert import RaiseAlerts
from bedside.usecases.watch_alerts import WatchAlerts

from .told import HOOK, MAIL, NOON, SMS, Episode, World, world

SEEN_BY = "It has become more urgent since. Look at the board."


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as made:
        yield made


def scored(score: float, **changes: object) -> Episode:
    return Episode(reason=f"NEWS2 {score:g}", about=(("NEWS2", score),), **changes)


def told_and_seen(here: World) -> None:
    here.raise_([scored(7)], NOON)
    here.send_all()
    here.alerts.acknowledge("e1", "nurse", "", NOON + 1_000)
    here.after(60)


def worse(here: World, score: float = 10) -> None:
    here.raise_([scored(score)], here.now_ms)
    here.send_all()


def test_acknowledged_it_is_told_again_and_waits_to_be_acknowledged_again(here: World) -> None:
    told_and_seen(here)
    worse(here)
    assert (here.alert().state, here.alert().reason, here.alert().worsened) == ("open", "NEWS2 10", 1)
    assert here.taken("sms") == [("opened", 0), ("worsened", 0)]
    assert here.taken("mail") == [("opened", 0), ("worsened", 0)]
    assert [one.subject for one in here.channels["mail"].taken][
        -1
    ] == "Bedside HIGH: ward A bed 1: worse: patient alert"


def test_unacknowledged_again_it_goes_up_the_ladder_from_its_foot(here: World) -> None:
    here.raise_([scored(7)], NOON)
    here.send_all()
    here.after(45)
    here.alerts.acknowledge("e1", "nurse", "", here.now_ms)
    here.after(60)
    worse(here)
    here.after(44)
    assert here.taken("hook") == [("escalated", 1)]
    here.after(1)
    assert here.taken("hook") == [("escalated", 1), ("escalated", 1)]
    here.after(300)
    assert here.taken("sms") == [("opened", 0), ("worsened", 0), ("repeated", 2)]
    here.alerts.acknowledge("e1", "nurse", "", here.now_ms)
    here.after(900)
    assert len(here.taken("sms")) == 3


def test_while_it_is_unseen_its_ladder_goes_on_where_it_stands(here: World) -> None:
    here.raise_([scored(7)], NOON)
    here.send_all()
    here.after(45)
    here.after(15)
    worse(here)
    assert here.taken("sms") == [("opened", 0), ("worsened", 1)]
    here.after(300)
    assert here.taken("hook") == [("escalated", 1)]
    assert here.taken("sms") == [("opened", 0), ("worsened", 1), ("repeated", 2)]
    assert {state for _, kind, due, state in here.notices() if kind == "repeated" and due < 360} == {"cancelled"}


def test_what_nobody_was_told_of_yet_is_told_at_once_and_as_new(here: World) -> None:
    here.raise_([Episode("e0"), scored(7)], NOON)
    assert {due for _, _, due, _ in here.notices()} == {120}
    here.now_ms += 70_000
    worse(here)
    assert here.taken("sms") == [("opened", 0), ("opened", 0)]
    assert [one.alert_id for one in here.channels["sms"].taken] == ["e0", "e1"]


@pytest.mark.parametrize("score", [6, 7, 8])
def test_by_less_than_a_step_nothing_is_told_and_it_stays_seen(here: World, score: float) -> None:
    told_and_seen(here)
    worse(here, score)
    assert here.alert().state == "acknowledged"
    assert here.taken("sms") == [("opened", 0)]


def test_each_step_is_told_once_whatever_is_repeated_or_restarted(here: World) -> None:
    told_and_seen(here)
    for raise_ in (here.raise_, here.raise_, here.restarted_raise()):
        raise_([scored(10)], here.now_ms)
        raise_([scored(7)], here.now_ms)
    here.send_all()
    assert here.taken("sms") == [("opened", 0), ("worsened", 0)]
    here.alerts.acknowledge("e1", "nurse", "", here.now_ms)
    here.restarted_raise()([scored(7), scored(10)], here.now_ms)
    assert here.alert().state == "acknowledged"
    worse(here, 12)
    assert here.taken("sms") == [("opened", 0), ("worsened", 0), ("worsened", 0)]
    assert len({one.notice_id for one in here.alerts.outbox()}) == len(here.alerts.outbox())


def test_a_log_that_is_read_again_from_the_start_tells_the_last_step_once(here: World) -> None:
    here.raise_([scored(7), scored(9), scored(11)], NOON)
    here.restarted_raise()([scored(7), scored(9), scored(11)], NOON)
    here.send_all()
    assert here.taken("sms") == [("opened", 0)]
    assert here.alert().reason == "NEWS2 11"


def test_it_is_told_or_not_there_where_the_transaction_fails(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    told_and_seen(here)

    def full(*_: object, **__: object) -> None:
        raise Unavailable("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(here.alerts, "record", full)
        with pytest.raises(Unavailable):
            here.raise_([scored(10)], here.now_ms)
    assert here.alert().state == "acknowledged"
    worse(here)
    assert here.taken("sms") == [("opened", 0), ("worsened", 0)]


def test_once_closed_it_is_not_told_again(here: World) -> None:
    told_and_seen(here)
    here.raise_([scored(10), scored(10, closed_ms=here.now_ms)], here.now_ms)
    here.raise_([scored(14)], here.now_ms)
    here.after(60)
    assert here.alert().state == "closed"
    assert here.taken("sms") == [("opened", 0)]


@pytest.mark.parametrize(("seen_again", "told"), [(False, ["mail", "sms"]), (True, [])])
@pytest.mark.parametrize("restarts", [False, True])
def test_where_ends_are_told_it_is_over_for_whoever_was_told_that_it_is_worse(
    here: World, restarts: bool, seen_again: bool, told: list[str]
) -> None:
    """As of an alert that nobody acknowledged; who was told only of what somebody has seen is not called again."""
    tells_ends(here)
    here.raise_([scored(7)], NOON)
    here.send_all()
    here.after(45)
    assert here.taken("hook") == [("escalated", 1)]
    told_and_seen(here)
    worse(here)
    if seen_again:
        here.alerts.acknowledge("e1", "nurse", "", here.now_ms)
    raise_ = here.restarted_raise() if restarts else here.raise_
    raise_([scored(7, closed_ms=here.now_ms)], here.now_ms)
    here.send_all()
    assert [name for name in sorted(here.channels) if ("closed", 0) in here.taken(name)] == told


def test_where_ends_are_told_one_that_gets_worse_as_it_ends_was_seen_by_whoever_saw_it_before(here: World) -> None:
    """Nobody was told of the worse state: nobody is called for its end."""
    tells_ends(here)
    told_and_seen(here)
    here.raise_([scored(10), scored(10, closed_ms=here.now_ms)], here.now_ms)
    here.send_all()
    assert not here.alert().is_seen
    assert here.taken("sms") == [("opened", 0)]


def tells_ends(here: World) -> None:
    """Lets a ward be told when a patient's alert is over; none is by itself."""
    clinical = {name: replace(ladder, tells_closing=True) for name, ladder in CLINICAL.items()}
    here.compose = ComposeNotices(here.patients, (SMS, MAIL, HOOK), clinical=clinical)
    here.raise_ = here.restarted_raise()


def test_during_a_pause_it_waits_and_is_told_when_that_is_over(here: World) -> None:
    told_and_seen(here)
    here.pause(NOON + 300_000)
    worse(here)
    assert (here.alert().state, here.alert().silenced) == ("open", True)
    assert here.taken("sms") == [("opened", 0)]
    here.raise_([scored(10)], here.now_ms)
    assert here.alert().silenced
    for _ in range(3):
        here.now_ms = max(here.now_ms, NOON + 300_000)
        WatchAlerts(here.alerts, here.compose, here.clock).work()
        here.send_all()
    assert here.taken("sms") == [("opened", 0), ("worsened", 0)]
    assert not here.alert().silenced


@pytest.mark.parametrize("is_restarted", [False, True])
def test_it_keeps_back_what_is_less_urgent_as_any_notice_does(here: World, is_restarted: bool) -> None:
    told_and_seen(here)
    here.after(600)
    worse(here)
    raise_ = here.restarted_raise() if is_restarted else here.raise_
    raise_([Episode("e2", rule="limit_high:heart_rate", priority="medium")], here.now_ms)
    assert here.notices("e2")[0][2] == (here.now_ms - NOON) // 1000 + 600


def test_it_does_not_wait_for_an_earlier_message_that_hangs(here: World) -> None:
    here.raise_([scored(7)], NOON)
    here.alerts.claim(NOON, 600_000, channel="sms")
    here.send_all()
    here.after(45)
    here.after(15)
    worse(here)
    assert here.taken("sms") == [("worsened", 1)]


def test_an_answer_to_the_first_message_does_not_acknowledge_the_second(here: World) -> None:
    here.raise_([scored(7)], NOON)
    here.send_all()
    here.raise_([scored(10)], NOON + 60_000)
    reply = AcknowledgeByReply(here.alerts, here.compose, [SMS.recipient], "sms", here.clock)
    assert reply(SMS.recipient, "ok").say == SEEN_BY
    assert here.alert().state == "open"
    here.after(60)
    assert reply(SMS.recipient, "ok").alerts[0].state == "acknowledged"


def test_the_clock_is_asked_once_a_call(here: World) -> None:
    asked: list[int] = []

    def clock() -> int:
        asked.append(NOON)
        return NOON

    RaiseAlerts(here.alerts, here.compose, clock)([scored(7), Episode("e2"), Episode("e3", patient_id="p2")], NOON)
    assert len(asked) == 1
