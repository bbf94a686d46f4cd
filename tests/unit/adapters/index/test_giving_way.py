"""Background work pauses while somebody is being answered, never stands still, and never takes back what it gave."""

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bedside.adapters.index.giving_way import LOW, LOWEST, Pace, lower_priority


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def paused(pace: Pace, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Returns for how long at most the work was told to wait: once, or not at all."""
    told: list[float] = []
    with monkeypatch.context() as patched:
        patched.setattr(pace._nobody, "wait", told.append)
        pace.pause()
    return told


def test_nothing_waits_where_nobody_asks(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    pace = Pace(clock)
    with pace.answering():
        pass
    assert paused(pace, monkeypatch) == []


def test_turns_of_threads_are_short_only_while_somebody_is_answered() -> None:
    pace, usual = Pace(), sys.getswitchinterval()
    with pace.answering() as first, pace.answering():
        first()
        assert sys.getswitchinterval() == pytest.approx(0.0005)
    assert sys.getswitchinterval() == usual


def test_work_goes_on_as_soon_as_the_last_question_is_answered() -> None:
    pace = Pace()
    gone_on = threading.Event()

    def work() -> None:
        pace.pause()
        gone_on.set()

    with pace.answering(), pace.answering() as answered:
        thread = threading.Thread(target=work)
        thread.start()
        assert not gone_on.wait(0.01)
        answered()
    assert gone_on.wait(10)
    thread.join()


def test_under_questions_without_end_work_has_a_slice_after_each_pause(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pace = Pace(clock)
    with pace.answering():
        assert paused(pace, monkeypatch) == [0.05]
        assert paused(pace, monkeypatch) == []  # the slice
        clock.now += 0.01
        assert paused(pace, monkeypatch) == [0.05]  # it is over


def test_a_pause_without_end_is_over_after_its_time(clock: Clock) -> None:
    pace = Pace(clock)
    with pace.answering():
        began = time.monotonic()
        pace.pause()
        assert time.monotonic() - began >= 0.04


def test_a_question_that_waits_for_something_else_is_not_in_the_way(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pace = Pace(clock)
    with pace.answering():
        clock.now += 1
        assert paused(pace, monkeypatch) == []


def test_a_question_ends_once_though_it_is_said_twice(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    pace = Pace(clock)
    with pace.answering():
        with pace.answering() as answered:
            answered()
        assert paused(pace, monkeypatch) == [0.05]


def _mine() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives each thread its own priority")
def test_a_thread_that_gave_way_further_stays_there_as_a_plain_user_must() -> None:
    def give_way_twice() -> list[int]:
        lower_priority(LOWEST)
        first = _mine()
        lower_priority(LOW)
        return [first, _mine()]

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(give_way_twice).result() == [LOWEST, LOWEST]
