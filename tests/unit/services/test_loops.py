"""Loops go on after failures, tell that they live, and stop when told."""

import threading

import pytest

from bedside.errors import Unavailable
from bedside.services.loops import run_loop


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
    stop = threading.Event()
    stop.set()
    run_loop("scorer", lambda: 1 / 0 > 0, stop, lambda _: None, 0)


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
