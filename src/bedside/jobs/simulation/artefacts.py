"""What goes wrong with sensors, cuffs and lines: when, in which bed, on which signals. Nothing of it is the patient's.

Times are drawn hour by hour from the seed alone, so that they are known before any reading is made and stand in the
truth. A usual ward has what `USUAL` says a bed and day; a factor makes it quieter or worse.

Sources: of one real stay's minutes (MIMIC-III) 2.4 % of heart rates and 19 % of saturations are zeros that mean
"disconnected"; motion is the main cause of false saturation alarms (Petterson 2007, Anesth Analg 105:S78). How often
the rest happens is a guess.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

CONTINUOUS = ("heart_rate", "pulse_rate", "spo2", "respiratory_rate")
"""What a monitor sends all the time, in the order of the monitor's rows."""

FINGER = ("pulse_rate", "spo2")
CHEST = ("heart_rate", "respiratory_rate")

WHOLE_WARD = 0
"""The bed of what befalls all of them."""

_HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Artefact:
    """One fault: its kind, the bed (0 for all), the signals it spoils, from when until when, and a size of 0 to 1."""

    kind: str
    bed: int
    signals: tuple[str, ...]
    from_s: float
    until_s: float
    size: float = 0.5


@dataclass(frozen=True, slots=True)
class Usual:
    """How often a fault happens in a bed a day, how long it lasts, and which signals, or which ``one``, it spoils."""

    kind: str
    a_day: float
    shortest_s: float
    longest_s: float
    signals: tuple[str, ...]
    one: bool = False


USUAL = (
    Usual("motion", 24, 12, 60, FINGER),
    Usual("probe_off", 3, 30, 300, FINGER),
    Usual("leads_off", 1, 30, 240, CHEST),
    Usual("sensor_flat", 0.5, 300, 1200, CONTINUOUS, one=True),
    Usual("sensor_noisy", 1, 120, 600, CONTINUOUS, one=True),
    Usual("sensor_silent", 1, 60, 600, CONTINUOUS, one=True),
    Usual("monitor_silent", 0.5, 60, 300, CONTINUOUS),
)
USUAL_ON_THE_WARD = (Usual("gateway_silent", 0.5, 30, 180, CONTINUOUS),)

KINDS = tuple(usual.kind for usual in (*USUAL, *USUAL_ON_THE_WARD))
CUFF_FAILS = 0.04
"""The share of cuff measurements that fail: half send nothing, a quarter zeros, a quarter far too much."""


@dataclass(frozen=True, slots=True)
class Faults:
    """All faults of a ward: those ``planned``, and the usual ones times ``factor``, by seed. None while it is 0."""

    seed: int
    beds: int
    factor: float = 1.0
    planned: tuple[Artefact, ...] = ()

    def between(self, from_s: float, until_s: float) -> list[Artefact]:
        """Returns those that touch a stretch of time, by when they begin."""
        hours = range(max(0, int(from_s // _HOUR_S) - 1), int(until_s // _HOUR_S) + 1) if self.factor else range(0)
        beds = range(WHOLE_WARD, self.beds + 1)
        found = list(self.planned)
        found += [fault for hour in hours for bed in beds for fault in _of_hour(self.seed, bed, hour, self.factor)]
        return sorted(
            (one for one in found if one.from_s < until_s and one.until_s > from_s), key=lambda one: one.from_s
        )


@lru_cache(maxsize=4096)
def _of_hour(seed: int, bed: int, hour: int, factor: float) -> tuple[Artefact, ...]:
    rng = np.random.default_rng([seed, bed, 2, hour])
    return tuple(_drawn(rng, USUAL_ON_THE_WARD if bed == WHOLE_WARD else USUAL, bed, hour, factor))


def _drawn(rng: np.random.Generator, usual: Sequence[Usual], bed: int, hour: int, factor: float) -> Iterator[Artefact]:
    for one in usual:
        for _ in range(int(rng.poisson(one.a_day * factor / 24))):
            start_s = (hour + rng.random()) * _HOUR_S
            long_s = rng.uniform(one.shortest_s, one.longest_s)
            signals = (str(rng.choice(one.signals)),) if one.one else one.signals
            yield Artefact(one.kind, bed, signals, start_s, start_s + long_s, float(rng.random()))
