"""What a ward board costs the server: 200 beds, 2,000 readings a second, and people who look at it.

Run with ``python -m benchmarks.watch.board [--beds N] [--rate N] [--readers N] [--seconds N]``. The service runs as a
process of its own; readings are recorded there by its own door, from a thread, so that what they cost is measured first
without the board and then with it: following the log, making the beds, the history, and streaming to the readers. The
difference is the board's.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx2

from benchmarks.rows import Row

GOAL = 0.20
_SERVER = """
import sys, threading, time
from benchmarks.watch.board import serve
serve(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4] == "board")
"""


def serve(home: str, beds: int, rate: float, with_board: bool) -> None:
    """Serves the ward, or the doors alone, while readings are recorded at the rate; prints the address."""
    import uvicorn

    from bedside import settings
    from bedside.assembly import Assembly
    from bedside.ports import Patient
    from bedside.services.data_ingestion import ingest_routes, patient_routes, ward_routes
    from bedside.services.web import service

    routers = [ingest_routes.router, patient_routes.router, ward_routes.router]
    start = [ward_routes.start_ward] if with_board else []
    app = service(
        "data_ingestion", routers, start=start, assembly=lambda: Assembly(settings.load({"BEDSIDE_HOME": home}))
    )
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    here: Assembly = app.state.assembly
    for bed in range(beds):
        here.patients.put(Patient(patient_id=f"p{bed:04}", ward="North", bed=str(bed + 1), on_oxygen=False), 1)
    port = server.servers[0].sockets[0].getsockname()[1]
    print(json.dumps({"url": f"http://127.0.0.1:{port}"}), flush=True)
    record(here, beds, rate)


def record(here: object, beds: int, rate: float) -> None:
    """Records readings for ever, ten batches a second, each of a tenth of a second's readings."""
    import pyarrow as pa

    signals = ["heart_rate", "spo2", "respiratory_rate", "pulse_rate"]
    units = {"heart_rate": "/min", "spo2": "%", "respiratory_rate": "/min", "pulse_rate": "/min"}
    base = {"heart_rate": 80, "spo2": 96, "respiratory_rate": 16, "pulse_rate": 80}
    chance, size, place, sequence = random.Random(7), int(rate / 10), 0, 0
    due = time.monotonic()
    while True:
        rows = []
        for _ in range(size):
            signal = signals[place // beds % 4]
            rows.append((f"p{place % beds:04}", signal, float(base[signal] + chance.randrange(-3, 4)), units[signal]))
            place += 1
        at = time.time_ns() // 1_000_000
        sequence += size
        batch = pa.RecordBatch.from_pydict(
            {
                "patient_id": [row[0] for row in rows],
                "device_id": ["monitor"] * size,
                "signal": [row[1] for row in rows],
                "value": [row[2] for row in rows],
                "unit": [row[3] for row in rows],
                "observed_at": pa.array([at] * size, pa.int64()),
                "sequence": pa.array(range(sequence - size, sequence), pa.int64()),
            }
        )
        here.intake.record_columns(batch, "arrow")  # type: ignore[attr-defined]
        due += 0.1
        time.sleep(max(0.0, due - time.monotonic()))


def cpu_seconds(pid: int) -> float:
    """Returns the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(mode: str, asked: argparse.Namespace) -> tuple[float, int, int]:
    """Returns the share of a core that the service used, and how many events and bytes each reader got a second."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        command = [sys.executable, "-c", _SERVER, home, str(asked.beds), str(asked.rate), mode]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            url = json.loads(process.stdout.readline())["url"]
            got, stop = [0, 0], threading.Event()
            readers = asked.readers if mode == "board" else 0
            for _ in range(readers):
                threading.Thread(target=_read, args=(url, got, stop), daemon=True).start()
            time.sleep(asked.warm)
            before, began, counted = cpu_seconds(process.pid), time.monotonic(), list(got)
            time.sleep(asked.seconds)
            took = time.monotonic() - began
            share = (cpu_seconds(process.pid) - before) / took
            stop.set()
            each = max(1, readers) * took
            return share, round((got[0] - counted[0]) / each), round((got[1] - counted[1]) / each)
        finally:
            process.kill()
            process.wait()


def _read(url: str, got: list[int], stop: threading.Event) -> None:
    client = httpx2.Client(base_url=url, trust_env=False, timeout=30)
    with suppress(httpx2.HTTPError), client.stream("GET", "/ward/events") as stream:  # it ends by a kill
        for chunk in stream.iter_raw():
            got[0] += chunk.count(b"event: ")
            got[1] += len(chunk)
            if stop.is_set():
                return


def measure() -> list[Row]:
    """Returns what a board of 200 beds costs the server, beside the doors alone."""
    asked = _parser().parse_args([])
    alone, (share, events, size) = measured("doors", asked)[0], measured("board", asked)
    shown = f"{share - alone:.1%} of a core; a reader gets {events} events and {size / 1000:.0f} kB a second"
    return [Row("board of 200 beds at 2,000 readings/s", f"< {GOAL:.0%} of a core", shown, share - alone < GOAL, 200)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beds", type=int, default=200)
    parser.add_argument("--rate", type=float, default=2000)
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--warm", type=float, default=8)
    return parser


def main() -> int:
    """Prints the table; returns 1 where the goal is missed."""
    asked = _parser().parse_args()
    alone, _, _ = measured("doors", asked)
    share, events, size = measured("board", asked)
    cost = share - alone
    print(f"beds {asked.beds}, readings/s {asked.rate:g}, readers {asked.readers}, {asked.seconds:g} s each")
    print(f"doors alone       {alone:6.1%} of a core")
    print(f"doors and board   {share:6.1%} of a core; a reader gets {events} events and {size / 1000:.0f} kB a second")
    print(f"the board         {cost:6.1%} of a core   goal < {GOAL:.0%}   {'met' if cost < GOAL else 'MISSED'}")
    return int(cost >= GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
