"""How fast readings are taken in and made durable over HTTP, by a real process: ``python -m benchmarks.watch.intake``.

The load comes from this machine too. Every acknowledgement is counted, then the log is read and held against them:
each reading once. Requests of the steady load begin on time whether earlier ones were answered or not, and their time
is told from when they were due, so a stall is not hidden by waiting for it.
"""

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pyarrow as pa

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.core.learning.metrics import percentile
from bedside.core.vitals.times import time_text
from bedside.messages.arrow_streams import stream_of
from bedside.services.media_types import ARROW, JSON
from benchmarks.ask.bench import FIGURES
from benchmarks.ask.server import BEDSIDE, environment, free_port
from benchmarks.rows import Row, informs, print_rows, quick, write_rows

PATIENTS = 200
SENDERS = 3


@dataclass(frozen=True)
class Load:
    """Bodies of one kind, all of them new to the log but where told otherwise."""

    kind: str
    bodies: Sequence[bytes]
    readings_each: int

    @property
    def readings(self) -> int:
        """Returns how many readings there are in all."""
        return len(self.bodies) * self.readings_each


def columns(count: int, batch: int, *, with_ids: bool = True) -> pa.RecordBatch:
    """Returns readings of many patients, as a gateway sends them."""
    of = np.arange(count) % PATIENTS
    ids = {"event_id": pa.array([uuid.uuid4().hex for _ in range(count)])} if with_ids else {}
    return pa.record_batch(
        {
            **ids,
            "patient_id": pa.array([f"patient-{number:04d}" for number in of]),
            "device_id": pa.array([f"monitor-{number:04d}" for number in of]),
            "signal": pa.array(np.array(["heart_rate", "spo2"])[of % 2]).dictionary_encode(),
            "value": pa.array(np.where(of % 2, 97.0, 72.0)),
            "unit": pa.array(np.array(["/min", "%"])[of % 2]).dictionary_encode(),
            "observed_at": pa.array(np.full(count, time.time_ns() // 1_000_000)),
            "sequence": pa.array(batch * count + np.arange(count)),
        }
    )


def arrow(batches: int, each: int, *, with_ids: bool = True) -> Load:
    return Load(ARROW, [stream_of(columns(each, n, with_ids=with_ids)) for n in range(batches)], each)


def in_json(batches: int, each: int) -> Load:
    bodies = []
    for number in range(batches):
        rows = columns(each, number).to_pylist()
        told = [row | {"observed_at": time_text(row["observed_at"])} for row in rows]
        bodies.append(json.dumps({"readings": told}).encode())
    return Load(JSON, bodies, each)


@contextmanager
def ingestion(home: Path, role: str = "data_ingestion") -> Iterator[str]:
    """Gives the address of a process that takes readings in, as a user starts it."""
    port = free_port()
    with (FIGURES / "server.log").open("a") as log:
        process = subprocess.Popen(
            [BEDSIDE, "run", role, "--json", "--port", str(port)],
            env=environment(home, BEDSIDE_LOG_LEVEL="warning", BEDSIDE_MLLP_PORT="0", BEDSIDE_CHANNELS="outbox+sms://"),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            assert process.stdout is not None
            if not process.stdout.readline():
                raise RuntimeError(f"{role} did not start")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


class Sender:
    """One connection; answers are read whole."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)

    def send(self, body: bytes, kind: str) -> dict[str, int]:
        """Returns the counts of the answer. Raises AssertionError where it is no acknowledgement."""
        self._connection.request("POST", "/ingest", body, {"Content-Type": kind})
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status == 202, (answer.status, content[:300])
        told = json.loads(content)
        return {name: told[name] for name in ("accepted", "duplicate", "rejected")}


def as_fast_as_may_be(url: str, load: Load) -> tuple[float, dict[str, int]]:
    """Returns readings a second from the first request to the last answer, and the counts of all answers."""
    waiting, guard = iter(load.bodies), threading.Lock()
    totals = dict.fromkeys(("accepted", "duplicate", "rejected"), 0)

    def work(_: int) -> None:
        sender = Sender(url)
        while True:
            with guard:
                body = next(waiting, None)
            if body is None:
                return
            counts = sender.send(body, load.kind)
            with guard:
                for name, count in counts.items():
                    totals[name] += count

    began = time.perf_counter()
    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(work, range(SENDERS)))
    return load.readings / (time.perf_counter() - began), totals


def on_time(url: str, load: Load, a_second: float) -> list[float]:
    """Returns the milliseconds from when each request was due to its answer."""
    took = [0.0] * len(load.bodies)
    turns, guard = iter(range(len(load.bodies))), threading.Lock()
    began = time.perf_counter() + 0.2

    def work(_: int) -> None:
        sender = Sender(url)
        while True:
            with guard:
                turn = next(turns, None)
            if turn is None:
                return
            due = began + turn / a_second
            time.sleep(max(0.0, due - time.perf_counter()))
            sender.send(load.bodies[turn], load.kind)
            took[turn] = (time.perf_counter() - due) * 1000

    with ThreadPoolExecutor(24) as pool:
        list(pool.map(work, range(24)))
    return took


def stored(home: Path) -> tuple[int, int]:
    """Returns how many readings the log has, and how many different ones."""
    log = SqliteReadingLog(f"sqlite:///{home}/readings.sqlite")
    seen, after = list[str](), 0
    while entries := log.read(0, after):
        after = entries[-1].offset
        for entry in entries:
            seen += entry.readings.column("event_id").to_pylist() if entry.readings is not None else []
    log.close()
    return len(seen), len(set(seen))


def measure() -> list[Row]:
    """Returns the figures of the intake."""
    scale = 3 if quick() else 1
    rows = [
        _fast("Arrow over HTTP, 10,000 a batch", lambda: arrow(300 // scale, 10_000), 100_000),
        _fast("Arrow over HTTP, 5,000 a batch", lambda: arrow(400 // scale, 5_000), 100_000),
        _fast("Arrow by device and sequence, 10,000 a batch", lambda: arrow(200 // scale, 10_000, with_ids=False)),
        _fast("Arrow, every reading known already", lambda: _twice(100 // scale), known=True),
        _fast("JSON over HTTP, 500 a batch", lambda: in_json(600 // scale, 500)),
        _fast("JSON over HTTP, 10 a batch", lambda: in_json(3000 // scale, 10)),
    ]
    return rows + _steady(30 // scale) + _steady(30 // scale, "all", "everything in one process")


def _twice(batches: int) -> Load:
    once = arrow(batches, 10_000)
    return Load(once.kind, [*once.bodies, *once.bodies], once.readings_each)


def _fast(name: str, make: Callable[[], Load], goal: int = 0, *, known: bool = False) -> Row:
    with tempfile.TemporaryDirectory(dir=FIGURES) as folder, ingestion(Path(folder)) as url:
        as_fast_as_may_be(url, arrow(3, 1000))
        load = make()
        before = os.getloadavg()[0]
        speed, counts = as_fast_as_may_be(url, load)
        kept, different = stored(Path(folder))
    new = load.readings // 2 if known else load.readings
    exact = kept == different == new + 3000 and counts["accepted"] == new and counts["rejected"] == 0
    assert exact, (kept, different, counts)
    measured = f"{speed:,.0f} readings/s durable, each once"
    detail = {"load_before": before, **counts}
    if not goal:
        return informs(name, measured, load.readings, **detail)
    return Row(name, f">= {goal:,}/s", measured, speed >= goal, load.readings, detail)


def _steady(seconds: int, role: str = "data_ingestion", where: str = "ingestion by itself") -> list[Row]:
    with tempfile.TemporaryDirectory(dir=FIGURES) as folder, ingestion(Path(folder), role) as url:
        on_time(url, in_json(200, 10), 200)
        load = in_json(200 * seconds, 10)
        before = os.getloadavg()[0]
        took = on_time(url, load, 200)
        kept, different = stored(Path(folder))
    assert kept == different == load.readings + 2000
    p50, p99 = percentile(took, 50), percentile(took, 99)
    name = f"acknowledgement at 2,000 readings/s (200 requests of 10), {where}"
    return [
        Row(f"{name}, p99", "<= 100 ms", f"{p99.value:.1f} ms", p99.value <= 100, len(took), {"load_before": before}),
        informs(f"{name}, p50", f"{p50.value:.1f} ms", len(took), worst_ms=max(took)),
    ]


def main() -> int:
    FIGURES.mkdir(exist_ok=True)
    rows = measure()
    load = f"load before {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, the load generator among them"
    print_rows(f"Intake ({load})", rows)
    write_rows(FIGURES / "intake.json", rows, load=load, disk_free=shutil.disk_usage(FIGURES).free)
    return 0 if all(row.met is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
