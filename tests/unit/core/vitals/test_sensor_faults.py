"""Planted faults of sensors are told, once each, and what is no fault is not."""

import numpy as np
import pytest

from bedside.core.vitals.scoring import Batch, Changes, Refused, Settings, State, refuse, step, tick
from bedside.core.vitals.watched import WATCHED

from .kernel_streams import PLACE, START_MS, around, first_s, of, reading, readings, scored, ticked, together, told


def technical(changes: Changes) -> list[tuple[str, str, bool]]:
    kinds = {"sensor_silent", "sensor_flat", "sensor_noisy", "implausible", "clock_skewed"}
    return [row for row in told(changes) if row[0] in kinds]


def silent_at(state: State, from_s: int, to_s: int) -> list[int]:
    return [at_s for at_s in range(from_s, to_s) if ("sensor_silent", "spo2", True) in ticked(state, at_s)]


def test_a_sound_ward_has_no_faults() -> None:
    hours = 3600 * 3
    rows = [
        readings("heart_rate", around(80, 3, hours)),
        readings("pulse_rate", around(80, 4, hours)),
        readings("spo2", np.minimum(around(97, 1, hours), 100)),
        readings("respiratory_rate", around(16, 2, hours)),
        readings("systolic_bp", around(125, 9, 12), every_s=900),
        readings("temperature", around(37, 0.1, 36), every_s=300),
    ]
    state = State.new()
    assert technical(step(state, together(*rows))) == []
    assert ticked(state, hours + 20) == []


def test_a_continuous_sensor_is_silent_after_30_seconds_of_arrivals_and_not_before() -> None:
    state = State.new()
    step(state, readings("spo2", [97, 98] * 30, lag_ms=2000))
    assert silent_at(state, 61, 200) == [92]  # the last arrived at 61 s


def test_it_says_for_how_long_and_ends_with_the_next_reading() -> None:
    state = State.new()
    step(state, readings("spo2", [97, 98] * 30))
    changes = tick(state, START_MS + 100_000)
    assert changes.amount.tolist() == [41]
    assert (int(changes.reading[0]), int(changes.at_ms[0])) == (-1, START_MS + 100_000)
    assert of("sensor_silent", step(state, reading("spo2", 97, 101))) == [False]


@pytest.mark.parametrize(("every_s", "silent_s"), [(1, 30), (5, 30), (15, 60), (60, 240)])
def test_a_slower_sensor_is_silent_after_four_of_its_intervals(every_s: int, silent_s: int) -> None:
    state = State.new()
    step(state, readings("spo2", [97, 98] * 60, every_s=every_s))
    last = 119 * every_s
    (at_s,) = silent_at(state, last, last + 400)
    assert silent_s < at_s - last <= silent_s * 1.2


def test_what_a_person_measures_now_and_then_never_falls_silent() -> None:
    state = State.new()
    step(state, together(readings("spo2", [97] * 12, every_s=3600), readings("systolic_bp", [120] * 200, every_s=1)))
    assert silent_at(state, 11 * 3600, 11 * 3600 + 3000) == []


def test_a_few_first_readings_do_not_make_a_sensor_regular() -> None:
    state = State.new()
    step(state, readings("spo2", [97, 98, 97]))
    assert silent_at(state, 3, 600) == []


def test_the_time_to_silence_is_a_setting() -> None:
    state = State.new()
    step(state, readings("spo2", [97, 98] * 30))
    assert len(tick(state, START_MS + 100_000, Settings(silent_ms=60_000))) == 0
    assert len(tick(state, START_MS + 119_001, Settings(silent_ms=60_000))) == 1


@pytest.mark.parametrize("signal", [name for name, row in WATCHED.items() if np.isfinite(row.flat_min)])
def test_a_value_that_never_changes_is_told_after_its_time_and_ends_with_a_change(signal: str) -> None:
    minutes = int(WATCHED[signal].flat_min)
    stuck = [*around(100, 3, 600), *[100] * ((minutes + 10) * 60), 101]
    changes = scored(readings(signal, stuck))
    assert of("sensor_flat", changes) == [True, False]
    told_s = first_s("sensor_flat", changes)
    assert minutes * 60 <= told_s - 600 <= (minutes + 6) * 60
    assert changes.amount[told(changes).index(("sensor_flat", signal, True))] >= minutes


def test_equal_values_with_gaps_between_them_are_not_flat() -> None:
    rounds = [readings("heart_rate", [70] * 295, from_s=900 * turn) for turn in range(12)]
    assert of("sensor_flat", scored(*rounds)) == []


@pytest.mark.parametrize("signal", ["spo2", "respiratory_rate", "temperature"])
def test_what_a_machine_or_full_oxygen_keeps_constant_is_not_flat(signal: str) -> None:
    value = {"spo2": 100, "respiratory_rate": 14, "temperature": 37.0}[signal]
    assert of("sensor_flat", scored(readings(signal, [value] * 3 * 3600))) == []


