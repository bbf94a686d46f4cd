"""`bedside run ROLE` and `bedside demo`: starts a service, or all in one process."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from bedside.assembly.channels import DEMO
from bedside.cli.output import AsJson, assembled, err, show_ready
from bedside.errors import Misconfigured
from bedside.services import logs
from bedside.services.heap import give_back_what_is_freed, while_loading
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
        _serve(role, settings, port, as_json=json_)


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
    from bedside.jobs.simulation.demonstrating import send_demo_ward

    stop = threading.Event()

    def send(url: str) -> None:
        threading.Thread(target=send_demo_ward, args=(url, stop), name="demo ward", daemon=True).start()
        if not json_:
            err.print(f"The ward: {url}/ward   what was sent: {url}/outbox   questions: {url}/", highlight=False)

    try:
        with _watched(settings):
            _serve("all", settings, port, send, as_json=json_)
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
        show_ready({"role": role, "pid": os.getpid(), "url": ""}, as_json=as_json)
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


def _serve(
    role: str, settings: Settings, port: int | None, then: Callable[[str], None] = lambda _url: None, *, as_json: bool
) -> None:
    with while_loading():
        from bedside.cli.serving import serve

    target, default = ROLES[role]
    wanted = next(p for p in (port, settings.port, default) if p is not None)
    serve(target, settings.host, wanted, lambda url: _announce(role, url, then, as_json=as_json))


def _announce(role: str, url: str, then: Callable[[str], None], *, as_json: bool) -> None:
    show_ready({"role": role, "pid": os.getpid(), "url": url}, as_json=as_json)
    then(url)
