"""How fast a signal moves: over minutes and over hours, and what is no movement towards harm."""

import math

import numpy as np
import pytest

from bedside.core.vitals.movement import remember
from bedside.core.vitals.scoring import State, glance, step
from bedside.core.vitals.state_rows import NO_LEVEL, SERIES_DTYPE
from bedside.core.vitals.watched import RULES_DTYPE, WATCHED

from .kernel_streams import around, first_s, of, readings, scored, told

PER_MINUTE = 60


def ramp(start: float, change: float, minutes: int = 10, steady_min: int = 30, after_min: int = 5) -> list[float]:
    steady = [start] * (steady_min * PER_MINUTE)
    return [
        *steady,
        *np.linspace(start, start + change, minutes * PER_MINUTE),
        *[start + change] * (after_min * PER_MINUTE),
    ]


TOWARDS_HARM = [("heart_rate", 85, 1), ("respiratory_rate", 17, 1), ("spo2", 98, -1), ("systolic_bp", 125, -1),
                ("temperature", 37.4, 1), ("mean_bp", 82, -1)]  # fmt: skip


@pytest.mark.parametrize(("signal", "start", "sign"), TOWARDS_HARM)
def test_a_change_in_ten_minutes_is_told_from_its_bound_on_and_not_below(signal: str, start: float, sign: int) -> None:
    bound = WATCHED[signal].rate
    assert of("rate_of_change", scored(readings(signal, ramp(start, sign * bound * 1.15)))) == [True]
    assert of("rate_of_change", scored(readings(signal, ramp(start, sign * bound * 0.85)))) == []


def test_the_rate_is_told_by_the_minute_with_its_sign() -> None:
    changes = scored(readings("spo2", ramp(98, -6)))
    row = told(changes).index(("rate_of_change", "spo2", True))
    assert changes.amount[row] == pytest.approx(-0.42, abs=0.05)


def test_a_fast_change_ceases_when_the_signal_is_steady_again() -> None:
    assert of("rate_of_change", scored(readings("respiratory_rate", ramp(15, 9, after_min=20)))) == [True, False]


@pytest.mark.parametrize(("hours", "told_of"), [(3.99, [True]), (4.01, []), (7, [])])
@pytest.mark.parametrize("condition", ["rate_of_change", "trend"])
def test_what_was_held_back_for_longer_than_a_value_holds_begins_no_movement(
    condition: str, hours: float, told_of: list[bool]
) -> None:
    fall = ramp(98, -8, minutes=10 if condition == "rate_of_change" else 120, steady_min=190)
    held_back = readings("spo2", fall[::10], every_s=10, lag_ms=round(hours * 3_600_000))
    assert of(condition, scored(held_back))[:1] == told_of


@pytest.mark.parametrize(
    ("signal", "start", "change"), [("heart_rate", 130, -40), ("spo2", 88, 8), ("systolic_bp", 95, 40)]
)
def test_getting_well_fast_is_not_told(signal: str, start: float, change: float) -> None:
    assert of("rate_of_change", scored(readings(signal, ramp(start, change)))) == []


def test_a_single_wild_value_is_no_fast_change() -> None:
    values = around(75, 2, 3600)
    values[2400] = 300
    assert of("rate_of_change", scored(readings("heart_rate", values))) == []


@pytest.mark.parametrize("gap_min", [20, 60, 600])
def test_after_a_gap_nothing_is_known_of_ten_minutes_ago(gap_min: int) -> None:
    state = State.new()
    step(state, readings("respiratory_rate", [14] * 1800))
    later = readings("respiratory_rate", [24] * 120, from_s=1800 + gap_min * 60)
    assert of("rate_of_change", step(state, later)) == []
    assert glance(state, 0).of("respiratory_rate").change is None


@pytest.mark.parametrize("start_s", [0, 37, 150, 299])
@pytest.mark.parametrize("every_s", [1, 10, 60])
def test_the_change_is_that_of_ten_minutes_give_or_take_an_interval_wherever_the_clock_stands(
    start_s: int, every_s: int
) -> None:
    state = State.new()
    times = np.arange(0, 3000, every_s)
    step(state, readings("heart_rate", 60 + times / 60, every_s=every_s, from_s=start_s))
    assert glance(state, 0).of("heart_rate").change == pytest.approx(10, abs=0.1 + every_s / 60)


@pytest.mark.parametrize(
    ("stretches", "past"),
    [(1, (7, 10, 20)), (2, (NO_LEVEL, 7, 10)), (3, (NO_LEVEL, NO_LEVEL, 7)), (4, (NO_LEVEL, NO_LEVEL, NO_LEVEL))],
)
def test_a_stretch_without_a_reading_has_no_level(stretches: int, past: tuple[int, int, int]) -> None:
    row, rule = np.zeros(1, SERIES_DTYPE)[0], np.zeros(1, RULES_DTYPE)[0]
    row["past0"], row["past1"], row["past2"], row["level"], rule["levels"] = 10, 20, 30, 7, 1
    remember(row, rule, stretches, 0)
    assert (row["past0"], row["past1"], row["past2"]) == past


@pytest.mark.parametrize(
    ("hours", "kept"), [(0, (10, 20)), (1, (7, 10)), (2, (NO_LEVEL, 7)), (3, (NO_LEVEL, NO_LEVEL))]
)
def test_so_have_90_minutes_without_one(hours: int, kept: tuple[int, int]) -> None:
    row, rule = np.zeros(1, SERIES_DTYPE)[0], np.zeros(1, RULES_DTYPE)[0]
    row["hours0"], row["hours1"], row["level"], rule["levels"] = 10, 20, 7, 1
    remember(row, rule, 1, hours)
    assert (row["hours0"], row["hours1"]) == kept


def test_a_trend_over_hours_is_told_with_its_slope() -> None:
    values = [*around(75, 2, 12 * 60), *(75 + 12 * np.arange(4 * 60) / 60 + around(0, 2, 4 * 60, seed=1))]
    changes = scored(readings("heart_rate", values, every_s=60))
    told_s = first_s("trend", changes)
    assert told_s is not None
    assert told_s < (12 + 3) * 3600
    assert changes.amount[told(changes).index(("trend", "heart_rate", True))] == pytest.approx(0.15, abs=0.06)


def test_a_trend_of_values_charted_by_the_hour_is_told_too() -> None:
    pressure = [130, 129, 131, 130, 112, 94, 82]
    assert of("trend", scored(readings("systolic_bp", pressure, every_s=3600))) == [True]


def test_what_is_steady_has_no_trend() -> None:
    assert of("trend", scored(readings("heart_rate", around(75, 4, 24 * 60, seed=2), every_s=60))) == []


def test_a_trend_that_is_not_known_any_more_ceases_without_an_amount() -> None:
    state = State.new()
    step(state, readings("heart_rate", [*[75] * 240, *np.linspace(75, 110, 180)], every_s=60))
    changes = step(state, readings("heart_rate", [110], from_s=7 * 3600 + 3.6 * 3600))
    assert of("trend", changes) == [False]
    assert math.isnan(changes.amount[told(changes).index(("trend", "heart_rate", False))])
