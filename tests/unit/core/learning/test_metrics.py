"""Values worked out by hand, and the properties that hold for all."""

import math

import numpy as np
import pytest

from bedside.core.learning.metrics import (
    average_precision,
    mean,
    ndcg,
    paired_difference,
    percentile,
    proportion,
    ratio,
    recall,
    reciprocal_rank,
    risk_coverage,
)


def test_average_precision_is_the_mean_precision_at_each_relevant_place() -> None:
    # relevant at places 1 and 3 of two: (1/1 + 2/3) / 2
    assert average_precision([1, 0, 1], relevant=2) == pytest.approx(5 / 6)


def test_average_precision_divides_by_relevant_documents_that_were_not_found() -> None:
    assert average_precision([1, 0, 1], relevant=4) == pytest.approx((1 + 2 / 3) / 4)


def test_average_precision_ignores_places_beyond_k() -> None:
    assert average_precision([0] * 10 + [1], relevant=1, k=10) == 0


def test_reciprocal_rank_is_one_over_the_first_relevant_place() -> None:
    assert reciprocal_rank([0, 0, 1, 1]) == pytest.approx(1 / 3)


def test_reciprocal_rank_obeys_the_relevance_threshold() -> None:
    assert reciprocal_rank([1, 2, 3], relevant_at=2) == pytest.approx(1 / 2)


def test_reciprocal_rank_is_zero_when_nothing_relevant_is_within_k() -> None:
    assert reciprocal_rank([0] * 10 + [1], k=10) == 0


def test_ndcg_weighs_graded_gains_by_place() -> None:
    # gains 2^g - 1: found 1, 0, 7; best 7, 1, 0
    found = 1 / math.log2(2) + 0 + 7 / math.log2(4)
    best = 7 / math.log2(2) + 1 / math.log2(3)
    assert ndcg([1, 0, 3], [3, 1, 0]) == pytest.approx(found / best)


def test_ndcg_of_the_best_order_is_one() -> None:
    assert ndcg([3, 2, 1, 0], [0, 1, 2, 3]) == pytest.approx(1)


def test_ndcg_is_zero_when_nothing_judged_has_a_gain() -> None:
    assert ndcg([0, 0], [0, 0]) == 0


def test_recall_counts_only_grades_at_the_threshold() -> None:
    assert recall([3, 1, 2, 0], relevant=4, k=10, relevant_at=2) == pytest.approx(0.5)


def test_wilson_interval_agrees_with_a_worked_example() -> None:
    # 8 of 10: centre (0.8 + 0.19207) / 1.38415, half width 1.95996 * sqrt(0.016 + 0.0096036) / 1.38415
    estimate = proportion(8, 10)
    assert (estimate.lower, estimate.upper) == pytest.approx((0.49016, 0.94331), abs=1e-4)


@pytest.mark.parametrize(("successes", "n"), [(0, 20), (20, 20), (1, 1)])
def test_wilson_interval_stays_within_zero_and_one_and_holds_the_share(successes: int, n: int) -> None:
    estimate = proportion(successes, n)
    assert 0 <= estimate.lower <= estimate.value <= estimate.upper <= 1


def test_a_proportion_of_nothing_is_unknown() -> None:
    estimate = proportion(0, 0)
    assert estimate.n == 0
    assert math.isnan(estimate.value)


def test_bootstrap_interval_is_near_the_normal_one_for_many_cases() -> None:
    values = np.tile([0.0, 1.0], 200)  # mean 0.5, standard error 0.5 / sqrt(400) = 0.025
    estimate = mean(values)
    assert estimate.value == 0.5
    assert (estimate.lower, estimate.upper) == pytest.approx((0.451, 0.549), abs=0.005)


def test_bootstrap_with_the_same_seed_gives_the_same_interval() -> None:
    values = [0.1, 0.5, 0.9, 1.0]
    assert mean(values, seed=3) == mean(values, seed=3)


def test_bootstrap_of_equal_values_has_no_width() -> None:
    estimate = mean([0.3] * 5)
    assert (estimate.lower, estimate.upper) == pytest.approx((0.3, 0.3))


def test_paired_difference_takes_what_is_common_to_both_out() -> None:
    theirs = np.linspace(0, 1, 50)
    estimate = paired_difference(theirs + 0.1, theirs)
    assert (estimate.value, estimate.lower, estimate.upper) == pytest.approx((0.1, 0.1, 0.1))


def test_paired_difference_refuses_different_cases() -> None:
    with pytest.raises(ValueError, match="same cases"):
        paired_difference([1.0, 2.0], [1.0])


def test_a_ratio_is_of_the_sums_and_resamples_whole_cases() -> None:
    estimate = ratio([2, 0, 4], [1.0, 1.0, 2.0])
    assert (estimate.value, estimate.n) == (1.5, 3)
    assert estimate.lower == 0
    assert estimate.upper == 2


def test_a_ratio_of_equal_cases_has_no_width() -> None:
    estimate = ratio([3] * 4, [2.0] * 4)
    assert (estimate.value, estimate.lower, estimate.upper) == pytest.approx((1.5, 1.5, 1.5))


@pytest.mark.parametrize("exposures", [[], [0.0, 0.0]])
def test_a_ratio_without_exposure_is_not_known(exposures: list[float]) -> None:
    assert np.isnan(ratio([0] * len(exposures), exposures).value)


def test_a_ratio_refuses_different_cases() -> None:
    with pytest.raises(ValueError, match="same cases"):
        ratio([1], [1.0, 2.0])


def test_risk_coverage_accumulates_errors_from_the_most_confident_on() -> None:
    curve = risk_coverage([0.2, 0.9, 0.5, 0.7], [True, False, True, False])
    assert curve.coverage == pytest.approx((0.25, 0.5, 0.75, 1))
    assert curve.risk == pytest.approx((0, 0, 1 / 3, 1 / 2))
    assert curve.area == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)


def test_risk_coverage_does_not_depend_on_the_order_of_equal_confidences() -> None:
    first = risk_coverage([0.5, 0.5, 0.9], [True, False, False])
    second = risk_coverage([0.5, 0.9, 0.5], [False, False, True])
    assert first == second
    assert first.risk == pytest.approx((0, 1 / 4, 1 / 3))


def test_risk_coverage_of_no_answers_has_no_area() -> None:
    assert math.isnan(risk_coverage([], []).area)


def test_percentile_is_a_measured_value_by_nearest_rank() -> None:
    measured = percentile(range(1, 101), 99)
    assert (measured.value, measured.n, measured.largest) == (99, 100, 100)


def test_percentile_of_few_values_is_the_largest() -> None:
    assert percentile([5.0, 1.0, 3.0], 99).value == 5


def test_percentile_of_nothing_is_unknown() -> None:
    assert math.isnan(percentile([], 50).value)
