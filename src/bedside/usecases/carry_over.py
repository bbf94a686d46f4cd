"""Carries open episodes from an id to the id it was merged into, so that one deterioration is told once, under one id.

The scorer knows a patient by an id: what is open under the one that is given up ends there, and begins anew under the
other with its first readings. To people that is one episode. So the end is held back; where the same rule opens under
the new id it goes on as the episode that was, with its notices and who has acknowledged it, and is told again only
where it is more urgent or worse than what was told. What does not open again in the time that its rule takes, and five
minutes, is over.

Where the scorer's snapshot is lost the log is read again with the merge known from its beginning, and the same episodes
come under other ids. What people were told of and is still open is then carried in the same way.

Not carried is what is of a sensor, since the new id has sensors of its own, and what the new id has open already.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, cast

from bedside.core.alerts.alert import Alert
from bedside.core.vitals.episode import Episode
from bedside.core.vitals.rules import MINUTE, RULES, Priority

_CLINICAL = {rule.name: rule for rule in RULES if rule.kind == "clinical"}
_SPARE_MS = 5 * MINUTE


class CarryOver:
    """What waits to open again, by patient and rule, and as which episodes those that did are known."""

    def __init__(self, plain: Mapping[str, Any] | None = None) -> None:
        """``plain`` is what `plain` returned."""
        given = plain or {"waiting": [], "known_as": {}}
        self._waiting = {(one["patient_id"], one["rule"]): (_episode(one), until) for one, until in given["waiting"]}
        self._known_as = {episode_id: _episode(one) for episode_id, one in given["known_as"].items()}

    def plain(self) -> dict[str, Any]:
        """Returns all of it as JSON has it, for a snapshot."""
        return {
            "waiting": [(asdict(one), until_ms) for one, until_ms in self._waiting.values()],
            "known_as": {episode_id: asdict(one) for episode_id, one in self._known_as.items()},
        }

    def known(self, told: Sequence[Episode]) -> list[Episode]:
        """Returns what the scorer tells as people know it."""
        return [self._known(one) for one in told]

    def merge(
        self, patient_id: str, into: str, ended: Sequence[Episode], open_rules: Collection[str], at_ms: int
    ) -> list[Episode]:
        """Holds back what ended with the merge; returns what is over all the same.

        ``open_rules`` are those of which the patient that remains has an episode already.
        """
        over = []
        waited = [self._waiting.pop(key)[0] for key in list(self._waiting) if key[0] == patient_id]
        for one in [*ended, *waited]:
            if one.rule in _CLINICAL and one.rule not in open_rules and (into, one.rule) not in self._waiting:
                held = replace(one, patient_id=into, closed_ms=None)
                self._waiting[into, one.rule] = held, at_ms + _opens_within(one.rule)
            else:
                over.append(replace(one, closed_ms=max(at_ms, one.opened_ms)))
        return over

    def find_again(self, told: Sequence[Alert], open_now: Sequence[Episode], at_ms: int) -> list[Episode]:
        """Lets what people were told of, and is not open under its own id, wait to open again; returns what is over.

        What opened at ``at_ms`` or later comes again from the log.
        """
        ids, over = {one.alert_id for one in told}, list[Episode]()
        own = {(one.patient_id, one.rule) for one in open_now if one.episode_id in ids}
        ended = ids - {one.episode_id for one in open_now}
        for one in told:
            key = (one.patient_id or "", one.rule)
            if one.alert_id in ended and one.rule in _CLINICAL and one.opened_ms < at_ms:
                if key in own or key in self._waiting:
                    over.append(replace(_told(one), closed_ms=at_ms))
                else:
                    self._waiting[key] = _told(one), at_ms + _opens_within(one.rule)
        return over

    def over(self, at_ms: int, left: str | None = None) -> list[Episode]:
        """Returns what did not open again in its time, or is of the patient who has left."""
        keys = [key for key, (_, until_ms) in self._waiting.items() if until_ms <= at_ms or key[0] == left]
        ended = [self._waiting.pop(key)[0] for key in keys]
        return [replace(one, closed_ms=max(at_ms, one.opened_ms)) for one in ended]

    def _known(self, told: Episode) -> Episode:
        key = (told.patient_id or "", told.rule)
        if told.closed_ms is None and key in self._waiting and told.episode_id not in self._known_as:
            self._known_as[told.episode_id] = self._waiting.pop(key)[0]
        as_known = self._known_as.get(told.episode_id)
        if as_known is None:
            return told
        if told.closed_ms is not None:
            del self._known_as[told.episode_id]
        same = {name: getattr(as_known, name) for name in ("episode_id", "opened_ms", "first_event_id", "began_ms")}
        return replace(told, **same)


def _opens_within(rule_name: str) -> int:
    rule = _CLINICAL[rule_name]
    return max(rule.levels[0].after.for_ms, rule.closes.for_ms) + _SPARE_MS


def _told(alert: Alert) -> Episode:
    return Episode(
        episode_id=alert.alert_id,
        patient_id=alert.patient_id,
        source=None,
        rule=alert.rule,
        priority=cast("Priority", alert.priority),
        opened_ms=alert.opened_ms,
        closed_ms=None,
        reason=alert.reason,
        first_event_id=alert.first_event_id,
        began_ms=alert.opened_ms,
        about=alert.about,
        worsened=alert.worsened,
    )


def _episode(plain: Mapping[str, Any]) -> Episode:
    return Episode(**{**plain, "about": tuple((name, value) for name, value in plain["about"])})
