"""The course of each series by minutes: means, gaps, what comes late, what is too old."""

import numpy as np
import pytest

from bedside.core.vitals.trends import Trends

NOON = 1_772_366_400_000
MINUTE = 60_000


def add(trends, *rows):
    series, minutes, values = zip(*rows, strict=True)
    trends.add(np.array(series), NOON + (np.array(minutes) * MINUTE).astype(np.int64), np.array(values, np.float64))


def test_each_minute_is_the_mean_of_what_was_observed_in_it_and_a_gap_stays_one():
    trends = Trends()
    add(trends, (0, 0, 60), (0, 0.5, 80), (0, 2, 90), (1, 1, 20))
    assert trends.means(0, NOON + 2 * MINUTE, 4) == [None, 70.0, None, 90.0]
    assert trends.means(1, NOON + 2 * MINUTE, 4) == [None, None, 20.0, None]
    assert trends.means(7, NOON, 2) == [None, None]


@pytest.mark.parametrize("together", [True, False])
def test_late_readings_correct_their_minute_in_whatever_order_they_come(together):
    rows = [(0, 5, 50), (0, 3, 30), (0, 5.9, 70), (0, 3.1, 10)]
    trends = Trends()
    for batch in [rows] if together else [[row] for row in rows]:
        add(trends, *batch)
    assert trends.means(0, NOON + 5 * MINUTE, 3) == [20.0, None, 60.0]


@pytest.mark.parametrize("together", [True, False])
def test_a_minute_that_left_the_ring_is_neither_shown_nor_mixed_with_the_new_one(together):
    rows = [(0, 0, 10), (0, 120, 99), (0, 0, 20)]
    trends = Trends(120)
    for batch in [rows] if together else [[row] for row in rows]:
        add(trends, *batch)
    assert trends.means(0, NOON + 120 * MINUTE, 120)[-1] == 99.0
    assert trends.means(0, NOON + 120 * MINUTE, 120)[:-1] == [None] * 119
    assert trends.means(0, NOON, 1) == [None]


def test_many_series_take_what_is_promised():
    trends = Trends(120)
    add(trends, *[(n, 0, n) for n in range(1000)])
    assert trends.nbytes() == 1000 * 120 * 20
    assert trends.means(999, NOON, 1) == [999.0]
