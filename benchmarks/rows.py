"""Figures as they are shown and kept: name, goal, measured, met."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

_NARROWEST = 150


@dataclass(frozen=True)
class Row:
    """One figure. ``met`` is None where there is no goal: such a row informs, and cannot be missed."""

    name: str
    goal: str
    measured: str
    met: bool | None = None
    n: int = 0
    detail: Mapping[str, Any] = field(default_factory=dict)


def informs(name: str, measured: str, n: int = 0, **detail: Any) -> Row:
    """Returns a row without a goal."""
    return Row(name, "", measured, None, n, detail)


def quick() -> bool:
    """Returns whether ``QUICK`` asks for the ten-minute form."""
    return os.environ.get("QUICK", "") not in ("", "0")


def print_rows(title: str, rows: Sequence[Row]) -> None:
    """Prints the table."""
    table = Table(title=title, title_justify="left")
    for heading in ("figure", "goal", "measured"):
        table.add_column(heading, overflow="fold")
    table.add_column("n", justify="right")
    table.add_column("met")
    for row in rows:
        table.add_row(row.name, row.goal, row.measured, str(row.n or ""), {True: "yes", False: "NO", None: ""}[row.met])
    console = Console()
    Console(width=max(console.width, _NARROWEST)).print(table)


def write_rows(path: Path, rows: Sequence[Row], **about: Any) -> None:
    """Writes the figures as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    report = {**about, "figures": [asdict(row) for row in rows]}
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
