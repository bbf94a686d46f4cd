"""Episodes become alerts and notices in one transaction, once, and held back where somebody asked for it."""

from collections.abc import Iterator
from pathlib import Path

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
    def full(*_: object) -> None:
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
    assert due == {"e1": 0, "e2": WINDOW_S, "e3": 0, "e4": 2 * WINDOW_S}


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
    assert here.notices("e3")[0][2] == 2 * WINDOW_S
    here.raise_([Episode("e4")], NOON + 1_000)
    assert here.notices("e4")[0][2] == 3 * WINDOW_S


def test_an_episode_that_was_told_keeps_its_turn_when_it_ends(here: World) -> None:
    here.raise_([Episode(), Episode("e2")], NOON)
    here.send_all()
    here.raise_([Episode(closed_ms=NOON + 1_000)], NOON + 1_000)
    here.raise_([Episode("e3", priority="medium")], NOON + 1_000)
    assert here.notices("e2")[0][2] == WINDOW_S
    assert here.notices("e3")[0][2] == 2 * WINDOW_S


def test_one_that_ends_while_it_waits_leaves_its_place_to_those_to_come(here: World) -> None:
    here.raise_([Episode(), Episode("e2")], NOON)
    here.send_all()
    here.raise_([Episode("e2", closed_ms=NOON + 1_000)], NOON + 1_000)
    for raise_ in (here.raise_, here.restarted_raise()):
        raise_([Episode("e3")], NOON + 1_000)
        assert here.notices("e3")[0][2] == WINDOW_S
