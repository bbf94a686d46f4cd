"""Data ingestion and the scorer as two processes over one home, with monitors that send to them by a fast clock."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from faults.clocks import Clock
from faults.monitors import Monitors, send_all, send_in_step
from faults.numbered import Ledger
from faults.processes import Process, free_port
from faults.told import wait_until_done

PACE = 8.0
_DELAYS_END_S = 3.4
"""After this what was about to open has opened, and no sensor is silent yet."""


@dataclass
class Watched:
    """One home with its two processes, its clock, and what was sent to it."""

    home: Path
    mutation: str = ""
    of_ingestion: str = ""
    pace: float = PACE
    ledger: Ledger = field(default_factory=Ledger)

    def __post_init__(self) -> None:
        """Sets the clock to the system's time."""
        self.home.mkdir(parents=True)
        self.clock = Clock(self.home / "clock.json")
        self.clock.set(time.time() * 1000, 0.0)
        self.ingestion = Process(
            "data_ingestion", self.home, free_port(), self.of_ingestion, environment=self.clock.environment
        )
        self.scorer = Process("scorer", self.home, mutation=self.mutation)

    def run(
        self,
        monitors: Monitors,
        meanwhile: Callable[[], None] = lambda: None,
        at_the_end: Callable[[], None] = lambda: None,
    ) -> None:
        """Starts both, sends all there is while something is done to them, and stops once all of it is scored."""
        stop = threading.Event()
        threads: list[threading.Thread] = []
        try:
            self.ingestion.start()
            self.scorer.start()
            self.clock.set(monitors.start_ms, self.pace)
            threads = send_all(self.ingestion.url, monitors, self.clock, self.ledger, stop)
            meanwhile()
            for thread in threads:
                thread.join()
            assert not self.ledger.failure, self.ledger.failure
            at_the_end()
            self.ingestion.stop()
            wait_until_done(self.home)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
            self.ingestion.stop()
            self.scorer.stop()

    def run_in_step(
        self, monitors: Monitors, order: np.ndarray, meanwhile: Callable[[], None] = lambda: None, rate: float = 2000.0
    ) -> None:
        """Sends readings in an order, by a clock that goes on with what is acknowledged: no absence takes any time."""
        readings = monitors.readings(range(monitors.devices))
        sending = (self.ingestion.url, readings, order, self.clock, self.ledger, rate)
        sender = threading.Thread(target=send_in_step, args=sending)
        try:
            self.ingestion.start()
            self.scorer.start()
            sender.start()
            meanwhile()
            sender.join()
            assert not self.ledger.failure, self.ledger.failure
            self.clock.set(pace=PACE)
            time.sleep(_DELAYS_END_S)
            self.ingestion.stop()
            wait_until_done(self.home)
        finally:
            self.ingestion.stop()
            self.scorer.stop()


def monitors(
    seconds: float, pace: float = PACE, rate: float = 2000.0, devices: int = 200, well_ms: int = 0
) -> Monitors:
    """Returns monitors that send ``rate`` readings a second of ours for so many seconds of ours."""
    step_ms = round(1000 * pace * devices / rate)
    return Monitors(int(time.time() * 1000), int(seconds * 1000 * pace), step_ms, devices, well_ms=well_ms)
