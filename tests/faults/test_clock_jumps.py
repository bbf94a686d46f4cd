"""The clock of ingestion jumps an hour ahead, then an hour back: nothing is lost, and no patient is alarmed by it.

While it is ahead, what comes counts as old, but not as too old. While it is behind, what comes counts as from the
future: it is refused, waits in quarantine, and is taken once it is read again. Of sensors more may be told than without
jumps, never less.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx2
import numpy as np
import pytest

from faults.amounts import LONG
from faults.judging import judge
from faults.monitors import Monitors, post
from faults.reporting import report
from faults.told import alerts, clinical
from faults.watching import Watched, monitors

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
HOUR_MS = 3_600_000
PACE = 10.0
JUMP_S = 10.0 if LONG else 1.5
SECONDS = 70.0 if LONG else 34.0
AGAIN = 200
WELL_MS = 50_000


def wrong_by(watched: Watched, wrong_ms: float, lasts_s: float, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Lets the clock of ingestion be wrong for a while; the monitors go on by their own."""
    time.sleep(1.5)
    watched.clock.set(wrong_ms=wrong_ms)
    time.sleep(lasts_s)
    meanwhile()
    watched.clock.set()


def send_first_again(watched: Watched, ward: Monitors) -> None:
    """Sends again what came before the clock jumped, as a monitor does that missed an answer."""
    first = ward.readings(range(ward.devices)).ipc(np.arange(AGAIN))
    with httpx2.Client(base_url=watched.ingestion.url, timeout=20.0, trust_env=False) as client:
        assert post(client, first, watched.ledger, threading.Event())


def jumped(watched: Watched, ward: Monitors, lasts_s: float = JUMP_S) -> int:
    """Runs a ward while the clock of ingestion jumps; returns how many of the refused readings were taken then."""
    watched.ledger.may_be_refused = True
    replayed: list[int] = []

    def jump() -> None:
        wrong_by(watched, HOUR_MS, lasts_s, lambda: send_first_again(watched, ward))
        wrong_by(watched, -HOUR_MS, lasts_s)

    watched.run(ward, jump, lambda: replayed.append(read_again(watched)))
    return sum(replayed)


def read_again(watched: Watched) -> int:
    """Reads all again that was refused meanwhile, as whoever looks after the quarantine does; returns how many."""
    watched.clock.set(pace=1.0)
    count = 0
    with httpx2.Client(base_url=watched.ingestion.url, timeout=20.0, trust_env=False) as client:
        while waiting := client.get("/ingest/rejects", params={"limit": 1000}).json()["rejects"]:
            for one in waiting:
                assert one["reason"] == "in_the_future"
                told = client.post(f"/ingest/rejects/{one['id']}/replay").json()
                assert told["status"] == "accepted", told
            count += len(waiting)
    return count


def stretches(home: Path) -> Counter[tuple[object, ...]]:
    """Returns how often each rule told of each patient: what began among refused readings has another first one."""
    return Counter(row[1:] for row in clinical(home, "alert_id, patient_id, rule, priority").values())


def silences(home: Path) -> set[tuple[object, ...]]:
    """Returns which sensors were told to be silent."""
    rows = alerts(home, "alert_id, patient_id, rule").values()
    return {row[1:] for row in rows if str(row[2]).startswith("sensor_silent")}


def longer(patient: object, rule: object, usual: Counter[tuple[object, ...]]) -> bool:
    """Returns whether a patient who stopped breathing seems to do so longer: the breaths that ended it were refused."""
    return rule == "limit_low:respiratory_rate" and usual[(patient, "apnoea", "high")] > 0


@dataclass(frozen=True)
class Told:
    """What two runs tell: without jumps, with them, what is more in these (but what `longer` explains), and missed."""

    usual: Counter[tuple[object, ...]]
    found: Counter[tuple[object, ...]]
    more: Counter[tuple[object, ...]]
    silences: int
    silences_missed: int


