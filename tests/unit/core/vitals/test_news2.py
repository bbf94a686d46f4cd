"""NEWS2: every band edge of the chart, both scales, what is missing, and whom it is not for."""

from datetime import date

import pytest

from bedside.core.vitals.adult import AGE_UNKNOWN
from bedside.core.vitals.consciousness import BY_AVPU, BY_GCS
from bedside.core.vitals.news2 import news2, red, response
from bedside.core.vitals.oxygen import MEASURED_BELIEVED, RECORD_BELIEVED
from bedside.core.vitals.score import Person

from .patients import (
    ADULT,
    ADULT_ON_OXYGEN,
    HOUR_MS,
    NOW_MS,
    UNKNOWN_OXYGEN,
    WELL,
    at,
    latest,
    observed,
    part,
    points,
)

SCALE_2_ON_AIR = Person(date(1950, 1, 1), spo2_scale=2, on_oxygen=False)
SCALE_2_ON_OXYGEN = Person(date(1950, 1, 1), spo2_scale=2, on_oxygen=True)
SCALE_2_UNKNOWN = Person(date(1950, 1, 1), spo2_scale=2)

WORST = {
    "respiratory_rate": 25, "spo2": 91, "systolic_bp": 90, "heart_rate": 131, "consciousness": "U", "temperature": 35.0,
}  # fmt: skip


def scored(person=ADULT, /, **values):
    return news2(latest(WELL | values), person, NOW_MS)


