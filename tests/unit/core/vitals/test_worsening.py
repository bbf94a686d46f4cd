"""Within an open episode of NEWS2 each step of two points above what was told is told once, after a minute of it."""

import io
import json

import numpy as np
import pytest

from bedside.core.vitals import saved_episodes
from bedside.core.vitals.episode import Episode
from bedside.core.vitals.shard import Described, Shard

from .streams import HOUR, MINUTE, NEWS_6, NEWS_7, SECOND, T0, WELL, Watch, round_of
from .test_shard import told

NEWS_8 = NEWS_7 | {"temperature": 38.5}
NEWS_9 = NEWS_7 | {"heart_rate": 135}
NEWS_10 = NEWS_9 | {"temperature": 38.5}
NEWS_11 = NEWS_9 | {"temperature": 39.5}


class Bed:
    """A patient on a monitor: a round each five seconds, with a tick a second."""

    def __init__(self) -> None:
        self.shard = Shard()
        self.at_ms = T0
        self.told: list[Episode] = []

    def has(self, values: dict[str, float], seconds: int = 90) -> list[float]:
        """Lets the patient have these values; returns the scores that were told of the episode meanwhile."""
        before = len(self.told)
        for _ in range(0, seconds, 5):
            self.told += told(self.shard, "p", self.at_ms, **values)
            for second in range(2, 5):
                self.told += self.shard.tick(self.at_ms + second * SECOND)
            self.at_ms += 5 * SECOND
        return [dict(one.about)["NEWS2"] for one in self.told[before:] if one.rule == "news2"]

    def news2(self) -> list[Episode]:
        return [one for one in self.told if one.rule == "news2"]

    def restarts(self) -> None:
        self.shard = Shard.from_bytes(self.shard.to_bytes())


def test_the_rounds_score_what_their_names_say() -> None:
    scores = [Bed().has(values) for values in (NEWS_7, NEWS_8, NEWS_9, NEWS_10, NEWS_11)]
    assert scores == [[7], [8], [9], [10], [11]]


def test_a_rise_by_one_says_nothing_and_by_two_it_is_said_once() -> None:
    bed = Bed()
    assert bed.has(NEWS_7) == [7]
    assert bed.has(NEWS_8, 600) == []
    assert bed.has(NEWS_9, 600) == [9]
    assert len({one.episode_id for one in bed.news2()}) == 1


def test_the_reason_says_what_it_is_now_and_what_was_told() -> None:
    bed = Bed()
    bed.has(NEWS_7)
    bed.has(NEWS_10)
    last = bed.news2()[-1]
    assert last.reason == (
        "NEWS2 now >= 10, was 7: RR 25/min, SpO2 91 %, HR 135/min, "
        "NEWS2 >= 10 (respiration 3, SpO2 3, pulse 3, temperature 1), oxygen and consciousness unknown"
    )
    assert (last.priority, last.closed_ms, last.opened_ms) == ("high", None, T0)


def test_down_and_up_again_says_nothing_and_the_next_step_is_counted_from_the_highest() -> None:
    bed = Bed()
    assert bed.has(NEWS_7) + bed.has(NEWS_9) == [7, 9]
    for _ in range(4):
        assert bed.has(NEWS_7) + bed.has(NEWS_9) + bed.has(NEWS_10) == []
    assert bed.has(NEWS_11) == [11]


def test_it_is_told_after_a_minute_and_not_for_less() -> None:
    bed = Bed()
    bed.has(NEWS_7)
    assert bed.has(NEWS_10, 60) == []
    assert bed.has(NEWS_7, 30) == []
    assert bed.has(NEWS_10, 60) == []
    assert bed.has(NEWS_10, 5) == [10]


def test_an_interruption_of_seconds_does_not_put_it_off() -> None:
    bed = Bed()
    bed.has(NEWS_7)
    assert bed.has(NEWS_10, 30) + bed.has(NEWS_7, 10) + bed.has(NEWS_10, 20) == []
    assert bed.has(NEWS_10, 5) == [10]


def test_two_steps_within_the_minute_are_told_as_one() -> None:
    bed = Bed()
    bed.has(NEWS_7)
    assert bed.has(NEWS_9, 30) + bed.has(NEWS_11, 600) == [11]


