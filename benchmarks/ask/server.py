"""Starts Bedside as a user would, loads the library into it, and stops it by its process id."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from benchmarks.ask.bench import FIGURES, ROOT

BEDSIDE = Path(sys.executable).parent / "bedside"
COLLECTION = "default"


@dataclass(frozen=True)
class Server:
    """A running server: its address, process id, and how long it took to be ready."""

    url: str
    pid: int
    ready_s: float

    def client(self) -> httpx2.Client:
        """Returns a client that keeps its connection."""
        return httpx2.Client(base_url=self.url, timeout=60)

    def memory_mb(self) -> float:
        """Returns the resident memory now, in millions of bytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
        return float("nan")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Returns the environment of a server with this home, all other settings at their defaults."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BEDSIDE_")}
    return {**inherited, "BEDSIDE_HOME": str(home), "BEDSIDE_OFFLINE": "1", **more}


def load(home: Path, source: Path, *options: str) -> float:
    """Runs ``bedside library load``; returns its seconds. Raises CalledProcessError when it fails."""
    start = time.perf_counter()
    subprocess.run([BEDSIDE, "library", "load", str(source), *options], env=environment(home), cwd=ROOT, check=True)
    return time.perf_counter() - start


@contextmanager
def scratch(home: Path) -> Iterator[Path]:
    """Yields a copy of a home, and removes it at the end: what is measured leaves the loaded library as it was."""
    with tempfile.TemporaryDirectory(dir=FIGURES) as folder:
        copied = Path(folder) / "home"
        shutil.copytree(home, copied)
        yield copied


@contextmanager
def running(home: Path, **settings: str) -> Iterator[Server]:
    """Yields a ready server and stops it at the end. Raises RuntimeError when it ends or is not ready in time."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    FIGURES.mkdir(parents=True, exist_ok=True)
    with (FIGURES / "server.log").open("ab") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            [BEDSIDE, "run", "all", "--json", "--port", str(port)],
            env=environment(home, **settings),
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_ready(process, url, start + 120)
            yield Server(url, process.pid, time.perf_counter() - start)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def wait_embedded(server: Server, deadline_s: float = 3600) -> None:
    """Returns once nothing waits to be embedded. Raises TimeoutError."""
    with server.client() as client:
        end = time.monotonic() + deadline_s
        while waiting(client) > 0:
            if time.monotonic() > end:
                raise TimeoutError("the library is not embedded yet; see figures/server.log")
            time.sleep(1)


def waiting(client: httpx2.Client) -> int:
    """Returns how many texts of the collection wait for their vectors."""
    return int(status(client)["vectors_waiting"])


def behind(client: httpx2.Client) -> int:
    """Returns how many changes of the collection are stored and not yet indexed."""
    return int(status(client)["changes_behind"])


def status(client: httpx2.Client) -> Mapping[str, Any]:
    """Returns how far the collection has come, as the service tells it."""
    entries = client.get("/library/status").raise_for_status().json()["collections"]
    return next(entry for entry in entries if entry["name"] == COLLECTION)


def _wait_ready(process: "subprocess.Popen[bytes]", url: str, deadline: float) -> None:
    while time.perf_counter() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}; see figures/server.log")
        try:
            if httpx2.get(f"{url}/readyz", timeout=2).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.02)
    raise RuntimeError("the server was not ready in 120 s; see figures/server.log")


def free_port() -> int:
    """Returns a port nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
