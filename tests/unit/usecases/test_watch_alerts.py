"""What was held back is told once when nothing holds it back any more; a ladder goes on when its channel is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bedside.ports import Silence
from bedside.usecases.compose_notices import ComposeNotices
from bedside.usecases.watch_alerts import WatchAlerts

from .told import MAIL, NOON, Episode, World, world

DAY = 86_400_000


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as made:
        yield made


def looked(here: World, seconds: float = 0) -> int:
    """Looks after the alerts at that time; returns how many notices there are then."""
    here.now_ms = NOON + round(seconds * 1000)
    WatchAlerts(here.alerts, here.compose, here.clock).work()
    return len(here.alerts.outbox())


def test_an_episode_still_open_at_the_pauses_end_is_told_once(here: World) -> None:
    here.pause(NOON + 60_000)
    here.raise_([Episode()], NOON)
    assert [looked(here, at) for at in (0, 59.999, 60, 61, 62)] == [0, 0, 2, 2, 2]
    assert not here.alert().silenced
    here.send_all()
    assert here.taken("sms") == [("opened", 0)]
    assert looked(here, 63) == 3  # the next round is planned


def test_a_pause_that_is_ended_early_or_made_longer_is_looked_at_as_it_is(here: World) -> None:
    here.pause(NOON + 600_000)
    here.raise_([Episode()], NOON)
    here.pause(NOON + 900_000)
    assert looked(here, 601) == 0
    here.pause(0)
    assert looked(here, 602) == 2


def test_at_a_pauses_end_a_patient_gives_one_notice_and_the_slighter_waits_its_turn(here: World) -> None:
    here.pause(NOON + 60_000)
    low = Episode("e2", rule="limit_high:temperature", priority="low")
    here.raise_([low, Episode(), Episode("e3", patient_id="p2")], NOON)
    assert looked(here, 60) == 5
    assert {at for _, _, at, _ in here.notices()} == {60}
    assert {at for _, _, at, _ in here.notices("e2")} == {60 + 1_800}
    here.send_all()
    assert [one.alert_id for one in here.channels["sms"].taken] == ["e3", "e1"]
    assert looked(here, 61) >= 5
    here.raise_([Episode("e4", rule="limit_high:heart_rate", priority="medium")], NOON + 62_000)
    assert {at for _, _, at, _ in here.notices("e4")} == {60 + 600}


def test_a_turn_taken_at_a_pauses_end_is_known_to_who_remembers_those_of_before(here: World) -> None:
    here.raise_([Episode("e2", rule="trend:spo2", priority="low")], NOON)
    here.pause(NOON + 60_000)
    here.raise_([Episode()], NOON + 1_000)
    looked(here, 60)
    here.raise_([Episode("e4", rule="limit_high:heart_rate", priority="medium")], NOON + 62_000)
    assert {at for _, _, at, _ in here.notices("e4")} == {60 + 600}


def test_what_closed_or_was_seen_during_the_pause_is_not_told(here: World) -> None:
    here.pause(NOON + 60_000)
    here.raise_([Episode(), Episode("e2")], NOON)
    here.raise_([Episode(closed_ms=NOON + 1_000)], NOON + 1_000)
    here.alerts.acknowledge("e2", "nurse", "", NOON + 1_000)
    assert looked(here, 61) == 0


def test_a_silence_that_ends_is_like_a_pause(here: World) -> None:
    said = {"by": "nurse", "why": "known", "created_ms": NOON}
    here.alerts.put_silence(Silence(silence_id="s", patient_id="p1", rule=None, until_ms=NOON + 5_000, **said))
    here.raise_([Episode()], NOON)
    assert [looked(here, at) for at in (4, 5)] == [0, 2]


def test_a_rise_in_priority_during_a_pause_is_told_at_its_end(here: World) -> None:
    here.raise_([Episode(priority="medium")], NOON)
    here.send_all()
    here.pause(NOON + 60_000)
    here.raise_([Episode()], NOON + 1_000)
    assert looked(here, 59) == 2
    assert looked(here, 60) == 4
    here.send_all()
    assert here.taken("sms") == [("opened", 0), ("escalated", 0)]


def test_nothing_is_added_where_all_goes_its_way(here: World) -> None:
    here.raise_([Episode(), Episode("e2", priority="low")], NOON)
    assert looked(here) == looked(here, 1) == 3
    here.send_all()
    before = looked(here, 2)
    assert looked(here, 3) == before


def test_a_ladder_goes_on_where_its_channel_was_taken_out_of_the_settings(here: World) -> None:
    here.raise_([Episode(priority="medium")], NOON)  # waits for the SMS channel, which is gone after a restart
    here.compose = ComposeNotices(here.patients, [MAIL])
    assert looked(here) == 2
    here.after(1_800)
    assert here.taken("mail") == [("repeated", 1)]


LOW = Episode("e2", rule="limit_low:spo2", about=(("spo2", 88.0), ("NEWS2", 8.0)))


def spoken_for(here: World) -> None:
    here.raise_([Episode(about=(("spo2", 88.0), ("NEWS2", 8.0)))], NOON)
    here.send_all()
    here.alerts.acknowledge("e1", "nurse", "", NOON)
    here.raise_([LOW], NOON + 1_000)


def test_what_a_seen_score_speaks_for_is_told_once_when_it_speaks_no_more(here: World) -> None:
    spoken_for(here)
    looked(here, 900)
    assert here.notices("e2") == []
    looked(here, 900.001)
    assert {(kind, at) for _, kind, at, _ in here.notices("e2")} == {("opened", 900)}


def test_what_a_score_spoke_for_is_told_when_that_is_over(here: World) -> None:
    spoken_for(here)
    here.raise_([Episode(closed_ms=NOON + 60_000)], NOON + 60_000)
    looked(here, 61)
    assert len(here.notices("e2")) == 2


SCORED = (("spo2", 88.0), ("NEWS2", 8.0))


def silence_the_score(here: World, patient_id: str | None, until_ms: int = NOON + 4 * 3_600_000) -> None:
    silence = Silence(
        silence_id="s", patient_id=patient_id, rule="news2", until_ms=until_ms, by="n", why="", created_ms=NOON
    )
    here.alerts.put_silence(silence)


@pytest.mark.parametrize("patient_id", ["p1", None])
def test_a_score_that_is_silenced_after_it_was_told_speaks_for_nothing(here: World, patient_id: str | None) -> None:
    here.raise_([Episode(about=SCORED)], NOON)
    here.send_all()
    silence_the_score(here, patient_id)
    here.raise_([LOW], NOON + 1_000)
    assert {kind for _, kind, _, _ in here.notices("e2")} == {"opened"}


def test_what_a_score_spoke_for_is_told_as_soon_as_the_score_is_silenced(here: World) -> None:
    here.raise_([Episode(about=SCORED)], NOON)
    here.send_all()
    here.raise_([LOW], NOON + 1_000)
    looked(here, 2)
    assert here.notices("e2") == []
    silence_the_score(here, "p1")
    looked(here, 5)
    assert {(kind, at) for _, kind, at, _ in here.notices("e2")} == {("opened", 5)}


@pytest.mark.parametrize("restarted", [False, True])
def test_a_score_that_rose_while_it_was_silenced_does_not_count_as_told(here: World, restarted: bool) -> None:
    here.raise_([Episode(priority="medium", about=(("spo2", 92.0), ("NEWS2", 5.0)))], NOON)
    here.send_all()
    silence_the_score(here, "p1", NOON + 2_000)
    here.raise_([Episode(about=SCORED)], NOON + 1_000)
    assert here.alert().silenced
    (here.restarted_raise() if restarted else here.raise_)([LOW], NOON + 3_000)
    assert {kind for _, kind, _, _ in here.notices("e2")} == {"opened"}
    looked(here, 4)
    assert not here.alert().silenced
    assert {kind for _, kind, at, _ in here.notices() if at == 123}  # two minutes after the other, as ever


def test_what_is_over_for_as_long_as_was_set_is_removed_and_what_is_open_stays(here: World) -> None:
    here.raise_([Episode(), Episode("e2", patient_id="p2")], NOON)
    here.send_all()
    here.raise_([Episode(closed_ms=NOON + 1_000)], NOON + 1_000)
    here.after(1)
    watch = WatchAlerts(here.alerts, here.compose, here.clock, kept_ms=DAY)
    left = []
    for at_ms in (NOON + DAY, NOON + DAY + 3_600_000 - 1, NOON + DAY + 3_600_000):
        here.now_ms = at_ms
        watch.work()
        left.append({one.alert_id for one in here.alerts.alerts()})
    assert left == [{"e1", "e2"}, {"e1", "e2"}, {"e2"}]


def test_it_tidies_up_also_after_the_clock_was_set_back(here: World) -> None:
    removed: list[int] = []
    here.alerts.forget = lambda before_ms: bool(removed.append(before_ms))  # type: ignore[method-assign]
    watch = WatchAlerts(here.alerts, here.compose, here.clock, kept_ms=DAY)
    for at_ms in (NOON, NOON + 1_000, NOON - 3_600_000, NOON - 3_599_000):
        here.now_ms = at_ms
        watch.work()
    assert removed == [NOON - DAY, NOON - 3_600_000 - DAY]


@pytest.mark.parametrize("restarted", [False, True])
def test_the_next_alert_waits_for_no_turn_of_before_the_clock_was_set_back(here: World, restarted: bool) -> None:
    here.raise_([Episode()], NOON)
    here.send_all()
    here.now_ms = NOON - 3_600_000
    again = here.restarted_raise() if restarted else here.raise_
    again([Episode("e2", rule="limit_high:heart_rate", opened_ms=here.now_ms)], here.now_ms)
    assert {at for _, _, at, _ in here.notices("e2")} == {-3_600}


def test_a_ladder_goes_on_after_the_clock_was_set_back(here: World) -> None:
    here.raise_([Episode()], NOON)
    here.send_all()
    waiting = [one for one in here.notices() if one[3] == "pending"]
    assert waiting
    assert all(at > 0 for _, _, at, _ in waiting)
    looked(here, -3_600)
    here.send_all()
    assert [one for one in here.notices() if one[3] == "pending" and one[2] >= 0] == []
    assert here.taken("hook") == [("escalated", 1)]
