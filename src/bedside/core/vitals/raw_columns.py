"""Readings as they came, as columns of one known form: what conversion and identity work on.

Senders may leave out optional columns, encode texts as dictionaries, send values as numbers or as text, and times as
timestamps with a zone, milliseconds or RFC 3339. Here each becomes one type; a row of which that is not true is marked
with its fault and the others go on. A column that nobody asked for, or of a type that is none of those, is a fault of
the sender's program and refuses the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bedside.core.vitals.raw_times import times_ms
from bedside.core.vitals.reading import Reading, Reason, Unread
from bedside.errors import InvalidInput

REASONS = tuple(Reason)
FIELDS = ("event_id", "patient_id", "device_id", "signal", "value", "unit", "observed_at", "sequence")
SOUND = 255
"""Stands for "no reason" where a reason's place stands."""

_REQUIRED = ("patient_id", "signal", "value", "unit", "observed_at")
_LONGEST = {"event_id": 200, "patient_id": 200, "device_id": 200, "signal": 60, "unit": 60}
_EMPTY, _NO_TEXT, _ZERO = pa.scalar("", pa.string()), pa.scalar(None, pa.string()), pa.scalar(0, pa.int64())
_NUMBER = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$"


@dataclass(frozen=True, slots=True)
class Raw:
    """Columns (n,). A number that is not there is NaN; ``text`` is None where all values are numbers.

    ``fault`` has the place in `REASONS` of what made a row unreadable, else `SOUND`; ``fault_field`` one in `FIELDS`.
    """

    event_id: pa.StringArray
    patient_id: pa.StringArray
    device_id: pa.StringArray
    signal: pa.StringArray
    number: NDArray[np.float64]
    text: pa.StringArray | None
    unit: pa.StringArray
    observed_ms: NDArray[np.int64]
    sequence: pa.Int64Array
    fault: NDArray[np.uint8]
    fault_field: NDArray[np.uint8]

    def __len__(self) -> int:
        """Returns the number of rows."""
        return len(self.fault)


_UNREAD = Reading(patient_id="", signal="", value=0.0, unit="", observed_at=0)


def raw_of_readings(entries: Sequence[Reading | Unread]) -> Raw:
    """Returns readings as columns, in order; of one that could not be read the id it was given."""
    readings = [replace(_UNREAD, event_id=one.event_id) if isinstance(one, Unread) else one for one in entries]
    texts = [one.value if isinstance(one.value, str) else None for one in readings]
    faults = _Faults(len(readings))
    for at, one in enumerate(entries):
        if isinstance(one, Unread):
            faults.reason[at] = REASONS.index(one.reason)
            faults.field[at] = FIELDS.index(one.field) if one.field else SOUND
    return Raw(
        event_id=pa.array([one.event_id for one in readings], pa.string()),
        patient_id=pa.array([one.patient_id for one in readings], pa.string()),
        device_id=pa.array([one.device_id for one in readings], pa.string()),
        signal=pa.array([one.signal for one in readings], pa.string()),
        number=np.array([_number(one.value) for one in readings], np.float64),
        text=pa.array(texts, pa.string()) if any(text is not None for text in texts) else None,
        unit=pa.array([one.unit for one in readings], pa.string()),
        observed_ms=np.array([one.observed_at for one in readings], np.int64),
        sequence=pa.array([one.sequence for one in readings], pa.int64()),
        fault=faults.reason,
        fault_field=faults.field,
    )


def raw_of(batch: pa.RecordBatch) -> Raw:
    """Returns the batch in the one form. Raises InvalidInput naming columns that are missing, unknown or mistyped."""
    _check_names(batch.schema.names)
    rows = batch.num_rows
    faults = _Faults(rows)
    texts = {name: _text(batch, name, faults) for name in _LONGEST}
    number, text = _values(batch, faults)
    observed_ms, is_time = times_ms(_plain(batch.column("observed_at")))
    faults.mark(~is_time, Reason.NOT_A_TIME, "observed_at")
    return Raw(
        **texts,
        number=number,
        text=text,
        observed_ms=observed_ms,
        sequence=_sequence(batch, faults),
        fault=faults.reason,
        fault_field=faults.field,
    )


