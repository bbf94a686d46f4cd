"""The keys of `identities` for whole columns: byte for byte the same, at a fraction of the cost.

Keys are put together by Arrow, a column at a time; only their digests are made one by one (under a microsecond each).
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bedside.core.vitals.identities import NAME_BYTES, NO_SEQUENCE, NONE, digests, short_digests
from bedside.core.vitals.raw_columns import Raw

_SAID = np.dtype([("signal", "<i1"), ("avpu", "<i1"), ("value", "<f8"), ("observed", "<i8"), ("sequence", "<i8")])
_ZERO = pa.scalar(0, pa.int32())
_NOTHING = pa.scalar(b"", pa.binary())


def identities_of(raw: Raw) -> tuple[pa.StringArray, NDArray[np.uint64]]:
    """Returns for each row the id it is told and kept by, and the 64-bit digest it is known by.

    The id is the sender's own where it gave one, else as `reading.identity` names it.
    """
    given = _mask(pc.greater(pc.binary_length(raw.event_id), _ZERO))
    counted = ~given & _mask(pc.greater(pc.binary_length(raw.device_id), _ZERO)) & ~_mask(raw.sequence.is_null())
    ids = np.empty(len(raw), object)
    known_by = np.empty(len(raw), np.uint64)
    for where, kind, keys_of in (
        (given, "", _event_keys),
        (counted, "device:", _device_keys),
        (~given & ~counted, "content:", _content_keys),
    ):
        rows = np.flatnonzero(where)
        if len(rows):
            made = digests(keys_of(raw, rows).to_pylist())
            known_by[rows] = np.frombuffer(made, "<u8")[::2]
            ids[rows] = _names(kind, made) if kind else raw.event_id.take(pa.array(rows)).to_pylist()
    return pa.array(ids, pa.string()) if not given.all() else raw.event_id, known_by


def content_digests(
    patient_id: pa.StringArray, device_id: pa.StringArray, sequence: pa.Int64Array, canonical: dict[str, pa.Array]
) -> NDArray[np.uint64]:
    """Returns a 64-bit digest (n,) of what each canonical reading says, whatever its id.

    ``canonical`` has the columns signal (place), avpu, value and observed.
    """
    fixed = np.empty(len(patient_id), _SAID)
    fixed["sequence"] = sequence.fill_null(NO_SEQUENCE).to_numpy(zero_copy_only=False)
    for name in ("signal", "avpu", "value", "observed"):
        fixed[name] = canonical[name]
    return short_digests(_joined(_bytes(fixed), *_told(patient_id), *_told(device_id)).to_pylist())


def _event_keys(raw: Raw, rows: NDArray[np.intp]) -> pa.BinaryArray:
    return _joined(_letter(b"e", len(rows)), raw.event_id.take(pa.array(rows)).cast(pa.binary()))


def _device_keys(raw: Raw, rows: NDArray[np.intp]) -> pa.BinaryArray:
    device, signal, sequence = (column.take(pa.array(rows)) for column in (raw.device_id, raw.signal, raw.sequence))
    counted = sequence.cast(pa.string()).cast(pa.binary())
    return _joined(_letter(b"d", len(rows)), *_told(device), *_told(signal), counted)


def _content_keys(raw: Raw, rows: NDArray[np.intp]) -> pa.BinaryArray:
    taken = pa.array(rows)
    patient, device, signal, unit = (
        column.take(taken) for column in (raw.patient_id, raw.device_id, raw.signal, raw.unit)
    )
    said = _joined(_letter(b"n", len(rows)), _bytes(raw.number[rows].astype("<f8")))
    if raw.text is not None:
        text = raw.text.take(taken)
        in_words = _joined(_letter(b"t", len(rows)), *_told(text))
        said = pc.if_else(text.is_valid(), in_words, said)
    observed = pa.array(raw.observed_ms[rows]).cast(pa.string()).cast(pa.binary())
    told = (*_told(patient), *_told(device), *_told(signal))
    return _joined(_letter(b"c", len(rows)), *told, said, *_told(unit), observed)


def _joined(*columns: pa.BinaryArray) -> pa.BinaryArray:
    return pc.binary_join_element_wise(*columns, _NOTHING)


def _letter(letter: bytes, rows: int) -> pa.BinaryArray:
    return pa.repeat(pa.scalar(letter, pa.binary()), rows)


def _told(texts: pa.StringArray) -> tuple[pa.BinaryArray, pa.BinaryArray]:
    """Returns each text with its length before it."""
    lengths = pc.binary_length(texts).fill_null(NONE).to_numpy(zero_copy_only=False)
    return _bytes(lengths.astype("<i4")), texts.fill_null("").cast(pa.binary())


def _bytes(values: NDArray[np.generic]) -> pa.BinaryArray:
    """Returns the bytes of each value."""
    values = np.ascontiguousarray(values)
    width = values.dtype.itemsize
    return pa.Array.from_buffers(pa.binary(width), len(values), [None, pa.py_buffer(values)]).cast(pa.binary())


def _names(kind: str, made: bytes) -> list[str]:
    told = made.hex()
    width = 2 * NAME_BYTES
    return [kind + told[at : at + width] for at in range(0, len(told), width)]


def _mask(column: pa.BooleanArray) -> NDArray[np.bool_]:
    return np.asarray(column.fill_null(False).to_numpy(zero_copy_only=False), dtype=bool)
