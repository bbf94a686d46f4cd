"""Scores and people: ages by the calendar, and a sum that never hides what it lacks."""

from datetime import date

import pytest

from bedside.core.vitals.score import Part, Person, Score, not_applicable, reached
from bedside.errors import InvalidInput

from .patients import at

BREATHING = Part("respiratory_rate", 25, "/min", 3, 0)
STALE_PULSE = Part("heart_rate", 131, "/min", None, 0, stale=True)
UNPLACED = Part("consciousness", 9, "{score}", None, 0)


@pytest.mark.parametrize(
    ("born", "at_ms", "years", "months"),
    [
        (date(2010, 6, 15), at(2026, 6, 14, 23), 15, 191),
        (date(2010, 6, 15), at(2026, 6, 15), 16, 192),
        (date(2008, 2, 29), at(2024, 2, 28), 15, 191),
        (date(2008, 2, 29), at(2024, 2, 29), 16, 192),
        (date(2007, 3, 1), at(2023, 2, 28, 23), 15, 191),
        (date(2008, 2, 29), at(2023, 2, 28, 23), 14, 179),  # no 29 February: a year older on 1 March
        (date(2008, 2, 29), at(2023, 3, 1), 15, 180),
        (date(2026, 1, 31), at(2026, 2, 28), 0, 0),
        (date(2026, 1, 31), at(2026, 3, 1), 0, 1),
        (date(2026, 1, 31), at(2026, 4, 30), 0, 2),
        (date(2026, 1, 31), at(2026, 5, 1), 0, 3),
        (date(2025, 12, 20), at(2026, 1, 19), 0, 0),
        (date(2025, 12, 20), at(2026, 1, 20), 0, 1),
        (date(2026, 6, 15), at(2026, 6, 15), 0, 0),
    ],
)
def test_an_age_is_the_completed_years_and_months_of_the_calendar(born, at_ms, years, months):
    person = Person(born)
    assert (person.years_at(at_ms), person.months_at(at_ms)) == (years, months)


def test_an_unknown_birth_date_gives_no_age():
    assert Person(None).years_at(0) is None
    assert Person(None).months_at(0) is None


def test_a_birth_date_in_the_future_gives_no_age_but_tomorrow_is_a_newborn_farther_east():
    assert Person(date(2026, 6, 16)).months_at(at(2026, 6, 15)) == 0
    assert Person(date(2026, 7, 1)).years_at(at(2026, 6, 30)) == 0
    assert Person(date(2026, 6, 17)).months_at(at(2026, 6, 15)) is None
    assert Person(date(2062, 6, 17)).years_at(at(2026, 6, 15)) is None


def test_a_time_before_1970_has_a_day_too():
    assert Person(date(1950, 1, 1)).years_at(at(1966, 1, 1)) == 16


def test_an_age_is_reached_on_the_next_first_where_the_month_is_too_short():
    assert reached(date(2025, 11, 30), 3) == date(2026, 3, 1)
    assert reached(date(2025, 10, 31), 1) == date(2025, 12, 1)
    assert reached(date(2025, 10, 31), 2) == date(2025, 12, 31)


@pytest.mark.parametrize("scale", [0, 3])
def test_another_scale_than_1_or_2_is_refused(scale):
    with pytest.raises(InvalidInput):
        Person(spo2_scale=scale)


def test_a_partial_score_is_shown_as_a_lower_bound_with_what_it_lacks():
    score = Score("NEWS2", 3, True, (BREATHING, STALE_PULSE, UNPLACED), missing=("systolic_bp",))
    assert score.text == "NEWS2 >= 3, systolic bp unknown, heart rate stale, consciousness unclear"
    assert Score("NEWS2", 5, True, (BREATHING,), missing=("consciousness",)).text == "NEWS2 >= 5, consciousness unknown"


def test_a_complete_score_is_shown_plainly():
    assert Score("NEWS2", 3, False, (BREATHING,)).text == "NEWS2 3"


def test_a_score_that_is_not_applicable_shows_no_number():
    score = not_applicable("NEWS2", "under 16 years")
    assert score.text == "NEWS2 not applicable: under 16 years"
    assert (score.applicable, score.partial, score.parts) == (False, True, ())


@pytest.mark.parametrize(
    ("score", "partial", "expected"), [(5, False, True), (4, False, False), (5, True, True), (4, True, None)]
)
def test_a_lower_bound_below_a_threshold_does_not_say_that_it_is_not_reached(score, partial, expected):
    assert Score("MEWS", score, partial, (BREATHING,)).reaches(5) is expected


def test_a_score_that_is_not_applicable_reaches_nothing():
    assert not_applicable("MEWS", "under 16 years").reaches(0) is None
