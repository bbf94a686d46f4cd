"""What lies upon the course of a healthy sign: breathing, autonomic drive and the hours, as correlated noise.

Idea: each sign is a sum of relaxing processes (AR(1)) with time constants from seconds to hours, which makes noise
nearly 1/f as physiology does (Hausdorff and Peng 1996, Phys Rev E 54:2154). The shares were set by the autocorrelation
of a real stay's minute values (MIMIC-III, 32 h; heart rate 0.66, 0.28 and 0.11 at 1, 5 and 60 min, respiration 0.57,
0.33, 0.23, SpO2 0.91, 0.83, 0.45). One drive shared by heart, breath and pressure makes them move together. Heart rates
leap up more than down, saturations dip more than rise: both are bent by a skew.

When it fails: nothing of the single beat or breath is here, no respiratory sinus rhythm, no waveform.

Cost: a block of 60 steps is one product with a triangular matrix a process, for all patients at once.
"""

from collections.abc import Sequence

import numpy as np

from bedside.jobs.simulation.vitals import BREATHS, DIASTOLIC, HEART, SATURATION, SYSTOLIC, TEMPERATURE, VITALS, Array

BLOCK = 60
"""Steps made at once; a constant, so that the same seed gives the same ward however it is read."""

_MINUTE, _HOUR = 60.0, 3600.0
_PROCESSES = {
    "heart_fast": 30.0,
    "heart_mid": 3 * _MINUTE,
    "heart_slow": 2 * _HOUR,
    "breath_fast": 20.0,
    "breath_mid": 4 * _MINUTE,
    "breath_slow": 4 * _HOUR,
    "oxygen_fast": 15.0,
    "oxygen_mid": 10 * _MINUTE,
    "oxygen_slow": 2.5 * _HOUR,
    "pressure": 2 * _HOUR,
    "resistance": 2 * _HOUR,
    "warmth": 6 * _HOUR,
    "drive_mid": 3 * _MINUTE,
    "drive_slow": 2 * _HOUR,
    "finger": 10.0,
    "rhythm": 5.0,
}
_PLACE = {name: i for i, name in enumerate(_PROCESSES)}

_SHARES: dict[int, dict[str, float]] = {
    HEART: {"heart_fast": 0.35, "heart_mid": 0.26, "drive_mid": 0.14, "heart_slow": 0.15, "drive_slow": 0.10},
    BREATHS: {"breath_fast": 0.40, "breath_mid": 0.21, "drive_mid": 0.09, "breath_slow": 0.24, "drive_slow": 0.06},
    SATURATION: {"oxygen_fast": 0.08, "oxygen_mid": 0.12, "oxygen_slow": 0.80},
    SYSTOLIC: {"pressure": 0.60, "drive_slow": 0.40},
    DIASTOLIC: {"pressure": 0.40, "resistance": 0.40, "drive_slow": 0.20},
    TEMPERATURE: {"warmth": 1.0},
}
"""The share of each process in the variance of a sign."""

_SKEW = {HEART: 0.2, BREATHS: 0.1, SATURATION: -0.25}


class Noise:
    """The noise of a ward's patients, block after block, a stream of random numbers a patient.

    Patients do not share random numbers: what befalls one bed, or how many beds there are, changes no other.
    """

    def __init__(self, seed: int, beds: Sequence[int], step_s: float) -> None:
        self._streams = [np.random.default_rng([seed, bed, 1]) for bed in beds]
        kept = np.exp(-step_s / np.array(list(_PROCESSES.values())))
        steps = np.arange(BLOCK)
        gap = steps[:, None] - steps[None, :]
        powers = np.where(gap >= 0, kept[:, None, None] ** np.maximum(gap, 0), 0.0)
        self._spread = powers * np.sqrt(1 - kept**2)[:, None, None]
        self._decay = kept[:, None] ** (steps + 1)
        self._last = np.stack([stream.standard_normal(len(_PROCESSES)) for stream in self._streams])
        self._weights = np.zeros((len(VITALS), len(_PROCESSES)))
        for vital, shares in _SHARES.items():
            for name, share in shares.items():
                self._weights[vital, _PLACE[name]] = np.sqrt(share)

    def block(self) -> tuple[Array, Array, Array]:
        """Returns the next 60 steps, in standard deviations: vital signs (p, 6, 60), finger and rhythm (p, 60)."""
        fresh = np.stack([stream.standard_normal((len(_PROCESSES), BLOCK)) for stream in self._streams])
        # (process, step, step) @ (process, step, patient), so that each product is one of matrices
        made = np.matmul(self._spread, fresh.transpose(1, 2, 0)).transpose(2, 0, 1)
        made += self._decay[None] * self._last[:, :, None]
        self._last = made[:, :, -1].copy()
        signs = np.einsum("vk,pkn->pvn", self._weights, made)
        for vital, skew in _SKEW.items():
            signs[:, vital] = _bent(signs[:, vital], skew)
        return signs, made[:, _PLACE["finger"]], made[:, _PLACE["rhythm"]]


def _bent(standard: Array, skew: float) -> Array:
    """Returns normal noise with a longer tail on one side, of mean 0 and spread 1 again (a shifted lognormal)."""
    grown = np.exp(skew * standard)
    mean, variance = np.exp(skew**2 / 2), (np.exp(skew**2) - 1) * np.exp(skew**2)
    return np.sign(skew) * (grown - mean) / np.sqrt(variance)  # type: ignore[no-any-return] # numpy says Any
