"""Readings of long ago as Parquet files, by the day and hour in which they were observed.

A batch of the log becomes one file in each hour it reaches into, sorted by patient and time and named by its shard and
first offset: writing it again replaces it. `compact` turns the files of an hour into one (of a busy hour into several,
parted by patient). Whatever is there twice, after a crash or a repetition, is read once: an event id counts once. Of
a reading that was corrected both versions are kept, and the newest is read.

Files are written through the object store, so that they are durable and whole; they are read in place, those alone that
can hold the stretch of time, by the row groups that can hold the patient. An hour is written to by one process at a
time, the historian's.
"""

import io
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pyarrow import fs

from bedside.core.vitals.reading_tables import by_patient, latest_of, once
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.versions import marked, standing
from bedside.errors import Corrupt
from bedside.messages.readings import READINGS, readings_of
from bedside.ports import ObjectStore

_HOUR_MS = 3_600_000
_DAYS_MS = 31 * 24 * _HOUR_MS
_ROW_GROUP = 8192
"""Few enough that one patient's hour is found without reading the others'."""
_SCHEMA = pa.schema(READINGS)
_OBSERVED_AT = _SCHEMA.get_field_index("observed_at")
_SERIES = ["patient_id", "signal", "observed_at"]
_READ_AGAIN = 5
_MANY_DAYS = 100
_LATEST = "history-latest/"
_MOST_WITHDRAWALS = 1_000
_SPANS_KNOWN = 8192
_COUNTED_AT_ONCE = 10
"""Rows are counted so much faster than they are merged."""


