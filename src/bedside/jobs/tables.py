"""Shows figures as a table and keeps them as JSON: how every evaluation ends."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bedside.core.learning.metrics import Estimate


def figure(name: str, estimate: Estimate, **more: Any) -> dict[str, Any]:
    """Returns a figure as evaluations report it: name, value, n and 95 % interval, NaN as None, and what is added."""
    numbers = {"value": estimate.value, "lower": estimate.lower, "upper": estimate.upper}
    known = {key: None if math.isnan(number) else round(number, 4) for key, number in numbers.items()}
    return {"name": name, "n": estimate.n, **known, **more}


def print_figures(title: str, figures: Sequence[Mapping[str, Any]], console: Console | None = None) -> None:
    """Prints one row a figure: name, value, n, 95 % interval; a dash where nothing could be measured."""
    table = Table(title=title, title_justify="left")
    table.add_column("figure")
    for heading in ("value", "n", "95 % interval"):
        table.add_column(heading, justify="right")
    for row in figures:
        known = row["lower"] is not None
        table.add_row(
            str(row["name"]),
            "-" if row["value"] is None else f"{row['value']:.3f}",
            str(row["n"]),
            f"{row['lower']:.3f} to {row['upper']:.3f}" if known else "-",
        )
    (console or Console()).print(table)


def print_entries(title: str, entries: Sequence[Mapping[str, Any]], console: Console | None = None) -> None:
    """Prints entries of like keys, one row each, such as the misses of an evaluation; nothing where there is none."""
    if not entries:
        return
    table = Table(title=f"{title}: {len(entries)}", title_justify="left")
    for heading in entries[0]:
        table.add_column(heading, overflow="fold")
    for entry in entries:
        table.add_row(*(escape(str(entry.get(heading, ""))) for heading in entries[0]))
    (console or Console()).print(table)


def write_json(path: Path, report: Mapping[str, Any]) -> None:
    """Writes the report, replacing the file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    partial.replace(path)
