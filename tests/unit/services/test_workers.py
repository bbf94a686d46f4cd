"""Scoring begins once its loops are compiled; until then the loop rests, and is heard of."""

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from bedside.services import loops, workers


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], int]]:
    """Keeps the work of each loop in place of starting it."""
    kept: dict[str, Callable[[], int]] = {}
    monkeypatch.setattr(workers, "start_loop", lambda name, work, *_: kept.update({name: work}))
    return kept


def scoring(calls: list[int]) -> Any:
    def scorer() -> int:
        calls.append(len(calls))
        return 1

    return SimpleNamespace(scorers=[scorer], hear_sensors=SimpleNamespace(work=lambda: 0), heartbeats=None)


def test_nothing_is_scored_while_the_loops_are_compiled_and_all_is_after_that(
    monkeypatch: pytest.MonkeyPatch, started: dict[str, Callable[[], int]]
) -> None:
    compiled, calls = threading.Event(), list[int]()
    monkeypatch.setattr(workers, "prepare", lambda: compiled.wait(30) and None)
    workers.start_scorer(scoring(calls), threading.Event())
    assert [started["scorer"]() for _ in range(3)] == [0, 0, 0]
    assert calls == []
    compiled.set()
    for thread in threading.enumerate():
        if thread.name == "preparing to score":
            thread.join(30)
    assert started["scorer"]() == 1
    assert calls == [0]


def test_the_role_says_that_it_is_ready_once_it_can_score(
    monkeypatch: pytest.MonkeyPatch, started: dict[str, Callable[[], int]]
) -> None:
    compiled, calls = threading.Event(), list[int]()
    monkeypatch.setattr(workers, "prepare", lambda: compiled.wait(30) and None)
    role = threading.Thread(target=workers.start_worker, args=("scorer", scoring(calls), threading.Event()))
    role.start()
    role.join(0.2)
    assert role.is_alive()
    compiled.set()
    role.join(30)
    assert not role.is_alive()
    assert started["scorer"]() == 1


def test_what_never_ends_to_compile_holds_scoring_up_for_minutes_and_not_for_ever(
    monkeypatch: pytest.MonkeyPatch, started: dict[str, Callable[[], int]]
) -> None:
    ended, calls, clock = threading.Event(), list[int](), SimpleNamespace(now_s=0.0)
    monkeypatch.setattr(workers, "prepare", lambda: ended.wait(30) and None)
    monkeypatch.setattr(loops, "time", SimpleNamespace(monotonic=lambda: clock.now_s))
    workers.start_scorer(scoring(calls), threading.Event())
    clock.now_s = 299.0
    assert started["scorer"]() == 0
    clock.now_s = 301.0
    assert started["scorer"]() == 1
    ended.set()
