"""Which minutes of which series are to be made anew, since a reading in them was corrected or withdrawn.

A sum of a minute cannot tell what stands in it, so whoever keeps sums asks here what new readings touch. The newest
minutes are remembered for a while: another version of what was corrected may still come.
"""

import pyarrow as pa
import pyarrow.compute as pc

from bedside.core.vitals.versions import marked

MINUTE_MS = 60_000
MOST = 1_000

Minute = tuple[str, str, int]
"""Patient, signal, and the number of the minute since 1970."""


class CorrectedMinutes:
    """The minutes in which something was corrected or withdrawn, of late. Not for several threads at once."""

    def __init__(self) -> None:
        self._known: dict[Minute, None] = {}
        self.withdrawals: tuple[pa.Table, ...] = ()
        """The newest withdrawals among the readings, as one table."""

    def touched(self, readings: pa.Table) -> set[Minute]:
        """Returns the corrected minutes that the readings are of; as a rule there is none."""
        if withdrawn := marked(readings["event_id"], "withdrawn"):
            known = pa.concat_tables([*self.withdrawals, readings.take(pa.array(withdrawn))]).unify_dictionaries()
            self.withdrawals = (known.slice(max(0, len(known) - MOST)),)
        rows = readings.select(["patient_id", "signal", "observed_at"])
        corrections = pa.array(marked(readings["event_id"], "corrected|withdrawn"), pa.int64())
        self._known.update(dict.fromkeys(_minutes(rows.take(corrections))))
        while len(self._known) > MOST:
            del self._known[next(iter(self._known))]
        if not self._known:
            return set()
        patients, times = pa.array({one[0] for one in self._known}), pa.array({one[2] for one in self._known})
        near = pc.is_in(pc.divide(rows["observed_at"], MINUTE_MS), times)
        return _minutes(rows.filter(pc.and_(near, pc.is_in(rows["patient_id"], patients)))) & self._known.keys()


def _minutes(rows: pa.Table) -> set[Minute]:
    return {(row["patient_id"], row["signal"], row["observed_at"] // MINUTE_MS) for row in rows.to_pylist()}
