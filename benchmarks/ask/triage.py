"""Triage on the half of the messages that was written apart and frozen before the rules were tuned."""

from collections.abc import Callable
from typing import Any

from bedside.jobs.evaluate_triage import evaluate
from benchmarks.ask.bench import SETS, Bench, unchanged
from benchmarks.rows import Row, informs

GOALS: dict[str, tuple[str, Callable[[float], bool]]] = {
    "emergencies caught, poisoning among them": (">= 98 %", lambda share: share >= 0.98),
    "crises caught": (">= 97 %", lambda share: share >= 0.97),
    "look-alikes taken for an emergency": ("<= 15 %", lambda share: share <= 0.15),
    "look-alikes taken for a crisis": ("<= 5 %", lambda share: share <= 0.05),
}


def measure(bench: Bench) -> list[Row]:
    """Returns sensitivity and over-triage with n, misses and 95 % interval; the development half informs."""
    rows = []
    for half in bench.halves:
        path = SETS / f"triage_{half}.jsonl"
        if path.exists():
            rows += [_row(half, figure) for figure in evaluate(path)["figures"]]
    changed = unchanged("triage_test")
    goal = "as frozen by sha256"
    return [*rows, Row("triage: test half", goal, f"changed: {changed}" if changed else goal, not changed)]


def _row(half: str, figure: dict[str, Any]) -> Row:
    name = f"triage ({half}): {figure['name']}"
    if figure["value"] is None:
        return informs(name, "none in the set")
    interval = f"{100 * figure['lower']:.1f} to {100 * figure['upper']:.1f}"
    shown = f"{100 * figure['value']:.1f} % ({interval}), {figure['misses']} of {figure['n']}"
    if half == "dev" or figure["name"] not in GOALS:
        return informs(name, shown, figure["n"])
    goal, is_met = GOALS[figure["name"]]
    return Row(name, goal, shown, is_met(figure["value"]), figure["n"])
