"""Answers by SMS: from known numbers, for one bed, never for what was not told yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bedside.core.alerts.telling import code_of
from bedside.usecases.acknowledge_alert import AcknowledgeByReply, Answered

from .told import NOON, SMS, Episode, World, world

NUMBER = "+44 7700 900123"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, SMS) as made:
        yield made


def told(here: World, *episodes: Episode) -> None:
    here.raise_(episodes, NOON)
    here.send_all()


def answered(here: World, text: str, number: str = NUMBER) -> Answered:
    return AcknowledgeByReply(here.alerts, here.compose, [SMS.recipient], "sms", here.clock)(number, text)


def seen(here: World, *alert_ids: str) -> list[bool]:
    return [here.alert(one).state == "acknowledged" for one in alert_ids]


@pytest.mark.parametrize("text", ["ok", "OK", " Ok. ", "okay!", "yes", "seen", "OK {code}", "{code}", "ok: {code}."])
def test_a_plain_answer_is_enough_while_one_bed_is_told_of(here: World, text: str) -> None:
    told(here, Episode())
    (alert,) = answered(here, text.format(code=code_of("e1"))).alerts
    assert (alert.state, alert.acknowledged_by, alert.acknowledged_ms) == ("acknowledged", "SMS from …0123", NOON)


@pytest.mark.parametrize("text", ["", "?", "no", "not ok", "who is this", "OK 47 11", "ok 12345", "stop"])
def test_what_is_no_answer_acknowledges_nothing_and_says_how(here: World, text: str) -> None:
    told(here, Episode())
    came = answered(here, text)
    assert came.alerts == ()
    assert "Reply OK" in came.say
    assert seen(here, "e1") == [False]


def test_a_number_that_is_not_told_of_alerts_gets_no_word(here: World) -> None:
    told(here, Episode())
    assert answered(here, "ok", "+447700900999") == Answered()
    assert seen(here, "e1") == [False]


def test_where_it_may_mean_two_beds_it_asks_which(here: World) -> None:
    told(here, Episode(), Episode("e2", patient_id="p2"))
    came = answered(here, "ok")
    assert came.alerts == ()
    assert f"OK {code_of('e1')} for ward A bed 1" in came.say
    assert f"OK {code_of('e2')} for ward A bed 2" in came.say
    assert "p1" not in came.say
    assert answered(here, f"ok {code_of('e2')}").alerts[0].alert_id == "e2"
    assert seen(here, "e1", "e2") == [False, True]
    assert answered(here, "ok").alerts[0].alert_id == "e1"


def test_the_whole_reference_tells_apart_what_shares_a_number(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    told(here, Episode(), Episode("e2", patient_id="p2"))
    monkeypatch.setattr("bedside.usecases.acknowledge_alert.code_of", lambda _: "4711")
    came = answered(here, "ok 4711")
    references = [one.reference for one in here.channels["sms"].taken]
    assert all(one in came.say for one in references)
    assert len(answered(here, f"OK {references[0].upper()}").alerts) == 1


def test_the_other_alerts_of_the_bed_are_seen_with_it_but_none_more_urgent(here: World) -> None:
    told(here, Episode(priority="medium"), Episode("e2", priority="low"))
    here.raise_([Episode("e3")], NOON)
    answered(here, "ok")
    assert seen(here, "e1", "e2", "e3") == [True, True, False]
    here.send_all()
    answered(here, "ok")
    assert seen(here, "e3") == [True]


def test_what_became_more_urgent_before_it_was_told_is_not_seen_by_an_earlier_answer(here: World) -> None:
    told(here, Episode(priority="medium"))
    here.raise_([Episode()], NOON)
    came = answered(here, "ok")
    assert came.alerts == ()
    assert "more urgent" in came.say
    assert seen(here, "e1") == [False]


def test_nothing_open_is_said_to_be_so(here: World) -> None:
    assert "No alert" in answered(here, "ok").say
    told(here, Episode())
    assert "9999" in answered(here, "ok 9999").say
    here.raise_([Episode(closed_ms=NOON + 1)], NOON + 1)
    assert answered(here, "ok").alerts == ()
