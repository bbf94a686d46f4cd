"""Keeps readings as they are just now at hand, in whichever process answers about them."""

from bedside.assembly import Assembly
from bedside.services.loops import start_loop
from bedside.services.notifying import telling

_IDLE_S = 0.05


def follow_vitals(here: Assembly) -> None:
    """Starts the loop that follows the log, until the service closes."""
    here.known_patients()
    start_loop("vitals", here.vitals, here.closing, lambda _name: None, _IDLE_S, telling(here))
