"""Finds what remains of a series when a reading of it was withdrawn: all of it that came up to the withdrawal.

What came within `RECENT_MS` before it is taken from the log, in whose order it is, and so is what the historian does
not have yet; what is older from the history. So it is the same whenever the log is read again, as long as history and
log keep the hours that it is asked for. A version that came after the withdrawal is no part of it, but what was
replaced by such a one while it lay in the history is missing: only where a log of long ago is read again.

Cost: some tens of milliseconds; rare.
"""

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bedside.core.vitals.reading import FUTURE_MS
from bedside.core.vitals.reading_tables import once
from bedside.core.vitals.versions import standing
from bedside.errors import BedsideError
from bedside.messages.readings import READINGS
from bedside.ports import Entry, ReadingHistory, ReadingLog
from bedside.usecases.keep_history import GROUP
from bedside.usecases.log_offsets import offset_before

RECENT_MS = 120_000
_COMMITTED_MS = 60_000
"""What was received so long ago stands in the log before all that comes now."""
_AN_ENTRY_LIST = 256


class FindRemaining:
    """Looks into one shard of the log, and into the history where there is one."""

    def __init__(self, log: ReadingLog, history: ReadingHistory | None, shard: int) -> None:
        self._log, self._history, self._shard = log, history, shard

    def __call__(self, entry: Entry, place: int, patient_ids: Collection[str], since_ms: int) -> pa.RecordBatch:
        """Returns what stands of the signal of the withdrawal at a place of a row of the log, in the order of arrival.

        It is of these patient ids, and observed since that time.
        """
        assert entry.readings is not None
        signal = entry.readings.column("signal")[place].as_py()
        at_ms = entry.readings.column("received_at")[place].as_py()
        wanted = (
            pc.field("patient_id").isin(list(patient_ids))
            & (pc.field("observed_at") >= since_ms)
            & (pc.field("signal").cast(pa.string()) == signal)
        )
        after = self._after(at_ms, since_ms)
        found = [pa.Table.from_batches([one]).filter(wanted) for one in self._logged(after, entry.offset)]
        found.append(pa.Table.from_batches([entry.readings.slice(0, place + 1)]).filter(wanted))
        if after and self._history is not None:
            found = self._of_history(self._history, patient_ids, since_ms, at_ms, signal) + found
        left = standing(once(pa.concat_tables(found).unify_dictionaries()))
        order = np.argsort(left["received_at"].to_numpy(), kind="stable")
        return _one_batch(left.take(pa.array(order)))

    def _after(self, at_ms: int, since_ms: int) -> int:
        """Returns the offset behind which the log is read."""
        oldest = offset_before(self._log, self._shard, since_ms - FUTURE_MS)
        if self._history is None:
            return oldest
        recent = offset_before(self._log, self._shard, at_ms - RECENT_MS)
        return max(oldest, min(recent, self._log.position(GROUP, self._shard)))

    def _logged(self, after: int, until: int) -> list[pa.RecordBatch]:
        """Returns the readings of the rows between two offsets."""
        found = list[pa.RecordBatch]()
        while after < until - 1 and (entries := self._log.read(self._shard, after, _AN_ENTRY_LIST)):
            found += [one.readings for one in entries if one.readings is not None and one.offset < until]
            after = entries[-1].offset
        return found

    def _of_history(
        self, history: ReadingHistory, patient_ids: Collection[str], since_ms: int, at_ms: int, signal: str
    ) -> list[pa.Table]:
        """Returns what the history has from before; nothing where it cannot be read, since scoring must go on."""
        before = pc.field("received_at") < at_ms - _COMMITTED_MS
        try:
            return [
                history.table(one, since_ms, at_ms + FUTURE_MS, signal).filter(before)
                for one in sorted(set(patient_ids))
            ]
        except BedsideError:
            return []


def _one_batch(readings: pa.Table) -> pa.RecordBatch:
    batches = readings.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], READINGS)
