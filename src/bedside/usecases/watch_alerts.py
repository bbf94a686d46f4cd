"""Looks after alerts: what was held back and is not any more is told once, no ladder ends before its end, and what was
over for long enough is removed. What a pause held back of one patient takes turns, the most urgent first, as it would
have without the pause.

A round is planned before the one ahead of it is sent, so that normally there is nothing to mend here. A channel that
was taken out of the settings leaves its notices behind: the next round takes their place. What another alert spoke for
is told as soon as nothing speaks for it any more (`core.alerts.grouping`). What was planned by a clock that was set
back since comes forward.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bedside.core.alerts import grouping
from bedside.core.alerts.alert import Alert, Notice, Silence, rank
from bedside.ports import AlertStore
from bedside.usecases.compose_notices import ComposeNotices
from bedside.usecases.raise_alert import (
    RECENT,
    is_held_back,
    is_of_a_clock_ahead,
    is_spoken_for,
    seen_ms,
    stored_turns,
)

_MOST = 20_000
"""Open alerts looked at; beyond them the oldest wait until others are closed."""
KEPT_MS = 90 * 24 * 3_600_000
_TIDY_EVERY_MS = 3_600_000
_SOON_MS = 60_000
_WAITING = ("pending", "sending")


class WatchAlerts:
    """The work of a loop, every few seconds."""

    def __init__(
        self, alerts: AlertStore, compose: ComposeNotices, clock_ms: Callable[[], int], kept_ms: int = KEPT_MS
    ) -> None:
        """``kept_ms`` is for how long alerts, notices and silences are kept once they are over."""
        self._alerts = alerts
        self._compose = compose
        self._clock_ms = clock_ms
        self._kept_ms = kept_ms
        self._tidy_ms = 0
        self._channels = {one.channel for one in compose.contacts}

    def work(self) -> bool:
        """Plans what is missing; returns False, since there is nothing to hurry for."""
        at_ms = self._clock_ms()
        self._compose.refresh()
        alerts = self._alerts.alerts(state="open", limit=_MOST)
        told = self._alerts.notices([one.alert_id for one in alerts])
        silences = self._alerts.silences(at_ms)
        for alert in sorted(alerts, key=lambda one: (-rank(one.priority), one.rule not in grouping.SCORES)):
            self._bring_forward(told[alert.alert_id], at_ms)
            missing = self._missing(alert, told[alert.alert_id], silences, at_ms)
            if missing and not is_held_back(alert, self._compose.patient_of(alert), silences, at_ms):
                self._alerts.record([replace(alert, silenced=False)], missing, at_ms)
        self._tidy(at_ms)
        return False

    def _bring_forward(self, told: Sequence[Notice], at_ms: int) -> None:
        """Makes due what was planned before the clock was set back: else no ladder goes on until it is where it was."""
        for one in told:
            is_late = one.state == "pending" and one.next_ms > at_ms + _SOON_MS
            if is_late and is_of_a_clock_ahead(one, at_ms):
                self._alerts.hasten(one.alert_id, one.step, at_ms)

    def _tidy(self, at_ms: int) -> None:
        """Removes a piece of what was over for long; the next at once, or in an hour where there is no more."""
        if not 0 < self._tidy_ms - at_ms <= _TIDY_EVERY_MS:  # beyond that the clock was set back
            more = self._alerts.forget(at_ms - self._kept_ms)
            self._tidy_ms = at_ms + (0 if more else _TIDY_EVERY_MS)

    def _missing(self, alert: Alert, told: Sequence[Notice], silences: Sequence[Silence], at_ms: int) -> list[Notice]:
        now = (alert.priority, alert.worsened)
        of_now = [one for one in told if (one.priority, one.worsened) == now and one.kind != "closed"]
        if not of_now and self._is_spoken_for(alert, silences, at_ms):
            return []
        if not of_now:
            return self._compose.opening(alert, due_ms=self._due_ms(alert, at_ms), at_ms=at_ms, risen=bool(told))
        if any(one.state in _WAITING and one.channel in self._channels for one in of_now):
            return []
        return self._compose.following(alert, max(one.step for one in of_now), at_ms)

    def _due_ms(self, alert: Alert, at_ms: int) -> int:
        """Returns when it is told: in turn, where it was held back until now."""
        if alert.patient_id is None or not alert.silenced:
            return at_ms
        turns = grouping.still_counting(stored_turns(self._alerts, alert.patient_id, at_ms), at_ms)
        return grouping.due_ms(turns, alert.priority, at_ms, seen_ms(self._alerts, turns))

    def _is_spoken_for(self, alert: Alert, silences: Sequence[Silence], at_ms: int) -> bool:
        if not grouping.may_be_spoken_for(alert):
            return False
        others = self._alerts.alerts(patient_id=alert.patient_id, limit=RECENT)
        return is_spoken_for(alert, others, self._compose.patient_of(alert), silences, at_ms)
