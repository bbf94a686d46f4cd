"""Readings as Arrow tables: each once, and the latest of each series. Columns are those of `messages.readings`."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def once(readings: pa.Table) -> pa.Table:
    """Returns the readings by time, then by arrival; of each event id only what came first."""
    by_arrival = readings.sort_by([("received_at", "ascending"), ("observed_at", "ascending")])
    _, first = np.unique(_codes(by_arrival["event_id"]), return_index=True)
    kept = by_arrival.take(pa.array(np.sort(first)))
    return kept.take(pa.array(np.argsort(kept["observed_at"].to_numpy(), kind="stable")))


def latest_of(readings: pa.Table) -> pa.Table:
    """Returns the latest reading of each patient and signal; of those of one moment the one that comes last."""
    series = _codes(readings["patient_id"]) * 256 + _codes(readings["signal"])
    order = np.lexsort((readings["observed_at"].to_numpy(), series))
    ends = np.flatnonzero(np.append(series[order][1:] != series[order][:-1], len(series) > 0))
    return readings.take(pa.array(np.sort(order[ends])))


def _codes(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """Returns a number (n,) for each value, equal for equal ones."""
    if not len(column):
        return np.empty(0, np.int64)
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    codes: NDArray[np.int64] = column.combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    return codes
