"""Arrow IPC streams as request bodies: read whole, checked whole, and never larger in memory than their bytes.

Arrow trusts what it reads: offsets that lead outside a buffer end the process, and a compressed buffer says itself how
large it will be. So compressed streams are refused, and each batch is validated in full before anything looks into it.
"""

import struct

import pyarrow as pa

from bedside.errors import InvalidInput, TooLarge

MOST_ROWS = 200_000
_COMPRESSION_FIELD = 3  # of the table RecordBatch in Arrow's Message.fbs
_HEADER_TYPE, _HEADER = 1, 2  # of the table Message
_DICTIONARY_BATCH, _RECORD_BATCH = 2, 3
_DATA_FIELD = 1  # of the table DictionaryBatch


def batch_of(body: bytes, most_rows: int = MOST_ROWS) -> pa.RecordBatch:
    """Returns all rows of a stream as one batch. Raises InvalidInput for what is no sound stream, TooLarge."""
    try:
        batches, schema = _read(body, most_rows)
    except (pa.ArrowException, struct.error, IndexError, OSError, UnicodeDecodeError) as error:
        raise _unreadable() from error
    if len(batches) == 1:
        return batches[0]
    table = pa.Table.from_batches(batches, schema).unify_dictionaries().combine_chunks()
    return table.to_batches()[0] if len(table) else pa.RecordBatch.from_pylist([], schema)


def _read(body: bytes, most_rows: int) -> tuple[list[pa.RecordBatch], pa.Schema]:
    for message in pa.ipc.MessageReader.open_stream(pa.py_buffer(body)):
        if _is_compressed(message.metadata.to_pybytes()):
            raise InvalidInput(
                "The stream is compressed.", code="compressed_arrow", next_step="Send it without compression."
            )
    rows, batches = 0, list[pa.RecordBatch]()
    with pa.ipc.open_stream(pa.py_buffer(body)) as stream:
        _ = stream.schema.names  # names that are no UTF-8 are found here
        for batch in stream:
            rows += batch.num_rows
            if rows > most_rows:
                raise TooLarge(f"a stream may have {most_rows:,} rows here")
            batch.validate(full=True)
            batches.append(batch)
        return batches, stream.schema


def _is_compressed(message: bytes) -> bool:
    """Returns whether the buffers of a message are; its metadata is a flatbuffer, of which four fields are read."""
    table = _indirect(message, 0)
    kind_at = _field(message, table, _HEADER_TYPE)
    header_at = _field(message, table, _HEADER)
    if not kind_at or not header_at:
        return False
    header = _indirect(message, header_at)
    if message[kind_at] == _DICTIONARY_BATCH:
        data_at = _field(message, header, _DATA_FIELD)
        return bool(data_at and _field(message, _indirect(message, data_at), _COMPRESSION_FIELD))
    return message[kind_at] == _RECORD_BATCH and bool(_field(message, header, _COMPRESSION_FIELD))


def _indirect(message: bytes, at: int) -> int:
    (offset,) = struct.unpack_from("<I", message, at)
    return int(at + offset)


def _field(message: bytes, table: int, number: int) -> int:
    """Returns where a field of a table stands, 0 where it is left out."""
    (back,) = struct.unpack_from("<i", message, table)
    entry = table - back + 4 + 2 * number
    (size,) = struct.unpack_from("<H", message, table - back)
    if 4 + 2 * number >= size:
        return 0
    (offset,) = struct.unpack_from("<H", message, entry)
    return table + offset if offset else 0


def _unreadable() -> InvalidInput:
    broken = InvalidInput(
        "the body is no sound Arrow stream", code="broken_arrow", next_step="Send an Arrow IPC stream, uncompressed."
    )
    broken.status = 400
    return broken
