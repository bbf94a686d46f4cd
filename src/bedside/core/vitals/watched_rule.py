"""One rule at work for one patient: from what holds now, whether its episode opens, rises or closes.

Nothing here knows of streams or batches: it is told what holds at one moment after the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bedside.core.vitals.episode import Episode, Fact
from bedside.core.vitals.persistence import Now, Run
from bedside.core.vitals.rules import DOUBT_MS, RELAPSE_MS, Rule

NONE = -1


Facts = Mapping[tuple[int, int], Fact]
"""What holds for a patient, by condition and signal."""


@dataclass(slots=True)
class WatchedRule:
    """A rule for a patient: a run for each level, the level that was reached, and the episode while it is open."""

    rule: Rule
    runs: list[Run | None] = field(default_factory=list)
    level: int = NONE
    episode: Episode | None = None

    def __post_init__(self) -> None:
        self.runs = self.runs or [None] * len(self.rule.levels)

    @property
    def is_waiting(self) -> bool:
        """Returns whether time alone may open, raise or close it."""
        lowest, highest = self.runs[0], self.runs[-1]
        closing = self.level != NONE and lowest is not None and not lowest.holds
        relapsing = highest is not None and highest.is_again and highest.holds
        return closing or relapsing or any(run is not None for run in self.runs[self.level + 1 :])

    @property
    def is_idle(self) -> bool:
        """Returns whether there is nothing to remember of it."""
        return self.level == NONE and not any(self.runs)

    def look_again_ms(self) -> int | None:
        """Returns from when on another reading decides, None where no reading is waited for."""
        waited = []
        lowest = self.runs[0]
        if self.level != NONE and lowest is not None and not lowest.holds and self.rule.closes.latest_ms:
            waited.append(lowest.ceased_ms + self.rule.closes.for_ms)
        for level, run in zip(self.rule.levels[self.level + 1 :], self.runs[self.level + 1 :], strict=True):
            if level.after.latest_ms and run is not None and run.holds:
                waited.append(run.began_ms + level.after.for_ms)
        return min(waited, default=None)

    def follow(self, facts: Facts, now: Now, *, hidden: bool, doubted: bool = False) -> tuple[bool, int]:
        """Takes in what holds now; returns whether the open episode is over, and which level is reached (else NONE).

        Where it is over and a level is reached, that is of a new one that begins at once. What is hidden neither opens
        nor rises, and its delays begin anew; what is doubted must have held for `DOUBT_MS`.
        """
        over = self._is_over(facts, now, hidden=hidden)
        if over:
            self.level, self.runs = NONE, [None] * len(self.runs)
        event = ""
        for place in reversed(range(len(self.runs))):
            fact = facts.get((self.rule.levels[place].condition, self.rule.signal))
            event = fact.first if fact else event
            self.runs[place] = self._followed(place, now, event)
        if not hidden:
            return over, self._reached(now, DOUBT_MS if doubted else 0)
        for run in self.runs[self.level + 1 :]:
            if run is not None:
                run.begin_anew(now)
        return over, NONE

    def _is_over(self, facts: Facts, now: Now, *, hidden: bool) -> bool:
        """Returns whether the open episode closes, or its highest level is a new one."""
        lowest = self.runs[0]
        if self.level == NONE or lowest is None:
            return False
        if not lowest.holds:
            if not self._holds(facts, 0):
                return now.is_over(self.rule.closes, lowest.gap(now))
            # It holds again, so this reading has not seen it gone.
            closes_ms = max(self.rule.closes.for_ms, self.rule.closes.latest_ms)
            is_sooner = (self.rule.rearm_ms or 0) < closes_ms and self._is_anew(facts, now, hidden=hidden)
            return lowest.gap(now) >= closes_ms or is_sooner
        return self._is_anew(facts, now, hidden=hidden)

    def _is_anew(self, facts: Facts, now: Now, *, hidden: bool) -> bool:
        """Returns whether the highest level holds again after it did not for so long that people are told again."""
        top, rearm_ms, highest = len(self.runs) - 1, self.rule.rearm_ms, self.runs[-1]
        if hidden or highest is None or self.level < top or not self._holds(facts, top):
            return False
        if highest.holds:
            return highest.is_again and now.passed_ms - highest.passed_ms >= self.rule.brief_ms
        return rearm_ms is not None and highest.gap(now) >= rearm_ms

    def _holds(self, facts: Facts, place: int) -> bool:
        return any((level.condition, self.rule.signal) in facts for level in self.rule.levels[place:])

    def _followed(self, place: int, now: Now, event: str) -> Run | None:
        run = self.runs[place]
        if event:
            if run is None:
                return Run.begin(now, event)
            if not run.holds and place > self.level and run.gap(now) >= self.rule.lapse_ms:
                return Run.begin(now, event)
            if self._was_brief(place, run, now):
                return Run.begin(now, event, is_again=True)
            run.go_on()
            return run
        if run is None:
            return None
        run.cease(now)
        return None if place > self.level and run.gap(now) >= self.rule.lapse_ms else run

    def _was_brief(self, place: int, run: Run, now: Now) -> bool:
        """Returns whether the highest level, of which people were told, was over at once, and that is a while ago.

        That goes by the time that passed alone: an hour that a clock jumps is no while.
        """
        if run.holds or not place == self.level == len(self.runs) - 1 or run.lasted_ms >= self.rule.brief_ms:
            return False
        return now.passed_ms - run.ceased_passed_ms >= (self.rule.lapse_ms if run.is_again else RELAPSE_MS)

    def _reached(self, now: Now, least_ms: int) -> int:
        for place in reversed(range(self.level + 1, len(self.runs))):
            run = self.runs[place]
            if run is None or not run.holds:
                continue
            age_ms = run.age(now)
            if age_ms >= least_ms and now.is_over(self.rule.levels[place].after, age_ms):
                return place
        return NONE

    def as_list(self) -> list[Any]:
        """Returns what it remembers, but for the episode, as plain values."""
        return [self.level, [run.as_list() if run else None for run in self.runs]]

    @classmethod
    def of(cls, rule: Rule, kept: Sequence[Any], episode: Episode | None) -> "WatchedRule":
        """Returns it as it was."""
        return cls(rule, [Run(*run) if run else None for run in kept[1]], kept[0], episode)
