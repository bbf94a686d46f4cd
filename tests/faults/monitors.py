"""Bedside monitors of 200 patients, some of whom deteriorate and recover: numbered readings, sent until acknowledged.

Their time is that of a `Clock`, which may go faster than ours: half a minute shows episodes that open and close. By the
number of the device, a patient

- 0 of ten has NEWS2 of 7 and more from a moment on;
- 1, 2 have low oxygen for 50 s in each 130;
- 3 is heard of for 160 s in each 300;
- 4 has a racing heart for 45 s in each 120;
- 5 stops breathing for 10 s in each 120;

the others are well. For the last ``well_ms`` all but the first are, and no illness is cut off, so that two runs that
differ by moments end alike. What becomes of each reading can be told afterwards by its device and number.
"""

import threading
import time
from dataclasses import dataclass

import httpx2
import numpy as np
import pyarrow as pa

from faults.clocks import Clock
from faults.numbered import Ledger

SIGNALS = ("heart_rate", "spo2", "respiratory_rate", "systolic_bp", "temperature")
UNITS = ("/min", "%", "/min", "mm[Hg]", "Cel")
_CALM = np.array([75.0, 97.0, 15.0, 125.0, 36.9])
_SICK = np.array([118.0, 91.3, 26.0, 97.0, 38.7])
_SPREAD = np.array([3.0, 0.25, 0.6, 1.5, 0.1])
_HR, _SPO2, _RR = 0, 1, 2
_PATIENCE_S = 90.0
_ARROW = {"Content-Type": "application/vnd.apache.arrow.stream"}


