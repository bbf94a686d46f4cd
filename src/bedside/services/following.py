"""Keeps readings as they are just now at hand, in whichever process answers about them."""

from bedside.assembly import Assembly
from bedside.services.loops import start_loop
from bedside.services.notifying import beating, telling

_EVERY_S = 0.05


def follow_vitals(here: Assembly, name: str) -> None:
    """Starts the loop that follows the log, until the service closes. Its heartbeat has that name."""
    here.known_patients()
    beat = beating(here.heartbeats)
    start_loop(name, here.vitals, here.closing, beat, _EVERY_S, telling(here), _EVERY_S)
