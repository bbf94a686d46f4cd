"""The clock of ingestion jumps an hour ahead, then an hour back: nothing is lost, and no patient is alarmed by it.

While it is ahead, what comes counts as old, but not as too old. While it is behind, what comes counts as from the
future: it is refused, waits in quarantine, and is taken once it is read again. Of sensors more may be told than without
jumps, never less.
"""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from faults.amounts import LONG
from faults.judging import judge
from faults.monitors import Monitors
from faults.reporting import report
from faults.told import alerts, clinical
from faults.watching import Watched, monitors

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
HOUR_MS = 3_600_000
PACE = 16.0
JUMP_S = 10.0 if LONG else 1.5
SECONDS = 60.0 if LONG else 20.0
WELL_MS = 50_000


def wrong_by(watched: Watched, wrong_ms: float) -> None:
    """Lets the clock of ingestion be wrong for a while; the monitors go on by their own."""
    time.sleep(3.0)
    watched.clock.set(wrong_ms=wrong_ms)
    time.sleep(JUMP_S)
    watched.clock.set()


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


def test_a_clock_that_jumps_loses_nothing_and_alarms_for_nobody(tmp_path: Path) -> None:
    steady, jumping = Watched(tmp_path / "steady", pace=PACE), Watched(tmp_path / "jumping", pace=PACE)
    jumping.ledger.may_be_refused = True
    ward: Monitors = monitors(SECONDS, PACE, rate=800, devices=40, well_ms=WELL_MS)
    replayed: list[int] = []

    def jump() -> None:
        wrong_by(jumping, HOUR_MS)
        wrong_by(jumping, -HOUR_MS)

    with ThreadPoolExecutor(2) as both:
        runs = [
            both.submit(steady.run, ward),
            both.submit(jumping.run, ward, jump, lambda: replayed.append(read_again(jumping))),
        ]
        for run in runs:
            run.result()
    verdict, found, usual = judge(jumping.home, jumping.ledger), stretches(jumping.home), stretches(steady.home)
    missed = silences(steady.home) - silences(jumping.home)
    report(
        "clock jumps",
        hours=[1, -1],
        seconds=JUMP_S,
        **jumping.ledger.statuses,
        replayed=sum(replayed),
        lost=verdict.lost,
        doubled=verdict.doubled,
        clinical=found.total(),
        differing=(found - usual).total(),
        refused_with_readings=(usual - found).total(),
        silences=len(silences(steady.home)),
        silences_missed=len(missed),
    )
    assert (verdict.lost, verdict.doubled) == (0, 0)
    assert sum(replayed) == jumping.ledger.statuses["rejected"] > 0
    assert not found - usual
    assert usual.total() > 20
    assert not missed
    assert silences(steady.home)
