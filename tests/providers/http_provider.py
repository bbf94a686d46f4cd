"""A provider on this machine that keeps what it took, and fails as it is told: by a status, or by hanging up."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

WELL = "well"
HANG_UP = "hang up"
"""Takes the message, and ends the connection before it answers."""


@dataclass
class Provider:
    """What a test asks of a provider. ``plan`` says, for each sending, WELL, HANG_UP or a status."""

    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    plan: Callable[[], str | tuple[int, int]] = lambda: WELL
    slow_s: float = 0.0
    hung_up: int = 0
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    """Released at each sending that reached the provider, before it is taken."""
    taken_at: list[float] = field(default_factory=list)
    refused: int = 0
    asked: int = 0
    connected: set[int] = field(default_factory=set)
    """The ports that connections come from, from when they are accepted until all that came by them is worked on."""
    lock: Any = field(default_factory=threading.Lock)

    def references(self, of: Callable[[dict[str, Any]], str]) -> list[str]:
        with self.lock:
            return [of(one) for one in self.taken]

    def wait_until_left(self, timeout_s: float = 20.0) -> None:
        """Waits until all that was sent by those who are gone has been taken. Raises TimeoutError where some stay."""
        deadline = time.monotonic() + timeout_s
        with socket.create_connection(("127.0.0.1", int(self.url.rpartition(":")[2]))) as last:
            # Connections are accepted in order: once this one is, all before it are known.
            self._wait_for(lambda: last.getsockname()[1] in self.connected, deadline)
        self._wait_for(lambda: not self.connected, deadline)

    @staticmethod
    def _wait_for(holds: Callable[[], bool], deadline: float) -> None:
        while not holds():
            if time.monotonic() > deadline:
                raise TimeoutError("somebody is still connected to the provider")
            time.sleep(0.001)


class Answering(BaseHTTPRequestHandler):
    """Answers by the provider's plan."""

    provider: ClassVar[Provider]
    protocol_version = "HTTP/1.1"

    def take(self, message: dict[str, Any], answer: dict[str, Any], status: int) -> None:
        provider = self.provider
        provider.begun.release()
        time.sleep(provider.slow_s)
        with provider.lock:
            planned = provider.plan()
            if isinstance(planned, tuple):
                provider.refused += 1
            else:
                provider.taken.append(message)
                provider.taken_at.append(time.monotonic())
            if planned == HANG_UP:
                provider.hung_up += 1
        if planned == HANG_UP:
            self.close_connection = True
            self.connection.close()
        elif isinstance(planned, tuple):
            code, own = planned
            self.answer(code, {"code": own, "message": "refused", "status": code, "more_info": ""})
        else:
            self.answer(status, answer)

    def answer(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def read(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def log_message(self, *_: Any) -> None:
        return

    def finish(self) -> None:
        try:
            super().finish()
        except (OSError, ValueError):
            return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    provider: Provider

    def process_request(self, request: Any, client_address: Any) -> None:
        self.provider.connected.add(client_address[1])
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.provider.connected.discard(client_address[1])

    def handle_error(self, *_: Any) -> None:
        return  # a sender that was killed in the midst of a request


@contextmanager
def provided(handler: type[Answering], provider: Provider) -> Iterator[Provider]:
    made = type("Handler", (handler,), {"provider": provider})
    server = _Server(("127.0.0.1", 0), made)
    server.provider = provider
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
