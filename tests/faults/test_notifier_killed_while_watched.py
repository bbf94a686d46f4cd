"""The notifier killed or held up while a ward is watched: everybody is told, twice only where an answer was lost.

Ingestion, scorer and notifier run over one home; the provider is a webhook that cannot be asked, takes a fifth of what
it is sent and hangs up. `test_notifier` kills around the provider's call alone, where no readings stream. How long the
notifier takes until it works again after a kill is reported.
"""

import random
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from faults.amounts import HELD_UP_S, KILLS, LONG, READINGS
from faults.answers import Answers
from faults.judging import judge
from faults.processes import Process
from faults.reporting import report
from faults.told import wait_until_beating
from faults.watching import Watched, monitors
from providers.http_provider import Provider
from providers.webhook_server import key_of, webhook_server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800 if LONG else 300)]
RATE = 2000.0
_BACK_S = 3.0
_SETTLES_S = 60.0


@dataclass(frozen=True)
class Told:
    """What came of the notices: those that never reached the provider, and how often one did again."""

    notices: int
    undelivered: int
    doubled: int
    too_often: dict[str, tuple[int, int]]
    """Times and answers lost of those that came more than once for each answer lost, by reference."""
    unknown: int
    answers_lost: int
    lost_by_kill: int
    in_flight: int
    back_s: list[float]


def told(home: Path, now_ms: float, answers: Answers, in_flight: int, back_s: list[float]) -> Told:
    """Returns what came of the notices that are due by now."""
    taken = Counter(one for one, _ in answers.taken())
    notices = _notices(home, now_ms)
    missing = [one for one, state, _ in notices if state in ("sent", "delivered") and not taken[one]]
    waiting = [one for one, state, is_due in notices if state in ("pending", "sending", "failed") and is_due]
    unknown = taken.keys() - {one for one, _, _ in notices}
    return Told(
        len(taken),
        len(missing) + len(waiting),
        taken.total() - len(taken),
        answers.too_often(),
        len(unknown),
        answers.lost().total(),
        answers.by_kill.total(),
        in_flight,
        back_s,
    )


def _notices(home: Path, now_ms: float) -> list[tuple[str, str, bool]]:
    """Returns each notice's reference, its state, and whether it is due by now or was begun."""
    query = "SELECT reference, state, next_ms <= ? OR attempts > 0 FROM notices"
    with closing(sqlite3.connect(home / "records.sqlite", timeout=20)) as records:
        return [(str(one), str(state), bool(due)) for one, state, due in records.execute(query, (now_ms,))]


def killed_while_watched(
    home: Path, kills: int, seconds: float, rate: float, mutation: str = "", held_up_s: tuple[float, ...] = ()
) -> tuple[Told, Watched]:
    """Runs a ward while its notifier is killed again and again, or stopped; returns what came of the notices."""
    moments, in_flight, back_s = random.Random(20_261_122), 0, list[float]()
    watched = Watched(home)
    with webhook_server() as webhook:
        answers = Answers(webhook, key_of, random.Random(7))
        webhook.slow_s = 0.1
        channels = {"BEDSIDE_CHANNELS": f"webhook+{webhook.url}/page"}
        watched.scorer.environment = channels
        notifier = Process("notifier", home, mutation=mutation, environment={**watched.clock.environment, **channels})

        def kill() -> None:
            nonlocal in_flight
            notifier.start()
            for number in range(kills):
                time.sleep(moments.uniform(0.3, 1.7) * max(seconds / (kills + 1) - _BACK_S, 1.0))
                if number % 3:
                    _wait_for_a_call(webhook, moments.uniform(0, 0.12))
                notifier.kill()
                killed_ms, began = watched.clock.now_ms(), time.monotonic()
                in_flight += answers.killed(lambda: _states(home)) > 0
                notifier.start()
                wait_until_beating(home, "notifier:webhook", killed_ms)
                back_s.append(time.monotonic() - began)

        def hold_up() -> None:
            nonlocal in_flight
            notifier.start()
            for one in held_up_s:
                time.sleep(moments.uniform(1.0, 2.0))
                in_flight += _wait_for_a_call(webhook, moments.uniform(0, 0.05))
                notifier.signal(signal.SIGSTOP)
                time.sleep(one)
                notifier.signal(signal.SIGCONT)

        try:
            watched.run(monitors(seconds, rate=rate), hold_up if held_up_s else kill)
            now_ms = watched.clock.now_ms()  # what becomes due from here on is for a later round
            watched.clock.set(pace=1.0)
            deadline = time.monotonic() + _SETTLES_S
            while time.monotonic() < deadline and _is_waiting(home, now_ms):
                time.sleep(0.1)
        finally:
            notifier.stop()
        return told(home, now_ms, answers, in_flight, back_s), watched


