"""How fast the whole scorer is on rows of the real log: ``python -m benchmarks.watch.scorer``.

200 devices send five signals twice a second, in rows as large as many senders' commits or as small as one message. Each
row is read from SQLite, decoded, scored, made into episodes and alerts (SQLite), with a durable snapshot every two
seconds. Told by the time one core worked, and by the clock.
"""

import random
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np

from bedside.adapters.log.sqlite import SqliteReadingLog
from bedside.adapters.objects.folder import FolderObjectStore
from bedside.adapters.records.alerts import SqlAlertStore
from bedside.adapters.records.patients import SqlPatientStore
from bedside.adapters.records.sqlite import SqliteDatabase
from bedside.core.alerts.escalation import Contact
from bedside.core.vitals.shard import Shard
from bedside.core.vitals.signals import BY_NAME
from bedside.core.vitals.stored_reading import StoredReading
from bedside.messages.readings import batch_of
from bedside.ports import Offered
from bedside.usecases.compose_notices import ComposeNotices
from bedside.usecases.raise_alert import RaiseAlerts
from bedside.usecases.score_batch import ScoreBatch, Terms, came_of
from benchmarks.rows import Row, informs, print_rows, quick, write_rows

ROOT = Path(__file__).parents[2]
START_MS = 1_800_000_000_000
DEVICES = 200
WELL = {"respiratory_rate": 16.0, "spo2": 97.0, "systolic_bp": 120.0, "heart_rate": 72.0, "temperature": 37.0}
GOAL = 20_000


def second_of(number: int, rng: random.Random) -> list[StoredReading]:
    """Returns what the devices send in one second; one device in ten has a low saturation for a while."""
    rows = []
    for at_ms in (START_MS + number * 1000, START_MS + number * 1000 + 500):
        for device in range(DEVICES):
            for signal, level in WELL.items():
                low = 12 if signal == "spo2" and (number // 40 + device) % 10 == 0 else 0
                value = round(level - low + rng.gauss(0, 0.1 if signal == "temperature" else 1.0), 1)
                rows.append(
                    StoredReading(
                        event_id=f"event:{device}-{signal}-{at_ms}",
                        patient_id=f"patient-{device}",
                        device_id=f"monitor-{device}",
                        signal=signal,
                        value=min(value, 100.0) if signal == "spo2" else value,
                        unit=BY_NAME[signal].unit,
                        observed_at_ms=at_ms,
                        received_at_ms=at_ms,
                        source="json",
                    )
                )
    return rows


def write(log: SqliteReadingLog, seconds: int, row: int) -> int:
    """Appends seconds of readings in rows of that size, each second with its tick; returns how many readings."""
    rng, number = random.Random(1), 0
    for second in range(seconds):
        readings = second_of(second, rng)
        for start in range(0, len(readings), row):
            part = readings[start : start + row]
            ids = np.arange(number, number + len(part), dtype=np.uint64)
            log.append(Offered(batch_of(part), ids, ids))
            number += len(part)
        log.tick(START_MS + second * 1000 + 900)
    return number


def score_all(folder: Path, log: SqliteReadingLog) -> tuple[float, float, int]:
    """Scores the log to its end; returns the seconds a core worked, those that passed, and the alerts."""
    with closing(SqliteDatabase(f"sqlite:///{folder}/records.db")) as database:
        alerts, patients = SqlAlertStore(database), SqlPatientStore(database)
        raise_alerts = RaiseAlerts(alerts, ComposeNotices(patients, [Contact("console", "desk")]), lambda: 0)
        objects = FolderObjectStore(folder / "objects")
        score = ScoreBatch(
            log,
            objects,
            patients,
            raise_alerts,
            lambda: time.time_ns() // 1_000_000,
            still_open=partial(alerts.alerts, is_over=False),
            terms=Terms(wait_s=0),
        )
        worked, passed = time.process_time(), time.perf_counter()
        while score():
            pass
        score.flush()
        return time.process_time() - worked, time.perf_counter() - passed, len(alerts.alerts(limit=10_000))


def measure_rows(row: int, seconds: int) -> Row:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(SqliteReadingLog(f"sqlite:///{folder}/log.db")) as log:
            readings = write(log, seconds, row)
            worked, passed, alerts = score_all(folder, log)
    rate = readings / worked
    told = f"{rate:,.0f}/s a core ({readings / passed:,.0f}/s by the clock; {alerts} alerts)"
    return Row(f"readings scored from the log, {row} a row", f">= {GOAL:,}/s a core", told, rate >= GOAL, readings)


def measure_snapshot(patients: int) -> Row:
    """Measures a snapshot of so many patients with five signals each."""
    shard = Shard()
    for start in range(0, patients, DEVICES):
        rows = [
            StoredReading(
                event_id=f"event:{patient}-{signal}",
                patient_id=f"patient-{patient}",
                device_id=None,
                signal=signal,
                value=value,
                unit=BY_NAME[signal].unit,
                observed_at_ms=START_MS,
                received_at_ms=START_MS,
                source="json",
            )
            for patient in range(start, start + DEVICES)
            for signal, value in WELL.items()
        ]
        shard.take(came_of(batch_of(rows)))
    shard.tick(START_MS + 1000)
    began = time.perf_counter()
    saved = shard.to_bytes()
    wrote = time.perf_counter()
    Shard.from_bytes(saved)
    read = time.perf_counter()
    told = f"{len(saved) / 1e6:.2f} MB, made in {(wrote - began) * 1e3:.0f} ms, read in {(read - wrote) * 1e3:.0f} ms"
    return informs(f"snapshot of {patients:,} patients", told, patients)


def measure() -> list[Row]:
    """Returns how many readings a second are scored from the log, and what a snapshot costs."""
    seconds = 20 if quick() else 60
    measure_rows(1000, 3)  # imports, and the compiled kernel's cache
    return [measure_rows(row, seconds) for row in (1000, 100, 20)] + [measure_snapshot(n) for n in (200, 10_000)]


def main() -> int:
    """Measures, prints and writes; returns 1 where a goal is missed."""
    rows = measure()
    print_rows("Scorer", rows)
    write_rows(ROOT / "figures" / "watch-scorer.json", rows, part="watch", about="scorer", quick=quick())
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
