"""`bedside ask`, `bedside answer show` and `bedside mcp`: questions from the terminal and from other programs."""

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Annotated, Any

import typer
from rich.markup import escape

from bedside.assembly import Assembly
from bedside.cli.output import AsJson, assembled, err, out, working
from bedside.core.answering.triage import Urgency, first_line, triage
from bedside.errors import BedsideError
from bedside.usecases.ask_question import Question, stream

_STEPS = {"triage": "Reading the question, looking in the library", "passages": "Choosing what answers it"}
_STYLES = {"emergency": "bold red", "poisoning": "bold red", "crisis": "bold magenta", "abstained": "yellow"}


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("ask")(ask)
    answer = typer.Typer(no_args_is_help=True, help="Shows stored answers.")
    answer.command("show")(show)
    answer.callback()(lambda: None)
    app.add_typer(answer, name="answer")
    app.command("mcp")(mcp)


def opened(parts: Assembly) -> None:
    """Opens the library for reading here; fills it with the starter library where it is empty."""
    parts.open_for_reading()
    parts.refresh_vocabulary()


def ask(
    text: Annotated[str, typer.Argument(help="The question.")],
    patient: Annotated[str, typer.Option(help="A monitored patient.")] = "",
    collection: Annotated[str, typer.Option("--collection", "-c")] = "default",
    json_: AsJson = False,
) -> None:
    """Answers a question with citations."""
    found = triage(text)
    urgent = found.urgency is not Urgency.NONE
    with assembled(dense="never") as parts:
        call = first_line(found.urgency, found.rule, parts.settings.locale)
        if urgent and not json_:
            # Said from rules alone and at once: it waits for no library or store, and none that is broken stops it.
            out.print(call, style=_STYLES[found.urgency.value], highlight=False, markup=False)
        try:
            with working("Opening the library", quiet=json_ or urgent) as told:
                if not urgent:
                    opened(parts)
                elif found.doubtful:
                    _opened_if_possible(parts)
                if patient and not parts.settings.ingest_url:
                    _take_up_readings(parts)
                body = _answered(parts, Question(text, patient_id=patient, collection=collection), told)
        except BedsideError:
            if urgent and json_:
                err.print(call, highlight=False, markup=False)
            raise
    if json_:
        sys.stdout.write(body.decode() + "\n")
        return
    _print(json.loads(body), call if urgent else "")


def _opened_if_possible(parts: Assembly) -> None:
    """Opens the library for what may be said after whom to call; without one that was all."""
    with suppress(BedsideError):
        opened(parts)


def _print(answer: Mapping[str, Any], before: str) -> None:
    """Shows an answer whose first lines ``before`` are on the screen already."""
    if after := answer["answer"].removeprefix(before).strip():
        out.print(escape(after), style="" if before else _STYLES.get(answer["outcome"], ""), highlight=False)
    for warning in answer["warnings"]:
        out.print(f"[yellow]Note:[/] {escape(warning)}", highlight=False)
    for citation in answer["citations"]:
        told = (citation["title"], citation["source"], citation["url"])
        said = " · ".join(
            filter(None, told if citation["kind"] == "passage" else (citation["kind"], citation["quote"]))
        )
        out.print(f"[dim]\\[{citation['n']}] {escape(said)}[/]", highlight=False)
    if answer["library_as_of"]:
        out.print(f"[dim]library as of {answer['library_as_of']} · {answer['answer_id']}[/]", highlight=False)


def _take_up_readings(parts: Assembly) -> None:
    """Takes up what the home holds of patients and their readings."""
    parts.known_patients()
    while not parts.vitals.is_ready:
        parts.vitals()


def _answered(parts: Assembly, question: Question, told: Callable[[str], None]) -> bytes:
    """Returns the whole answer, telling each step on the way to it."""
    done = b""
    for event in stream(parts.answering, question):
        told(_STEPS.get(event.name, "Writing the answer"))
        done = event.data if isinstance(event.data, bytes) else done
    return done


def show(id_: Annotated[str, typer.Argument(metavar="ID")], json_: AsJson = False) -> None:  # noqa: ARG001 (it is JSON either way)
    """Prints an answer byte for byte as it was sent."""
    with assembled() as parts:
        sys.stdout.buffer.write(parts.answers.get(id_).body)
        sys.stdout.buffer.flush()


def mcp(json_: AsJson = False) -> None:  # noqa: ARG001 (the protocol is JSON either way)
    """Serves the tools search_library and ask over the Model Context Protocol on standard input and output."""
    from bedside.services.chatbot.mcp_server import build

    with assembled(dense="never") as parts:
        opened(parts)
        build(parts.answering, parts.retriever, parts.understander).run("stdio")
