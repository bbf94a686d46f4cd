"""Makes courses, and the readings nearest to a moment, from a patient's readings as columns.

Columns, since a day at a reading a second is half a million of them. Cost: one pass over the rows of each signal.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bedside.core.vitals.parts import AVPU
from bedside.core.vitals.past import GAP_MS, Course, Point
from bedside.core.vitals.reading_tables import outweighing
from bedside.core.vitals.signals import BY_NAME


def courses_of(readings: pa.Table) -> tuple[Course, ...]:
    """Returns the course of each signal, by name, from readings by time."""
    return tuple(_course(rows, name) for name, rows in _by_signal(readings))


def nearest_of(readings: pa.Table, moment_ms: int) -> tuple[Point, ...]:
    """Returns the reading of each signal nearest to the moment: of two as near the earlier, of one time the graver."""
    readings = outweighing(readings)
    return tuple(
        _point(rows, name, int(np.argmin(np.abs(_times(rows) - moment_ms)))) for name, rows in _by_signal(readings)
    )


def _by_signal(readings: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    names = readings["signal"].cast(pa.string())
    for name in sorted(pc.unique(names).to_pylist()):
        yield name, readings.filter(pc.equal(names, name))


def _course(rows: pa.Table, name: str) -> Course:
    apart = np.diff(_times(rows))
    covered = int(apart[apart <= GAP_MS].sum())
    stand = outweighing(rows)
    first, last = _point(stand, name, 0), _point(stand, name, len(stand) - 1)
    values = rows["value"].to_numpy()
    if BY_NAME[name].codes:
        places = sorted(int(np.argmax(values == code)) for code in np.unique(values))
        return Course(name, len(rows), covered, first, last, codes=tuple(_point(rows, name, n) for n in places))
    return Course(
        name,
        len(rows),
        covered,
        first,
        last,
        _point(rows, name, int(np.argmin(values))),
        _point(rows, name, int(np.argmax(values))),
        float(np.median(values)),
        float(np.mean(values)),
    )


def _point(rows: pa.Table, name: str, place: int) -> Point:
    row = rows.slice(place, 1).to_pylist()[0]
    signal = BY_NAME[name]
    value = signal.codes[int(row["value"])] if signal.codes else row["value"]
    unit = AVPU if row["avpu"] else signal.unit
    return Point(row["event_id"], name, value, unit, row["observed_at"])


def _times(rows: pa.Table) -> NDArray[np.int64]:
    times: NDArray[np.int64] = rows["observed_at"].to_numpy()
    return times
