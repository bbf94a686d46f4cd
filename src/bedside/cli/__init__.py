"""The command line: `bedside …`. Each command is in the file of its noun; this one puts them together.

Exit 0 done, 1 a figure or check missed or something failed, 2 wrong use.
"""

import sys
from importlib import import_module

import typer

from bedside.cli.output import fail
from bedside.errors import BedsideError, InvalidInput, Unavailable
from bedside.services import logs
from bedside.services.heap import while_loading

_FILES = {
    "run": "run",
    "demo": "run",
    "library": "library",
    "lineage": "library",
    "ask": "ask",
    "answer": "ask",
    "mcp": "ask",
    "train": "models",
    "model": "models",
    "eval": "evaluate",
    "codes": "codes",
    "send": "send",
    "alerts": "alerts",
    "simulate": "simulate",
    "doctor": "operate",
    "config": "operate",
}
"""The file of each command, in the order of the help."""


def commands(named: str = "") -> typer.Typer:
    """Returns the command line, where a command is named with its file alone: no other is waited for."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
    app.callback()(lambda: None)  # else a file's only command would take no name
    with while_loading():
        for file in dict.fromkeys([_FILES[named]] if named in _FILES else _FILES.values()):
            import_module(f"bedside.cli.{file}").register(app)
    return app


def main() -> None:
    """Runs the command line; every expected error ends with one sentence and the next step."""
    logs.configure("error")  # what parts log beside a command keeps to the allowed fields here too
    try:
        _run()
    except BedsideError as error:
        sys.exit(fail(error))
    except OSError as error:
        sys.exit(fail(_of_the_system(error)))


def _run() -> None:
    """Runs the command that was named. With ``--json`` wrong use is told as JSON, as every other error is."""
    app = commands(sys.argv[1] if len(sys.argv) > 1 else "")
    if "--json" not in sys.argv:
        app()
        return
    try:
        ended = app(standalone_mode=False)
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "bedside"
        raise InvalidInput(
            error.format_message(), code="wrong_use", next_step=f"`{command} --help` says how it is used."
        ) from error
    except typer.Abort:
        ended = 1
    sys.exit(ended if isinstance(ended, int) else 0)


_OF_THE_CALLER = (FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError, PermissionError)
"""What is wrong with the path that was named, rather than with the machine."""


def _of_the_system(error: OSError) -> BedsideError:
    kind = InvalidInput if isinstance(error, _OF_THE_CALLER) else Unavailable
    place = f": {error.filename}" if error.filename else ""
    return kind(
        f"{error.strerror or type(error).__name__}{place}",
        code="system",
        next_step="Check that it is there, is what the command takes, and may be read or written; then repeat.",
    )
