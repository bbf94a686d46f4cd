"""Bands: rounding as on paper, and rows that cannot be written with a hole."""

from decimal import Decimal

import pytest

from bedside.core.vitals.bands import Limits, bands, rounded


@pytest.mark.parametrize(
    ("value", "resolution", "expected"),
    [
        (38.05, "0.1", "38.1"),
        (38.04, "0.1", "38.0"),
        (35.05, "0.1", "35.1"),
        (36.15, "0.1", "36.2"),  # as a binary fraction below the half
        (38.15, "0.1", "38.2"),
        (39.05, "0.1", "39.1"),
        (91.5, "1", "92"),
        (92.5, "1", "93"),  # not to the even
        (91.49, "1", "91"),
        (8.5, "1", "9"),
        (-0.5, "1", "-1"),  # away from zero, not up
        (-38.05, "0.1", "-38.1"),
        (37, "0.1", "37.0"),
    ],
)
def test_halves_are_rounded_away_from_zero_at_the_charts_resolution(value, resolution, expected):
    assert str(rounded(value, Decimal(resolution))) == expected


def test_a_half_that_arithmetic_missed_by_a_hair_is_a_half():
    fahrenheit = 100.49
    assert rounded((fahrenheit - 32) / 1.8, Decimal("0.1")) == Decimal("38.1")
    assert rounded(38.04999999999999, Decimal("0.1")) == Decimal("38.1")


@pytest.mark.parametrize(
    ("value", "expected"), [(-1e6, 3), (8, 3), (9, 1), (11, 1), (12, 0), (20, 0), (21, 2), (1e6, 2)]
)
def test_every_value_lies_in_exactly_one_band(value, expected):
    assert bands("1", {"<= 8": 3, "9-11": 1, "12-20": 0, "> 20": 2}).of(value) == expected


def test_below_and_above_leave_the_limit_out():
    row = bands("0.1", {"< 36.0": 1, "36.0-38.0": 0, "> 38.0": 2})
    assert [row.of(value) for value in (35.9, 36.0, 38.0, 38.1)] == [1, 0, 0, 2]


@pytest.mark.parametrize(
    "row",
    [
        {"<= 8": 3, "10-11": 1, ">= 12": 0},  # a gap
        {"<= 8": 3, "8-11": 1, ">= 12": 0},  # an overlap
        {"9-11": 1, ">= 12": 0},  # no lowest band
        {"<= 8": 3, "9-11": 1},  # no highest band
        {">= 12": 0, "<= 11": 1},  # the wrong way round
        {"8 or less": 3, ">= 9": 0},
    ],
)
def test_a_row_with_a_gap_or_an_overlap_is_refused(row):
    with pytest.raises(ValueError, match="band"):
        bands("1", row)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(80, 4), (80.4, 4), (80.5, 2), (90, 2), (91, 1), (110, 1), (111, 0), (149, 0), (149.5, 1), (180, 2), (190, 4)],
)
def test_limits_give_the_points_of_the_first_that_is_reached(value, expected):
    assert Limits((110, 150), (90, 180), (80, 190)).of(value) == expected
