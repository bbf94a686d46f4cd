"""The ingestion process killed at any moment: nothing acknowledged is lost, doubled or out of a patient's order.

Half of the readings come by the handful, which takes another way to the log than the batches; each planted fault is
found on both ways.
"""

import random
import threading
import time
from pathlib import Path

import pytest

from faults.amounts import KILLS, LONG, READINGS
from faults.judging import judge
from faults.numbered import FEW, MIXED, Ledger, Load, send_all, wait_for_a_batch
from faults.processes import Process, free_port
from faults.reporting import report

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800 if LONG else 300)]


def killed_again_and_again(home: Path, load: Load, kills: int, mutation: str = "") -> tuple[Ledger, Process, int]:
    """Runs the load against an ingestion that is killed; returns ledger, process, and kills with a batch in flight."""
    ingestion = Process("data_ingestion", home, free_port(), mutation)
    ingestion.start()
    ledger, stop, moments = Ledger(), threading.Event(), random.Random(20_261_122)
    threads = send_all(ingestion.url, load, ledger, stop)
    lasts_s = load.devices * load.each / load.rate
    in_flight = 0
    try:
        for kill in range(kills):
            time.sleep(moments.uniform(0.3, 1.7) * lasts_s / (kills + 1))
            if kill % 3:
                wait_for_a_batch(ledger, moments.uniform(0, 0.003))
            in_flight += ledger.in_flight > 0
            ingestion.kill()
            ingestion.start()
        for thread in threads:
            thread.join()
        assert not ledger.failure, ledger.failure
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        ingestion.stop()
    return ledger, ingestion, in_flight


def test_what_was_acknowledged_is_there_once_and_in_order(tmp_path: Path) -> None:
    load = Load(devices=40, each=READINGS // 40, forms=MIXED)
    ledger, ingestion, in_flight = killed_again_and_again(tmp_path / "home", load, KILLS)
    verdict = judge(tmp_path / "home", ledger)
    report(
        "ingestion killed",
        kills=KILLS,
        in_flight=in_flight,
        readings=verdict.held,
        lost=verdict.lost,
        doubled=verdict.doubled,
        reordered=verdict.reordered,
        back_s=max(ingestion.ready_s[1:]),
    )
    assert verdict.clean, verdict
    assert ledger.total == verdict.held == READINGS
    assert in_flight >= KILLS // 5
    assert ledger.retries > 0


@pytest.mark.parametrize(
    ("mutation", "kills", "wrong"),
    [
        ("acknowledge_before_the_commit", 3, "lost"),
        ("drop_a_batch", 0, "lost"),
        ("forget_what_was_taken", 0, "doubled"),
        ("turn_each_batch_round", 0, "reordered"),
    ],
)
def test_a_planted_fault_is_found_on_both_ways(tmp_path: Path, mutation: str, kills: int, wrong: str) -> None:
    load = Load(devices=8, each=1000, forms=MIXED)
    ledger, _, _ = killed_again_and_again(tmp_path / "home", load, kills, mutation)
    harmed = judge(tmp_path / "home", ledger).of_devices[wrong]
    assert {load.form_of(int(one.rpartition("-")[2])) == FEW for one in harmed} == {True, False}
