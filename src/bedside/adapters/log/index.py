"""The index of one log: what is known of readings, brought up to its rows, and put aside into files as it grows.

Whoever holds the log's writing lock calls everything here; what runs aside takes that lock only to swap.
"""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from bedside.adapters.log.known import Aside, Digests, Known, Run, sorted_run, tiers
from bedside.adapters.log.rows import digests_in
from bedside.adapters.log.run_files import RunFiles
from bedside.adapters.log.sqlite_file import first_id

SEAL = 1 << 18
"""So many new ones are put into a file: 4 MB, and a start that reads at most their rows."""
_WIDEST_PARTS = 8
"""A file spans about so small a part of the horizon at the most, since it is dropped only as a whole."""


class LogIndex:
    """Tells which readings were taken in the last ``horizon_ms``, or longer; ``writing`` is the log's lock.

    Ages are told by ``clock_ms``, which must not jump: by the system's own clock, set a day ahead for a moment, all
    would be forgotten.
    """

    def __init__(
        self, folder: Path, shards: int, horizon_ms: int, writing: threading.Lock, clock_ms: Callable[[], int]
    ) -> None:
        self._files = RunFiles(folder, shards)
        self._horizon_ms = horizon_ms
        self._writing = writing
        self._clock_ms = clock_ms
        self._aside = Aside()
        self._is_open = self._has_no_room = False
        self._reach = (0,) * shards
        self.known = Known()
        self.ends = [0] * shards

    def catch_up(self, connection: sqlite3.Connection) -> None:
        """Learns the rows that came since: at a start those behind the files, later those of other processes."""
        if not self._is_open:
            self._open(connection)
        oldest_ms = self._clock_ms() - self._horizon_ms
        for shard, end in enumerate(self.ends):
            query = "SELECT id, at_ms, digests FROM rows WHERE id > ? AND id < ? ORDER BY id"
            rows = connection.execute(query, (first_id(shard) + end, first_id(shard + 1)))
            for number, at_ms, digests in rows:
                if digests and at_ms >= oldest_ms:
                    self.known.add(sorted_run(*digests_in(digests), at_ms))
                self.ends[shard] = number - first_id(shard)

    def add(self, identities: Digests, contents: Digests, ends: list[int]) -> None:
        """Takes up what was committed, and puts it aside when there is much."""
        self.ends = ends
        self.known.forget(self._clock_ms() - self._horizon_ms)
        self.known.add(sorted_run(identities, contents, self._clock_ms()))
        if self.known.recent_size() >= SEAL and self._files.are_ours and not self._aside.is_busy():
            runs, reach = self.known.set_aside(), tuple(ends)
            self._aside.start(lambda: self._seal(runs, reach))

    def known_upto(self, shard: int, upto: int) -> int:
        """Returns up to which offset, at the most ``upto``, a shard's rows may go: a start knows their readings by now.

        Puts what is in memory into a file where that is wanted for it. Not for who holds the lock. All may go where
        another process keeps the files, so that this one cannot tell, and where the disk has no room for them: a log
        that then dropped nothing would take nothing any more.
        """
        if not self._files.are_ours:
            return upto
        if upto > self._reach[shard]:
            with self._writing:
                if not self._aside.is_busy():
                    runs, reach = self.known.set_aside(), tuple(self.ends)
                    self._aside.start(lambda: self._seal(runs, reach))
            self._aside.join()
        return upto if self._has_no_room else min(upto, self._reach[shard])

    def close(self) -> None:
        """Puts what is in memory into a file, so that the next start has nothing to read."""
        self._aside.join()
        if self._is_open and self._files.are_ours and self.known.recent:
            self._seal(self.known.set_aside(), tuple(self.ends))
        self._files.close()

    def _open(self, connection: sqlite3.Connection) -> None:
        kept = self._files.open()
        ends = [_newest(connection, shard) for shard in range(len(self.ends))]
        if all(reach <= end for reach, end in zip(kept.reach, ends, strict=True)):  # else they are of another log
            self.known = Known(kept.runs)
            self.ends, self._reach = list(kept.reach), kept.reach
        self._is_open = True

    def _seal(self, runs: tuple[Run, ...], reach: Sequence[int]) -> None:
        """Merges runs and keeps them in files; the log goes on meanwhile, and what came then stays in memory."""
        try:
            kept = self._files.keep(tiers(runs, max(sum(map(len, runs)) // _WIDEST_PARTS, 4 * SEAL)), reach)
        except OSError:  # a full disk: they stay in memory, and are put away with the next ones
            self._has_no_room = True
            return
        with self._writing:
            self.known.files = kept
        self._reach, self._has_no_room = tuple(reach), False


def _newest(connection: sqlite3.Connection, shard: int) -> int:
    query = "SELECT max(id) FROM rows WHERE id > ? AND id < ?"
    (newest,) = connection.execute(query, (first_id(shard), first_id(shard + 1))).fetchone()
    return newest - first_id(shard) if newest else 0
