"""A provider of notices on this machine, which answers each call and tells of it."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@contextmanager
def provider(took: Callable[[str, dict[str, Any], float], None]) -> Iterator[str]:
    """Serves; yields the address. ``took`` is told of each call: its path, its body, and when it came (monotonic)."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """Takes a notice."""
            at_s = time.monotonic()
            took(self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"]))), at_s)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
