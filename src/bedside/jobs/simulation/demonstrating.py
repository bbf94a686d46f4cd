"""Sends the demo's ward to a running service until it is told to stop; what fails is tried again a little later."""

import threading
import time

from bedside.errors import BedsideError
from bedside.jobs.simulation.demo import demo
from bedside.jobs.simulation.posting import Service
from bedside.jobs.simulation.running import run_ward
from bedside.jobs.simulation.ward import ward

_AGAIN_S = 5.0


def send_demo_ward(url: str, stop: threading.Event) -> None:
    """Registers twelve patients and sends their readings; a ward that was broken off begins anew."""
    while not stop.is_set():
        try:
            settings = demo(time.time_ns() // 1_000_000)
            with Service(url) as service:
                service.register(settings.patients())
                run_ward(ward(settings), service.send, time.monotonic, stop.wait, stop=stop.is_set)
        except BedsideError:
            stop.wait(_AGAIN_S)
