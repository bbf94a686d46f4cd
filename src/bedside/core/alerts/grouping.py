"""Several episodes of one patient within a window are one notice; a higher priority goes out by itself.

Whoever comes for the first sees the others on the board. What is still open and unseen when the window ends takes the
next turn, one notice a window, so that nothing stays untold. A turn waits for those of its own and of higher priority.
"""

from collections.abc import Mapping

from bedside.core.alerts.alert import rank

WINDOWS_MS: Mapping[str, int] = {"high": 2 * 60_000, "medium": 10 * 60_000, "low": 30 * 60_000}
"""How long one notice of a patient speaks for others of the same or lower priority."""


def due_ms(busy_until: Mapping[str, int], priority: str, at_ms: int) -> int:
    """Returns when an episode that opens at ``at_ms`` is told; ``busy_until`` has the end of each priority's window.

    >>> due_ms({"medium": 600}, "medium", 10), due_ms({"medium": 600}, "high", 10), due_ms({"medium": 600}, "low", 700)
    (600, 10, 700)
    """
    return max([at_ms, *(until for other, until in busy_until.items() if rank(other) >= rank(priority))])


def taken(busy_until: Mapping[str, int], priority: str, due: int) -> dict[str, int]:
    """Returns the windows once an episode has taken its turn at ``due``."""
    return {**busy_until, priority: max(busy_until.get(priority, 0), due + WINDOWS_MS[priority])}