def test_equal_values_of_a_cuff_are_not_flat() -> None:
    assert of("sensor_flat", scored(readings("systolic_bp", [120] * 40, every_s=300))) == []


@pytest.mark.parametrize("signal", [name for name, row in WATCHED.items() if np.isfinite(row.noisy)])
def test_wild_jumps_are_told_and_end_when_the_sensor_calms_down(signal: str) -> None:
    bound = WATCHED[signal].noisy
    middle = {"spo2": 90, "respiratory_rate": 25}.get(signal, 100)
    wild = np.where(np.arange(300) % 2, middle - bound * 0.6, middle + bound * 0.6).clip(1, None)
    if signal == "spo2":
        wild = wild.clip(None, 100)
    calm = around(middle, 0.5, 300)
    changes = scored(readings(signal, [*calm, *wild, *calm]))
    assert of("sensor_noisy", changes) == [True, False]
    half = middle + (wild - middle) * 0.7
    assert of("sensor_noisy", scored(readings(signal, [*calm, *half, *calm]))) == []


def test_far_apart_readings_that_differ_are_not_noise() -> None:
    assert of("sensor_noisy", scored(readings("glucose", [90, 180] * 40, every_s=60))) == []


def test_a_clock_behind_is_told_within_a_quarter_of_an_hour_with_by_how_much() -> None:
    changes = scored(readings("heart_rate", around(80, 2, 3600), lag_ms=90_000))
    assert of("clock_skewed", changes) == [True]
    assert first_s("clock_skewed", changes) < 900 + 90
    assert changes.amount[told(changes).index(("clock_skewed", "heart_rate", True))] > 60


def test_a_clock_ahead_is_told_within_a_minute_or_two_and_ends_when_set_right() -> None:
    ahead = readings("heart_rate", around(80, 2, 600), lag_ms=-90_000)
    right = readings("heart_rate", around(80, 2, 1500), from_s=700)
    changes = scored(ahead, right)
    assert of("clock_skewed", changes) == [True, False]
    assert first_s("clock_skewed", changes) < 120
    assert changes.amount[0] < -60


@pytest.mark.parametrize("lag_ms", [-55_000, 55_000, 1000])
def test_a_clock_within_the_bound_is_not_told(lag_ms: int) -> None:
    assert of("clock_skewed", scored(readings("heart_rate", around(80, 2, 3600), lag_ms=lag_ms))) == []


def test_a_gateway_that_sends_what_it_stored_for_ten_minutes_has_no_skewed_clock() -> None:
    before, stored = readings("heart_rate", around(80, 2, 600)), readings("heart_rate", around(80, 2, 600), from_s=600)
    at_once = Batch.of(
        stored.patient, stored.signal, stored.times_ms, stored.values, np.full(600, START_MS + 1_200_000)
    )
    after = readings("heart_rate", around(80, 2, 600), from_s=1201)
    assert of("clock_skewed", scored(before, at_once, after)) == []


def refused(count: int, signal: str = "spo2", patient: int = 0) -> Refused:
    return Refused(np.array([patient], np.int32), np.array([PLACE[signal]], np.uint8), np.array([count], np.int64))


def test_refused_readings_are_told_from_the_third_on_and_end_with_the_fourth_good_one_however_many_they_were() -> None:
    state = State.new()
    assert told(refuse(state, refused(2), START_MS)) == []
    assert told(refuse(state, refused(1), START_MS)) == [("implausible", "spo2", True)]
    assert told(refuse(state, refused(500), START_MS)) == []
    changes = step(state, readings("spo2", [97, 98] * 150))
    assert of("implausible", changes) == [False]
    assert int(changes.reading[told(changes).index(("implausible", "spo2", False))]) == 3


@pytest.mark.parametrize(("one_in", "told_of"), [(2, True), (3, False), (4, False)])
def test_one_refused_of_two_adds_up_and_one_of_three_does_not(one_in: int, told_of: bool) -> None:
    state, found = State.new(), []
    for second in range(300):
        if second % one_in == 0:
            found += told(refuse(state, refused(1), START_MS + second * 1000))
        else:
            found += told(step(state, reading("spo2", 97, second)))
    assert (("implausible", "spo2", True) in found) == told_of


def test_refused_readings_of_many_patients_are_told_with_their_place() -> None:
    many = 3000
    columns = Refused(np.arange(many, dtype=np.int32), np.zeros(many, np.uint8), np.full(many, 3, np.int64))
    for compiled in (True, False):
        changes = refuse(State.new(), columns, START_MS, compiled=compiled)
        assert changes.reading.tolist() == changes.patient.tolist() == list(range(many))


def test_a_series_of_which_only_refused_readings_came_is_neither_silent_nor_scored() -> None:
    state = State.new()
    refuse(state, refused(1), START_MS)
    assert ticked(state, 3600) == []
