"""An ingestion process that is held up, whose disk is full, or that is told everything three times."""

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest

from bedside.adapters.log.sqlite import SqliteReadingLog
from faults.amounts import HELD_UP_S, LONG
from faults.judging import Verdict, judge, rows
from faults.numbered import Ledger, Load, reading, send_all
from faults.processes import Process, free_port
from faults.reporting import report

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800 if LONG else 300)]
_TMPFS = "48m"


@pytest.fixture
def ingestion(tmp_path: Path) -> Iterator[Process]:
    process = Process("data_ingestion", tmp_path / "home", free_port())
    process.start()
    yield process
    process.stop()


def finished(url: str, load: Load, ledger: Ledger, meanwhile=lambda: None) -> None:
    stop = threading.Event()
    threads = send_all(url, load, ledger, stop)
    try:
        meanwhile()
        for thread in threads:
            thread.join()
    finally:
        stop.set()
    assert not ledger.failure, ledger.failure


def held_up(process: Process, load: Load, seconds: tuple[float, ...]) -> tuple[Verdict, Ledger]:
    """Sends readings while the process is stopped again and again; returns what came of them."""
    moments = random.Random(7)

    def hold_up() -> None:
        for one in seconds:
            time.sleep(moments.uniform(0.5, 1.5))
            process.signal(signal.SIGSTOP)
            time.sleep(one)
            process.signal(signal.SIGCONT)

    ledger = Ledger()
    finished(process.url, load, ledger, hold_up)
    process.stop()
    return judge(process.home, ledger), ledger


def test_a_process_that_is_held_up_loses_and_doubles_nothing(ingestion: Process) -> None:
    load = Load(devices=20, each=1000, answer_s=2.0)
    verdict, ledger = held_up(ingestion, load, HELD_UP_S)
    report(
        "ingestion held up",
        seconds=HELD_UP_S,
        lost=verdict.lost,
        doubled=verdict.doubled,
        held=verdict.held,
        retries=ledger.retries,
    )
    assert verdict.clean, verdict
    assert verdict.held == ledger.total == 20_000
    assert ledger.retries > 0, "nobody sent again what was being taken"


@pytest.mark.parametrize(
    ("mutation", "wrong"), [("drop_what_waited_too_long", "lost"), ("look_before_waiting", "doubled")]
)
def test_a_process_that_is_wrong_when_held_up_is_found(tmp_path: Path, mutation: str, wrong: str) -> None:
    found = []
    for seconds in ((), (2.5,)):
        process = Process("data_ingestion", tmp_path / f"{len(seconds)}", free_port(), mutation)
        process.start()
        try:
            found.append(held_up(process, Load(devices=8, each=250, rate=1000, answer_s=1.5), seconds)[0])
        finally:
            process.stop()
    well, verdict = found
    assert well.clean, "it is wrong without being held up"
    assert [name for name in ("lost", "doubled") if getattr(verdict, name)] == [wrong]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root: run the tests as root, or in a container")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_TMPFS}", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here: give the container the right to mount (CAP_SYS_ADMIN)")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def filled(disk: Path, mutation: str = "", patience_s: float = 20) -> tuple[Verdict, Ledger, list[int]]:
    """Sends readings while the disk is full for a time; returns what came of them, and what was answered meanwhile."""
    home, ballast = disk / "home", disk / "ballast"
    process = Process("data_ingestion", home, free_port(), mutation)
    process.start()
    refused: list[int] = []

    def fill() -> None:
        time.sleep(1.0)
        with suppress(OSError), ballast.open("wb") as file:
            while True:
                file.write(b"\0" * 65_536)
                file.flush()
        deadline = time.monotonic() + patience_s
        while not refused and time.monotonic() < deadline:
            probe = {"readings": [reading(10_000 + n, 0, int(time.time() * 1000)) for n in range(300)]}
            answered = httpx2.post(f"{process.url}/ingest", json=probe, timeout=15.0)
            if answered.status_code != 202:
                refused.append(answered.status_code)
                assert answered.json()["next_step"]
                assert answered.headers["Retry-After"]
        ballast.unlink()

    try:
        ledger = Ledger()
        finished(process.url, Load(devices=20, each=1000), ledger, fill)
    finally:
        process.stop()
    return judge(home, ledger), ledger, refused


def test_a_full_disk_acknowledges_nothing_and_goes_on_once_there_is_room(small_disk: Path) -> None:
    verdict, ledger, refused = filled(small_disk)
    report("disk full", status=refused, retries=ledger.retries, lost=verdict.lost, doubled=verdict.doubled)
    assert refused, "the disk was never full"
    assert set(refused) <= {503, 507}
    assert verdict.clean, verdict
    assert ledger.total == 20_000


def test_an_ingestion_that_takes_what_did_not_fit_is_found(small_disk: Path) -> None:
    verdict, _, _ = filled(small_disk, "take_what_did_not_fit", patience_s=5)
    assert verdict.lost > 0


def thrice(process: Process) -> tuple[dict[str, int], list[tuple[str, int]]]:
    """Sends 10,000 readings three times shuffled; returns what was answered, and what the log holds of them."""
    began, shuffle = int(time.time() * 1000) - 60_000, random.Random(3)
    everything = [reading(device, number, began) for device in range(40) for number in range(250)]
    taken: dict[str, int] = {}
    with httpx2.Client(base_url=process.url, timeout=30.0) as client:
        for _ in range(3):
            shuffle.shuffle(everything)
            for start in range(0, len(everything), 700):
                answered = client.post("/ingest", json={"readings": everything[start : start + 700]})
                assert answered.status_code == 202
                for result in answered.json()["results"]:
                    taken[result["status"]] = taken.get(result["status"], 0) + 1
    log = SqliteReadingLog(f"sqlite:///{process.home}/readings.sqlite")
    try:
        return taken, list(rows(log))
    finally:
        log.close()


def test_the_same_readings_three_times_shuffled_are_taken_once(ingestion: Process) -> None:
    taken, held = thrice(ingestion)
    assert taken == {"accepted": 10_000, "duplicate": 20_000}
    assert len(held) == len(set(held)) == 10_000


@pytest.mark.parametrize("mutation", ["forget_what_was_taken", "drop_a_batch"])
def test_readings_taken_again_or_not_at_all_are_found(tmp_path: Path, mutation: str) -> None:
    process = Process("data_ingestion", tmp_path / "home", free_port(), mutation)
    process.start()
    try:
        taken, held = thrice(process)
    finally:
        process.stop()
    told_otherwise = taken != {"accepted": 10_000, "duplicate": 20_000}
    assert (len(held) > len(set(held))) == (mutation == "forget_what_was_taken")
    assert told_otherwise == (mutation == "drop_a_batch")
