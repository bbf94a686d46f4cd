"""A clock for a process that a test sets, lets run faster, holds or lets jump: what it tells is written in a file.

It stands in for the system's clock wherever Bedside asks what time it is. What measures durations, as the index of the
log does, is left alone, as it is by a system whose clock is set.
"""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace


@dataclass
class Clock:
    """Tells ``told_ms`` at the real time ``real_ms``, and from there on goes ``pace`` times as fast.

    Whoever reads the file is told as much more as it is wrong.
    """

    file: Path
    pace: float = 1.0
    told_ms: float = 0.0
    real_ms: float = 0.0

    def set(self, told_ms: float | None = None, pace: float | None = None, wrong_ms: float = 0.0) -> None:
        """Sets the clock to a time, else leaves it where it is, and its pace; whoever reads the file goes by it."""
        now_ms = time.time() * 1000
        self.told_ms = self.now_ms() if told_ms is None else told_ms
        self.pace, self.real_ms = self.pace if pace is None else pace, now_ms
        beside = self.file.with_suffix(".new")
        beside.write_text(json.dumps([self.told_ms + wrong_ms, self.real_ms, self.pace]))
        beside.replace(self.file)

    def now_ms(self) -> float:
        """Returns what it tells now."""
        return self.told_ms + (time.time() * 1000 - self.real_ms) * self.pace

    @property
    def environment(self) -> dict[str, str]:
        """Returns what a process needs to go by this clock."""
        return {"FAULTS_CLOCK": str(self.file)}


def go_by(file: Path) -> None:
    """Lets this process go by the clock in a file."""
    from bedside.assembly import notifying

    state: tuple[int, list[float]] = (0, [])

    def time_ns() -> int:
        nonlocal state
        written = os.stat(file).st_mtime_ns
        if written != state[0]:
            state = (written, json.loads(file.read_text()))
        told_ms, real_ms, pace = state[1]
        return int((told_ms + (time.time() * 1000 - real_ms) * pace) * 1e6)

    notifying.time = SimpleNamespace(time_ns=time_ns)
