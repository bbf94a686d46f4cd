"""Bedside PEWS: every limit of every age, the ages' own borders, and how much oxygen."""

from datetime import date

import pytest

from bedside.core.vitals.pews import PEWS_THRESHOLD, pews
from bedside.core.vitals.score import Observed, Person

from .patients import HOUR_MS, NOW_MS, at, latest, observed, part, points

# Each age with a birth date well inside its band at noon on 15 June 2026.
AGES = {
    "0-3 months": date(2026, 5, 1),
    "3-12 months": date(2025, 12, 1),
    "1-4 years": date(2024, 1, 1),
    "4-12 years": date(2018, 1, 1),
    "> 12 years": date(2012, 1, 1),
}

# The values on both sides of each limit, and the points that stand above them.
EDGES = {
    # points                            4    2    2    1    1    0    0    1    1    2    2    4
    ("0-3 months", "heart_rate"):       (80, 81, 90, 91, 110, 111, 149, 150, 179, 180, 189, 190),
    ("3-12 months", "heart_rate"):      (70, 71, 80, 81, 100, 101, 149, 150, 169, 170, 179, 180),
    ("1-4 years", "heart_rate"):        (60, 61, 70, 71, 90, 91, 119, 120, 149, 150, 169, 170),
    ("4-12 years", "heart_rate"):       (50, 51, 60, 61, 70, 71, 109, 110, 129, 130, 149, 150),
    ("> 12 years", "heart_rate"):       (40, 41, 50, 51, 60, 61, 99, 100, 119, 120, 139, 140),
    ("0-3 months", "systolic_bp"):      (45, 46, 50, 51, 60, 61, 79, 80, 99, 100, 129, 130),
    ("3-12 months", "systolic_bp"):     (60, 61, 70, 71, 80, 81, 99, 100, 119, 120, 149, 150),
    ("1-4 years", "systolic_bp"):       (65, 66, 75, 76, 90, 91, 109, 110, 124, 125, 159, 160),
    ("4-12 years", "systolic_bp"):      (70, 71, 80, 81, 90, 91, 119, 120, 139, 140, 169, 170),
    ("> 12 years", "systolic_bp"):      (75, 76, 85, 86, 100, 101, 129, 130, 149, 150, 189, 190),
    ("0-3 months", "respiratory_rate"): (15, 16, 19, 20, 29, 30, 60, 61, 80, 81, 90, 91),
    ("3-12 months", "respiratory_rate"): (15, 16, 19, 20, 24, 25, 50, 51, 70, 71, 80, 81),
    ("1-4 years", "respiratory_rate"):  (12, 13, 15, 16, 19, 20, 40, 41, 60, 61, 70, 71),
    ("4-12 years", "respiratory_rate"): (10, 11, 14, 15, 19, 20, 30, 31, 40, 41, 50, 51),
    ("> 12 years", "respiratory_rate"): (9, 10, 10, 11, 11, 12, 16, 17, 22, 23, 29, 30),
}  # fmt: skip
POINTS = (4, 2, 2, 1, 1, 0, 0, 1, 1, 2, 2, 4)

CHILD = Person(date(2018, 1, 1))
WELL = {
    "heart_rate": 90, "systolic_bp": 100, "capillary_refill": 2, "respiratory_rate": 25, "respiratory_effort": "normal",
    "spo2": 98, "oxygen_flow": 0,
}  # fmt: skip
"""Scores 0 at 4 to 12 years."""


def scored(person=CHILD, /, **values):
    return pews(latest(WELL | values), person, NOW_MS)


@pytest.mark.parametrize(
    ("age", "signal", "value", "expected"),
    [
        (age, signal, value, expected)
        for (age, signal), values in EDGES.items()
        for value, expected in zip(values, POINTS, strict=True)
    ],
)
def test_each_side_of_each_limit_of_each_age_has_the_points_of_the_table(age, signal, value, expected):
    assert points(scored(Person(AGES[age]), **{signal: value}), signal) == expected


@pytest.mark.parametrize(
    ("signal", "value", "expected"),
    [
        ("spo2", 90, 2),
        ("spo2", 91, 1),
        ("spo2", 94, 1),
        ("spo2", 95, 0),
        ("spo2", 94.5, 0),
        ("spo2", 94.4, 1),
        ("spo2", 90.5, 1),
        ("capillary_refill", 2, 0),
        ("capillary_refill", 2.99, 0),  # seconds are not rounded
        ("capillary_refill", 3, 4),
        ("respiratory_effort", "normal", 0),
        ("respiratory_effort", "mild", 1),
        ("respiratory_effort", "moderate", 2),
        ("respiratory_effort", "severe", 4),
        ("heart_rate", 109.5, 1),
        ("heart_rate", 109.4, 0),
    ],
)
def test_each_side_of_each_edge_that_has_no_age(signal, value, expected):
    score = scored(**{signal: value})
    assert (points(score, signal), score.score, score.partial) == (expected, expected, False)


