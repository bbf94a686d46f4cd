"""The bedside monitors: from course and noise to the whole numbers they show, spoilt where a sensor is at fault."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bedside.jobs.simulation.artefacts import CONTINUOUS, WHOLE_WARD, Artefact
from bedside.jobs.simulation.vitals import BREATHS, HEART, SATURATION, Array

_HELD = "sensor_flat"
_SILENT = {"sensor_silent", "monitor_silent"}
_ZERO = {"probe_off", "leads_off"}
_SPREAD = np.array([12.0, 12.0, 4.0, 6.0])
"""What a noisy sensor adds to each continuous signal, as a standard deviation."""
_LEAST, _MOST = np.array([20.0, 20.0, 40.0, 2.0]), np.array([300.0, 300.0, 100.0, 120.0])


def shown(signs: Array, deficit: Array, finger: Array) -> Array:
    """Returns the continuous signals, (p, 4, n) in the order of `CONTINUOUS`, before rounding and faults.

    The pulse at the finger is the heart's but for beats that make none, and for the optical sensor's own small noise.
    """
    heart = signs[:, HEART]
    return np.stack([heart, heart * (1 - deficit) + 0.6 * finger, signs[:, SATURATION], signs[:, BREATHS]], axis=1)


def rounded(values: Array) -> Array:
    """Returns what the display says: whole numbers within what a monitor displays, or 0 where nothing is connected."""
    whole: Array = np.where(values == 0, 0, np.clip(np.rint(values), _LEAST[:, None], _MOST[:, None]))
    return whole


def spoil(values: Array, at_s: Array, faults: Sequence[Artefact], held: dict[Artefact, Array], seed: int) -> None:
    """Puts the faults into the values in place. ``held`` keeps what a flat sensor shows, from block to block."""
    for fault in faults:
        inside = (at_s >= fault.from_s) & (at_s < fault.until_s)
        if fault.bed == WHOLE_WARD or not inside.any():
            continue
        bed, part = values[fault.bed - 1], (at_s - fault.from_s) / (fault.until_s - fault.from_s)
        rng = np.random.default_rng([seed, fault.bed, 4, int(at_s[0] * 1000)])
        shaken = rng.standard_normal(bed.shape)
        if fault.kind == _HELD:
            held.setdefault(fault, bed[:, inside][:, 0].copy())
        for signal in map(CONTINUOUS.index, fault.signals):
            if fault.kind in _ZERO:
                bed[signal, inside] = 0
            elif fault.kind == _HELD:
                bed[signal, inside] = held[fault][signal]
            elif fault.kind == "sensor_noisy":
                bed[signal, inside] += _SPREAD[signal] * shaken[signal, inside]
            elif fault.kind == "motion":
                bed[signal, inside] += _moved(signal, part, fault.size, shaken[signal])[inside]
    for fault in [one for one in held if one.until_s < at_s[0]]:
        del held[fault]


def _moved(signal: int, part: Array, size: float, shaken: Array) -> Array:
    """Returns what a moving hand adds: saturation dips by 3 to 12 %, the pulse seems to follow the movement."""
    swing = np.sin(np.pi * np.clip(part, 0, 1))
    added: Array = -(3 + 9 * size) * swing + shaken if CONTINUOUS[signal] == "spo2" else 18 * size * swing + 4 * shaken
    return added


def silent(beds: int, at_s: Array, faults: Sequence[Artefact]) -> NDArray[np.bool_]:
    """Returns which continuous values are never sent, (p, 4, n)."""
    lost = np.zeros((beds, len(CONTINUOUS), at_s.size), dtype=bool)
    for fault in faults:
        if fault.kind in _SILENT:
            inside = (at_s >= fault.from_s) & (at_s < fault.until_s)
            for signal in map(CONTINUOUS.index, fault.signals):
                lost[fault.bed - 1, signal, inside] = True
    return lost
