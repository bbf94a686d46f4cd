"""A patient's readings just now: what the history has, and the tail of the log that it does not have yet.

`FollowVitals` tails the log within the process, so that a reading is seen within a fraction of a second of its
acknowledgement. It keeps the latest reading of every series, two hours of minutes for trend lines, and the rows that
are not yet in the history. A start takes the latest from the history and the rest from the log: at once what holds now,
the trends of before page by page after.

Memory: 2.4 KB a series, about 1 KB a latest reading, and the tail, of which the newest `TAIL_READINGS` are held: where
the historian is further behind, the older ones are read from the log when asked for. `memory_bytes` tells what it is.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bedside.core.vitals.corrected_minutes import MINUTE_MS, CorrectedMinutes
from bedside.core.vitals.reading_tables import latest_of, once
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.trends import MINUTES, Trends
from bedside.core.vitals.versions import gives_way, standing
from bedside.errors import Unavailable
from bedside.messages.readings import READINGS, readings_of
from bedside.ports import Entry, ReadingHistory, ReadingLog
from bedside.usecases.keep_history import GROUP
from bedside.usecases.log_offsets import offset_before, time_behind
from bedside.usecases.rounds import Round

TAIL_READINGS = 400_000
_AN_ENTRY_LIST = 256
_BACK_MS = MINUTES * 60_000
_LATEST_BYTES = 1_000
_DAY_MS = 86_400_000
_JOINED_BELOW = 65_536
_NONE = pa.schema(READINGS).empty_table()
_CODED = frozenset(signal.name for signal in SIGNALS if signal.codes)


@dataclass(frozen=True, slots=True)
class _Held:
    """Rows of the log up to an offset."""

    last: int
    rows: pa.Table


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
        self._tail_readings, self._wait_s = tail_readings, wait_s
        self._ready = threading.Event()
        self._lock = threading.Lock()
        self._latest: dict[str, dict[str, StoredReading]] = {}
        self._series: dict[tuple[str, str], int] = {}
        self._trends = Trends()
        self._tail = {shard: list[_Held]() for shard in range(log.shards)}
        self._let_go = dict.fromkeys(self._tail, 0)
        self._after = dict.fromkeys(self._tail, 0)
        self._filled, self._fill_until = dict.fromkeys(self._tail, 0), dict.fromkeys(self._tail, 0)
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
            self._keep_tail(shard, new)
        found = Round.of(max(len(new) for new in entries.values()), _AN_ENTRY_LIST)
        if found:
            self._take([one.readings for new in entries.values() for one in new if one.readings is not None])
        if not self._ready.is_set() and all(self._after[shard] >= end for shard, end in self._at_start.items()):
            self._ready.set()
        return found or self._fill()

    def latest(self, patient_id: str) -> Mapping[str, StoredReading]:
        """Returns the latest reading of each signal; empty where nothing is known. Raises Unavailable at the start."""
        self._wait()
        found: dict[str, StoredReading] = {}
        for one in self._ids(patient_id):
            for signal, reading in self._latest.get(one, {}).items():
                if signal not in found or reading.counts_from_ms > found[signal].counts_from_ms:
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
        tables = [self._of_tail(ids, since_ms, until_ms, signal)]
        tables += [self._history.table(one, since_ms, until_ms, signal) for one in ids]
        # The history has withdrawals too, and does not tell of them; one of late may be of what is in the tail.
        return standing(once(pa.concat_tables([*tables, *self._corrected.withdrawals]).unify_dictionaries()))

    def trend(self, patient_id: str, signal: str, at_ms: int, minutes: int = 60) -> list[float | None]:
        """Returns the mean of each of the last minutes, oldest first; None is a gap. Codes have no trend."""
        with self._lock:
            rows = [self._series[one, signal] for one in self._ids(patient_id) if (one, signal) in self._series]
            courses = [self._trends.means(row, at_ms, minutes) for row in rows] or [[None] * minutes]
        return [next((mean for mean in means if mean is not None), None) for means in zip(*courses, strict=True)]

    def changed_since(self, version: int) -> tuple[int, list[str]]:
        """Returns the version of now, and the ids under which something new was seen since the given one."""
        now = self._version
        return now, [one for one, at in list(self._changed.items()) if at > version]

    def memory_bytes(self) -> int:
        """Returns about what this holds."""
        with self._lock:
            tail = sum(int(one.rows.nbytes) for own in self._tail.values() for one in own)
            return tail + self._trends.nbytes() + _LATEST_BYTES * sum(len(own) for own in self._latest.values())

    def _wait(self) -> None:
        if not self._ready.wait(self._wait_s):
            raise Unavailable("The readings of before the start are still being taken up.", code="vitals_starting")

    def _begin(self) -> None:
        """Takes the latest of what the history has; the log is followed from there on, trends are filled up after."""
        newest = max((time_behind(self._log, shard, self._log.end(shard) - 1) for shard in self._after), default=0)
        for shard in self._after:
            self._let_go[shard] = self._after[shard] = self._log.position(GROUP, shard)
            self._filled[shard] = min(offset_before(self._log, shard, newest - _BACK_MS), self._after[shard])
            self._fill_until[shard] = self._after[shard]
        self._remember(self._history.latest())
        self._at_start = {shard: self._log.end(shard) for shard in self._after}

    def _fill(self) -> Round:
        """Takes up one page of the trends of before the start; returns what there was."""
        for shard, after in self._filled.items():
            if after < self._fill_until[shard] and (entries := self._log.read(shard, after, _AN_ENTRY_LIST)):
                self._filled[shard] = entries[-1].offset
                mine = [one.readings for one in entries if one.offset <= self._fill_until[shard]]
                batches = [one for one in mine if one is not None]
                if batches:
                    table = pa.Table.from_batches(batches, READINGS).unify_dictionaries()
                    self._add_to_trends(table)
                    self._correct(table)
                return Round.of(len(entries), _AN_ENTRY_LIST)
            self._filled[shard] = self._fill_until[shard]
        return Round.NOTHING

    def _keep_tail(self, shard: int, new: list[Entry]) -> None:
        """Holds new rows until the history has them, the newest of them if those are too many.

        Small tables are joined, so that there are few: some rows stay a little longer than they must.
        """
        done = self._log.position(GROUP, shard)
        batches = [one.readings for one in new if one.readings is not None and one.offset > done]
        with self._lock:
            held = [one for one in self._tail[shard] if one.last > done]
            self._let_go[shard] = max(self._let_go[shard], done)
            if batches:
                held.append(_Held(new[-1].offset, _joined(pa.Table.from_batches(batches, READINGS))))
            while len(held) > 1 and len(held[-2].rows) < min(2 * len(held[-1].rows), _JOINED_BELOW):
                both = _joined(pa.concat_tables([held[-2].rows, held[-1].rows]))
                held[-2:] = [_Held(held[-1].last, both)]
            while sum(len(one.rows) for one in held) > self._tail_readings:
                self._let_go[shard] = held.pop(0).last
            self._tail[shard] = held
        if new:
            self._after[shard] = new[-1].offset

    def _of_tail(self, ids: Sequence[str], since_ms: int, until_ms: int, signal: str | None) -> pa.Table:
        with self._lock:
            held = [one.rows for own in self._tail.values() for one in own]
            let_go = dict(self._let_go)
        wanted = (
            pc.field("patient_id").isin(list(ids))
            & (pc.field("observed_at") >= since_ms)
            & (pc.field("observed_at") < until_ms)
        )
        if signal is not None:
            wanted &= pc.field("signal").cast(pa.string()) == signal
        tables = [one.filter(wanted) for one in (*self._let_go_too_early(let_go), *held)]
        return pa.concat_tables([_NONE, *tables])

    def _let_go_too_early(self, let_go: Mapping[int, int]) -> list[pa.Table]:
        """Returns the rows that are neither in the history nor held any more, from the log."""
        found = []
        for shard, last in let_go.items():
            after = self._log.position(GROUP, shard)
            while after < last and (entries := self._log.read(shard, after, _AN_ENTRY_LIST)):
                found += [one.readings for one in entries if one.readings is not None and one.offset <= last]
                after = entries[-1].offset
        return [pa.Table.from_batches(found, READINGS).unify_dictionaries()] if found else []

    def _take(self, batches: list[pa.RecordBatch]) -> None:
        """Takes up readings into the latest and the trends."""
        if batches:
            table = pa.Table.from_batches(batches, READINGS).unify_dictionaries()
            self._remember(latest_of(table))
            self._add_to_trends(table)
            self._correct(table)

    def _remember(self, table: pa.Table) -> None:
        version = self._version + 1
        for reading in readings_of(table):
            own = self._latest.setdefault(reading.patient_id, {})
            known = own.get(reading.signal)
            if known is None or (_is_newer(reading, known) and not gives_way(reading, known)):
                self._latest[reading.patient_id] = {**own, reading.signal: reading}
            self._changed[reading.patient_id] = version
        self._version = version

    def _add_to_trends(self, table: pa.Table) -> None:
        patients = table["patient_id"].combine_chunks().dictionary_encode()
        signals = table["signal"].combine_chunks().cast(pa.string()).dictionary_encode()
        names, kinds = patients.dictionary.to_pylist(), signals.dictionary.to_pylist()
        pair = patients.indices.to_numpy().astype(np.int64) * len(kinds) + signals.indices.to_numpy()
        times, values = table["observed_at"].to_numpy(), table["value"].to_numpy()
        with self._lock:
            row = np.full(len(names) * len(kinds), -1)
            for one in np.flatnonzero(np.bincount(pair, minlength=len(row))).tolist():
                if kinds[one % len(kinds)] not in _CODED:
                    series = (names[one // len(kinds)], kinds[one % len(kinds)])
                    row[one] = self._series.setdefault(series, len(self._series))
            series_of = row[pair]
            measured = series_of >= 0
            self._trends.add(series_of[measured], times[measured], values[measured])

    def _correct(self, table: pa.Table) -> None:
        """Makes minutes and latest anew where a reading was corrected or withdrawn, of what stands."""
        for patient_id, signal, minute in self._corrected.touched(table):
            self._look_again(patient_id, signal, minute)
            if (series := self._series.get((patient_id, signal))) is not None:
                stand = self._table(patient_id, minute * MINUTE_MS, (minute + 1) * MINUTE_MS, signal)
                own = stand.filter(pc.field("patient_id") == patient_id)
                with self._lock:
                    self._trends.put(series, minute * MINUTE_MS, own["value"].to_numpy())

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
    return reading.observed_at_ms >= known.observed_at_ms or reading.counts_from_ms > known.counts_from_ms


def _joined(table: pa.Table) -> pa.Table:
    return table.unify_dictionaries().combine_chunks()
