"""From a reading's acknowledgement to its alert and to the provider: ``python -m benchmarks.watch.alert_latency``.

Ingestion, scorer and notifier run as processes of their own over one home, with a webhook of this process as the only
channel. A process beside them sends 2,000 readings a second of 200 devices; four times a second one more patient's
first round of observations has a NEWS2 of 7 and more. What is measured begins when its 202 has come. Then ingestion,
the scorer and the notifier are killed just after an acknowledgement and started again, as a supervisor does.

The load says how much of it was acknowledged: where it died, or fell behind, what was measured beside it is not met.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from bedside.core.learning.metrics import percentile
from bedside.core.vitals.times import time_text
from benchmarks.ask.server import BEDSIDE, environment, free_port
from benchmarks.rows import Row, informs, print_rows, quick, write_rows
from benchmarks.watch.provider import provider
from benchmarks.watch.steady_load import RATE, Loading, loading

FIGURES = Path(__file__).parents[2] / "figures"
PROBES, QUICK_PROBES, EVERY_S = 400, 200, 0.25
"""So many that the 99th percentile is not the longest."""
KILLS, QUICK_KILLS = 10, 4
KILLED = ("data_ingestion", "scorer", "notifier")
KEPT = 0.99
"""Which share of the rate the load must have kept."""
ROW_S, CALL_S, KILLED_S = 0.5, 1.5, 10.0
SICK = (
    ("respiratory_rate", 27, "/min"),
    ("spo2", 89, "%"),
    ("heart_rate", 133, "/min"),
    ("systolic_bp", 88, "mm[Hg]"),
)
_POLL_S, _PATIENCE_S, _SETTLES_S = 0.01, 60.0, 8.0


@dataclass
class Role:
    """A process of ours, which may be killed and started again."""

    name: str
    settings: dict[str, str]
    port: int = 0
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Starts it and returns when it is ready."""
        FIGURES.mkdir(parents=True, exist_ok=True)
        with (FIGURES / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [BEDSIDE, "run", self.name, "--json"],
                env={**self.settings, "BEDSIDE_PORT": str(self.port)},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        if not self.process.stdout.readline():
            raise RuntimeError(f"{self.name} did not start")

    def end(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Ends it by a signal and waits."""
        if self.process is not None:
            self.process.send_signal(by)
            self.process.wait(30)


@dataclass
class Seen:
    """When each probe was acknowledged, had its alert in the records, and came to the provider; seconds by patient."""

    accepted: dict[str, float] = field(default_factory=dict)
    recorded: dict[str, float] = field(default_factory=dict)
    called: dict[str, float] = field(default_factory=dict)
    patient_of: dict[str, str] = field(default_factory=dict)
    early: dict[str, float] = field(default_factory=dict)

    def take_call(self, alert_id: str, at_s: float) -> None:
        """Notes that the provider was told of an alert, the first time."""
        self.early.setdefault(alert_id, at_s)

    def waits(self, of: dict[str, float], prefix: str) -> list[float]:
        """Returns how long each probe whose name begins so waited, infinity where nothing came."""
        probes = [name for name in self.accepted if name.startswith(prefix)]
        return [of.get(name, float("inf")) - self.accepted[name] for name in probes]

    def is_done(self, patient: str) -> bool:
        """Returns whether a probe's alert was recorded and its provider called."""
        return patient in self.recorded and patient in self.called


def measure() -> list[Row]:
    """Returns the figures."""
    kills, probes = (QUICK_KILLS, QUICK_PROBES) if quick() else (KILLS, PROBES)
    with tempfile.TemporaryDirectory() as folder, _webhook() as (url, seen):
        roles = _roles(Path(folder), url)
        try:
            for role in roles.values():
                role.start()
            with loading(roles["data_ingestion"].settings["URL"], Path(folder) / "load") as load:
                with _watching(Path(folder) / "records.sqlite", seen):
                    rate = _probe_steadily(roles["data_ingestion"], seen, probes, load)
                    _probe_across_kills(roles, seen, kills)
                rate = rate if load.is_alive() else 0.0
        finally:
            for role in roles.values():
                role.end()
    return _rows(seen, rate)


def _roles(home: Path, webhook: str) -> dict[str, Role]:
    port = free_port()
    settings = environment(home, BEDSIDE_CHANNELS=f"webhook+{webhook}", BEDSIDE_MLLP_PORT="0", BEDSIDE_DENSE="never")
    settings["URL"] = f"http://127.0.0.1:{port}"
    return {
        "data_ingestion": Role("data_ingestion", settings, port),
        "scorer": Role("scorer", settings),
        "notifier": Role("notifier", settings),
    }


def _probe_steadily(ingestion: Role, seen: Seen, probes: int, load: Loading) -> float:
    """Sends the probes; returns how many readings a second of the load were acknowledged meanwhile, 0 where it died."""
    with _client(ingestion) as client:
        _probe(client, seen, "first")
        _wait_for(seen, ["first"])
        time.sleep(_SETTLES_S)
        began, before = time.monotonic(), load.count()
        for number in range(probes):
            time.sleep(max(0.0, began + EVERY_S * number - time.monotonic()))
            _probe(client, seen, f"steady-{number}")
        rate = (load.count() - before) / (time.monotonic() - began)
    _wait_for(seen, [f"steady-{number}" for number in range(probes)])
    return rate if load.is_alive() else 0.0


def _probe_across_kills(roles: dict[str, Role], seen: Seen, kills: int) -> None:
    """Kills each role just after a probe was acknowledged, and starts it again."""
    for name in KILLED:
        for number in range(kills):
            patient = f"{name}-{number}"
            with _client(roles["data_ingestion"]) as client:
                _probe(client, seen, patient)
            time.sleep(0.02 * number)
            roles[name].end(signal.SIGKILL)
            roles[name].start()
            _wait_for(seen, [patient])
            time.sleep(1.0)


def _client(ingestion: Role) -> httpx2.Client:
    return httpx2.Client(base_url=ingestion.settings["URL"], timeout=30.0, trust_env=False)


def _probe(client: httpx2.Client, seen: Seen, patient: str) -> None:
    at = time_text(time.time_ns() // 1_000_000)
    readings = [
        {"patient_id": patient, "signal": signal, "value": value, "unit": unit, "observed_at": at}
        for signal, value, unit in SICK
    ]
    answer = client.post("/ingest", json={"readings": readings})
    seen.accepted[patient] = time.monotonic()
    if answer.status_code != 202 or answer.json()["accepted"] != len(SICK):
        raise RuntimeError(f"a probe was not taken: {answer.status_code}")


def _wait_for(seen: Seen, patients: list[str]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and not all(seen.is_done(one) for one in patients):
        time.sleep(0.05)


@contextmanager
def _watching(records: Path, seen: Seen) -> Iterator[None]:
    """Looks into the records every hundredth of a second for new alerts of the probes."""
    stop = threading.Event()

    def watch() -> None:
        query = "SELECT alert_id, patient_id FROM alerts WHERE rule = 'news2' AND patient_id NOT LIKE 'load-%'"
        with closing(sqlite3.connect(f"file:{records}?mode=ro", uri=True, timeout=10)) as connection:
            while not stop.wait(_POLL_S):
                for alert_id, patient in connection.execute(query).fetchall():
                    seen.recorded.setdefault(patient, time.monotonic())
                    seen.patient_of[alert_id] = patient
                for alert_id, at_s in list(seen.early.items()):
                    if patient := seen.patient_of.get(alert_id):
                        seen.called.setdefault(patient, at_s)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@contextmanager
def _webhook() -> Iterator[tuple[str, Seen]]:
    """Serves as the provider; yields its address and what it sees."""
    seen = Seen()

    with provider(lambda _, told, at_s: seen.take_call(told["alert_id"], at_s)) as url:
        yield f"{url}/notices", seen


def _rows(seen: Seen, rate: float) -> list[Row]:
    kept = rate >= KEPT * RATE
    beside = f"at {rate:,.0f} readings/s"
    rows = [
        Row("load beside the alerts, acknowledged", f">= {KEPT * RATE:,.0f}/s", f"{rate:,.0f}/s", kept),
        _steady(f"alert row after the 202, p99 {beside}", seen.waits(seen.recorded, "steady"), ROW_S, kept=kept),
        _steady(f"provider called after the 202, p99 {beside}", seen.waits(seen.called, "steady"), CALL_S, kept=kept),
    ]
    for name in KILLED:
        recorded, called = seen.waits(seen.recorded, f"{name}-"), seen.waits(seen.called, f"{name}-")
        shown = f"{max(called):.1f} s (median {percentile(called, 50).value:.1f}, alert row {max(recorded):.1f})"
        title = f"provider called across a kill of the {name}, longest"
        rows.append(Row(title, f"<= {KILLED_S:.0f} s", shown, kept and max(called) <= KILLED_S, len(called)))
    rows.append(informs("cores and load of the machine", f"{os.cpu_count()}, {os.getloadavg()[0]:.1f}"))
    return rows


def _steady(name: str, waits: list[float], goal_s: float, *, kept: bool) -> Row:
    p50, p99 = percentile(waits, 50).value, percentile(waits, 99).value
    shown = f"{p99:.2f} s (p50 {p50:.2f}, longest {max(waits):.2f})"
    return Row(name, f"<= {goal_s} s", shown, kept and p99 <= goal_s, len(waits))


def main() -> int:
    """Measures, prints and writes."""
    rows = measure()
    print_rows("From a reading to the person", rows)
    write_rows(FIGURES / "watch-alert-latency.json", rows)
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