class _Faults:
    """The first fault of each row."""

    def __init__(self, rows: int) -> None:
        self.reason = np.full(rows, SOUND, np.uint8)
        self.field = np.zeros(rows, np.uint8)

    def mark(self, where: NDArray[np.bool_], reason: Reason, field: str) -> None:
        """Notes a fault of the rows that have none yet."""
        where = where & (self.reason == SOUND)
        self.reason[where] = REASONS.index(reason)
        self.field[where] = FIELDS.index(field)


def _check_names(names: Sequence[str]) -> None:
    wrong = [{"field": name, "reason": "the column is missing"} for name in _REQUIRED if name not in names]
    if len(set(names)) < len(names):
        wrong.append({"field": "(columns)", "reason": "two columns have one name"})
    if unknown := len(set(names) - set(FIELDS)):
        wrong.append({"field": "(columns)", "reason": f"{unknown} are none of {', '.join(FIELDS)}"})
    if wrong:
        raise InvalidInput("The columns are not those of readings.", code="wrong_columns", errors=wrong)


def _wrong_type(name: str, wanted: str) -> InvalidInput:
    wrong = {"field": name, "reason": f"the column must be {wanted}"}
    return InvalidInput(f"refused: {name}", code="wrong_columns", errors=[wrong])


def _plain(column: pa.Array) -> pa.Array:
    """Returns the values of a dictionary-encoded column, any other as it is."""
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _text(batch: pa.RecordBatch, name: str, faults: _Faults) -> pa.StringArray:
    if name not in batch.schema.names:
        return pa.nulls(batch.num_rows, pa.string())
    column = _plain(batch.column(name))
    if pa.types.is_null(column.type):
        column = column.cast(pa.string())
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        raise _wrong_type(name, "text")
    column = column.cast(pa.string())
    longest = _LONGEST[name]
    if (pc.max(pc.binary_length(column)).as_py() or 0) > longest:
        faults.mark(_mask(pc.greater(pc.utf8_length(column), pa.scalar(longest, pa.int32()))), Reason.MALFORMED, name)
    if name in _REQUIRED and column.null_count:
        faults.mark(_mask(column.is_null()), Reason.MALFORMED, name)
        column = column.fill_null("")
    elif name not in _REQUIRED:
        faults.mark(_mask(pc.equal(column, _EMPTY)), Reason.MALFORMED, name)
    return column


def _values(batch: pa.RecordBatch, faults: _Faults) -> tuple[NDArray[np.float64], pa.StringArray | None]:
    column = _plain(batch.column("value"))
    column = column.cast(pa.float64()) if pa.types.is_null(column.type) else column
    kind = column.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        faults.mark(_mask(column.is_null()), Reason.MALFORMED, "value")
        return _numbers(column.cast(pa.float64(), safe=False)), None
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        raise _wrong_type("value", "numbers or text")
    faults.mark(_mask(column.is_null()), Reason.MALFORMED, "value")
    column = column.cast(pa.string())
    written = pc.match_substring_regex(column, _NUMBER).fill_null(False)
    numbers = _numbers(pc.if_else(written, column, _NO_TEXT).cast(pa.float64()))
    return numbers, pc.if_else(written, _NO_TEXT, column)


def _numbers(column: pa.DoubleArray) -> NDArray[np.float64]:
    """Returns the numbers, NaN for none and 0 for -0."""
    return np.asarray(column.fill_null(np.nan).to_numpy(zero_copy_only=False)) + 0.0


def _sequence(batch: pa.RecordBatch, faults: _Faults) -> pa.Int64Array:
    if "sequence" not in batch.schema.names:
        return pa.nulls(batch.num_rows, pa.int64())
    column = _plain(batch.column("sequence"))
    if not (pa.types.is_integer(column.type) or pa.types.is_null(column.type)):
        raise _wrong_type("sequence", "whole numbers")
    column = column.cast(pa.int64(), safe=False)  # beyond 64 bits it comes out negative
    faults.mark(_mask(pc.less(column, _ZERO)), Reason.MALFORMED, "sequence")
    return column


def _mask(column: pa.BooleanArray) -> NDArray[np.bool_]:
    return np.asarray(column.fill_null(False).to_numpy(zero_copy_only=False), dtype=bool)


def _number(value: float | str) -> float:
    if isinstance(value, str | bool):
        return np.nan
    try:
        return float(value) + 0.0
    except OverflowError:
        return np.inf
