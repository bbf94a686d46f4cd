"""When the log is told the time: every second, and soon after readings that nothing follows.

What was observed at one moment is judged when anything arrives later (`core.vitals.episodes`). Where many monitors send
that is at once; where one sends alone it would be the next second's tick.
"""

import math
import time
from collections.abc import Callable

EVERY_S = 1.0
RESTS_S = 0.1


class Ticks:
    """Says when a tick is due. ``came`` may be called from any thread, ``is_due`` from one. ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._came_s = self._ticked_s = -math.inf

    def came(self) -> None:
        """Notes that readings were taken just now."""
        self._came_s = self._clock()

    def is_due(self) -> bool:
        """Returns whether the log is to be told the time now, and takes it that it is."""
        now_s = self._clock()
        has_come = self._came_s >= self._ticked_s and self._came_s > -math.inf
        if now_s - self._ticked_s < EVERY_S and not (has_come and now_s - self._came_s >= RESTS_S):
            return False
        self._ticked_s = now_s
        return True
