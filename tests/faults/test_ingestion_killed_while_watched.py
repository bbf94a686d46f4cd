"""The ingestion process killed under a running scorer: the same readings give the same alerts, however they were cut.

While it is away the monitors' clock stands still: what a kill breaks is looked for, not what an absence hides. How
long a delay lasted is told by arrivals too, so the moments at which episodes open and close may differ by some seconds;
which there are, of whom, by which rule and from which reading on, may not.
"""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from faults.amounts import LONG
from faults.judging import judge
from faults.monitors import Monitors
from faults.numbered import wait_for_a_batch
from faults.reporting import report
from faults.told import clinical, differences
from faults.watching import Watched, monitors

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800 if LONG else 300)]
KILLS = 50 if LONG else 3
SECONDS = 318.0 if LONG else 22.0
DEVICES, RATE = (200, 2000) if LONG else (100, 1000)
WELL_MS = 50_000
MUTATION = "name_readings_otherwise_after_a_start"


def killed_again_and_again(watched: Watched, kills: int) -> None:
    moments = random.Random(20_261_122)
    for kill in range(kills):
        time.sleep(moments.uniform(0.5, 4.0))
        if kill % 3:
            wait_for_a_batch(watched.ledger, moments.uniform(0, 0.003))
        watched.ingestion.kill()
        watched.ingestion.start()


def run_both(killed: Watched, whole: Watched, ward: Monitors, kills: int, rate: int) -> None:
    """Sends the same readings to one home whose ingestion is killed, and cut otherwise to one that is left alone."""
    order = np.arange(len(ward.readings(range(ward.devices))))
    with ThreadPoolExecutor(2) as both:
        runs = [
            both.submit(killed.run_in_step, ward, order, lambda: killed_again_and_again(killed, kills), rate),
            both.submit(whole.run_in_step, replace(ward, batch=170), order, rate=rate),
        ]
        for run in runs:
            run.result()


def test_the_same_readings_give_the_same_alerts_however_they_were_cut(tmp_path: Path) -> None:
    ward = monitors(SECONDS, rate=RATE, devices=DEVICES, well_ms=WELL_MS)
    killed, whole = Watched(tmp_path / "killed"), Watched(tmp_path / "whole")
    run_both(killed, whole, ward, KILLS, RATE)
    verdict = judge(killed.home, killed.ledger)
    found, expected = clinical(killed.home), clinical(whole.home)
    wrong = differences(found, expected)
    report(
        "ingestion killed under a scorer",
        kills=KILLS,
        readings=verdict.held,
        lost=verdict.lost,
        doubled=verdict.doubled,
        alerts=len(found),
        differing=len(wrong),
        back_s=max(killed.ingestion.ready_s[1:]),
    )
    assert verdict.clean, verdict
    assert not wrong, "\n".join(wrong)
    assert len(expected) > 25


def test_an_ingestion_that_names_readings_otherwise_after_a_kill_is_found(tmp_path: Path) -> None:
    ward = monitors(8.0, rate=500, devices=50)
    killed, whole = Watched(tmp_path / "killed", of_ingestion=MUTATION), Watched(tmp_path / "whole")
    run_both(killed, whole, ward, 1, 500)
    assert judge(killed.home, killed.ledger).clean, "the log alone shows it"
    assert differences(clinical(killed.home), clinical(whole.home))
