"""What every reading goes through: duplicates, order, cuts into batches, limits; compiled and as plain Python alike."""

from dataclasses import replace

import numpy as np
import pytest

from bedside.core.vitals.compiled import compiled_form
from bedside.core.vitals.conditions import BY_NAME, CONDITIONS
from bedside.core.vitals.kernel import LATEST, run
from bedside.core.vitals.scoring import Batch, Changes, State, glance, step, tick
from bedside.core.vitals.state_rows import LEARNED_SHIFT
from bedside.core.vitals.watched import WATCHED
from bedside.errors import InvalidInput

from .kernel_streams import (
    HOUR,
    MINUTE,
    PLACE,
    SECOND,
    START_MS,
    around,
    first_s,
    of,
    part,
    reading,
    readings,
    scored,
    ticked,
    together,
    told,
)

WARD = ("heart_rate", "spo2", "respiratory_rate", "systolic_bp", "temperature", "pulse_rate", "oxygen_flow", "gcs")


def eventful(count: int = 4000, patients: int = 5, seed: int = 0, hours: float = 6) -> Batch:
    """Returns readings in which all sorts of things happen: walks, jumps, late ones, some from the future."""
    chance = np.random.default_rng(seed)
    signal = chance.choice([PLACE[name] for name in WARD], count, p=[0.3, 0.2, 0.2, 0.1, 0.05, 0.05, 0.05, 0.05])
    arrived = START_MS + np.sort(chance.integers(0, int(hours * HOUR), count))
    times = arrived - chance.choice(
        [0, 200, 30 * SECOND, 10 * MINUTE, -2 * MINUTE], count, p=[0.4, 0.4, 0.1, 0.05, 0.05]
    )
    usual = np.zeros(17)
    usual[[PLACE[name] for name in WARD]] = [80, 96, 16, 125, 37, 80, 1, 15]
    drift = 1 + 0.5 * np.sin((arrived - START_MS) / HOUR + signal) * chance.random(count)
    return Batch.of(chance.integers(0, patients, count), signal, times, np.round(usual[signal] * drift, 1), arrived)


def equal(one: Changes, other: Changes) -> bool:
    columns = [name for name in Changes.__slots__ if name != "passed"]
    same = [
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=name in {"amount", "value"})
        for name in columns
    ]
    return all(same)


@pytest.mark.parametrize("seed", range(3))
def test_plain_python_tells_the_same_to_the_last_bit_as_compiled_code(seed: int) -> None:
    batch, one, other = eventful(seed=seed), State.new(), State.new()
    for start in range(0, 4000, 1000):
        some = part(batch, slice(start, start + 1000))
        assert equal(step(one, some), step(other, some, compiled=False))
        at_ms = int(some.arrived_ms[-1])
        assert equal(tick(one, at_ms), tick(other, at_ms, compiled=False))
    assert one.to_bytes() == other.to_bytes()


def test_the_eventful_stream_has_conditions_of_most_kinds_in_it() -> None:
    batch, state, seen = eventful(40_000, hours=12), State.new(), set()
    for start in range(0, 40_000, 500):
        seen |= {name for name, _, _ in told(step(state, part(batch, slice(start, start + 500))))}
    assert len(seen) >= 9, seen


@pytest.mark.parametrize("size", [1, 7, 333])
def test_however_a_stream_is_cut_into_batches_the_same_is_told(size: int) -> None:
    batch = eventful(1500)
    one, other = State.new(), State.new()
    whole = step(one, batch)
    pieces = [step(other, part(batch, slice(start, start + size))) for start in range(0, 1500, size)]
    assert [row for piece in pieces for row in told(piece)] == told(whole)
    np.testing.assert_array_equal(np.concatenate([piece.amount for piece in pieces]), whole.amount)
    assert one.to_bytes() == other.to_bytes()


def test_a_reading_that_comes_twice_changes_nothing() -> None:
    batch = eventful(1500)
    once, twice = State.new(), State.new()
    step(once, batch)
    doubled = part(batch, np.repeat(np.arange(1500), 2))
    changes = step(twice, doubled)
    assert changes.passed >= 1500
    assert once.to_bytes() == twice.to_bytes()


def test_a_log_read_again_from_the_start_tells_nothing_and_changes_nothing() -> None:
    batch, state = eventful(1500), State.new()
    step(state, batch)
    saved = state.to_bytes()
    again = step(state, batch)
    assert (len(again), again.passed) == (0, 1500)
    assert state.to_bytes() == saved


