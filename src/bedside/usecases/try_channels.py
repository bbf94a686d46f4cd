"""Tries every way to reach somebody with a message marked as a test; what came of it stands in the outbox too."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bedside.core.alerts.alert import Notice
from bedside.core.alerts.telling import trial_of
from bedside.errors import BedsideError
from bedside.ports import AlertStore, Channel
from bedside.usecases.compose_notices import ComposeNotices


class TryChannels:
    """Sends straight, whether a notifier runs or not, once to each contact."""

    def __init__(
        self,
        alerts: AlertStore,
        channels: Mapping[str, Channel],
        compose: ComposeNotices,
        clock_ms: Callable[[], int],
    ) -> None:
        self._alerts = alerts
        self._channels = channels
        self._compose = compose
        self._clock_ms = clock_ms

    def __call__(self) -> list[Notice]:
        """Returns a notice for each contact with what came of it, in the order in which they are told of alerts."""
        tried = [self._try(trial_of(one, self._clock_ms())) for one in self._compose.contacts]
        self._alerts.record([], tried, self._clock_ms())
        return tried

    def _try(self, notice: Notice) -> Notice:
        begun = replace(notice, attempts=1)
        try:
            delivery = self._channels[notice.channel].send(begun)
        except BedsideError as error:
            return replace(begun, state="failed", error=error.code, settled_ms=self._clock_ms())
        state = "delivered" if delivery.is_delivered else "sent"
        return replace(begun, state=state, provider_id=delivery.provider_id, settled_ms=self._clock_ms())
