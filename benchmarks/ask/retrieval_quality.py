"""Consumer questions over MedQuAD's answers: BM25, dense, hybrid and the learned ranker, over HTTP.

All four get the same understood question and the same fields, so that the difference is the ranking alone. The test
half was frozen before the ranker was tuned; the development half informs.
"""

from collections.abc import Sequence
from typing import Any

import httpx2

from bedside.core.learning.metrics import paired_difference
from bedside.jobs.evaluate_retrieval import evaluate
from benchmarks.ask.bench import SETS, Bench, unchanged
from benchmarks.ask.server import Server
from benchmarks.rows import Row, informs

RANKERS = ("bm25", "dense", "hybrid", "ranked")


def measure(bench: Bench, server: Server) -> list[Row]:
    """Returns the measures of each ranker, and by how much the learned one beats BM25."""
    rows = []
    with server.client() as client:
        for half in bench.halves:
            reports = {ranker: _evaluate(client, half, ranker) for ranker in RANKERS}
            rows += [_row(half, ranker, reports[ranker]) for ranker in RANKERS]
            rows += _difference(half, reports)
    changed = unchanged("consumer_test")
    goal = "as frozen by sha256"
    rows.append(Row("consumer questions: test half", goal, f"changed: {changed}" if changed else goal, not changed))
    return rows


def _evaluate(client: httpx2.Client, half: str, ranker: str) -> dict[str, Any]:
    def retrieve(question: str, document_ids: Sequence[str] = ()) -> list[str]:
        body: dict[str, Any] = {"query": question, "k": 100, "ranker": ranker}
        if document_ids:
            body["filters"] = {"document_ids": list(document_ids)}
        answer = client.post("/retrieve", json=body).raise_for_status().json()
        return [passage["document_id"] for passage in answer["passages"]]

    return evaluate(SETS / f"consumer_{half}.questions.tsv", SETS / f"consumer_{half}.qrels.tsv", retrieve)


def _row(half: str, ranker: str, report: dict[str, Any]) -> Row:
    values = {figure["name"]: figure for figure in report["figures"]}
    shown = " ".join(f"{name} {values[name]['value']:.3f}" for name in ("MRR@10", "nDCG@10", "MAP@10", "R@10", "R@100"))
    return informs(f"consumer questions ({half}), {ranker}", shown, values["MRR@10"]["n"], figures=values)


def _difference(half: str, reports: dict[str, dict[str, Any]]) -> list[Row]:
    ours, theirs = (
        [values["MRR@10"] for _, values in sorted(reports[ranker]["per_question"].items())]
        for ranker in ("ranked", "bm25")
    )
    gain = paired_difference(ours, theirs)
    name = f"consumer questions ({half}), ranked - BM25, MRR@10"
    measured = f"{gain.value:+.3f} ({gain.lower:+.3f} to {gain.upper:+.3f})"
    if half == "dev":
        return [informs(name, measured, gain.n)]
    met = gain.value >= 0.10 and gain.lower > 0
    return [Row(name, ">= 0.10, lower bound above 0", measured, met, gain.n)]
