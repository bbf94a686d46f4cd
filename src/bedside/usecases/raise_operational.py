"""Tells people that something is wrong with Bedside itself: through the same outbox as everything else, once."""

from collections.abc import Callable
from dataclasses import replace

from bedside.core.alerts.alert import Alert, Notice
from bedside.core.alerts.causes import Finding, alert_of
from bedside.ports import AlertStore
from bedside.usecases.compose_notices import ComposeNotices

_MOST = 20_000


class RaiseOperational:
    """Records operational alerts with their notices. Any process may; the ids keep two from telling the same."""

    def __init__(self, alerts: AlertStore, compose: ComposeNotices, clock_ms: Callable[[], int]) -> None:
        self._alerts = alerts
        self._compose = compose
        self._clock_ms = clock_ms

    def __call__(self, finding: Finding) -> Alert:
        """Tells it, unless it is open already or was told within this hour. Returns the alert."""
        at_ms = self._clock_ms()
        known = next((one for one in self.open() if (one.rule, one.source) == (finding.cause, finding.source)), None)
        if known is not None:
            return known
        alert = alert_of(finding, at_ms)
        # What cannot go out by a channel is not told by that channel, where there is another.
        without = frozenset({finding.source}) if finding.cause == "channel_failing" else frozenset[str]()
        notices = self._compose.opening(alert, due_ms=at_ms, at_ms=at_ms, without=without)
        self._alerts.record([alert], notices, at_ms)
        return self._alerts.get(alert.alert_id)

    def close(self, alert: Alert) -> None:
        """Notes that it is over, and tells those who were told of it."""
        told = self._alerts.notices([alert.alert_id])[alert.alert_id]
        self._close(alert, self._compose.closing(alert, told, self._clock_ms()))

    def forget(self, alert: Alert) -> None:
        """Closes it without a word: of what happened nobody knows whether it is over."""
        self._close(alert, [])

    def open(self) -> list[Alert]:
        """Returns the operational alerts that are not over, seen or not."""
        found = [one for state in ("open", "acknowledged") for one in self._alerts.alerts(state=state, limit=_MOST)]
        return [one for one in found if one.patient_id is None]

    def _close(self, alert: Alert, notices: list[Notice]) -> None:
        at_ms = self._clock_ms()
        closed = replace(alert, state="closed", closed_ms=at_ms, updated_ms=at_ms)
        self._alerts.record([closed], notices, at_ms)
