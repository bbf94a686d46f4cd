"""How background work gives way to questions: by low priority, and by keeping the collector off what it builds.

A walk of Python's collector of cycles holds every thread up, for a third of a second over the objects of a library that
is being indexed; what an index holds has no cycles and is freed without it.
"""

import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LOW, LOWEST = 10, 19


def lower_priority(nice: int = LOW) -> None:
    """Makes the calling thread yield to the questions, and the threads it starts from then on; never less than before.

    Linux gives each thread its own priority; others have none. What was given away only root could take back.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, max(nice, os.getpriority(os.PRIO_PROCESS, thread)))


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps the collector off while much is built that stays, and has it never walk that again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
