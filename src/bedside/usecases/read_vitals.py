"""A patient's readings just now: what the history has, and the tail of the log that it does not have yet.

`FollowVitals` tails the log within the process, so that a reading is seen within a fraction of a second of its
acknowledgement. It keeps the latest reading of every series, two hours of minutes for trend lines, and the rows that
are not yet in the history. A start takes the latest from the history and the rest from the log: at once what holds now,
the trends of before page by page after, one beside what is new in each call, so that a stream that never rests delays
them and does not keep them away.

Memory: 2.4 KB a series, about 1 KB a latest reading, and the newest `TAIL_READINGS` of the tail (`hold_tail`).
`memory_bytes` tells what it is.
"""

import threading
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from bedside.core.vitals.corrected_minutes import MINUTE_MS, CorrectedMinutes
from bedside.core.vitals.courses import Courses
from bedside.core.vitals.graver import outweighs
from bedside.core.vitals.reading_tables import joined, latest_of, once
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.trends import MINUTES
from bedside.core.vitals.versions import gives_way, standing
from bedside.errors import Unavailable
from bedside.messages.readings import READINGS, readings_of
from bedside.ports import Entry, ReadingHistory, ReadingLog
from bedside.usecases.hold_tail import HoldTail
from bedside.usecases.keep_history import GROUP
from bedside.usecases.log_offsets import offset_before, time_behind
from bedside.usecases.rounds import Round

TAIL_READINGS = 400_000
_AN_ENTRY_LIST = 1024
_FILL_AT_ONCE, _FILL_ENTRIES, _FILL_READINGS = 32, 128, 8_192
"""A page of before the start: so small that what is new waits some 20 ms for it, 30 ms where entries are large."""
_BACK_MS = MINUTES * 60_000
_LATEST_BYTES = 1_000
_DAY_MS = 86_400_000


