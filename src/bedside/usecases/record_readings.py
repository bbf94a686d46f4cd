"""Takes readings in, whichever door they came by: converts, refuses with a reason, recognises what came before, keeps.

What is sound is appended to the log first, what is refused is put into quarantine next, and only then is there an
answer. Where quarantine cannot be written the whole is answered as not taken, though the sound ones are in the log:
the sender sends it again, those are recognised, and the refused ones have another try. So nothing acknowledged is lost,
and nothing is taken twice.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bedside.core.vitals.raw_columns import FIELDS, REASONS, SOUND, Raw, raw_of, raw_of_readings
from bedside.core.vitals.reading import Reading, Reason
from bedside.core.vitals.times import time_text
from bedside.ports.rejects import Reject, RejectStore
from bedside.ports.watch import ReadingLog, Taken
from bedside.usecases.readings_to_keep import Came, Entries, ToKeep, of_columns, of_few, told_digests

STATUSES = ("accepted", "duplicate", "rejected", "late", "withheld")
ACCEPTED, DUPLICATE, REJECTED, LATE, WITHHELD = range(5)
_HOUR_MS = 3_600_000
_IMPOSSIBLE = REASONS.index(Reason.IMPOSSIBLE_VALUE)
_FEW = 100
_STATUS_OF = np.array(
    [[new, DUPLICATE, REJECTED, WITHHELD] for new in (ACCEPTED, LATE)],
    np.uint8,
)
"""The status of a reading, by whether it is late and by what the log did (`Taken`)."""
_NAMED_BY = (FIELDS.index("event_id"), FIELDS.index("sequence"))


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one reading. ``reason`` and ``field`` are those of a rejected one."""

    event_id: str | None
    status: str
    reason: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of readings, as columns (n,) in the order given.

    ``status`` is a place in `STATUSES`; ``reason`` one in `REASONS`, else `SOUND`; ``field`` one in `FIELDS`.
    """

    event_ids: list[str | None]
    status: NDArray[np.uint8]
    reason: NDArray[np.uint8]
    field: NDArray[np.uint8]

    def counts(self) -> list[int]:
        """Returns how many have each of `STATUSES`."""
        counts: list[int] = np.bincount(self.status, minlength=len(STATUSES)).tolist()
        return counts

    def rejected(self) -> list[int]:
        """Returns the places of the rejected ones."""
        places: list[int] = np.flatnonzero(self.status == REJECTED).tolist()
        return places

    def results(self, places: Sequence[int] | None = None) -> list[Result]:
        """Returns what became of the readings at the places, of all unless some are named."""
        rows = range(len(self.status)) if places is None else places
        ids = self.event_ids
        status, reason, field = self.status.tolist(), self.reason.tolist(), self.field.tolist()
        return [
            Result(ids[at], STATUSES[status[at]])
            if reason[at] == SOUND
            else Result(ids[at], STATUSES[status[at]], REASONS[reason[at]].value, _field(field[at]))
            for at in rows
        ]

    def reasons(self) -> dict[str, int]:
        """Returns how many were rejected for each reason."""
        if not (self.reason != SOUND).any():
            return {}
        places, counts = np.unique(self.reason[self.reason != SOUND], return_counts=True)
        return {REASONS[place].value: int(count) for place, count in zip(places.tolist(), counts, strict=True)}


@dataclass(frozen=True, slots=True)
class Begun:
    """Readings on their way to the disk. ``offered`` tells a `Taken` of each sound one; None where none is sound."""

    entries: Entries | Raw
    source: str
    found: ToKeep
    offered: Future[NDArray[np.uint8]] | None

    def is_sound(self, taken: NDArray[np.uint8] | None) -> bool:
        """Returns whether nothing is refused, so that `RecordReadings.end` need not wait for the disk."""
        return len(self.found.kept) == len(self.found.event_ids) and not np.any(taken == Taken.CONFLICTING)


class RecordReadings:
    """Takes readings in. ``clock`` tells milliseconds since 1970; older than the horizon is late.

    ``told`` is called with each answer and the source, to be counted; ``impossible`` with patient and signal of each
    value that no living body shows: their sensors may be at fault.
    """

    def __init__(
        self, log: ReadingLog, rejects: RejectStore, clock: Callable[[], int], *, identity_hours: float = 24
    ) -> None:
        self._log = log
        self._rejects = rejects
        self._clock = clock
        self._horizon_ms = int(identity_hours * _HOUR_MS)
        self.told: Callable[[Recorded, str], None] = lambda _recorded, _source: None
        self.impossible: Callable[[Sequence[tuple[str, str]], int], None] = lambda _pairs, _at_ms: None

    def record(self, readings: Sequence[Reading], source: str, binding: Sequence[bool] = ()) -> Recorded:
        """Takes readings in that a door has read; see `record_entries`.

        ``binding`` marks those of which a conflict withholds all the others: they are taken as a whole or not at all.
        """
        as_came = lambda places: [as_json(_fields(readings[at])) for at in places]  # noqa: E731
        return self.record_entries(readings, source, as_came, binding=binding)

    def record_columns(self, raw: pa.RecordBatch, source: str) -> Recorded:
        """Takes columns in as they came; see `record_entries`. Raises InvalidInput for columns of another kind."""
        return self.record_entries(raw_of(raw), source, lambda places: _rows_as_json(raw, places))

    def record_entries(
        self,
        entries: Entries | Raw,
        source: str,
        as_came: Callable[[Sequence[int]], Sequence[bytes]],
        ref_of: Callable[[int], str] | None = None,
        binding: Sequence[bool] = (),
        bed_keys: Sequence[bytes] = (),
    ) -> Recorded:
        """Takes readings in; returns what became of each once all of it is durable. Raises Unavailable where it is not.

        ``as_came`` gives the entries at some places as they came, ``ref_of`` where in its message one of them stood.
        ``bed_keys`` has of each reading of a bed what it is known by whoever lies there, b"" of any other.
        """
        return self._settled(self._taken(entries, source, binding, bed_keys), entries, source, as_came, ref_of)

    def begin(self, entries: Entries | Raw, source: str) -> Begun:
        """Offers a few readings and does not wait for the disk: `end` takes what became of them. Raises Unavailable."""
        found = self._found(entries, source)
        offered = self._log.offer(found.offered) if len(found.kept) else None
        return Begun(entries, source, found, offered)

    def end(
        self, begun: Begun, taken: NDArray[np.uint8] | None, as_came: Callable[[Sequence[int]], Sequence[bytes]]
    ) -> Recorded:
        """Returns what became of readings that were begun; see `record_entries`. Waits for the disk only to refuse."""
        return self._settled(_recorded(begun.found, taken), begun.entries, begun.source, as_came)

    def _settled(
        self,
        recorded: Recorded,
        entries: Entries | Raw,
        source: str,
        as_came: Callable[[Sequence[int]], Sequence[bytes]],
        ref_of: Callable[[int], str] | None = None,
    ) -> Recorded:
        if places := recorded.rejected():
            at_ms = self._clock()
            came = zip(places, as_came(places), recorded.results(places), strict=True)
            self.quarantine(
                reject(source, given, result.reason, result.field, at_ms, ref_of(at), is_placed=True)
                if ref_of
                else reject(source, given, result.reason, result.field, at_ms, f"reading {at}")
                for at, given, result in came
            )
            if found := np.flatnonzero(recorded.reason == _IMPOSSIBLE).tolist():
                self.impossible([_whose(entries, at) for at in found], at_ms)
        self.told(recorded, source)
        return recorded

    def quarantine(self, rejects: Iterable[Reject]) -> None:
        """Keeps what could not be taken, durable on return; the same again changes nothing. Raises Unavailable."""
        self._rejects.put_many(list(rejects))

    def replay(self, reject_id: str, corrected: Entries, source: str, bed_key: bytes = b"") -> Recorded:
        """Takes a refused reading in, corrected; where it is taken now it is no longer waiting in quarantine.

        ``bed_key`` is what it is known by, as it came, whoever lies in its bed, so that a repeat is known as one.
        """
        recorded = self._taken(corrected, source, bed_keys=[bed_key])
        if not recorded.rejected():
            self._rejects.mark_replayed(reject_id, self._clock())
        self.told(recorded, source)
        return recorded

    def _taken(
        self, entries: Entries | Raw, source: str, binding: Sequence[bool] = (), bed_keys: Sequence[bytes] = ()
    ) -> Recorded:
        found = self._found(entries, source)
        if not len(found.kept):
            return _recorded(found, None)
        bound = np.array(binding, bool)[found.kept] if binding else None
        as_told = told_digests(bed_keys)[found.kept] if any(bed_keys) else None
        return _recorded(found, self._log.append(replace(found.offered, binding=bound, as_told=as_told)))

    def _found(self, entries: Entries | Raw, source: str) -> ToKeep:
        now_ms = self._clock()
        came = Came(now_ms, now_ms - self._horizon_ms, source)
        if not isinstance(entries, Raw) and len(entries) > _FEW:
            entries = raw_of_readings(entries)
        return of_columns(entries, came) if isinstance(entries, Raw) else of_few(entries, came)


def _recorded(found: ToKeep, taken: NDArray[np.uint8] | None) -> Recorded:
    """Returns what became of what came, of which the log took so much; it was not asked where nothing was sound."""
    status = np.full(len(found.event_ids), REJECTED, np.uint8)
    if taken is not None:
        status[found.kept] = _STATUS_OF[found.late.astype(np.uint8), taken]
        if len(conflicting := np.flatnonzero(taken == Taken.CONFLICTING)):
            places = found.kept[conflicting]
            found.reason[places] = REASONS.index(Reason.CONFLICTING)
            found.field[places] = np.where(found.has_event_id[conflicting], *_NAMED_BY)
    return Recorded(found.event_ids, status, found.reason, found.field)


def _whose(entries: Entries | Raw, at: int) -> tuple[str, str]:
    """Returns patient and signal of an entry that could be read."""
    if isinstance(entries, Raw):
        return entries.patient_id[at].as_py(), entries.signal[at].as_py()
    one = entries[at]
    assert isinstance(one, Reading)
    return one.patient_id, one.signal


def reject(
    source: str, raw: bytes, reason: str, field: str, at_ms: int, ref: str, *, is_placed: bool = False
) -> Reject:
    """Returns what is to be quarantined, with an id made of what it is.

    Where it ``is_placed`` the ref tells it from others: a topic, a segment. A mere number in a list tells nothing.
    """
    place = (ref.encode("utf-8", "replace"),) if is_placed else ()
    made_of = b"\x1f".join((source.encode(), reason.encode(), field.encode(), *place, raw))
    return Reject(
        reject_id=blake2b(made_of, digest_size=16).hexdigest(),
        reason=reason,
        field=field,
        received_ms=at_ms,
        source=source,
        raw_ref=ref,
        raw=raw,
    )


def _fields(reading: Reading) -> dict[str, Any]:
    given = {name: getattr(reading, name) for name in FIELDS if getattr(reading, name) is not None}
    try:
        return given | {"observed_at": time_text(reading.observed_at)}
    except (ValueError, OverflowError, OSError):  # beyond the calendar
        return given


def _rows_as_json(batch: pa.RecordBatch, places: Sequence[int]) -> list[bytes]:
    rows = batch.take(pa.array(places, pa.int64())).to_pylist()
    return [as_json({name: value for name, value in row.items() if value is not None}) for row in rows]


def as_json(fields: Mapping[str, Any]) -> bytes:
    """Returns fields of a reading as they are kept in quarantine; what JSON cannot hold stands there as a text."""
    told = {name: _writable(value) for name, value in fields.items()}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _writable(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str | int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _field(place: int) -> str:
    return FIELDS[place] if place < len(FIELDS) else ""
