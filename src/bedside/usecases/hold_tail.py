"""The newest readings of the log, held in memory until the history has them.

Of those the newest ``most_readings`` are held: where the historian is further behind, the older ones are read from the
log when they are asked for.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from bedside.core.vitals.reading_tables import pile
from bedside.messages.readings import READINGS
from bedside.ports import Entry, ReadingLog
from bedside.usecases.keep_history import GROUP

_AN_ENTRY_LIST = 256
_NONE = pa.schema(READINGS).empty_table()


@dataclass(frozen=True, slots=True)
class _Held:
    """Rows of the log up to an offset."""

    last: int
    rows: pa.Table


class HoldTail:
    """The tails of all shards. One thread keeps them; any may read."""

    def __init__(self, log: ReadingLog, most_readings: int) -> None:
        self._log, self._most_readings = log, most_readings
        self._lock = threading.Lock()
        self._held = {shard: list[_Held]() for shard in range(log.shards)}
        self._let_go = dict.fromkeys(self._held, 0)

    def begin(self, shard: int, offset: int) -> None:
        """Says from where on the history has nothing."""
        self._let_go[shard] = offset

    def keep(self, shard: int, new: Sequence[Entry]) -> None:
        """Holds new rows until the history has them, the newest of them if those are too many.

        Small tables are joined, so that there are few: some rows stay a little longer than they must.
        """
        done = self._log.position(GROUP, shard)
        batches = [one.readings for one in new if one.readings is not None and one.offset > done]
        with self._lock:
            held = [one for one in self._held[shard] if one.last > done]
            self._let_go[shard] = max(self._let_go[shard], done)
            if batches:
                tables, lasts = [one.rows for one in held], [one.last for one in held]
                pile(tables, pa.Table.from_batches(batches, READINGS))
                lasts = [*lasts[: len(tables) - 1], new[-1].offset]
                held = [_Held(last, rows) for last, rows in zip(lasts, tables, strict=True)]
            while sum(len(one.rows) for one in held) > self._most_readings:
                self._let_go[shard] = held.pop(0).last
            self._held[shard] = held

    def table(self, ids: Sequence[str], since_ms: int, until_ms: int, signal: str | None) -> pa.Table:
        """Returns a patient's rows observed in ``[since_ms, until_ms)`` that were not in the history just now."""
        with self._lock:
            held = [one.rows for own in self._held.values() for one in own]
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

    def __len__(self) -> int:
        """Returns how many readings are held."""
        with self._lock:
            return sum(len(one.rows) for own in self._held.values() for one in own)

    def nbytes(self) -> int:
        """Returns the memory taken."""
        with self._lock:
            return sum(int(one.rows.nbytes) for own in self._held.values() for one in own)

    def _let_go_too_early(self, let_go: Mapping[int, int]) -> list[pa.Table]:
        """Returns the rows that are neither in the history nor held any more, from the log."""
        found = []
        for shard, last in let_go.items():
            after = self._log.position(GROUP, shard)
            while after < last and (entries := self._log.read(shard, after, _AN_ENTRY_LIST)):
                found += [one.readings for one in entries if one.readings is not None and one.offset <= last]
                after = entries[-1].offset
        return [pa.Table.from_batches(found, READINGS).unify_dictionaries()] if found else []
