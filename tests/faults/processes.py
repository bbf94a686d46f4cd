"""Bedside's processes as they run for people, to be killed, stopped and started again; with a planted fault on demand.

A planted fault (`mutations`) is put into a process before it begins: nothing in the product knows of it.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

_TESTS = Path(__file__).resolve().parents[1]
_READY_S = 60.0


def free_port() -> int:
    """Returns a port that is free now, so that a process may come back to it."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Process:
    """One role over a home. ``mutation`` names a function of `mutations`."""

    role: str
    home: Path
    port: int = 0
    mutation: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    popen: subprocess.Popen[str] | None = None
    ready_s: list[float] = field(default_factory=list)
    """How long each start took until it was ready."""

    @property
    def url(self) -> str:
        """Returns where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it, and returns once it says that it is ready."""
        began = time.monotonic()
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("BEDSIDE_")}
        path = os.pathsep.join([str(_TESTS), os.environ.get("PYTHONPATH", "")])
        ours = {
            "BEDSIDE_HOME": str(self.home),
            "BEDSIDE_PORT": str(self.port),
            "BEDSIDE_MLLP_PORT": "0",
            "BEDSIDE_WATCHDOG": "0",
            "BEDSIDE_DENSE": "never",
            "FAULTS_MUTATION": self.mutation,
            "PYTHONPATH": path,
        }
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / f"{self.role}.log").open("a") as log:
            self.popen = subprocess.Popen(
                [sys.executable, "-m", "faults.started", "run", self.role, "--json"],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**inherited, **ours, **self.environment},
            )
        assert self.popen.stdout is not None
        line = self.popen.stdout.readline()
        assert line, f"{self.role} did not start: {(self.home / f'{self.role}.log').read_text()[-2000:]}"
        assert json.loads(line)["pid"] == self.popen.pid
        if self.port:
            deadline = time.monotonic() + _READY_S
            while True:
                try:
                    if httpx2.get(f"{self.url}/readyz", timeout=2.0).status_code == 200:
                        break
                except httpx2.TransportError:
                    pass
                assert time.monotonic() < deadline, f"{self.role} did not get ready"
                time.sleep(0.02)
        self.ready_s.append(time.monotonic() - began)

    def kill(self) -> None:
        """Ends it at once, as a power cut does."""
        self.signal(signal.SIGKILL)
        assert self.popen is not None
        self.popen.wait(20)
        if self.popen.stdout is not None:
            self.popen.stdout.close()

    def stop(self) -> None:
        """Ends it as an operator does."""
        if self.popen is None or self.popen.poll() is not None:
            return
        self.signal(signal.SIGCONT)
        self.popen.terminate()
        try:
            self.popen.wait(30)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait(20)
        if self.popen.stdout is not None:
            self.popen.stdout.close()

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to this one process, by its own id."""
        assert self.popen is not None
        self.popen.send_signal(number)
