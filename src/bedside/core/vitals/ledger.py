"""What holds of each patient, and the rules at work on it: here episodes open, rise and close.

It is told what begins and what ceases to hold, and asked to look at rules at a moment; when to look is the business of
`episodes`. Only patients of whom something holds, or did of late, are in it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bedside.core.alerts.worsening import amount_of, furthest, is_worse
from bedside.core.vitals.conditions import SENSOR_SILENT
from bedside.core.vitals.episode import About, Cause, Episode, Fact, episode_id
from bedside.core.vitals.persistence import Now
from bedside.core.vitals.rules import MINUTE, PRIORITIES, SENSOR_LOST, Rule, rules_by_condition
from bedside.core.vitals.watched_rule import NONE, WatchedRule

GROUP_MS = 15 * MINUTE
"""Up to how long after the last episode of a group closed another of the same patient still belongs to it."""

Key = tuple[int, int]
"""A patient's row and the place of a rule."""


@dataclass(slots=True)
class Group:
    """Episodes that came upon one patient together: the id of the first, and how many are open."""

    group_id: str
    open: int
    closed_passed_ms: int


class Ledger:
    """The rules at work on the patients of a shard. ``names`` has the patients' ids by row."""

    def __init__(
        self,
        rules: Sequence[Rule],
        reason: Callable[[Cause], str],
        is_quiet: Callable[[int, int, Now], bool],
        about: Callable[[Cause], About] = lambda _: (),
    ) -> None:
        """``is_quiet`` says whether the silence of a patient's signal may be that of its gateway."""
        self.rules = rules
        self.names: Sequence[str] = ()
        self.facts: dict[int, dict[tuple[int, int], Fact]] = {}
        self.watched: dict[Key, WatchedRule] = {}
        self.waiting: dict[Key, None] = {}
        self.groups: dict[tuple[int, str], Group] = {}
        self.told: list[Episode] = []
        self._reason = reason
        self._about = about
        self._is_quiet = is_quiet
        self._by_condition = rules_by_condition(rules)
        self._place = {rule.name: place for place, rule in enumerate(rules)}
        self._sees_again = tuple(place for place, rule in enumerate(rules) if rule.closes.latest_ms)

    def note(self, patient: int, condition: int, signal: int, fact: Fact | None) -> tuple[int, ...]:
        """Notes that a condition holds, or with None that it does not; returns the rules that this touches."""
        facts = self.facts.setdefault(patient, {})
        if fact is None:
            facts.pop((condition, signal), None)
        else:
            facts.setdefault((condition, signal), fact)
        if not facts:
            del self.facts[patient]
        return self._by_condition.get((condition, signal), ())

    def look_at(self, patient: int, place: int, now: Now) -> None:
        """Looks at one rule of a patient: opens, raises or closes its episode."""
        key, rule = (patient, place), self.rules[place]
        watched, facts = self.watched.get(key), self.facts.get(patient, {})
        if watched is None:
            if not any((level.condition, rule.signal) in facts for level in rule.levels):
                return
            watched = self.watched[key] = WatchedRule(rule)
        doubted = any((condition, rule.signal) in facts for condition in rule.doubted_by)
        over, level = watched.follow(facts, now, hidden=self._is_hidden(patient, place, now), doubted=doubted)
        if over:
            self._close(patient, watched, now)
        if level != NONE:
            self._open_or_raise(patient, watched, level, now)
        if watched.is_waiting:
            self.waiting[key] = None
        else:
            self.waiting.pop(key, None)
        if watched.is_idle:
            del self.watched[key]

    def worsen(self, patient: int, place: int, now: Now) -> bool:
        """Tells an open episode again that is worse by a step; returns False where its sensor cannot be trusted now."""
        watched, rule = self.watched[patient, place], self.rules[place]
        episode, facts = watched.episode, self.facts.get(patient, {})
        if episode is None or not any((level.condition, rule.signal) in facts for level in rule.levels):
            return True
        if self._is_hidden(patient, place, now):
            return False
        cause = self._cause(patient, watched, len(rule.levels) - 1, now)
        cause = replace(cause, was=amount_of(rule.name, episode.about))
        about = self._about(cause)
        if is_worse(rule.name, episode.about, about):
            watched.episode = replace(episode, reason=self._reason(cause), about=about, worsened=episode.worsened + 1)
            self.told.append(watched.episode)
        return True

    def due(self, patient: int) -> dict[int, int]:
        """Returns the rules that wait for another reading of the patient, each with the time from which on it counts.

        It must have been observed then or later.
        """
        found = ((place, self.watched.get((patient, place))) for place in self._sees_again)
        times = ((place, watched.look_again_ms()) for place, watched in found if watched is not None)
        return {place: at_ms for place, at_ms in times if at_ms is not None}

    def leave(self, patient: int, now: Now) -> None:
        """Closes all episodes of a patient, and forgets the patient."""
        for key in [key for key in self.watched if key[0] == patient]:
            watched = self.watched.pop(key)
            self.waiting.pop(key, None)
            if watched.episode is not None:
                self._close(patient, watched, now)
        for kind in ("clinical", "technical"):
            self.groups.pop((patient, kind), None)
        self.facts.pop(patient, None)

    def open_episodes(self) -> Iterable[Episode]:
        """Returns the patients' episodes that are open."""
        return (watched.episode for watched in self.watched.values() if watched.episode is not None)

    def _is_hidden(self, patient: int, place: int, now: Now) -> bool:
        rule, facts = self.rules[place], self.facts.get(patient, {})
        if any((condition, rule.signal) in facts for condition in rule.hidden_by):
            return True
        beside = (self.watched.get((patient, self._place[name])) for name in rule.hidden_while_open)
        if any(watched is not None and watched.episode is not None for watched in beside):
            return True
        is_silence = rule.levels[0].condition == SENSOR_SILENT and (SENSOR_LOST, rule.signal) not in facts
        return is_silence and self._is_quiet(patient, rule.signal, now)

    def _open_or_raise(self, patient: int, watched: WatchedRule, level: int, now: Now) -> None:
        rule, episode = watched.rule, watched.episode
        priority = rule.levels[level].priority
        watched.level = level
        if episode is None:
            watched.episode = self._opened(patient, watched, level, now)
        elif PRIORITIES.index(priority) > PRIORITIES.index(episode.priority):
            cause = self._cause(patient, watched, level, now)
            about = furthest(rule.name, episode.about, self._about(cause))
            watched.episode = replace(episode, priority=priority, reason=self._reason(cause), about=about)
        else:
            return
        self.told.append(watched.episode)

    def _opened(self, patient: int, watched: WatchedRule, level: int, now: Now) -> Episode:
        run, cause = watched.runs[0], self._cause(patient, watched, level, now)
        assert run is not None
        name, rule = self.names[patient], watched.rule
        id_ = episode_id(name, rule.name, run.first)
        return Episode(
            episode_id=id_,
            patient_id=name,
            source=None,
            rule=rule.name,
            priority=rule.levels[level].priority,
            opened_ms=now.at_ms,
            closed_ms=None,
            reason=self._reason(cause),
            first_event_id=run.first,
            began_ms=min(cause.began_ms, now.at_ms),
            group_id=self._joined(patient, rule, id_, now),
            about=self._about(cause),
        )

    def _cause(self, patient: int, watched: WatchedRule, level: int, now: Now) -> Cause:
        """Returns what it opens or rises for: the highest of its conditions that holds, and since when any does."""
        rule, facts = watched.rule, self.facts[patient]
        holding = [one.condition for one in rule.levels if (one.condition, rule.signal) in facts]
        condition = rule.levels[level].condition if rule.levels[level].condition in holding else holding[-1]
        run = watched.runs[0]
        assert run is not None
        began_ms = min(run.began_ms, *(facts[one, rule.signal].at_ms for one in holding))
        return Cause(patient, "", rule, condition, facts[condition, rule.signal], began_ms, now.at_ms)

    def _close(self, patient: int, watched: WatchedRule, now: Now) -> None:
        assert watched.episode is not None
        self.told.append(replace(watched.episode, closed_ms=max(now.at_ms, watched.episode.opened_ms)))
        watched.episode = None
        group = self.groups[patient, watched.rule.kind]
        group.open -= 1
        group.closed_passed_ms = now.passed_ms

    def _joined(self, patient: int, rule: Rule, id_: str, now: Now) -> str:
        """Returns the id of the group that an episode joins, its own where it is the first."""
        group = self.groups.get((patient, rule.kind))
        if group is None or (not group.open and now.passed_ms - group.closed_passed_ms > GROUP_MS):
            group = self.groups[patient, rule.kind] = Group(id_, 0, now.passed_ms)
        group.open += 1
        return group.group_id
