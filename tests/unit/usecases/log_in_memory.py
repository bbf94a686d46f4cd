"""The log of readings as plain lists, for tests of what reads it."""

from collections.abc import Sequence

from bedside.core.vitals.stored_reading import StoredReading
from bedside.messages.readings import batch_of
from bedside.ports import Entry


class LogInMemory:
    """Implements what readers of `bedside.ports.watch.ReadingLog` use."""

    def __init__(self, shards: int = 1) -> None:
        self.shards = shards
        self.entries: list[list[Entry]] = [[] for _ in range(shards)]
        self.positions: dict[tuple[str, int], int] = {}

    def add(self, readings: Sequence[StoredReading], shard: int = 0) -> int:
        """Appends one row; returns its offset."""
        return self._add(shard, readings[-1].received_at_ms, batch_of(readings))

    def tick(self, at_ms: int) -> None:
        for shard in range(self.shards):
            self._add(shard, at_ms, None)

    def read(self, shard: int, after: int, limit: int = 256) -> list[Entry]:
        return [one for one in self.entries[shard] if one.offset > after][:limit]

    def position(self, group: str, shard: int) -> int:
        return self.positions.get((group, shard), 0)

    def commit(self, group: str, shard: int, offset: int) -> None:
        self.positions[group, shard] = offset

    def end(self, shard: int) -> int:
        return self.entries[shard][-1].offset if self.entries[shard] else 0

    def _add(self, shard: int, at_ms: int, batch) -> int:
        offset = self.end(shard) + 1
        self.entries[shard].append(Entry(offset, at_ms, batch))
        return offset
