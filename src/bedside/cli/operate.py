"""`bedside doctor` and `bedside config`: is all well here, and what is set."""

import re
import shutil
import socket
import sys
from collections.abc import Callable
from contextlib import suppress

import typer
from rich.markup import escape
from rich.table import Table

from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.cli.output import AsJson, assembled, out, show_json, working
from bedside.core.alerts.causes import HL7_NOT_LISTENING
from bedside.core.answering.query import Query
from bedside.core.answering.retrieval import Search
from bedside.errors import BedsideError, Misconfigured, NotFound
from bedside.settings import Settings, load, variable

_ALIVE_MS = 30_000
_SECRET = ("token", "password", "key", "phone", "email", "account_sid")
_IN_ADDRESS = re.compile(r"(?<=:)[^/@:]+(?=@)|(?<=key=)[^&]+|(?<=token=)[^&]+|(?<=password=)[^&]+", re.IGNORECASE)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("doctor")(doctor)
    app.command("config")(config)


def doctor(json_: AsJson = False) -> None:
    """Checks that each part works here, and says what to do where one does not; exit 1 then."""
    checks: list[dict[str, str]] = []
    with assembled(dense="never") as parts, working("Checking", quiet=json_) as told:
        for name, check in _CHECKS.items():
            told(f"Checking: {name}")
            try:
                checks.append({"check": name, "result": "ok", "detail": check(parts), "next_step": ""})
            except (BedsideError, OSError) as error:
                step = error.next_step if isinstance(error, BedsideError) else "See the detail."
                checks.append({"check": name, "result": "failed", "detail": str(error), "next_step": step})
    if json_:
        show_json({"checks": checks})
    else:
        table = Table("check", "result", "detail", "next step")
        for entry in checks:
            colour = "green" if entry["result"] == "ok" else "red"
            said = (escape(entry["detail"]), escape(entry["next_step"]))
            table.add_row(entry["check"], f"[{colour}]{entry['result']}[/]", *said)
        out.print(table)
    if any(entry["result"] == "failed" for entry in checks):
        raise typer.Exit(1)


def _python(_: Assembly) -> str:
    return sys.version.split()[0]


def _settings(parts: Assembly) -> str:
    """Finds what a type cannot tell: a path with nothing there, an address without an adapter, no such place."""
    settings = parts.settings
    if settings.medquad is not None and not settings.medquad.exists():
        raise Misconfigured("BEDSIDE_MEDQUAD names nothing that is there", next_step="Correct or unset it.")
    if settings.watch_folder is not None and settings.watch_folder.exists() and not settings.watch_folder.is_dir():
        raise Misconfigured("BEDSIDE_WATCH_FOLDER is no folder", next_step="Set it to a folder, or unset it.")
    _ = parts.objects, parts.log_address
    generator = parts.generator
    return f"answers by {generator.name}" if generator else "answers in the library's own words"


def _channels(parts: Assembly) -> str:
    """Opens the ways to reach people, without telling anybody: `bedside alerts test` does."""
    return ", ".join(parts.channels) or "none: nobody would be told"


def _services(parts: Assembly) -> str:
    """Asks each other service one question, where one is named."""
    settings, query = parts.settings, Query(text="asthma", condensed="asthma")
    if settings.preprocess_url:
        parts.understander.understand(query.text)
    if settings.rag_url:
        with suppress(NotFound):  # it answers, though it has no such collection
            parts.retriever.retrieve(Search(query, 1, "bm25", "default"))
    named = [name for name in ("rag", "preprocess") if getattr(settings, f"{name}_url")]
    return f"{' and '.join(named)} answered" if named else "all in this process"


def _hl7(parts: Assembly) -> str:
    """Listens at the port for HL7 messages for a moment; where it is taken, this home's own Bedside may have it."""
    port = parts.settings.mllp_port
    try:
        socket.create_server((parts.settings.host, port)).close()
    except OSError as error:
        is_running = parts.heartbeats.beats().get("ingestion:ticks", 0) > now_ms() - _ALIVE_MS
        if is_running and not any(one.rule == HL7_NOT_LISTENING for one in parts.raise_operational.open()):
            return f"port {port}, by the Bedside that runs here"
        raise Misconfigured(
            f"port {port} for HL7 messages is taken: HL7 cannot come in",
            next_step="End what has the port (`ss -ltnp` names it), or set BEDSIDE_MLLP_PORT to a free one, or 0.",
        ) from error
    return f"port {port} is free" if port else "a free port"


def _disk(parts: Assembly) -> str:
    free = shutil.disk_usage(parts.home).free
    return f"{free / 1e9:,.0f} GB free at BEDSIDE_HOME"


def _records(parts: Assembly) -> str:
    parts.database.check()
    return (
        ", ".join(f"{c}: {parts.documents.counts(c)['documents']:,}" for c in parts.documents.collections()) or "empty"
    )


def _library(parts: Assembly) -> str:
    parts.library.open_for_reading()
    found = {name: index.state() for name, index in parts.library.indexes().items()}
    return ", ".join(f"{name}: {state.passages:,} passages" for name, state in found.items()) or "empty"


def _embedder(parts: Assembly) -> str:
    close = parts.embedder.embed(["a heart attack", "myocardial infarction", "the price of tea"])
    if not close[0] @ close[1] > close[0] @ close[2]:
        raise OSError("the embedder gives meaningless vectors")
    if not parts.embedder.embed_questions(["heart attack"])[0] @ close[0] > 0:
        raise OSError("the reader of questions gives meaningless vectors")
    return f"{parts.embedder.name}, {parts.embedder.questions_name}"


def _models(parts: Assembly) -> str:
    return ", ".join(model.version for model in (parts.ranker, parts.abstention_model, parts.sentence_model))


_CHECKS: dict[str, Callable[[Assembly], str]] = {
    "python": _python,
    "settings": _settings,
    "channels": _channels,
    "services": _services,
    "hl7": _hl7,
    "disk": _disk,
    "records": _records,
    "library": _library,
    "embedder": _embedder,
    "models": _models,
}


def config(json_: AsJson = False) -> None:
    """Shows every setting in force and whether it is the default; secrets are hidden."""
    try:
        settings = load()
    except Misconfigured as error:
        if error.next_step == Misconfigured.next_step:  # it names this very command
            error.next_step = "Correct or unset each variable named; `.env.example` lists all there are."
        raise
    rows = [
        {
            "variable": variable(name),
            "value": _shown(settings, name),
            "set": name in settings.model_fields_set,
        }
        for name in Settings.model_fields
    ]
    if json_:
        show_json({"settings": rows})
        return
    table = Table("variable", "value", "")
    for row in rows:
        table.add_row(str(row["variable"]), escape(str(row["value"])), "set" if row["set"] else "default")
    out.print(table)


def _shown(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    if (
        name.endswith("_url")
        and not value
        and name.removesuffix("_url") in ("log", "records", "objects", "index", "registry")
    ):
        value = settings.address(name.removesuffix("_url"))
    if value and any(word in name for word in _SECRET):
        return "***"
    return "" if value is None else _IN_ADDRESS.sub("***", str(value))
