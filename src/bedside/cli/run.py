"""`bedside run ROLE` and `bedside demo`: starts a service, or all in one process."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
import uvicorn
from uvicorn.importer import import_from_string

from bedside.assembly.channels import DEMO
from bedside.cli.output import AsJson, assembled, err
from bedside.errors import BedsideError, Misconfigured, Unavailable
from bedside.jobs.simulation.demonstrating import send_demo_ward
from bedside.services import logs
from bedside.services.heap import give_back_what_is_freed
from bedside.services.problems import log_unexpected
from bedside.services.web import settle
from bedside.services.workers import start_worker
from bedside.settings import Settings, load

ROLES = {
    "all": ("bedside.services.embedded:app", 8400),
    "chatbot": ("bedside.services.chatbot:app", 8401),
    "data_ingestion": ("bedside.services.data_ingestion:app", 8402),
    "preprocessing": ("bedside.services.preprocessing:app", 8403),
    "rag": ("bedside.services.rag:app", 8405),
}
_OUTLIVES_S = 120.0
_STOP_S = 15.0
WORKERS = ("scorer", "notifier", "watchdog")
Port = Annotated[int | None, typer.Option(help="Port; 0 takes a free one and prints it.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("run")(run)
    app.command("demo")(demo)


def run(
    role: Annotated[str, typer.Argument(help=f"One of {', '.join((*ROLES, *WORKERS))}.")],
    port: Port = None,
    json_: AsJson = False,
    beside: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Starts a service and runs until stopped; with --json prints one line when it is ready."""
    give_back_what_is_freed()
    if role in WORKERS:
        _work(role, beside, as_json=json_)
        return
    if role not in ROLES:
        raise Misconfigured(
            f"there is no role {role}", next_step=f"Use one of {', '.join((*ROLES, *WORKERS))}.", code="unknown_role"
        )
    settings = load()
    with _watched(settings) if role == "all" else nullcontext():
        _serve(role, settings, port, json_)


def demo(port: Port = None, json_: AsJson = False) -> None:
    """Starts everything in one process with a simulated ward of twelve beds, and the starter library.

    MedQuAD is loaded where BEDSIDE_MEDQUAD names it. In bed 7 somebody gets worse within a minute; what would go out as
    SMS and mail is caught, and shown at /outbox, unless BEDSIDE_CHANNELS says otherwise.
    """
    give_back_what_is_freed()
    os.environ.setdefault("BEDSIDE_CHANNELS", DEMO)  # the service reads its settings when it starts
    settings = load()
    if not json_:
        library = "the starter library and MedQuAD" if settings.medquad else "the starter library"
        about = f"Bedside demo with a simulated ward and {library}. Not a medical device. Stop with Ctrl+C."
        err.print(about, highlight=False)
    stop = threading.Event()

    def send(url: str) -> None:
        threading.Thread(target=send_demo_ward, args=(url, stop), name="demo ward", daemon=True).start()
        if not json_:
            err.print(f"The ward: {url}/ward   what was sent: {url}/outbox   questions: {url}/", highlight=False)

    try:
        with _watched(settings):
            _serve("all", settings, port, json_, send)
    finally:
        stop.set()


def _work(role: str, beside: int, *, as_json: bool) -> None:
    """Runs a loop without a port until it is told to stop, or for two minutes longer than the process ``beside``."""
    stop = threading.Event()
    if beside:
        threading.Thread(target=_end_after, args=(beside, stop), name="outlive", daemon=True).start()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    with assembled() as parts:
        logs.configure(parts.settings.log_level)
        start_worker(role, parts, stop)
        _ready({"role": role, "pid": os.getpid(), "url": ""}, as_json=as_json)
        stop.wait()


def _end_after(pid: int, stop: threading.Event) -> None:
    while Path(f"/proc/{pid}").exists() and os.getppid() == pid:
        if stop.wait(1.0):
            return
    stop.wait(_OUTLIVES_S)
    stop.set()


@contextmanager
def _watched(settings: Settings) -> Iterator[None]:
    """Runs a watchdog in a process of its own, which outlives this one where it is killed, and tells of it."""
    if not settings.watchdog:
        yield
        return
    command = [sys.executable, "-m", "bedside.cli", "run", "watchdog", "--beside", str(os.getpid())]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 (our own module)
    # The server gives a signal on to whoever had it before, once it has stopped: left alone it would end this process
    # here, and the watchdog would tell of a death that was wanted.
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: sys.exit(0))
    try:
        yield
    finally:
        child.terminate()
        child.wait(_STOP_S)


def _ready(line: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
    else:
        err.print(f"[bold green]Ready[/] {'at ' if line['url'] else ''}{line['url']}", highlight=False)


class _Announced(uvicorn.Server):
    """Tells once when the service answers."""

    def __init__(
        self, config: uvicorn.Config, role: str, url: str, *, as_json: bool, then: Callable[[str], None]
    ) -> None:
        super().__init__(config)
        self._then = then
        self._line = {"role": role, "pid": os.getpid(), "url": url}
        self._as_json = as_json

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
            _ready(self._line, as_json=self._as_json)
            self._then(str(self._line["url"]))


def _serve(
    role: str,
    settings: Settings,
    port: int | None,
    as_json: bool,
    then: Callable[[str], None] = lambda _url: None,
) -> None:
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
    server = _Announced(config, role, f"http://{shown}:{bound}", as_json=as_json, then=then)
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
