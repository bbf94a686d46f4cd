"""What is measured now and then: the cuff every few minutes, and a nurse's round of temperature, consciousness, oxygen.

Each bed has its own place in the interval, so that not all cuffs of a ward fill at once; every bed is measured once in
its first seconds, so that a score is complete from the start.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bedside.jobs.simulation.artefacts import CUFF_FAILS
from bedside.jobs.simulation.body import Bodies
from bedside.jobs.simulation.patients import Patient
from bedside.jobs.simulation.vitals import DIASTOLIC, SYSTOLIC, TEMPERATURE, Array

_GOLDEN = 0.618034
_SHORTEST_S = 20.0
"""A cuff needs about this long, however fast the ward's time runs."""

_LEVELS = "ACVPU"

Measured = tuple[int, str, float, float]
"""A bed, a signal, a value, and when in seconds from the start."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """When each bed is measured. Minutes are those of the patients' time, which runs ``speed`` times as fast."""

    seed: int
    cuff_minutes: float
    round_minutes: float
    speed: float
    faults: float

    def measured(self, bodies: Bodies, values: Array, at_s: Array, until_s: float) -> Iterator[Measured]:
        """Yields what is measured from the first of the steps until a time; ``values`` are (p, 6, n), faultless."""
        step_s = (until_s - at_s[0]) / at_s.size
        for i, patient in enumerate(bodies.patients):
            for count, when_s in _due(patient.bed, self._every_s(self.cuff_minutes), float(at_s[0]), until_s, 1.0):
                body = values[i, :, int((when_s - at_s[0]) / step_s)]
                yield from self._cuff(patient.bed, count, body, when_s)
            for count, when_s in _due(patient.bed, self._every_s(self.round_minutes), float(at_s[0]), until_s, 2.5):
                body = values[i, :, int((when_s - at_s[0]) / step_s)]
                yield from self._round(bodies, patient, count, body, when_s)

    def _every_s(self, minutes: float) -> float:
        return max(minutes * 60 / self.speed, _SHORTEST_S)

    def _cuff(self, bed: int, count: int, body: Array, when_s: float) -> Iterator[Measured]:
        rng = np.random.default_rng([self.seed, bed, 3, count])
        high, low = np.rint(body[SYSTOLIC : DIASTOLIC + 1] + rng.standard_normal(2) * (4.0, 3.0))
        mean = np.rint(low + (high - low) / 3 + rng.standard_normal())
        fails = rng.random() / CUFF_FAILS / self.faults if self.faults else 1.0
        if fails < 0.5:
            return
        if fails < 0.75:
            high = low = mean = 0.0
        elif fails < 1.0:
            high, low, mean = np.rint(np.array([high, low, mean]) * rng.uniform(1.25, 1.5))
        for signal, value in (("systolic_bp", high), ("diastolic_bp", min(low, high)), ("mean_bp", mean)):
            yield bed, signal, float(value), when_s

    def _round(self, bodies: Bodies, patient: Patient, count: int, body: Array, when_s: float) -> Iterator[Measured]:
        rng = np.random.default_rng([self.seed, patient.bed, 5, count])
        warmth = round(float(body[TEMPERATURE] + 0.08 * rng.standard_normal()), 1)
        yield patient.bed, "temperature", warmth, when_s
        yield patient.bed, "consciousness", _LEVELS.index(bodies.level(patient.bed, when_s)), when_s
        yield patient.bed, "oxygen_flow", patient.oxygen_flow, when_s


def _due(bed: int, every_s: float, from_s: float, until_s: float, first_s: float) -> Iterator[tuple[int, float]]:
    """Yields the number and time of what is due: once in the first seconds, then at the bed's place in the interval."""
    first_s += bed * _GOLDEN % 1 * 2
    if from_s <= first_s < until_s:
        yield 0, first_s
    phase_s = every_s * (0.3 + 0.7 * (bed * _GOLDEN % 1))
    count = max(0, int(np.ceil((from_s - phase_s) / every_s)))
    while (when_s := phase_s + count * every_s) < until_s:
        yield count + 1, when_s
        count += 1
