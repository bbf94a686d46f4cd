"""The log of readings in one SQLite file: `ports.ReadingLog` for one machine.

What callers offer is committed by one thread, many callers at a time (`group_commit`), and each commit waits for the
disk. Any number of processes may read the file; those that write it take turns, and each learns what the others wrote
before it decides what is new. Where a consumer has come to lies in a file beside it, so that no acknowledgement ever
waits for a consumer's commit. Not for a network disk, where SQLite's locks do not hold.
"""

import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bedside.adapters.log.deduplication import decided, run_of
from bedside.adapters.log.group_commit import GroupCommit
from bedside.adapters.log.known import Known, sorted_run
from bedside.adapters.log.rows import MOST_SOURCES, Row, digests_in, joined, readings_in, row_of
from bedside.adapters.log.sqlite_file import SqliteFile, first_id, path_of
from bedside.core.vitals.reading import FUTURE_MS
from bedside.ports.watch import Entry, Offered, Taken

_HOUR_MS = 3_600_000
_POLL_S = 0.01
_MOST_IN_A_ROW = 16_384
_MOST_IN_A_GROUP = 100_000
_ROOM = 2_000_000
_PAGE_BYTES = 16_000_000
_MERGE_BELOW = 1 << 18
_CHECKPOINT_PAGES = 1000

_Item = Offered | int
"""Readings, or the time of a tick."""


