"""Loops go on after failures, tell that they live, and stop when told."""

import threading

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
