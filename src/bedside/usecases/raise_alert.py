"""Turns what became of episodes into alerts with their notices, in one transaction: told, or not there at all.

Ids are made from the episode, so that a repetition after a crash adds nothing. Held back are the notices of a patient
who is paused or gone, and of what is silenced: the alert is there, marked, and `watch_alerts` tells it when nothing
holds it back any more and it is still open. Episodes of one patient take turns (`core.alerts.grouping`).
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from bedside.core.alerts import grouping
from bedside.core.alerts.alert import Alert, Notice, Silence, merged, rank
from bedside.ports import AlertStore, Patient
from bedside.usecases.compose_notices import ComposeNotices

_Value = TypeVar("_Value")
_KEPT = 20_000
"""Alerts and patients remembered between calls; others are read from the store."""


class Episode(Protocol):
    """An episode as it is handed over: whole, whenever it opened, rose in priority, or closed."""

    @property
    def episode_id(self) -> str: ...  # noqa: D102
    @property
    def patient_id(self) -> str | None: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102
    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def priority(self) -> str: ...  # noqa: D102
    @property
    def opened_ms(self) -> int: ...  # noqa: D102
    @property
    def closed_ms(self) -> int | None: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def first_event_id(self) -> str: ...  # noqa: D102


@dataclass(slots=True)
class _Step:
    """What one call is about to record."""

    at_ms: int
    silences: Sequence[Silence]
    known: Mapping[str, Alert]
    alerts: dict[str, Alert] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    busy: dict[str, dict[str, int]] = field(default_factory=dict)


class RaiseAlerts:
    """Records alerts and notices. One caller at a time: the scorer's loop."""

    def __init__(self, alerts: AlertStore, compose: ComposeNotices, clock_ms: Callable[[], int]) -> None:
        self._alerts = alerts
        self._compose = compose
        self._clock_ms = clock_ms
        self._known: OrderedDict[str, Alert] = OrderedDict()
        self._busy: OrderedDict[str, dict[str, int]] = OrderedDict()

    def __call__(self, episodes: Sequence[Episode], at_ms: int) -> None:
        """Records what became of these episodes at that time of the stream; all of it or, by an error, nothing."""
        if not episodes:
            return
        self._compose.refresh()
        step = _Step(at_ms, self._alerts.silences(at_ms), self._stored(episodes))
        for episode in episodes:
            self._take(episode, step)
        self._alerts.record(list(step.alerts.values()), step.notices, max(at_ms, self._clock_ms()))
        _remember(self._known, step.alerts)
        _remember(self._busy, step.busy)

    def _take(self, episode: Episode, step: _Step) -> None:
        known = step.alerts.get(episode.episode_id) or step.known.get(episode.episode_id)
        given = _alert(episode, step.at_ms)
        if known is None:
            self._open(given, step)
            return
        new = merged(known, given, step.at_ms)
        step.alerts[new.alert_id] = new
        if new.state == "closed" and known.state != "closed":
            step.notices += self._closing(new, step.at_ms)
        elif rank(new.priority) > rank(known.priority) and new.state == "open":
            self._tell(new, step, risen=not known.silenced)

    def _open(self, alert: Alert, step: _Step) -> None:
        step.alerts[alert.alert_id] = alert
        if alert.state == "open":
            self._tell(alert, step, risen=False)

    def _tell(self, alert: Alert, step: _Step, *, risen: bool) -> None:
        if is_held_back(alert, self._compose.patient_of(alert), step.silences, step.at_ms):
            step.alerts[alert.alert_id] = replace(alert, silenced=True)
            return
        step.alerts[alert.alert_id] = replace(alert, silenced=False)
        due_ms = self._turn(alert, step) if alert.patient_id is not None else step.at_ms
        step.notices += self._compose.opening(alert, due_ms=due_ms, at_ms=step.at_ms, risen=risen)

    def _turn(self, alert: Alert, step: _Step) -> int:
        patient_id = str(alert.patient_id)
        busy = step.busy.get(patient_id) or self._busy_until(patient_id)
        due_ms = grouping.due_ms(busy, alert.priority, step.at_ms)
        step.busy[patient_id] = grouping.taken(busy, alert.priority, due_ms)
        return due_ms

    def _busy_until(self, patient_id: str) -> dict[str, int]:
        if patient_id in self._busy:
            return self._busy[patient_id]
        recent = [one.alert_id for one in self._alerts.alerts(patient_id=patient_id, limit=50)]
        told = [one for told in self._alerts.notices(recent).values() for one in told if one.step == 0]
        return turns_of(told)

    def _closing(self, alert: Alert, at_ms: int) -> list[Notice]:
        if not self._compose.tells_closing(alert):
            return []
        # What is remembered does not know who has acknowledged it since.
        now = self._alerts.get_many([alert.alert_id]).get(alert.alert_id, alert)
        told = self._alerts.notices([alert.alert_id])[alert.alert_id]
        return self._compose.closing(replace(alert, acknowledged_by=now.acknowledged_by), told, at_ms)

    def _stored(self, episodes: Sequence[Episode]) -> Mapping[str, Alert]:
        ids = {one.episode_id for one in episodes}
        remembered = {one: self._known[one] for one in ids if one in self._known}
        unknown = sorted(ids - remembered.keys())
        return {**remembered, **self._alerts.get_many(unknown)} if unknown else remembered


def is_held_back(alert: Alert, patient: Patient | None, silences: Sequence[Silence], at_ms: int) -> bool:
    """Returns whether the alert is not to be told now: paused, discharged, or silenced by patient, rule or both."""
    if patient is not None and (patient.paused_until_ms > at_ms or not patient.is_present):
        return True
    return any(_silences(silence, alert) for silence in silences)


def turns_of(told: Sequence[Notice]) -> dict[str, int]:
    """Returns until when each priority is busy for a patient of whom these notices were told."""
    busy: dict[str, int] = {}
    for one in told:
        if one.kind in ("opened", "escalated"):
            busy = grouping.taken(busy, one.priority, one.due_ms)
    return busy


def _silences(silence: Silence, alert: Alert) -> bool:
    if silence.patient_id is None and silence.rule is None:
        return False
    is_of_rule = silence.rule is None or silence.rule in (alert.rule, alert.rule.partition(":")[0])
    return is_of_rule and silence.patient_id in (None, alert.patient_id)


def _alert(episode: Episode, at_ms: int) -> Alert:
    return Alert(
        alert_id=episode.episode_id,
        patient_id=episode.patient_id,
        source=episode.source,
        rule=episode.rule,
        priority=episode.priority,
        state="open" if episode.closed_ms is None else "closed",
        opened_ms=episode.opened_ms,
        closed_ms=episode.closed_ms,
        reason=episode.reason,
        first_event_id=episode.first_event_id,
        updated_ms=at_ms,
    )


def _remember(memory: OrderedDict[str, _Value], new: Mapping[str, _Value]) -> None:
    for key, value in new.items():
        memory[key] = value
        memory.move_to_end(key)
    while len(memory) > _KEPT:
        memory.popitem(last=False)