def _wait_for_a_call(webhook: Provider, more_s: float) -> bool:
    """Waits until the next call begins, and a moment longer; returns whether one did."""
    while webhook.begun.acquire(blocking=False):
        pass
    is_begun = webhook.begun.acquire(timeout=5.0)
    time.sleep(more_s)
    return is_begun


def _states(home: Path) -> dict[str, str]:
    return {one: state for one, state, _ in _notices(home, 0.0)}


def _is_waiting(home: Path, now_ms: float) -> bool:
    return any(due and state in ("pending", "sending") for _, state, due in _notices(home, now_ms))


def test_everybody_is_told_however_often_the_notifier_is_killed(tmp_path: Path) -> None:
    outcome, watched = killed_while_watched(tmp_path / "home", KILLS, 1.06 * READINGS / RATE, RATE)
    verdict = judge(watched.home, watched.ledger)
    report(
        "notifier killed while readings stream",
        kills=KILLS,
        readings=verdict.held,
        lost=verdict.lost,
        undelivered=outcome.undelivered,
        notices=outcome.notices,
        unknown=outcome.unknown,
        twice=outcome.doubled,
        beyond_lost=len(outcome.too_often),
        answers_lost=outcome.answers_lost,
        lost_by_kill=outcome.lost_by_kill,
        in_flight=outcome.in_flight,
        back_s=max(outcome.back_s),
    )
    assert verdict.clean, verdict
    assert (outcome.undelivered, outcome.unknown) == (0, 0)
    assert outcome.notices > 50
    assert not outcome.too_often, outcome
    assert 0 < outcome.doubled <= outcome.answers_lost
    assert outcome.in_flight >= KILLS // 5, "the kills met too few calls under way"
    assert len(outcome.back_s) == KILLS


def test_a_notifier_that_says_too_early_that_it_sent_is_found(tmp_path: Path) -> None:
    outcome, _ = killed_while_watched(tmp_path / "home", 4, 9.0, 500, "say_sent_before_the_call")
    assert outcome.undelivered > 0


def test_a_notifier_that_sends_again_now_and_then_is_found(tmp_path: Path) -> None:
    outcome, _ = killed_while_watched(tmp_path / "home", 1, 5.0, 500, "send_every_third_twice")
    assert outcome.too_often


def held_up_while_watched(home: Path, held_up_s: tuple[float, ...], rate: float, mutation: str = "") -> Told:
    """Runs a ward while its notifier is stopped for so many seconds each time, with a call under way."""
    seconds = sum(held_up_s) + 3.0 * len(held_up_s)
    outcome, watched = killed_while_watched(home, 0, seconds, rate, mutation, held_up_s)
    assert judge(watched.home, watched.ledger).clean
    return outcome


def test_a_notifier_that_is_held_up_tells_everybody_and_nobody_again(tmp_path: Path) -> None:
    outcome = held_up_while_watched(tmp_path / "home", HELD_UP_S, RATE)
    report(
        "notifier held up",
        seconds=HELD_UP_S,
        notices=outcome.notices,
        undelivered=outcome.undelivered,
        unknown=outcome.unknown,
        beyond_lost=len(outcome.too_often),
        met=outcome.in_flight,
    )
    assert (outcome.undelivered, outcome.unknown) == (0, 0)
    assert not outcome.too_often, outcome
    assert outcome.notices > 20
    assert outcome.in_flight == len(HELD_UP_S), "a stop met no call under way"


def test_a_notifier_that_forgets_what_it_sends_when_held_up_is_found(tmp_path: Path) -> None:
    assert not held_up_while_watched(tmp_path / "well", (0.0,), 500, "forget_what_is_being_sent").too_often
    assert held_up_while_watched(tmp_path / "held up", (2.0, 2.0), 500, "forget_what_is_being_sent").too_often
