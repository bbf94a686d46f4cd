"""Starts real services as processes of their own, on free ports of this machine, and stops them by their own ids."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

_READY_S = 90.0
_STOP_S = 20.0
_CLIENT_S = 30.0


@dataclass(frozen=True, slots=True)
class Running:
    """A service that answers at ``url``; ``process`` is its own process, ``log`` its standard error."""

    url: str
    process: subprocess.Popen[str]
    log: Path

    def kill(self) -> None:
        """Ends it at once, as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(_STOP_S)


@contextmanager
def running(role: str, home: Path, **environment: str) -> Iterator[Running]:
    """Starts ``bedside run ROLE``, on a free port unless one is given, and gives it once ready; ends it on leaving.

    Only the given variables with our prefix are set, so that a developer's own never reach a test. Raises RuntimeError
    with the end of its log when it does not get ready.
    """
    home.mkdir(parents=True, exist_ok=True)
    log = home / f"{role}.log"
    with log.open("a") as errors:
        process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-m", "bedside.cli", "run", role, "--json"],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=_environment(
                {
                    "BEDSIDE_HOME": str(home),
                    "BEDSIDE_PORT": "0",
                    "BEDSIDE_MLLP_PORT": "0",
                    "BEDSIDE_WATCHDOG": "0",
                    **environment,
                }
            ),
        )
    try:
        yield Running(_url(process, log), process, log)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(_STOP_S)
        if process.stdout is not None:
            process.stdout.close()


@contextmanager
def running_apart(home: Path, **environment: str) -> Iterator[dict[str, Running]]:
    """Starts rag, preprocessing, data ingestion and chatbot as processes that know each other by address."""
    with ExitStack() as stack:
        rag = stack.enter_context(running("rag", home, **environment))
        preprocessing = stack.enter_context(running("preprocessing", home, **environment))
        ingestion = stack.enter_context(running("data_ingestion", home, **environment))
        peers = {
            "BEDSIDE_RAG_URL": rag.url,
            "BEDSIDE_PREPROCESS_URL": preprocessing.url,
            "BEDSIDE_INGEST_URL": ingestion.url,
        }
        chatbot = stack.enter_context(running("chatbot", home, **{**environment, **peers}))
        yield {"rag": rag, "preprocessing": preprocessing, "ingestion": ingestion, "chatbot": chatbot}


@dataclass(frozen=True, slots=True)
class Deployment:
    """A client of each service, wherever it runs."""

    chatbot: httpx2.Client
    preprocessing: httpx2.Client
    rag: httpx2.Client
    ingestion: httpx2.Client
    home: Path
    logs: tuple[Path, ...]

    def log_text(self) -> str:
        """Returns what all services have logged so far."""
        return "".join(log.read_text() for log in self.logs)


@contextmanager
def deployed(form: str, home: Path, **environment: str) -> Iterator[Deployment]:
    """Starts all services ``embedded`` in one process, or ``apart`` in four, and gives a client of each."""
    with ExitStack() as stack:
        if form == "embedded":
            whole = stack.enter_context(running("all", home, **environment))
            services = dict.fromkeys(("chatbot", "preprocessing", "rag", "ingestion"), whole)
        else:
            services = stack.enter_context(running_apart(home, **environment))
        clients = {
            role: stack.enter_context(httpx2.Client(base_url=service.url, timeout=_CLIENT_S))
            for role, service in services.items()
        }
        logs = dict.fromkeys(service.log for service in services.values())
        yield Deployment(**clients, home=home, logs=tuple(logs))


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BEDSIDE_")}
    return {**inherited, **ours}


def _url(process: subprocess.Popen[str], log: Path) -> str:
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    threading.Thread(target=lambda: lines.put(process.stdout.readline() if process.stdout else ""), daemon=True).start()
    try:
        line = lines.get(timeout=_READY_S)
    except queue.Empty:
        line = ""
    try:
        return str(json.loads(line)["url"])
    except ValueError as error:
        # What it printed in place of the line is the reason it gave before it ended.
        printed = line + (process.stdout.read() if line else "")
        raise RuntimeError(
            f"the service did not get ready; it printed {printed!r}; its log ends with: {log.read_text()[-2000:]}"
        ) from error
