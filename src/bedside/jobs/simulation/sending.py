"""What the beds of a ward send, block after block: bodies, noise, monitors, faults and rounds put together.

Everything is made for all beds at once; the order of blocks is the only state, beside what flat sensors still show.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from bedside.jobs.simulation import activity, monitor
from bedside.jobs.simulation.artefacts import CONTINUOUS, Artefact
from bedside.jobs.simulation.noise import BLOCK, Noise
from bedside.jobs.simulation.rounds import Rounds
from bedside.jobs.simulation.rows import BY_NURSE, Rows, joined, place
from bedside.jobs.simulation.settings import Settings
from bedside.jobs.simulation.vitals import HEART, Array, bounded

_MS = 1000


def sent(settings: Settings) -> Iterator[tuple[float, float, Rows]]:
    """Yields each block of 60 steps: from when, until when, and what the beds send in it."""
    bodies, faults = settings.bodies(), settings.all_faults()
    step_s = 1 / settings.rate_hz
    noise = Noise(settings.seed, [patient.bed for patient in bodies.patients], step_s)
    spread = np.stack([patient.spread for patient in bodies.patients])[:, :, None]
    rounds = Rounds(settings.seed, settings.cuff_minutes, settings.round_minutes, settings.speed, settings.faults)
    held: dict[Artefact, Array] = {}
    counted = np.full(settings.beds + 1, settings.start_ms, dtype=np.int64)
    for block in range(2**62):
        at_s = (block * BLOCK + np.arange(BLOCK, dtype=np.float64)) * step_s
        until_s = (block + 1) * BLOCK * step_s
        now = faults.between(float(at_s[0]), until_s)
        standard, finger, rhythm = noise.block()
        left, irregular, deficit = bodies.rhythm(at_s)
        standard[:, HEART] *= left
        signs = bodies.course(at_s) + activity.lift(settings.seed, bodies, at_s) + standard * spread
        signs[:, HEART] += irregular * rhythm
        shown = monitor.shown(bounded(signs), deficit, finger)
        monitor.spoil(shown, at_s, now, held, settings.seed)
        rows = _continuous(monitor.rounded(shown), at_s, ~monitor.silent(settings.beds, at_s, now), step_s)
        measured = list(rounds.measured(bodies, bounded(signs), at_s, until_s))
        yield float(at_s[0]), until_s, _numbered(joined([rows, _entered(measured)]), counted, settings.start_ms)


def _continuous(values: Array, at_s: Array, there: Any, step_s: float) -> Rows:
    beds, signals, steps = values.shape
    # Each monitor has its own moment within the step, so that beds do not all speak at once.
    moments_s = at_s[None, :] + (np.arange(1, beds + 1)[:, None] * 0.618034 % 1) * min(step_s, 1.0) * 0.8
    bed, signal, step = (index[there] for index in np.indices((beds, signals, steps)))
    numbers = np.array([place(name) for name in CONTINUOUS], dtype=np.uint8)
    return _rows(bed + 1, numbers[signal], values[there], moments_s[bed, step])


def _entered(measured: list[tuple[int, str, float, float]]) -> Rows:
    bed, signal, value, at_s = zip(*measured, strict=True) if measured else ((), (), (), ())
    return _rows(np.array(bed), np.array([place(name) for name in signal]), np.array(value), np.array(at_s))


def _rows(bed: Any, signal: Any, value: Any, at_s: Any) -> Rows:
    nothing = np.zeros(len(bed), dtype=np.int64)
    return Rows(
        bed.astype(np.int32), signal.astype(np.uint8), value.astype(np.float64), nothing, nothing, at_s.astype(float)
    )


def _numbered(rows: Rows, sent_before: Any, start_ms: int) -> Rows:
    """Returns the rows by bed and time, stamped, and numbered by monitor; ``sent_before`` is counted up in place.

    Numbers begin with the start's milliseconds: a ward started again on the same service repeats none of its numbers.
    """
    rows = rows.take(np.lexsort((rows.signal, rows.due_s, rows.bed)))
    by_device = ~np.isin(rows.signal, [place(name) for name in BY_NURSE])
    counted = np.cumsum(by_device)
    counts = np.bincount(rows.bed[by_device], minlength=len(sent_before))
    before = np.concatenate([[0], np.cumsum(counts)[:-1]])
    sequence = np.where(by_device, counted - 1 - before[rows.bed] + sent_before[rows.bed], 0)
    sent_before += counts
    observed_ms = start_ms + np.floor(rows.due_s * _MS).astype(np.int64)
    return Rows(rows.bed, rows.signal, rows.value, observed_ms, sequence.astype(np.int64), rows.due_s)
