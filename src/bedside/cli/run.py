"""`bedside run ROLE` and `bedside demo`: starts a service, or all in one process."""

import json
import logging
import os
import socket
import sys
from contextlib import suppress
from typing import Annotated

import typer
import uvicorn
from uvicorn.importer import import_from_string

from bedside.cli.output import AsJson, err
from bedside.errors import BedsideError, Misconfigured, Unavailable
from bedside.services import logs
from bedside.services.problems import log_unexpected
from bedside.services.web import settle
from bedside.settings import Settings, load

ROLES = {
    "all": ("bedside.services.embedded:app", 8400),
    "chatbot": ("bedside.services.chatbot:app", 8401),
    "preprocessing": ("bedside.services.preprocessing:app", 8403),
    "rag": ("bedside.services.rag:app", 8405),
}
Port = Annotated[int | None, typer.Option(help="Port; 0 takes a free one and prints it.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("run")(run)
    app.command("demo")(demo)


def run(
    role: Annotated[str, typer.Argument(help=f"One of {', '.join(ROLES)}.")], port: Port = None, json_: AsJson = False
) -> None:
    """Starts a service and runs until stopped; with --json prints one line when it is ready."""
    if role not in ROLES:
        raise Misconfigured(
            f"there is no role {role}", next_step=f"Use one of {', '.join(ROLES)}.", code="unknown_role"
        )
    settings = load()
    _serve(role, settings, port, json_)


def demo(port: Port = None, json_: AsJson = False) -> None:
    """Starts everything in one process with the starter library, and MedQuAD where BEDSIDE_MEDQUAD names it."""
    settings = load()
    if not json_:
        library = "the starter library and MedQuAD" if settings.medquad else "the starter library"
        err.print(f"Bedside demo with {library}. Not a medical device. Stop with Ctrl+C.", highlight=False)
    _serve("all", settings, port, json_)


class _Announced(uvicorn.Server):
    """Tells once when the service answers."""

    def __init__(self, config: uvicorn.Config, role: str, url: str, *, as_json: bool) -> None:
        super().__init__(config)
        self._line = {"role": role, "pid": os.getpid(), "url": url}
        self._as_json = as_json

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts serving, then says so."""
        await super().startup(sockets)
        settle()
        if self.started and self._as_json:
            sys.stdout.write(json.dumps(self._line) + "\n")
            sys.stdout.flush()
        elif self.started:
            err.print(f"[bold green]Ready[/] at {self._line['url']}", highlight=False)


def _serve(role: str, settings: Settings, port: int | None, as_json: bool) -> None:
    target, default = ROLES[role]
    wanted = next(p for p in (port, settings.port, default) if p is not None)
    # Named as TCP, since asyncio turns off the wait for fuller packets (40 ms an answer) only where it is.
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, wanted))
    except OSError as error:
        listener.close()
        raise Unavailable(
            f"port {wanted} on {settings.host} is taken or not allowed",
            code="port_taken",
            next_step="Use --port 0 for a free one, or stop what holds it.",
        ) from error
    bound = listener.getsockname()[1]
    shown = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 (compared, not bound)
    app = import_from_string(target)
    # Its lines hold tracebacks, in which a person's words may stand; the services log what is needed themselves.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=10)
    server = _Announced(config, role, f"http://{shown}:{bound}", as_json=as_json)
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
        log_unexpected(failure)
