"""What is made of a patient's readings when somebody asks: scores of now or of a course, windows, gaps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bedside.core.vitals.freshness import MEASURED_MS, fresh_ms
from bedside.core.vitals.mews import mews
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.parts import AVPU
from bedside.core.vitals.pews import pews
from bedside.core.vitals.reading_tables import outweighing
from bedside.core.vitals.score import Observed, Person, Score
from bedside.core.vitals.sepsis_signs import qsofa, sirs
from bedside.core.vitals.signals import BY_NAME
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.windows import Gaps, Readings, Windows, gaps, windows
from bedside.messages.readings import readings_of
from bedside.ports import Patient
from bedside.usecases.preprocess_readings import OUT_OF_ORDER_MS, Series


def person_of(patient: Patient) -> Person:
    """Returns what the scores need to know of a patient."""
    return Person(patient.birth_date, patient.spo2_scale, patient.on_oxygen, patient.pregnant)


def observed(latest: Mapping[str, StoredReading]) -> dict[str, Observed]:
    """Returns the latest readings as the scores take them: what is dated ahead is of its arrival."""
    return {name: Observed(one.value, one.unit, one.counts_from_ms) for name, one in latest.items()}


def scores(
    latest: Mapping[str, StoredReading], patient: Patient, at_ms: int, interval_ms: int = MEASURED_MS
) -> list[Score]:
    """Returns MEWS, qSOFA, SIRS and PEWS at a time."""
    seen, person = observed(latest), person_of(patient)
    return [score(seen, person, at_ms, interval_ms=interval_ms) for score in (mews, qsofa, sirs, pews)]


def course(
    readings: pa.Table, patient: Patient, times_ms: Sequence[int], interval_ms: int = MEASURED_MS
) -> Iterator[Score]:
    """Yields NEWS2 as it was at each of the times, in order, from readings by time that reach an interval back.

    What came late counts from when it was observed, so a course may differ from what was shown then.
    """
    person = person_of(patient)
    for at_ms, latest in zip(times_ms, _observed_at(readings, times_ms), strict=True):
        yield news2(latest, person, at_ms, interval_ms=interval_ms)


def latest_at(readings: pa.Table, at_ms: int) -> dict[str, StoredReading]:
    """Returns the latest reading of each signal as it was at a time, from readings by time; of one time the graver."""
    readings = outweighing(readings)
    when = readings["observed_at"].to_numpy()
    last = [rows[n - 1] for _, rows in _rows(readings) if (n := np.searchsorted(when[rows], at_ms, "right"))]
    return {one.signal: one for one in readings_of(readings.take(pa.array(last, pa.int64())))}


def _observed_at(readings: pa.Table, times_ms: Sequence[int]) -> Iterator[dict[str, Observed]]:
    """Yields the latest values at each of the times, straight from the columns: a week has 10,080 minutes."""
    readings = outweighing(readings)
    when, values = readings["observed_at"].to_numpy(), readings["value"].to_numpy()
    avpu = readings["avpu"].to_numpy()
    found = [
        (BY_NAME[name], rows, np.searchsorted(when[rows], np.array(times_ms, np.int64), "right"))
        for name, rows in _rows(readings)
    ]
    for place in range(len(times_ms)):
        latest = {}
        for signal, rows, counts in found:
            if counts[place]:
                row = rows[counts[place] - 1]
                value = signal.codes[int(values[row])] if signal.codes else float(values[row])
                latest[signal.name] = Observed(value, AVPU if avpu[row] else signal.unit, int(when[row]))
        yield latest


def _rows(readings: pa.Table) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Yields each signal with the places of its rows."""
    names = readings["signal"].cast(pa.string())
    for name in pc.unique(names).to_pylist():
        yield name, np.flatnonzero(pc.equal(names, name).to_numpy())


@dataclass(frozen=True, slots=True)
class PatientWindows:
    """Windows of each size, and gaps; ``series`` is what their columns number."""

    series: tuple[Series, ...]
    windows: tuple[Windows, ...]
    gaps: Gaps


def windows_of(readings: pa.Table, patient_id: str, sizes_ms: Sequence[int], interval_ms: int) -> PatientWindows:
    """Returns the windows over one patient's readings; ``interval_ms`` is how long a measured value covers.

    What came late corrects its window and is counted in it. The order of arrival, which tells the late, is that of the
    times of receipt.
    """
    arrived = readings.sort_by([("received_at", "ascending"), ("observed_at", "ascending")])
    names = arrived["signal"].cast(pa.string()).to_numpy(zero_copy_only=False)
    measured = np.array([not BY_NAME[name].codes for name in names], bool)
    names, kept = names[measured], arrived.filter(pa.array(measured))
    signals, series = np.unique(names.astype(str), return_inverse=True)
    columns = Readings(
        series.astype(np.int64),
        np.zeros(len(names), np.int64),
        kept["observed_at"].to_numpy(),
        kept["value"].to_numpy(),
    )
    fresh = np.array([fresh_ms(signal, interval_ms) for signal in signals.tolist()], np.int64)
    return PatientWindows(
        tuple((patient_id, signal) for signal in signals.tolist()),
        tuple(windows(columns, size, size, OUT_OF_ORDER_MS, fresh) for size in sizes_ms),
        gaps(columns, fresh),
    )
