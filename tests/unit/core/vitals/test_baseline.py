"""The patient's own baseline: what it tells, what it withstands, and that it does not follow a slow deterioration."""

import math

import numpy as np
import pytest

from bedside.core.vitals.scoring import Changes, State, glance, step

from .kernel_streams import HOUR, MINUTE, PLACE, START_MS, around, first_s, of, readings, scored, ticked, together, told

EVERY_S = 10
PER_HOUR = 360


def heart(values: np.ndarray, noise: float = 2.0, seed: int = 0) -> np.ndarray:
    """Returns heart rates around values, with beat-to-beat noise."""
    return np.round(values + np.random.default_rng(seed).normal(0, noise, len(values)))


def slope(per_ten_minutes: float, hours: float, start: float = 72, steady_hours: float = 4) -> np.ndarray:
    steady = np.full(int(steady_hours * PER_HOUR), start)
    return np.concatenate([steady, start + per_ten_minutes * 6 * np.arange(int(hours * PER_HOUR)) / PER_HOUR])


def of_signal(signal: str, values: np.ndarray) -> Changes:
    return scored(readings(signal, values, every_s=EVERY_S))


def plain_z(values: np.ndarray, tau_s: float) -> np.ndarray:
    """Returns z of the plain exponentially weighted score: mean and variance follow every value."""
    weight = 1 - math.exp(-EVERY_S / tau_s)
    mean, variance, found = values[0], 9.0, []
    for value in values:
        found.append((value - mean) / math.sqrt(variance))
        away = value - mean
        mean += weight * away
        variance = (1 - weight) * (variance + weight * away * away)
    return np.array(found)


@pytest.mark.parametrize("seed", range(3))
def test_a_rise_of_2_a_minute_in_ten_minutes_is_told_within_three_hours(seed: int) -> None:
    values = heart(slope(2, 5), seed=seed)
    told_s = first_s("deviation", of_signal("heart_rate", values))
    assert told_s is not None
    assert 4 * 3600 < told_s < 7 * 3600


@pytest.mark.parametrize("tau_s", [600, 1800, 4 * 3600])
def test_the_plain_score_never_tells_the_same_rise_since_its_spread_grows_along(tau_s: float) -> None:
    rising = heart(slope(2, 5), seed=1)[4 * PER_HOUR :]
    smooth = np.convolve(plain_z(heart(slope(2, 5), seed=1), tau_s)[4 * PER_HOUR :], np.full(6, 1 / 6), "valid")
    assert len(smooth) > len(rising) - 6
    assert smooth.max() < 4.0


def test_a_rise_of_1_a_minute_in_an_hour_is_told_within_a_day_and_a_half() -> None:
    told_s = first_s("deviation", of_signal("heart_rate", heart(slope(1 / 6, 36, start=70))))
    assert told_s is not None


def test_a_slow_fall_of_oxygen_is_told() -> None:
    falling = np.concatenate([np.full(4 * PER_HOUR, 98.0), 98 - 0.8 * np.arange(8 * PER_HOUR) / PER_HOUR])
    changes = of_signal("spo2", np.round(falling + np.random.default_rng(0).normal(0, 0.4, len(falling))).clip(0, 100))
    told_s = first_s("deviation", changes)
    assert told_s is not None
    assert told_s < 11 * 3600


@pytest.mark.parametrize("amplitude", [5, 10, 15])
def test_the_rhythm_of_day_and_night_rings_no_alarm(amplitude: float) -> None:
    hours = np.arange(3 * 24 * PER_HOUR) / PER_HOUR
    values = heart(74 + amplitude * np.sin(2 * np.pi * hours / 24), seed=4)
    temperature = np.round(36.9 + 0.03 * amplitude * np.sin(2 * np.pi * (hours + 2) / 24), 1)
    changes = scored(
        readings("heart_rate", values, every_s=EVERY_S), readings("temperature", temperature, every_s=EVERY_S)
    )
    assert [row for row in told(changes) if row[0] in {"deviation", "joint_deviation", "trend", "rate_of_change"}] == []


def test_it_does_not_speak_before_it_has_looked_six_times() -> None:
    short = [*around(70, 1, 25 * 6), *[110] * 300]
    assert first_s("deviation", of_signal("heart_rate", np.array(short, float)[: 29 * 6])) is None
    warm = [*around(70, 1, 60 * 6), *[110] * 300]
    told_s = first_s("deviation", of_signal("heart_rate", np.array(warm, float)))
    assert told_s is not None
    assert 3600 < told_s < 3600 + 180


def test_a_few_readings_hours_apart_are_no_baseline() -> None:
    few = readings("heart_rate", [60, 60, 60, 60, 60, 120], every_s=3600)
    assert of("deviation", scored(few)) == []
    enough = readings("heart_rate", [60, 60, 60, 60, 60, 60, 60, 120], every_s=3600)
    assert of("deviation", scored(enough)) == [True]


