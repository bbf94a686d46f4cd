"""Finds patients who do not breathe: a respiratory rate of 0, which is possible, and under any limit.

The limit of the rate alone would not tell: it holds already while the rate falls from 7 to 0. Only a reading newer than
the last of its patient counts, as in the kernel. It fails where a monitor sends no rate at all in place of 0, which is
a sensor's silence.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.signals import BY_NAME, SIGNALS

RATE = SIGNALS.index(BY_NAME["respiratory_rate"])
_LEAST = 1.0
_NEVER = np.iinfo(np.int64).min


@dataclass(slots=True)
class Breath:
    """The newest rate's time of each patient, and who was without breath then."""

    last_ms: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    without: set[int] = field(default_factory=set)

    def reach(self, patients: int) -> None:
        """Makes room for so many patients."""
        if (more := patients - len(self.last_ms)) > 0:
            unknown = np.full(more + len(self.last_ms) // 2, _NEVER, np.int64)
            self.last_ms = np.concatenate([self.last_ms, unknown])

    def look(
        self,
        patient: NDArray[np.int32],
        signal: NDArray[np.uint8],
        times_ms: NDArray[np.int64],
        values: NDArray[np.float64],
    ) -> list[tuple[int, bool]]:
        """Takes in readings (n,), in order; returns the places of those at which no breath begins (True) or ends."""
        rates = np.flatnonzero(signal == RATE)
        if not len(rates):
            return []
        found: list[tuple[int, bool]] = []
        ceased = values[rates] < _LEAST
        if self.without or ceased.any():
            of_interest = set(patient[rates[ceased]].tolist()) | self.without
            for place in rates[np.isin(patient[rates], list(of_interest))].tolist():
                found += self._judge(int(patient[place]), int(times_ms[place]), float(values[place]), place)
        np.maximum.at(self.last_ms, patient[rates], times_ms[rates])
        return found

    def _judge(self, patient: int, time_ms: int, value: float, place: int) -> list[tuple[int, bool]]:
        if time_ms <= self.last_ms[patient]:
            return []
        self.last_ms[patient] = time_ms
        if (value < _LEAST) == (patient in self.without):
            return []
        (self.without.add if value < _LEAST else self.without.discard)(patient)
        return [(place, value < _LEAST)]

    def put_back(self, patient: int, newest: tuple[int, float] | None) -> bool | None:
        """Takes the newest rate of a patient (time, value) for what it is, since the one after it was withdrawn.

        Returns whether no breath begins (True) or ends by it, None where neither does.
        """
        before = patient in self.without
        self.last_ms[patient], value = newest or (_NEVER, _LEAST)
        now = value < _LEAST
        (self.without.add if now else self.without.discard)(patient)
        return None if now == before else now

    def forget(self, patient: int) -> None:
        """Forgets a patient."""
        self.without.discard(patient)
        if patient < len(self.last_ms):
            self.last_ms[patient] = _NEVER
