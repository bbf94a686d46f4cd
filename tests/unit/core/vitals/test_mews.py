"""MEWS: every band edge of the closed form, and what AVPU cannot say."""

from datetime import date

import pytest

from bedside.core.vitals.adult import AGE_UNKNOWN, PREGNANT
from bedside.core.vitals.consciousness import BY_GCS
from bedside.core.vitals.mews import CONFUSION_AS_ALERT, MEWS_THRESHOLD, mews
from bedside.core.vitals.score import Person

from .patients import ADULT, HOUR_MS, NOW_MS, WELL, at, latest, observed, part, points

EDGES = {
    "systolic_bp": [(10, 3), (70, 3), (71, 2), (80, 2), (81, 1), (100, 1), (101, 0), (199, 0), (200, 2), (300, 2)],
    "heart_rate": [
        (5, 2), (40, 2), (41, 1), (50, 1), (51, 0), (100, 0), (101, 1), (110, 1), (111, 2), (129, 2), (130, 3),
        (300, 3),
    ],
    "respiratory_rate": [(0, 2), (8, 2), (9, 0), (14, 0), (15, 1), (20, 1), (21, 2), (29, 2), (30, 3), (60, 3)],
    "temperature": [(30.0, 2), (34.9, 2), (35.0, 0), (38.4, 0), (38.5, 2), (43.0, 2)],
    "consciousness": [("A", 0), ("C", 0), ("V", 1), ("P", 2), ("U", 3)],
}  # fmt: skip


def scored(person=ADULT, /, **values):
    return mews(latest(WELL | values), person, NOW_MS)


@pytest.mark.parametrize(
    ("signal", "value", "expected"), [(s, value, expected) for s, edges in EDGES.items() for value, expected in edges]
)
def test_each_side_of_each_edge_has_the_points_of_the_table(signal, value, expected):
    score = scored(**{signal: value})
    assert (points(score, signal), score.score, score.partial) == (expected, expected, False)


@pytest.mark.parametrize(
    ("signal", "value", "expected"),
    [("temperature", 34.95, 0), ("temperature", 34.94, 2), ("temperature", 38.45, 2), ("respiratory_rate", 8.5, 0)],
)
def test_a_value_is_rounded_before_it_is_looked_up(signal, value, expected):
    assert points(scored(**{signal: value}), signal) == expected


def test_the_worst_of_everything_is_14():
    assert scored(systolic_bp=70, heart_rate=130, respiratory_rate=30, temperature=34.9, consciousness="U").score == 14


def test_the_threshold_is_5():
    assert scored(systolic_bp=70, heart_rate=111).reaches(MEWS_THRESHOLD) is True
    assert scored(systolic_bp=70, heart_rate=110).reaches(MEWS_THRESHOLD) is False


def test_new_confusion_counts_as_alert_and_is_said():
    assert scored(consciousness="C").notes == (CONFUSION_AS_ALERT,)
    assert scored(consciousness="A").notes == ()


@pytest.mark.parametrize(("value", "expected", "partial"), [(15, 0, False), (14, None, True), (3, None, True)])
def test_a_coma_scale_below_15_has_no_place_on_avpu(value, expected, partial):
    seen = latest(WELL, gcs=value)
    del seen["consciousness"]
    score = mews(seen, ADULT, NOW_MS)
    assert (points(score, "consciousness"), score.partial, score.notes) == (expected, partial, (BY_GCS,))


@pytest.mark.parametrize("signal", EDGES)
def test_a_missing_or_stale_part_makes_it_a_lower_bound(signal):
    seen = latest(WELL)
    old = seen | {signal: observed(signal, WELL[signal], age_ms=4 * HOUR_MS + 1)}
    del seen[signal]
    without, stale = mews(seen, ADULT, NOW_MS), mews(old, ADULT, NOW_MS)
    assert (without.missing, without.partial) == ((signal,), True)
    assert (part(stale, signal).stale, stale.partial) == (True, True)


def test_the_interval_can_be_shortened():
    seen = latest(WELL) | {"temperature": observed("temperature", 37.0, age_ms=HOUR_MS)}
    assert mews(seen, ADULT, NOW_MS, interval_ms=HOUR_MS - 1).partial


def test_it_is_for_16_years_and_over_and_says_an_unknown_age_and_pregnancy():
    child = mews(latest(WELL), Person(date(2010, 6, 15)), at(2026, 6, 14))
    assert (child.applicable, child.why_not) == (False, "under 16 years")
    assert mews(latest(WELL), Person(date(2010, 6, 15)), at(2026, 6, 15)).applicable
    assert scored(Person(None, pregnant=True)).notes == (AGE_UNKNOWN, PREGNANT)
