"""Each deterioration takes its sensible course and reaches NEWS2 7 in every kind of adult, at every hour of the day."""

from typing import Any

import numpy as np
import pytest

from bedside.errors import InvalidInput
from bedside.jobs.simulation.body import Bodies
from bedside.jobs.simulation.courses import COURSES
from bedside.jobs.simulation.deteriorations import Deterioration
from bedside.jobs.simulation.patients import KINDS
from bedside.jobs.simulation.truth import met_s
from bedside.jobs.simulation.vitals import BREATHS, DIASTOLIC, HEART, SATURATION, SYSTOLIC, TEMPERATURE

from .wards import HOUR_S, MIDNIGHT_MS, scores, settings

ONSET_S = 2 * HOUR_S


def ill(kind: str, *, bed: int = 1, hour: int = 8, seed: int = 7, **more: Any) -> Bodies:
    one = Deterioration(kind, bed, ONSET_S, **more)
    start_ms = MIDNIGHT_MS + int(hour * HOUR_S * 1000)
    return settings(start_ms=start_ms, beds=len(KINDS), seed=seed, deteriorations=(one,)).bodies()


@pytest.mark.parametrize("bed", range(1, len(KINDS) + 1), ids=[kind.name for kind in KINDS])
@pytest.mark.parametrize("kind", COURSES)
def test_it_reaches_7_by_its_end_at_any_hour_and_not_before_its_onset(kind: str, bed: int) -> None:
    for hour, seed in ((0, 1), (8, 2), (16, 3)):
        bodies = ill(kind, bed=bed, hour=hour, seed=seed)
        one = bodies.deteriorations[0]
        reached = met_s(bodies, one, 7)
        assert reached is not None
        assert ONSET_S < reached < ONSET_S + one.full_s(1.0)
        assert scores(bodies, bed, [reached])[0] >= 7
        assert max(scores(bodies, bed, [0.0, ONSET_S])) < 5
        earlier = met_s(bodies, one, 5)
        assert earlier is not None
        assert earlier <= reached


def signs(kind: str, part: float) -> np.ndarray:
    """Returns the change of each sign at a part of the whole course."""
    one = Deterioration(kind, 1, 0.0)
    return one.change(np.array([part]))[:, 0]


def test_sepsis_begins_with_fever_and_pulse_and_lowers_the_pressure_last() -> None:
    early, late = signs("sepsis", 0.4), signs("sepsis", 1)
    assert early[TEMPERATURE] > 1.5
    assert early[HEART] > 15
    assert early[SYSTOLIC] > -6
    assert late[SYSTOLIC] < -35
    assert ill("sepsis").rhythm(np.array([0.0, 1e6]))[0][0].tolist() == [1.0, 0.5]  # the heart rate's own variation


def test_bleeding_narrows_the_pulse_pressure_before_the_pressure_falls() -> None:
    early = signs("bleeding", 0.375)
    assert early[DIASTOLIC] > 0 > early[SYSTOLIC] > -5
    assert signs("bleeding", 1)[SYSTOLIC] < -45
    assert signs("bleeding", 1)[TEMPERATURE] < 0


def test_in_respiratory_failure_breath_comes_before_saturation_and_consciousness_last() -> None:
    early = signs("respiratory_failure", 0.2)
    assert early[BREATHS] >= 4
    assert early[SATURATION] > -2
    one = Deterioration("respiratory_failure", 1, 0.0)
    assert [one.level(part) for part in (0.5, 0.74, 0.75, 0.96, 0.97, 1)] == list("AACCVV")


def test_an_arrhythmia_is_fast_irregular_and_short_of_pulses_within_seconds() -> None:
    bodies = ill("arrhythmia")
    soon = ONSET_S + np.array([-1.0, 15.0])
    before, after = bodies.course(soon, [1])[0, HEART]
    assert after - before > 55
    _, irregular, deficit = bodies.rhythm(soon)
    assert irregular[0].tolist() == [0, 6]
    assert deficit[0].tolist() == [0, 0.12]


@pytest.mark.parametrize(("pace", "speed"), [(1, 10), (10, 1), (2, 5)])
def test_pace_and_speed_shorten_it_alike(pace: float, speed: float) -> None:
    one = Deterioration("sepsis", 1, 100.0, pace)
    assert one.full_s(speed) == pytest.approx(3600)
    assert one.progress(np.array([99.0, 100.0, 1900.0, 3700.0, 9999.0]), speed) == pytest.approx([0, 0, 0.5, 1, 1])


def test_treated_it_turns_back_in_half_the_time_and_is_over() -> None:
    one = Deterioration("bleeding", 1, 0.0, pace=3, treated_after_s=1800)
    assert one.progress(np.array([1800.0, 2250.0, 2700.0, 9999.0]), 1.0) == pytest.approx([0.5, 0.25, 0, 0])
    assert one.over_s(1.0) == 2700
    assert Deterioration("bleeding", 1, 0.0).over_s(1.0) == float("inf")


def test_treated_long_after_its_end_it_stays_at_its_worst_until_then() -> None:
    one = Deterioration("bleeding", 1, 0.0, pace=3, treated_after_s=7200)
    assert one.progress(np.array([3600.0, 7200.0, 8100.0, 9000.0]), 1.0) == pytest.approx([1, 1, 0.5, 0])
    assert one.over_s(1.0) == 9000


def test_the_worst_consciousness_of_two_illnesses_counts() -> None:
    both = (Deterioration("bleeding", 1, 0.0, pace=1000), Deterioration("arrhythmia", 1, 0.0))
    assert settings(deteriorations=both).bodies().level(1, HOUR_S) == "V"


@pytest.mark.parametrize("wrong", [("flu", 1, 0.0), ("sepsis", 1, -1.0), ("sepsis", 1, 0.0, 0.0)], ids=str)
def test_what_makes_no_sense_is_refused(wrong: tuple[Any, ...]) -> None:
    with pytest.raises(InvalidInput):
        Deterioration(*wrong)