def test_artefacts_do_not_drag_it() -> None:
    clean = around(75, 2, 6 * PER_HOUR)
    dirty = clean.copy()
    dirty[np.random.default_rng(1).random(len(dirty)) < 0.03] = 220
    state, other = State.new(), State.new()
    changes = step(state, readings("heart_rate", dirty, every_s=EVERY_S))
    step(other, readings("heart_rate", clean, every_s=EVERY_S))
    usual, expected = glance(state, 0).of("heart_rate").usual, glance(other, 0).of("heart_rate").usual
    assert usual == pytest.approx(expected, abs=4)
    assert of("deviation", changes) == []


def test_an_artefact_as_the_very_first_reading_does_not_stay() -> None:
    state = State.new()
    step(state, readings("heart_rate", [250, *around(75, 1, 2 * PER_HOUR)], every_s=EVERY_S))
    assert glance(state, 0).of("heart_rate").usual == pytest.approx(75, abs=1)


def test_nothing_is_learned_while_it_deviates() -> None:
    state = State.new()
    step(state, readings("heart_rate", around(70, 2, 4 * PER_HOUR), every_s=EVERY_S))
    before = glance(state, 0).of("heart_rate").usual
    ill = readings("heart_rate", around(100, 2, 48 * PER_HOUR), every_s=EVERY_S, from_s=4 * 3600)
    assert of("deviation", step(state, ill)) == [True]
    assert glance(state, 0).of("heart_rate").usual == pytest.approx(before, abs=0.6)


def test_nothing_is_learned_between_where_a_deviation_begins_and_where_it_ceases() -> None:
    state = State.new()
    changes = step(
        state, readings("heart_rate", [*[72] * PER_HOUR, *[90] * 60, *[83] * 24 * PER_HOUR], every_s=EVERY_S)
    )
    assert of("deviation", changes) == [True]
    assert glance(state, 0).of("heart_rate").usual == pytest.approx(72, abs=0.5)


def test_twenty_minutes_of_another_level_move_it_by_a_spread_at_most() -> None:
    state = State.new()
    step(state, readings("heart_rate", [*[110] * 4 * PER_HOUR, *[75] * 120, *[110] * 60], every_s=EVERY_S))
    assert glance(state, 0).of("heart_rate").usual == pytest.approx(110, abs=1)


def test_nothing_is_learned_while_news2_is_5_or_more() -> None:
    usual = []
    for ill in (False, True):
        state = State.new()
        heart_rate = [*around(75, 1, 2 * PER_HOUR), *around(83, 1, 6 * PER_HOUR)]
        sick = [*[16] * PER_HOUR * 2, *[26 if ill else 16] * PER_HOUR * 6]
        oxygen = [*[98] * PER_HOUR * 2, *[92 if ill else 98] * PER_HOUR * 6]
        step(state, together(*(readings(name, values, every_s=EVERY_S) for name, values in (
            ("heart_rate", heart_rate), ("respiratory_rate", sick), ("spo2", oxygen)))))  # fmt: skip
        usual.append(glance(state, 0).of("heart_rate").usual)
    well, held = usual
    assert well > 79
    assert held == pytest.approx(75, abs=1.5)


def test_getting_well_is_learned_and_getting_ill_again_is_told() -> None:
    fever = around(112, 2, 4 * PER_HOUR)
    well = around(78, 2, 24 * PER_HOUR, seed=1)
    relapse = around(112, 2, PER_HOUR, seed=2)
    state = State.new()
    changes = step(state, readings("heart_rate", [*fever, *well], every_s=EVERY_S))
    assert of("deviation", changes) == []
    assert glance(state, 0).of("heart_rate").usual == pytest.approx(78, abs=3)
    again = step(state, readings("heart_rate", relapse, every_s=EVERY_S, from_s=28 * 3600))
    assert of("deviation", again) == [True]


def test_a_person_may_take_what_comes_for_usual() -> None:
    state = State.new()
    step(state, readings("heart_rate", [*around(70, 2, 4 * PER_HOUR), *around(100, 2, PER_HOUR)], every_s=EVERY_S))
    state.relearn(0, PLACE["heart_rate"])
    later = step(state, readings("heart_rate", around(100, 2, 4 * PER_HOUR), every_s=EVERY_S, from_s=5 * 3600))
    assert of("deviation", later) == [False]
    assert glance(state, 0).of("heart_rate").usual == pytest.approx(100, abs=2)


def test_it_begins_at_4_spreads_and_ceases_below_2_and_a_half() -> None:
    levels = [70] * 60, [85] * 20, [87] * 20, [81] * 20, [79] * 20  # the spread is at its floor of 4
    values = [value for level in levels for value in np.repeat(level, 6)]
    changes = scored(readings("heart_rate", values, every_s=EVERY_S))
    assert of("deviation", changes) == [True, False]
    began, ceased = (changes.amount[told(changes).index(("deviation", "heart_rate", holds))] for holds in (True, False))
    assert began >= 4.0
    assert ceased < 2.5


