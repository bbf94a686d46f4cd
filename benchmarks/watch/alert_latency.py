"""From a reading's acknowledgement to its alert and to the provider: ``python -m benchmarks.watch.alert_latency``.

Ingestion, scorer and notifier run as processes of their own over one home, with a webhook of this process as the only
channel. A process beside them sends 2,000 readings a second of 200 devices; every second one more patient's first round
of observations has a NEWS2 of 7 and more. What is measured begins when its 202 has come. Then the scorer, and the
notifier, are killed just after an acknowledgement and started again, as a supervisor does.
"""

import http.client
import json
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
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from bedside.core.learning.metrics import percentile
from bedside.core.vitals.times import time_text
from bedside.jobs.simulation.load import Load
from bedside.services.media_types import ARROW
from benchmarks.ask.server import BEDSIDE, environment, free_port
from benchmarks.rows import Row, informs, print_rows, quick, write_rows

FIGURES = Path(__file__).parents[2] / "figures"
RATE, DEVICES = 2_000, 200
PROBES, KILLS, QUICK_KILLS = 64, 10, 4
ROW_S, CALL_S, KILLED_S = 0.5, 1.5, 10.0
_SICK = (
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
    kills = QUICK_KILLS if quick() else KILLS
    with tempfile.TemporaryDirectory() as folder, _webhook() as (url, seen):
        roles = _roles(Path(folder), url)
        try:
            for role in roles.values():
                role.start()
            load = subprocess.Popen([sys.executable, "-m", __spec__.name, roles["data_ingestion"].settings["URL"]])
            try:
                with _watching(Path(folder) / "records.sqlite", seen):
                    _probe_all(roles, seen, kills)
            finally:
                load.terminate()
                load.wait(20)
        finally:
            for role in roles.values():
                role.end()
    return _rows(seen)


def _roles(home: Path, webhook: str) -> dict[str, Role]:
    port = free_port()
    settings = environment(home, BEDSIDE_CHANNELS=f"webhook+{webhook}", BEDSIDE_MLLP_PORT="0", BEDSIDE_DENSE="never")
    settings["URL"] = f"http://127.0.0.1:{port}"
    return {
        "data_ingestion": Role("data_ingestion", settings, port),
        "scorer": Role("scorer", settings),
        "notifier": Role("notifier", settings),
    }


def _probe_all(roles: dict[str, Role], seen: Seen, kills: int) -> None:
    client = httpx2.Client(base_url=roles["data_ingestion"].settings["URL"], timeout=30.0, trust_env=False)
    _probe(client, seen, "first")
    _wait_for(seen, ["first"])
    time.sleep(_SETTLES_S)
    due = time.monotonic()
    for number in range(PROBES):
        _probe(client, seen, f"steady-{number}")
        due += 1.0
        time.sleep(max(0.0, due - time.monotonic()))
    _wait_for(seen, [f"steady-{number}" for number in range(PROBES)])
    for name in ("scorer", "notifier"):
        for number in range(kills):
            patient = f"{name}-{number}"
            _probe(client, seen, patient)
            time.sleep(0.02 * number)
            roles[name].end(signal.SIGKILL)
            roles[name].start()
            _wait_for(seen, [patient])
            time.sleep(1.0)
    client.close()


def _probe(client: httpx2.Client, seen: Seen, patient: str) -> None:
    at = time_text(time.time_ns() // 1_000_000)
    readings = [
        {"patient_id": patient, "signal": signal, "value": value, "unit": unit, "observed_at": at}
        for signal, value, unit in _SICK
    ]
    answer = client.post("/ingest", json={"readings": readings})
    seen.accepted[patient] = time.monotonic()
    if answer.status_code != 202 or answer.json()["accepted"] != len(_SICK):
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

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """Takes a notice."""
            at_s = time.monotonic()
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.take_call(told["alert_id"], at_s)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/notices", seen
    finally:
        server.shutdown()
        server.server_close()


def _rows(seen: Seen) -> list[Row]:
    rows = [
        _steady(f"alert row after the 202, p99 at {RATE:,} readings/s", seen.waits(seen.recorded, "steady"), ROW_S),
        _steady(
            f"provider called after the 202, p99 at {RATE:,} readings/s", seen.waits(seen.called, "steady"), CALL_S
        ),
    ]
    for name in ("scorer", "notifier"):
        recorded, called = seen.waits(seen.recorded, f"{name}-"), seen.waits(seen.called, f"{name}-")
        shown = f"{max(called):.1f} s (median {percentile(called, 50).value:.1f}, alert row {max(recorded):.1f})"
        title = f"provider called across a kill of the {name}, longest"
        rows.append(Row(title, f"<= {KILLED_S:.0f} s", shown, max(called) <= KILLED_S, len(called)))
    rows.append(informs("cores and load of the machine", f"{os.cpu_count()}, {os.getloadavg()[0]:.1f}"))
    return rows


def _steady(name: str, waits: list[float], goal_s: float) -> Row:
    p50, p99 = percentile(waits, 50).value, percentile(waits, 99).value
    shown = f"{p99:.2f} s (p50 {p50:.2f}, longest {max(waits):.2f})"
    return Row(name, f"<= {goal_s} s", shown, p99 <= goal_s, len(waits))


def send_load(url: str) -> None:
    """Sends readings at the rate until it is told to end."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    began = time.monotonic()
    for due_s, numbered in Load(time.time_ns() // 1_000_000, DEVICES, RATE).batches():
        time.sleep(max(0.0, began + due_s - time.monotonic()))
        connection.request("POST", "/ingest", numbered.ipc(), {"Content-Type": ARROW})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 202:
            raise RuntimeError(f"the load was not taken: {answer.status}")


def main() -> int:
    """Measures, prints and writes; with an address it is the load."""
    if len(sys.argv) > 1:
        send_load(sys.argv[1])
        return 0
    rows = measure()
    print_rows("From a reading to the person", rows)
    write_rows(FIGURES / "watch-alert-latency.json", rows)
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
