"""Which minutes of which series are to be made anew, since a reading in them was corrected or withdrawn.

A sum of a minute cannot tell what stands in it, so whoever keeps sums asks here what new readings touch. The newest
minutes are remembered for a while: another version of what was corrected may still come.
"""

from collections.abc import Callable, Iterable, Sequence

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

    def touched(self, readings: pa.Table, ids: Callable[[str], Sequence[str]]) -> set[Minute]:
        """Returns the corrected minutes that the readings are of; as a rule there is none.

        ``ids`` returns all ids of a patient, that of now first, which is the one that is told here: a correction may
        come under another than what it corrects.
        """
        rows = readings.select(["patient_id", "signal", "observed_at"])
        corrections = pa.array(marked(readings["event_id"], "corrected|withdrawn"), pa.int64())
        self._known.update(dict.fromkeys(_minutes(rows.take(corrections))))
        while len(self._known) > MOST:
            del self._known[next(iter(self._known))]
        times = pa.array({minute for _, _, minute in self._known}, pa.int64())
        near = rows.filter(pc.is_in(pc.divide(rows["observed_at"], MINUTE_MS), times))
        if not len(near):
            return set()
        patients = pa.array({one for patient_id, _, _ in self._known for one in ids(patient_id)})
        found = _minutes(near.filter(pc.is_in(near["patient_id"], patients)))
        return _of_now(found, ids) & _of_now(self._known, ids)


def _minutes(rows: pa.Table) -> set[Minute]:
    return {(row["patient_id"], row["signal"], row["observed_at"] // MINUTE_MS) for row in rows.to_pylist()}


def _of_now(minutes: Iterable[Minute], ids: Callable[[str], Sequence[str]]) -> set[Minute]:
    return {(ids(patient_id)[0], signal, minute) for patient_id, signal, minute in minutes}
