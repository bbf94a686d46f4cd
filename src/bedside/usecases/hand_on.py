"""Hands readings of the log on to another service, in order and at least once.

Where the group has come to is noted only after the other side has answered: it may be down for as long as the log keeps
its rows, and what it got twice it knows by its event ids.
"""

from collections.abc import Callable

import pyarrow as pa

from bedside.core.vitals.versions import marked
from bedside.ports.watch import ReadingLog

_ROWS = 64
_WAIT_S = 0.5


class HandOn:
    """The work of one consumer group and shard. ``send`` returns once the other side has the readings, else raises."""

    def __init__(self, log: ReadingLog, group: str, shard: int, send: Callable[[pa.RecordBatch], None]) -> None:
        self._log = log
        self._group = group
        self._shard = shard
        self._send = send
        self._position: int | None = None

    def work(self) -> bool:
        """Hands on what there is, a batch at a time; returns whether there was any."""
        if self._position is None:
            self._position = self._log.position(self._group, self._shard)
            self._log.commit(self._group, self._shard, self._position)  # known from now on, so its rows are kept
        if not self._log.wait(self._shard, self._position, _WAIT_S):
            return False
        for entry in self._log.read(self._shard, self._position, _ROWS):
            if entry.readings is not None:
                if len(readings := _without_withdrawals(entry.readings)):
                    self._send(readings)
                self._log.commit(self._group, self._shard, entry.offset)
            self._position = entry.offset
        self._log.commit(self._group, self._shard, self._position)
        return True


def _without_withdrawals(readings: pa.RecordBatch) -> pa.RecordBatch:
    """Returns the readings alone: a withdrawal says no value."""
    withdrawn = marked(readings.column("event_id"), "withdrawn")
    return readings.take(pa.array(sorted({*range(len(readings))} - {*withdrawn}))) if withdrawn else readings
