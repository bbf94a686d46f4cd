"""Readings in JSON and NDJSON, decoded straight into columns: the hot path of small senders.

All entries are decoded at once where all are sound. Where one is not, each is decoded by itself, so that one faulty
entry refuses none of the others: it becomes a row marked malformed, with the field to mend.
"""

import re
from collections.abc import Sequence
from typing import Annotated

import msgspec
import numpy as np
import pyarrow as pa
from msgspec import Meta

from bedside.core.vitals.raw_columns import FIELDS, REASONS, SOUND, Raw
from bedside.core.vitals.raw_times import times_ms
from bedside.core.vitals.reading import Reason
from bedside.errors import InvalidInput

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


_BODY = msgspec.json.Decoder(_Body)
_RAW_BODY = msgspec.json.Decoder(_RawBody)
_ENTRY = msgspec.json.Decoder(_Entry)
_IDENTIFIED = msgspec.json.Decoder(_Identified)
_NO_ENTRY = _Entry(patient_id="", signal="", value=0.0, unit="", observed_at="1970-01-01T00:00:00Z")
_PLACE = re.compile(r"`\$\.(\w+)|field `(\w+)`")
_FAULTS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def raw_of_json(body: bytes) -> Raw:
    """Returns the readings of ``{"readings": [R, ...]}``. Raises InvalidInput for a body that is not that."""
    try:
        return _columns(_BODY.decode(body).readings)
    except msgspec.ValidationError:
        return raw_of_entries(entries_of_json(body))
    except _FAULTS as error:
        raise _broken() from error


def raw_of_lines(body: bytes) -> Raw:
    """Returns the readings of NDJSON, one a line."""
    try:
        return _columns(_ENTRY.decode_lines(body))
    except _FAULTS:
        return raw_of_entries(entries_of_lines(body))


def entries_of_json(body: bytes) -> Sequence[bytes]:
    """Returns each entry as it came. Raises InvalidInput where they cannot be told apart."""
    try:
        return [bytes(entry) for entry in _RAW_BODY.decode(body).readings]
    except msgspec.ValidationError as error:
        wrong = [{"field": "readings", "reason": "the body must be an object with the list `readings` and no more"}]
        raise InvalidInput("refused: readings", errors=wrong) from error
    except _FAULTS as error:
        raise _broken() from error


def entries_of_lines(body: bytes) -> Sequence[bytes]:
    """Returns each line as it came, blank ones left out."""
    return [line for line in body.split(b"\n") if line.strip()]


def raw_of_entries(given: Sequence[bytes]) -> Raw:
    """Returns one row for each entry; what cannot be read is malformed, with the field to mend where that is known."""
    read, malformed = list[_Entry](), dict[int, str]()
    for place, entry in enumerate(given):
        try:
            read.append(_ENTRY.decode(entry))
        except _FAULTS as error:
            malformed[place] = _field(str(error))
            read.append(_placeholder(entry))
    raw = _columns(read)
    for place, field in malformed.items():
        raw.fault[place] = REASONS.index(Reason.MALFORMED)
        raw.fault_field[place] = FIELDS.index(field) if field else SOUND
    return raw


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


def _placeholder(entry: bytes) -> _Entry:
    try:
        return msgspec.structs.replace(_NO_ENTRY, event_id=_IDENTIFIED.decode(entry).event_id)
    except _FAULTS:
        return _NO_ENTRY


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


def _broken() -> InvalidInput:
    broken = InvalidInput("the body is not JSON", code="broken_json", next_step="Send valid JSON in UTF-8.")
    broken.status = 400
    return broken
