"""What was held back is told once when nothing holds it back any more; a ladder goes on when its channel is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bedside.ports import Silence
from bedside.usecases.compose_notices import ComposeNotices
from bedside.usecases.watch_alerts import WatchAlerts

from .told import MAIL, NOON, Episode, World, world


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