@pytest.mark.parametrize("restart_after", [5, 30, 55, 60])
def test_a_restart_neither_forgets_the_minute_nor_tells_twice(restart_after: int) -> None:
    bed = Bed()
    bed.has(NEWS_7)
    assert bed.has(NEWS_10, restart_after) == []
    bed.restarts()
    assert bed.has(NEWS_10, 65 - restart_after) == [10]
    bed.restarts()
    assert bed.has(NEWS_7) + bed.has(NEWS_10) == []


def test_from_medium_it_rises_in_priority_and_is_counted_from_there() -> None:
    bed = Bed()
    assert bed.has(NEWS_6, 31 * 60) == [6]
    assert bed.has(NEWS_8) == [8]
    assert bed.has(NEWS_9, 600) == []
    assert bed.has(NEWS_10, 600) == [10]


def test_after_closing_it_is_another_episode_with_a_count_of_its_own() -> None:
    bed = Bed()
    bed.has(NEWS_7)
    bed.has(NEWS_11)
    bed.has(WELL, 40 * 60)
    assert bed.news2()[-1].closed_ms is not None
    assert bed.has(NEWS_7) == [7]
    assert bed.has(NEWS_9) == [9]
    assert len({one.episode_id for one in bed.news2()}) == 2


def test_a_round_that_shows_it_is_enough_though_nothing_follows() -> None:
    shard = Shard()
    told(shard, "p", T0, **NEWS_7)
    told(shard, "p", T0 + HOUR, **NEWS_10)
    found = [one for second in range(2, 90) for one in shard.tick(T0 + HOUR + second * SECOND)]
    assert [dict(one.about)["NEWS2"] for one in found if one.rule == "news2"] == [10]


def test_who_leaves_takes_the_minute_along() -> None:
    bed = Bed()
    bed.has(NEWS_7)
    bed.has(NEWS_10, 30)
    bed.shard.describe(Described("p", is_present=False), bed.at_ms)
    assert bed.shard.episodes.worsening.runs == {}
    assert bed.has(NEWS_11) == []


def test_no_time_passes_by_it_while_nothing_is_taken_in() -> None:
    bed = Bed()
    bed.has(NEWS_7)
    bed.has(NEWS_10, 30)
    bed.at_ms += HOUR
    assert bed.has(NEWS_10, 15) == []
    assert bed.has(NEWS_10, 60) == [10]


def test_state_that_was_saved_before_there_was_such_a_thing_is_read() -> None:
    watch = Watch().feed([*round_of(0, T0, **NEWS_7), T0 + SECOND])
    with np.load(io.BytesIO(saved_episodes.to_bytes(watch.episodes))) as kept:
        arrays = dict(kept)
    plain = json.loads(arrays["plain"].tobytes())
    del plain["worse"]
    file = io.BytesIO()
    np.savez(file, **arrays | {"plain": np.frombuffer(json.dumps(plain).encode(), np.uint8)})
    again = Watch()
    saved_episodes.read_into(again.episodes, file.getvalue(), again.names)
    assert again.episodes.open_episodes() == watch.episodes.open_episodes()


def test_where_the_words_would_not_say_more_than_before_nothing_is_told() -> None:
    watch = Watch()
    watch.episodes.ledger._about = lambda _: (("NEWS2", 7.0),)
    watch.feed([*round_of(0, T0, **NEWS_10), *(T0 + second * SECOND for second in range(1, 180))])
    assert [one.about for one in watch.of("news2")] == [(("NEWS2", 7.0),)]


def test_a_batch_cut_anywhere_tells_the_same() -> None:
    items = [*round_of(0, T0, **NEWS_7), T0 + SECOND]
    items += [*round_of(0, T0 + 5 * MINUTE, **NEWS_10)]
    items += [T0 + 5 * MINUTE + second * SECOND for second in range(1, 120)]
    whole = Watch().feed(items).told
    single = Watch()
    for item in items:
        single.feed([item])
    assert single.told == whole
    assert [one.about for one in whole if one.rule == "news2"] == [(("NEWS2", 7.0),), (("NEWS2", 10.0),)]