def test_an_older_reading_is_not_the_last_value_and_rings_no_alarm() -> None:
    state = State.new()
    step(state, reading("spo2", 97, 60))
    changes = step(state, reading("spo2", 70, 30, arrived_s=61))
    assert (len(changes), changes.passed) == (0, 1)
    assert glance(state, 0).of("spo2").value == 97


def test_a_reading_dated_ahead_holds_back_nothing_that_is_observed_after_it_came() -> None:
    state = State.new()
    step(state, reading("spo2", 98, 290, arrived_s=0))
    changes = step(state, readings("spo2", [70] * 60, from_s=1, lag_ms=500))
    assert (first_s("limit_low", changes), changes.passed) == (1.5, 0)
    assert first_s("news2_single", changes) == 1.5
    assert glance(state, 0).of("spo2").value == 70


def test_what_was_observed_before_a_reading_dated_ahead_came_is_still_older() -> None:
    state = State.new()
    step(state, reading("spo2", 98, 290, arrived_s=10))
    assert step(state, reading("spo2", 70, 9, arrived_s=11)).passed == 1


def test_readings_that_come_at_once_from_a_clock_ahead_keep_their_order() -> None:
    state = State.new()
    together_s = [(98, 40), (97, 41), (70, 43), (96, 42), (70, 43)]
    changes = step(state, together(*(reading("spo2", value, at_s, arrived_s=10) for value, at_s in together_s)))
    assert changes.passed == 2
    assert glance(state, 0).of("spo2").value == 70


def test_a_clock_that_jumps_ahead_and_back_teaches_the_baseline_nothing_twice() -> None:
    ahead, true = State.new(), State.new()
    ones = readings("heart_rate", around(75, 2, 1200), every_s=2)
    others = readings("heart_rate", around(75, 2, 1200, seed=1), every_s=2, from_s=1)
    step(true, together(ones, others))
    step(ahead, together(ones, replace(others, times_ms=others.times_ms + 240 * SECOND)))
    learned = [int(state.series["flags"][0]) >> LEARNED_SHIFT for state in (true, ahead)]
    assert learned[0] == learned[1] > 0


MOMENTS = [
    ("spo2", 81, 97),
    ("systolic_bp", 70, 118),
    ("systolic_bp", 200, 118),
    ("respiratory_rate", 30, 14),
    ("respiratory_rate", 0, 40),
    ("mean_bp", 50, 90),
    ("temperature", 34.7, 37.1),
    ("consciousness", "U", "C"),
    ("gcs", 3, 14),
]


@pytest.mark.parametrize(("signal", "grave", "other"), MOMENTS)
@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize("reverse", [True, False])
def test_of_two_values_of_one_time_the_graver_stands_whichever_comes_first(
    signal: str, grave: float | str, other: float | str, compiled: bool, apart: bool, reverse: bool
) -> None:
    state = State.new()
    both = [reading(signal, value) for value in (grave, other)][:: -1 if reverse else 1]
    passed = sum(step(state, one, compiled=compiled).passed for one in (both if apart else [together(*both)]))
    alone = State.new()
    step(alone, reading(signal, grave))
    assert passed == (not reverse)
    assert glance(state, 0) == glance(alone, 0)


def pairs(values: tuple[float, float], lag_ms: int = 0) -> Batch:
    """Returns two pressures of each of five minutes' seconds, the second arriving so much later."""
    count = 300
    two = (readings("systolic_bp", [value] * count, lag_ms=lag) for value, lag in zip(values, (0, lag_ms), strict=True))
    return together(*two)


def test_the_graver_of_each_moment_is_what_is_told_whichever_comes_first() -> None:
    first, second = (scored(pairs(values)) for values in ((118, 70), (70, 118)))
    for changes in (first, second):
        assert first_s("limit_low", changes) == first_s("news2_single", changes) == 0
        assert (of("limit_low", changes)[-1], of("news2_single", changes)[-1]) == (True, True)


def test_a_graver_value_of_the_same_moment_is_no_further_reading_of_the_sensor() -> None:
    twice, once = State.new(), State.new()
    values = around(75, 2, 1200)
    graver = readings("heart_rate", values + 3, lag_ms=100)
    step(once, readings("heart_rate", values))
    step(twice, together(readings("heart_rate", values), graver))
    for name in ("level", "centre", "spread", "noise", "every", "flat"):
        np.testing.assert_array_equal(twice.series[name][0], once.series[name][0], name)


