"""Episodes become alerts and notices in one transaction, once, and held back where somebody asked for it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bedside.core.alerts.grouping import WINDOWS_MS
from bedside.errors import Unavailable
from bedside.ports import Patient, Silence

from .told import NOON, Episode, World, world

WINDOW_S = WINDOWS_MS["high"] // 1000


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as made:
        yield made


def silence(patient_id: str | None = None, rule: str | None = None, until_ms: int = NOON + 60_000) -> Silence:
    said = {"by": "nurse", "why": "known", "created_ms": NOON}
    return Silence(silence_id="s1", patient_id=patient_id, rule=rule, until_ms=until_ms, **said)


def test_an_opened_episode_is_an_alert_with_its_first_round(here: World) -> None:
    here.raise_([Episode()], NOON)
    assert here.alert().reason == "NEWS2 7"
    assert sorted(here.notices()) == [("mail", "opened", 0, "pending"), ("sms", "opened", 0, "pending")]


def test_a_repetition_after_a_crash_adds_nothing(here: World) -> None:
    for raise_ in (here.raise_, here.raise_, here.restarted_raise()):
        raise_([Episode(), Episode("e2", priority="medium")], NOON)
    assert len(here.alerts.outbox()) == 3
    before = here.alerts.outbox()
    here.restarted_raise()([Episode(), Episode("e2", priority="medium")], NOON + 9_000)
    assert here.alerts.outbox() == before


def test_nothing_is_told_where_the_transaction_fails(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise Unavailable("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(here.alerts, "record", full)
        with pytest.raises(Unavailable):
            here.raise_([Episode()], NOON)
    assert here.alerts.outbox() == []
    here.raise_([Episode()], NOON)
    assert len(here.alerts.outbox()) == 2
    assert {one.due_ms for one in here.alerts.outbox()} == {NOON}


def test_a_closed_episode_cancels_what_waits_and_tells_nobody(here: World) -> None:
    here.raise_([Episode()], NOON)
    here.raise_([Episode(closed_ms=NOON + 5_000)], NOON + 5_000)
    assert here.alert().state == "closed"
    assert {state for *_, state in here.notices()} == {"cancelled"}


def test_an_episode_that_opened_and_closed_unseen_tells_nobody(here: World) -> None:
    here.raise_([Episode(), Episode(closed_ms=NOON)], NOON)
    here.raise_([Episode("e2", closed_ms=NOON)], NOON)
    here.send_all()
    assert here.alert("e2").state == "closed"
    assert here.taken("sms") == []


def test_a_rise_in_priority_is_told_at_once_even_where_it_was_seen(here: World) -> None:
    here.raise_([Episode(priority="medium", reason="NEWS2 5")], NOON)
    here.send_all()
    here.alerts.acknowledge("e1", "nurse", "", NOON + 1)
    here.raise_([Episode()], NOON + 2_000)
    here.after(2)
    assert here.alert().state == "open"
    assert here.taken("sms") == [("opened", 0), ("escalated", 0)]
    assert here.taken("mail") == [("escalated", 0)]
    here.raise_([Episode()], NOON + 3_000)
    assert here.alert().priority == "high"
    assert here.taken("sms") == [("opened", 0), ("escalated", 0)]


def test_several_episodes_of_one_patient_take_turns(here: World) -> None:
    here.raise_([Episode(), Episode("e2"), Episode("e3", patient_id="p2")], NOON)
    here.raise_([Episode("e4", rule="limit_low:spo2")], NOON + 1_000)
    due = {name: here.notices(name)[0][2] for name in ("e1", "e2", "e3", "e4")}
    assert due == {"e1": 0, "e2": WINDOW_S, "e3": 0, "e4": 1 + WINDOW_S}


def test_however_many_wait_each_is_told_within_a_window_of_its_own(here: World) -> None:
    low = [Episode(f"s{n}", rule=f"sensor_silent:{n}", priority="low") for n in range(3)]
    here.raise_([Episode("pulse", priority="medium")], NOON)
    here.raise_([Episode("pressure", priority="medium"), *low], NOON + 25_000)
    here.raise_([Episode("glucose", rule="limit_low:glucose", priority="medium")], NOON + 45_000)
    due = {name: here.notices(name)[0][2] for name in ("pressure", "glucose", "s0", "s1", "s2")}
    assert due == {"pressure": 600, "glucose": 645, "s0": 1825, "s1": 1825, "s2": 1825}


def test_the_turns_are_known_after_a_restart(here: World) -> None:
    here.raise_([Episode()], NOON)
    here.restarted_raise()([Episode("e2")], NOON + 1_000)
    assert here.notices("e2")[0][2] == WINDOW_S


def test_a_higher_priority_goes_out_by_itself(here: World) -> None:
    here.raise_([Episode(priority="medium"), Episode("e2")], NOON)
    assert here.notices("e2")[0][2] == 0


def test_acknowledged_before_its_turn_an_episode_is_not_told(here: World) -> None:
    here.raise_([Episode(), Episode("e2")], NOON)
    here.alerts.acknowledge("e2", "nurse", "", NOON + 1)
    here.after(WINDOW_S)
    assert [one.alert_id for one in here.channels["sms"].taken] == ["e1"]


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (silence(patient_id="p1"), False),
        (silence(rule="news2"), False),
        (silence(patient_id="p1", rule="news2"), False),
        (silence(patient_id="p2"), True),
        (silence(patient_id="p1", rule="limit_low"), True),
        (silence(patient_id="p1", until_ms=NOON), True),
        (silence(), True),
    ],
)
def test_a_silence_holds_back_what_it_names(here: World, held: Silence, told: bool) -> None:
    here.alerts.put_silence(held)
    here.raise_([Episode()], NOON)
    assert here.alert().silenced == (not told)
    assert bool(here.notices()) == told


def test_a_silence_of_a_rule_holds_for_each_of_its_signals(here: World) -> None:
    here.alerts.put_silence(silence(rule="limit_low"))
    here.raise_([Episode(rule="limit_low:spo2")], NOON)
    assert here.notices() == []


def test_a_paused_patient_is_not_told_of_and_a_discharged_one_neither(here: World) -> None:
    here.pause(NOON + 60_000)
    here.patients.put(Patient(patient_id="p2", ward="A", bed="2", is_present=False), NOON)
    here.raise_([Episode(), Episode("e2", patient_id="p2")], NOON)
    assert here.alert().silenced
    assert here.notices() == here.notices("e2") == []


def test_a_patient_nobody_knows_is_told_of_without_a_bed(here: World) -> None:
    here.raise_([Episode(patient_id="stranger")], NOON)
    assert "a patient without a bed" in here.alerts.outbox()[0].subject


def test_what_has_no_patient_is_told_as_operational(here: World) -> None:
    here.raise_([Episode(patient_id=None, source="hl7v2:ICU-GW", rule="gateway_gone", reason="gateway gone")], NOON)
    assert {kind for _, kind, *_ in here.notices()} == {"operational"}
    here.send_all()
    here.raise_([Episode(patient_id=None, source="hl7v2:ICU-GW", rule="gateway_gone", closed_ms=NOON + 1)], NOON + 1)
    here.after(1)
    assert here.taken("mail") == [("operational", 0), ("closed", 0)]


def test_no_episodes_are_no_transaction(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(here.alerts, "silences", lambda _: pytest.fail("nothing to do"))
    here.raise_([], NOON)


def test_an_episode_that_ends_before_anybody_was_told_gives_its_turn_to_the_next(here: World) -> None:
    for name in ("sms", "mail"):
        here.channels[name].plan = lambda _: Unavailable("away")
    here.raise_([Episode(), Episode("e2"), Episode("e3")], NOON)
    here.send_all()
    here.raise_([Episode(closed_ms=NOON + 1_000)], NOON + 1_000)
    assert here.notices("e2")[0][2] == 1
    assert here.notices("e3")[0][2] == WINDOW_S
    here.raise_([Episode("e4")], NOON + 1_000)
    assert here.notices("e4")[0][2] == 1 + WINDOW_S


def test_a_scorer_killed_just_after_the_transaction_has_given_the_turn_on(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.raise_([Episode(), Episode("e2")], NOON)
    record = here.alerts.record

    def killed(*given: Any, **named: Any) -> None:
        record(*given, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(here.alerts, "record", killed)
        with pytest.raises(KeyboardInterrupt):
            here.raise_([Episode(closed_ms=NOON + 1_000)], NOON + 1_000)
    assert here.notices("e2")[0][2] == 1
    here.restarted_raise()([Episode(closed_ms=NOON + 1_000)], NOON + 2_000)
    here.after(2)
    assert [one.alert_id for one in here.channels["sms"].taken] == ["e2"]


def test_an_episode_that_was_told_keeps_its_turn_when_it_ends(here: World) -> None:
    here.raise_([Episode(), Episode("e2")], NOON)
    here.send_all()
    here.raise_([Episode(closed_ms=NOON + 1_000)], NOON + 1_000)
    here.raise_([Episode("e3", priority="medium")], NOON + 1_000)
    assert here.notices("e2")[0][2] == WINDOW_S
    assert here.notices("e3")[0][2] == 1 + WINDOWS_MS["medium"] // 1000


def test_one_that_ends_while_it_waits_leaves_its_place_to_those_to_come(here: World) -> None:
    here.raise_([Episode(), Episode("e2")], NOON)
    here.send_all()
    here.raise_([Episode("e2", closed_ms=NOON + 1_000)], NOON + 1_000)
    for raise_ in (here.raise_, here.restarted_raise()):
        raise_([Episode("e3")], NOON + 1_000)
        assert here.notices("e3")[0][2] == WINDOW_S


NEWS2_8 = Episode(about=(("spo2", 88.0), ("respiratory_rate", 26.0), ("NEWS2", 8.0)))
LOW = Episode("e2", rule="limit_low:spo2", priority="medium", about=(("spo2", 88.0), ("NEWS2", 8.0)))
STILL_LOW = replace(LOW, priority="high", about=(("spo2", 87.0), ("NEWS2", 8.0)))


def deteriorated(here: World, still_low: Episode, *, seen: bool = True) -> None:
    """A NEWS2 of 8 is told, and seen after a minute; a low saturation is medium, and high after three minutes."""
    here.raise_([NEWS2_8], NOON)
    here.send_all()
    here.raise_([LOW], NOON + 15_000)
    here.after(60)
    if seen:
        here.alerts.acknowledge("e1", "nurse", "", NOON + 60_000)
    here.now_ms = NOON + 180_000
    here.raise_([still_low], here.now_ms)
    here.after(1)


def told_of(here: World, alert_id: str) -> list[str]:
    return [one.kind for one in here.channels["sms"].taken if one.alert_id == alert_id]


def test_one_deterioration_that_was_seen_pages_once(here: World) -> None:
    deteriorated(here, STILL_LOW)
    assert (here.alert("e2").priority, here.alert("e2").state, here.alert("e2").silenced) == ("high", "open", False)
    assert (told_of(here, "e1"), told_of(here, "e2")) == (["opened"], [])


def test_one_deterioration_that_nobody_saw_is_repeated_and_not_told_beside_it(here: World) -> None:
    deteriorated(here, STILL_LOW, seen=False)
    assert told_of(here, "e2") == []
    here.after(300)
    assert told_of(here, "e1") == ["opened", "repeated"]


@pytest.mark.parametrize(
    "new",
    [
        replace(STILL_LOW, about=(("spo2", 84.0), ("NEWS2", 8.0))),
        replace(STILL_LOW, about=(("spo2", 87.0), ("NEWS2", 10.0))),
        Episode("e2", rule="apnoea", about=(("respiratory_rate", 0.0), ("NEWS2", 8.0))),
        Episode("e2", rule="pews", about=(("heart_rate", 190.0), ("PEWS", 8.0))),
    ],
)
def test_a_new_problem_pages_though_the_score_was_seen(here: World, new: Episode) -> None:
    deteriorated(here, new)
    assert told_of(here, "e2") == ["escalated"]


def test_a_restarted_scorer_pages_no_more_for_it(here: World) -> None:
    deteriorated(here, STILL_LOW)
    here.restarted_raise()([NEWS2_8, STILL_LOW], NOON + 200_000)
    here.after(10)
    assert told_of(here, "e2") == []


def test_a_patient_who_does_not_respond_pages_once_beside_the_score_that_says_so(here: World) -> None:
    about = (("consciousness", 4.0), ("NEWS2", 9.0))
    here.raise_([Episode(about=about), Episode("e2", rule="consciousness", about=about)], NOON)
    here.after(45)
    assert here.notices("e2") == []


def test_a_patient_who_does_not_respond_pages_at_once_where_no_score_says_so(here: World) -> None:
    about = (("consciousness", 4.0), ("NEWS2", 3.0))
    here.raise_([Episode("e2", rule="consciousness", reason="Unresponsive, NEWS2 3", about=about)], NOON)
    assert {due for _, _, due, _ in here.notices("e2")} == {0}


@pytest.mark.parametrize(
    ("priority", "seen_s", "due_s"),
    [("medium", 60, 180), ("medium", 479, 599), ("medium", 500, 600), ("low", 60, 1_800)],
)
def test_what_comes_after_an_acknowledgement_is_told_soon_and_never_later_than_behind_an_unseen_one(
    here: World, priority: str, seen_s: int, due_s: int
) -> None:
    here.raise_([Episode(rule="pews")], NOON)
    here.send_all()
    here.alerts.acknowledge("e1", "nurse", "", NOON + seen_s * 1_000)
    here.raise_([Episode("e2", rule="limit_low:systolic_bp", priority=priority)], NOON + seen_s * 1_000 + 1)
    assert {due for _, _, due, _ in here.notices("e2")} == {due_s}


def test_the_next_behind_what_was_told_after_an_acknowledgement_waits_as_ever(here: World) -> None:
    here.raise_([Episode(rule="pews")], NOON)
    here.send_all()
    here.alerts.acknowledge("e1", "nurse", "", NOON + 60_000)
    for number in (2, 3):
        limit = Episode(f"e{number}", rule=f"limit_low:{number}", priority="medium")
        here.raise_([limit], NOON + 61_000)
    assert {due for _, _, due, _ in here.notices("e3")} == {61 + 600}


SPO2 = Episode("e2", rule="limit_low:spo2", priority="medium", about=(("spo2", 88.0), ("NEWS2", 5.0)), reason="88")


def fallen(value: float, score: float = 5.0) -> Episode:
    return replace(SPO2, about=(("spo2", value), ("NEWS2", score)), reason=f"SpO2 now {value:g} %, was 88 %")


def test_a_value_that_got_worse_after_it_was_acknowledged_is_told_again(here: World) -> None:
    here.raise_([SPO2], NOON)
    here.send_all()
    here.alerts.acknowledge("e2", "nurse", "", NOON + 1_000)
    here.after(121)
    here.raise_([fallen(84.1)], here.now_ms)
    assert here.alert("e2").state == "acknowledged"
    here.raise_([fallen(84)], here.now_ms)
    here.send_all()
    assert (here.alert("e2").state, here.alert("e2").reason) == ("open", "SpO2 now 84 %, was 88 %")
    assert here.taken("sms") == [("opened", 0), ("worsened", 0)]


def test_several_values_that_get_worse_at_once_follow_each_other_by_two_minutes(here: World) -> None:
    rate = Episode("e3", rule="limit_high:heart_rate", priority="medium", about=(("heart_rate", 135.0),))
    here.raise_([SPO2, rate], NOON)
    here.raise_([fallen(80), replace(rate, about=(("heart_rate", 160.0),))], NOON + 300_000)
    due = {name: {at for _, kind, at, _ in here.notices(name) if at < 600} for name in ("e2", "e3")}
    assert due == {"e2": {0, 300}, "e3": {420}}


def test_a_score_that_told_of_the_value_speaks_for_its_getting_worse(here: World) -> None:
    here.raise_([SPO2], NOON)
    here.after(200)
    here.raise_([Episode(about=(("spo2", 82.0), ("NEWS2", 8.0)))], here.now_ms)
    here.raise_([fallen(80, 8)], here.now_ms)
    assert "worsened" not in {kind for _, kind, *_ in here.notices("e2")}
    assert here.alert("e2").reason == "SpO2 now 80 %, was 88 %"
    here.raise_([fallen(76, 8)], here.now_ms)
    assert "worsened" in {kind for _, kind, *_ in here.notices("e2")}
