"""A full MedQuAD load into an empty home of a running service, until every document can be found by its words."""

import tempfile
import time
from pathlib import Path

from benchmarks.ask.bench import Bench
from benchmarks.ask.server import behind, load, running
from benchmarks.rows import Row


def measure(bench: Bench) -> list[Row]:
    """Returns the seconds from the command to the last document found; the whole set in a quick run too."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with running(home, BEDSIDE_DENSE="never") as server, server.client() as client:
            start = time.perf_counter()
            load(home, bench.medquad, "--dense", "never")
            while behind(client):
                time.sleep(0.05)
            last = bench.answers[-1].document_id
            body = {"query": bench.answers[-1].question, "filters": {"document_ids": [last]}, "ranker": "bm25"}
            found = client.post("/retrieve", json=body).raise_for_status().json()["passages"]
            seconds = time.perf_counter() - start
    met = seconds <= 15 and bool(found)
    return [Row("a full load is answerable by words", "<= 15 s", f"{seconds:.1f} s", met, len(bench.answers))]
