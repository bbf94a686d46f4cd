"""What works without requests: scoring and notifying, each as a role of its own or inside a service."""

import threading
from typing import TYPE_CHECKING

from bedside.assembly import Assembly
from bedside.core.vitals.scoring import prepare
from bedside.services.loops import start_loop, when_ready
from bedside.services.notifying import beating, start_notifier, telling
from bedside.services.watchdog import run_watchdog, watchdog_of

if TYPE_CHECKING:
    from fastapi import FastAPI

_SCORER_IDLE_S, _SCORER_EVERY_S = 0.02, 0.05
_HEAR_S = 0.4
_LONGEST_COMPILING_S = 300.0


def start_scorer(here: Assembly, stop: threading.Event) -> threading.Thread:
    """Starts scoring; it goes on where it stopped, and ends when ``stop`` is set. Returns what ends once it can begin.

    At the first start of an installation the loops are compiled, for longer than the watchdog waits: meanwhile they
    rest, and say that they live.
    """
    beat, failing = beating(here.heartbeats), telling(here)
    preparing = threading.Thread(target=prepare, name="preparing to score", daemon=True)
    preparing.start()
    for scorer in here.scorers:
        work = when_ready(lambda: not preparing.is_alive(), scorer, _LONGEST_COMPILING_S)
        start_loop("scorer", work, stop, beat, _SCORER_IDLE_S, failing, _SCORER_EVERY_S)
    start_loop("scorer:sensor events", here.hear_sensors.work, stop, beat, _HEAR_S, failing)
    return preparing


def start_watchdog(here: Assembly, stop: threading.Event) -> None:
    """Starts looking at the signs of life of the others; it needs a process of its own."""
    of_home = (watchdog_of(here), stop, here.home / "watchdog.pid")
    threading.Thread(target=run_watchdog, args=of_home, name="watchdog", daemon=True).start()


_INSIDE = (start_scorer, start_notifier)
_STARTS = {"notifier": start_notifier, "watchdog": start_watchdog}


def start_worker(role: str, here: Assembly, stop: threading.Event) -> None:
    """Starts the loops of a role until ``stop`` is set; returns when they are at work."""
    if role == "scorer":
        start_scorer(here, stop).join(_LONGEST_COMPILING_S)
    else:
        _STARTS[role](here, stop)


def start_workers(app: "FastAPI") -> None:
    """Starts scoring and notifying inside a service, until it closes."""
    here: Assembly = app.state.assembly
    for start in _INSIDE:
        start(here, here.closing)
