"""What a full re-index does to questions: every document changes while people go on asking.

Each document gets another address, so that all of them are indexed anew and no vector is made again.
"""

import json
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bedside.core.learning.metrics import percentile
from benchmarks.ask.bench import ROOT, Bench, as_line
from benchmarks.ask.questioner import questions_at
from benchmarks.ask.server import BEDSIDE, Server, behind, environment
from benchmarks.rows import Row

QUESTIONS_A_SECOND, IDLE_S, QUICK_IDLE_S = 20, 30, 15


def measure(bench: Bench, server: Server, home: Path) -> list[Row]:
    """Returns the questions' p99 during the re-index against that of an idle service, before it."""
    asked = bench.questions(3000, seed=10)
    with questions_at(server, asked, QUESTIONS_A_SECOND) as idle:
        time.sleep(QUICK_IDLE_S if bench.quick else IDLE_S)
    with tempfile.TemporaryDirectory() as folder, server.client() as client:
        changed = Path(folder) / "changed.jsonl"
        with changed.open("w", encoding="utf-8") as file:
            for document in bench.loaded():
                file.write(json.dumps(as_line(replace(document, url=f"{document.url}?again"))) + "\n")
        with questions_at(server, asked[1500:], QUESTIONS_A_SECOND) as busy:
            start = time.perf_counter()
            command: list[str | Path] = [BEDSIDE, "library", "load", changed, "--dense", "never"]
            subprocess.run(command, env=environment(home), cwd=ROOT, check=True)
            while behind(client) and time.perf_counter() - start < 600:
                time.sleep(0.1)
            lasted = time.perf_counter() - start
    before, during = percentile(idle, 99), percentile(busy, 99)
    ratio = during.value / before.value
    shown = f"{ratio:.1f} times ({before.value:.1f} -> {during.value:.1f} ms, {lasted:.0f} s of re-indexing)"
    name = "questions' p99 during a full re-index against idle"
    return [Row(name, "<= 2 times", shown, ratio <= 2, during.n)]