EDGES = {
    "respiratory_rate": [(0, 3), (8, 3), (9, 1), (11, 1), (12, 0), (20, 0), (21, 2), (24, 2), (25, 3), (60, 3)],
    "spo2": [(10, 3), (91, 3), (92, 2), (93, 2), (94, 1), (95, 1), (96, 0), (100, 0)],
    "systolic_bp": [(10, 3), (90, 3), (91, 2), (100, 2), (101, 1), (110, 1), (111, 0), (219, 0), (220, 3), (300, 3)],
    "heart_rate": [
        (5, 3), (40, 3), (41, 1), (50, 1), (51, 0), (90, 0), (91, 1), (110, 1), (111, 2), (130, 2), (131, 3), (300, 3),
    ],
    "temperature": [
        (30.0, 3), (35.0, 3), (35.1, 1), (36.0, 1), (36.1, 0), (38.0, 0), (38.1, 1), (39.0, 1), (39.1, 2), (43.0, 2),
    ],
    "consciousness": [("A", 0), ("C", 3), ("V", 3), ("P", 3), ("U", 3)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("signal", "value", "expected"), [(s, value, expected) for s, edges in EDGES.items() for value, expected in edges]
)
def test_each_side_of_each_edge_has_the_points_of_the_chart(signal, value, expected):
    score = scored(**{signal: value})
    assert (points(score, signal), score.score, score.partial) == (expected, expected, False)


@pytest.mark.parametrize(
    ("value", "on_air", "on_oxygen"),
    [
        (10, 3, 3), (83, 3, 3), (84, 2, 2), (85, 2, 2), (86, 1, 1), (87, 1, 1), (88, 0, 0), (92, 0, 0),
        (93, 0, 1), (94, 0, 1), (95, 0, 2), (96, 0, 2), (97, 0, 3), (100, 0, 3),
    ],
)  # fmt: skip
def test_scale_2_counts_high_values_only_on_oxygen(value, on_air, on_oxygen):
    assert points(scored(SCALE_2_ON_AIR, spo2=value), "spo2") == on_air
    assert points(scored(SCALE_2_ON_OXYGEN, spo2=value), "spo2") == on_oxygen


@pytest.mark.parametrize(("value", "expected"), [(83, 3), (85, 2), (87, 1), (88, 0), (92, 0), (93, None), (97, None)])
def test_scale_2_gives_no_points_from_93_on_where_oxygen_is_unknown(value, expected):
    score = scored(SCALE_2_UNKNOWN, spo2=value)
    assert points(score, "spo2") == expected
    assert score.partial


def test_scale_2_without_spo2_or_with_a_stale_one_and_oxygen_unknown_says_so():
    seen = latest(WELL)
    stale = seen | {"spo2": observed("spo2", 85, age_ms=5 * HOUR_MS)}
    assert part(news2(stale, SCALE_2_UNKNOWN, NOW_MS), "spo2").stale
    del seen["spo2"]
    assert news2(seen, SCALE_2_UNKNOWN, NOW_MS).missing == ("spo2", "oxygen")


def test_scale_1_is_the_default():
    assert Person().spo2_scale == 1


@pytest.mark.parametrize(
    ("signal", "value", "expected"),
    [
        ("temperature", 38.05, 1),
        ("temperature", 38.04, 0),
        ("temperature", 35.05, 1),
        ("temperature", 35.04, 3),
        ("temperature", 39.05, 2),
        ("spo2", 91.5, 2),
        ("spo2", 91.4, 3),
        ("spo2", 95.5, 0),
        ("respiratory_rate", 24.5, 3),
        ("respiratory_rate", 8.5, 1),
        ("systolic_bp", 90.5, 2),
        ("systolic_bp", 219.5, 3),
        ("heart_rate", 130.5, 3),
        ("heart_rate", 90.49, 0),
    ],
)
def test_a_value_is_rounded_as_on_the_chart_before_it_is_looked_up(signal, value, expected):
    assert points(scored(**{signal: value}), signal) == expected


def test_the_worst_of_everything_is_20():
    assert news2(latest(WORST), ADULT_ON_OXYGEN, NOW_MS).score == 20


def test_a_well_person_scores_a_complete_0_with_seven_parts_in_the_order_of_the_chart():
    score = scored()
    assert (score.score, score.partial, score.applicable, score.missing, score.notes) == (0, False, True, (), ())
    assert [one.name for one in score.parts] == [
        "respiratory_rate", "spo2", "oxygen", "systolic_bp", "heart_rate", "consciousness", "temperature",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "value", "expected"),
    [
        ({"oxygen_flow": 0}, "air", 0),
        ({"oxygen_flow": 0.1}, "oxygen", 2),
        ({"fio2": 21}, "air", 0),
        ({"fio2": 21.1}, "oxygen", 2),
        ({"oxygen_flow": 0, "fio2": 40}, "oxygen", 2),
        ({"oxygen_flow": 2, "fio2": 21}, "oxygen", 2),
    ],
)
def test_oxygen_is_told_from_flow_or_fio2_where_the_record_is_silent(values, value, expected):
    score = scored(UNKNOWN_OXYGEN, **values)
    found = part(score, "oxygen")
    assert (found.value, found.points, found.observed_at_ms, score.partial) == (value, expected, NOW_MS, False)


@pytest.mark.parametrize("values", [{"oxygen_flow": 0.1}, {"fio2": 21.1}, {"oxygen_flow": 0, "fio2": 40}])
def test_measured_oxygen_is_believed_over_a_record_that_says_air_and_the_contradiction_is_said(values):
    score = scored(ADULT, **values)
    found = part(score, "oxygen")
    assert (found.value, found.points, found.observed_at_ms) == ("oxygen", 2, NOW_MS)
    assert (score.notes, score.partial) == ((MEASURED_BELIEVED,), False)


@pytest.mark.parametrize("values", [{"oxygen_flow": 0}, {"fio2": 21}])
def test_a_record_that_says_oxygen_is_believed_over_measured_air_and_the_contradiction_is_said(values):
    score = scored(ADULT_ON_OXYGEN, **values)
    found = part(score, "oxygen")
    assert (found.value, found.points, found.observed_at_ms) == ("oxygen", 2, None)
    assert score.notes == (RECORD_BELIEVED,)


def test_record_and_measurement_that_agree_need_no_note():
    assert scored(ADULT_ON_OXYGEN, oxygen_flow=2).notes == scored(ADULT, oxygen_flow=0, fio2=21).notes == ()
    assert part(scored(ADULT, oxygen_flow=0), "oxygen").observed_at_ms is None