class SqliteReadingLog:
    """Satisfies `ports.ReadingLog`. ``url`` is ``sqlite:///path``. Safe for many threads.

    ``shards`` must be the same whenever one file is opened: a patient's readings stay in one shard.
    """

    def __init__(
        self,
        url: str,
        *,
        shards: int = 1,
        identity_hours: float = 24,
        busy_timeout_s: float = 5.0,
        append_timeout_s: float = 10.0,
    ) -> None:
        self.shards = shards
        self._path = path_of(url)
        self._file = SqliteFile(self._path, busy_timeout_s)
        self._positions = SqliteFile(Path(f"{self._path}-positions"), busy_timeout_s)
        # A reading may be dated ahead by so much: only after that is each repeat of it known by its age.
        self._horizon_ms = int(identity_hours * _HOUR_MS) + FUTURE_MS
        self._timeout_s = append_timeout_s
        self._known = Known(_MERGE_BELOW)
        self._ends = [0] * shards
        self._news = threading.Condition()
        self._writing = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._committer: GroupCommit[_Item, NDArray[np.uint8] | None] = GroupCommit(
            self._commit, self._rest, _MOST_IN_A_GROUP, _ROOM
        )
        self.told: Callable[[float, int], None] = lambda _seconds, _readings: None
        """Called after each commit with what it took and how many readings it had."""

    def append(self, offered: Offered) -> NDArray[np.uint8]:
        """Returns a `Taken` for each reading, once what was accepted is on the disk."""
        if not len(offered.identities):
            return np.zeros(0, np.uint8)
        taken = self._committer.submit(offered, len(offered.identities), self._timeout_s)
        assert taken is not None
        return taken

    def tick(self, at_ms: int) -> None:
        """Appends a moment to every shard, with the next commit."""
        self._committer.leave(at_ms)

    def read(self, shard: int, after: int, limit: int = 256) -> list[Entry]:
        """Returns rows behind the offset; fewer than the limit where they are large."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT id, at_ms, sources, body FROM rows WHERE id > ? AND id < ? ORDER BY id LIMIT ?",
                (first_id(shard) + after, first_id(shard + 1), limit),
            )
            entries, size = list[Entry](), 0
            for number, at_ms, sources, body in rows:
                readings = None if body is None else readings_in(sources, body)
                entries.append(Entry(number - first_id(shard), at_ms, readings))
                size += len(body or b"")
                if size > _PAGE_BYTES:
                    rows.close()
                    break
        return entries

    def wait(self, shard: int, after: int, timeout_s: float) -> bool:
        """Waits for a row; what this process writes is seen at once, what another does within 10 ms."""
        deadline = time.monotonic() + timeout_s
        while self.end(shard) <= after:
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            with self._news:
                self._news.wait_for(lambda: self._ends[shard] > after, min(left, _POLL_S))
        return True

    def position(self, group: str, shard: int) -> int:
        """Returns how far a group has come."""
        with self._positions.reading() as connection:
            query = "SELECT offset FROM positions WHERE consumer = ? AND shard = ?"
            row = connection.execute(query, (group, shard)).fetchone()
        return int(row[0]) if row else 0

    def commit(self, group: str, shard: int, offset: int) -> None:
        """Notes durably how far a group has come."""
        with self._positions.reading() as connection:
            connection.execute(
                "INSERT INTO positions VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET offset = excluded.offset",
                (group, shard, offset),
            )

    def end(self, shard: int) -> int:
        """Returns the offset of the newest row."""
        with self._file.reading() as connection:
            return _end(connection, shard)

    def close(self) -> None:
        """Commits what waits and closes the file. Safe to call twice."""
        self._committer.close()
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._file.close()
        self._positions.close()

    def _commit(self, items: Sequence[_Item]) -> list[NDArray[np.uint8] | None]:
        began = time.perf_counter()
        offers = [item for item in items if isinstance(item, Offered)]
        with self._writing, self._file.translated():
            connection = self._writer()
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._catch_up(connection)
                taken = decided(self._known, offers) if offers else []
                ends, newest_ms = self._write(connection, items, taken)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            if offers:
                self._known.add(run_of(offers, taken, newest_ms))
                self._known.forget(newest_ms - self._horizon_ms)
            self._publish(ends)
        self.told(time.perf_counter() - began, sum(len(one) for one in taken))
        results = iter(taken)
        return [next(results) if isinstance(item, Offered) else None for item in items]

    def _writer(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._file.connect()
        return self._connection

    def _catch_up(self, connection: sqlite3.Connection) -> None:
        """Learns the rows that came since: all of the horizon at a start, later those of other processes."""
        for shard in range(self.shards):
            query = "SELECT id, at_ms, digests FROM rows WHERE id > ? AND id < ? ORDER BY id"
            bounds = (first_id(shard) + self._ends[shard], first_id(shard + 1))
            for number, at_ms, digests in connection.execute(query, bounds):
                self._known.add(sorted_run(*digests_in(digests), at_ms))
                self._ends[shard] = number - first_id(shard)

    def _write(
        self, connection: sqlite3.Connection, items: Sequence[_Item], taken: Sequence[NDArray[np.uint8]]
    ) -> tuple[list[int], int]:
        """Inserts the rows of a group; returns the new ends and the time of the newest."""
        ends, newest_ms = list(self._ends), 0
        for shard, row in self._rows(items, taken):
            ends[shard] += 1
            newest_ms = max(newest_ms, row.at_ms)
            values = (first_id(shard) + ends[shard], row.at_ms, row.count, row.sources, row.digests, row.body)
            connection.execute("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", values)
        return ends, newest_ms

    def _rows(self, items: Sequence[_Item], taken: Sequence[NDArray[np.uint8]]) -> Iterator[tuple[int, Row]]:
        """Yields what to insert, in the order offered; readings that come together share a row."""
        results = iter(taken)
        for is_tick, together in groupby(items, lambda item: isinstance(item, int)):
            if is_tick:
                for at_ms in together:
                    assert isinstance(at_ms, int)
                    yield from ((shard, Row(at_ms, 0, "", b"", None)) for shard in range(self.shards))
                continue
            offers = [(offer, next(results)) for offer in together if isinstance(offer, Offered)]
            for shard in range(self.shards):
                yield from ((shard, row) for row in _packed(self._accepted(offers, shard)))

    def _accepted(self, offers: list[tuple[Offered, NDArray[np.uint8]]], shard: int) -> Iterator[Offered]:
        for offer, taken in offers:
            mine = taken == Taken.ACCEPTED
            if self.shards > 1:
                mine &= shards_of(offer.readings, self.shards) == shard
            if mine.all():
                yield offer
            elif mine.any():
                rows = pa.array(np.flatnonzero(mine))
                yield Offered(offer.readings.take(rows), offer.identities[mine], offer.contents[mine])

    def _publish(self, ends: list[int]) -> None:
        with self._news:
            self._ends = ends
            self._news.notify_all()

    def _rest(self) -> None:
        """Moves commits from the write-ahead log into the file, once there are many; nobody waits for this."""
        wal = Path(f"{self._path}-wal")
        try:
            with self._writing:
                if self._connection is not None and wal.stat().st_size > _CHECKPOINT_PAGES * 16_384:
                    self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except (OSError, sqlite3.Error):
            return  # the next commit tells what is wrong, if it is


def shards_of(readings: pa.RecordBatch, shards: int) -> NDArray[np.int64]:
    """Returns the shard (n,) of each reading: always the same for one patient."""
    patients = readings.column("patient_id").dictionary_encode()
    each = [zlib.crc32(patient.encode()) % shards for patient in patients.dictionary.to_pylist()]
    return np.array(each, np.int64)[patients.indices.to_numpy()]


def _packed(offers: Iterator[Offered]) -> Iterator[Row]:
    """Yields rows of the offers, small ones joined."""
    held, size, sources = list[Offered](), 0, 0
    for offer in offers:
        named = len(offer.readings.column("source").dictionary)
        if held and (size + len(offer.identities) > _MOST_IN_A_ROW or sources + named > MOST_SOURCES):
            yield _row(held)
            held, size, sources = [], 0, 0
        held.append(offer)
        size += len(offer.identities)
        sources += named
    if held:
        yield _row(held)


def _row(offers: list[Offered]) -> Row:
    return row_of(
        joined([offer.readings for offer in offers]),
        np.concatenate([offer.identities for offer in offers]),
        np.concatenate([offer.contents for offer in offers]),
    )


def _end(connection: sqlite3.Connection, shard: int) -> int:
    query = "SELECT max(id) FROM rows WHERE id > ? AND id < ?"
    (newest,) = connection.execute(query, (first_id(shard), first_id(shard + 1))).fetchone()
    return newest - first_id(shard) if newest else 0