class ParquetHistory:
    """Implements `bedside.ports.watch.ReadingHistory`. ``files`` is the store's own root, to read in place."""

    def __init__(
        self,
        objects: ObjectStore,
        files: fs.FileSystem,
        *,
        rows_a_file: int = 2_000_000,
        rows_at_once: int = 100_000,
    ) -> None:
        self._objects = objects
        self._files = files
        self._span = lru_cache(_SPANS_KNOWN)(self._read_span)
        self._remembering = threading.Lock()
        self._rows_a_file, self._rows_at_once = rows_a_file, rows_at_once
        self._merging: Iterator[None] = iter(())

    def write(self, shard: int, first_offset: int, readings: pa.Table) -> None:
        """Keeps readings whose first row had that offset, durable on return; the same offset again replaces them."""
        hours = readings["observed_at"].to_numpy() // _HOUR_MS
        for hour in np.unique(hours).tolist():
            key = f"{_folder(hour)}part-{shard:04d}-{first_offset:020d}.parquet"
            of_hour = readings if (hours == hour).all() else readings.filter(pa.array(hours == hour))
            self._objects.put(key, _parquet(by_patient(of_hour)))
        with self._remembering:
            self._remember(shard, readings)

    def read(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> list[StoredReading]:
        """Returns a patient's readings observed in ``[since_ms, until_ms)``, by time, each event id once a time."""
        return list(readings_of(standing(self.table(patient_id, since_ms, until_ms, signal))))

    def table(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> pa.Table:
        """Returns the same as columns, with all versions. Raises Corrupt where a file cannot be read."""
        wanted = (
            (pc.field("patient_id") == patient_id)
            & (pc.field("observed_at") >= since_ms)
            & (pc.field("observed_at") < until_ms)
        )
        found = self._scan(partial(self._between, since_ms, until_ms), wanted)
        if signal is not None:  # cheaper in what was found than while it is looked for
            found = found.filter(pc.equal(found["signal"].cast(pa.string()), signal))
        return once(found)

    def latest(self) -> pa.Table:
        """Returns the latest reading of each patient and signal, of those seen within a month before the newest."""
        return latest_of(self._remembered(_LATEST))

    def withdrawals(self) -> pa.Table:
        """Returns the newest withdrawals, of each shard."""
        found = self._remembered(_LATEST)
        return found.take(pa.array(marked(found["event_id"], "withdrawn"), pa.int64()))

    def _remembered(self, prefix: str) -> pa.Table:
        found = [
            pq.read_table(io.BytesIO(self._objects.get(key)), schema=_SCHEMA) for key in self._objects.keys(prefix)
        ]
        return pa.concat_tables([_SCHEMA.empty_table(), *found]).unify_dictionaries()

    def _remember(self, shard: int, readings: pa.Table) -> None:
        """Brings the latest readings of a shard up to date; doing it again changes nothing.

        Withdrawals are remembered beside them, since what they withdraw may come later.
        """
        key = f"{_LATEST}{shard:04d}.parquet"
        every = pa.concat_tables([self._remembered(key), readings]).unify_dictionaries()
        withdrawn = once(every.take(pa.array(marked(every["event_id"], "withdrawn"), pa.int64())))
        fresh = readings.take(pa.array(marked(readings["event_id"], "withdrawn"), pa.int64()))
        latest = latest_of(every)
        if len(fresh):
            latest = latest_of(pa.concat_tables([latest, *self._before(fresh, latest)]).unify_dictionaries())
        newest = withdrawn.sort_by("received_at").slice(max(0, len(withdrawn) - _MOST_WITHDRAWALS))
        kept = pa.concat_tables([latest, newest]).unify_dictionaries()
        oldest_ms = pc.max(readings["observed_at"]).as_py() - _DAYS_MS
        self._objects.put(key, _parquet(kept.filter(pc.field("observed_at") >= oldest_ms)))

    def _before(self, withdrawn: pa.Table, latest: pa.Table) -> Iterator[pa.Table]:
        """Yields what stands of the day before, of the patients of whom something latest may have been withdrawn."""
        known = {(row["patient_id"], row["signal"]): row["observed_at"] for row in latest.select(_SERIES).to_pylist()}
        lost: dict[str, list[int]] = {}
        for row in withdrawn.select(_SERIES).to_pylist():
            if known.get((row["patient_id"], row["signal"]), 0) <= row["observed_at"]:
                lost.setdefault(row["patient_id"], []).append(row["observed_at"])
        for patient_id, times in lost.items():
            yield standing(self.table(patient_id, min(times) - 24 * _HOUR_MS, max(times) + _HOUR_MS))

    def compact(self, before_ms: int, at_least: int = 4) -> bool:
        """Does a piece of making the files of one hour that ended before the time into one; returns whether it did.

        An hour is made in pieces of some patients each, since so much is done at once that others wait for it. It is
        read as before until its last piece is done. An hour that was compacted before is taken again only once
        ``at_least`` files have come to it. By one thread at a time.
        """
        for _ in self._merging:
            return True
        for hour, keys in self._hours(before_ms):
            parts = [key for key in keys if "/part-" in key]
            if len(parts) >= (at_least if len(parts) < len(keys) else 2):
                self._merging = self._merge(hour, keys)
                next(self._merging, None)
                return True
        return False

    def _merge(self, hour: int, keys: list[str]) -> Iterator[None]:
        """Writes what the files hold under a new generation, then removes them: between the two it is there twice.

        Yields between pieces; where it is not gone on with, what it has written is merged again another time.
        """
        made = [key for key in keys if "/part-" not in key]
        generation = 1 + max((int(key.split("/")[-1].split("-")[1]) for key in made), default=0)
        counts, counted = Counter[str](), 0
        for key in keys:
            counts.update(self._patients(key))
            if counts.total() - counted >= self._rows_at_once * _COUNTED_AT_ONCE:
                counted = counts.total()
                yield
        for place, spans in enumerate(self._files_of(counts)):
            content = io.BytesIO()
            with pq.ParquetWriter(content, _SCHEMA, compression="zstd") as writer:
                for number, (first, last) in enumerate(spans):
                    if place or number:
                        yield
                    of_span = (pc.field("patient_id") >= first) & (pc.field("patient_id") <= last)
                    table = self._scan(lambda: keys, of_span, use_threads=False)
                    writer.write_table(by_patient(once(table)), row_group_size=_ROW_GROUP)
            self._objects.put(f"{_folder(hour)}hour-{generation:06d}-{place:04d}.parquet", content.getvalue())
        for key in keys:
            self._objects.delete(key)

    def _patients(self, key: str) -> dict[str, int]:
        """Returns how many rows of each patient a file has."""
        names = self._dataset([key]).to_table(columns=["patient_id"], use_threads=False)["patient_id"]
        return {row["values"]: row["counts"] for row in names.value_counts().to_pylist()}

    def _files_of(self, counts: Mapping[str, int]) -> Iterator[list[tuple[str, str]]]:
        """Yields of each file to be made the first and last patients of those that are read at once."""
        spans, patients, in_span, in_file = list[tuple[str, str]](), list[str](), 0, 0
        for name, count in sorted(counts.items()):
            if patients and in_span + count > self._rows_at_once:
                spans, patients, in_span = [*spans, (patients[0], patients[-1])], [], 0
            if spans and in_file >= self._rows_a_file and not patients:
                yield spans
                spans, in_file = [], 0
            patients.append(name)
            in_span, in_file = in_span + count, in_file + count
        yield [*spans, (patients[0], patients[-1])]

    def _between(self, since_ms: int, until_ms: int) -> list[str]:
        """Returns the files of the hours in a stretch of time, by days where it is a long one."""
        days = range(since_ms // (24 * _HOUR_MS), (until_ms - 1) // (24 * _HOUR_MS) + 1)
        prefixes = [_day(day) for day in days] if len(days) < _MANY_DAYS else ["history/"]
        found = [key for prefix in prefixes for key in self._objects.keys(prefix)]
        first, last = _folder(since_ms // _HOUR_MS), _folder((until_ms - 1) // _HOUR_MS)
        of_hours = [key for key in found if first <= key[: len(first)] <= last]
        return [key for key, (begins, ends) in self._spans(of_hours) if begins < until_ms and ends >= since_ms]

    def _spans(self, keys: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yields each file with the times of its first and last reading. Raises FileNotFoundError where one is gone.

        A running hour has a file for each minute, and most of what is asked is of a few minutes: to open them all takes
        ever longer until the hour is over.
        """
        for key, file in zip(keys, self._files.get_file_info(keys), strict=True):
            if file.type is not fs.FileType.File:
                raise FileNotFoundError(key)
            yield key, self._span(key, file.size, file.mtime_ns)

    def _read_span(self, key: str, _size: int, _mtime_ns: int) -> tuple[int, int]:
        with self._files.open_input_file(key) as file:
            known = pq.read_metadata(file)
        groups = [known.row_group(number).column(_OBSERVED_AT).statistics for number in range(known.num_row_groups)]
        return min((group.min for group in groups), default=0), max((group.max for group in groups), default=-1)

    def _hours(self, before_ms: int) -> Iterator[tuple[int, list[str]]]:
        by_folder: dict[str, list[str]] = {}
        for key in self._objects.keys("history/"):
            by_folder.setdefault(key.rpartition("/")[0], []).append(key)
        for folder, keys in by_folder.items():
            hour = int(datetime.strptime(folder, "history/%Y-%m-%d/%H").replace(tzinfo=UTC).timestamp()) // 3600
            if (hour + 1) * _HOUR_MS <= before_ms:
                yield hour, keys

    def _scan(self, keys: Any, wanted: pc.Expression, *, use_threads: bool = True) -> pa.Table:
        """Reads the files, again where compaction took one away meanwhile."""
        for _ in range(_READ_AGAIN):
            try:
                return self._dataset(keys()).to_table(filter=wanted, use_threads=use_threads).cast(_SCHEMA)
            except FileNotFoundError:
                continue
            except (pa.ArrowInvalid, OSError) as error:
                raise _damaged() from error
        raise _damaged()

    def _dataset(self, keys: list[str]) -> ds.Dataset:
        return ds.dataset(keys, schema=_SCHEMA, format="parquet", filesystem=self._files)


def _parquet(table: pa.Table) -> bytes:
    content = io.BytesIO()
    pq.write_table(table, content, compression="zstd", row_group_size=_ROW_GROUP)
    return content.getvalue()


def _folder(hour: int) -> str:
    return datetime.fromtimestamp(hour * 3600, UTC).strftime("history/%Y-%m-%d/%H/")


def _day(day: int) -> str:
    return datetime.fromtimestamp(day * 86_400, UTC).strftime("history/%Y-%m-%d/")


def _damaged() -> Corrupt:
    return Corrupt(
        "A file of the history cannot be read.",
        code="history_corrupt",
        next_step="Stop Bedside, run `bedside restore` with the newest backup, then start it again.",
    )
