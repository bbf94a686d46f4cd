"""Runs what may take too long, or fail, beside something that must not wait for it."""

import queue
import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import TypeVar

from bedside.errors import BedsideError

Result = TypeVar("Result")
_AT_ONCE = threading.BoundedSemaphore(4)
"""What hangs holds its thread until it gives up: beyond these nothing more is begun."""


def in_time(work: Callable[[], Result], seconds: float, failed: Callable[[Exception], None]) -> Result | None:
    """Returns what ``work`` returns, or None where it takes longer than ``seconds`` or fails.

    Work that is late goes on to its end on its own thread, and what it returns is dropped; where four are late already,
    none is begun. An error that is not one of ours goes to ``failed``: what this stands beside must not end by it.
    """
    if not _AT_ONCE.acquire(blocking=False):
        return None
    done: queue.SimpleQueue[Result | None] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except BedsideError:
            done.put(None)
        except Exception as error:  # noqa: BLE001 - an urgent answer ends by none
            failed(error)  # before the wait ends, so that whoever waited knows that it was told
            done.put(None)
        finally:
            _AT_ONCE.release()

    threading.Thread(target=copy_context().run, args=(run,), name="in-time", daemon=True).start()
    try:
        return done.get(timeout=seconds)
    except queue.Empty:
        return None
