"""Asks questions at a steady rate in the background, whether or not the answers keep up."""

import itertools
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from benchmarks.ask.server import Server

_AT_ONCE = 16


@contextmanager
def questions_at(server: Server, texts: Sequence[str], a_second: float) -> Iterator[list[float]]:
    """Yields a growing list of waits in ms, each from when its question was due, so that a jam counts in full."""
    waits: list[float] = []
    stop = threading.Event()
    client = server.client()

    def ask(text: str, due: float) -> None:
        client.post("/retrieve", json={"query": text}).raise_for_status()
        waits.append((time.perf_counter() - due) * 1000)

    def run() -> None:
        begin = time.perf_counter()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for i, text in enumerate(itertools.cycle(texts)):
                due = begin + i / a_second
                if stop.wait(max(0.0, due - time.perf_counter())):
                    return
                pool.submit(ask, text, due)

    asker = threading.Thread(target=run)
    asker.start()
    try:
        yield waits
    finally:
        stop.set()
        asker.join()
        client.close()
