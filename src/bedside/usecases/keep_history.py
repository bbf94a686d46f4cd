"""The historian's work: takes readings from the log and keeps them as history, one batch after another.

It belongs in a loop that repeats it. The log's own entries tell the time: a batch is written once it spans a minute or
has so many readings. The position is noted after the history is durable, so a kill between the two writes the same
batch again, which replaces itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from bedside.core.vitals.reading_tables import pile
from bedside.messages.readings import READINGS
from bedside.ports import Entry, ReadingHistory, ReadingLog
from bedside.usecases.rounds import Round

GROUP = "history"
"""The name under which the log keeps how far the history is."""
LONGEST_MS = 60_000
MOST_READINGS = 200_000
_AN_ENTRY_LIST = 256
_COMPACTED_EVERY_MS, _A_PIECE_EVERY_MS = 600_000, 2_000
_MOST_FAILURES = 3


@dataclass(slots=True)
class _Pending:
    """What was read of a shard and is not yet kept."""

    after: int
    at_ms: int = 0
    since_ms: int | None = None
    first: int = 0
    """The offset of the first row that has readings."""
    tables: list[pa.Table] = field(default_factory=list)
    """Their readings: a minute of them row by row would be a hundred thousand small pieces of memory."""

    @property
    def readings(self) -> int:
        """Returns how many there are."""
        return sum(len(one) for one in self.tables)

    def spans_ms(self) -> int:
        """Returns from the first entry to the last."""
        return 0 if self.since_ms is None else self.at_ms - self.since_ms

    def add(self, entries: Sequence[Entry]) -> None:
        """Takes the next rows."""
        if not entries:
            return
        self.after, self.at_ms = entries[-1].offset, entries[-1].at_ms
        self.since_ms = entries[0].at_ms if self.since_ms is None else self.since_ms
        if batches := [one.readings for one in entries if one.readings is not None]:
            self.first = self.first or next(one.offset for one in entries if one.readings is not None)
            pile(self.tables, pa.Table.from_batches(batches, READINGS))


class KeepHistory:
    """The historian of all shards. ``compact(before_ms)`` does one piece of tidying what is kept; tells whether it did.

    Holds at most a batch a shard. Not for two at once: they would do the same work twice.
    """

    def __init__(
        self,
        log: ReadingLog,
        history: ReadingHistory,
        compact: Callable[[int], bool] = lambda _before_ms: False,
        *,
        longest_ms: int = LONGEST_MS,
        most_readings: int = MOST_READINGS,
    ) -> None:
        self._log = log
        self._history = history
        self._compact = compact
        self._longest_ms = longest_ms
        self._most_readings = most_readings
        self._pending = {shard: _Pending(log.position(GROUP, shard)) for shard in range(log.shards)}
        self._compacted_ms = self._piece_ms = 0
        self._failures = 0

    def __call__(self) -> Round:
        """Does one round over the shards; returns what there was that is new. May raise, and be called again."""
        took = max(self._take(shard) for shard in self._pending)
        did = self._tidy(is_quiet=took == 0)
        return Round.of(took, _AN_ENTRY_LIST) or Round(did)

    def flush(self) -> None:
        """Writes what is held back, as when the process is told to stop."""
        for shard in self._pending:
            self._write(shard)

    def _take(self, shard: int) -> int:
        if self._is_due(shard):  # the write before has failed: no more is held than one batch
            self._write(shard)
        pending = self._pending[shard]
        entries = self._log.read(shard, pending.after, _AN_ENTRY_LIST)
        pending.add(entries)
        if self._is_due(shard):
            self._write(shard)
        return len(entries)

    def _is_due(self, shard: int) -> bool:
        pending = self._pending[shard]
        return pending.readings >= self._most_readings or pending.spans_ms() >= self._longest_ms

    def _write(self, shard: int) -> None:
        pending = self._pending[shard]
        if pending.tables:
            readings = pa.concat_tables(pending.tables).unify_dictionaries()
            self._history.write(shard, pending.first, readings)
            del readings
        if pending.since_ms is not None:
            self._log.commit(GROUP, shard, pending.after)
        self._pending[shard] = _Pending(pending.after, pending.at_ms)
        del pending
        pa.default_memory_pool().release_unused()  # else the heap keeps the holes, and grows around them

    def _tidy(self, *, is_quiet: bool) -> bool:
        """Does one piece of compacting, every ten minutes by the log's time until there is nothing more to compact.

        Where readings come, which on a ward at work they never cease to do, a piece is done every two seconds: those
        who acknowledge readings and answer questions beside it have the processor in between. What cannot be compacted
        fails often enough to be told, and is then left for ten minutes: readings go first.
        """
        at_ms = max((pending.at_ms for pending in self._pending.values()), default=0)
        due_ms = max(self._compacted_ms + _COMPACTED_EVERY_MS, 0 if is_quiet else self._piece_ms + _A_PIECE_EVERY_MS)
        if at_ms < due_ms:
            return False
        self._piece_ms = at_ms
        self._failures += 1
        if self._failures > _MOST_FAILURES:
            self._compacted_ms, self._failures = at_ms, 0
            return False
        did = self._compact(at_ms - _COMPACTED_EVERY_MS)
        self._failures = 0
        if not did:
            self._compacted_ms = at_ms
        return did
