"""A tick comes every second, and soon after readings that nothing follows; never more often while readings stream."""

from itertools import pairwise

from bedside.services.data_ingestion.ticks import EVERY_S, RESTS_S, Ticks


class Watch:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def ticked(watch: Watch, ticks: Ticks, seconds: float, came_every_s: float | None = None) -> list[float]:
    """Returns when ticks were due while somebody asked every twentieth of a second."""
    began_s, due = watch.now_s, list[float]()
    for step in range(round(seconds / 0.05)):
        watch.now_s = began_s + step * 0.05
        if came_every_s is not None and step % round(came_every_s / 0.05) == 0:
            ticks.came()
        if ticks.is_due():
            due.append(round(watch.now_s - began_s, 2))
    watch.now_s = began_s + seconds
    return due


def test_a_tick_is_due_every_second_where_nothing_comes() -> None:
    watch = Watch()
    due = ticked(watch, Ticks(watch), 4.0)
    assert due[0] == 0
    assert all(EVERY_S <= after - before <= EVERY_S + 0.05 for before, after in pairwise(due))
    assert 3 <= len(due) <= 4


def test_a_tick_follows_readings_that_nothing_follows_once() -> None:
    watch = Watch()
    ticks = Ticks(watch)
    assert ticks.is_due()
    watch.now_s += 0.3
    ticks.came()
    assert not ticks.is_due()
    watch.now_s += RESTS_S + 0.01
    assert ticks.is_due()
    watch.now_s += 0.2
    assert not ticks.is_due()


def test_readings_that_stream_bring_no_tick_of_their_own() -> None:
    watch = Watch()
    ticks = Ticks(watch)
    assert len(ticked(watch, ticks, 5.0, came_every_s=0.05)) <= 5


def test_one_monitor_that_sends_every_second_brings_two_ticks_a_second_at_most() -> None:
    watch = Watch()
    assert len(ticked(watch, Ticks(watch), 10.0, came_every_s=1.0)) <= 21
