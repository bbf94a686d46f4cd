"""A made ward as columns of readings: for measures of speed, so its patients are well most of the time.

Heart rate, SpO2 and breathing come every ``every_s``, a cuff's three pressures every 15 minutes and a temperature every
5, each patient at another moment; values are rounded as devices round them, with the noise of devices.
"""

import numpy as np

from bedside.core.vitals.scoring import Batch
from bedside.core.vitals.signals import SIGNALS

BEGUN_MS = 1_760_000_400_000
_PLACE = {signal.name: place for place, signal in enumerate(SIGNALS)}

CONTINUOUS = ("heart_rate", "spo2", "respiratory_rate")
CUFF = ("systolic_bp", "diastolic_bp", "mean_bp")
USUAL = {
    "heart_rate": (60, 100, 2.0), "spo2": (95, 99, 0.5), "respiratory_rate": (13, 19, 1.0),
    "systolic_bp": (112, 145, 5.0), "diastolic_bp": (62, 88, 4.0), "mean_bp": (78, 104, 4.0),
    "temperature": (36.3, 37.7, 0.05),
}  # fmt: skip
"""Lowest and highest of what is usual for a patient, and the noise around it."""


def ward(patients: int, from_s: int, seconds: int, *, every_s: int = 1, shuffled: bool = False, seed: int = 0) -> Batch:
    """Returns the readings of some seconds, by time, then by patient as gateways send them, or at random in each."""
    chance = np.random.default_rng((seed, from_s))
    rows = []
    everybody = np.arange(patients)
    for second in range(from_s, from_s + seconds):
        if second % every_s == 0:
            rows += [(second, everybody, name) for name in CONTINUOUS]
        rows += [(second, everybody[second % 900 :: 900], name) for name in CUFF]
        rows.append((second, everybody[second % 300 :: 300], "temperature"))
    patient = np.concatenate([who for _, who, _ in rows])
    signal = np.concatenate([np.full(len(who), _PLACE[name]) for _, who, name in rows])
    at_s = np.concatenate([np.full(len(who), at) for at, who, _ in rows])
    order = np.lexsort((chance.random(len(patient)), at_s) if shuffled else (signal, patient, at_s))
    patient, signal, at_s = patient[order], signal[order], at_s[order]
    times = BEGUN_MS + at_s * 1000 + patient % 997
    return Batch.of(patient, signal, times, _values(patient, signal, patients, chance), times + 150)


def _values(patient: np.ndarray, signal: np.ndarray, patients: int, chance: np.random.Generator) -> np.ndarray:
    values = np.empty(len(patient))
    for place, (name, (low, high, noise)) in enumerate(USUAL.items()):
        own = np.random.default_rng(place).uniform(low, high, patients)
        chosen = signal == _PLACE[name]
        made = own[patient[chosen]] + chance.normal(0, noise, int(chosen.sum()))
        values[chosen] = np.round(made, 1 if name == "temperature" else 0)
    values[signal == _PLACE["spo2"]] = np.minimum(values[signal == _PLACE["spo2"]], 100)
    return values


def admitted(patients: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns the series that a ward's patients will have: patient and signal, as columns."""
    signals = np.array([_PLACE[name] for name in USUAL], np.uint8)
    return np.repeat(np.arange(patients, dtype=np.int32), len(signals)), np.tile(signals, patients)
