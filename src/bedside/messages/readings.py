"""How canonical readings travel and are kept: one Arrow schema for the log, Parquet and between services.

A value is in its signal's own unit; a coded one is the place of its code in the signal's codes. ``avpu`` marks a
consciousness from a scale that cannot say "new confusion".
"""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from bedside.core.vitals.parts import AVPU
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.stored_reading import StoredReading

READINGS = pa.schema(
    [
        pa.field("event_id", pa.string(), nullable=False),
        pa.field("patient_id", pa.string(), nullable=False),
        pa.field("device_id", pa.string()),
        pa.field("signal", pa.dictionary(pa.int8(), pa.string()), nullable=False),
        pa.field("value", pa.float64(), nullable=False),
        pa.field("observed_at", pa.int64(), nullable=False),
        pa.field("received_at", pa.int64(), nullable=False),
        pa.field("sequence", pa.int64()),
        pa.field("source", pa.dictionary(pa.int8(), pa.string()), nullable=False),
        pa.field("late", pa.bool_(), nullable=False),
        pa.field("avpu", pa.bool_(), nullable=False),
    ]
)
"""The columns; the dictionary of ``signal`` is `SIGNAL_NAMES`, so its indices are places in the code table."""

SIGNAL_NAMES = pa.array([signal.name for signal in SIGNALS], pa.string())


def batch_of(readings: Sequence[StoredReading]) -> pa.RecordBatch:
    """Returns the readings as columns, in order."""
    place = {signal.name: number for number, signal in enumerate(SIGNALS)}
    codes = [place[one.signal] for one in readings]
    values = [
        float(BY_NAME[one.signal].codes.index(one.value)) if isinstance(one.value, str) else one.value
        for one in readings
    ]
    sources = pa.array([one.source for one in readings], pa.string()).dictionary_encode()
    columns = [
        pa.array([one.event_id for one in readings], pa.string()),
        pa.array([one.patient_id for one in readings], pa.string()),
        pa.array([one.device_id for one in readings], pa.string()),
        pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), SIGNAL_NAMES),
        pa.array(values, pa.float64()),
        pa.array([one.observed_at_ms for one in readings], pa.int64()),
        pa.array([one.received_at_ms for one in readings], pa.int64()),
        pa.array([one.sequence for one in readings], pa.int64()),
        sources.cast(pa.dictionary(pa.int8(), pa.string())),
        pa.array([one.late for one in readings], pa.bool_()),
        pa.array([one.unit == AVPU for one in readings], pa.bool_()),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=READINGS)


def readings_of(batch: pa.RecordBatch | pa.Table) -> Iterator[StoredReading]:
    """Yields the rows in order; for a patient's view, not for the hot path."""
    for row in batch.to_pylist():
        signal = BY_NAME[row["signal"]]
        yield StoredReading(
            event_id=row["event_id"],
            patient_id=row["patient_id"],
            device_id=row["device_id"],
            signal=signal.name,
            value=signal.codes[int(row["value"])] if signal.codes else row["value"],
            unit=AVPU if row["avpu"] else signal.unit,
            observed_at_ms=row["observed_at"],
            received_at_ms=row["received_at"],
            sequence=row["sequence"],
            source=row["source"],
            late=row["late"],
        )