class FollowVitals:
    """Implements `bedside.ports.watch.Vitals` over log and history.

    Call it again and again (`services.loops`): each call takes up what is new, the first one what there was. ``ids``
    returns all ids of a patient (`PatientStore.ids`), since readings may come under an id that was merged.
    """

    def __init__(
        self,
        log: ReadingLog,
        history: ReadingHistory,
        ids: Callable[[str], Sequence[str]] = lambda patient_id: [patient_id],
        *,
        tail_readings: int = TAIL_READINGS,
        wait_s: float = 5.0,
    ) -> None:
        self._log, self._history, self._ids = log, history, ids
        self._wait_s = wait_s
        self._ready = threading.Event()
        self._latest: dict[str, dict[str, StoredReading]] = {}
        self._courses = Courses()
        self._tail = HoldTail(log, tail_readings)
        self._after = dict.fromkeys(range(log.shards), 0)
        self._filled, self._fill_until = dict(self._after), dict(self._after)
        self._at_start: dict[int, int] = {}
        self._version = 0
        self._changed: dict[str, int] = {}
        self._corrected = CorrectedMinutes()

    @property
    def is_ready(self) -> bool:
        """Returns whether what there was at the start has been taken up."""
        return self._ready.is_set()

    def __call__(self) -> Round:
        """Takes up what is new; returns what there was."""
        if not self._at_start:
            self._begin()
        entries = {shard: self._log.read(shard, after, _AN_ENTRY_LIST) for shard, after in self._after.items()}
        for shard, new in entries.items():
            self._tail.keep(shard, new)
            self._after[shard] = new[-1].offset if new else self._after[shard]
        found = Round.of(max(len(new) for new in entries.values()), _AN_ENTRY_LIST)
        if found:
            self._take([one.readings for new in entries.values() for one in new if one.readings is not None])
        if not self._ready.is_set() and all(self._after[shard] >= end for shard, end in self._at_start.items()):
            self._ready.set()
        filled = self._fill() if self._ready.is_set() else Round.NOTHING
        return found or filled

    def latest(self, patient_id: str) -> Mapping[str, StoredReading]:
        """Returns the latest reading of each signal; empty where nothing is known. Raises Unavailable at the start."""
        self._wait()
        found: dict[str, StoredReading] = {}
        for one in self._ids(patient_id):
            for signal, reading in self._latest.get(one, {}).items():
                if signal not in found or _outdoes(reading, found[signal]):
                    found[signal] = reading
        return found

    def readings(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> list[StoredReading]:
        """Returns the readings observed in ``[since_ms, until_ms)``, by time, each event id once a time."""
        return list(readings_of(self.table(patient_id, since_ms, until_ms, signal)))

    def table(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> pa.Table:
        """Returns the same as columns."""
        self._wait()
        return self._table(patient_id, since_ms, until_ms, signal)

    def _table(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None) -> pa.Table:
        # The tail first: what moves from it into the history meanwhile is then there twice, and not missing.
        ids = self._ids(patient_id)
        tables = [self._tail.table(ids, since_ms, until_ms, signal)]
        tables += [self._history.table(one, since_ms, until_ms, signal) for one in ids]
        # What came under one of the ids may have been corrected or withdrawn under another.
        return standing(once(pa.concat_tables(tables).unify_dictionaries()), ids[0])

    def trend(self, patient_id: str, signal: str, at_ms: int, minutes: int = 60) -> list[float | None]:
        """Returns the mean of each of the last minutes, oldest first; None is a gap. Codes have no trend."""
        return self._courses.means(self._ids(patient_id), signal, at_ms, minutes)

    def changed_since(self, version: int) -> tuple[int, list[str]]:
        """Returns the version of now, and the ids under which something new was seen since the given one."""
        now = self._version
        return now, [one for one, at in list(self._changed.items()) if at > version]

    def memory_bytes(self) -> int:
        """Returns about what this holds."""
        latest = _LATEST_BYTES * sum(len(own) for own in list(self._latest.values()))
        return self._tail.nbytes() + self._courses.nbytes() + latest

    def _wait(self) -> None:
        if not self._ready.wait(self._wait_s):
            raise Unavailable("The readings of before the start are still being taken up.", code="vitals_starting")

    def _begin(self) -> None:
        """Takes the latest of what the history has; the log is followed from there on, trends are filled up after."""
        newest = max((time_behind(self._log, shard, self._log.end(shard) - 1) for shard in self._after), default=0)
        for shard in self._after:
            self._after[shard] = self._log.position(GROUP, shard)
            self._tail.begin(shard, self._after[shard])
            self._filled[shard] = min(offset_before(self._log, shard, newest - _BACK_MS), self._after[shard])
            self._fill_until[shard] = self._after[shard]
        self._remember(self._history.latest())
        for patient_id, signal, minute in self._corrected.touched(self._history.withdrawals(), self._ids):
            ids = self._ids(patient_id)
            for one in ids if len(ids) > 1 else ():  # what the history calls latest is so under its own id alone
                self._look_again(one, signal, minute)
        self._at_start = {shard: self._log.end(shard) for shard in self._after}

    def _fill(self) -> Round:
        """Takes up one page of the trends of before the start; returns what there was."""
        for shard, after in self._filled.items():
            if after < self._fill_until[shard] and (entries := self._page(shard, after)):
                self._filled[shard] = entries[-1].offset
                mine = [one.readings for one in entries if one.offset <= self._fill_until[shard]]
                if batches := [one for one in mine if one is not None]:
                    self._add(joined(pa.Table.from_batches(batches, READINGS)))
                return Round.FULL
            self._filled[shard] = self._fill_until[shard]
        return Round.NOTHING

    def _page(self, shard: int, after: int) -> list[Entry]:
        """Returns entries behind an offset, some at a time until there are many or they are large."""
        page, readings = list[Entry](), 0
        while len(page) < _FILL_ENTRIES and readings < _FILL_READINGS:
            more = self._log.read(shard, page[-1].offset if page else after, _FILL_AT_ONCE)
            if not more:
                break
            page += more
            readings += sum(one.readings.num_rows for one in more if one.readings is not None)
        return page

    def _take(self, batches: list[pa.RecordBatch]) -> None:
        """Takes up readings into the latest and the trends."""
        if batches:
            table = joined(pa.Table.from_batches(batches, READINGS))
            self._remember(latest_of(table))
            self._add(table)

    def _remember(self, table: pa.Table) -> None:
        version = self._version + 1
        for reading in readings_of(table):
            own = self._latest.setdefault(reading.patient_id, {})
            known = own.get(reading.signal)
            if (
                known is None
                or gives_way(known, reading)
                or (_is_newer(reading, known) and not gives_way(reading, known))
            ):
                self._latest[reading.patient_id] = {**own, reading.signal: reading}
            self._changed[reading.patient_id] = version
        self._version = version

    def _add(self, table: pa.Table) -> None:
        self._courses.add(table)
        self._correct(table)

    def _correct(self, table: pa.Table) -> None:
        """Makes minutes and latest anew where a reading was corrected or withdrawn, of what stands."""
        for patient_id, signal, minute in self._corrected.touched(table, self._ids):
            ids = self._ids(patient_id)
            for one in ids:
                self._look_again(one, signal, minute)
            if any(self._courses.has(one, signal) for one in ids):
                start_ms = minute * MINUTE_MS
                stand = self._table(patient_id, start_ms, start_ms + MINUTE_MS, signal)
                for one in ids:
                    self._courses.put(one, signal, start_ms, stand.filter(pc.field("patient_id") == one))

    def _look_again(self, patient_id: str, signal: str, minute: int) -> None:
        """Finds the latest of a series again, in the day before, where what changed may have been it."""
        own = self._latest.get(patient_id, {})
        if (known := own.get(signal)) is None or known.observed_at_ms // MINUTE_MS > minute:
            return
        rest = {name: one for name, one in own.items() if name != signal}
        stand = self._table(patient_id, known.observed_at_ms - _DAY_MS, known.observed_at_ms + MINUTE_MS, signal)
        found = readings_of(latest_of(stand.filter(pc.field("patient_id") == patient_id)))
        self._latest[patient_id] = rest | {one.signal: one for one in found}
        self._version += 1
        self._changed[patient_id] = self._version


def _is_newer(reading: StoredReading, known: StoredReading) -> bool:
    """Returns whether what came after another is the latest now: also where that was dated ahead of its arrival."""
    return reading.observed_at_ms > known.observed_at_ms or _outdoes(reading, known)


def _outdoes(reading: StoredReading, known: StoredReading) -> bool:
    """Returns whether a reading is newer than another, or the graver of one moment."""
    if reading.observed_at_ms == known.observed_at_ms:
        return outweighs(reading.signal, reading.value, known.value)
    return reading.counts_from_ms > known.counts_from_ms
