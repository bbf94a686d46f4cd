"""Equal streams give equal episodes, however they are cut into batches, and across a restart at any point."""

import random
from collections import Counter
from functools import cache

import pytest

from bedside.core.vitals import saved_episodes
from bedside.core.vitals.episode import Episode
from bedside.core.vitals.episodes import Episodes
from bedside.core.vitals.scoring import State
from bedside.errors import InvalidInput

from .streams import MINUTE, NEWS_7, SECOND, T0, WELL, Item, Watch, random_stream, round_of

SOURCES = ("gateway a", "gateway b")


def watch() -> Watch:
    new = Watch()
    for name in SOURCES:
        new.episodes.gateways.place(name)
    return new


@cache
def undisturbed(seed: int) -> tuple[list[Item], list[Episode]]:
    """A stream, and what it gives in one piece."""
    stream = random_stream(seed, minutes=9)
    return stream, watch().feed(stream).told


@pytest.mark.parametrize("seed", range(3))
def test_the_same_stream_cut_differently_gives_equal_episodes_in_equal_order(seed: int) -> None:
    stream, whole = undisturbed(seed)
    assert len({one.episode_id for one in whole}) > 8
    for cut in range(3):
        assert watch().feed(stream, random.Random(cut)).told == whole


def test_streams_hold_what_the_property_is_about() -> None:
    rules = Counter(one.rule.partition(":")[0] for seed in range(3) for one in undisturbed(seed)[1])
    assert {"news2", "apnoea", "limit_low", "limit_high", "sensor_silent", "gateway_gone"} <= set(rules)


@pytest.mark.parametrize("seed", range(3))
def test_restarts_at_any_point_change_nothing_and_every_timer_fires_once(seed: int) -> None:
    stream, whole = undisturbed(seed)
    rng, restarted, start = random.Random(seed), watch(), 0
    while start < len(stream):
        end = min(start + rng.randrange(1, 400), len(stream))
        restarted.feed(stream[start:end])
        restarted = reborn(restarted)
        start = end
    assert restarted.told == whole


def test_what_follows_the_slip_of_a_sensor_is_the_same_however_it_is_cut_and_across_restarts() -> None:
    ill = {0, *range(7 * 60, 7 * 60 + 20), *range(10 * 60, 12 * 60)}
    stream: list[Item] = []
    for second in range(12 * 60):
        at = T0 + second * SECOND
        stream += [*round_of(0, at, **(NEWS_7 if second in ill else WELL)), at + 500]
    whole = watch().feed(stream).told
    opened = sorted({one.opened_ms for one in whole if one.rule == "news2"})
    assert opened == [T0, pytest.approx(T0 + 11 * MINUTE, abs=SECOND)]
    rng, restarted, start = random.Random(5), watch(), 0
    while start < len(stream):
        end = start + rng.randrange(1, 400)
        restarted = reborn(restarted.feed(stream[start:end], random.Random(end)))
        start = end
    assert restarted.told == whole


def reborn(old: Watch) -> Watch:
    """Returns what a process knows after a restart: the saved bytes, and nothing else."""
    new = Watch(told=old.told)
    new.state = State.from_bytes(old.state.to_bytes())
    saved_episodes.read_into(new.episodes, saved_episodes.to_bytes(old.episodes), new.names)
    return new


def test_what_was_saved_is_saved_again_alike_and_is_small() -> None:
    old = watch().feed(undisturbed(1)[0])
    first = saved_episodes.to_bytes(old.episodes)
    assert saved_episodes.to_bytes(reborn(old).episodes) == first
    assert len(first) < 40_000


@pytest.mark.parametrize("saved", [b"", b"no state", b"PK\x03\x04 nothing"])
def test_what_is_no_state_is_refused(saved: bytes) -> None:
    with pytest.raises(InvalidInput):
        saved_episodes.read_into(Episodes(str), saved, [])


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    saved = saved_episodes.to_bytes(watch().episodes)
    monkeypatch.setattr(saved_episodes, "FORMAT", saved_episodes.FORMAT + 1)
    with pytest.raises(InvalidInput):
        saved_episodes.read_into(Episodes(str), saved, [])
