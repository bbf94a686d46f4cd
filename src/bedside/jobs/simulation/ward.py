"""A whole ward as it reaches a service: readings in the order they arrive, by the batch, with when each is due.

`ward` is an iterator that may be pulled in real time or as fast as it goes; it reads no clock.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from bedside.jobs.simulation.rows import Rows, joined, readings
from bedside.jobs.simulation.sending import sent
from bedside.jobs.simulation.settings import Settings

Batch = tuple[float, list[dict[str, Any]]]
"""When a batch is due, in seconds from the start, and its readings."""


def ward(settings: Settings, *, every_s: float = 1.0) -> Iterator[Batch]:
    """Yields a batch for each ``every_s`` seconds in which something arrives, due at their end, so never ahead of time.

    Readings of a batch are in the order they arrive. The first readings are those of the first second.
    """
    ids = [patient.patient_id for patient in settings.patients()]
    for due_s, rows in arriving(settings, every_s=every_s):
        yield due_s, readings(rows, ids, settings.run)


def arriving(settings: Settings, *, every_s: float = 1.0) -> Iterator[tuple[float, Rows]]:
    """Yields the same as columns, which is many times cheaper."""
    line_rng = np.random.default_rng([settings.seed, 0, 6])
    faults, end_s = settings.all_faults(), (settings.minutes or np.inf) * 60
    waiting: list[Rows] = []
    for from_s, until_s, made in sent(settings):
        rows = made if until_s <= end_s else made.take(made.due_s < end_s)
        waiting.append(settings.line.carried(rows, faults.between(from_s, until_s), line_rng))
        last = until_s >= end_s
        rows = joined(waiting)
        ready = np.ones(len(rows), dtype=bool) if last else rows.due_s < np.floor(until_s / every_s) * every_s
        yield from _cut(rows.take(ready), every_s)
        if last:
            return
        waiting = [rows.take(~ready)]


def _cut(rows: Rows, every_s: float) -> Iterator[tuple[float, Rows]]:
    rows = rows.take(np.argsort(rows.due_s, kind="stable"))
    number = np.floor(rows.due_s / every_s).astype(np.int64)
    borders = np.flatnonzero(np.diff(number)) + 1
    for begin, end in zip([0, *borders.tolist()], [*borders.tolist(), len(rows)], strict=True):
        if end > begin:
            yield float((number[begin] + 1) * every_s), rows.take(slice(begin, end))
