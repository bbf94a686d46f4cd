"""Turns what became of episodes into alerts with their notices, in one transaction: told, or not there at all.

Ids are made from the episode, so that a repetition after a crash adds nothing. Held back are the notices of a patient
who is paused or gone, and of what is silenced: the alert is there, marked, and `watch_alerts` tells it when nothing
holds it back any more and it is still open. Episodes of one patient take turns, and what was told already is not told
again (`core.alerts.grouping`). Turns taken before the clock was set back are forgotten: to wait for
them would keep the next page back until the clock is where it was.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from bedside.core.alerts import grouping
from bedside.core.alerts.alert import Alert, Notice, Silence, merged, rank
from bedside.core.alerts.grouping import Turn
from bedside.ports import AlertStore, Patient
from bedside.usecases.compose_notices import ComposeNotices

_Value = TypeVar("_Value")
RECENT = 50
"""Alerts of a patient that are looked at for what was told."""
_CLOCKS_DIFFER_MS = 10_000
_KEPT = 20_000
"""Alerts and patients remembered between calls; others are read from the store."""


class Episode(Protocol):
    """An episode as it is handed over: whole, whenever it opened, rose in priority, was worse, or closed."""

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
    @property
    def about(self) -> tuple[tuple[str, float], ...]: ...  # noqa: D102


@dataclass(slots=True)
class _Step:
    """What one call is about to record; ``at_ms`` is the time of the stream, ``now_ms`` that of the clock if later."""

    at_ms: int
    now_ms: int
    silences: Sequence[Silence]
    known: Mapping[str, Alert]
    alerts: dict[str, Alert] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    turns: dict[str, list[Turn]] = field(default_factory=dict)
    forward: list[str] = field(default_factory=list)


class RaiseAlerts:
    """Records alerts and notices. Several scorers may call it; they take turns."""

    def __init__(self, alerts: AlertStore, compose: ComposeNotices, clock_ms: Callable[[], int]) -> None:
        self._alerts = alerts
        self._compose = compose
        self._clock_ms = clock_ms
        self._known: OrderedDict[str, Alert] = OrderedDict()
        self._turns: OrderedDict[str, list[Turn]] = OrderedDict()
        self._lock = threading.Lock()
        self._called_ms = 0

    def __call__(self, episodes: Sequence[Episode], at_ms: int) -> None:
        """Records what became of these episodes at that time of the stream; all of it or, by an error, nothing."""
        if not episodes:
            return
        with self._lock:
            self._compose.refresh()
            if (clock_ms := self._clock_ms()) < self._called_ms:
                self._turns.clear()
            self._called_ms = clock_ms
            step = _Step(at_ms, max(at_ms, clock_ms), self._alerts.silences(at_ms), self._stored(episodes))
            for episode in episodes:
                self._take(episode, step)
            self._alerts.record(list(step.alerts.values()), step.notices, step.now_ms, hastened=step.forward)
            _remember(self._known, step.alerts)
            _remember(self._turns, step.turns)

    def _take(self, episode: Episode, step: _Step) -> None:
        known = step.alerts.get(episode.episode_id) or step.known.get(episode.episode_id)
        given = self._compose.of_now(_alert(episode, step.at_ms))
        if known is None:
            self._open(given, step)
            return
        # What is remembered does not know of ids that were merged since either.
        known = replace(known, patient_id=given.patient_id)
        new = merged(known, replace(given, silenced=known.silenced), step.at_ms)
        step.alerts[new.alert_id] = new
        if new.state == "closed" and known.state != "closed":
            step.notices += self._closing(new, step.at_ms)
            self._give_up_turn(new, step)
        elif rank(new.priority) > rank(known.priority) and new.state == "open":
            self._tell(new, step, risen=not known.silenced)
        elif new.worsened > known.worsened and new.state == "open":
            self._tell_worse(new, step)

    def _open(self, alert: Alert, step: _Step) -> None:
        step.alerts[alert.alert_id] = alert
        if alert.state == "open":
            self._tell(alert, step, risen=False)

    def _tell(self, alert: Alert, step: _Step, *, risen: bool) -> None:
        if self._holds_back(alert, step):
            return
        step.alerts[alert.alert_id] = replace(alert, silenced=False)
        if self._is_spoken_for(alert, step):
            return
        due_ms = self._turn(alert, step) if alert.patient_id is not None else step.at_ms
        step.notices += self._compose.opening(alert, due_ms=due_ms, at_ms=step.at_ms, risen=risen)

    def _holds_back(self, alert: Alert, step: _Step) -> bool:
        if not is_held_back(alert, self._compose.patient_of(alert), step.silences, step.at_ms):
            return False
        step.alerts[alert.alert_id] = replace(alert, silenced=True)
        # At the end `watch_alerts` tells it, and takes a turn by it that is not remembered here.
        self._turns.pop(str(alert.patient_id), None)
        return True

    def _tell_worse(self, alert: Alert, step: _Step) -> None:
        """Tells of a score at once, whoever's turn it is, of a value soon. Unseen, its ladder goes on."""
        at_ms = step.at_ms
        if self._holds_back(alert, step):
            return
        step.alerts[alert.alert_id] = replace(alert, silenced=False)
        if self._is_spoken_for(step.alerts[alert.alert_id], step):
            return
        turns = grouping.still_counting(self._turns_of(alert, step), at_ms)
        due_ms = grouping.due_worse_ms(turns, alert.priority, at_ms) if grouping.is_of_value(alert) else at_ms
        step.turns[str(alert.patient_id)] = [*turns, Turn(alert.alert_id, alert.priority, due_ms)]
        told = [one for one in self._alerts.notices([alert.alert_id])[alert.alert_id] if one.attempts]
        reached = self._reached(alert, told)
        step.notices += self._compose.opening(alert, due_ms=due_ms, at_ms=at_ms, risen=bool(told), step=reached)

    def _reached(self, alert: Alert, told: Sequence[Notice]) -> int:
        """Returns the step that the ladder has come to by now; 0 where somebody has seen it, so that it begins anew."""
        # What is remembered does not know who has acknowledged it since.
        stored = self._alerts.get_many([alert.alert_id]).get(alert.alert_id)
        if stored is None or stored.state != "open":
            return 0
        return max((one.step for one in told if one.worsened == stored.worsened), default=0)

    def _is_spoken_for(self, alert: Alert, step: _Step) -> bool:
        if not grouping.may_be_spoken_for(alert):
            return False
        # What is remembered does not know who has acknowledged it since.
        found = {one.alert_id: one for one in self._alerts.alerts(patient_id=alert.patient_id, limit=RECENT)}
        for one in step.alerts.values():
            found[one.alert_id] = merged(found[one.alert_id], one, step.at_ms) if one.alert_id in found else one
        return is_spoken_for(alert, found.values(), self._compose.patient_of(alert), step.silences, step.at_ms)

    def _turn(self, alert: Alert, step: _Step) -> int:
        turns = grouping.still_counting(self._turns_of(alert, step), step.at_ms)
        due_ms = grouping.due_ms(turns, alert.priority, step.at_ms, seen_ms(self._alerts, turns))
        step.turns[str(alert.patient_id)] = [*turns, Turn(alert.alert_id, alert.priority, due_ms)]
        return due_ms

    def _give_up_turn(self, alert: Alert, step: _Step) -> None:
        """Where nobody was told of an alert that is over, the next one of its patient is told in its place."""
        if alert.patient_id is None:
            return
        turns = self._turns_of(alert, step)
        for mine in [one for one in turns if one.alert_id == alert.alert_id and not self._was_told(one, step.at_ms)]:
            turns = [one for one in turns if one is not mine]
            behind = grouping.next_behind(turns, mine, step.at_ms)
            if behind is not None and mine.due_ms <= step.at_ms:
                step.forward.append(behind.alert_id)
                turns = [replace(one, due_ms=step.at_ms) if one is behind else one for one in turns]
        step.turns[alert.patient_id] = turns

    def _was_told(self, turn: Turn, at_ms: int) -> bool:
        if turn.due_ms > at_ms:
            return False
        notices = self._alerts.notices([turn.alert_id])[turn.alert_id]
        return any(one.state in ("sending", "sent", "delivered") for one in notices)

    def _turns_of(self, alert: Alert, step: _Step) -> list[Turn]:
        patient_id = str(alert.patient_id)
        for known in (step.turns, self._turns):
            if patient_id in known:
                return known[patient_id]
        return stored_turns(self._alerts, patient_id, step.now_ms)

    def _closing(self, alert: Alert, at_ms: int) -> list[Notice]:
        if not self._compose.tells_closing(alert):
            return []
        # What is remembered does not know who has acknowledged it since.
        stored = self._alerts.get_many([alert.alert_id]).get(alert.alert_id)
        now = alert if stored is None else merged(stored, alert, at_ms)
        told = self._alerts.notices([alert.alert_id])[alert.alert_id]
        return self._compose.closing(now, told, at_ms)

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


