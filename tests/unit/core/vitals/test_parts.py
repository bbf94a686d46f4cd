"""Parts: fresh before stale, missing named, and nothing scored that cannot be what it says."""

import math

import pytest

from bedside.core.vitals.bands import bands
from bedside.core.vitals.parts import INTERVAL_MS, Moment, total
from bedside.core.vitals.score import Observed, Part

from .patients import HOUR_MS, NOW_MS, observed

MINUTE_MS = 60_000
ANY_RATE = bands("1", {"<= 90": 0, "> 90": 1})


def moment(interval_ms=4 * HOUR_MS, **seen: Observed) -> Moment:
    return Moment(seen, NOW_MS, interval_ms)


def test_values_are_fresh_for_four_hours_unless_told_otherwise():
    assert INTERVAL_MS == 4 * HOUR_MS


@pytest.mark.parametrize(
    ("age_ms", "stale"),
    [
        (0, False),
        (4 * HOUR_MS, False),
        (4 * HOUR_MS + 1, True),
        (-MINUTE_MS, False),  # a clock that runs a little ahead
        (-MINUTE_MS - 1, True),
    ],
)
def test_a_value_is_stale_when_older_than_the_interval_or_from_the_future(age_ms, stale):
    assert moment().is_stale(observed("spo2", 97, age_ms=age_ms)) is stale


def test_a_stale_value_is_listed_without_points():
    old = observed("respiratory_effort", "mild", age_ms=5 * HOUR_MS)
    assert moment(respiratory_effort=old).part("respiratory_effort", {"mild": 1}) == Part(
        "respiratory_effort", "mild", "{code}", None, old.observed_at_ms, stale=True
    )


def test_a_fresh_value_has_its_points_and_time():
    fresh = observed("respiratory_effort", "mild", age_ms=HOUR_MS)
    assert moment(respiratory_effort=fresh).part("respiratory_effort", {"mild": 1}) == Part(
        "respiratory_effort", "mild", "{code}", 1, fresh.observed_at_ms, stale=False
    )


def test_a_signal_that_was_never_seen_is_named():
    assert moment().part("respiratory_effort", {"mild": 1}) == "respiratory_effort"


@pytest.mark.parametrize(
    ("signal", "value", "unit"),
    [
        ("temperature", 98.6, "[degF]"),
        ("temperature", math.nan, "Cel"),
        ("temperature", "37.0", "Cel"),
        ("heart_rate", math.inf, "/min"),
        ("heart_rate", 1e300, "/min"),
        ("heart_rate", 351, "/min"),
        ("heart_rate", -1, "/min"),
        ("systolic_bp", 16.0, "kPa"),
        ("spo2", 127, "%"),
        ("spo2", 100.1, "%"),
        ("spo2", 0.97, "1"),
        ("fio2", 0.4, "%"),
        ("fio2", 14.9, "%"),
        ("fio2", 100.1, "%"),
        ("gcs", 2, "{score}"),
        ("gcs", 16, "{score}"),
        ("consciousness", "X", "{code}"),
        ("consciousness", "a", "{code}"),
        ("consciousness", 15, "{code}"),
        ("respiratory_effort", "apnoea", "{code}"),
    ],
)
def test_what_cannot_be_what_it_says_counts_as_missing(signal, value, unit):
    assert moment(**{signal: Observed(value, unit, NOW_MS)}).readable(signal) == []


@pytest.mark.parametrize(
    ("signal", "value"),
    [
        ("spo2", 10), ("spo2", 100), ("fio2", 15), ("fio2", 100), ("gcs", 3), ("gcs", 15), ("heart_rate", 5),
        ("heart_rate", 350), ("consciousness", "C"), ("respiratory_effort", "severe"),
    ],
)  # fmt: skip
def test_what_is_just_possible_is_read(signal, value):
    assert len(moment(**{signal: observed(signal, value)}).readable(signal)) == 1


HEART, PULSE = 70, 120
OLD = 5 * HOUR_MS


@pytest.mark.parametrize(
    ("heart_age_ms", "pulse_age_ms", "value"),
    [(0, 0, HEART), (HOUR_MS, 0, HEART), (OLD, 0, PULSE), (None, 0, PULSE), (0, None, HEART), (OLD, None, HEART)],
)
def test_the_pulse_rate_stands_in_for_a_missing_or_stale_heart_rate(heart_age_ms, pulse_age_ms, value):
    ages = {"heart_rate": (HEART, heart_age_ms), "pulse_rate": (PULSE, pulse_age_ms)}
    seen = {s: observed(s, v, age_ms=age_ms) for s, (v, age_ms) in ages.items() if age_ms is not None}
    found = moment(**seen).pulse(ANY_RATE)
    assert isinstance(found, Part)
    assert (found.name, found.value) == ("heart_rate", value)


def test_two_stale_rates_are_one_stale_part_and_none_is_a_missing_one():
    seen = {s: observed(s, 70, age_ms=OLD) for s in ("heart_rate", "pulse_rate")}
    stale = moment(**seen).pulse(ANY_RATE)
    assert isinstance(stale, Part)
    assert stale.stale
    assert moment().pulse(ANY_RATE) == "heart_rate"


def test_a_total_is_partial_as_soon_as_one_part_has_no_points():
    one, none = Part("spo2", 91, "%", 3, 0), Part("gcs", 9, "{score}", None, 0)
    assert (total("T", [one]).score, total("T", [one]).partial) == (3, False)
    assert (total("T", [one, none]).score, total("T", [one, none]).partial) == (3, True)
    assert (total("T", [one, "temperature"]).missing, total("T", [one, "temperature"]).partial) == (
        ("temperature",),
        True,
    )
