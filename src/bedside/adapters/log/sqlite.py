"""The log of readings in one SQLite file: `ports.ReadingLog` for one machine.

What callers offer is committed by one thread, many callers at a time (`group_commit`), and each commit waits for the
disk. Any number of processes may read the file; those that write it take turns, and each learns what the others wrote
before it decides what is new. Where a consumer has come to lies in a file beside it, so that no acknowledgement ever
waits for a consumer's commit. Not for a network disk, where SQLite's locks do not hold.
"""

import math
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bedside.adapters.log.deduplication import accepted, decided
from bedside.adapters.log.group_commit import GroupCommit
from bedside.adapters.log.index import LogIndex
from bedside.adapters.log.packing import Item, rows_of
from bedside.adapters.log.retention import droppable, excess_bytes, used_bytes
from bedside.adapters.log.rows import readings_in
from bedside.adapters.log.sqlite_file import POSITIONS, ROWS, SqliteFile, first_id, path_of
from bedside.core.vitals.reading import FUTURE_MS
from bedside.ports.watch import Entry, Offered

_HOUR_MS = 3_600_000
_POLL_S, _OWN_POLL_S = 0.01, 0.1
"""How often a waiter looks whether another process has written, and how often where this one writes itself."""
_WRITES_S = 5.0
_MOST_IN_A_GROUP = 100_000
_ROOM = 2_000_000
_PAGE_BYTES = 16_000_000
_CHECKPOINT_BYTES = 4_000_000
_COMMIT_BYTES = 30_000
"""About what a commit writes beside its rows: the pages around them."""
_NONE = (np.zeros(0, np.uint64), np.zeros(0, np.uint64))
_NO_READINGS = np.zeros(0, np.uint8)


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
        self._file = SqliteFile(self._path, ROWS, busy_timeout_s)
        self._positions = SqliteFile(Path(f"{self._path}-positions"), POSITIONS, busy_timeout_s)
        # A reading may be dated ahead by so much: only after that is each repeat of it known by its age.
        horizon_ms = int(identity_hours * _HOUR_MS) + FUTURE_MS
        self._timeout_s = append_timeout_s
        self._news = threading.Condition()
        self._writing = threading.Lock()
        folder = self._path.with_name(f"{self._path.name}-index")
        self._index = LogIndex(folder, shards, horizon_ms, self._writing, steady_clock_ms())
        self._connection: sqlite3.Connection | None = None
        self._unmoved = 0
        self._written_s = -math.inf
        self._committer: GroupCommit[Item, NDArray[np.uint8]] = GroupCommit(
            self._commit, self._rest, _MOST_IN_A_GROUP, _ROOM
        )
        self.told: Callable[[float, int], None] = lambda _seconds, _readings: None
        """Called after each commit with the seconds it took and how many readings it had."""
        self.forced: Callable[[str, int], None] = lambda _group, _rows: None
        """Called where size made the log drop rows that a group had not done, with how many those were."""

    def append(self, offered: Offered) -> NDArray[np.uint8]:
        """Returns a `Taken` for each reading, once what was accepted is on the disk."""
        if not len(offered.identities):
            return _NO_READINGS
        return self._committer.submit(offered, len(offered.identities), self._timeout_s)

    def offer(self, offered: Offered) -> Future[NDArray[np.uint8]]:
        """Returns at once what `append` will come to."""
        return self._committer.offer(offered, len(offered.identities))

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
            page, size = list[tuple[int, int, str, bytes | None]](), 0
            for row in rows:
                page.append(row)
                size += len(row[-1] or b"")
                if size > _PAGE_BYTES:
                    rows.close()
                    break
        readings = iter(readings_in([(sources, body) for _, _, sources, body in page if body is not None]))
        return [
            Entry(number - first_id(shard), at_ms, None if body is None else next(readings))
            for number, at_ms, _, body in page
        ]

    def wait(self, shard: int, after: int, timeout_s: float) -> bool:
        """Waits for a row; what this process writes is seen at once, what another does within 10 ms.

        In the last seconds only one process writes as a rule: where it was this one, another's row is seen in 100 ms.
        """
        deadline = time.monotonic() + timeout_s
        while self.end(shard) <= after:
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            look_s = _OWN_POLL_S if time.monotonic() - self._written_s < _WRITES_S else _POLL_S
            with self._news:
                self._news.wait_for(lambda: self._index.ends[shard] > after, min(left, look_s))
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

    def prepare(self) -> None:
        """Brings the index up to date, which the first append would wait for otherwise."""
        with self._writing, self._file.translated():
            self._index.catch_up(self._writer())

    def size(self) -> tuple[int, int]:
        """Returns the rows of all shards and the bytes they take."""
        with self._file.reading() as connection:
            (rows,) = connection.execute("SELECT count(*) FROM rows").fetchone()
            return int(rows), used_bytes(connection)

    def positions(self, shard: int) -> dict[str, int]:
        """Returns how far each known group has come."""
        with self._positions.reading() as connection:
            query = "SELECT consumer, offset FROM positions WHERE shard = ?"
            return dict(connection.execute(query, (shard,)).fetchall())

    def forget_group(self, group: str) -> None:
        """Forgets a group that is no more, so that rows no longer wait for it."""
        with self._positions.reading() as connection:
            connection.execute("DELETE FROM positions WHERE consumer = ?", (group,))

    def retain(self, before_ms: int, most_bytes: int) -> bool:
        """Drops a piece of what is older than a time or more than the size; returns whether there was any.

        Rows that a group has not done go by size alone, and ``forced`` is told of it. No row goes before its readings
        are known without it: a kill must not make them new again.
        """
        dropped = [self._drop(shard, self._droppable(shard, before_ms, most_bytes)) for shard in range(self.shards)]
        return any(dropped)

    def _droppable(self, shard: int, before_ms: int, most_bytes: int) -> int:
        """Returns up to which offset a piece of a shard may go, 0 for nothing."""
        done = min(self.positions(shard).values(), default=None)
        with self._writing, self._file.translated():
            connection = self._writer()
            self._index.catch_up(connection)
            excess = excess_bytes(used_bytes(connection), most_bytes)
            upto, _ = droppable(connection, shard, before_ms, done, excess)
        return self._index.known_upto(shard, upto)

    def _drop(self, shard: int, upto: int) -> bool:
        """Drops the rows of a shard up to an offset, and tells which group had not done how many of them."""
        if not upto:
            return False
        positions = self.positions(shard)
        with self._writing, self._file.translated():
            connection = self._writer()
            missed = [
                (group, _rows_between(connection, shard, position, upto)) for group, position in positions.items()
            ]
            bounds = (first_id(shard), first_id(shard) + upto)
            gone = connection.execute("DELETE FROM rows WHERE id > ? AND id <= ?", bounds).rowcount
        for group, rows in missed:
            if rows:
                self.forced(group, rows)
        return gone > 0

    def close(self) -> None:
        """Commits what waits and closes the file. Safe to call twice."""
        self._committer.close()
        self._index.close()
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._file.close()
        self._positions.close()

    def _commit(self, items: Sequence[Item]) -> list[NDArray[np.uint8]]:
        began = time.perf_counter()
        offers = [item for item in items if isinstance(item, Offered)]
        with self._writing, self._file.translated():
            connection = self._writer()
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._index.catch_up(connection)
                taken = decided(self._index.known, offers) if offers else []
                ends = self._write(connection, items, taken)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            with self._news:
                self._index.add(*(accepted(offers, taken) if offers else _NONE), ends)
                self._written_s = time.monotonic()
                self._news.notify_all()
        self.told(time.perf_counter() - began, sum(len(one) for one in taken))
        results = iter(taken)
        return [next(results) if isinstance(item, Offered) else _NO_READINGS for item in items]

    def _writer(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._file.connect()
            self._connection.execute("PRAGMA wal_autocheckpoint=0")  # `_rest` does it, when the callers are answered
        return self._connection

    def _write(
        self, connection: sqlite3.Connection, items: Sequence[Item], taken: Sequence[NDArray[np.uint8]]
    ) -> list[int]:
        """Inserts the rows of a group; returns the new ends."""
        ends = list(self._index.ends)
        self._unmoved += _COMMIT_BYTES
        for shard, row in rows_of(items, taken, self.shards):
            ends[shard] += 1
            self._unmoved += len(row.digests) + len(row.body or b"")
            values = (first_id(shard) + ends[shard], row.at_ms, row.count, row.sources, row.digests, row.body)
            connection.execute("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", values)
        return ends

    def _rest(self) -> None:
        """Moves commits from the write-ahead log into the file, a little at a time, when the callers are answered."""
        with self._writing, suppress(sqlite3.Error):  # the next commit tells what is wrong, if it is
            if self._connection is not None and self._unmoved > _CHECKPOINT_BYTES:
                self._unmoved = 0
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


def steady_clock_ms() -> Callable[[], int]:
    """Returns a clock that begins with the system's time and does not jump when that is set."""
    began_ms, began = time.time_ns() // 1_000_000, time.monotonic_ns()
    return lambda: began_ms + (time.monotonic_ns() - began) // 1_000_000


def _end(connection: sqlite3.Connection, shard: int) -> int:
    query = "SELECT max(id) FROM rows WHERE id > ? AND id < ?"
    (newest,) = connection.execute(query, (first_id(shard), first_id(shard + 1))).fetchone()
    return newest - first_id(shard) if newest else 0


def _rows_between(connection: sqlite3.Connection, shard: int, after: int, upto: int) -> int:
    query = "SELECT count(*) FROM rows WHERE id > ? AND id <= ? AND body IS NOT NULL"
    (rows,) = connection.execute(query, (first_id(shard) + after, first_id(shard) + upto)).fetchone()
    return int(rows)
