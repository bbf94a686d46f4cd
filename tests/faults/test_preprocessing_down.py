"""Preprocessing is away while ingestion takes readings in: all of them reach it once it is back, at least once."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from faults.numbered import Ledger, Load, send_all
from faults.processes import Process, free_port
from faults.reporting import report

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
COUNTED = "bedside_preprocessed_readings_total"


@contextmanager
def started(folder: Path, mutation: str = "") -> Iterator[tuple[Process, Process]]:
    """Gives ingestion and the preprocessing that it hands on to."""
    preprocessing = Process("preprocessing", folder / "preprocessing", free_port())
    address = {"BEDSIDE_PREPROCESS_URL": preprocessing.url}
    ingestion = Process("data_ingestion", folder / "home", free_port(), mutation, address)
    try:
        preprocessing.start()
        ingestion.start()
        yield ingestion, preprocessing
    finally:
        ingestion.stop()
        preprocessing.stop()


def came(preprocessing: Process) -> int:
    """Returns how many readings it has counted since it started."""
    text = httpx2.get(f"{preprocessing.url}/metrics", timeout=10.0).text
    return int(float(next(line for line in text.splitlines() if line.startswith(COUNTED)).split()[1]))


def wait_until_came(preprocessing: Process, count: int, timeout_s: float = 90) -> float:
    began = time.monotonic()
    while came(preprocessing) < count:
        assert time.monotonic() - began < timeout_s, f"{came(preprocessing)} of {count} readings came"
        time.sleep(0.1)
    return time.monotonic() - began


def sent(ingestion: Process, devices: int, prefix: str) -> int:
    """Sends readings of devices of their own, and returns how many were acknowledged."""
    ledger, load = Ledger(), Load(devices=devices, each=100, prefix=prefix)
    for thread in send_all(ingestion.url, load, ledger, threading.Event()):
        thread.join()
    assert not ledger.failure, ledger.failure
    return ledger.total


def away(ingestion: Process, preprocessing: Process, timeout_s: float = 90) -> None:
    """Lets readings come while preprocessing is away, and waits until it has them."""
    before = sent(ingestion, 20, "before")
    wait_until_came(preprocessing, before)
    preprocessing.kill()
    meanwhile = sent(ingestion, 60, "meanwhile")
    preprocessing.start()
    caught_up_s = wait_until_came(preprocessing, meanwhile, timeout_s)
    again = came(preprocessing) - meanwhile
    report("preprocessing away", readings=meanwhile, again=again, caught_up_s=caught_up_s)
    assert (before, meanwhile) == (2_000, 6_000)


def test_all_that_came_meanwhile_reaches_preprocessing_once_it_is_back(tmp_path: Path) -> None:
    with started(tmp_path) as (ingestion, preprocessing):
        away(ingestion, preprocessing)
        assert httpx2.get(f"{ingestion.url}/readyz", timeout=5.0).status_code == 200


def test_an_ingestion_that_goes_on_though_nobody_took_it_is_found(tmp_path: Path) -> None:
    with (
        started(tmp_path, "go_on_though_nobody_took_it") as (ingestion, preprocessing),
        pytest.raises(AssertionError, match="of 6000 readings came"),
    ):
        away(ingestion, preprocessing, timeout_s=8)
