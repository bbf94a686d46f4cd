"""Numbered readings sent until they are acknowledged: what came of each can be told afterwards.

Each device counts its readings from 0 and sends the next ones only once the ones before are acknowledged, again and
again under the same numbers, as a bedside monitor does. Readings go out as JSON or Arrow, by the handful or in batches:
ingestion takes each of these in by another way.
"""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx2
import pyarrow as pa

SIGNALS = (("heart_rate", "/min", 60, 40), ("spo2", "%", 92, 8), ("respiratory_rate", "/min", 12, 9))
_PATIENCE_S = 60.0
_ARROW = {"Content-Type": "application/vnd.apache.arrow.stream"}


@dataclass
class Ledger:
    """What was sent and acknowledged: for each device how many of its readings, in order."""

    acknowledged: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    refusals: Counter[str] = field(default_factory=Counter)
    """How often a batch had to be sent again, by the status of the answer, or by the error where there was none."""
    acknowledged_s: float = 0.0
    """When something was acknowledged last, by `time.monotonic`."""
    in_flight: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    failure: str = ""
    may_be_refused: bool = False

    @property
    def retries(self) -> int:
        """Returns how often a batch had to be sent again."""
        with self.lock:
            return self.refusals.total()

    @property
    def total(self) -> int:
        """Returns how many readings are acknowledged."""
        with self.lock:
            return sum(self.acknowledged.values())

    def counted(self, told: dict[str, Any]) -> bool:
        """Counts what an answer told; returns whether all is well."""
        with self.lock:
            self.acknowledged_s = time.monotonic()
            for status in ("accepted", "duplicate", "rejected"):
                self.statuses[status] = self.statuses.get(status, 0) + told[status]
        if told["rejected"] and not self.may_be_refused:
            self.failure = f"rejected: {told['results'][:3]}"
        return not self.failure


@dataclass(frozen=True)
class Form:
    """How many readings a sender sends at a time, and whether as Arrow or as JSON."""

    batch: int = 50
    is_arrow: bool = False


FEW, MANY, ARROW = Form(10), Form(50), Form(50, is_arrow=True)
MIXED = (FEW, FEW, MANY, ARROW)
"""Half of the readings by the handful, which ingestion takes in without a thread of theirs."""


@dataclass(frozen=True)
class Load:
    """``devices`` send ``each`` readings by ``senders`` threads, ``rate`` a second; the senders take forms in turn."""

    devices: int = 40
    each: int = 1500
    forms: tuple[Form, ...] = (MANY,)
    senders: int = 4
    rate: float = 2000.0
    prefix: str = ""
    """What the names of patients and devices begin with."""
    answer_s: float = 10.0
    """For how long a sender waits for an answer before it sends again."""

    def form_of(self, device: int) -> Form:
        """Returns in which form a device's readings are sent."""
        return self.forms[device % self.senders % len(self.forms)]


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
    form = load.form_of(devices[0])
    done = dict.fromkeys(devices, 0)
    due = time.monotonic()
    with httpx2.Client(base_url=url, timeout=load.answer_s, trust_env=False) as client:
        while not stop.is_set() and (open_ := [d for d, n in done.items() if n < load.each]):
            # A batch mixes devices, and no device is ahead of another by more than a few readings.
            share = max(form.batch // len(open_), 1)
            behind = sorted(open_, key=done.__getitem__)
            batch = [(d, n) for d in behind for n in range(done[d], min(done[d] + share, load.each))][: form.batch]
            if not _until_acknowledged(
                client, [reading(d, n, began_ms, load.prefix) for d, n in batch], form, ledger, stop
            ):
                return
            with ledger.lock:
                for device, number in batch:
                    done[device] = number + 1
                    ledger.acknowledged[f"{load.prefix}device-{device}"] = number + 1
            due += len(batch) * load.senders / load.rate
            time.sleep(max(0.0, due - time.monotonic()))
            due = max(due, time.monotonic() - 1.0)


def _arrow(readings: list[dict[str, object]]) -> bytes:
    columns = {name: pa.array([one[name] for one in readings]) for name in readings[0]}
    times = [datetime.fromisoformat(str(one["observed_at"])) for one in readings]
    columns["observed_at"] = pa.array(times, pa.timestamp("ms", "UTC"))
    columns["value"] = columns["value"].cast(pa.float64())
    batch, sink = pa.RecordBatch.from_pydict(columns), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def _until_acknowledged(
    client: httpx2.Client, readings: list[dict[str, object]], form: Form, ledger: Ledger, stop: threading.Event
) -> bool:
    body: dict[str, Any] = {"json": {"readings": readings}}
    if form.is_arrow:
        body = {"content": _arrow(readings), "headers": _ARROW}
    deadline = time.monotonic() + _PATIENCE_S
    while not stop.is_set():
        with ledger.lock:
            ledger.in_flight += 1
        try:
            answered = client.post("/ingest", **body)
            if answered.status_code == 202:
                return ledger.counted(answered.json())
            refused = str(answered.status_code)
        except httpx2.TransportError as error:
            refused = type(error).__name__
        finally:
            with ledger.lock:
                ledger.in_flight -= 1
        with ledger.lock:
            ledger.refusals[refused] += 1
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
