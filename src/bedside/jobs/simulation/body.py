"""The noise-free course of a ward's vital signs: each patient's normal values, the rhythm of the day, what goes wrong.

The day is a cosine (cosinor) with its own hour of peak for each sign; amplitudes are those of `patients`. Sources:
Bingham 1982 (cosinor), van Goor 2022 (PLoS One 17:e0268065: rhythms of heart rate, respiration and temperature in ward
patients), ambulatory pressures with an amplitude of 4 to 5 mmHg and a peak at 13 to 14 h; body temperature peaks in the
late afternoon (Refinetti 1992, Physiol Behav 51:613). Truth is read off here, before noise and faults are added.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bedside.jobs.simulation.deteriorations import Deterioration
from bedside.jobs.simulation.patients import Patient
from bedside.jobs.simulation.vitals import Array, bounded

_PEAK_H = np.array([15.0, 15.0, 14.0, 13.5, 13.5, 17.0])


@dataclass(frozen=True, slots=True)
class Bodies:
    """The patients of a ward and what befalls them. ``hour`` is the hour of the day (UTC) at the start.

    ``speed`` is how many times faster than the readings' clock their bodies' time runs: day and deterioration alike.
    """

    patients: tuple[Patient, ...]
    deteriorations: tuple[Deterioration, ...]
    hour: float
    speed: float = 1.0

    def course(self, at_s: Array, beds: Sequence[int] | None = None) -> Array:
        """Returns the noise-free vital signs of all beds, or of those named, at times from the start: (p, 6, n)."""
        chosen = [patient for patient in self.patients if beds is None or patient.bed in beds]
        normal, swing = (np.stack([getattr(p, name) for p in chosen])[:, :, None] for name in ("normal", "swing"))
        shift_h = np.array([patient.shift_h for patient in chosen])[:, None, None]
        hours = self.hour + at_s * self.speed / 3600
        values = normal + swing * np.cos((hours - _PEAK_H[None, :, None] - shift_h) * (2 * np.pi / 24))
        place = {patient.bed: i for i, patient in enumerate(chosen)}
        for one in self.deteriorations:
            if one.bed in place:
                values[place[one.bed]] += one.change(one.progress(at_s, self.speed))
        return bounded(values)

    def rhythm(self, at_s: Array) -> tuple[Array, Array, Array]:
        """Returns what deteriorations do to the heart's rhythm, (p, n) each: share of variation left, spread of an
        irregular rhythm, share of beats without a pulse.
        """
        left, irregular, deficit = (np.full((len(self.patients), at_s.size), start) for start in (1.0, 0.0, 0.0))
        for one in self.deteriorations:
            progress = one.progress(at_s, self.speed)
            left[one.bed - 1] *= 1 - one.course.calmer * progress
            irregular[one.bed - 1] += one.course.irregular * (progress > 0)
            deficit[one.bed - 1] += one.course.deficit * (progress > 0)
        return left, irregular, deficit

    def level(self, bed: int, at_s: float) -> str:
        """Returns the consciousness of one patient at a time; the worst where two things go wrong at once."""
        ills = [one for one in self.deteriorations if one.bed == bed]
        levels = [one.level(float(one.progress(np.array([at_s]), self.speed)[0])) for one in ills]
        return max(levels, key="ACVPU".index, default="A")
