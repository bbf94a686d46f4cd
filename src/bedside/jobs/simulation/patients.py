"""Who lies on the simulated ward: kinds of patients with their own normal values, and each patient's variation on them.

A calm patient of every kind stays below NEWS2 5 around the clock, though hardly one is all zeros: the young man's
pulse is slow at night, the one with COPD breathes oxygen, the one operated on yesterday is a little warm and fast.

Spreads are those of one stay's minute values in MIMIC-III (heart rate 3.7 a minute, respiration 2.5, SpO2 1.1 %), less
for respiration, since that patient was on an intensive care unit. Normal values by kind are textbook ones.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from bedside.jobs.simulation.vitals import Array

_SPREAD = (3.2, 1.2, 0.7, 5.0, 3.5, 0.10)
_SWING = (4.5, 0.5, 0.4, 5.0, 4.0, 0.25)
_OWN = (3.0, 0.7, 0.4, 4.0, 3.0, 0.08)
"""How far patients of one kind differ (standard deviation, cut at 1.2 of them)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of patient: age, normal values, spread of the noise, daily swing (amplitude), oxygen."""

    name: str
    age: int
    normal: tuple[float, ...]
    spread: tuple[float, ...] = _SPREAD
    swing: tuple[float, ...] = _SWING
    spo2_scale: int = 1
    oxygen_flow: float = 0.0


KINDS = (
    Kind("medical", 58, (72, 15, 97.2, 130, 77, 36.8)),
    Kind(
        "copd", 69, (77, 16.8, 90.0, 134, 77, 36.7), (2.6, 1.0, 0.7, 5, 3.5, 0.10), (3.5, 0.5, 0.4, 5, 4, 0.2), 2, 1.0
    ),
    Kind("athlete", 24, (57, 14.2, 98.4, 124, 70, 36.7), (3.0, 1.0, 0.5, 4, 3, 0.10), (5.5, 0.5, 0.3, 4, 4, 0.3)),
    Kind("old", 86, (69, 16.5, 96.4, 142, 71, 36.5), (2.4, 1.2, 0.6, 6, 4, 0.10), (3.0, 0.4, 0.4, 5, 3, 0.15)),
    Kind("post-operative", 46, (82, 16.0, 97.0, 122, 70, 37.3), (3.2, 1.2, 0.7, 5, 3.5, 0.12)),
    Kind("heart failure", 75, (65, 17.0, 96.6, 148, 83, 36.6), (2.2, 1.2, 0.6, 6, 4, 0.10), (3.0, 0.5, 0.5, 6, 4, 0.2)),
)
CHILD = Kind("child", 8, (90, 20, 98.4, 103, 63, 36.9), (5, 1.8, 0.5, 4, 3, 0.12), (6, 0.8, 0.3, 4, 3, 0.3))
"""No adult score applies to a child, so there is none unless asked for."""


@dataclass(frozen=True, slots=True)
class Patient:
    """One bed's patient. Arrays are over `VITALS`; ``shift_h`` is how much later this body's day peaks."""

    bed: int
    patient_id: str
    kind: str
    birth_date: date
    spo2_scale: int
    oxygen_flow: float
    normal: Array
    spread: Array
    swing: Array
    shift_h: float

    @property
    def on_oxygen(self) -> bool:
        """Returns whether the record says that this patient breathes oxygen."""
        return self.oxygen_flow > 0


def patients(beds: int, seed: int, day: date, *, children: int = 0, prefix: str = "sim") -> tuple[Patient, ...]:
    """Returns one patient a bed, by bed from 1 on; the last ``children`` of them are children."""
    kinds = [KINDS[bed % len(KINDS)] for bed in range(beds - children)] + [CHILD] * children
    return tuple(_patient(kind, bed, seed, day, prefix) for bed, kind in enumerate(kinds, 1))


def _patient(kind: Kind, bed: int, seed: int, day: date, prefix: str) -> Patient:
    rng = np.random.default_rng([seed, bed, 0])
    own = np.clip(rng.standard_normal(len(_OWN)), -1.2, 1.2) * _OWN
    own[2] = -abs(own[2]) if kind.spo2_scale == 1 else own[2] / 2  # a normal saturation has no room above it
    years = kind.age + (int(rng.integers(-4, 5)) if kind is not CHILD else 0)
    return Patient(
        bed=bed,
        patient_id=f"{prefix}-{bed:02}",
        kind=kind.name,
        birth_date=day - timedelta(days=round(years * 365.25) + int(rng.integers(0, 300))),
        spo2_scale=kind.spo2_scale,
        oxygen_flow=kind.oxygen_flow,
        normal=np.array(kind.normal) + own,
        spread=np.array(kind.spread),
        swing=np.array(kind.swing) * rng.uniform(0.8, 1.2),
        shift_h=float(np.clip(rng.normal(0, 0.7), -1.5, 1.5)),
    )