@pytest.mark.parametrize("size", [1, 3, 64])
def test_two_values_of_one_time_tell_the_same_however_cut_compiled_or_not(size: int) -> None:
    chance = np.random.default_rng(7)
    batch = eventful(600, patients=2)
    doubled = part(batch, np.repeat(np.arange(600), 2))
    doubled = replace(doubled, values=doubled.values + chance.choice([0, 0, -8, 8, 0.3], 1200))
    one, other, plain = State.new(), State.new(), State.new()
    whole = step(one, doubled)
    pieces = [step(other, part(doubled, slice(start, start + size))) for start in range(0, 1200, size)]
    assert [row for piece in pieces for row in told(piece)] == told(whole)
    assert equal(step(plain, doubled, compiled=False), whole)
    assert one.to_bytes() == other.to_bytes() == plain.to_bytes()
    assert step(one, doubled).passed == 1200


def test_a_value_that_single_precision_does_not_hold_is_the_same_when_it_comes_again() -> None:
    state = State.new()
    for value in (36.6, 38.05, 35.3, 37.9):
        step(state, reading("temperature", value, value))
        assert step(state, reading("temperature", value, value)).passed == 1


def test_of_two_values_dated_ahead_to_one_moment_the_graver_stands_whichever_comes_first() -> None:
    for values in ((97, 81), (81, 97)):
        state = State.new()
        for arrived_s, value in enumerate(values):
            step(state, reading("spo2", value, 40, arrived_s=arrived_s))
        assert glance(state, 0).of("spo2").value == 81


@pytest.mark.parametrize("value", [-0.1, 350.1, float("nan"), float("inf"), -1.0])
def test_what_no_living_body_shows_is_passed_over(value: float) -> None:
    state = State.new()
    assert step(state, reading("heart_rate", value)).passed == 1
    assert glance(state, 0).seen == ()


@pytest.mark.parametrize(
    ("off_s", "passed"), [(-8 * 86_400 + 1, 0), (-8 * 86_400, 1), (8 * 86_400 - 1, 0), (8 * 86_400, 1)]
)
def test_a_time_more_than_eight_days_from_its_arrival_is_not_believed(off_s: float, passed: int) -> None:
    assert scored(reading("heart_rate", 70, off_s, arrived_s=0)).passed == passed


def test_changes_say_which_reading_caused_them_when_it_arrived_and_what_it_was() -> None:
    changes = scored(reading("spo2", 97, 0, arrived_s=1), reading("spo2", 85, 5, arrived_s=9))
    low = told(changes).index(("limit_low", "spo2", True))
    assert changes.reading[low] == 1
    assert changes.at_ms[low] == START_MS + 9 * SECOND
    assert (changes.value[low], changes.amount[low], changes.patient[low]) == (85, 90, 0)


def test_unknown_patients_and_signals_are_refused_with_what_to_do() -> None:
    with pytest.raises(InvalidInput) as caught:
        step(State.new(), Batch.of([-1], [0], [START_MS], [70.0], [START_MS]))
    assert caught.value.next_step
    state = State.new()
    step(state, reading("heart_rate", 70))
    for signal in (17, 64, 255):
        with pytest.raises(InvalidInput):
            step(state, Batch.of([0], [signal], [START_MS], [70.0], [START_MS]))


def test_columns_of_different_lengths_are_refused_before_anything_is_scored() -> None:
    state = State.new()
    with pytest.raises(InvalidInput):
        step(state, Batch.of([0, 0], [0], [START_MS], [70.0], [START_MS]))
    assert len(state.patients) == 0


def test_columns_as_they_come_from_arrow_or_a_table_need_no_other_code() -> None:
    form = compiled_form(run)
    step(State.new(), eventful(10))
    before = len(form.signatures)
    batch = eventful(40)
    for column in (getattr(batch, name) for name in Batch.__slots__):
        column.flags.writeable = False
    step(State.new(), batch)
    step(State.new(), part(batch, slice(None, None, 2)))
    step(State.new(), Batch(*(getattr(batch, name).astype(float) for name in Batch.__slots__)))
    assert len(form.signatures) == before


def test_a_batch_without_readings_and_a_tick_without_patients_tell_nothing() -> None:
    state = State.new()
    assert len(step(state, Batch.of([], [], [], [], []))) == 0
    assert ticked(state, 0) == []


LIMITS = [(name, side, getattr(row, side)) for name, row in WATCHED.items() for side in ("low", "high")]


@pytest.mark.parametrize(("signal", "side", "limit"), [limit for limit in LIMITS if np.isfinite(limit[2])])
def test_a_default_limit_is_kept_at_itself_and_left_beyond_it_until_back_by_the_margin(
    signal: str, side: str, limit: float
) -> None:
    sign, margin = (-1, WATCHED[signal].margin) if side == "low" else (1, WATCHED[signal].margin)
    values = [limit, limit + sign * 0.1, limit, limit - sign * (margin - 0.05), limit - sign * margin, limit]
    found, state = [], State.new()
    for place, value in enumerate(values):
        found.append(of(f"limit_{side}", step(state, reading(signal, round(value, 6), place))))
    assert found == [[], [True], [], [], [False], []]


