"""How long a condition has held, what counts as an interruption, and when that is long enough.

Two clocks are kept. Readings have the time at which they were observed. Ticks have the time that has passed while the
pipeline ran: it advances with ticks and arrivals, but by `LONGEST_STEP_MS` at most from one tick to the next, so that
no delay is over merely because nothing was taken in for an hour. Between two readings the longer of both counts; at a
tick only the time that passed does, since nobody knows the clock of the device then.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from bedside.core.vitals.rules import Hold

LONGEST_STEP_MS = 10_000
"""By how much time may pass from one tick to the next; ticks come every second."""


class Now(NamedTuple):
    """A moment in the stream: the time it is called by, the time that has passed, and whether nothing was read."""

    at_ms: int
    passed_ms: int
    is_tick: bool

    def since(self, began_ms: int, passed_ms: int) -> int:
        """Returns how long ago a moment was."""
        passed = self.passed_ms - passed_ms
        return passed if self.is_tick else max(passed, self.at_ms - began_ms)

    def is_over(self, hold: Hold, since_ms: int) -> bool:
        """Returns whether what began that long ago has lasted; a reading sees again, a tick does not."""
        if not hold.latest_ms:
            return since_ms >= hold.for_ms
        return since_ms >= (hold.latest_ms if self.is_tick else hold.for_ms)


@dataclass(slots=True)
class Run:
    """A stretch in which a level held: when it began, by which reading, and since when it is interrupted."""

    began_ms: int
    passed_ms: int
    first: str
    ceased_ms: int = 0
    ceased_passed_ms: int = -1
    is_again: bool = False
    """Whether people were told of an earlier stretch, which was over at once."""

    @property
    def holds(self) -> bool:
        """Returns whether it holds just now."""
        return self.ceased_passed_ms < 0

    @property
    def lasted_ms(self) -> int:
        """Returns for how long it had held when it ceased."""
        return max(self.ceased_passed_ms - self.passed_ms, self.ceased_ms - self.began_ms)

    @classmethod
    def begin(cls, now: Now, first: str, *, is_again: bool = False) -> "Run":
        """Returns a run that begins now."""
        return cls(now.at_ms, now.passed_ms, first, is_again=is_again)

    def cease(self, now: Now) -> None:
        """Notes since when it is interrupted."""
        if self.holds:
            self.ceased_ms, self.ceased_passed_ms = now.at_ms, now.passed_ms

    def go_on(self) -> None:
        """Forgets the interruption."""
        self.ceased_passed_ms = -1

    def begin_anew(self, now: Now) -> None:
        """Lets its delay begin now, by the same reading."""
        self.began_ms, self.passed_ms = now.at_ms, now.passed_ms

    def age(self, now: Now) -> int:
        """Returns for how long it has held."""
        return now.since(self.began_ms, self.passed_ms)

    def gap(self, now: Now) -> int:
        """Returns for how long it is interrupted."""
        return now.since(self.ceased_ms, self.ceased_passed_ms)

    def as_list(self) -> list[Any]:
        """Returns it as plain values."""
        return [self.began_ms, self.passed_ms, self.first, self.ceased_ms, self.ceased_passed_ms, self.is_again]
