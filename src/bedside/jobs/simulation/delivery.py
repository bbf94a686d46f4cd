"""How readings travel to the service: at once, or twice, late, out of order, or held back by a gateway.

A row keeps when it was observed; only when it is due to arrive changes. A row that is sent twice is the same row, with
the same identity. Shares are of the rows; all are 0 on a quiet line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bedside.errors import InvalidInput
from bedside.jobs.simulation.artefacts import Artefact
from bedside.jobs.simulation.rows import Rows, joined

_LATENCY_S = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """What the line does: shares sent twice, late (by ``late_s`` in the mean) and swapped with what follows within 3 s.

    A silent gateway loses what it gets, or with ``holds`` sends it on when it is back. Raises InvalidInput for a share
    outside 0 to 1.
    """

    duplicates: float = 0.0
    late: float = 0.0
    disorder: float = 0.0
    late_s: float = 45.0
    holds: bool = False

    def __post_init__(self) -> None:
        if not all(0 <= share <= 1 for share in (self.duplicates, self.late, self.disorder)):
            raise InvalidInput("a share lies between 0 and 1", next_step="Write 5 % as 0.05.")

    def carried(self, rows: Rows, faults: Sequence[Artefact], rng: np.random.Generator) -> Rows:
        """Returns the rows that arrive, each with its time; in no particular order."""
        due_s = rows.due_s + _LATENCY_S
        due_s = due_s + np.where(rng.random(len(rows)) < self.late, rng.exponential(self.late_s, len(rows)), 0)
        due_s = due_s + np.where(rng.random(len(rows)) < self.disorder, rng.uniform(0.5, 3, len(rows)), 0)
        arrives = np.ones(len(rows), dtype=bool)
        for gap in [fault for fault in faults if fault.kind == "gateway_silent"]:
            inside = (rows.due_s >= gap.from_s) & (rows.due_s < gap.until_s)
            if self.holds:
                due_s = np.where(inside, np.maximum(due_s, gap.until_s), due_s)
            else:
                arrives &= ~inside
        carried = Rows(rows.bed, rows.signal, rows.value, rows.observed_ms, rows.sequence, due_s)
        again = carried.take(arrives & (rng.random(len(rows)) < self.duplicates))
        later_s = rng.exponential(5, len(again))
        twice = Rows(again.bed, again.signal, again.value, again.observed_ms, again.sequence, again.due_s + later_s)
        return joined([carried.take(arrives), twice])
