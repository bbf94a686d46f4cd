"""The scoring rules of NAB, by cases computed by hand."""

import doctest
import math

import numpy as np
import pytest

from bedside.core.learning import nab_score
from bedside.core.learning.nab_score import (
    PROFILES,
    Judged,
    at_threshold,
    interval,
    judged,
    learning_time,
    normalised,
    scaled_sigmoid,
    sweep,
    tally,
)

STANDARD = PROFILES["standard"]
N = 400
WINDOW = (200, 239)  # 40 values


def detections(*places: int, n: int = N, windows: tuple[tuple[int, int], ...] = (WINDOW,)) -> Judged:
    scores = np.zeros(n)
    scores[list(places)] = 1.0
    return judged(scores, windows)


def raw(series: Judged, profile: str = "standard") -> float:
    return tally(series, PROFILES[profile], 0.5)[0]


def test_the_example_holds() -> None:
    assert doctest.testmod(nab_score).failed == 0


@pytest.mark.parametrize(
    ("position", "worth"),
    [(-1.0, 0.98661), (-0.5, 0.84828), (0.0, 0.0), (1.0, -0.98661), (2.99, -0.9999994), (3.0, -1.0), (50.0, -1.0)],
)
def test_the_sigmoid_has_its_published_values(position: float, worth: float) -> None:
    assert scaled_sigmoid(position) == pytest.approx(worth, abs=1e-5)


@pytest.mark.parametrize(("n", "learning"), [(0, 0), (100, 15), (1882, 282), (5000, 750), (22_695, 750)])
def test_learning_takes_15_per_cent_of_at_most_5000(n: int, learning: int) -> None:
    assert learning_time(n) == learning


def test_the_first_value_of_a_window_is_worth_all() -> None:
    assert raw(detections(200)) == pytest.approx(1.0)


def test_the_last_value_of_a_window_is_worth_little_but_saves_the_miss() -> None:
    # One of 40 from the end: (2 / (1 + e^(-5/40)) - 1) / 0.98661
    assert raw(detections(239)) == pytest.approx(0.062419 / 0.986614, abs=1e-5)


def test_half_way_through_a_window() -> None:
    assert raw(detections(220)) == pytest.approx(0.848284 / 0.986614, abs=1e-5)


def test_only_the_earliest_in_a_window_counts() -> None:
    assert raw(detections(210, 211, 230, 239)) == raw(detections(210)) < raw(detections(205, 239))


def test_a_missed_window_costs_its_weight() -> None:
    assert raw(detections()) == -1.0
    assert raw(detections(), "reward_low_FN_rate") == -2.0


def test_a_false_alarm_before_any_window_costs_all_of_its_weight() -> None:
    assert raw(detections(100, 200)) == pytest.approx(1 - 0.11)
    assert raw(detections(100, 200), "reward_low_FP_rate") == pytest.approx(1 - 0.22)


def test_a_false_alarm_behind_a_window_costs_the_more_the_farther_it_lies() -> None:
    # 13 behind a window of 40: position 13/39, worth 2 / (1 + e^(5/3)) - 1 = -0.682254
    assert raw(detections(200, 252)) == pytest.approx(1 - 0.11 * 0.682254, abs=1e-5)
    # 117 behind: position 3, worth -1
    assert raw(detections(200, 356)) == pytest.approx(1 - 0.11)


def test_each_false_alarm_counts() -> None:
    assert raw(detections(100, 101, 102, 200)) == pytest.approx(1 - 0.33)


def test_a_false_alarm_is_measured_from_the_window_just_behind_it() -> None:
    two = ((100, 109), (300, 309))
    near = detections(100, 300, 310, windows=two)
    # 1 behind a window of 10: position 1/9, worth 2 / (1 + e^(5/9)) - 1 = -0.270851
    assert raw(near) == pytest.approx(2 - 0.11 * 0.270851, abs=1e-5)