def test_getting_better_is_no_deviation_and_slow_below_60_is() -> None:
    better = [*around(120, 2, PER_HOUR), *around(90, 2, PER_HOUR)]
    slow = [*around(72, 2, PER_HOUR), *around(50, 1, PER_HOUR)]
    assert of("deviation", of_signal("heart_rate", np.array(better))) == []
    assert of("deviation", of_signal("heart_rate", np.array(slow))) == [True]


def test_a_gap_of_hours_neither_rings_nor_replaces_the_baseline() -> None:
    before = readings("heart_rate", around(75, 2, 2 * PER_HOUR), every_s=EVERY_S)
    after = readings("heart_rate", around(80, 2, PER_HOUR, seed=3), every_s=EVERY_S, from_s=20 * 3600)
    state = State.new()
    assert of("deviation", step(state, together(before, after))) == []
    assert glance(state, 0).of("heart_rate").usual == pytest.approx(76.5, abs=1.5)


SICK = {"heart_rate": (75, 88), "respiratory_rate": (14, 21), "spo2": (98, 95.2), "temperature": (36.8, 37.6)}


def course(shifted: set[str], minutes: int = 60) -> Changes:
    rows = []
    for name, (usual, ill) in SICK.items():
        count, later = PER_HOUR * 2, ill if name in shifted else usual
        rows.append(readings(name, [*[usual] * count, *[later] * (minutes * 6)], every_s=EVERY_S))
    return scored(*rows)


def test_several_signals_that_stray_a_little_are_told_together_before_any_of_them_alone() -> None:
    changes = course(set(SICK))
    assert first_s("joint_deviation", changes) is not None
    assert of("deviation", changes) == []


@pytest.mark.parametrize("only", SICK)
def test_one_signal_alone_is_no_joint_deviation(only: str) -> None:
    far = {name: (usual, usual + 6 * (ill - usual) if name == only else usual) for name, (usual, ill) in SICK.items()}
    rows = [readings(n, [*[u] * PER_HOUR, *[min(i, 100)] * PER_HOUR], every_s=EVERY_S) for n, (u, i) in far.items()]
    assert of("joint_deviation", scored(*rows)) == []


def test_a_pulse_does_not_count_beside_the_heart_rate_it_repeats() -> None:
    up = [*[75] * PER_HOUR, *[88] * PER_HOUR]
    pulses = [readings(name, up, every_s=EVERY_S) for name in ("heart_rate", "pulse_rate")]
    oxygen = readings("spo2", [*[98] * PER_HOUR, *[95.2] * PER_HOUR], every_s=EVERY_S)
    both, breathing = (
        scored(*pulses, oxygen),
        readings("respiratory_rate", [*[14] * PER_HOUR, *[21] * PER_HOUR], every_s=EVERY_S),
    )
    assert of("joint_deviation", both) == []
    assert of("joint_deviation", scored(*pulses, oxygen, breathing)) == [True]


def test_joint_deviation_ceases_when_the_signals_are_back_or_their_values_stale() -> None:
    back = [
        readings(n, [*[u] * PER_HOUR, *[i] * PER_HOUR, *[u] * PER_HOUR], every_s=EVERY_S) for n, (u, i) in SICK.items()
    ]
    assert of("joint_deviation", scored(*back)) == [True, False]
    state = State.new()
    away = [readings(n, [*[u] * PER_HOUR, *[i] * PER_HOUR], every_s=EVERY_S) for n, (u, i) in SICK.items()]
    assert of("joint_deviation", step(state, together(*away))) == [True]
    assert ("joint_deviation", "", False) in ticked(state, 6 * 3600 + 1)


def test_the_sums_of_the_joint_deviation_never_drift() -> None:
    state = State.new()
    chance = np.random.default_rng(5)
    for hour in range(30):
        rows = [
            readings(
                n,
                np.round(chance.normal((u + i) / 2, abs(i - u), PER_HOUR), 1).clip(1, 100),
                every_s=EVERY_S,
                from_s=hour * 3600,
            )
            for n, (u, i) in SICK.items()
        ]
        step(state, together(*rows))
        used = state.series[: state.series_used]["strays"].astype(int)
        assert int(state.patients[0]["joint"]) == int((used**2).sum())


def test_a_sensor_taken_off_takes_its_part_of_the_joint_deviation_along() -> None:
    state = State.new()
    rows = [readings(n, [*[u] * PER_HOUR, *[i] * PER_HOUR], every_s=EVERY_S) for n, (u, i) in SICK.items()]
    step(state, together(*rows))
    before = int(state.patients[0]["joint"])
    state.forget(0, PLACE["spo2"])
    assert 0 < int(state.patients[0]["joint"]) < before
    used = state.series[: state.series_used]["strays"].astype(int)
    assert int(state.patients[0]["joint"]) == int((used**2).sum())


def test_times_are_those_of_the_readings_not_of_the_batch() -> None:
    assert (START_MS % MINUTE, START_MS % HOUR) == (0, 0)
