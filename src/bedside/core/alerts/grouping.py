"""Several episodes of one patient within a window are one notice; a higher priority goes out by itself.

Whoever comes for the first sees the others on the board. What is still open and unseen when the window ends takes the
next turn, one notice a window, so that nothing stays untold. A turn waits for those of its own and of higher priority.
An episode that ends before anybody was told of it gives its turn up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bedside.core.alerts.alert import rank

WINDOWS_MS: Mapping[str, int] = {"high": 2 * 60_000, "medium": 10 * 60_000, "low": 30 * 60_000}
"""How long one notice of a patient speaks for others of the same or lower priority."""


@dataclass(frozen=True, slots=True)
class Turn:
    """When an alert of a patient is told; until a window later it speaks for others."""

    alert_id: str
    priority: str
    due_ms: int


def due_ms(turns: Sequence[Turn], priority: str, at_ms: int) -> int:
    """Returns when an episode that opens at ``at_ms`` is told, behind the turns that its patient has taken.

    >>> turns = [Turn("a", "medium", 0)]
    >>> due_ms(turns, "medium", 10), due_ms(turns, "high", 10), due_ms(turns, "low", 700_000)
    (600000, 10, 700000)
    """
    before = [one.due_ms + WINDOWS_MS[one.priority] for one in turns if rank(one.priority) >= rank(priority)]
    return max([at_ms, *before])


def still_counting(turns: Sequence[Turn], at_ms: int) -> list[Turn]:
    """Returns the turns whose window is not over."""
    return [one for one in turns if one.due_ms + WINDOWS_MS[one.priority] > at_ms]


def next_behind(turns: Sequence[Turn], given_up: Turn, at_ms: int) -> Turn | None:
    """Returns the turn that may come forward where one was given up: the most urgent, longest waiting one behind it."""
    waiting = [one for one in turns if one.due_ms > at_ms and rank(one.priority) <= rank(given_up.priority)]
    if any(one.due_ms <= at_ms and rank(one.priority) >= rank(given_up.priority) for one in turns):
        return None  # another of the same window was told
    return min(waiting, key=lambda one: (-rank(one.priority), one.due_ms), default=None)
