"""How much work something is, where a clock on the wall would measure the machine."""

import time
from collections.abc import Callable


def cpu_s(work: Callable[[], object], rounds: int = 3) -> float:
    """Returns the seconds of processor that the calling thread needs for it, the best of some rounds.

    Neither a busy machine counts nor what other threads of the process do meanwhile.
    """
    spent: list[float] = []
    for _ in range(rounds):
        began = time.thread_time()
        work()
        spent.append(time.thread_time() - began)
    return min(spent)
