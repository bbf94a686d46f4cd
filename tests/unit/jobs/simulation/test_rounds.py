"""Cuff and nurse come when they are due, and everybody is measured at the start."""

import numpy as np
import pytest

from bedside.jobs.simulation.deteriorations import Deterioration
from bedside.jobs.simulation.rows import SIGNALS

from .wards import all_rows, series, settings


def test_within_five_seconds_every_bed_has_all_that_a_score_needs() -> None:
    rows = all_rows(settings(beds=12, minutes=5 / 60))
    for bed in range(1, 13):
        assert {SIGNALS[place] for place in set(rows.signal[rows.bed == bed].tolist())} == set(SIGNALS)


@pytest.mark.parametrize(("speed", "every_s"), [(1.0, 900), (15.0, 60), (1000.0, 20)])
def test_the_cuff_comes_by_the_patients_time_but_needs_its_twenty_seconds(speed: float, every_s: float) -> None:
    rows = all_rows(settings(minutes=60, speed=speed))
    for bed in (1, 2):
        at_s, _ = series(rows, bed, "systolic_bp")
        assert np.diff(at_s)[1:] == pytest.approx(every_s, abs=0.01)


def test_beds_are_not_all_measured_at_once() -> None:
    rows = all_rows(settings(beds=30, minutes=30))
    moments = np.array([series(rows, bed, "systolic_bp")[0][1] for bed in range(1, 31)])
    assert np.diff(np.sort(moments)).max() < 120
    assert np.ptp(moments) > 400


def test_the_nurse_finds_who_is_confused() -> None:
    ill = Deterioration("bleeding", 1, 0.0)
    rows = all_rows(settings(minutes=240, rate_hz=0.1, deteriorations=(ill,)))
    found = series(rows, 1, "consciousness")[1].tolist()
    assert found[0] == 0
    assert found[-1] == "ACVPU".index("V")
    assert set(series(rows, 2, "consciousness")[1].tolist()) == {0}


def test_mean_pressure_lies_between_the_other_two() -> None:
    rows = all_rows(settings(beds=12, minutes=120))
    for bed in range(1, 13):
        high, mean, low = (series(rows, bed, f"{name}_bp")[1] for name in ("systolic", "mean", "diastolic"))
        assert ((low < mean) & (mean < high)).all()


def test_oxygen_is_told_by_its_flow() -> None:
    rows = all_rows(settings(minutes=1))
    assert [series(rows, bed, "oxygen_flow")[1].tolist() for bed in (1, 2)] == [[0.0], [1.0]]