def told_by_both(steady: Path, jumping: Path) -> Told:
    found, usual = stretches(jumping), stretches(steady)
    more = Counter({key: count for key, count in (found - usual).items() if not longer(key[0], key[1], usual)})
    silent = silences(steady)
    return Told(usual, found, more, len(silent), len(silent - silences(jumping)))


def run_both(steady: Watched, jumping: Watched, ward: Monitors, lasts_s: float = JUMP_S) -> int:
    with ThreadPoolExecutor(2) as both:
        runs = [both.submit(steady.run, ward), both.submit(jumped, jumping, ward, lasts_s)]
        runs[0].result()
        return int(runs[1].result() or 0)


def test_a_clock_that_jumps_loses_nothing_and_alarms_for_nobody(tmp_path: Path) -> None:
    steady, jumping = Watched(tmp_path / "steady", pace=PACE), Watched(tmp_path / "jumping", pace=PACE)
    replayed = run_both(steady, jumping, monitors(SECONDS, PACE, rate=400, devices=40, well_ms=WELL_MS))
    verdict, told = judge(jumping.home, jumping.ledger), told_by_both(steady.home, jumping.home)
    report(
        "clock jumps",
        hours=[1, -1],
        seconds=JUMP_S,
        **jumping.ledger.statuses,
        replayed=replayed,
        lost=verdict.lost,
        doubled=verdict.doubled,
        clinical=told.found.total(),
        differing=told.more.total(),
        longer=(told.found - told.usual - told.more).total(),
        refused_with_readings=(told.usual - told.found).total(),
        silences=told.silences,
        silences_missed=told.silences_missed,
    )
    assert (verdict.lost, verdict.doubled) == (0, 0)
    assert jumping.ledger.statuses["duplicate"] >= AGAIN
    assert replayed == jumping.ledger.statuses["rejected"] > 0
    assert not told.more
    assert told.usual.total() > 20
    assert not told.silences_missed
    assert told.silences


@pytest.mark.parametrize(
    ("mutation", "wrong"),
    [
        ("know_readings_by_the_hour_they_came", ["doubled"]),
        ("answer_and_lose_what_comes_from_the_past", ["lost"]),
        ("take_the_future", ["nothing refused"]),
        ("refuse_and_keep_nothing", ["lost", "not taken again"]),
    ],
)
def test_an_ingestion_that_goes_by_the_wall_clock_is_found(tmp_path: Path, mutation: str, wrong: list[str]) -> None:
    jumping = Watched(tmp_path / "jumping", of_ingestion=mutation, pace=PACE)
    replayed = jumped(jumping, monitors(6.0, PACE, rate=400, devices=40), 1.0)
    verdict, refused = judge(jumping.home, jumping.ledger), jumping.ledger.statuses["rejected"]
    found = {"lost": verdict.lost, "doubled": verdict.doubled, "nothing refused": not refused}
    found["not taken again"] = replayed != refused
    assert [name for name, is_so in found.items() if is_so] == wrong


def test_a_scorer_that_lets_an_hour_pass_at_once_is_found(tmp_path: Path) -> None:
    steady = Watched(tmp_path / "steady", pace=PACE)
    jumping = Watched(tmp_path / "jumping", "let_an_hour_pass_at_once", pace=PACE)
    run_both(steady, jumping, monitors(10.0, PACE, rate=400, devices=40, well_ms=WELL_MS), 1.0)
    assert told_by_both(steady.home, jumping.home).more


def test_a_scorer_whose_time_does_not_go_back_is_found(tmp_path: Path) -> None:
    steady = Watched(tmp_path / "steady", pace=PACE)
    jumping = Watched(tmp_path / "jumping", "take_in_no_clock_set_back", pace=PACE)
    run_both(steady, jumping, monitors(27.0, PACE, rate=400, devices=40), 1.0)
    told = told_by_both(steady.home, jumping.home)
    assert told.silences_missed == told.silences > 0
