"""The noise has the spread, memory and likeness that it claims, and each bed its own."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bedside.jobs.simulation.noise import BLOCK, Noise
from bedside.jobs.simulation.vitals import BREATHS, HEART, SATURATION, SYSTOLIC, TEMPERATURE, VITALS

from .wards import autocorrelation

BEDS = range(1, 41)
HOURS = 24


@pytest.fixture(scope="module")
def noise() -> NDArray[np.float64]:
    """A day of forty beds at a step of ten seconds: (40, 6, 8640)."""
    made = Noise(7, BEDS, step_s=10)
    return np.concatenate([made.block()[0] for _ in range(HOURS * 360 // BLOCK)], axis=2)


@pytest.mark.parametrize("vital", range(len(VITALS)), ids=VITALS)
def test_each_sign_has_no_offset_and_the_spread_of_one(noise: NDArray[np.float64], vital: int) -> None:
    assert abs(noise[:, vital].mean()) < 0.15
    assert noise[:, vital].std() == pytest.approx(1, abs=0.12)


# A real stay's minute values (MIMIC-III, 32 h) at 1, 5, 30 and 60 min.
REAL = {
    HEART: (0.66, 0.28, 0.19, 0.11),
    BREATHS: (0.57, 0.33, 0.27, 0.23),
    SATURATION: (0.91, 0.83, 0.63, 0.45),
}


@pytest.mark.parametrize("vital", REAL, ids=[VITALS[vital] for vital in REAL])
def test_minutes_remember_each_other_as_in_a_real_stay(noise: NDArray[np.float64], vital: int) -> None:
    at_minutes = noise[:, vital, ::6]
    ours = [np.mean([autocorrelation(bed, lag) for bed in at_minutes]) for lag in (1, 5, 30, 60)]
    assert ours == pytest.approx(REAL[vital], abs=0.17)


def test_heart_breath_and_pressure_move_together_but_not_as_one(noise: NDArray[np.float64]) -> None:
    def alike(one: int, other: int) -> float:
        return float(np.corrcoef(noise[:, one].ravel(), noise[:, other].ravel())[0, 1])

    assert 0.1 < alike(HEART, BREATHS) < 0.4
    assert 0.1 < alike(HEART, SYSTOLIC) < 0.4
    assert abs(alike(HEART, TEMPERATURE)) < 0.1


def test_hearts_leap_up_and_saturations_dip(noise: NDArray[np.float64]) -> None:
    third = {vital: float((noise[:, vital] ** 3).mean()) for vital in (HEART, SATURATION)}
    assert third[HEART] > 0.3
    assert third[SATURATION] < -0.3


def test_the_noise_of_a_bed_does_not_depend_on_how_many_there_are() -> None:
    alone, among = Noise(7, [2], 1.0), Noise(7, [1, 2, 3], 1.0)
    for _ in range(3):
        assert np.allclose(alone.block()[0][0], among.block()[0][1])


def test_blocks_join_without_a_seam() -> None:
    made = Noise(7, BEDS, step_s=1)
    blocks = np.concatenate([made.block()[0] for _ in range(20)], axis=2)[:, HEART]
    steps = np.abs(np.diff(blocks, axis=1))
    at_seams = steps[:, BLOCK - 1 :: BLOCK].mean()
    assert at_seams == pytest.approx(steps.mean(), rel=0.15)
