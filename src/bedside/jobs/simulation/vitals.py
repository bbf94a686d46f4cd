"""The six vital signs a simulated body has, in the order of every array's signal axis, and how far they can go."""

import numpy as np
from numpy.typing import NDArray

VITALS = ("heart_rate", "respiratory_rate", "spo2", "systolic_bp", "diastolic_bp", "temperature")
HEART, BREATHS, SATURATION, SYSTOLIC, DIASTOLIC, TEMPERATURE = range(len(VITALS))

Array = NDArray[np.float64]

_LOWEST = np.array([25.0, 4.0, 55.0, 50.0, 25.0, 33.5])
_HIGHEST = np.array([220.0, 60.0, 100.0, 240.0, 140.0, 42.0])


def bounded(values: Array) -> Array:
    """Returns (…, 6, n) values within what a living patient on a ward shows."""
    return np.clip(values, _LOWEST[:, None], _HIGHEST[:, None])
