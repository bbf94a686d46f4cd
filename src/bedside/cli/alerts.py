"""`bedside alerts test`: a marked test to every channel, straight, with what came of each."""

from typing import Any

import typer
from rich.markup import escape
from rich.table import Table

from bedside.assembly.notifying import now_ms
from bedside.cli.output import AsJson, assembled, out, show_json, working
from bedside.usecases.try_channels import TryChannels

group = typer.Typer(no_args_is_help=True, help="Tells people: tries the ways to reach them.")


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(group, name="alerts")


@group.command("test")
def tried(json_: AsJson = False) -> None:
    """Sends a message marked as a test to every contact of every channel; exit 1 where one was not taken."""
    with assembled() as parts, working("Telling", quiet=json_):
        results = TryChannels(parts.alerts, parts.channels, parts.compose, now_ms)()
    shown: list[dict[str, Any]] = [
        {
            "channel": one.channel,
            "result": "ok" if one.state in ("sent", "delivered") else "failed",
            "state": one.state,
            "reference": one.reference,
            "error": one.error or None,
        }
        for one in results
    ]
    if json_:
        show_json({"channels": shown})
    else:
        table = Table("channel", "result", "reference", "error")
        for row in shown:
            colour = "green" if row["result"] == "ok" else "red"
            table.add_row(
                escape(row["channel"]), f"[{colour}]{row['result']}[/]", row["reference"], escape(row["error"] or "")
            )
        out.print(table)
    if not shown or any(row["result"] == "failed" for row in shown):
        raise typer.Exit(1)
