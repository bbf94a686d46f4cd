"""Sixteen people asking ``/chat`` every two seconds: how long until the first words stand on the page."""

import random
import threading
import time

import httpx2

from bedside.core.learning.metrics import percentile
from benchmarks.ask.bench import Bench
from benchmarks.ask.server import Server
from benchmarks.rows import Row

PEOPLE, EVERY_S, LASTS_S, QUICK_LASTS_S = 16, 2.0, 60, 16


def measure(bench: Bench, server: Server) -> list[Row]:
    """Returns p50 and p99 of the time to the first token, counted from when the question was due."""
    rounds = int((QUICK_LASTS_S if bench.quick else LASTS_S) / EVERY_S)
    asked = bench.questions(PEOPLE * (rounds + 1), seed=4)
    waits: list[float] = []
    failed: list[str] = []
    # One client for all: making one takes tens of milliseconds of this process, which the waits would hold.
    with server.client() as client:
        for text in asked[:PEOPLE]:
            client.post("/chat", json={"message": text}).raise_for_status()
        begin, offset = time.perf_counter() + 0.5, random.Random(4)
        people = [
            threading.Thread(
                target=_person,
                args=(client, asked[PEOPLE + i :: PEOPLE][:rounds], begin + offset.uniform(0, EVERY_S), waits, failed),
            )
            for i in range(PEOPLE)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
    p50, p99 = percentile(waits, 50), percentile(waits, 99)
    name = f"/chat, {PEOPLE} people asking every {EVERY_S:.0f} s, first words p99"
    shown = f"{p99.value:.0f} ms (p50 {p50.value:.0f}, largest {p99.largest:.0f}, failed {len(failed)})"
    return [Row(name, "<= 150 ms", shown, p99.value <= 150 and not failed, p99.n, {"failed": failed[:10]})]


def _person(client: httpx2.Client, questions: list[str], begin: float, waits: list[float], failed: list[str]) -> None:
    for turn, text in enumerate(questions):
        due = begin + turn * EVERY_S
        time.sleep(max(0.0, due - time.perf_counter()))
        with client.stream("POST", "/chat", json={"message": text, "stream": True}) as response:
            first = None
            for line in response.iter_lines():
                if first is None and line.strip() == "event: token":
                    first = time.perf_counter() - due
        if first is None:
            failed.append(f"status {response.status_code}")
        else:
            waits.append(first * 1000)
