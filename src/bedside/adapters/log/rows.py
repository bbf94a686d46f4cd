"""How readings lie in one row of the log: an Arrow record batch without its schema, and the digests beside it.

The schema is known (`READINGS`), so that a row of one reading takes hundreds of bytes and not thousands: the two
dictionary columns are stored as their indices, the names of the sources beside the batch. A signal is stored as its
place in the code table, to which rows are only ever added at the end.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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


def readings_in(rows: Sequence[tuple[str, bytes]]) -> list[pa.RecordBatch]:
    """Returns the readings of each row, given as its sources and its body.

    A body is the message of a batch in Arrow's stream format: what is put before it here are the schema, and the
    dictionaries wherever the sources are others than before. So Arrow reads all rows in one call; a log of small
    requests is read seven times as fast as row by row.
    """
    stream, before = [_SCHEMA], ""
    for sources, body in rows:
        if sources != before:
            stream.append(_dictionaries(sources))
            before = sources
        stream.append(body)
    return list(pa.ipc.open_stream(b"".join(stream))) if rows else []


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


def _messages(sources: str) -> dict[str, bytes]:
    """Returns the messages of a stream with these sources, joined by their kinds."""
    names = {"signal": SIGNAL_NAMES, "source": pa.array(json.loads(sources), pa.string())}
    none = READINGS.empty_table().columns
    columns = [
        pa.DictionaryArray.from_arrays(pa.array([], pa.int8()), names[field.name])
        if field.name in names
        else column.combine_chunks()
        for field, column in zip(READINGS, none, strict=True)
    ]
    with pa.BufferOutputStream() as sink, pa.ipc.new_stream(sink, READINGS) as stream:
        stream.write_batch(pa.RecordBatch.from_arrays(columns, schema=READINGS))
    messages: dict[str, bytes] = {}
    for message in pa.ipc.MessageReader.open_stream(sink.getvalue()):
        messages[message.type] = messages.get(message.type, b"") + message.serialize().to_pybytes()
    return messages


_SCHEMA = _messages("[]")["schema"]


@lru_cache(maxsize=256)
def _dictionaries(sources: str) -> bytes:
    return _messages(sources)["dictionary"]
