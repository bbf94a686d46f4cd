"""Readings as Arrow tables: each once, and the latest of each series. Columns are those of `messages.readings`."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bedside.core.vitals.graver import gravest, has_moments_twice
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.versions import standing

_JOINED_BELOW = 65_536
_NAMES = [signal.name for signal in SIGNALS]


def pile(tables: list[pa.Table], new: pa.Table) -> None:
    """Puts a table behind others, of which small ones are joined, so that few and large pieces of memory are held."""
    tables.append(joined(new))
    while len(tables) > 1 and len(tables[-2]) < min(2 * len(tables[-1]), _JOINED_BELOW):
        tables[-2:] = [joined(pa.concat_tables(tables[-2:]))]


def joined(table: pa.Table) -> pa.Table:
    """Returns a table as one piece: a log of small requests gives hundreds, and each is looked at by itself else."""
    return table.unify_dictionaries().combine_chunks()


def once(readings: pa.Table) -> pa.Table:
    """Returns the readings by time, then by arrival; of each event id at one time only what came first.

    The time belongs to it since the log knows an id for a day: a device that counts anew on the next day has the same
    ids for other readings, which were taken and are to be seen.
    """
    received, observed = (readings[name].to_numpy() for name in ("received_at", "observed_at"))
    by_arrival = np.lexsort((observed, received))
    times = np.unique(observed, return_inverse=True)[1]
    both = codes_of(readings["event_id"]) * (times.max(initial=0) + 1) + times
    ids = np.unique(both, return_inverse=True)[1][by_arrival]
    first = np.full(len(ids), -1)
    first[ids[::-1]] = np.arange(len(ids))[::-1]  # of several at one place the last one stays: the first to arrive
    kept = by_arrival[np.sort(first[first >= 0])]
    return readings.take(pa.array(kept[np.argsort(observed[kept], kind="stable")]))


def latest_of(readings: pa.Table) -> pa.Table:
    """Returns the latest reading of each patient and signal; of those of one moment the graver (`graver`).

    A time beyond the arrival counts as the arrival (`StoredReading.counts_from_ms`); of those that count alike the
    later one is the latest. Of several versions of a reading only the newest is looked at (`versions`).
    """
    readings, series = _outweighing(standing(readings), of_patients=True)
    times = readings["observed_at"].to_numpy()
    counts = np.minimum(times, readings["received_at"].to_numpy())
    is_in_order = (counts[1:] >= counts[:-1]).all() and (times[1:] >= times[:-1]).all()
    order = np.arange(len(times)) if is_in_order else np.lexsort((times, counts))
    last = np.full(series.max(initial=-1) + 1, -1)
    last[series[order]] = order  # of several at one place the last one stays: the latest
    return readings.take(pa.array(np.sort(last[last >= 0])))


def outweighing(readings: pa.Table) -> pa.Table:
    """Returns the readings of one patient, of each signal and moment only the one that stands: the graver."""
    return _outweighing(readings, of_patients=False)[0]


def _outweighing(readings: pa.Table, *, of_patients: bool) -> tuple[pa.Table, NDArray[np.int64]]:
    """Returns what stands of each series' moments, and the number of each reading's series."""
    series = codes_of(readings["signal"])
    if of_patients:
        series = codes_of(readings["patient_id"]) * (series.max(initial=0) + 1) + series
    times = readings["observed_at"].to_numpy()
    if not has_moments_twice(series, times):
        return readings, series
    signals = pc.index_in(readings["signal"].cast(pa.string()), pa.array(_NAMES)).to_numpy()
    kept = gravest(series, times, signals, readings["value"].to_numpy())
    return readings.take(pa.array(kept)), series[kept]


def by_patient(readings: pa.Table) -> pa.Table:
    """Returns the readings by patient, then by time."""
    whole = readings["patient_id"].combine_chunks().dictionary_encode()
    names = np.array(whole.dictionary.to_pylist(), object)
    rank = np.empty(len(names), np.int64)
    rank[np.argsort(names)] = np.arange(len(names))
    order = np.lexsort((readings["observed_at"].to_numpy(), rank[whole.indices.to_numpy()]))
    return readings.take(pa.array(order, pa.int64()))


def codes_of(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """Returns a number (n,) for each value, equal for equal ones, from 0 without holes."""
    if not len(column):
        return np.empty(0, np.int64)
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    codes: NDArray[np.int64] = column.combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    return codes
