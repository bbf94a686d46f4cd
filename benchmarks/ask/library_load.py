"""A full MedQuAD load into a running service, until every document can be found by its words."""

import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.ask.bench import ROOT, Bench
from benchmarks.ask.server import BEDSIDE, environment, running, status
from benchmarks.rows import Row

DEADLINE_S = 300


def measure(bench: Bench) -> list[Row]:
    """Returns the seconds from the command until the last document is found; the whole set in a quick run too."""
    last = bench.answers[-1]
    body = {"query": last.question, "filters": {"document_ids": [last.document_id]}, "ranker": "bm25"}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with running(home, BEDSIDE_DENSE="never") as server, server.client() as client:
            wanted = status(client)["evidence"] + len(bench.answers)
            start = time.perf_counter()
            command: list[str | Path] = [BEDSIDE, "library", "load", bench.medquad, "--dense", "never"]
            loading = subprocess.Popen(command, env=environment(home), cwd=ROOT, stdout=subprocess.DEVNULL)
            held = status(client)
            while held["evidence"] < wanted or held["changes_behind"]:
                if time.perf_counter() - start > DEADLINE_S or loading.poll() not in (None, 0):
                    break
                time.sleep(0.1)
                held = status(client)
            found = client.post("/retrieve", json=body).raise_for_status().json()["passages"]
            seconds = time.perf_counter() - start
            loading.wait()
    met = seconds <= 15 and bool(found)
    shown = f"{seconds:.1f} s" if found else f"not found after {seconds:.1f} s"
    return [Row("a full load is answerable by words", "<= 15 s", shown, met, len(bench.answers))]
