"""Lets a simulated ward, or a load, pass in time: waits until a batch is due, then sends it.

No clock and no network of its own: time and sending are given. What falls behind is sent at once and told, never left
out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

Sent = TypeVar("Sent")

_WAIT_S = 0.5
"""The longest wait before asking again whether to stop."""


@dataclass(slots=True)
class Passed:
    """What was sent: batches, how long it took, and how late the latest batch was. Kept up to date while it runs."""

    batches: int = 0
    took_s: float = 0.0
    behind_s: float = 0.0


def run_ward(
    batches: Iterable[tuple[float, Sent]],
    send: Callable[[Sent], object],
    clock: Callable[[], float],
    sleep: Callable[[float], object],
    *,
    stop: Callable[[], bool] = lambda: False,
    passed: Passed | None = None,
) -> Passed:
    """Sends each batch when it is due by the clock, in order, until there is no more or ``stop`` says so.

    ``clock`` tells seconds and never goes back. What ``send`` raises ends the run. ``passed`` is counted up as it goes.
    """
    passed = passed or Passed()
    began_s = clock()
    for due_s, batch in batches:
        while (left_s := began_s + due_s - clock()) > 0 and not stop():
            sleep(min(left_s, _WAIT_S))
        if stop():
            break
        passed.behind_s = max(passed.behind_s, -left_s)
        send(batch)
        passed.batches += 1
        passed.took_s = clock() - began_s
    return passed