def test_an_old_flow_does_not_contradict_a_record_that_says_air():
    for age_ms, expected in ((4 * HOUR_MS, 2), (4 * HOUR_MS + 1, 0)):
        seen = latest(WELL) | {"oxygen_flow": observed("oxygen_flow", 8, age_ms=age_ms)}
        score = news2(seen, ADULT, NOW_MS)
        assert (points(score, "oxygen"), len(score.notes)) == (expected, expected // 2)


@pytest.mark.parametrize(("value", "expected"), [(92, 0), (93, 1), (95, 2), (97, 3)])
def test_scale_2_counts_high_values_once_oxygen_is_measured_whatever_the_record_says(value, expected):
    score = scored(SCALE_2_ON_AIR, spo2=value, oxygen_flow=8)
    assert (points(score, "spo2"), score.score) == (expected, expected + 2)


def test_unknown_oxygen_is_missing_and_an_old_flow_is_stale():
    assert scored(UNKNOWN_OXYGEN).missing == ("oxygen",)
    assert scored(UNKNOWN_OXYGEN).text == "NEWS2 >= 0, oxygen unknown"
    seen = latest(WELL) | {"oxygen_flow": observed("oxygen_flow", 2, age_ms=5 * HOUR_MS)}
    score = news2(seen, UNKNOWN_OXYGEN, NOW_MS)
    assert (part(score, "oxygen").stale, part(score, "oxygen").points, score.partial) == (True, None, True)
    assert points(news2(seen | latest(fio2=30), UNKNOWN_OXYGEN, NOW_MS), "oxygen") == 2


@pytest.mark.parametrize(("value", "expected"), [(3, 3), (14, 3), (15, 0)])
def test_a_coma_scale_of_15_is_alert_and_less_scores_3_and_the_source_is_said(value, expected):
    seen = latest(WELL, gcs=value)
    del seen["consciousness"]
    score = news2(seen, ADULT, NOW_MS)
    assert (points(score, "consciousness"), score.partial, score.notes) == (expected, False, (BY_GCS,))


def test_alert_by_avpu_is_said_since_it_may_hide_new_confusion():
    seen = latest(WELL) | {"consciousness": observed("consciousness", "A", unit="{AVPU}")}
    assert news2(seen, ADULT, NOW_MS).notes == (BY_AVPU,)


@pytest.mark.parametrize(
    ("coded_age_ms", "gcs_age_ms", "expected"),
    [(0, 0, 0), (0, HOUR_MS, 0), (HOUR_MS, 0, 3), (5 * HOUR_MS, HOUR_MS, 3), (HOUR_MS, 5 * HOUR_MS, 0)],
)
def test_the_later_fresh_of_code_and_coma_scale_counts(coded_age_ms, gcs_age_ms, expected):
    seen = latest(WELL) | {
        "consciousness": observed("consciousness", "A", age_ms=coded_age_ms),
        "gcs": observed("gcs", 9, age_ms=gcs_age_ms),
    }
    assert points(news2(seen, ADULT, NOW_MS), "consciousness") == expected


@pytest.mark.parametrize("signal", WELL)
def test_a_missing_part_is_named_and_the_rest_is_a_lower_bound(signal):
    seen = latest(WORST)
    del seen[signal]
    score = news2(seen, ADULT_ON_OXYGEN, NOW_MS)
    assert (score.missing, score.partial, score.score) == ((signal,), True, 17)
    assert score.text == f"NEWS2 >= 17, {signal.replace('_', ' ')} unknown"


@pytest.mark.parametrize("signal", WELL)
def test_a_stale_part_is_listed_without_points_and_the_rest_is_a_lower_bound(signal):
    seen = latest(WORST)
    seen[signal] = observed(signal, WORST[signal], age_ms=4 * HOUR_MS + 1)
    score = news2(seen, ADULT_ON_OXYGEN, NOW_MS)
    assert (score.missing, score.partial, score.score) == ((), True, 17)
    assert (part(score, signal).stale, part(score, signal).points) == (True, None)


def test_the_interval_can_be_shortened():
    seen = latest(WELL) | {"spo2": observed("spo2", 98, age_ms=HOUR_MS)}
    assert not news2(seen, ADULT, NOW_MS, interval_ms=HOUR_MS).partial
    assert news2(seen, ADULT, NOW_MS, interval_ms=HOUR_MS - 1).partial


def test_nothing_observed_is_a_lower_bound_of_0_and_not_a_0():
    score = news2({}, Person(date(1960, 1, 1)), NOW_MS)
    assert (score.score, score.partial, len(score.missing)) == (0, True, 7)


@pytest.mark.parametrize(
    ("born", "at_ms", "applicable"),
    [
        (date(2010, 6, 15), at(2026, 6, 14, 12), False),  # 15 years and 364 days
        (date(2010, 6, 15), at(2026, 6, 15), True),
        (date(2008, 2, 29), at(2024, 2, 28, 12), False),
        (date(2008, 2, 29), at(2024, 2, 29), True),
    ],
)
def test_it_is_for_16_years_and_over(born, at_ms, applicable):
    score = news2(latest(WORST), Person(born), at_ms)
    assert score.applicable is applicable
    assert score.why_not == ("" if applicable else "under 16 years")


def test_it_is_not_for_pregnancy_nor_for_both_reasons_at_once():
    grown, young = Person(date(1996, 1, 1), pregnant=True), Person(date(2012, 1, 1), pregnant=True)
    assert news2(latest(WORST), grown, NOW_MS).text == "NEWS2 not applicable: pregnant"
    assert news2(latest(WORST), young, NOW_MS).why_not == "under 16 years and pregnant"


def test_what_is_not_applicable_shows_no_points_and_calls_for_nothing():
    score = news2(latest(WORST), Person(date(2012, 1, 1)), NOW_MS)
    assert (score.applicable, score.score, score.partial, score.parts) == (False, 0, True, ())
    assert response(score) is None
    assert red(score) == ()


def test_an_unknown_age_is_scored_and_said():
    score = news2(latest(WORST), Person(None, on_oxygen=True), NOW_MS)
    assert (score.applicable, score.score, score.notes) == (True, 20, (AGE_UNKNOWN,))


LOW_12_H = ("low", "every 12 h", "routine")
LOW_4_H = ("low", "every 4-6 h", "registered nurse assesses")
RED = ("low-medium", "hourly", "urgent ward review")
MEDIUM = ("medium", "hourly", "urgent review by a competent clinician")
HIGH = ("high", "continuously", "emergency review, critical-care competence")


@pytest.mark.parametrize(
    ("values", "aggregate", "expected"),
    [
        ({}, 0, LOW_12_H),
        ({"heart_rate": 91}, 1, LOW_4_H),
        ({"heart_rate": 111, "respiratory_rate": 21}, 4, LOW_4_H),
        ({"consciousness": "C"}, 3, RED),
        ({"consciousness": "C", "heart_rate": 91}, 4, RED),
        ({"heart_rate": 111, "respiratory_rate": 21, "temperature": 38.1}, 5, MEDIUM),
        ({"consciousness": "C", "heart_rate": 111}, 5, MEDIUM),
        ({"heart_rate": 111, "respiratory_rate": 21, "temperature": 39.1}, 6, MEDIUM),
        ({"heart_rate": 111, "respiratory_rate": 21, "temperature": 39.1, "spo2": 95}, 7, HIGH),
        ({"consciousness": "C", "spo2": 91, "temperature": 38.1}, 7, HIGH),
    ],
)
def test_the_aggregate_has_the_response_of_the_table(values, aggregate, expected):
    score = scored(**values)
    found = response(score)
    assert score.score == aggregate
    assert found is not None
    assert (found.risk, found.observe_at_least, found.response) == expected


def test_a_partial_score_calls_for_at_least_what_its_parts_call_for():
    found = response(news2(latest(respiratory_rate=25), ADULT, NOW_MS))
    assert found is not None
    assert found.risk == "low-medium"


def test_red_names_the_parts_that_score_3():
    assert red(scored(respiratory_rate=25, consciousness="V", heart_rate=130)) == ("respiratory_rate", "consciousness")
    assert red(scored(heart_rate=130)) == ()
