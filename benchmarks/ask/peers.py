"""Bedside beside Haystack, txtai and LlamaIndex: one machine, one run, the same passages, vectors, model and questions.

Each runs in a process of its own, as a library, one question at a time, hybrid search as its own guide builds it; so
does Bedside (`ours`), whose time includes reading the question. The time beyond the embedding is the whole less what
the model took, counted inside each process.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean
from typing import Any

from bedside.jobs.evaluate_retrieval import measure as measured
from bedside.jobs.evaluate_retrieval import read_qrels, read_questions
from benchmarks.ask.bench import ROOT, SETS, Bench
from benchmarks.ask.server import environment, scratch
from benchmarks.rows import Row, informs

PEERS = ("haystack", "txtai", "llamaindex")
FOLDER = ROOT / "benchmarks" / "peers"
QUESTIONS, QUICK_QUESTIONS = 300, 150


def measure(bench: Bench) -> list[Row]:
    """Returns Bedside's and each peer's times, and how many times faster Bedside is."""
    subprocess.run(["sh", FOLDER / "setup.sh"], check=True, env={**os.environ, "PYTHON": sys.executable})
    consumers = read_questions(SETS / "consumer_dev.questions.tsv")
    others = bench.questions(QUICK_QUESTIONS if bench.quick else QUESTIONS, seed=5)
    asked = list(dict.fromkeys([*consumers.values(), *others]))
    with tempfile.TemporaryDirectory() as name, scratch(bench.home) as home:
        job = Path(name)
        (job / "questions.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in asked))
        (job / "warm_up.json").write_text(json.dumps(bench.questions(320, seed=6)[-20:]))
        ours = _run(job, "ours", sys.executable, "-m", "benchmarks.ask.ours", home=home)
        theirs = {peer: _run(job, peer, FOLDER / peer / ".venv/bin/python", FOLDER / peer / "run.py") for peer in PEERS}
    rows = [_told("Bedside", ours, len(asked)), *(_told(peer, report, len(asked)) for peer, report in theirs.items())]
    for peer, report in theirs.items():
        rows += _compared(peer, ours, report, len(asked))
    return rows


def _run(job: Path, name: str, *command: str | Path, home: Path | None = None) -> dict[str, Any]:
    variables = {"PYTHONPATH": f"{FOLDER}:{ROOT}", "HAYSTACK_TELEMETRY_ENABLED": "False", "HF_HUB_OFFLINE": "1"}
    subprocess.run([*command, job, name], check=True, cwd=ROOT, env=environment(home or job, **variables))
    report: dict[str, Any] = json.loads((job / f"{name}.json").read_text())
    report["beyond_ms"] = [t - e for t, e in zip(report["total_ms"], report["embedding_ms"], strict=True)]
    return report


def _told(name: str, report: dict[str, Any], n: int) -> Row:
    total, beyond = mean(report["total_ms"]), mean(report["beyond_ms"])
    shown = f"{1000 / total:.1f} questions/s, {beyond:.1f} ms beyond the embedding, MRR@10 {_quality(report):.3f}"
    return informs(f"{name} {report['version']}".strip() + f", {report['passages']:,} passages", shown, n)


def _quality(report: dict[str, Any]) -> float:
    """Returns MRR@10 on the consumers' questions, which are asked first."""
    qrels = read_qrels(SETS / "consumer_dev.qrels.tsv")
    asked = read_questions(SETS / "consumer_dev.questions.tsv")
    places = zip(asked, report["found"], strict=False)
    return mean(measured(list(dict.fromkeys(found)), qrels[qid])["MRR@10"] for qid, found in places if qid in qrels)


def _compared(peer: str, ours: dict[str, Any], theirs: dict[str, Any], n: int) -> list[Row]:
    whole = mean(theirs["total_ms"]) / mean(ours["total_ms"])
    beyond = mean(theirs["beyond_ms"]) / mean(ours["beyond_ms"])
    return [
        Row(f"questions/s against {peer}", ">= 1.5 times", f"{whole:.1f} times", whole >= 1.5, n),
        Row(
            f"time beyond the embedding against {peer}",
            ">= 5 times",
            f"{beyond:.1f} times",
            beyond >= 5,
            n,
        ),
    ]
