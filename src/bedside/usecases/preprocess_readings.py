"""Makes windows, gaps and NEWS2 of readings that come together; nothing is stored.

Readings are taken in the order given, which is that of their arrival: it tells which came late. One that cannot be read
is refused with its reason and takes no part; one that comes twice counts once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bedside.core.vitals.freshness import fresh_ms
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.reading import Reading, Refused, converted, identity
from bedside.core.vitals.score import Observed, Person, Score
from bedside.core.vitals.windows import Gaps, Readings, Windows, gaps, late_ones, windows

OUT_OF_ORDER_MS = 10_000
"""How much older than the latest of its patient a reading may be without being late."""

Series = tuple[str, str]
"""A patient and a signal."""


@dataclass(frozen=True, slots=True)
class Preprocessed:
    """What was made of the readings. ``windows`` has one entry a size; ``series`` is what their columns number.

    ``refused`` has the place of each reading that took no part; ``scored_at_ms`` is the latest time of each patient.
    """

    series: tuple[Series, ...]
    windows: tuple[Windows, ...]
    gaps: Gaps
    late: int
    duplicates: int
    refused: tuple[tuple[int, Refused], ...]
    news2: Mapping[str, Score]
    scored_at_ms: Mapping[str, int]


def preprocess_readings(given: Sequence[Reading], sizes_ms: Sequence[int], every_ms: int | None = None) -> Preprocessed:
    """Returns windows of each size, tumbling or, with ``every_ms``, sliding; gaps; and NEWS2 of each patient.

    What is late is counted against the shortest size. NEWS2 is made from the latest value of each signal, as of the
    patient's latest reading, as for a person of whom nothing else is known.
    """
    kept, refused, duplicates = _kept(given)
    columns, series = _columns([r for r in kept if not isinstance(r.value, str)])
    fresh = np.array([fresh_ms(signal) for _, signal in series], np.int64)
    made = tuple(windows(columns, size, every_ms or size, OUT_OF_ORDER_MS, fresh) for size in sizes_ms)
    at_ms: dict[str, int] = {}
    latest: dict[str, dict[str, Observed]] = {}
    for reading in kept:
        own = latest.setdefault(reading.patient_id, {})
        if reading.signal not in own or reading.observed_at >= own[reading.signal].observed_at_ms:
            own[reading.signal] = Observed(reading.value, reading.unit, reading.observed_at)
        at_ms[reading.patient_id] = max(at_ms.get(reading.patient_id, 0), reading.observed_at)
    scores = {patient: news2(own, Person(), at_ms[patient]) for patient, own in latest.items()}
    late = int(late_ones(columns, min(sizes_ms), OUT_OF_ORDER_MS).sum()) if sizes_ms else 0
    return Preprocessed(series, made, gaps(columns, fresh), late, duplicates, refused, scores, at_ms)


def _kept(given: Sequence[Reading]) -> tuple[list[Reading], tuple[tuple[int, Refused], ...], int]:
    """Returns the readings in canonical units, each once; those refused, by place; and how many came again."""
    kept: list[Reading] = []
    refused: list[tuple[int, Refused]] = []
    seen: set[str] = set()
    duplicates = 0
    for place, reading in enumerate(given):
        known_by = identity(reading)
        if known_by in seen:
            duplicates += 1
            continue
        # History may be preprocessed too: a time is neither ancient nor ahead of itself.
        result = converted(reading, reading.observed_at)
        if isinstance(result, Refused):
            refused.append((place, result))
        else:
            seen.add(known_by)
            kept.append(result)
    return kept, tuple(refused), duplicates


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
