"""The noise-free course: the rhythm of the day, calm patients who stay calm, time that runs faster."""

import numpy as np
import pytest

from bedside.jobs.simulation.body import Bodies
from bedside.jobs.simulation.vitals import HEART, SYSTOLIC, TEMPERATURE, VITALS

from .wards import HOUR_S, MIDNIGHT_MS, NOON_MS, scores, settings

DAY_S = np.arange(0, 24 * HOUR_S, 600)


def cosine(values: np.ndarray, hours: np.ndarray) -> tuple[float, float, float]:
    """Returns mean, amplitude and hour of peak of the cosine that fits best (cosinor)."""
    angle = hours * 2 * np.pi / 24
    fitted = np.linalg.lstsq(np.stack([np.ones_like(angle), np.cos(angle), np.sin(angle)], axis=1), values)[0]
    return float(fitted[0]), float(np.hypot(*fitted[1:])), float(np.arctan2(fitted[2], fitted[1]) * 24 / 2 / np.pi % 24)


@pytest.mark.parametrize(("vital", "peak_h"), [(HEART, 15), (SYSTOLIC, 13.5), (TEMPERATURE, 17)])
def test_each_day_has_the_patients_own_amplitude_and_peaks_in_the_afternoon(vital: int, peak_h: float) -> None:
    bodies = settings(start_ms=MIDNIGHT_MS, beds=6).bodies()
    for patient, course in zip(bodies.patients, bodies.course(DAY_S), strict=True):
        mean, amplitude, peak = cosine(course[vital], DAY_S / HOUR_S)
        assert mean == pytest.approx(patient.normal[vital], abs=0.01), VITALS[vital]
        assert amplitude == pytest.approx(patient.swing[vital], rel=0.01)
        assert peak == pytest.approx(peak_h + patient.shift_h, abs=0.1)


@pytest.mark.parametrize("seed", range(8))
def test_calm_patients_of_every_kind_stay_below_5_around_the_clock(seed: int) -> None:
    bodies = settings(start_ms=MIDNIGHT_MS, beds=12, seed=seed).bodies()
    worst = {bed: max(scores(bodies, bed, DAY_S[::3].tolist())) for bed in range(1, 13)}
    assert max(worst.values()) < 5
    assert bodies.level(1, 0.0) == "A"


def test_the_hour_of_the_start_counts() -> None:
    at_noon, at_midnight = (settings(start_ms=start).bodies() for start in (NOON_MS, MIDNIGHT_MS))
    assert at_noon.course(np.array([0.0]))[0, HEART, 0] > at_midnight.course(np.array([0.0]))[0, HEART, 0] + 2


def test_at_speed_60_a_day_passes_in_24_minutes() -> None:
    slow, fast = settings().bodies(), settings(speed=60).bodies()
    assert np.allclose(slow.course(DAY_S), fast.course(DAY_S / 60))


def test_beds_may_be_asked_for_one_by_one() -> None:
    bodies: Bodies = settings(beds=5).bodies()
    assert np.array_equal(bodies.course(DAY_S, [4])[0], bodies.course(DAY_S)[3])
