"""Times as senders write them, as milliseconds since 1970, UTC: whole columns at once.

A timestamp must have a zone and a text must name one: without it the hour is a guess. Whole numbers are milliseconds.
Of a text the common form is read in one pass over the column; what that cannot read is tried one by one, as times in
JSON are. Fractions of a millisecond are cut off.
"""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bedside.errors import InvalidInput

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_A_MS = {"s": 1, "ms": 1, "us": 1000, "ns": 1_000_000}
_COMMON = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$"
_NO_TEXT = pa.scalar(None, pa.string())  # of a bare None Arrow would guess the type, which takes longer than the rest
_MOST_SECONDS = 2**63 // 1000 - 1


def times_ms(column: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Returns the times (n,) and whether each is one. Raises InvalidInput for a column of another type."""
    kind = column.type
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        return _from_timestamps(column)
    if pa.types.is_int64(kind):
        return _filled(column), ~_nulls(column)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _from_texts(column.cast(pa.string()))
    reason = "the column must be timestamps with a zone, whole milliseconds in 64 bits, or RFC 3339 text"
    raise InvalidInput(
        "refused: observed_at", code="wrong_columns", errors=[{"field": "observed_at", "reason": reason}]
    )


def time_ms(text: str) -> int | None:
    """Returns the time of an RFC 3339 text, None where it is none or names no zone.

    >>> time_ms("2026-03-01T12:00:00.25+01:00")
    1772362800250
    """
    try:
        at = datetime.fromisoformat(text)
        return None if at.tzinfo is None else (at - _EPOCH) // _MILLISECOND
    except (ValueError, OverflowError):
        return None


def _from_timestamps(column: pa.TimestampArray) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    counted = _filled(column.cast(pa.int64()))
    if column.type.unit == "s":
        inside = np.abs(counted) <= _MOST_SECONDS
        return np.where(inside, counted, 0) * 1000, inside & ~_nulls(column)
    return counted // _A_MS[column.type.unit], ~_nulls(column)


def _from_texts(column: pa.StringArray) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    common = pc.match_substring_regex(column, _COMMON).fill_null(False)
    try:
        read = pc.if_else(common, column, _NO_TEXT).cast(pa.timestamp("us", "UTC"))
    except pa.ArrowInvalid:  # a 30th of February among them: one by one
        read, common = pa.nulls(len(column), pa.timestamp("us", "UTC")), pa.array(np.zeros(len(column), bool))
    times = _filled(read.cast(pa.int64())) // 1000
    is_time = common.to_numpy(zero_copy_only=False).copy()
    for place in np.flatnonzero(~is_time & ~_nulls(column)).tolist():
        if (at := time_ms(column[place].as_py())) is not None:
            times[place], is_time[place] = at, True
    return times, is_time


def _filled(column: pa.Int64Array) -> NDArray[np.int64]:
    return np.array(column.fill_null(0).to_numpy(zero_copy_only=False), np.int64)


def _nulls(column: pa.Array) -> NDArray[np.bool_]:
    return np.asarray(column.is_null().to_numpy(zero_copy_only=False))
