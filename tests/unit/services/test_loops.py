"""Loops go on after failures, tell that they live, and stop when told."""

import threading
from types import SimpleNamespace

import pytest

from bedside.errors import Unavailable
from bedside.services import loops
from bedside.services.loops import run_loop, when_ready
from bedside.usecases.rounds import Round


def test_a_loop_goes_on_after_a_failure_and_beats_only_for_work_that_did_not_fail() -> None:
    stop, beats, calls = threading.Event(), list[str](), list[int]()

    def work() -> bool:
        calls.append(len(calls))
        if len(calls) == 1:
            raise Unavailable("busy")
        if len(calls) == 2:
            raise RuntimeError("nobody foresaw it")
        if len(calls) == 4:
            stop.set()
        return True

    run_loop("scorer", work, stop, beats.append, 0)
    assert len(calls) == 4
    assert beats == ["scorer", "scorer"]


def test_a_loop_that_is_stopped_does_no_more_work() -> None:
    stop, beats, calls = threading.Event(), list[str](), list[int]()
    stop.set()

    def work() -> bool:
        calls.append(len(calls))
        return True

    run_loop("scorer", work, stop, beats.append, 0)
    assert (calls, beats) == ([], [])


def test_what_fails_while_all_is_being_closed_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    stop = threading.Event()

    def work() -> bool:
        stop.set()
        raise Unavailable("the log is being closed")

    run_loop("scorer", work, stop, lambda _: None, 0)
    shown = capsys.readouterr()
    assert "loop failed" not in shown.out + shown.err


def test_a_loop_that_fails_three_times_in_a_row_says_so_once_until_it_has_worked() -> None:
    stop, told, calls = threading.Event(), list[tuple[str, str]](), list[int]()

    def work() -> bool:
        calls.append(len(calls))
        if len(calls) == 9:
            stop.set()
        if len(calls) in (3, 8):
            return True
        raise Unavailable("busy")

    def failing(name: str, error: Exception) -> None:
        told.append((name, type(error).__name__))
        raise RuntimeError("it cannot be told")

    run_loop("scorer", work, stop, lambda _: None, 0, failing)
    assert told == [("scorer", "Unavailable")]


class Waits(threading.Event):
    """Notes how long it was waited for, and takes no time."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds.append(timeout or 0.0)
        return self.is_set()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What the loops take for the time: it stands still until it is moved."""
    of_loops = SimpleNamespace(now_s=100.0, monotonic=lambda: of_loops.now_s)
    monkeypatch.setattr(loops, "time", of_loops)
    return of_loops


def test_a_full_piece_is_followed_at_once_so_that_a_backlog_is_not_slowed(clock: SimpleNamespace) -> None:
    stop, rounds = Waits(), iter([Round.FULL, Round.FULL, Round.ALL, Round.NOTHING])

    def work() -> Round:
        clock.now_s += 0.05
        done = next(rounds)
        if done is Round.NOTHING:
            stop.set()
        return done

    run_loop("scorer", work, stop, lambda _: None, 1.0, every_s=0.2)
    assert stop.seconds == pytest.approx([0.15, 1.0])


def test_pieces_begin_at_most_so_often_and_one_that_takes_long_is_followed_at_once(clock: SimpleNamespace) -> None:
    stop, calls = Waits(), list[int]()

    def work() -> bool:
        calls.append(len(calls))
        if len(calls) == 2:
            clock.now_s += 0.3
        if len(calls) == 3:
            stop.set()
        return len(calls) < 3

    run_loop("scorer", work, stop, lambda _: None, 1.0, every_s=0.2)
    assert stop.seconds == pytest.approx([0.2, 0.0, 1.0])


def test_a_loop_that_rests_for_long_says_that_it_lives_also_where_that_fails_once() -> None:
    stop, calls, beats = Waits(), list[int](), list[str]()

    def beat(name: str) -> None:
        beats.append(name)
        if len(beats) == 3:
            raise Unavailable("the records are busy")
        if len(beats) == 12:
            stop.set()

    def work() -> bool:
        calls.append(len(calls))
        return False

    run_loop("tending the log", work, stop, beat, 10.0)
    assert len(beats) == 12
    assert len(calls) == 3  # after each piece one beat, and four while it rests
    assert stop.seconds == [2.0] * 12


def test_work_that_waits_begins_once_it_may_or_when_it_has_waited_long_enough(clock: SimpleNamespace) -> None:
    may = threading.Event()
    at_once, late = when_ready(may.is_set, lambda: 1, 30.0), when_ready(threading.Event().is_set, lambda: 1, 30.0)
    assert (at_once(), late()) == (0, 0)
    may.set()
    assert (at_once(), late()) == (1, 0)
    clock.now_s += 30.0
    assert (at_once(), late()) == (1, 1)
