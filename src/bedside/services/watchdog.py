"""A watchdog beside the pipeline: tells when a part of it is silent, straight through the channels.

Parts are intake, scoring, sending, the board with what it follows, the history, and what looks at Bedside itself.

It reads signs of life, and needs neither the log, the scorer nor the notifier. That it has told is a file of its own,
written before the first word goes out: it tells once, also across its own restarts, and tells again that all is well.
It fails where records and channels are gone together with the machine: something outside must look at the machine.
"""

import json
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from bedside.assembly.notifying import Notifying, now_ms
from bedside.core.alerts.alert import Alert, Notice
from bedside.core.alerts.causes import Finding, alert_of
from bedside.errors import BedsideError
from bedside.ports import AlertStore, Channel, Heartbeats
from bedside.services.logs import log_unexpected
from bedside.usecases.compose_notices import ComposeNotices

GROUPS = ("ingestion", "scorer", "notifier", "vitals", "ward", "history", "operations")
"""Loops that must be alive, by how their names begin."""

_SECOND = 1_000
_HOUSEKEEPING_MS = {"ingestion:tending the log": 300 * _SECOND}
"""How long those may take of whose slowness no patient has any harm."""
_AGAIN_MS = 5 * _SECOND


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: the alert, and the notices with what became of them."""

    alert: Alert
    notices: list[Notice] = field(default_factory=list)

    @property
    def reached(self) -> bool:
        """Whether at least one notice went out."""
        return any(one.state in ("sent", "delivered") for one in self.notices)


class Mark:
    """The durable note that something was told: a file that is replaced whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Told | None:
        """Returns what was told and is not over; None where nothing was, or the file is damaged."""
        try:
            body = json.loads(self._path.read_text())
            return Told(Alert(**body["alert"]), [Notice(**one) for one in body["notices"]])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, told: Told | None) -> None:
        """Notes it durably, or with None that all is well."""
        if told is None:
            self._path.unlink(missing_ok=True)
            return
        beside = self._path.with_suffix(".new")
        with suppress(OSError), beside.open("w") as file:  # on a full disk people are told all the same
            json.dump(asdict(told), file)
            file.flush()
            os.fsync(file.fileno())
            beside.replace(self._path)


