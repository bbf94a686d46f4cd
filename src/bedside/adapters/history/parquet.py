"""Readings of long ago as Parquet files, by the day and hour in which they were observed.

A batch of the log becomes one file in each hour it reaches into, sorted by patient and time and named by its shard and
first offset: writing it again replaces it. `compact` turns the files of an hour into one (of a busy hour into several,
parted by patient). Whatever is there twice, after a crash or a repetition, is read once: an event id counts once.

Files are written through the object store, so that they are durable and whole; they are read in place, by the row
groups that can hold the patient. An hour is written to by one process at a time, the historian's.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pyarrow import fs

from bedside.core.vitals.reading_tables import latest_of, once
from bedside.core.vitals.stored_reading import StoredReading
from bedside.errors import Corrupt
from bedside.messages.readings import READINGS, readings_of
from bedside.ports import ObjectStore

_HOUR_MS = 3_600_000
_ROW_GROUP = 16_384
"""Few enough that one patient's hour is found without reading the others'."""
_SCHEMA = pa.schema(READINGS)
_READ_AGAIN = 5


class ParquetHistory:
    """Implements `bedside.ports.watch.ReadingHistory`. ``files`` is the store's own root, to read in place."""

    def __init__(self, objects: ObjectStore, files: fs.FileSystem, rows_a_file: int = 2_000_000) -> None:
        self._objects = objects
        self._files = files
        self._rows_a_file = rows_a_file

    def write(self, shard: int, first_offset: int, readings: pa.Table) -> None:
        """Keeps readings whose first row had that offset, durable on return; the same offset again replaces them."""
        hours = readings["observed_at"].to_numpy() // _HOUR_MS
        for hour in np.unique(hours).tolist():
            key = f"{_folder(hour)}part-{shard:04d}-{first_offset:020d}.parquet"
            self._put(key, readings.filter(pa.array(hours == hour)))

    def read(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> list[StoredReading]:
        """Returns a patient's readings observed in ``[since_ms, until_ms)``, by time, each event id once."""
        return list(readings_of(self.table(patient_id, since_ms, until_ms, signal)))

    def table(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> pa.Table:
        """Returns the same as columns. Raises Corrupt where a file cannot be read."""
        wanted = (
            (pc.field("patient_id") == patient_id)
            & (pc.field("observed_at") >= since_ms)
            & (pc.field("observed_at") < until_ms)
        )
        if signal is not None:
            wanted &= pc.field("signal") == signal
        return once(self._scan(partial(self._between, since_ms, until_ms), wanted))

    def latest(self, since_ms: int, until_ms: int) -> pa.Table:
        """Returns the latest reading of each patient and signal observed in ``[since_ms, until_ms)``.

        Reads an hour at a time, so that a busy day need not fit into memory.
        """
        found = _SCHEMA.empty_table()
        for hour in range(since_ms // _HOUR_MS, -(-until_ms // _HOUR_MS)):
            start, end = max(since_ms, hour * _HOUR_MS), min(until_ms, (hour + 1) * _HOUR_MS)
            keys = self._between(start, end)
            for key in keys:
                wanted = (pc.field("observed_at") >= start) & (pc.field("observed_at") < end)
                rows = self._scan(lambda key=key: [key] if self._objects.exists(key) else [], wanted)
                found = latest_of(pa.concat_tables([found, rows]))
        return found

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
        for place, (first, last) in enumerate(self._spans(keys)):
            wanted = (pc.field("patient_id") >= first) & (pc.field("patient_id") <= last)
            merged = once(self._scan(lambda: keys, wanted))
            self._put(f"{_folder(hour)}hour-{generation:06d}-{place:04d}.parquet", merged)
        for key in keys:
            self._objects.delete(key)

    def _spans(self, keys: list[str]) -> Iterator[tuple[str, str]]:
        """Yields the first and last patient of each file to be made, none of them in two."""
        names = self._dataset(keys).to_table(columns=["patient_id"])["patient_id"].value_counts()
        counts = sorted((row["values"], row["counts"]) for row in names.to_pylist())
        first, rows = "", 0
        for place, (name, count) in enumerate(counts):
            first, rows = first or name, rows + count
            if rows >= self._rows_a_file or place == len(counts) - 1:
                yield first, name
                first, rows = "", 0

    def _between(self, since_ms: int, until_ms: int) -> list[str]:
        """Returns the files of the hours in a stretch of time, by days where it is a long one."""
        found = [
            key
            for day in range(since_ms // (24 * _HOUR_MS), (until_ms - 1) // (24 * _HOUR_MS) + 1)
            for key in self._objects.keys(_day(day))
        ]
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

    def _put(self, key: str, readings: pa.Table) -> None:
        content = io.BytesIO()
        ordered = readings.sort_by([("patient_id", "ascending"), ("observed_at", "ascending")])
        pq.write_table(ordered, content, compression="zstd", row_group_size=_ROW_GROUP)
        self._objects.put(key, content.getvalue())


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
