"""Which version of a reading stands, where its sender has sent several of it.

A value may be sent before it is final, and be corrected later. The log keeps each version as a reading of its own. That
it is a version is said by its event id, which the door makes: ``base~corrected-order-digest#signal``, where the final
one is ``base#signal``. Of a sender without ids the versions are known by what they are of: patient, signal, time,
device and door. Preliminary gives way to final, final to corrected, and a correction to one that was made after it: by
the time in ``order`` where the sender tells it, else by arrival. All give way to a withdrawal, which is no reading
itself: its row has the value that is withdrawn. So it does not matter in which order they come.

When it fails: a version of another time or another patient is a reading of its own, and leaves what it corrects.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bedside.core.vitals.came import Key
from bedside.core.vitals.ids import LONGEST_ID
from bedside.core.vitals.stored_reading import StoredReading

PRELIMINARY, FINAL, CORRECTED, WITHDRAWN = range(4)
_KINDS = {"preliminary": PRELIMINARY, "corrected": CORRECTED, "withdrawn": WITHDRAWN}
_MARK = "~(preliminary|corrected|withdrawn)-([0-9]*)-[0-9a-f]{16}"
_MARKED = re.compile(rf"(.*){_MARK}(#[a-z0-9_]+)?", re.DOTALL)
_LONGEST_BASE = LONGEST_ID - 64
_CONTENT = "content:"
_NAMELESS = (_CONTENT, "device:")
"""How the ids begin that are made here for readings without one."""
_Ranked = tuple[int, int, int, int]
"""Kind, when it was made, when it came, and the place in the table."""
_COLUMNS = ("event_id", "patient_id", "device_id", "signal", "observed_at", "received_at", "source")


@dataclass(frozen=True, slots=True)
class Version:
    """What an event id says: of what it is a version, which kind it is, and when it was made, None where untold."""

    base: str
    kind: int = FINAL
    made_ms: int | None = None


def base_of(text: str) -> str:
    """Returns what the sender's id is known by in event ids: itself, of a long one its digest."""
    return text if len(text) <= _LONGEST_BASE else sha256(text.encode()).hexdigest()


def version_id(base: str, kind: str, made_ms: int | None, said: object) -> str:
    """Returns the event id of a version that is not the plain final one; "" is the base of a sender without ids.

    ``said`` is all that it says: what says the same is the same version, sent again. A door whose messages hold values
    of several signals under one id adds ``#signal`` itself, as it does to the id of the final one.
    """
    digest = sha256(repr(said).encode()).hexdigest()[:16]
    return f"{base or _CONTENT}~{kind}-{'' if made_ms is None else made_ms}-{digest}"


def version_of(event_id: str) -> Version:
    """Returns what an event id says.

    >>> version_of("urn:s|1~corrected--0123456789abcdef#spo2")
    Version(base='urn:s|1#spo2', kind=2, made_ms=None)
    """
    if event_id.startswith(_NAMELESS) and "~" not in event_id:
        return Version(_CONTENT)
    found = _MARKED.fullmatch(event_id)
    if found is None:
        return Version(event_id)
    base, kind, made, signal = found.groups()
    base = _CONTENT if base == _CONTENT else base + (signal or "")
    return Version(base, _KINDS[kind], int(made) if made else None)


def marked(event_ids: pa.Array | pa.ChunkedArray, kinds: str = "|".join(_KINDS)) -> list[int]:
    """Returns the places of those that say they are a version of one of the kinds; as a rule there is none."""
    places, start = list[int](), 0
    for chunk in event_ids.chunks if isinstance(event_ids, pa.ChunkedArray) else [event_ids]:
        if len(maybe := _with_the_mark(chunk)):  # the expression is asked of few: of all it costs twenty times as much
            found = pc.match_substring_regex(chunk.take(pa.array(maybe)), f"~({kinds})-")
            places += (start + maybe[found.to_numpy(zero_copy_only=False)]).tolist()
        start += len(chunk)
    return places


def _with_the_mark(texts: pa.Array) -> NDArray[np.intp]:
    """Returns the places of the texts with a ``~``, found among the bytes of all of them at once."""
    texts = texts.cast(pa.string())
    _, bounds, every = texts.buffers()
    if every is None or not len(texts):
        return np.empty(0, np.intp)
    ends = np.frombuffer(bounds, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    marks = ends[0] + np.flatnonzero(np.frombuffer(every, np.uint8)[ends[0] : ends[-1]] == ord("~"))
    return np.unique(np.searchsorted(ends, marks, "right") - 1)


def standing(readings: pa.Table, whose: str | None = None) -> pa.Table:
    """Returns the readings without those of which the table holds a version that was made after them.

    Withdrawals are not among them. With ``whose`` all are that patient's, under whichever of several ids they came.
    """
    versions = marked(readings["event_id"])
    if not versions:
        return readings
    times = readings["observed_at"].to_numpy()
    near = np.flatnonzero(np.isin(times, times[versions]))
    rows = readings.select(list(_COLUMNS)).take(pa.array(near)).to_pylist()
    groups: dict[Key, list[_Ranked]] = {}
    for place, row in zip(near.tolist(), rows, strict=True):
        key = _key(**row if whose is None else row | {"patient_id": whose})
        groups.setdefault(key, []).append((*_rank(row["event_id"], row["received_at"]), place))
    gone = [place for group in groups.values() for place in _gone(group)]
    return readings.take(pa.array(np.setdiff1d(np.arange(len(times)), gone))) if gone else readings


def _gone(group: list[_Ranked]) -> Iterator[int]:
    """Yields the places of what gives way; final ones stand beside one another, as they came."""
    newest = max(group)
    for one in group:
        if newest[0] == WITHDRAWN or (one != newest and not one[0] == newest[0] == FINAL):
            yield one[-1]


def gives_way(reading: StoredReading, known: StoredReading) -> bool:
    """Returns whether what is known is a version of the same reading that was made after it."""
    if reading.observed_at_ms != known.observed_at_ms or _key_of(reading) != _key_of(known):
        return False
    kinds = {version_of(one.event_id).kind for one in (reading, known)}
    ranks = [_rank(one.event_id, one.received_at_ms) for one in (reading, known)]
    return kinds != {FINAL} and ranks[0] < ranks[1]


def versions_in(event_ids: pa.Array) -> dict[int, Version]:
    """Returns what those say that are no plain final reading, by place; as a rule there is none."""
    return {place: version_of(event_ids[place].as_py()) for place in marked(event_ids)}


def key_at(readings: pa.RecordBatch, place: int) -> Key:
    """Returns of what the reading at a place is a version: the same for all versions of one reading."""
    return _key(**readings.select(list(_COLUMNS)).slice(place, 1).to_pylist()[0])


def _rank(event_id: str, received_ms: int) -> tuple[int, int, int]:
    version = version_of(event_id)
    return version.kind, received_ms if version.made_ms is None else version.made_ms, received_ms


def _key_of(one: StoredReading) -> Key:
    return _key(one.event_id, one.patient_id, one.device_id, one.signal, one.observed_at_ms, one.source)


def _key(
    event_id: str, patient_id: str, device_id: str | None, signal: str, observed_at: int, source: str, **_: object
) -> Key:
    base = version_of(event_id).base
    whose = (patient_id, signal, observed_at, base)
    return (*whose, device_id or "", source) if base == _CONTENT else whose
