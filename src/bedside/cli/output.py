"""How the command line speaks: tables and progress for people on standard output and error, JSON with ``--json``."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from bedside.errors import BedsideError, InvalidInput, Misconfigured, NotFound
from bedside.settings import load

if TYPE_CHECKING:
    from bedside.assembly import Assembly

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
out = Console(emoji=False)  # else ``NAME:bed:at`` would show a bed
err = Console(stderr=True, emoji=False)


def show_json(body: Any) -> None:
    """Prints one JSON value on standard output."""
    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2, default=str) + "\n")


def show_ready(line: dict[str, Any], *, as_json: bool) -> None:
    """Says once that a role is at work, and where."""
    if as_json:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
    else:
        err.print(f"[bold green]Ready[/] {'at ' if line['url'] else ''}{line['url']}", highlight=False)


def fail(error: BedsideError) -> int:
    """Prints an error with its next step; returns the exit status, 2 for what the caller can mend."""
    if "--json" in sys.argv:
        show_json({"code": error.code, "detail": error.detail, "next_step": error.next_step, "errors": error.errors})
    err.print(f"[bold red]{error.title}:[/] {escape(error.detail)}", highlight=False)
    for entry in error.errors:
        err.print("  " + escape(" · ".join(str(value) for value in entry.values())), highlight=False)
    err.print(f"[dim]Next:[/] {escape(error.next_step)}", highlight=False)
    return 2 if isinstance(error, InvalidInput | NotFound | Misconfigured) else 1


@contextmanager
def assembled(**changes: Any) -> "Iterator[Assembly]":
    """Gives the parts by the environment's settings, with changes, and closes them after."""
    from bedside.assembly import Assembly

    parts = Assembly(load().model_copy(update=changes))
    try:
        yield parts
    finally:
        parts.close()


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Gives a function told a step's name, how many are done and of how many; shows count, rate and time left."""
    columns = (
        TextColumn("{task.description:<12}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:>10}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, disable=quiet or not err.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def told(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total or None, rate="")
            speed = bars.tasks[tasks[step]].speed
            bars.update(tasks[step], completed=done, total=total or None, rate=f"{speed:,.0f}/s" if speed else "")

        yield told


@contextmanager
def working(what: str, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Shows what is being done where no count of it is known, until it is done; gives a function told the next step."""
    if quiet or not err.is_terminal:
        yield lambda _: None
        return
    with err.status(what) as shown:
        yield shown.update
