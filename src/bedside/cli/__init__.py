"""The command line: `bedside …`. Each command is in the file of its noun; this one puts them together.

Exit 0 done, 1 a figure or check missed or something failed, 2 wrong use.
"""

import sys

import typer
from click.exceptions import ClickException

from bedside.cli import ask, evaluate, library, models, operate, run
from bedside.cli.output import fail
from bedside.errors import BedsideError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
for part in (run, library, ask, models, evaluate, operate):
    part.register(app)


def main() -> None:
    """Runs the command line; every expected error ends with one sentence and the next step."""
    try:
        app(standalone_mode=False)
    except BedsideError as error:
        sys.exit(fail(error))
    except ClickException as error:
        error.show()
        sys.exit(2)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    except typer.Exit as ended:
        sys.exit(ended.exit_code)
