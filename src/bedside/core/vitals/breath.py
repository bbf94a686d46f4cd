"""Finds patients who do not breathe: a respiratory rate of 0, which is possible, and under any limit.

The limit of the rate alone would not tell: it holds already while the rate falls from 7 to 0. Only a reading newer than
the last of its patient counts, as in the kernel: one dated ahead is no newer than its arrival; of two of one moment
none is the graver (`graver`). It fails where a monitor
sends no rate at all in place of 0, which is a sensor's silence.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.signals import BY_NAME, SIGNALS

RATE = SIGNALS.index(BY_NAME["respiratory_rate"])
_LEAST = 1.0
_NEVER = np.iinfo(np.int64).min
_AHEAD_BITS = 20


@dataclass(slots=True)
class Breath:
    """The place of each patient's newest rate in the order of `_order`, and who was without breath then."""

    last: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    without: set[int] = field(default_factory=set)

    def reach(self, patients: int) -> None:
        """Makes room for so many patients."""
        if (more := patients - len(self.last)) > 0:
            unknown = np.full(more + len(self.last) // 2, _NEVER, np.int64)
            self.last = np.concatenate([self.last, unknown])

    def look(
        self,
        patient: NDArray[np.int32],
        signal: NDArray[np.uint8],
        times_ms: NDArray[np.int64],
        values: NDArray[np.float64],
        arrived_ms: NDArray[np.int64],
    ) -> list[tuple[int, bool]]:
        """Takes in readings (n,), in order; returns the places of those at which no breath begins (True) or ends."""
        rates = np.flatnonzero(signal == RATE)
        if not len(rates):
            return []
        found, order = list[tuple[int, bool]](), _order(times_ms[rates], arrived_ms[rates])
        ceased = values[rates] < _LEAST
        if self.without or ceased.any():
            of_interest = set(patient[rates[ceased]].tolist()) | self.without
            for at in np.flatnonzero(np.isin(patient[rates], list(of_interest))).tolist():
                place = int(rates[at])
                found += self._judge(int(patient[place]), int(order[at]), float(values[place]), place)
        np.maximum.at(self.last, patient[rates], order)
        return found

    def _judge(self, patient: int, order: int, value: float, place: int) -> list[tuple[int, bool]]:
        if order < self.last[patient] or (order == self.last[patient] and value >= _LEAST):
            return []
        self.last[patient] = order
        if (value < _LEAST) == (patient in self.without):
            return []
        (self.without.add if value < _LEAST else self.without.discard)(patient)
        return [(place, value < _LEAST)]

    def put_back(self, patient: int, newest: tuple[int, float] | None, at_ms: int) -> bool | None:
        """Takes the newest rate of a patient (time, value) for what it is, since at ``at_ms`` the one after it went.

        Returns whether no breath begins (True) or ends by it, None where neither does.
        """
        before = patient in self.without
        time_ms, value = newest or (_NEVER, _LEAST)
        self.last[patient] = _order(np.array([time_ms]), np.array([at_ms]))[0] if newest else _NEVER
        now = value < _LEAST
        (self.without.add if now else self.without.discard)(patient)
        return None if now == before else now

    def forget(self, patient: int) -> None:
        """Forgets a patient."""
        self.without.discard(patient)
        if patient < len(self.last):
            self.last[patient] = _NEVER


def _order(times_ms: NDArray[np.int64], arrived_ms: NDArray[np.int64]) -> NDArray[np.int64]:
    """Returns by what a reading is newer: the earlier of its time and its arrival; among equal ones, its time."""
    counts = np.minimum(times_ms, arrived_ms)
    return (counts << _AHEAD_BITS) + np.minimum(times_ms - counts, (1 << _AHEAD_BITS) - 1)
