"""Serving one app on a port, which is told once it answers."""

import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import typer
import uvicorn
from uvicorn.importer import import_from_string

from bedside.errors import BedsideError, Unavailable
from bedside.services import logs
from bedside.services.heap import while_loading
from bedside.services.web import settle


class _Announced(uvicorn.Server):
    """Tells once when the service answers."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begins to stop; streams that would never end by themselves are told, so that nothing waits for them."""
        assembly = getattr(getattr(self.config.app, "state", None), "assembly", None)
        if assembly is not None:
            assembly.closing.set()
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts serving, then says so."""
        await super().startup(sockets)
        settle()
        if self.started:
            self._announce()


def serve(target: str, host: str, wanted: int, announce: Callable[[str], None]) -> None:
    """Serves the app of a module until the process is told to stop; ``announce`` gets its address once it is up.

    Port 0 is a free one. Raises Unavailable where the port cannot be had, and why the app did not start.
    """
    # Named as TCP, since asyncio turns off the wait for fuller packets (40 ms an answer) only where it is.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, wanted))
    except OSError as error:
        listener.close()
        raise Unavailable(
            f"port {wanted} on {host} is taken or not allowed",
            code="port_taken",
            next_step="Use --port 0 for a free one, or stop what holds it.",
        ) from error
    bound = listener.getsockname()[1]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 (compared, not bound)
    with while_loading():
        app = import_from_string(target)
    # Its lines hold tracebacks, in which a person's words may stand; the services log what is needed themselves.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=10)
    server = _Announced(config, lambda: announce(f"http://{shown}:{bound}"))
    try:
        with suppress(SystemExit):  # the server's own way of saying that it did not start
            server.run([listener])
    finally:
        listener.close()
    if not server.started:
        _say_why(getattr(app.state, "failure", None))
        raise typer.Exit(1)


def _say_why(failure: Exception | None) -> None:
    if isinstance(failure, BedsideError):
        raise failure
    if failure is not None:
        logs.configure("error")
        logs.log_unexpected(failure)
