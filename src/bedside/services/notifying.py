"""The notifier: one loop a channel, one that looks after open alerts, one that looks at Bedside itself."""

import threading
from collections.abc import Callable

from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.core.alerts.causes import Finding
from bedside.errors import BedsideError
from bedside.ports import Heartbeats
from bedside.services.loops import Failing, start_loop

_IDLE_S = 0.2
_LOOK_S = 3.0
_BEAT_MS = 2_000


def start_notifier(here: Assembly, stop: threading.Event) -> None:
    """Starts the loops; they end when ``stop`` is set. Raises Misconfigured where a channel lacks a setting."""
    beat, failing = beating(here.heartbeats), telling(here)
    for name, sender in here.senders.items():
        start_loop(f"notifier:{name}", sender.work, stop, beat, _IDLE_S, failing)
    start_loop("notifier", here.watch_alerts.work, stop, beat, _LOOK_S, failing)
    start_loop("operations", here.watch_operations.work, stop, beat, _LOOK_S, failing)


def beating(heartbeats: Heartbeats, clock: Callable[[], int] = now_ms) -> Callable[[str], None]:
    """Returns what a loop tells that it lives; every two seconds it is written, since each time waits for the disk."""
    written: dict[str, int] = {}

    def beat(name: str) -> None:
        now = clock()
        if abs(now - written.get(name, 0)) >= _BEAT_MS:
            heartbeats.beat(name, now)
            written[name] = now

    return beat


def telling(here: Assembly) -> Failing:
    """Returns what tells people of a loop that fails again and again: by the kind of error, never by its words."""

    def failing(name: str, error: Exception) -> None:
        kind = error.code if isinstance(error, BedsideError) else type(error).__name__
        here.raise_operational(Finding("pipeline_error", name, kind))

    return failing
