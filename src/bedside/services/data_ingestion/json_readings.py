"""Readings in JSON and NDJSON, decoded straight into columns: the hot path of small senders.

All entries are decoded at once where all are sound. Where one is not, each is decoded by itself, so that one faulty
entry refuses none of the others: it becomes a row marked malformed, with the field to mend. The decoder keeps the last
of a field that stands twice; that none does is seen by counting, which costs next to nothing.
"""

import re
from collections.abc import Callable, Sequence
from typing import Annotated

import msgspec
import numpy as np
import pyarrow as pa
from msgspec import UNSET, Meta, UnsetType

from bedside.core.vitals.raw_columns import FIELDS, REASONS, SOUND, Raw
from bedside.core.vitals.raw_times import time_ms, times_ms
from bedside.core.vitals.reading import Reading, Reason, Unread
from bedside.errors import InvalidInput
from bedside.messages.json_names import holds_so_many, names_twice

_Id = Annotated[str, Meta(min_length=1, max_length=200)]
_Word = Annotated[str, Meta(max_length=60)]


class _Entry(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """`R` of the contract; types are strict, so a truth value is no number."""

    patient_id: Annotated[str, Meta(max_length=200)]
    signal: _Word
    value: int | float | str
    unit: _Word
    observed_at: str
    event_id: _Id | None = None
    device_id: _Id | None = None
    sequence: Annotated[int, Meta(ge=0, le=2**63 - 1)] | None = None


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    readings: list[_Entry]


class _RawBody(msgspec.Struct, forbid_unknown_fields=True):
    readings: list[msgspec.Raw]


class _Identified(msgspec.Struct):
    """What can be told of an entry that cannot be read."""

    event_id: _Id | None = None


class _Named(msgspec.Struct, gc=False):
    """The optional fields of an entry that was read, `UNSET` where its sender does not name them."""

    event_id: str | UnsetType | None = UNSET
    device_id: str | UnsetType | None = UNSET
    sequence: int | UnsetType | None = UNSET


class _NamedBody(msgspec.Struct):
    readings: list[_Named]


_BODY = msgspec.json.Decoder(_Body)
_RAW_BODY = msgspec.json.Decoder(_RawBody)
_ENTRY = msgspec.json.Decoder(_Entry)
_IDENTIFIED = msgspec.json.Decoder(_Identified)
_NAMED_BODY = msgspec.json.Decoder(_NamedBody)
_NAMED = msgspec.json.Decoder(_Named)
_OF_EACH = 9
"""Five fields that every entry names, and the texts of four of them."""
_PLACE = re.compile(r"`\$\.(\w+)|field `(\w+)`")
_FEW = 100
Given = Raw | list[Reading | Unread]
"""Columns where there are many, single readings where there are few."""
_FAULTS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def _named_in_json(body: bytes) -> Sequence[_Named]:
    return _NAMED_BODY.decode(body).readings


def readings_of_json(body: bytes) -> Given:
    """Returns the readings of ``{"readings": [R, ...]}``. Raises InvalidInput for a body that is not that."""
    try:
        entries = _BODY.decode(body).readings
    except msgspec.ValidationError:
        entries = None
    except _FAULTS as error:
        raise _broken() from error
    if entries is not None and (given := _given_once(body, entries, _named_in_json, around=1)) is not None:
        return given
    alone = entries_of_json(body)
    if (body.count(b'"readings"') > 1 or b"\\" in body) and "readings" in names_twice(body):
        raise _no_list("it stands twice, so that nobody knows which was meant")
    return readings_of_entries(alone)


def readings_of_lines(body: bytes) -> Given:
    """Returns the readings of NDJSON, one a line."""
    try:
        entries = _ENTRY.decode_lines(body)
    except _FAULTS:
        entries = None
    if entries is not None and (given := _given_once(body, entries, _NAMED.decode_lines)) is not None:
        return given
    return readings_of_entries(entries_of_lines(body))


def entries_of_json(body: bytes) -> Sequence[bytes]:
    """Returns each entry as it came. Raises InvalidInput where they cannot be told apart."""
    try:
        return [bytes(entry) for entry in _RAW_BODY.decode(body).readings]
    except msgspec.ValidationError as error:
        raise _no_list("the body must be an object with the list `readings` and no more") from error
    except _FAULTS as error:
        raise _broken() from error


def entries_of_lines(body: bytes) -> Sequence[bytes]:
    """Returns each line as it came, blank ones left out."""
    return [line for line in body.split(b"\n") if line.strip()]


def readings_of_entries(given: Sequence[bytes]) -> list[Reading | Unread]:
    """Returns a reading for each entry; what cannot be read is told with the field to mend where that is known."""
    return [_one(entry) for entry in given]


def _one(entry: bytes) -> Reading | Unread:
    try:
        read = _ENTRY.decode(entry)
    except _FAULTS as error:
        return Unread(Reason.MALFORMED, _field(str(error)), _event_id(entry))
    if not holds_so_many(entry, _OF_EACH + _optional_of(read)) and (twice := names_twice(entry)):
        return Unread(Reason.FIELD_TWICE, twice[0], None if "event_id" in twice else read.event_id)
    return _reading(read)


def _given_once(
    body: bytes, entries: Sequence[_Entry], named: Callable[[bytes], Sequence[_Named]], around: int = 0
) -> Given | None:
    """Returns the readings, None where a field may stand twice; ``around`` is how many names stand outside of entries.

    What senders name only to say null, as few do, is looked up where the count does not come out without it.
    """
    given = _given(entries)
    count = around + _OF_EACH * len(entries) + _optional(given, entries)
    if holds_so_many(body, count) or holds_so_many(body, count + sum(map(_nulls, named(body)))):
        return given
    return None


def _optional(given: Given, entries: Sequence[_Entry]) -> int:
    """Returns how many names and texts there are beyond those that each entry has."""
    if not isinstance(given, Raw):
        return sum(map(_optional_of, entries))
    events, devices, sequences = (
        len(given) - int(column.null_count) for column in (given.event_id, given.device_id, given.sequence)
    )
    texts = len(given) - int(given.text.null_count) if given.text is not None else 0
    return 2 * events + 2 * devices + sequences + texts


def _optional_of(entry: _Entry) -> int:
    ids = (entry.event_id is not None) + (entry.device_id is not None)
    return 2 * ids + (entry.sequence is not None) + (type(entry.value) is str)


def _nulls(named: _Named) -> int:
    return (named.event_id is None) + (named.device_id is None) + (named.sequence is None)


def _given(entries: Sequence[_Entry]) -> Given:
    return _columns(entries) if len(entries) > _FEW else [_reading(entry) for entry in entries]


def _reading(entry: _Entry) -> Reading | Unread:
    if (observed_at := time_ms(entry.observed_at)) is None:
        return Unread(Reason.NOT_A_TIME, "observed_at", entry.event_id)
    return Reading(
        event_id=entry.event_id,
        patient_id=entry.patient_id,
        device_id=entry.device_id,
        signal=entry.signal,
        value=entry.value,
        unit=entry.unit,
        observed_at=observed_at,
        sequence=entry.sequence,
    )


def _columns(entries: Sequence[_Entry]) -> Raw:
    values = [entry.value for entry in entries]
    texts: pa.StringArray | None = None
    try:
        numbers = np.array(values, np.float64) if not any(type(value) is str for value in values) else None
    except OverflowError:  # a whole number beyond floats
        numbers = None
    if numbers is None:
        numbers = np.array([_number(value) for value in values], np.float64)
        texts = pa.array([value if isinstance(value, str) else None for value in values], pa.string())
    observed_ms, is_time = times_ms(pa.array([entry.observed_at for entry in entries], pa.string()))
    fault = np.where(is_time, SOUND, REASONS.index(Reason.NOT_A_TIME)).astype(np.uint8)
    return Raw(
        event_id=pa.array([entry.event_id for entry in entries], pa.string()),
        patient_id=pa.array([entry.patient_id for entry in entries], pa.string()),
        device_id=pa.array([entry.device_id for entry in entries], pa.string()),
        signal=pa.array([entry.signal for entry in entries], pa.string()),
        number=numbers + 0.0,
        text=texts,
        unit=pa.array([entry.unit for entry in entries], pa.string()),
        observed_ms=observed_ms,
        sequence=pa.array([entry.sequence for entry in entries], pa.int64()),
        fault=fault,
        fault_field=np.full(len(entries), FIELDS.index("observed_at"), np.uint8),
    )


def _event_id(entry: bytes) -> str | None:
    try:
        return _IDENTIFIED.decode(entry).event_id
    except _FAULTS:
        return None


def _number(value: float | str) -> float:
    if isinstance(value, str):
        return np.nan
    try:
        return float(value)
    except OverflowError:
        return np.inf


def _field(message: str) -> str:
    """Returns the field a fault names where it is one of ours: an unknown one is the sender's own word."""
    found = _PLACE.search(message)
    name = (found.group(1) or found.group(2)) if found else ""
    return name if name in FIELDS else ""


def _no_list(reason: str) -> InvalidInput:
    return InvalidInput("refused: readings", errors=[{"field": "readings", "reason": reason}])


def _broken() -> InvalidInput:
    broken = InvalidInput("the body is not JSON", code="broken_json", next_step="Send valid JSON in UTF-8.")
    broken.status = 400
    return broken
