"""Runs what may take too long, or fail, beside something that must not wait for it."""

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

from bedside.errors import BedsideError

Result = TypeVar("Result")


def in_time(work: Callable[[], Result], seconds: float) -> Result | None:
    """Returns what ``work`` returns, or None where it takes longer than ``seconds`` or raises one of our errors.

    Work that is late goes on to its end on its own thread, and what it returns is dropped.
    """
    done: queue.SimpleQueue[Result | None] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except BedsideError:
            done.put(None)

    threading.Thread(target=run, name="in-time", daemon=True).start()
    try:
        return done.get(timeout=seconds)
    except queue.Empty:
        return None