def test_what_is_detected_while_learning_does_not_count() -> None:
    assert raw(detections(0, 59, 200)) == pytest.approx(1.0)
    assert raw(detections(60, 200)) == pytest.approx(1 - 0.11)


def test_of_a_window_that_begins_while_learning_the_rest_counts() -> None:
    straddling = detections(50, windows=((40, 79),))
    assert (straddling.windows, raw(straddling)) == (1, -1.0)
    assert raw(detections(60, windows=((40, 79),))) > 0
    assert detections(windows=((10, 30),)).windows == 0


def test_behind_a_window_of_one_value_a_false_alarm_costs_all() -> None:
    assert raw(detections(200, 201, windows=((200, 200),))) == pytest.approx(1 - 0.11)


@pytest.mark.parametrize("windows", [((5, 4),), ((10, 20), (20, 30)), ((50, 60), (10, 20)), ((395, 400),), ((-1, 3),)])
def test_windows_that_cannot_be_are_refused(windows: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="windows"):
        judged(np.zeros(N), windows)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_null_detector_has_0_and_the_perfect_one_100(profile: str) -> None:
    corpus = [detections(), detections(windows=((100, 140), (250, 290))), detections(windows=())]
    perfect = [detections(200), detections(100, 250, windows=((100, 140), (250, 290))), detections(windows=())]
    assert sweep(corpus, PROFILES[profile]).score == 0.0
    assert at_threshold(corpus, PROFILES[profile], 0.5).score == 0.0
    assert sweep(perfect, PROFILES[profile]).score == pytest.approx(100.0)


def test_one_that_always_says_the_same_is_no_better_than_null() -> None:
    always = judged(np.full(N, 0.7), [WINDOW])
    assert sweep([always], STANDARD).score == 0.0
    assert at_threshold([always], STANDARD, 0.7).score < 0


def test_the_best_threshold_is_that_of_trying_each() -> None:
    random = np.random.default_rng(4)
    corpus = [judged(random.integers(0, 40, 900) / 40, [(300, 350), (600, 640)]) for _ in range(5)]
    for series in corpus:
        series.scores[np.flatnonzero(series.window >= 0)[3:5]] += 0.3
    for profile in PROFILES.values():
        tried = {at: at_threshold(corpus, profile, at).score for at in {*np.concatenate([c.scores for c in corpus])}}
        assert sweep(corpus, profile).score == pytest.approx(max(0.0, *tried.values()))
        assert sweep(corpus, profile).score > 0


def test_one_threshold_holds_for_all_series() -> None:
    low, high = judged(np.zeros(N), [WINDOW]), judged(np.full(N, 0.9), [])
    low.scores[low.window == 0] = 0.5
    assert sweep([low], STANDARD).score == pytest.approx(100)
    assert sweep([low, high], STANDARD).score == 0.0


def test_what_was_found_and_the_false_alarms_are_counted() -> None:
    result = at_threshold([detections(100, 210, 220, 300), detections(5)], STANDARD, 0.5)
    assert (result.found, result.windows, result.false_alarms) == (1, 2, 2)


def test_a_corpus_without_windows_has_no_score() -> None:
    assert math.isnan(normalised(0.0, 0, STANDARD))
    assert math.isnan(sweep([detections(windows=())], STANDARD).score)
    assert interval([detections(windows=())], STANDARD, [0.5]).n == 0
    assert math.isnan(sweep([], STANDARD).score)


def test_the_interval_is_over_series_and_holds_the_score() -> None:
    corpus = [detections(200) if place % 2 else detections() for place in range(20)]
    found = interval(corpus, STANDARD, [0.5] * 20)
    assert found.n == 20
    assert found.lower < found.value == 50.0 < found.upper
    assert found == interval(corpus, STANDARD, [0.5] * 20)
    assert interval(corpus[1::2], STANDARD, [0.5] * 10).lower == pytest.approx(100.0)
