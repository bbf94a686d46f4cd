"""Looks after open alerts: what was held back and is not any more is told once, and no ladder ends before its end.

A round is planned before the one ahead of it is sent, so that normally there is nothing to mend here. A channel that
was taken out of the settings leaves its notices behind: the next round takes their place.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bedside.core.alerts.alert import Alert, Notice
from bedside.ports import AlertStore
from bedside.usecases.compose_notices import ComposeNotices
from bedside.usecases.raise_alert import is_held_back

_MOST = 20_000
"""Open alerts looked at; beyond them the oldest wait until others are closed."""
_WAITING = ("pending", "sending")


class WatchAlerts:
    """The work of a loop, every few seconds."""

    def __init__(self, alerts: AlertStore, compose: ComposeNotices, clock_ms: Callable[[], int]) -> None:
        self._alerts = alerts
        self._compose = compose
        self._clock_ms = clock_ms
        self._channels = {one.channel for one in compose.contacts}

    def work(self) -> bool:
        """Plans what is missing; returns False, since there is nothing to hurry for."""
        at_ms = self._clock_ms()
        self._compose.refresh()
        alerts = self._alerts.alerts(state="open", limit=_MOST)
        told = self._alerts.notices([one.alert_id for one in alerts])
        silences = self._alerts.silences(at_ms)
        for alert in alerts:
            missing = self._missing(alert, told[alert.alert_id], at_ms)
            if missing and not is_held_back(alert, self._compose.patient_of(alert), silences, at_ms):
                self._alerts.record([replace(alert, silenced=False)], missing, at_ms)
        return False

    def _missing(self, alert: Alert, told: Sequence[Notice], at_ms: int) -> list[Notice]:
        of_now = [one for one in told if one.priority == alert.priority and one.kind != "closed"]
        if not of_now:
            return self._compose.opening(alert, due_ms=at_ms, at_ms=at_ms, risen=bool(told))
        if any(one.state in _WAITING and one.channel in self._channels for one in of_now):
            return []
        return self._compose.following(alert, max(one.step for one in of_now), at_ms)
