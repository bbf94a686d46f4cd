"""The recent course of every patient's signals by name: which of `trends`' rings is whose.

What is preliminary has a ring of its own: the mean of a minute is that of its final and corrected readings, and of the
preliminary ones only where there are no others. So a final value takes the place of its preliminary one, without
anybody asking which came before it. Codes have no course.
"""

import threading
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.trends import Trends
from bedside.core.vitals.versions import marked

_CODED = frozenset(signal.name for signal in SIGNALS if signal.codes)
_Series = tuple[str, str, bool]
"""Patient, signal, and whether it is of preliminary readings."""


class Courses:
    """Means by the minute. Readings are tables of `messages.readings`. One thread adds; any may read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._series: dict[_Series, int] = {}
        self._trends = Trends()

    def add(self, readings: pa.Table) -> None:
        """Adds readings, in any order."""
        patients = readings["patient_id"].combine_chunks().dictionary_encode()
        signals = readings["signal"].combine_chunks().cast(pa.string()).dictionary_encode()
        names, kinds = patients.dictionary.to_pylist(), signals.dictionary.to_pylist()
        pair = patients.indices.to_numpy().astype(np.int64) * len(kinds) + signals.indices.to_numpy()
        pair = 2 * pair + _preliminary(readings)
        times, values = readings["observed_at"].to_numpy(), readings["value"].to_numpy()
        with self._lock:
            row = np.full(2 * len(names) * len(kinds), -1)
            for one in np.flatnonzero(np.bincount(pair, minlength=len(row))).tolist():
                patient, kind = divmod(one // 2, len(kinds))
                if kinds[kind] not in _CODED:
                    series = (names[patient], kinds[kind], bool(one % 2))
                    row[one] = self._series.setdefault(series, len(self._series))
            series_of = row[pair]
            measured = series_of >= 0
            self._trends.add(series_of[measured], times[measured], values[measured])

    def has(self, patient_id: str, signal: str) -> bool:
        """Returns whether anything was added."""
        return any((patient_id, signal, preliminary) in self._series for preliminary in (False, True))

    def put(self, patient_id: str, signal: str, at_ms: int, readings: pa.Table) -> None:
        """Makes a minute what these readings are: one that was added was corrected or withdrawn since."""
        preliminary, values = _preliminary(readings), readings["value"].to_numpy()
        with self._lock:
            for kind in (False, True):
                if (series := self._series.get((patient_id, signal, kind))) is not None:
                    self._trends.put(series, at_ms, values[preliminary == kind])

    def means(self, ids: Sequence[str], signal: str, at_ms: int, minutes: int) -> list[float | None]:
        """Returns the mean of each of the last minutes, oldest first, over all ids of a patient; None is a gap.

        Of several ids the first that has something in a minute tells it.
        """
        names = [(one, signal, preliminary) for preliminary in (False, True) for one in ids]
        with self._lock:
            rows = [self._series[name] for name in names if name in self._series]
            courses = [self._trends.means(row, at_ms, minutes) for row in rows] or [[None] * minutes]
        return [next((mean for mean in means if mean is not None), None) for means in zip(*courses, strict=True)]

    def nbytes(self) -> int:
        """Returns the memory taken."""
        with self._lock:
            return self._trends.nbytes()


def _preliminary(readings: pa.Table) -> NDArray[np.bool_]:
    found = np.zeros(len(readings), bool)
    found[marked(readings["event_id"], "preliminary")] = True
    return found
