"""Looks at Bedside itself: disk, quarantine, channels. What is found is told once, what ceases is closed."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bedside.core.alerts.causes import BY_NAME, Finding
from bedside.core.vitals.reading import Reason
from bedside.ports import AlertStore, RejectStore
from bedside.usecases.raise_operational import RaiseOperational

Probe = Callable[[int], Iterable[Finding]]
"""Returns what holds at that time, of the causes it is asked for."""

_SECOND = 1_000
_MINUTE = 60 * _SECOND
_HOUR = 60 * _MINUTE
_EVENTS_STAY_MS = 24 * _HOUR


class WatchOperations:
    """The work of a loop. ``probes`` are by the cause they find; a probe that fails says nothing of its cause."""

    def __init__(
        self, raise_: RaiseOperational, probes: Mapping[str, Probe], clock_ms: Callable[[], int], every_s: float = 10.0
    ) -> None:
        self._raise = raise_
        self._probes = dict(probes)
        self._clock_ms = clock_ms
        self._every_ms = round(every_s * _SECOND)
        self._looked_ms = -self._every_ms

    def work(self) -> bool:
        """Looks once it is time to; returns False: there is nothing to hurry for. Raises what a probe met last."""
        now_ms = self._clock_ms()
        if 0 <= now_ms - self._looked_ms < self._every_ms:  # below 0 the clock was set back
            return False
        self._looked_ms = now_ms
        failure: Exception | None = None
        for cause, probe in self._probes.items():
            try:
                self._compare(cause, list(probe(now_ms)))
            except Exception as error:  # noqa: BLE001 (the other probes are still to be asked; it is raised below)
                failure = error
        self._forget_events(now_ms)
        if failure is not None:
            self._looked_ms = -self._every_ms  # it looks again at once: only what fails time after time is told
            raise failure
        return False

    def _compare(self, cause: str, found: Sequence[Finding]) -> None:
        for finding in found:
            self._raise(finding)
        holding = {finding.source for finding in found}
        for alert in self._raise.open():
            if alert.rule == cause and BY_NAME[cause].holds and alert.source not in holding:
                self._raise.close(alert)

    def _forget_events(self, now_ms: int) -> None:
        """Closes what happened a day ago and does not cease by itself, without a word."""
        for alert in self._raise.open():
            cause = BY_NAME.get(alert.rule)
            if cause is not None and not cause.holds and now_ms - alert.opened_ms > _EVENTS_STAY_MS:
                self._raise.forget(alert)


def disk_nearly_full(name: str, free_and_total: Callable[[], tuple[int, int]], least: float = 0.05) -> Probe:
    """Finds a disk with less than this share free, and less than 20 GB; it must rise a fifth above to be well again."""
    was_full = False

    def probe(_: int) -> Iterable[Finding]:
        nonlocal was_full
        free, total = free_and_total()
        limit = min(least * total, 20e9) * (1.2 if was_full else 1.0)
        was_full = free < limit
        return [Finding("disk_nearly_full", name, f"{free / 1e9:.1f} GB free")] if was_full else []

    return probe


def quarantine_filling(rejects: RejectStore, most: int = 100, within_ms: int = 10 * _MINUTE) -> Probe:
    """Finds that so many readings were refused within the last minutes.

    Impossible values are not counted: of a sensor that sends them its patient's bed is told.
    """

    def probe(now_ms: int) -> Iterable[Finding]:
        late = rejects.count(after_ms=now_ms - within_ms, but=(Reason.IMPOSSIBLE_VALUE.value,))
        words = f"{most} or more in {within_ms // _MINUTE} min; see GET /ingest/rejects"
        return [Finding("quarantine_filling", "intake", words)] if late >= most else []

    return probe


def channel_failing(alerts: AlertStore, tries: int = 3, within_ms: int = _HOUR) -> Probe:
    """Finds channels of which something failed, or was tried so often, and nothing went out since."""

    def probe(now_ms: int) -> Iterable[Finding]:
        failed: dict[str, tuple[int, str]] = {}
        went_out: dict[str, int] = {}
        for one in alerts.outbox(500):
            when = one.settled_ms or one.due_ms
            is_stuck = one.state in ("pending", "sending") and one.attempts >= tries
            if one.kind == "test":
                continue
            if one.state in ("sent", "delivered"):
                went_out[one.channel] = max(when, went_out.get(one.channel, 0))
            elif is_stuck or (one.state == "failed" and now_ms - when < within_ms):
                failed[one.channel] = max((when, one.error), failed.get(one.channel, (0, "")))
        return [
            Finding("channel_failing", channel, error or "no answer")
            for channel, (when, error) in failed.items()
            if when > went_out.get(channel, 0)
        ]

    return probe
