"""Readings as an Arrow IPC stream, as it travels between services; it is read in `services.arrow_bodies`."""

import pyarrow as pa


def stream_of(batch: pa.RecordBatch) -> bytes:
    """Returns the batch as a stream, uncompressed."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    written: bytes = sink.getvalue().to_pybytes()
    return written
