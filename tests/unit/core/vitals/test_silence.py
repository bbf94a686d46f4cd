"""How soon a monitor that falls silent is told, from its first readings on, and what is no silence."""

import numpy as np
import pytest

from bedside.core.vitals.scoring import Batch, State, step, tick

from .kernel_streams import PLACE, START_MS, of, part, readings, ticked, together, told

SILENT = ("sensor_silent", "spo2", True)


def sent(count: int, every_s: float, from_s: float = 0) -> Batch:
    return readings("spo2", [97, 98] * (count // 2) + [97] * (count % 2), every_s=every_s, from_s=from_s)


def at_once(batch: Batch, at_s: float) -> Batch:
    """Returns what a gateway held back, arriving within a second."""
    arrived = START_MS + round(at_s * 1000) + np.arange(len(batch.times_ms))
    return Batch.of(batch.patient, batch.signal, batch.times_ms, batch.values, arrived)


def silent_after(state: State, last_s: float, for_s: int = 1800) -> int | None:
    """Returns how many seconds after the last reading it is told, by ticks a second apart; None where it is not."""
    return next((waited for waited in range(for_s) if SILENT in ticked(state, last_s + waited)), None)


def told_while_sending(*batches: Batch) -> list[bool]:
    """Returns what is told of silence while readings come, with a tick each second."""
    batch, state, found, done = together(*batches), State.new(), [], 0
    for at_ms in range(int(batch.arrived_ms[0]), int(batch.arrived_ms[-1]), 1000):
        until = int(np.searchsorted(batch.arrived_ms, at_ms, "right"))
        if until > done:
            found += of("sensor_silent", step(state, part(batch, slice(done, until))))
        found += of("sensor_silent", tick(state, at_ms))
        done = until
    return found


@pytest.mark.parametrize("count", [4, 5, 15, 160])
def test_a_monitor_attached_just_now_is_told_as_soon_as_an_established_one(count: int) -> None:
    state = State.new()
    step(state, sent(count, 2.5))
    assert silent_after(state, (count - 1) * 2.5) == 31


def test_three_readings_promise_no_fourth() -> None:
    state = State.new()
    step(state, sent(3, 2.5))
    assert silent_after(state, 5) is None


@pytest.mark.parametrize(("every_s", "waited_s"), [(10, 41), (10.1, None)])
def test_four_readings_promise_a_fifth_where_they_came_ten_seconds_apart_or_less(
    every_s: float, waited_s: int | None
) -> None:
    state = State.new()
    step(state, sent(4, every_s))
    assert silent_after(state, 3 * every_s) == waited_s


@pytest.mark.parametrize(("every_s", "count"), [(12, 5), (15, 5), (30, 5), (45, 8), (60, 8)])
def test_a_slower_device_is_told_after_four_of_its_intervals_once_its_rhythm_is_seen(every_s: int, count: int) -> None:
    state = State.new()
    step(state, sent(count - 1, every_s))
    assert silent_after(state, (count - 2) * every_s, 4 * 3600) is None
    step(state, sent(1, every_s, (count - 1) * every_s))
    assert silent_after(state, (count - 1) * every_s) == 4 * every_s + 1


@pytest.mark.parametrize("gaps_s", [(20, 25, 15, 55), (60, 40, 70, 50, 60, 20, 60), (30, 30, 30, 30.5, 90, 30, 30)])
def test_measurements_in_no_rhythm_promise_no_more_for_a_quarter_of_an_hour(gaps_s: tuple[float, ...]) -> None:
    state, times = State.new(), np.cumsum([0, *gaps_s])
    for time in times:
        step(state, readings("spo2", [97], from_s=time))
    assert silent_after(state, float(times[-1]), 900) is None


@pytest.mark.parametrize(("count", "every_s"), [(5, 25), (8, 40)])
def test_the_pulse_of_a_cuff_that_measures_for_some_minutes_promises_no_more(count: int, every_s: int) -> None:
    state = State.new()
    step(state, readings("pulse_rate", [70, 71] * (count // 2) + [70] * (count % 2), every_s=every_s))
    last = (count - 1) * every_s
    assert "sensor_silent" not in {name for second in range(900) for name, *_ in ticked(state, last + second)}


def test_the_pulse_of_a_monitor_is_learnt_as_any_other() -> None:
    state = State.new()
    step(state, readings("pulse_rate", [70, 71, 72, 73], every_s=5))
    assert ("sensor_silent", "pulse_rate", True) in ticked(state, 15 + 31)


@pytest.mark.parametrize("gaps_s", [(1, 1, 28.0), (28.0, 1, 1)])
def test_the_mean_of_the_first_gaps_counts_and_not_one_of_them(gaps_s: tuple[float, ...]) -> None:
    times = np.cumsum([0, *gaps_s])
    for longer, known in ((0.0, True), (0.4, False)):
        state = State.new()
        for time in times:
            step(state, readings("spo2", [97], from_s=time + longer * (time == times[-1])))
        assert (silent_after(state, float(times[-1]) + longer) is not None) is known


@pytest.mark.parametrize("every_s", [12, 15, 60, 300, 900])
def test_a_device_of_slow_rhythm_is_not_told_while_it_keeps_it(every_s: int) -> None:
    late_s = np.random.default_rng(every_s).uniform(0, every_s / 2, 40)
    rows = [sent(1, 1, number * every_s + late) for number, late in enumerate(late_s)]
    assert told_while_sending(*rows) == []


def test_a_cuff_every_quarter_of_an_hour_never_falls_silent() -> None:
    state = State.new()
    step(state, readings("systolic_bp", [120, 121] * 20, every_s=900))
    assert [row for second in range(7200) for row in ticked(state, 39 * 900 + second) if "silent" in row[0]] == []


def test_a_person_who_measures_seven_times_a_minute_apart_promises_no_more() -> None:
    state = State.new()
    step(state, sent(7, 60))
    assert silent_after(state, 6 * 60, 4 * 3600) is None


def test_a_burst_of_old_readings_of_each_minute_is_no_fast_rhythm() -> None:
    assert told_while_sending(at_once(sent(40, 60), 2400), sent(40, 60, 2460)) == []


def test_a_burst_of_old_readings_tells_the_rhythm_in_which_they_were_observed() -> None:
    state = State.new()
    step(state, together(at_once(sent(40, 5, 405), 600), sent(2, 5, 605)))
    assert silent_after(state, 610) == 31


@pytest.mark.parametrize("away_s", [3600, 601])
def test_a_monitor_put_on_again_after_long_is_told_as_soon_as_a_new_one(away_s: int) -> None:
    state = State.new()
    step(state, together(sent(160, 2.5), sent(5, 2.5, 397.5 + away_s)))
    assert silent_after(state, 397.5 + away_s + 10) == 31


def test_a_restart_at_any_of_the_first_readings_changes_nothing() -> None:
    batch = together(sent(5, 2.5), sent(5, 2.5, 4000))
    whole, restarted = State.new(), State.new()
    step(whole, batch)
    for place in range(10):
        step(restarted, part(batch, slice(place, place + 1)))
        restarted = State.from_bytes(restarted.to_bytes())
    assert restarted.to_bytes() == whole.to_bytes()
    assert silent_after(restarted, 4010) == 31


@pytest.mark.parametrize("seed", range(3))
def test_the_rhythm_is_the_same_compiled_or_not_cut_anyhow_and_with_each_reading_twice(seed: int) -> None:
    chance = np.random.default_rng(seed)
    gaps = chance.choice([0.3, 1, 2.5, 10, 30, 200, 2000], 80, p=[0.2, 0.2, 0.3, 0.1, 0.1, 0.07, 0.03])
    times = START_MS + np.round(np.cumsum(gaps) * 1000).astype(np.int64)
    values = chance.choice([96, 97, 98], 80)
    arrived = np.maximum.accumulate(times + chance.choice(5000, 80))
    batch = Batch.of(np.zeros(80), np.full(80, PLACE["spo2"]), times, values, arrived)
    states = State.new(), State.new(), State.new()
    found = [told(step(states[0], batch)), told(step(states[1], batch, compiled=False)), []]
    for place in range(80):
        found[2] += told(step(states[2], part(batch, np.array([place, place, max(place - 3, 0)]))))
    assert found[0] == found[1] == found[2]
    assert states[0].to_bytes() == states[1].to_bytes() == states[2].to_bytes()
