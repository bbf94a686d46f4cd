"""The time of ``/retrieve`` over HTTP, one question at a time, embedding included; each question is asked once.

The time beyond the embedding is what is left when the model's own time for the understood question, measured here
right after with the same model, is taken off.
"""

import time

from bedside.adapters.embedder.minilm import MiniLmEmbedder
from bedside.core.learning.metrics import percentile
from benchmarks.ask.bench import FIGURES, Bench
from benchmarks.ask.server import Server
from benchmarks.rows import Row, informs

QUESTIONS, WARM_UP = 600, 50


def measure(bench: Bench, server: Server) -> list[Row]:
    """Returns p50 and p99, whole and beyond the embedding."""
    asked = bench.questions(QUESTIONS + WARM_UP, seed=3)
    embedder = MiniLmEmbedder(FIGURES / "cache")
    with server.client() as client:
        for text in asked[:WARM_UP]:
            client.post("/retrieve", json={"query": text}).raise_for_status()
        embedder.embed_questions(asked[:WARM_UP])
        whole, beyond = [], []
        for text in asked[WARM_UP:]:
            start = time.perf_counter()
            client.post("/retrieve", json={"query": text}).raise_for_status().json()
            whole.append((time.perf_counter() - start) * 1000)
            understood = client.post("/preprocess", json={"kind": "query", "text": text}).raise_for_status().json()
            start = time.perf_counter()
            embedder.embed_questions([understood["condensed"] or text])
            beyond.append(whole[-1] - (time.perf_counter() - start) * 1000)
    p50, p99 = percentile(whole, 50), percentile(whole, 99)
    rest = percentile(beyond, 50), percentile(beyond, 99)
    name = "/retrieve over HTTP, one at a time"
    return [
        Row(f"{name}, p50", "<= 10 ms", f"{p50.value:.1f} ms", p50.value <= 10, p50.n),
        Row(f"{name}, p99", "<= 25 ms", f"{p99.value:.1f} ms", p99.value <= 25, p99.n),
        informs(f"{name}, beyond the embedding", f"p50 {rest[0].value:.1f} ms, p99 {rest[1].value:.1f} ms", p50.n),
    ]
