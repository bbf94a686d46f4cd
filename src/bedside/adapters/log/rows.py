"""How readings lie in one row of the log: an Arrow record batch without its schema, and the digests beside it.

The schema is known (`READINGS`), so that a row of one reading takes hundreds of bytes and not thousands: the two
dictionary columns are stored as their indices, the names of the sources beside the batch. A signal is stored as its
place in the code table, to which rows are only ever added at the end.
"""

import json
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bedside.messages.readings import READINGS, SIGNAL_NAMES

_STORED = pa.schema([field.with_type(pa.int8()) if pa.types.is_dictionary(field.type) else field for field in READINGS])
_SIGNAL, _SOURCE = READINGS.get_field_index("signal"), READINGS.get_field_index("source")
MOST_SOURCES = 127


@dataclass(frozen=True, slots=True)
class Row:
    """What is stored of readings that were taken together."""

    at_ms: int
    count: int
    sources: str
    digests: bytes
    body: pa.Buffer | None
    """None for a tick."""


def row_of(readings: pa.RecordBatch, identities: NDArray[np.uint64], contents: NDArray[np.uint64]) -> Row:
    """Returns the readings as a row; they may be known by more digests than they are, m of each kind."""
    columns = readings.columns
    source = columns[_SOURCE]
    columns[_SIGNAL], columns[_SOURCE] = columns[_SIGNAL].indices, source.indices
    stored = pa.RecordBatch.from_arrays(columns, schema=_STORED)
    at_ms = int(np.max(readings.column("received_at").to_numpy(), initial=0))
    digests = identities.astype("<u8").tobytes() + contents.astype("<u8").tobytes()
    names = json.dumps(source.dictionary.to_pylist(), ensure_ascii=False, separators=(",", ":"))
    return Row(at_ms, len(readings), names, digests, stored.serialize())


def readings_in(sources: str, body: bytes) -> pa.RecordBatch:
    """Returns the readings of a row."""
    stored = pa.ipc.read_record_batch(pa.py_buffer(body), _STORED)
    columns = stored.columns
    columns[_SIGNAL] = pa.DictionaryArray.from_arrays(columns[_SIGNAL], SIGNAL_NAMES)
    columns[_SOURCE] = pa.DictionaryArray.from_arrays(columns[_SOURCE], pa.array(json.loads(sources), pa.string()))
    return pa.RecordBatch.from_arrays(columns, schema=READINGS)


def digests_in(digests: bytes) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Returns the digests of identities and of contents (m,) each."""
    both = np.frombuffer(digests, "<u8").astype(np.uint64)
    return both[: len(both) // 2], both[len(both) // 2 :]


def joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    """Returns the batches as one, in order."""
    if len(batches) == 1:
        return batches[0]
    table = pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()
    return table.to_batches()[0] if len(table) else batches[0].slice(0, 0)
