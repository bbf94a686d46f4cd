"""Readings as the log takes them, with what is refused: from columns, or one by one where there are few.

Columns cost a millisecond however few rows they have, single readings ten microseconds each; so a message of a few is
read one by one. Both give the same, which a test holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bedside.core.vitals.identities import digest, said_key, short_digests
from bedside.core.vitals.identity_columns import content_digests, identities_of
from bedside.core.vitals.intake import Converted, converted_columns
from bedside.core.vitals.parts import AVPU
from bedside.core.vitals.raw_columns import FIELDS, REASONS, SOUND, Raw
from bedside.core.vitals.reading import Reading, Refused, Unread, converted, identity, key_of
from bedside.core.vitals.signals import SIGNALS
from bedside.messages.readings import READINGS, SIGNAL_NAMES
from bedside.ports.watch import Offered

_PLACES = {signal.name: place for place, signal in enumerate(SIGNALS)}
_REASON = {reason: place for place, reason in enumerate(REASONS)}
_FIELD = {field: place for place, field in enumerate(FIELDS)} | {"": SOUND}

Entries = Sequence[Reading | Unread]


@dataclass(frozen=True, slots=True)
class Came:
    """When and by which door readings came; what was observed before ``late_ms`` is late."""

    at_ms: int
    late_ms: int
    source: str


@dataclass(frozen=True, slots=True)
class ToKeep:
    """Columns (n,) of what came, and of the ``kept`` ones among them (m,) what is offered to the log."""

    event_ids: list[str | None]
    reason: NDArray[np.uint8]
    field: NDArray[np.uint8]
    kept: NDArray[np.intp]
    late: NDArray[np.bool_]
    offered: Offered
    has_event_id: NDArray[np.bool_]


def of_columns(raw: Raw, came: Came) -> ToKeep:
    """Returns what is to be kept of columns."""
    found = converted_columns(raw, came.at_ms)
    event_ids, identities = identities_of(raw)
    kept = np.flatnonzero(found.reason == SOUND)
    columns = _batch(raw, found, event_ids, came)
    contents = _contents(raw, found)
    if len(kept) < len(raw):
        columns, identities, contents = columns.take(pa.array(kept)), identities[kept], contents[kept]
    is_read = raw.fault == SOUND
    told = event_ids if is_read.all() else pc.if_else(pa.array(is_read), event_ids, raw.event_id)
    return ToKeep(
        told.to_pylist(),
        found.reason,
        found.field,
        kept,
        raw.observed_ms[kept] < came.late_ms,
        Offered(columns, identities, contents),
        np.asarray(pc.binary_length(raw.event_id).fill_null(0).to_numpy(zero_copy_only=False))[kept] > 0,
    )


def of_few(entries: Entries, came: Came) -> ToKeep:
    """Returns what is to be kept of single readings."""
    found: list[Reading | Refused | Unread] = [
        one if isinstance(one, Unread) else converted(one, came.at_ms) for one in entries
    ]
    kept = [at for at, it in enumerate(found) if isinstance(it, Reading)]
    sent = [given for at in kept if isinstance(given := entries[at], Reading)]
    sound = [one for at in kept if isinstance(one := found[at], Reading)]
    refused = [None if isinstance(it, Reading) else (it.reason, it.field) for it in found]
    ids = [_id_of(one) for one in entries]
    identities = np.frombuffer(b"".join([digest(key_of(one))[:8] for one in sent]), "<u8").astype(np.uint64)
    rows = [_row(one) for one in sound]
    keys = [said_key(row, one.patient_id, one.device_id) for row, one in zip(rows, sound, strict=True)]
    late = np.array([one.observed_at < came.late_ms for one in sound], bool)
    batch = _batch_of_few(sound, rows, [ids[at] for at in kept], (late, came))
    return ToKeep(
        ids,
        np.array([SOUND if why is None else _REASON[why[0]] for why in refused], np.uint8),
        np.array([0 if why is None else _FIELD[why[1]] for why in refused], np.uint8),
        np.array(kept, np.intp),
        late,
        Offered(batch, identities, short_digests(keys)),
        np.array([bool(one.event_id) for one in sent], bool),
    )


def told_digests(bed_keys: Sequence[bytes]) -> NDArray[np.uint64]:
    """Returns a 64-bit digest (n,) of each key, 0 of one that is empty."""
    return np.where([bool(key) for key in bed_keys], short_digests(list(bed_keys)), np.uint64(0))


_Row = tuple[int, bool, float, int, int | None]


def _row(reading: Reading) -> _Row:
    place = _PLACES[reading.signal]
    value = SIGNALS[place].codes.index(reading.value) if isinstance(reading.value, str) else reading.value
    return place, reading.unit == AVPU, float(value), reading.observed_at, reading.sequence


def _id_of(entry: Reading | Unread) -> str | None:
    return entry.event_id if isinstance(entry, Unread) or entry.event_id else identity(entry)


def _batch_of_few(
    sound: Sequence[Reading],
    rows: Sequence[_Row],
    event_ids: Sequence[str | None],
    came: tuple[NDArray[np.bool_], Came],
) -> pa.RecordBatch:
    late, door = came
    columns = [
        pa.array(event_ids, pa.string()),
        pa.array([one.patient_id for one in sound], pa.string()),
        pa.array([one.device_id for one in sound], pa.string()),
        pa.DictionaryArray.from_arrays(pa.array([row[0] for row in rows], pa.int8()), SIGNAL_NAMES),
        pa.array([row[2] for row in rows], pa.float64()),
        pa.array([row[3] for row in rows], pa.int64()),
        *_of_all(len(rows), [row[4] for row in rows], door),
        pa.array(late),
        pa.array([row[1] for row in rows], pa.bool_()),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=READINGS)


def _batch(raw: Raw, found: Converted, event_ids: pa.StringArray, came: Came) -> pa.RecordBatch:
    columns = [
        event_ids,
        raw.patient_id,
        raw.device_id,
        pa.DictionaryArray.from_arrays(pa.array(np.maximum(found.signal, 0)), SIGNAL_NAMES),
        pa.array(found.value),
        pa.array(raw.observed_ms),
        *_of_all(len(raw), raw.sequence, came),
        pa.array(raw.observed_ms < came.late_ms),
        pa.array(found.avpu),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=READINGS)


def _of_all(rows: int, sequence: pa.Int64Array | list[int | None], came: Came) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Returns when they came, their sequences, and the door."""
    door = pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int8)), pa.array([came.source], pa.string()))
    return pa.array(np.full(rows, came.at_ms)), pa.array(sequence, pa.int64()), door


def _contents(raw: Raw, found: Converted) -> NDArray[np.uint64]:
    canonical = {"signal": found.signal, "avpu": found.avpu, "value": found.value, "observed": raw.observed_ms}
    return content_digests(raw.patient_id, raw.device_id, raw.sequence, canonical)
