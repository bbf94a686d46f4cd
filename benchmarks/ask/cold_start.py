"""From starting the process to ``/readyz`` 200 with the library loaded, and what it holds in memory once it answers."""

from statistics import median

from benchmarks.ask.bench import Bench
from benchmarks.ask.server import running, scratch
from benchmarks.rows import Row

STARTS, QUESTIONS = 3, 50


def measure(bench: Bench) -> list[Row]:
    """Returns the median time to ready and the largest resident memory of three starts."""
    ready, memory = [], []
    with scratch(bench.home) as home:
        for start in range(STARTS):
            with running(home) as server, server.client() as client:
                ready.append(server.ready_s)
                for text in bench.questions(QUESTIONS, seed=start):
                    client.post("/chat", json={"message": text}).raise_for_status()
                memory.append(server.memory_mb())
    return [
        Row("cold start to ready", "< 10 s", f"{median(ready):.1f} s", median(ready) < 10, STARTS),
        Row(f"memory after {QUESTIONS} questions", "< 700 MB", f"{max(memory):.0f} MB", max(memory) < 700, STARTS),
    ]
