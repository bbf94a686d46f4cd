"""The scorer killed or held up at any moment: what people are told is what an undisturbed scorer tells them."""

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.amounts import HELD_UP_S, KILLS, LONG, READINGS
from faults.monitors import Monitors
from faults.reporting import report
from faults.told import alerts, differences, notices, position, undisturbed, wait_until_done
from faults.watching import Watched, monitors

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600 if LONG else 300)]
RATE = 2000.0
_BACK_S = 4.0


def told_twice(tmp_path: Path, watched: Watched, meanwhile: Callable[[], None], ward: Monitors) -> list[str]:
    """Runs a ward while something is done to its scorer; returns how the alerts differ from an undisturbed run's."""
    watched.run(ward, meanwhile)
    expected = undisturbed(watched.home, tmp_path / "undisturbed")
    wrong = differences(alerts(watched.home), alerts(expected))
    found, due = notices(watched.home), notices(expected)
    wrong += [f"{count} of notice {key}" for key, count in found.items() if count != 1]
    wrong += [f"notice {key} is missing" for key in due - found] + [f"notice {key} is too much" for key in found - due]
    return wrong


def killed_again_and_again(watched: Watched, kills: int, every_s: float, back_s: list[float]) -> Callable[[], None]:
    """Returns what kills the scorer at seeded moments, and notes how long it took until it scored again."""
    moments = random.Random(20_261_122)

    def do() -> None:
        for kill in range(kills):
            time.sleep(moments.uniform(0.3, 1.7) * every_s)
            if kill % 3:
                wait_for_an_alert(watched.home, moments.uniform(0, 0.3))
            watched.scorer.kill()
            killed_s, stood = time.monotonic(), position(watched.home)
            watched.scorer.start()
            wait_until_done(watched.home, stood + 1)  # a loop that waits until it can score lives, and scores nothing
            back_s.append(time.monotonic() - killed_s)

    return do


def wait_for_an_alert(home: Path, more_s: float) -> None:
    """Waits until an alert is recorded, where one comes soon, and a moment longer: its notices may be under way."""
    known, deadline = len(alerts(home)), time.monotonic() + 3.0
    while len(alerts(home)) == known and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(more_s)


def test_alerts_equal_those_of_an_undisturbed_run(tmp_path: Path) -> None:
    watched, back_s = Watched(tmp_path / "home"), list[float]()
    seconds = 1.06 * READINGS / RATE  # a tenth is silent half of the time
    kill = killed_again_and_again(watched, KILLS, max(seconds / (KILLS + 1) - _BACK_S, 1.0), back_s)
    wrong = told_twice(tmp_path, watched, kill, monitors(seconds, rate=RATE))
    found = alerts(watched.home)
    closed = sum(row[7] is not None for row in found.values())
    report(
        "scorer killed",
        kills=KILLS,
        readings=watched.ledger.total,
        alerts=len(found),
        closed=closed,
        notices=sum(notices(watched.home).values()),
        differing=len(wrong),
        ready_s=max(watched.scorer.ready_s[1:]),
        back_s=max(back_s),
    )
    assert not wrong, "\n".join(wrong)
    assert len(found) > 50
    assert closed > 20
    assert len(back_s) == KILLS


def held_up(watched: Watched, seconds: tuple[float, ...], after_s: tuple[float, float]) -> Callable[[], None]:
    """Returns what stops the scorer for so many seconds each time, at seeded moments."""
    moments = random.Random(3)

    def do() -> None:
        for one in seconds:
            time.sleep(moments.uniform(*after_s))
            watched.scorer.signal(signal.SIGSTOP)
            time.sleep(one)
            watched.scorer.signal(signal.SIGCONT)

    return do


def test_a_scorer_that_is_held_up_tells_the_same(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "home")
    ward = monitors(sum(HELD_UP_S) + 4 * len(HELD_UP_S), rate=RATE)
    wrong = told_twice(tmp_path, watched, held_up(watched, HELD_UP_S, (1.5, 3.0)), ward)
    found = alerts(watched.home)
    report("scorer held up", seconds=HELD_UP_S, alerts=len(found), differing=len(wrong))
    assert not wrong, "\n".join(wrong)
    assert len(found) > 50


@pytest.mark.parametrize(
    "mutation", ["skip_what_piled_up", "lose_the_timers_when_held_up", "count_by_the_scorers_own_clock"]
)
def test_a_scorer_that_is_wrong_when_held_up_is_found(tmp_path: Path, mutation: str) -> None:
    watched, ward = Watched(tmp_path / "home", mutation), monitors(9.0, rate=500, devices=50)

    def do() -> None:
        # In the first stop delays run and end; in the second five patients deteriorate, 25 to 32 s after the start.
        for after_ms in (8_000, 24_500):
            time.sleep(max(0.0, ward.start_ms + after_ms - watched.clock.now_ms()) / 1000 / watched.pace)
            watched.scorer.signal(signal.SIGSTOP)
            time.sleep(2.0)
            watched.scorer.signal(signal.SIGCONT)

    assert told_twice(tmp_path, watched, do, ward)


@pytest.mark.parametrize(
    "mutation", ["note_the_position_before_the_alerts", "forget_the_timers", "write_the_outbox_afterwards"]
)
def test_a_planted_fault_is_found(tmp_path: Path, mutation: str) -> None:
    watched = Watched(tmp_path / "home", mutation)
    kill = killed_again_and_again(watched, 4, 1.0, [])
    assert told_twice(tmp_path, watched, kill, monitors(20.0, rate=500, devices=50))
