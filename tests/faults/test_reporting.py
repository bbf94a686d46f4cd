"""The figures' table knows of every fault test that reports, and says so where one kept silent."""

import ast
import importlib
from pathlib import Path
from types import ModuleType

import pytest

from architecture.tree import ROOT


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("benchmarks.watch.faults")


def well(table: ModuleType) -> list[dict[str, object]]:
    """Returns what the tests report where all is well."""
    value = dict.fromkeys(table._NONE, 0) | dict.fromkeys(table._AT_MOST, 0.04) | {"rate": 2_001.0, "in_flight": 10}
    return [
        {"test": test, "kills": 50, **{name: value[name] for name in names}} for test, names in table.JUDGED.items()
    ]


def missed(table: ModuleType, lines: list[dict[str, object]], *, long: bool = True) -> list[tuple[str, str]]:
    return [(row.name, row.measured) for row in table.rows_of(lines, long=long) if row.met is False]


def said_in(path: Path) -> dict[str, set[str]]:
    """Returns what the tests of a file report, by the name they report under."""
    found = {}
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "report":
            keys = {key.value for part in ast.walk(call) if isinstance(part, ast.Dict) for key in part.keys if key}
            found[call.args[0].value] = {one.arg for one in call.keywords if one.arg} | keys
    return found


def test_each_fault_test_that_reports_is_awaited_and_says_what_is_judged(table: ModuleType) -> None:
    said: dict[str, set[str]] = {}
    for path in Path(__file__).parent.glob("test_*.py"):
        said |= said_in(path)
    assert said.keys() == table.JUDGED.keys()
    assert {test: left for test, names in table.JUDGED.items() if (left := set(names) - said[test])} == {}


def test_nothing_is_missed_where_all_report_and_all_is_well(table: ModuleType) -> None:
    assert missed(table, well(table)) == []


def test_a_test_that_was_skipped_is_missed(table: ModuleType) -> None:
    lines = [line for line in well(table) if line["test"] != "disk full"]
    assert [name for name, measured in missed(table, lines) if measured.startswith("missing")] == ["disk full"]


def test_no_report_at_all_misses_each_test(table: ModuleType) -> None:
    assert [name for name, _ in missed(table, [])] == list(table.JUDGED)


def test_what_a_test_no_longer_says_is_missed(table: ModuleType) -> None:
    lines = well(table)
    del lines[0]["back_s"]
    assert missed(table, lines) == [("ingestion killed: back_s", "missing")]


def test_growth_is_awaited_of_the_long_form_alone(table: ModuleType) -> None:
    lines = [{name: value for name, value in line.items() if name != "growth"} for line in well(table)]
    assert missed(table, lines) == [("soak: growth", "missing")]
    assert missed(table, lines, long=False) == []


@pytest.mark.parametrize(
    ("name", "value", "row"),
    [
        ("back_s", 5.1, "ingestion killed: back_s"),
        ("in_flight", 9, "ingestion killed: kills with something under way"),
        ("reordered", 1, "ingestion killed: reordered"),
        ("rate", 1_999.0, "soak: rate"),
        ("answered_503", 1, "soak: answered_503"),
    ],
)
def test_what_is_beyond_its_bound_is_missed(table: ModuleType, name: str, value: float, row: str) -> None:
    lines = well(table)
    next(line for line in lines if row.startswith(f"{line['test']}:"))[name] = value
    assert [one for one, _ in missed(table, lines)] == [row]