# The heart rate is one that neighbouring bands score differently.
@pytest.mark.parametrize(
    ("born", "heart_rate", "expected"),
    [
        (date(2026, 3, 16), 105, 1),  # 0-3 months, a day before 3 months
        (date(2026, 3, 15), 105, 0),  # 3-12 months, to the day
        (date(2025, 6, 16), 95, 1),  # 3-12 months, a day before a year
        (date(2025, 6, 15), 95, 0),  # 1-4 years, to the day
        (date(2022, 6, 16), 115, 0),  # 1-4 years, a day before four
        (date(2022, 6, 15), 115, 1),  # 4-12 years, to the day
        (date(2014, 6, 16), 65, 1),  # 4-12 years, a day before twelve
        (date(2014, 6, 15), 65, 1),  # 12 years exactly: still 4-12
        (date(2014, 6, 14), 65, 0),  # over 12 years
        (date(2026, 6, 15), 105, 1),  # the day of birth
    ],
)
def test_a_border_belongs_to_the_older_band_but_12_years_exactly_to_the_younger(born, heart_rate, expected):
    assert points(scored(Person(born), heart_rate=heart_rate), "heart_rate") == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(at(2024, 2, 29), 1), (at(2024, 3, 1), 0), (at(2016, 2, 28), 0), (at(2016, 2, 29), 1)],
)
def test_a_child_of_29_february_is_four_and_over_twelve_by_the_calendar(day, expected):
    heart_rate = 65 if day > at(2020, 1, 1) else 115
    seen = {"heart_rate": Observed(heart_rate, "/min", day)}
    assert points(pews(seen, Person(date(2012, 2, 29)), day), "heart_rate") == expected


def test_the_worst_of_everything_is_26():
    score = scored(
        heart_rate=150, systolic_bp=170, capillary_refill=3, respiratory_rate=51, respiratory_effort="severe", spo2=90,
        oxygen_flow=4,
    )  # fmt: skip
    assert (score.score, score.partial) == (26, False)


def test_the_threshold_is_8():
    assert scored(capillary_refill=3, oxygen_flow=4).reaches(PEWS_THRESHOLD) is True
    assert scored(capillary_refill=3, oxygen_flow=3, spo2=91).reaches(PEWS_THRESHOLD) is False


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"oxygen_flow": 0}, 0),
        ({"oxygen_flow": 0.1}, 2),
        ({"oxygen_flow": 3.9}, 2),
        ({"oxygen_flow": 4}, 4),
        ({"fio2": 21}, 0),
        ({"fio2": 21.1}, 2),
        ({"fio2": 49.9}, 2),
        ({"fio2": 50}, 4),
        ({"oxygen_flow": 1, "fio2": 50}, 4),
        ({"oxygen_flow": 4, "fio2": 30}, 4),
        ({"oxygen_flow": 0, "fio2": 30}, 2),
    ],
)
def test_oxygen_scores_by_flow_or_fio2_the_higher_of_the_two(values, expected):
    seen = latest(WELL | values)
    if "oxygen_flow" not in values:
        del seen["oxygen_flow"]
    score = pews(seen, CHILD, NOW_MS)
    assert (points(score, "oxygen"), score.partial) == (expected, False)


def without_flow(person, **more):
    seen = latest(WELL)
    del seen["oxygen_flow"]
    return pews(seen | more, person, NOW_MS)


def test_oxygen_by_the_record_alone_is_at_least_2_with_its_amount_missing():
    score = without_flow(Person(date(2018, 1, 1), on_oxygen=True))
    assert (score.score, score.text) == (2, "PEWS >= 2, oxygen amount unknown")
    contradicted = scored(Person(date(2018, 1, 1), on_oxygen=True), oxygen_flow=0)
    assert (contradicted.score, contradicted.missing) == (2, ("oxygen_amount",))
    measured = scored(Person(date(2018, 1, 1), on_oxygen=True), oxygen_flow=2)
    assert (measured.score, measured.partial) == (2, False)


def test_air_by_the_record_is_0_unless_oxygen_was_measured():
    on_air = Person(date(2018, 1, 1), on_oxygen=False)
    assert (without_flow(on_air).score, without_flow(on_air).partial) == (0, False)
    assert scored(on_air, oxygen_flow=2).score == 2


def test_unknown_oxygen_is_missing_and_an_old_flow_is_stale():
    assert without_flow(CHILD).missing == ("oxygen",)
    stale = without_flow(CHILD, oxygen_flow=observed("oxygen_flow", 6, age_ms=5 * HOUR_MS))
    assert (part(stale, "oxygen").stale, stale.score, stale.partial) == (True, 0, True)


@pytest.mark.parametrize("signal", [signal for signal in WELL if signal != "oxygen_flow"])
def test_a_missing_or_stale_part_makes_it_a_lower_bound(signal):
    seen = latest(WELL)
    old = seen | {signal: observed(signal, WELL[signal], age_ms=4 * HOUR_MS + 1)}
    del seen[signal]
    without, stale = pews(seen, CHILD, NOW_MS), pews(old, CHILD, NOW_MS)
    assert (without.missing, without.partial) == ((signal,), True)
    assert (part(stale, signal).stale, points(stale, signal), stale.partial) == (True, None, True)


def test_the_interval_can_be_shortened():
    seen = latest(WELL) | {"spo2": observed("spo2", 98, age_ms=HOUR_MS)}
    assert not pews(seen, CHILD, NOW_MS, interval_ms=HOUR_MS).partial
    assert pews(seen, CHILD, NOW_MS, interval_ms=HOUR_MS - 1).partial


def test_a_well_child_scores_a_complete_0_of_seven_parts():
    score = scored()
    assert (score.score, score.partial, len(score.parts)) == (0, False, 7)


@pytest.mark.parametrize(
    ("born", "why_not"),
    [
        (None, "age unknown"),
        (date(2026, 6, 17), "age unknown"),  # in the future
        (date(2008, 6, 15), "18 years or over"),
        (date(2008, 6, 16), ""),
    ],
)
def test_it_is_for_a_known_age_under_18(born, why_not):
    score = scored(Person(born))
    assert (score.applicable, score.why_not) == (not why_not, why_not)
