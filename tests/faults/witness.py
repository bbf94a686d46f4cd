"""Stands between ingestion and preprocessing, and notes which readings preprocessing has answered for, by identity.

A count would take one that is lost and one that came twice for two that came.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2

from bedside.services.arrow_bodies import batch_of

Identity = tuple[str, int]
"""A device and the number of its reading."""


@dataclass
class Witness:
    """What preprocessing answered for, and where it is met; ``unanswered`` is how many batches it did not answer."""

    url: str = ""
    came: Counter[Identity] = field(default_factory=Counter)
    unanswered: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def missing(self, sent: set[Identity]) -> set[Identity]:
        """Returns which of those sent never came."""
        with self.lock:
            return sent - self.came.keys()

    def doubled(self) -> dict[Identity, int]:
        """Returns which came more than once though they had been answered for, and how often."""
        with self.lock:
            return {one: count for one, count in self.came.items() if count > 1}

    def note(self, body: bytes) -> None:
        """Notes the readings of a batch that was answered for."""
        batch = batch_of(body)
        pairs = zip(batch.column("device_id").to_pylist(), batch.column("sequence").to_pylist(), strict=True)
        with self.lock:
            self.came.update(pairs)


@contextmanager
def witnessed(preprocessing_url: str) -> Iterator[Witness]:
    """Passes on what comes, and the answer; where there is none the connection ends without one."""
    witness = Witness()

    class Between(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """Passes a batch on."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kind = {"Content-Type": self.headers["Content-Type"]}
            try:
                answer = httpx2.post(preprocessing_url + self.path, content=body, headers=kind, timeout=20.0)
            except httpx2.TransportError:
                with witness.lock:
                    witness.unanswered += 1
                self.close_connection = True
                return
            if answer.status_code == 200:
                witness.note(body)
            self.send_response(answer.status_code)
            self.send_header("Content-Type", answer.headers["content-type"])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Between)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    witness.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield witness
    finally:
        server.shutdown()
        server.server_close()
