"""Numbered readings sent until they are acknowledged: what came of each can be told afterwards.

Each device counts its readings from 0 and sends the next ones only once the ones before are acknowledged, again and
again under the same numbers, as a bedside monitor does.
"""

import threading
import time
from dataclasses import dataclass, field

import httpx2

SIGNALS = (("heart_rate", "/min", 60, 40), ("spo2", "%", 92, 8), ("respiratory_rate", "/min", 12, 9))
_PATIENCE_S = 60.0


@dataclass
class Ledger:
    """What was sent and acknowledged: for each device how many of its readings, in order."""

    acknowledged: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    in_flight: int = 0
    retries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    failure: str = ""
    may_be_refused: bool = False

    @property
    def total(self) -> int:
        """Returns how many readings are acknowledged."""
        with self.lock:
            return sum(self.acknowledged.values())


@dataclass(frozen=True)
class Load:
    """``devices`` send ``each`` readings, a batch of ``batch`` at a time by ``senders`` threads, ``rate`` a second."""

    devices: int = 40
    each: int = 1500
    batch: int = 50
    senders: int = 4
    rate: float = 2000.0
    prefix: str = ""
    """What the names of patients and devices begin with."""
    answer_s: float = 10.0
    """For how long a sender waits for an answer before it sends again."""


def reading(device: int, number: int, began_ms: int, prefix: str = "") -> dict[str, object]:
    """Returns one reading; its values tell its number again, and its time is that of sending at one a second."""
    signal, unit, low, width = SIGNALS[number % len(SIGNALS)]
    return {
        "patient_id": f"{prefix}patient-{device}",
        "device_id": f"{prefix}device-{device}",
        "signal": signal,
        "value": low + (number // len(SIGNALS)) % width,
        "unit": unit,
        "observed_at": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime((began_ms + 20 * number) / 1000))
        + f".{(began_ms + 20 * number) % 1000:03d}Z",
        "sequence": number,
    }


def send_all(url: str, load: Load, ledger: Ledger, stop: threading.Event) -> list[threading.Thread]:
    """Starts the senders and returns their threads; each ends when its devices are done, or ``stop`` is set."""
    began_ms = int(time.time() * 1000) - 1000
    threads = [
        threading.Thread(target=_send, args=(url, load, ledger, stop, began_ms, range(n, load.devices, load.senders)))
        for n in range(load.senders)
    ]
    for thread in threads:
        thread.start()
    return threads


def _send(url: str, load: Load, ledger: Ledger, stop: threading.Event, began_ms: int, devices: range) -> None:
    pause = load.batch * load.senders / load.rate
    done = dict.fromkeys(devices, 0)
    due = time.monotonic()
    with httpx2.Client(base_url=url, timeout=load.answer_s, trust_env=False) as client:
        while not stop.is_set() and (open_ := [d for d, n in done.items() if n < load.each]):
            # A batch mixes devices, and no device is ahead of another by more than a few readings.
            share = max(load.batch // len(open_), 1)
            batch = [(d, n) for d in open_ for n in range(done[d], min(done[d] + share, load.each))][: load.batch]
            if not _until_acknowledged(client, [reading(d, n, began_ms, load.prefix) for d, n in batch], ledger, stop):
                return
            with ledger.lock:
                for device, number in batch:
                    done[device] = number + 1
                    ledger.acknowledged[f"{load.prefix}device-{device}"] = number + 1
            due += pause
            time.sleep(max(0.0, due - time.monotonic()))
            due = max(due, time.monotonic() - 1.0)


def _until_acknowledged(
    client: httpx2.Client, readings: list[dict[str, object]], ledger: Ledger, stop: threading.Event
) -> bool:
    deadline = time.monotonic() + _PATIENCE_S
    while not stop.is_set():
        with ledger.lock:
            ledger.in_flight += 1
        try:
            answered = client.post("/ingest", json={"readings": readings})
            if answered.status_code == 202:
                body = answered.json()
                with ledger.lock:
                    for result in body["results"]:
                        ledger.statuses[result["status"]] = ledger.statuses.get(result["status"], 0) + 1
                if body["rejected"]:
                    ledger.failure = f"rejected: {body['results']}"
                    return False
                return True
        except httpx2.TransportError:
            pass
        finally:
            with ledger.lock:
                ledger.in_flight -= 1
        with ledger.lock:
            ledger.retries += 1
        if time.monotonic() > deadline:
            ledger.failure = "not acknowledged for a minute"
            return False
        time.sleep(0.05)
    return False


def wait_for_a_batch(ledger: Ledger, more_s: float) -> None:
    """Waits until a batch is on its way, and a moment longer: it may be anywhere between the socket and the disk."""
    deadline = time.monotonic() + 1.0
    while not ledger.in_flight and time.monotonic() < deadline:
        time.sleep(0.0002)
    time.sleep(more_s)
