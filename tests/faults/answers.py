"""Which answers of a provider were really lost: so often, and no more, may one that cannot be asked be sent to again.

An answer is lost where the provider takes a message and hangs up, or where the notifier is killed after the provider
took a message and before it wrote that down. Each reference loses at most one answer at each kill.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from providers.http_provider import HANG_UP, WELL, Provider

LOST = 0.2
WRITTEN_DOWN = ("sent", "delivered")


@dataclass
class Answers:
    """Lets a provider hang up on a fifth of what it takes, and counts by reference whose answers were lost, and how."""

    provider: Provider
    reference_of: Callable[[dict[str, Any]], str]
    chance: random.Random
    planned: list[str] = field(default_factory=list)
    by_kill: Counter[str] = field(default_factory=Counter)
    _before: int = 0

    def __post_init__(self) -> None:
        """Makes the provider's plan."""
        self.provider.plan = self._plan

    def _plan(self) -> str:
        # The provider asks under its lock, once for each message that it takes.
        self.planned.append(HANG_UP if self.chance.random() < LOST else WELL)
        return self.planned[-1]

    def taken(self) -> list[tuple[str, str]]:
        """Returns the reference of each message that the provider took, and what it did then."""
        return list(zip(self.provider.references(self.reference_of), self.planned, strict=True))

    def killed(self, states: Callable[[], dict[str, str]]) -> int:
        """Counts what a kill lost, the killed one being gone and no other there; returns how many answers those were.

        ``states`` returns the state of each notice by its reference, as it is written down.
        """
        self.provider.wait_until_left()
        of_this_life = self.taken()[self._before :]
        self._before += len(of_this_life)
        written = states()
        lost = {one for one, did in of_this_life if did == WELL and written.get(one) not in WRITTEN_DOWN}
        self.by_kill.update(lost)
        return len(lost)

    def lost(self) -> Counter[str]:
        """Returns how many answers each reference lost."""
        return Counter(one for one, did in self.taken() if did == HANG_UP) + self.by_kill

    def too_often(self) -> dict[str, tuple[int, int]]:
        """Returns how often what was sent more than once for each answer lost was, and how many answers it lost."""
        lost, times = self.lost(), Counter(one for one, _ in self.taken())
        return {one: (count, lost[one]) for one, count in times.items() if count > 1 + lost[one]}
