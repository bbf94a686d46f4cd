"""Preprocessing is away while ingestion takes readings in: all of them reach it once it is back, at least once."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from faults.numbered import Ledger, Load, send_all
from faults.processes import Process, free_port
from faults.reporting import report

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
COUNTED = "bedside_preprocessed_readings_total"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[tuple[Process, Process]]:
    """Gives ingestion and the preprocessing that it hands on to."""
    preprocessing = Process("preprocessing", tmp_path / "preprocessing", free_port())
    address = {"BEDSIDE_PREPROCESS_URL": preprocessing.url}
    ingestion = Process("data_ingestion", tmp_path / "home", free_port(), environment=address)
    preprocessing.start()
    ingestion.start()
    yield ingestion, preprocessing
    ingestion.stop()
    preprocessing.stop()


def came(preprocessing: Process) -> int:
    """Returns how many readings it has counted since it started."""
    text = httpx2.get(f"{preprocessing.url}/metrics", timeout=10.0).text
    return int(float(next(line for line in text.splitlines() if line.startswith(COUNTED)).split()[1]))


def wait_until_came(preprocessing: Process, count: int) -> float:
    began = time.monotonic()
    while came(preprocessing) < count:
        assert time.monotonic() - began < 90, f"{came(preprocessing)} of {count} readings came"
        time.sleep(0.1)
    return time.monotonic() - began


def sent(ingestion: Process, devices: int, prefix: str) -> int:
    """Sends readings of devices of their own, and returns how many were acknowledged."""
    ledger, load = Ledger(), Load(devices=devices, each=100, prefix=prefix)
    for thread in send_all(ingestion.url, load, ledger, threading.Event()):
        thread.join()
    assert not ledger.failure, ledger.failure
    return ledger.total


def test_all_that_came_meanwhile_reaches_preprocessing_once_it_is_back(services: tuple[Process, Process]) -> None:
    ingestion, preprocessing = services
    before = sent(ingestion, 20, "before")
    wait_until_came(preprocessing, before)
    preprocessing.kill()
    meanwhile = sent(ingestion, 60, "meanwhile")
    preprocessing.start()
    caught_up_s = wait_until_came(preprocessing, meanwhile)
    again = came(preprocessing) - meanwhile
    report("preprocessing away", readings=meanwhile, missing=0, again=again, caught_up_s=caught_up_s)
    assert (before, meanwhile) == (2_000, 6_000)
    assert httpx2.get(f"{ingestion.url}/readyz", timeout=5.0).status_code == 200