def is_spoken_for(
    alert: Alert, others: Iterable[Alert], patient: Patient | None, silences: Sequence[Silence], at_ms: int
) -> bool:
    """Returns whether one of the patient's other alerts speaks for it; what is held back now speaks for nothing."""
    speaking = (one for one in others if grouping.speaks_for(one, alert, at_ms))
    return any(not is_held_back(one, patient, silences, at_ms) for one in speaking)


def stored_turns(alerts: AlertStore, patient_id: str, now_ms: int) -> list[Turn]:
    """Returns the turns that a patient has taken, as the records have them."""
    recent = [one.alert_id for one in alerts.alerts(patient_id=patient_id, limit=RECENT)]
    told = [one for own in alerts.notices(recent).values() for one in own]
    return turns_of([one for one in told if not is_of_a_clock_ahead(one, now_ms)])


def seen_ms(alerts: AlertStore, turns: Sequence[Turn]) -> dict[str, int]:
    """Returns when the alerts of these turns were acknowledged, of those that did not get worse since."""
    found = alerts.get_many(sorted({one.alert_id for one in turns})) if turns else {}
    return {
        one.alert_id: one.acknowledged_ms for one in found.values() if one.is_seen and one.acknowledged_ms is not None
    }


def is_of_a_clock_ahead(notice: Notice, now_ms: int) -> bool:
    """Returns whether it was made before the clock was set back, so that its times say when no more."""
    return notice.created_ms > now_ms + _CLOCKS_DIFFER_MS


def turns_of(notices: Sequence[Notice]) -> list[Turn]:
    """Returns the turns that a patient has taken by these notices, none for what was cancelled before it went out."""
    first = {
        (one.alert_id, one.priority, one.worsened): Turn(one.alert_id, one.priority, one.due_ms)
        for one in notices
        if ((one.step == 0 and one.kind in ("opened", "escalated")) or one.kind == "worsened")
        and (one.state != "cancelled" or one.attempts)
    }
    return list(first.values())


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
        about=episode.about,
        updated_ms=at_ms,
    )


def _remember(memory: OrderedDict[str, _Value], new: Mapping[str, _Value]) -> None:
    for key, value in new.items():
        memory[key] = value
        memory.move_to_end(key)
    while len(memory) > _KEPT:
        memory.popitem(last=False)
