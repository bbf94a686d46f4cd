"""Preprocessing is away while ingestion takes readings in: each reaches it once it is back, and none twice.

At least once is promised: a batch whose answer was lost comes again. Here preprocessing dies and ingestion does not, so
what it had answered for must not.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2
import pytest

from faults.numbered import Ledger, Load, send_all
from faults.processes import Process, free_port
from faults.reporting import report
from faults.witness import Identity, Witness, witnessed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
EACH = 100


@contextmanager
def started(folder: Path, mutation: str = "") -> Iterator[tuple[Process, Process, Witness]]:
    """Gives ingestion, the preprocessing that it hands on to, and who stands between them."""
    preprocessing = Process("preprocessing", folder / "preprocessing", free_port())
    with ExitStack() as stack:
        witness = stack.enter_context(witnessed(preprocessing.url))
        address = {"BEDSIDE_PREPROCESS_URL": witness.url}
        ingestion = Process("data_ingestion", folder / "home", free_port(), mutation, address)
        for process in (preprocessing, ingestion):
            stack.callback(process.stop)
            process.start()
        yield ingestion, preprocessing, witness


def wait_until_came(witness: Witness, sent: set[Identity], timeout_s: float) -> float:
    began = time.monotonic()
    while missing := witness.missing(sent):
        assert time.monotonic() - began < timeout_s, f"{len(missing)} of {len(sent)} readings never came"
        time.sleep(0.1)
    return time.monotonic() - began


def sent(ingestion: Process, devices: int, prefix: str) -> set[Identity]:
    """Sends readings of devices of their own, and returns them once all were acknowledged."""
    ledger, load = Ledger(), Load(devices=devices, each=EACH, prefix=prefix)
    for thread in send_all(ingestion.url, load, ledger, threading.Event()):
        thread.join()
    assert not ledger.failure, ledger.failure
    assert ledger.total == devices * EACH
    return {(f"{prefix}device-{device}", number) for device in range(devices) for number in range(EACH)}


def away(ingestion: Process, preprocessing: Process, witness: Witness, timeout_s: float = 90) -> None:
    """Lets readings come while preprocessing is away, and waits until it has each of them."""
    before = sent(ingestion, 20, "before")
    wait_until_came(witness, before, timeout_s)
    preprocessing.kill()
    meanwhile = sent(ingestion, 60, "meanwhile")
    preprocessing.start()
    caught_up_s = wait_until_came(witness, meanwhile, timeout_s)
    doubled = witness.doubled()
    lost = witness.missing(before | meanwhile)
    report("preprocessing away", readings=len(meanwhile), lost=len(lost), doubled=len(doubled), caught_up_s=caught_up_s)
    assert not lost, f"{len(lost)} readings are missing"
    assert not doubled, f"{len(doubled)} readings came twice"
    assert witness.unanswered, "preprocessing was never asked while it was away"


def test_all_that_came_meanwhile_reaches_preprocessing_once_it_is_back(tmp_path: Path) -> None:
    with started(tmp_path) as (ingestion, preprocessing, witness):
        away(ingestion, preprocessing, witness)
        assert httpx2.get(f"{ingestion.url}/readyz", timeout=5.0).status_code == 200


@pytest.mark.parametrize(
    ("mutation", "found"),
    [
        ("go_on_though_nobody_took_it", "readings never came"),
        ("hand_on_the_one_before_instead", "readings never came"),
        ("hand_on_some_twice", "readings came twice"),
    ],
)
def test_an_ingestion_that_hands_on_too_little_or_too_much_is_found(tmp_path: Path, mutation: str, found: str) -> None:
    with (
        started(tmp_path, mutation) as (ingestion, preprocessing, witness),
        pytest.raises(AssertionError, match=found),
    ):
        away(ingestion, preprocessing, witness, timeout_s=20)
