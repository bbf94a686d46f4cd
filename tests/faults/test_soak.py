"""Everything in one process for a while, with a full ward's readings and people asking: nothing fails or grows.

A batch that is answered by 503 is sent again, as monitors do; it is counted, and none is expected. How many readings a
second were taken in is reported, and judged where the figures are printed.
"""

import json
import threading
import time
from dataclasses import dataclass
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
STEP_MS = 95
"""200 devices send a little more than 2,000 readings a second: a tenth of them is silent nearly half of the time."""
BUSY = "503"
MOST_GROWTH = 0.05 if LONG else 0.15
"""In half a minute caches still fill."""
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


def megabytes(pid: int) -> tuple[float, float]:
    """Returns how much memory a process holds, and beside it what it has mapped of the files of the log's index.

    Those grow by 8 to 16 bytes a reading until the log's horizon of a day, as they must; the system frees that memory
    when it wants it.
    """
    held, mapped, is_index = 0, 0, False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        first = line.split(maxsplit=1)[0]
        if not first.endswith(":"):
            is_index = line.endswith(".run")
        elif first == "Rss:":
            size = int(line.split()[1])
            held, mapped = (held, mapped + size) if is_index else (held + size, mapped)
    return held / 1024, mapped / 1024


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


@dataclass(frozen=True)
class Soaked:
    """What a soak showed; memory in megabytes after the warm-up and at the end, beside the index's mapped files."""

    ledger: Ledger
    offered: int
    sent_in_s: float
    """From the first reading sent until the last was taken in."""
    statuses: dict[str, int]
    errors: list[str]
    warm_mb: float
    last_mb: float
    mapped_mb: float

    @property
    def growth(self) -> float:
        """Returns by how much memory grew, as a part of what was held after the warm-up."""
        return self.last_mb / self.warm_mb - 1

    @property
    def accepted(self) -> int:
        """Returns how many readings were taken in."""
        return self.ledger.statuses.get("accepted", 0)

    @property
    def failures(self) -> int:
        """Returns how many answers were none, or other than they must be; and errors logged."""
        questions = sum(count for status, count in self.statuses.items() if status != "200")
        readings = sum(count for status, count in self.ledger.refusals.items() if status != BUSY)
        return questions + readings + len(self.errors)

    def wrong(self) -> list[str]:
        """Returns what is wrong."""
        wrong = {
            "not sent": bool(self.ledger.failure),
            "not all taken": self.accepted != self.offered,
            "readings failed": bool(self.ledger.refusals.keys() - {BUSY}),
            "readings refused": self.ledger.refusals[BUSY] > 0,
            "questions failed": self.statuses.keys() != {"200"},
            "errors logged": bool(self.errors),
            "grows": self.growth >= MOST_GROWTH,
        }
        return [name for name, is_so in wrong.items() if is_so]


def soaked(home: Path, seconds: float, mutation: str = "") -> Soaked:
    """Lets a full ward send and people ask for a while, and looks at the memory every second."""
    process = Process("all", home, free_port(), mutation, {"BEDSIDE_CHANNELS": "outbox+sms://"})
    process.start()
    assert process.popen is not None
    clock, ledger, stop = Clock(home.parent / "clock.json"), Ledger(), threading.Event()
    statuses: dict[str, int] = {}
    ward = Monitors(int(time.time() * 1000), span_ms=int(seconds * 1000), step_ms=STEP_MS)
    offered = len(ward.readings(range(ward.devices)))
    clock.set(ward.start_ms)
    lock, began = threading.Lock(), time.monotonic()
    threads = send_all(process.url, ward, clock, ledger, stop)
    for person in range(PEOPLE):
        threads.append(threading.Thread(target=asking, args=(process.url, person, began + seconds, statuses, lock)))
        threads[-1].start()
    held: list[tuple[float, float]] = []
    mapped_mb = 0.0
    try:
        while any(thread.is_alive() for thread in threads):
            size, mapped_mb = megabytes(process.popen.pid)
            held.append((time.monotonic() - began, size))
            time.sleep(1.0)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        process.stop()
    warm_up_s = max(seconds / 5, min(10.0, seconds / 2))
    slice_s = max((seconds - warm_up_s) / 8, 2.0)
    warm = median(size for at_s, size in held if warm_up_s <= at_s < warm_up_s + slice_s)
    last = median(size for at_s, size in held if at_s >= held[-1][0] - slice_s)
    sent_in_s, errors = ledger.acknowledged_s - began, errors_in(process.home / "all.log")
    return Soaked(ledger, offered, sent_in_s, statuses, errors, warm, last, mapped_mb)


def test_a_full_ward_and_people_asking_make_no_error_and_memory_stays(tmp_path: Path) -> None:
    found = soaked(tmp_path / "home", SOAK_S)
    report(
        "soak",
        seconds=SOAK_S,
        **found.ledger.statuses,
        offered=found.offered,
        offered_rate=round(found.offered / SOAK_S),
        rate=found.accepted / max(found.sent_in_s, SOAK_S),
        answers=found.statuses,
        refusals=dict(found.ledger.refusals),
        answered_503=found.ledger.refusals[BUSY],
        errors=found.failures,
        warm_mb=round(found.warm_mb),
        last_mb=round(found.last_mb),
        mapped_mb=round(found.mapped_mb),
        **({"growth": found.growth} if LONG else {"growth_in_short": found.growth}),
    )
    assert found.wrong() == [], found
    assert found.offered >= 2_000 * SOAK_S


def test_a_process_that_holds_on_to_all_that_comes_is_found(tmp_path: Path) -> None:
    assert soaked(tmp_path / "home", 18.0, "hold_on_to_all_that_comes").growth > MOST_GROWTH


def test_a_process_that_fails_now_and_then_is_found(tmp_path: Path) -> None:
    wrong = {"readings failed", "readings refused", "questions failed", "errors logged"}
    assert wrong <= set(soaked(tmp_path / "home", 8.0, "fail_now_and_then").wrong())
