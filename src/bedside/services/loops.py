"""Loops that work beside the requests: scoring, sending notices, keeping history, handing on.

A loop does one piece of work after another, until it is told to stop. What fails is logged by its type, and tried again
after a pause that grows to ten seconds: a loop never ends by itself. It tells a heartbeat that it lives, which a
watchdog elsewhere looks at.
"""

import threading
import time
from collections.abc import Callable

import structlog

from bedside.errors import BedsideError
from bedside.services.logs import log_unexpected
from bedside.usecases.rounds import Round

_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 10.0
_BEAT_EVERY_S = 2.0
"""How often a loop that rests says that it lives: far more often than the watchdog would call it silent."""

_OFTEN = 3

Work = Callable[[], int]
"""Does one piece of work; returns whether there was any, or a `Round`."""

Failing = Callable[[str, Exception], None]
"""Is told the name of a loop whose work failed three times in a row, and how."""


def start_loop(
    name: str,
    work: Work,
    stop: threading.Event,
    beat: Callable[[str], None],
    idle_s: float,
    failing: Failing | None = None,
    every_s: float = 0.0,
) -> None:
    """Runs the work on a thread of its own until ``stop`` is set; the rest as in `run_loop`."""
    of_loop = (name, work, stop, beat, idle_s, failing, every_s)
    threading.Thread(target=run_loop, args=of_loop, name=name, daemon=True).start()


def run_loop(
    name: str,
    work: Work,
    stop: threading.Event,
    beat: Callable[[str], None],
    idle_s: float,
    failing: Failing | None = None,
    every_s: float = 0.0,
) -> None:
    """Runs the work until ``stop`` is set.

    ``beat`` is called with the name after each piece that did not fail, and then every two seconds until the next.

    Where there was nothing to do it waits ``idle_s``. Pieces begin at most every ``every_s``, so that what comes in
    drops is taken up by the handful; one that takes longer, or was full (`Round.FULL`), is followed at once, so a
    backlog is not slowed.
    """
    pause, failures = _FIRST_PAUSE_S, 0
    while not stop.is_set():
        began = time.monotonic()
        try:
            did = work()
            beat(name)
        except Exception as error:  # noqa: BLE001 (whatever it was, the loop must go on, or nobody is told of anything)
            if stop.is_set():  # what it works with is being closed: nothing is wrong
                return
            _log(name, error)
            failures += 1
            if failing is not None and failures == _OFTEN:
                _tell(failing, name, error)
            stop.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_S)
        else:
            pause, failures = _FIRST_PAUSE_S, 0
            if did != Round.FULL:
                _rest(name, max(began + every_s - time.monotonic(), 0.0 if did else idle_s), stop, beat)


def when_ready(ready: Callable[[], bool], work: Work, longest_s: float) -> Work:
    """Returns work that does nothing before something is ready; when it has waited for so long, it is done anyway."""
    until = time.monotonic() + longest_s
    return lambda: work() if ready() or time.monotonic() >= until else 0


def _rest(name: str, seconds: float, stop: threading.Event, beat: Callable[[str], None]) -> None:
    while seconds > _BEAT_EVERY_S:
        if stop.wait(_BEAT_EVERY_S):
            return
        seconds -= _BEAT_EVERY_S
        try:
            beat(name)
        except Exception as error:  # noqa: BLE001 (as of the work itself: the loop goes on)
            _log(name, error)
    stop.wait(seconds)


def _tell(failing: Failing, name: str, error: Exception) -> None:
    try:
        failing(name, error)
    except Exception as further:  # noqa: BLE001 (it cannot be told either: the loop goes on all the same)
        _log(name, further)


def _log(name: str, error: Exception) -> None:
    if isinstance(error, BedsideError):
        structlog.get_logger().error("loop failed", role=name, code=error.code, error=type(error).__name__)
    else:
        log_unexpected(error)
