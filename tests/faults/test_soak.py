"""Everything in one process for a while, with a full ward's readings and people asking: nothing fails or grows."""

import json
import threading
import time
from pathlib import Path
from statistics import median

import httpx2
import pytest

from faults.amounts import LONG, SOAK_S
from faults.clocks import Clock
from faults.monitors import Monitors, send_all
from faults.numbered import Ledger
from faults.processes import Process, free_port
from faults.reporting import report

pytestmark = [pytest.mark.slow, pytest.mark.timeout(SOAK_S + 300)]
PEOPLE, THINKS_S = 5, 1.0
WARM_UP_S = max(SOAK_S / 5, 10.0)
MOST_GROWTH = 0.05
QUESTIONS = (
    "What is a normal heart rate?",
    "How is the breathing?",
    "What lowers blood pressure?",
    "Why did the alarm go off?",
    "What are signs of sepsis?",
    "Is the oxygen all right?",
)


def asking(url: str, person: int, until: float, statuses: dict[str, int], lock: threading.Lock) -> None:
    """Asks one question after another, about a patient half of the time."""
    turn = 0
    with httpx2.Client(base_url=url, timeout=30.0, trust_env=False) as client:
        while time.monotonic() < until:
            text = QUESTIONS[(turn + person) % len(QUESTIONS)]
            about = {"patient_id": f"ward-patient-{(7 * turn + person) % 200}"} if turn % 2 else {}
            try:
                told = str(client.post("/chat", json={"message": text, **about}).status_code)
            except httpx2.TransportError as error:
                told = type(error).__name__
            with lock:
                statuses[told] = statuses.get(told, 0) + 1
            turn += 1
            time.sleep(THINKS_S)


def megabytes(pid: int) -> float:
    """Returns how much memory a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def errors_in(log: Path) -> list[str]:
    """Returns the events of the log's lines that are errors, and of those that are no log lines at all."""
    found = []
    for line in log.read_text().splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            found.append(line[:200])
            continue
        if told.get("level") in ("error", "critical"):
            found.append(str(told.get("event")))
    return found


def test_a_full_ward_and_people_asking_make_no_error_and_memory_stays(tmp_path: Path) -> None:
    process = Process("all", tmp_path / "home", free_port(), environment={"BEDSIDE_CHANNELS": "outbox+sms://"})
    process.start()
    assert process.popen is not None
    clock, ledger, stop = Clock(tmp_path / "clock.json"), Ledger(), threading.Event()
    clock.set(time.time() * 1000)
    statuses: dict[str, int] = {}
    lock, began = threading.Lock(), time.monotonic()
    ward = Monitors(int(clock.now_ms()), span_ms=int(SOAK_S * 1000), step_ms=100)
    threads = send_all(process.url, ward, clock, ledger, stop)
    for person in range(PEOPLE):
        threads.append(threading.Thread(target=asking, args=(process.url, person, began + SOAK_S, statuses, lock)))
        threads[-1].start()
    held: list[tuple[float, float]] = []
    try:
        while any(thread.is_alive() for thread in threads):
            held.append((time.monotonic() - began, megabytes(process.popen.pid)))
            time.sleep(0.5)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    process.stop()
    slice_s = max((SOAK_S - WARM_UP_S) / 8, 1.0)
    warm = median(size for at_s, size in held if WARM_UP_S <= at_s < WARM_UP_S + slice_s)
    last = median(size for at_s, size in held if at_s >= held[-1][0] - slice_s)
    errors = errors_in(process.home / "all.log")
    report(
        "soak",
        seconds=SOAK_S,
        **ledger.statuses,
        retries=ledger.retries,
        answers=statuses,
        errors=len(errors),
        warm_mb=warm,
        last_mb=last,
        growth=last / warm - 1,
    )
    assert not ledger.failure, ledger.failure
    assert set(statuses) == {"200"}
    assert errors == []
    assert ledger.statuses["accepted"] > 1_500 * SOAK_S
    assert not LONG or last / warm - 1 < MOST_GROWTH