class Watchdog:
    """Looks once at each call of `work`. ``silent_s`` is how long a loop may say nothing."""

    def __init__(
        self,
        beats: Heartbeats,
        alerts: AlertStore,
        channels: Mapping[str, Channel],
        compose: ComposeNotices,
        mark: Mark,
        clock_ms: Callable[[], int],
        *,
        silent_s: float = 15.0,
    ) -> None:
        self._beats = beats
        self._alerts = alerts
        self._channels = channels
        self._compose = compose
        self._mark = mark
        self._clock_ms = clock_ms
        self._silent_ms = round(silent_s * _SECOND)
        self._told = mark.read()
        self._started_ms = self._since_ms = self._looked_ms = clock_ms()
        self._again_ms = 0

    def work(self) -> bool:
        """Looks, and tells what is new; returns False, since there is nothing to hurry for."""
        now_ms = self._clock_ms()
        if abs(now_ms - self._looked_ms) > self._silent_ms / 2:
            self._since_ms = now_ms  # it slept itself, or the clock was set: the others get their time to be heard
        self._looked_ms = now_ms
        self._told = self._told or self._mark.read()  # one that was here before may have told since
        silent = self._silent(now_ms)
        if silent and self._told is None:
            self._begin(silent, now_ms)
        if self._told is not None and not self._told.reached and now_ms >= self._again_ms:
            self._send(now_ms)
        if self._told is not None and not silent and now_ms - self._since_ms >= self._silent_ms:
            self._end(now_ms)
        return False

    def _silent(self, now_ms: int) -> list[str]:
        """Returns the groups with a loop that has fallen silent, or with none at all."""
        if now_ms - self._since_ms < self._silent_ms:
            return []
        try:
            beats = self._beats.beats()
        except BedsideError:
            return ["records"]
        silent = []
        for group in GROUPS:
            mine = {name: at for name, at in beats.items() if name.partition(":")[0] == group}
            alive = {name for name, at in mine.items() if now_ms - at <= _HOUSEKEEPING_MS.get(name, self._silent_ms)}
            # A loop of another setting beats no more and is no loss; one that was heard of since the start is.
            watched = {name for name, at in mine.items() if at >= self._started_ms}
            if not alive - _HOUSEKEEPING_MS.keys() or not watched <= alive:
                silent.append(group)
        return silent

    def _begin(self, silent: Sequence[str], now_ms: int) -> None:
        words = f"{', '.join(silent)} silent for {self._silent_ms // _SECOND} s"
        alert = alert_of(Finding("pipeline_dead", "the pipeline", words), now_ms)
        alert = replace(alert, alert_id=f"{alert.alert_id}-{now_ms}")
        self._told = Told(alert, self._compose.opening(alert, due_ms=now_ms, at_ms=now_ms))
        self._mark.write(self._told)

    def _send(self, now_ms: int) -> None:
        """Tells the first contacts; where none of them could be told, everybody else too."""
        assert self._told is not None
        alert, step = self._told.alert, max((one.step for one in self._told.notices), default=0)
        tried = [self._try(one) for one in self._told.notices]
        if not any(one.state in ("sent", "delivered") for one in tried):
            tried += [one for one in self._compose.following(alert, step, now_ms) if one.kind == "escalated"]
        self._told = replace(self._told, notices=tried)
        self._again_ms = now_ms + _AGAIN_MS
        self._mark.write(self._told)
        self._record(self._told, now_ms)

    def _end(self, now_ms: int) -> None:
        """Tells those who were told that all is well, and forgets it."""
        assert self._told is not None
        alert = replace(self._told.alert, state="closed", closed_ms=now_ms)
        closing = [self._try(one) for one in self._compose.closing(alert, self._told.notices, now_ms)]
        self._record(Told(alert, closing), now_ms)
        self._mark.write(None)
        self._told = None

    def _try(self, notice: Notice) -> Notice:
        if notice.state in ("sent", "delivered"):
            return notice
        channel = self._channels[notice.channel]
        begun = replace(notice, attempts=notice.attempts + 1)
        try:
            delivery = channel.sent_before(begun) if begun.attempts > 1 else None
            delivery = delivery or channel.send(begun)
        except BedsideError as error:
            return replace(begun, state="failed", error=error.code)
        state = "delivered" if delivery.is_delivered else "sent"
        return replace(begun, state=state, provider_id=delivery.provider_id, settled_ms=self._clock_ms(), error="")

    def _record(self, told: Told, now_ms: int) -> None:
        """Shows it on the board and in the outbox, where the records can be written."""
        known = [one for one in told.notices if one.state != "pending"]
        try:
            self._alerts.record([told.alert], known, now_ms)
            for one in known:
                self._alerts.settle(one)
        except BedsideError:
            return


def watchdog_of(here: Notifying) -> Watchdog:
    """Returns the watchdog of a home."""
    mark = Mark(here.home / "watchdog.json")
    return Watchdog(here.heartbeats, here.alerts, here.channels, here.compose, mark, now_ms)


def run_watchdog(watchdog: Watchdog, stop: threading.Event, place: Path, every_s: float = 1.0) -> None:
    """Looks every second until it is told to stop. What it meets is logged; it goes on.

    ``place`` is a file in which the newest watchdog of a home writes its process id: one that was there before, as
    after a kill of what it watched, ends when it sees another, so that nothing is told by both.
    """
    own = str(os.getpid())
    place.write_text(own)
    while not stop.wait(every_s):
        if place.exists() and place.read_text() not in (own, ""):
            stop.set()
            return
        try:
            watchdog.work()
        except Exception as error:  # noqa: BLE001 (whatever it was, the watchdog must go on)
            log_unexpected(error)
