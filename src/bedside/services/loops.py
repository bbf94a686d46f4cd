"""Loops that work beside the requests: scoring, sending notices, keeping history, handing on.

A loop does one piece of work after another, until it is told to stop. What fails is logged by its type, and tried again
after a pause that grows to ten seconds: a loop never ends by itself. It tells a heartbeat that it lives, which a
watchdog elsewhere looks at.
"""

import threading
from collections.abc import Callable

import structlog

from bedside.errors import BedsideError
from bedside.services.problems import log_unexpected

_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 10.0

Work = Callable[[], bool]
"""Does one piece of work; returns whether there was any."""


def start_loop(name: str, work: Work, stop: threading.Event, beat: Callable[[str], None], idle_s: float) -> None:
    """Runs the work on a thread of its own until ``stop`` is set, waiting ``idle_s`` where there was nothing to do."""
    threading.Thread(target=run_loop, args=(name, work, stop, beat, idle_s), name=name, daemon=True).start()


def run_loop(name: str, work: Work, stop: threading.Event, beat: Callable[[str], None], idle_s: float) -> None:
    """Runs the work until ``stop`` is set. ``beat`` is called with the name after each piece that did not fail."""
    pause = _FIRST_PAUSE_S
    while not stop.is_set():
        try:
            did = work()
            beat(name)
        except Exception as error:  # noqa: BLE001 (whatever it was, the loop must go on, or nobody is told of anything)
            _log(name, error)
            stop.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_S)
        else:
            pause = _FIRST_PAUSE_S
            if not did:
                stop.wait(idle_s)


def _log(name: str, error: Exception) -> None:
    if isinstance(error, BedsideError):
        structlog.get_logger().error("loop failed", role=name, code=error.code, error=type(error).__name__)
    else:
        log_unexpected(error)
