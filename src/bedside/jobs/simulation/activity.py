"""What a patient does: sitting up, a meal, a walk to the bathroom. Pulse, breath and pressure rise for some minutes.

Bouts are drawn hour by hour from the seed, more by day than by night, and are no part of the noise-free course: without
them a calm day looks like a machine's. The pulse rises within a minute and settles in a few, as after light exercise.
"""

from functools import lru_cache

import numpy as np

from bedside.jobs.simulation.body import Bodies
from bedside.jobs.simulation.vitals import HEART, VITALS, Array

_LIFT = np.array([11.0, 1.0, -0.5, 7.0, 4.0, 0.0])
"""What the largest bout does to a patient whose pulse varies as most do."""

_USUAL_SPREAD = 3.2
_AN_HOUR = {True: 0.7, False: 0.12}
_DAY = range(7, 22)
_UP_S, _DOWN_S = 40.0, 90.0
_HOUR_S = 3600.0


def lift(seed: int, bodies: Bodies, at_s: Array) -> Array:
    """Returns what bouts add to the vital signs of all beds, (p, 6, n), at times from the start."""
    added = np.zeros((len(bodies.patients), len(VITALS), at_s.size))
    first, last = int(at_s[0] // _HOUR_S), int(at_s[-1] // _HOUR_S)
    for i, patient in enumerate(bodies.patients):
        for hour in range(max(0, first - 1), last + 1):
            by_day = int((bodies.hour + hour * bodies.speed) % 24) in _DAY
            for from_s, until_s, size in _bouts(seed, patient.bed, hour, by_day):
                rise = 1 - np.exp(-np.maximum(np.minimum(at_s, until_s) - from_s, 0) / _UP_S)
                fall = np.exp(-np.maximum(at_s - until_s, 0) / _DOWN_S)
                most = size * patient.spread[HEART] / _USUAL_SPREAD
                added[i] += most * _LIFT[:, None] * (rise * fall)
    return added


@lru_cache(maxsize=4096)
def _bouts(seed: int, bed: int, hour: int, by_day: bool) -> tuple[tuple[float, float, float], ...]:
    rng = np.random.default_rng([seed, bed, 7, hour])
    starts_s = (hour + rng.random(int(rng.poisson(_AN_HOUR[by_day])))) * _HOUR_S
    return tuple((float(s), float(s + rng.uniform(60, 420)), float(rng.uniform(0.3, 1))) for s in starts_s)
