"""What people and scripts see of a figure."""

import json
from io import StringIO
from pathlib import Path

from rich.console import Console

from bedside.core.learning.metrics import proportion
from bedside.jobs.tables import figure, print_entries, print_figures, write_json


def test_a_table_shows_value_n_and_interval() -> None:
    shown = StringIO()
    print_figures("triage", [figure("crises caught", proportion(8, 10))], Console(file=shown, width=100))
    assert all(part in shown.getvalue() for part in ("crises caught", "0.800", "10", "0.490 to 0.943"))


def test_a_figure_of_nothing_shows_a_dash_and_is_null_in_json(tmp_path: Path) -> None:
    row = figure("crises caught", proportion(0, 0))
    shown = StringIO()
    print_figures("triage", [row], Console(file=shown, width=100))
    write_json(tmp_path / "out.json", {"figures": [row]})
    assert "-" in shown.getvalue()
    assert json.loads((tmp_path / "out.json").read_text())["figures"][0]["value"] is None


def test_misses_are_listed_as_they_were_written() -> None:
    shown = StringIO()
    print_entries("missed", [{"line": 3, "text": "chest [bold]tight"}], Console(file=shown, width=100))
    assert "missed: 1" in shown.getvalue()
    assert "chest [bold]tight" in shown.getvalue()


def test_no_misses_print_nothing() -> None:
    shown = StringIO()
    print_entries("missed", [], Console(file=shown, width=100))
    assert shown.getvalue() == ""
