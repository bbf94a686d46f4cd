"""A storm of alerts as a ward brings it: readings in and out of limits, through ingestion, scorer and notifier.

Each of the patients is well until a moment of the first seconds; from then on each signal is out of its limits for two
readings and back for one, but for one signal that stays out, so that some of what begins lasts and becomes an episode.
What began by then, and which reading first made a patient's NEWS2 high, is told by the kernel over the log itself.
"""

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx2
import numpy as np

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.core.vitals.conditions import NEWS2_HIGH
from bedside.core.vitals.scoring import Batch, Changes, State, step, tick
from bedside.usecases.score_batch import came_of
from faults.monitors import SIGNALS, Monitors, post
from faults.numbered import Ledger
from faults.processes import Process, free_port
from faults.told import wait_until_done
from providers.http_provider import Provider
from providers.webhook_server import key_of, webhook_server

_CALM = np.array([75.0, 97.0, 15.0, 125.0, 36.9])
_OUT = np.array([145.0, 86.0, 35.0, 85.0, 39.4])
_STAYS_OUT = (-1, 1, 0, 2)
"""Which signal stays out of its limits, by the number of the device."""
_SETTLES_S = 20.0

Reading = tuple[str, int]
"""A device and the number of its reading."""


@dataclass(frozen=True)
class Stormy(Monitors):
    """Monitors with a reading of each device each ``step_ms``; the last patient is taken ill after ``onset_ms``.

    The first second is calm.
    """

    onset_ms: int = 5_000

    def _of(self, device: int, number: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        after_ms = number * self.step_ms + device * self.step_ms // self.devices
        signal = number % len(SIGNALS)
        is_ill = after_ms >= 1_000 + device * 37 % self.devices * self.onset_ms // self.devices
        comes_and_goes = (number // len(SIGNALS) + device + 2 * signal) % 3 < 2
        is_out = is_ill & (comes_and_goes | (signal == _STAYS_OUT[device % len(_STAYS_OUT)]))
        return self.start_ms + after_ms, signal, np.where(is_out, _OUT[signal], _CALM[signal])


@dataclass
class Storm:
    """What a storm brought. ``first_high_s`` is from the reading's acknowledgement to the provider, by patient."""

    readings: int
    conditions: int
    first_high_s: dict[str, float]
    untold: int
    episodes: int
    most_for_one_episode: int
    sent: int


@dataclass
class Kernel:
    """What the kernel tells over the log: how many conditions began, and which reading first made a NEWS2 high."""

    began: int = 0
    first_high: dict[str, Reading] = field(default_factory=dict)


def storm(home: Path, monitors: Stormy, of_scorer: str = "", of_notifier: str = "") -> Storm:
    """Lets a storm come over three processes and looks at what the provider took; the names plant faults."""
    with webhook_server() as webhook:
        webhook.slow_s = 0.01
        with _running(home, webhook, of_scorer, of_notifier) as ingestion:
            acknowledged_s = _send(ingestion.url, monitors)
            wait_until_done(home)
            _settle(home)
        kernel = told_by_the_kernel(home)
        return _look(home, webhook, kernel, acknowledged_s)


@contextmanager
def _running(home: Path, webhook: Provider, of_scorer: str, of_notifier: str) -> Iterator[Process]:
    channels = {"BEDSIDE_CHANNELS": f"webhook+{webhook.url}/page"}
    ingestion = Process("data_ingestion", home, free_port(), environment=channels)
    scorer = Process("scorer", home, mutation=of_scorer, environment=channels)
    notifier = Process("notifier", home, mutation=of_notifier, environment=channels)
    started = (ingestion, scorer, notifier)
    try:
        for process in started:
            process.start()
        # The storm comes over a ward that is watched already: the scorer has its compiled kernel.
        _send(ingestion.url, Stormy(0, 1_000, 250, devices=1, prefix="before"))
        wait_until_done(home)
        yield ingestion
    finally:
        for process in started:
            process.stop()


def _send(url: str, monitors: Stormy) -> dict[Reading, float]:
    """Sends each reading when its time has come; returns when each was acknowledged."""
    readings = replace(monitors, start_ms=int(time.time() * 1000)).readings(range(monitors.devices))
    ledger, acknowledged_s, done = Ledger(), dict[Reading, float](), 0
    with httpx2.Client(base_url=url, timeout=20.0, trust_env=False) as client:
        while done < len(readings):
            due = int(np.searchsorted(readings.at_ms, time.time() * 1000, "right"))
            due = min(due, done + monitors.batch)
            if due == done:
                time.sleep(0.01)
                continue
            places = np.arange(done, due)
            assert post(client, readings.ipc(places), ledger, threading.Event()), ledger.failure
            at_s = time.monotonic()
            numbers = readings.sequence[places].tolist()
            for device, number in zip(readings.device[places].tolist(), numbers, strict=True):
                acknowledged_s[f"{monitors.prefix}-device-{device}", number] = at_s
            done = due
            time.sleep(0.03)
    return acknowledged_s


def told_by_the_kernel(home: Path) -> Kernel:
    """Returns what the kernel tells over the readings and ticks of a home's log."""
    log = SqliteReadingLog(f"sqlite:///{home}/readings.sqlite")
    state, row_of, kernel, after, latest_ms = State.new(), dict[str, int](), Kernel(), 0, 0
    try:
        while entries := log.read(0, after, 512):
            for entry in entries:
                after = entry.offset
                if entry.readings is None:
                    latest_ms = max(latest_ms, entry.at_ms)
                    kernel.began += int(tick(state, latest_ms).holds.sum())
                    continue
                came = came_of(entry.readings)
                rows = np.array([row_of.setdefault(name, len(row_of)) for name in came.patients])[came.patient]
                arrived_ms = np.maximum(np.maximum.accumulate(came.arrived_ms.astype(np.int64)), latest_ms)
                latest_ms = int(arrived_ms[-1])
                changes = step(state, Batch.of(rows, came.signal, came.times_ms, came.values, arrived_ms))
                kernel.began += int(changes.holds.sum())
                _note_highs(kernel, changes, entry.readings)
    finally:
        log.close()
    return kernel


def _note_highs(kernel: Kernel, changes: Changes, readings) -> None:
    for place in changes.reading[(changes.condition == NEWS2_HIGH) & changes.holds].tolist():
        patient, device, number = (
            readings.column(name)[place].as_py() for name in ("patient_id", "device_id", "sequence")
        )
        kernel.first_high.setdefault(patient, (device, number))


def _settle(home: Path) -> None:
    """Waits until what is due has gone out."""
    deadline, query = time.monotonic() + _SETTLES_S, "state IN ('pending', 'sending') AND next_ms <= ?"
    while time.monotonic() < deadline:
        if not _rows(home, f"SELECT 1 FROM notices WHERE {query} LIMIT 1", time.time() * 1000):
            return
        time.sleep(0.2)


def _look(home: Path, webhook: Provider, kernel: Kernel, acknowledged_s: dict[Reading, float]) -> Storm:
    taken = list(zip(webhook.references(key_of), webhook.taken_at, strict=True))
    notices = {
        str(reference): (str(alert), kind, priority, str(patient))
        for reference, alert, kind, priority, patient in _rows(
            home,
            "SELECT reference, alert_id, kind, notices.priority, patient_id FROM notices JOIN alerts USING (alert_id)"
            " WHERE patient_id IS NOT NULL",
        )
    }
    first_s: dict[str, float] = {}
    once: Counter[str] = Counter()
    for reference, at_s in taken:
        if reference not in notices:
            continue  # of Bedside itself
        alert, kind, priority, patient = notices[reference]
        if priority == "high":
            first_s[patient] = min(at_s, first_s.get(patient, at_s))
        once[alert] += kind != "repeated"
    waited = {
        patient: first_s[patient] - acknowledged_s[reading]
        for patient, reading in kernel.first_high.items()
        if patient in first_s
    }
    (episodes,) = _rows(home, "SELECT count(*) FROM alerts WHERE patient_id IS NOT NULL")[0]
    return Storm(
        len(acknowledged_s),
        kernel.began,
        waited,
        len(kernel.first_high) - len(waited),
        int(str(episodes)),
        max(once.values(), default=0),
        once.total(),
    )


def _rows(home: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "records.sqlite", timeout=20)) as records:
        return records.execute(query, values).fetchall()