def test_a_patients_own_limits_take_the_place_of_the_default_ones() -> None:
    state = State.new()
    state.describe(1, limits={"spo2": (85, None)})
    changes = step(state, together(reading("spo2", 87, patient=0), reading("spo2", 87, patient=1)))
    assert [(int(p), row) for p, row in zip(changes.patient, told(changes), strict=True) if row[0] == "limit_low"] == [
        (0, ("limit_low", "spo2", True))
    ]
    state.describe(1)
    assert of("limit_low", step(state, reading("spo2", 86, 1, patient=1))) == [True]


@pytest.mark.parametrize(("value", "told_low"), [(88, []), (86, []), (85.9, [True])])
def test_whom_88_to_92_is_aimed_for_is_not_told_of_at_89(value: float, told_low: list[bool]) -> None:
    state = State.new()
    state.describe(0, spo2_scale=2)
    assert of("limit_low", step(state, reading("spo2", value))) == told_low


def test_own_limits_hold_on_scale_2_as_well() -> None:
    state = State.new()
    state.describe(0, spo2_scale=2, limits={"spo2": (88, None)})
    assert of("limit_low", step(state, reading("spo2", 87))) == [True]


def test_more_is_told_at_once_than_there_is_room_for() -> None:
    many = 5000
    batch = Batch.of(
        np.arange(many),
        np.full(many, PLACE["spo2"]),
        np.full(many, START_MS),
        np.full(many, 80),
        np.full(many, START_MS),
    )
    state = State.new()
    changes = step(state, batch)
    assert of("limit_low", changes) == [True] * many
    assert changes.patient[np.array([name == "limit_low" for name, _, _ in told(changes)])].tolist() == list(
        range(many)
    )
    assert of("limit_low", tick(state, START_MS + 5 * HOUR)) == [False] * many


def test_what_rests_on_a_value_grown_stale_is_not_known_to_hold_any_more() -> None:
    state = State.new()
    step(state, reading("spo2", 80))
    assert ticked(state, 4 * 3600) == []
    assert ("limit_low", "spo2", False) in ticked(state, 4 * 3600 + 1)
    assert ticked(state, 4 * 3600 + 2) == []


def test_places_of_conditions_are_what_their_names_say() -> None:
    from bedside.core.vitals import conditions

    for place, condition in enumerate(CONDITIONS):
        assert getattr(conditions, condition.name.upper()) == place
        assert BY_NAME[condition.name] is condition


def test_months_of_readings_cross_the_times_that_rows_can_hold() -> None:
    days = 60
    state = State.new()
    for day in range(days):
        step(state, readings("heart_rate", around(75, 2, 24, seed=day), every_s=3600, from_s=day * 86_400))
    assert glance(state, 0).of("heart_rate").observed_at_ms == START_MS + (days * 24 - 1) * HOUR
    before = glance(state, 0)
    assert step(state, reading("heart_rate", 200, 0, arrived_s=days * 86_400)).passed == 1
    assert glance(state, 0) == before


def test_no_time_is_lost_when_the_origin_moves() -> None:
    state = State.new()
    step(state, reading("heart_rate", 70))
    before_s = (state.origin_ms + LATEST - START_MS) // 1000 - 3600 - 122
    breathing, oxygen = (
        reading("respiratory_rate", 25, before_s),
        readings("spo2", [97, 98] * 60, from_s=before_s + 3600),
    )
    step(state, together(breathing, oxygen))
    origin = state.origin_ms
    step(state, reading("heart_rate", 70, before_s + 3600 + 125, patient=1))
    assert state.origin_ms > origin
    assert ticked(state, before_s + 3600 + 119 + 30) == []
    assert ticked(state, before_s + 3600 + 119 + 31) == [("sensor_silent", "spo2", True)]
    assert ticked(state, before_s + 4 * 3600) == []
    assert ("news2_single", "", False) in ticked(state, before_s + 4 * 3600 + 0.001)


def test_a_stream_that_begins_weeks_later_for_one_patient_and_then_goes_back_for_another_is_scored() -> None:
    fortnight = [readings("spo2", [97] * 30, every_s=12 * 3600, patient=patient) for patient in (0, 1)]
    batch = Batch.of(*(np.concatenate([getattr(one, name) for one in fortnight]) for name in Batch.__slots__))
    state = State.new()
    assert step(state, batch).passed == 0
    assert glance(state, 1).of("spo2").observed_at_ms == glance(state, 0).of("spo2").observed_at_ms
