"""The clock of ingestion jumps an hour ahead or back for a while: nothing is lost, and no patient is alarmed by it.

While it is ahead, what comes counts as old, but not as too old. While it is behind, what comes counts as from the
future: it is refused, waits in quarantine, and is taken once it is read again.
"""

import time
from collections import Counter
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
JUMP_S = 10.0 if LONG else 3.0
SECONDS = 50.0 if LONG else 32.0


def jumped(home: Path, by_ms: int, ward: Monitors) -> Watched:
    """Runs a ward while the clock of ingestion jumps and comes back; what was refused meanwhile is read again."""
    watched = Watched(home)
    watched.ledger.may_be_refused = True

    def jump() -> None:
        time.sleep(4.0)
        if by_ms:
            watched.clock.set(wrong_ms=by_ms)
            time.sleep(JUMP_S)
            watched.clock.set()

    def read_again() -> None:
        with httpx2.Client(base_url=watched.ingestion.url, timeout=20.0, trust_env=False) as client:
            while waiting := client.get("/ingest/rejects", params={"limit": 1000}).json()["rejects"]:
                for one in waiting:
                    assert one["reason"] == "in_the_future"
                    told = client.post(f"/ingest/rejects/{one['id']}/replay").json()
                    assert told["status"] == "accepted", told

    watched.run(ward, jump, read_again)
    return watched


def stretches(home: Path) -> Counter[tuple[object, ...]]:
    """Returns how often each rule told of each patient: what began during refusals has another first reading."""
    return Counter(row[1:] for row in clinical(home, "alert_id, patient_id, rule, priority").values())


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Monitors, Watched]:
    ward = monitors(SECONDS, rate=400, devices=40)
    return ward, jumped(tmp_path_factory.mktemp("clock") / "home", 0, ward)


@pytest.mark.parametrize("by_ms", [HOUR_MS, -HOUR_MS])
def test_a_clock_that_jumps_loses_nothing_and_alarms_for_nobody(
    tmp_path: Path, undisturbed: tuple[Monitors, Watched], by_ms: int
) -> None:
    ward, expected = undisturbed
    watched = jumped(tmp_path / "home", by_ms, ward)
    verdict = judge(watched.home, watched.ledger)
    found, usual = stretches(watched.home), stretches(expected.home)
    report(
        "clock jumps",
        by_ms=by_ms,
        lost=verdict.lost,
        doubled=verdict.doubled,
        statuses=watched.ledger.statuses,
        clinical=found.total(),
        too_much=(found - usual).total(),
        too_few=(usual - found).total(),
        technical=len(alerts(watched.home)) - found.total(),
        technical_undisturbed=len(alerts(expected.home)) - usual.total(),
    )
    assert (verdict.lost, verdict.doubled) == (0, 0)
    assert bool(watched.ledger.statuses["rejected"]) == (by_ms < 0)
    assert not found - usual
    assert by_ms < 0 or found == usual
    assert usual.total() > 20
