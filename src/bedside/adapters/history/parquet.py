"""Readings of long ago as Parquet files, by the day and hour in which they were observed.

A batch of the log becomes one file in each hour it reaches into, sorted by patient and time and named by its shard and
first offset: writing it again replaces it. `compact` turns the files of an hour into one (of a busy hour into several,
parted by patient). Whatever is there twice, after a crash or a repetition, is read once: an event id counts once. Of
a reading that was corrected both versions are kept, and the newest is read.

Files are written through the object store, so that they are durable and whole; they are read in place, by the row
groups that can hold the patient. An hour is written to by one process at a time, the historian's.
"""

import io
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pyarrow import fs

from bedside.core.vitals.reading_tables import by_patient, latest_of, once
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.versions import standing
from bedside.errors import Corrupt
from bedside.messages.readings import READINGS, readings_of
from bedside.ports import ObjectStore

_HOUR_MS = 3_600_000
_DAYS_MS = 31 * 24 * _HOUR_MS
_ROW_GROUP = 8192
"""Few enough that one patient's hour is found without reading the others'."""
_SCHEMA = pa.schema(READINGS)
_READ_AGAIN = 5
_MANY_DAYS = 100
_LATEST = "history-latest/"


class ParquetHistory:
    """Implements `bedside.ports.watch.ReadingHistory`. ``files`` is the store's own root, to read in place."""

    def __init__(
        self,
        objects: ObjectStore,
        files: fs.FileSystem,
        *,
        rows_a_file: int = 2_000_000,
        rows_at_once: int = 400_000,
    ) -> None:
        self._objects = objects
        self._files = files
        self._remembering = threading.Lock()
        self._rows_a_file, self._rows_at_once = rows_a_file, rows_at_once

    def write(self, shard: int, first_offset: int, readings: pa.Table) -> None:
        """Keeps readings whose first row had that offset, durable on return; the same offset again replaces them."""
        hours = readings["observed_at"].to_numpy() // _HOUR_MS
        for hour in np.unique(hours).tolist():
            key = f"{_folder(hour)}part-{shard:04d}-{first_offset:020d}.parquet"
            of_hour = readings if (hours == hour).all() else readings.filter(pa.array(hours == hour))
            self._objects.put(key, _parquet([by_patient(of_hour)]))
        with self._remembering:
            self._remember(shard, readings)

    def read(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> list[StoredReading]:
        """Returns a patient's readings observed in ``[since_ms, until_ms)``, by time, each event id once a time."""
        return list(readings_of(self.table(patient_id, since_ms, until_ms, signal)))

    def table(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> pa.Table:
        """Returns the same as columns. Raises Corrupt where a file cannot be read."""
        wanted = (
            (pc.field("patient_id") == patient_id)
            & (pc.field("observed_at") >= since_ms)
            & (pc.field("observed_at") < until_ms)
        )
        found = self._scan(partial(self._between, since_ms, until_ms), wanted)
        if signal is not None:  # cheaper in what was found than while it is looked for
            found = found.filter(pc.equal(found["signal"].cast(pa.string()), signal))
        return standing(once(found))

    def latest(self) -> pa.Table:
        """Returns the latest reading of each patient and signal, of those seen within a month before the newest."""
        found = [
            pq.read_table(io.BytesIO(self._objects.get(key)), schema=_SCHEMA) for key in self._objects.keys(_LATEST)
        ]
        return latest_of(pa.concat_tables([_SCHEMA.empty_table(), *found]).unify_dictionaries())

    def _remember(self, shard: int, readings: pa.Table) -> None:
        """Brings the latest readings of a shard up to date; doing it again changes nothing.

        Of a series whose latest is withdrawn there is none then, until the next comes.
        """
        key = f"{_LATEST}{shard:04d}.parquet"
        known = [pq.read_table(io.BytesIO(self._objects.get(key)), schema=_SCHEMA)] if self._objects.exists(key) else []
        merged = latest_of(pa.concat_tables([*known, readings]).unify_dictionaries())
        oldest_ms = pc.max(readings["observed_at"]).as_py() - _DAYS_MS
        self._objects.put(key, _parquet([merged.filter(pc.field("observed_at") >= oldest_ms)]))

    def compact(self, before_ms: int, at_least: int = 4) -> bool:
        """Makes the files of one hour that ended before the time into one; returns whether there was such an hour.

        An hour that was compacted before is taken again only once ``at_least`` files have come to it.
        """
        for hour, keys in self._hours(before_ms):
            parts = [key for key in keys if "/part-" in key]
            if len(parts) >= (at_least if len(parts) < len(keys) else 2):
                self._merge(hour, keys)
                return True
        return False

    def _merge(self, hour: int, keys: list[str]) -> None:
        """Writes what the files hold under a new generation, then removes them: between the two it is there twice."""
        made = [key for key in keys if "/part-" not in key]
        generation = 1 + max((int(key.split("/")[-1].split("-")[1]) for key in made), default=0)
        for place, spans in enumerate(self._files_of(keys)):
            merged = (
                by_patient(once(self._scan(lambda: keys, pc.field("patient_id").isin(patients)))) for patients in spans
            )
            self._objects.put(f"{_folder(hour)}hour-{generation:06d}-{place:04d}.parquet", _parquet(merged))
        for key in keys:
            self._objects.delete(key)

    def _files_of(self, keys: list[str]) -> Iterator[list[list[str]]]:
        """Yields the patients of each file to be made, as many together as are held in memory at once."""
        names = self._dataset(keys).to_table(columns=["patient_id"])["patient_id"].value_counts()
        spans, patients, in_span, in_file = list[list[str]](), list[str](), 0, 0
        for name, count in sorted((row["values"], row["counts"]) for row in names.to_pylist()):
            if patients and in_span + count > self._rows_at_once:
                spans, patients, in_span = [*spans, patients], [], 0
            if spans and in_file >= self._rows_a_file and not patients:
                yield spans
                spans, in_file = [], 0
            patients.append(name)
            in_span, in_file = in_span + count, in_file + count
        yield [*spans, patients]

    def _between(self, since_ms: int, until_ms: int) -> list[str]:
        """Returns the files of the hours in a stretch of time, by days where it is a long one."""
        days = range(since_ms // (24 * _HOUR_MS), (until_ms - 1) // (24 * _HOUR_MS) + 1)
        prefixes = [_day(day) for day in days] if len(days) < _MANY_DAYS else ["history/"]
        found = [key for prefix in prefixes for key in self._objects.keys(prefix)]
        first, last = _folder(since_ms // _HOUR_MS), _folder((until_ms - 1) // _HOUR_MS)
        return [key for key in found if first <= key[: len(first)] <= last]

    def _hours(self, before_ms: int) -> Iterator[tuple[int, list[str]]]:
        by_folder: dict[str, list[str]] = {}
        for key in self._objects.keys("history/"):
            by_folder.setdefault(key.rpartition("/")[0], []).append(key)
        for folder, keys in by_folder.items():
            hour = int(datetime.strptime(folder, "history/%Y-%m-%d/%H").replace(tzinfo=UTC).timestamp()) // 3600
            if (hour + 1) * _HOUR_MS <= before_ms:
                yield hour, keys

    def _scan(self, keys: Any, wanted: pc.Expression) -> pa.Table:
        """Reads the files, again where compaction took one away meanwhile."""
        for _ in range(_READ_AGAIN):
            try:
                return self._dataset(keys()).to_table(filter=wanted).cast(_SCHEMA)
            except FileNotFoundError:
                continue
            except (pa.ArrowInvalid, OSError) as error:
                raise _damaged() from error
        raise _damaged()

    def _dataset(self, keys: list[str]) -> ds.Dataset:
        return ds.dataset(keys, schema=_SCHEMA, format="parquet", filesystem=self._files)


def _parquet(tables: Iterable[pa.Table]) -> bytes:
    """Returns the tables, one behind the other, as one file; the next is made once the one before is written."""
    content = io.BytesIO()
    with pq.ParquetWriter(content, _SCHEMA, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table, row_group_size=_ROW_GROUP)
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
