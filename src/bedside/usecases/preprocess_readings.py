"""Makes windows, gaps and NEWS2 of readings that come together; nothing is stored.

Readings are taken in the order given, which is that of their arrival: it tells which came late. One that cannot be read
is refused with its reason and takes no part; one that comes twice counts once, and another one under the same id is
refused: it would be lost without a word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bedside.core.vitals.freshness import MEASURED_MS, fresh_ms
from bedside.core.vitals.graver import outweighs
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.reading import Reading, Reason, Refused, converted, identity
from bedside.core.vitals.score import Observed, Person, Score
from bedside.core.vitals.stream_detector import THRESHOLD, detect
from bedside.core.vitals.stream_state import StreamState, new_state
from bedside.core.vitals.windows import Gaps, Readings, Windows, gaps, late_ones, windows

OLDEST_MS = 100 * 365 * 24 * 60 * 60 * 1000
"""History may be preprocessed too: a hundred years of it."""
OUT_OF_ORDER_MS = 10_000
"""How much older than the latest of its patient a reading may be without being late."""

Series = tuple[str, str]
"""A patient and a signal."""


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A value that its own series has not been like before; ``score`` is that of the univariate detector."""

    patient_id: str
    signal: str
    observed_at: int
    value: float
    score: float


@dataclass(frozen=True, slots=True)
class Preprocessed:
    """What was made of the readings. ``windows`` has one entry a size; ``series`` is what their columns number.

    ``refused`` has the place of each reading that took no part, ``duplicates`` those that came again; ``scored_at_ms``
    is the latest time of each patient.
    """

    series: tuple[Series, ...]
    windows: tuple[Windows, ...]
    gaps: Gaps
    late: int
    duplicates: tuple[int, ...]
    refused: tuple[tuple[int, Refused], ...]
    news2: Mapping[str, Score]
    scored_at_ms: Mapping[str, int]
    anomalies: tuple[Anomaly, ...] = ()


def preprocess_readings(
    given: Sequence[Reading],
    sizes_ms: Sequence[int],
    every_ms: int | None = None,
    *,
    now_ms: int,
    interval_ms: int = MEASURED_MS,
    with_anomalies: bool = False,
) -> Preprocessed:
    """Returns windows of each size, tumbling or, with ``every_ms``, sliding; gaps; and NEWS2 of each patient.

    What is late is counted against the shortest size. NEWS2 is made from the latest value of each signal, as of the
    patient's latest reading, as for a person of whom nothing else is known. ``interval_ms`` is how long a measured
    value holds. Anomalies, where they are wanted, are found in each series by itself, from its first reading on: some
    hundred readings are needed before it can tell any.
    """
    kept, refused, duplicates = _kept(given, now_ms)
    columns, series = _columns([r for r in kept if not isinstance(r.value, str)])
    fresh = np.array([fresh_ms(signal, interval_ms) for _, signal in series], np.int64)
    made = tuple(windows(columns, size, every_ms or size, OUT_OF_ORDER_MS, fresh) for size in sizes_ms)
    at_ms: dict[str, int] = {}
    latest: dict[str, dict[str, Observed]] = {}
    for reading in kept:
        own = latest.setdefault(reading.patient_id, {})
        if (known := own.get(reading.signal)) is None or _stands(reading, known):
            own[reading.signal] = Observed(reading.value, reading.unit, reading.observed_at)
        at_ms[reading.patient_id] = max(at_ms.get(reading.patient_id, reading.observed_at), reading.observed_at)
    scores = {patient: news2(own, Person(), at_ms[patient], interval_ms=interval_ms) for patient, own in latest.items()}
    late = int(late_ones(columns, min(sizes_ms), OUT_OF_ORDER_MS).sum()) if sizes_ms else 0
    found = _anomalies(kept) if with_anomalies else ()
    return Preprocessed(series, made, gaps(columns, fresh), late, duplicates, refused, scores, at_ms, found)


def _stands(reading: Reading, known: Observed) -> bool:
    """Returns whether a reading is newer than what is known of its signal, or the graver of one moment."""
    if reading.observed_at == known.observed_at_ms:
        return outweighs(reading.signal, reading.value, known.value)
    return reading.observed_at > known.observed_at_ms


def _anomalies(readings: Sequence[Reading]) -> tuple[Anomaly, ...]:
    """Returns what the detector finds in each series, in the order of its times."""
    found: list[Anomaly] = []
    states: dict[Series, StreamState] = {}
    for one in sorted(readings, key=lambda reading: reading.observed_at):
        if isinstance(one.value, str):
            continue
        state = states.get((one.patient_id, one.signal)) or new_state()
        score, states[one.patient_id, one.signal] = detect(state, one.observed_at, one.value)
        if score >= THRESHOLD:
            found.append(Anomaly(one.patient_id, one.signal, one.observed_at, one.value, score))
    return tuple(found)


def _kept(
    given: Sequence[Reading], now_ms: int
) -> tuple[list[Reading], tuple[tuple[int, Refused], ...], tuple[int, ...]]:
    """Returns the readings in canonical units, each once; those refused, by place; and the places of those repeated."""
    kept: list[Reading] = []
    refused: list[tuple[int, Refused]] = []
    duplicates: list[int] = []
    seen: dict[str, Reading] = {}
    for place, reading in enumerate(given):
        known_by = identity(reading)
        result = converted(reading, now_ms, oldest_ms=OLDEST_MS)
        if isinstance(result, Refused):
            refused.append((place, result))
        elif known_by not in seen:
            seen[known_by] = result
            kept.append(result)
        elif seen[known_by] == result:
            duplicates.append(place)
        else:
            refused.append((place, Refused(Reason.CONFLICTING, "event_id" if reading.event_id else "sequence")))
    return kept, tuple(refused), tuple(duplicates)


def _columns(readings: Sequence[Reading]) -> tuple[Readings, tuple[Series, ...]]:
    """Returns the readings as columns, and the series that they number, in the order of patient and signal."""
    series = sorted({(r.patient_id, r.signal) for r in readings})
    number = {one: i for i, one in enumerate(series)}
    patient = {name: i for i, name in enumerate(dict.fromkeys(name for name, _ in series))}
    return Readings(
        np.array([number[r.patient_id, r.signal] for r in readings], np.int64),
        np.array([patient[r.patient_id] for r in readings], np.int64),
        np.array([r.observed_at for r in readings], np.int64),
        np.array([r.value for r in readings], np.float64),
    ), tuple(series)
