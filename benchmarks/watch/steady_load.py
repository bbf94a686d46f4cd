"""2,000 readings a second of 200 devices, sent beside a measure by a process of its own, which says what was taken."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bedside.jobs.simulation.load import Load
from bedside.services.media_types import ARROW

RATE, DEVICES = 2_000, 200


@dataclass
class Loading:
    """The process that sends the load, and the file in which it says how many of its readings were acknowledged."""

    process: subprocess.Popen[bytes]
    told: Path

    def is_alive(self) -> bool:
        """Returns whether it still sends."""
        return self.process.poll() is None

    def count(self) -> int:
        """Returns how many were acknowledged."""
        return int(self.told.read_text()) if self.told.exists() else 0


@contextmanager
def loading(url: str, told: Path) -> Iterator[Loading]:
    """Yields the load while it sends; ``told`` is a file for its count."""
    process = subprocess.Popen([sys.executable, "-m", __name__, url, str(told)])
    try:
        yield Loading(process, told)
    finally:
        process.terminate()
        process.wait(20)


def send_load(url: str, told: Path) -> None:
    """Sends readings at the rate until it is told to end, each batch until it is taken; says how many were."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    began, taken = time.monotonic(), 0
    for due_s, numbered in Load(time.time_ns() // 1_000_000, DEVICES, RATE).batches():
        time.sleep(max(0.0, began + due_s - time.monotonic()))
        body = numbered.ipc()
        while not _is_taken(connection, body):
            time.sleep(0.1)
        taken += len(numbered)
        told.write_text(str(taken))


def _is_taken(connection: http.client.HTTPConnection, body: bytes) -> bool:
    """Returns whether a batch was acknowledged; ingestion may be away, or ask for another try."""
    try:
        connection.request("POST", "/ingest", body, {"Content-Type": ARROW})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return False
    if answer.status not in (202, 503):
        raise RuntimeError(f"the load was not taken: {answer.status}")
    return answer.status == 202


if __name__ == "__main__":
    send_load(sys.argv[1], Path(sys.argv[2]))
