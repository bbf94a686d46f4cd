"""Whether answers rest on what they cite, and whether Bedside is silent where it should be, over HTTP."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bedside.jobs.evaluate_groundedness import evaluate
from benchmarks.ask.bench import SETS, Bench
from benchmarks.ask.server import COLLECTION, Server
from benchmarks.rows import Row, informs

GOALS: dict[str, tuple[str, Callable[[float], bool]]] = {
    "statements supported": (">= 95 %", lambda share: share >= 0.95),
    "citations that are dead": ("0", lambda share: share == 0),
    "answerable: a right document cited": (">= 80 %", lambda share: share >= 0.80),
    "unanswerable: abstained": (">= 95 %", lambda share: share >= 0.95),
    "answerable: abstained": ("<= 5 %", lambda share: share <= 0.05),
    **{
        f"planted errors caught: {kind}": ("100 %", lambda share: share == 1)
        for kind in ("changed number", "swapped citation", "foreign sentence", "dead citation", "added negation")
    },
}


def measure(bench: Bench, server: Server) -> list[Row]:
    """Returns the figures of the test half against the goals, then those of the development half."""
    rows = []
    with server.client() as client:

        def ask(question: str) -> dict[str, Any]:
            answer = client.post("/chat", json={"message": question}).raise_for_status().json()
            stored = client.get(f"/answers/{answer['answer_id']}").raise_for_status().json()
            return {**answer, "evidence": stored.get("evidence")}

        @lru_cache(maxsize=10_000)
        def document_text(document_id: str) -> str:
            response = client.get(f"/library/{COLLECTION}/documents/{document_id}")
            return str(response.json()["text"]) if response.status_code == 200 else ""

        for half in bench.halves:
            report = evaluate(SETS / f"groundedness_{half}.jsonl", ask, document_text)
            rows += [_row(half, figure) for figure in report["figures"]]
            curve = report["risk_coverage"]
            shown = "-" if curve["area"] is None else f"area {curve['area']:.3f}; {_points(curve)}"
            rows.append(informs(f"risk and coverage ({half})", shown, len(curve["risk"]), curve=curve))
    return rows


def _row(half: str, figure: dict[str, Any]) -> Row:
    name = f"groundedness ({half}): {figure['name']}"
    if figure["value"] is None:
        return informs(name, "no case")
    shown = f"{100 * figure['value']:.1f} % ({100 * figure['lower']:.1f} to {100 * figure['upper']:.1f})"
    if half == "dev" or figure["name"] not in GOALS:
        return informs(name, shown, figure["n"])
    goal, is_met = GOALS[figure["name"]]
    return Row(name, goal, shown, is_met(figure["value"]), figure["n"])


def _points(curve: dict[str, Any]) -> str:
    """Returns the risk at a quarter, half, three quarters and all of the answers."""
    last = len(curve["risk"]) - 1
    shares = (0.25, 0.5, 0.75, 1.0)
    return ", ".join(
        f"risk {curve['risk'][max(0, round(share * (last + 1)) - 1)]:.2f} at {share:.0%}" for share in shares
    )