@dataclass(frozen=True)
class Monitors:
    """``devices`` with a reading each ``step_ms`` of their time, for ``span_ms`` from ``start_ms`` on."""

    start_ms: int
    span_ms: int = 240_000
    step_ms: int = 800
    devices: int = 200
    senders: int = 2
    batch: int = 400
    prefix: str = "ward"
    well_ms: int = 0

    def readings(self, of: range) -> "Readings":
        """Returns all readings of some devices, by time."""
        number = np.arange(self.span_ms // self.step_ms)
        parts = [self._of(device, number) for device in of]
        device = np.repeat(list(of), [len(part[0]) for part in parts])
        sequence = np.concatenate([np.arange(len(part[0])) for part in parts])
        at_ms, signal, value = (np.concatenate([part[n] for part in parts]) for n in range(3))
        order = np.lexsort((device, at_ms))
        return Readings(self, device[order], sequence[order], at_ms[order], signal[order], value[order])

    def _of(self, device: int, number: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        after_ms = number * self.step_ms + device * self.step_ms // self.devices
        signal = (number + device) % len(SIGNALS)
        noise = np.random.default_rng([device, 11]).standard_normal(len(number))
        kind, turn_ms = device % 10, after_ms - 1700 * (device // 10)
        sick = (kind == 0) & (turn_ms > 25_000)
        value = np.where(sick, _SICK[signal], _CALM[signal]) + _SPREAD[signal] * noise
        if kind in (1, 2):
            value[self._are_ill(after_ms, turn_ms, 130_000, 50_000) & (signal == _SPO2)] -= 11
        if kind == 4:
            value[self._are_ill(after_ms, turn_ms, 120_000, 45_000) & (signal == _HR)] += 65
        if kind == 5:
            value[self._are_ill(after_ms, turn_ms, 120_000, 10_000) & (signal == _RR)] = 0
        value = np.round(np.where(signal == _SPO2, np.minimum(value, 100), value), 1)
        at_the_end = after_ms >= self.span_ms - self.well_ms
        heard = at_the_end | (turn_ms < 160_000) | (turn_ms % 300_000 < 160_000) | (kind != 3)
        return (self.start_ms + after_ms)[heard], signal[heard], value[heard]

    def _are_ill(self, after_ms: np.ndarray, turn_ms: np.ndarray, every_ms: int, lasts_ms: int) -> np.ndarray:
        """Returns when a patient is ill again and again; only such illnesses as end in time, where that matters."""
        since_ms = turn_ms % every_ms
        ends_in_time = after_ms - since_ms + lasts_ms <= self.span_ms - self.well_ms
        return (since_ms < lasts_ms) & (turn_ms >= 0) & (ends_in_time | (not self.well_ms))


@dataclass(frozen=True)
class Readings:
    """Columns (n,) of readings in the order in which they are sent."""

    of: Monitors
    device: np.ndarray
    sequence: np.ndarray
    at_ms: np.ndarray
    signal: np.ndarray
    value: np.ndarray

    def __len__(self) -> int:
        return len(self.device)

    def ipc(self, places: np.ndarray) -> bytes:
        """Returns the readings at some places as an Arrow stream."""
        names = self.device[places]
        columns = {
            "patient_id": pa.array([f"{self.of.prefix}-patient-{n}" for n in names]),
            "device_id": pa.array([f"{self.of.prefix}-device-{n}" for n in names]),
            "signal": pa.array([SIGNALS[n] for n in self.signal[places]]),
            "value": pa.array(self.value[places]),
            "unit": pa.array([UNITS[n] for n in self.signal[places]]),
            "observed_at": pa.array(self.at_ms[places]).cast(pa.timestamp("ms", "UTC")),
            "sequence": pa.array(self.sequence[places]),
        }
        batch, sink = pa.RecordBatch.from_pydict(columns), pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as writer:
            writer.write_batch(batch)
        return bytes(sink.getvalue())


def send_all(
    url: str, monitors: Monitors, clock: Clock, ledger: Ledger, stop: threading.Event
) -> list[threading.Thread]:
    """Starts the senders; each ends when its devices have sent all there is, or ``stop`` is set."""
    parts = [range(n, monitors.devices, monitors.senders) for n in range(monitors.senders)]
    threads = [
        threading.Thread(target=_send, args=(url, monitors.readings(part), clock, ledger, stop)) for part in parts
    ]
    for thread in threads:
        thread.start()
    return threads


def _send(url: str, readings: Readings, clock: Clock, ledger: Ledger, stop: threading.Event) -> None:
    done = 0
    with httpx2.Client(base_url=url, timeout=20.0, trust_env=False) as client:
        while done < len(readings) and not stop.is_set():
            due = min(int(np.searchsorted(readings.at_ms, clock.now_ms(), "right")), done + readings.of.batch)
            if due == done:
                time.sleep(0.02)
                continue
            places = np.arange(done, due)
            if not post(client, readings.ipc(places), ledger, stop):
                return
            _note(readings, places, ledger)
            done = due
            if due - places[0] < readings.of.batch:
                time.sleep(0.1)


def send_in_step(url: str, readings: Readings, order: np.ndarray, clock: Clock, ledger: Ledger, rate: float) -> None:
    """Sends readings in an order, the clock at the newest each time: it waits where they are not acknowledged."""
    newest, stop, due = 0, threading.Event(), time.monotonic()
    with httpx2.Client(base_url=url, timeout=20.0, trust_env=False) as client:
        for start in range(0, len(order), readings.of.batch):
            places = order[start : start + readings.of.batch]
            newest = max(newest, int(readings.at_ms[places].max()))
            clock.set(newest, 0.0)
            if not post(client, readings.ipc(places), ledger, stop):
                return
            _note(readings, places, ledger)
            due = max(due + len(places) / rate, time.monotonic() - 0.5)
            time.sleep(max(0.0, due - time.monotonic()))


def post(client: httpx2.Client, body: bytes, ledger: Ledger, stop: threading.Event) -> bool:
    """Sends a batch again and again until it is acknowledged; returns whether it was, and whole."""
    deadline = time.monotonic() + _PATIENCE_S
    while not stop.is_set():
        with ledger.lock:
            ledger.in_flight += 1
        try:
            answered = client.post("/ingest", content=body, headers=_ARROW)
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
            ledger.failure = "not acknowledged in time"
            return False
        stop.wait(0.05)
    return False


def _note(readings: Readings, places: np.ndarray, ledger: Ledger) -> None:
    """Notes what is acknowledged: of each device all up to its newest."""
    with ledger.lock:
        for device, number in zip(readings.device[places].tolist(), readings.sequence[places].tolist(), strict=True):
            name = f"{readings.of.prefix}-device-{device}"
            ledger.acknowledged[name] = max(ledger.acknowledged.get(name, 0), number + 1)
