"""One series of numbers in, a score for each; planted oddities of every kind stand out, and only the past counts."""

import doctest
from collections.abc import Callable

import numpy as np
import pytest

from bedside.core.vitals import stream_detector
from bedside.core.vitals.stream_detector import HIGHEST, THRESHOLD, detect
from bedside.core.vitals.stream_state import StreamState, as_arrays, from_arrays, new_state

MINUTE_MS = 60_000
START_MS = 1_700_000_000_000
N = 3000
AT = 2400
SLACK = 40


def rhythm(seed: int = 1, n: int = N) -> np.ndarray:
    """A pulse of 40 values with a little noise."""
    noise = np.random.default_rng(seed).normal(0, 1, n)
    return 70 + 8 * np.sin(2 * np.pi * np.arange(n) / 40) + noise


def scored(values: np.ndarray, state: StreamState | None = None, first: int = 0) -> list[float]:
    state, scores = state or new_state(), []
    for place, value in enumerate(values.tolist(), start=first):
        score, state = detect(state, START_MS + place * 5 * MINUTE_MS, value)
        scores.append(score)
    return scores


def spike(values: np.ndarray) -> None:
    values[AT] += 40


def level_shift(values: np.ndarray) -> None:
    values[AT:] += 30


def quicker(values: np.ndarray) -> None:
    places = np.arange(N - AT)
    values[AT:] += 8 * (np.sin(2 * np.pi * places / 5) - np.sin(2 * np.pi * (places + AT) / 40))


def flat(values: np.ndarray) -> None:
    values[AT:] = 72.0


def restless(values: np.ndarray) -> None:
    values[AT:] += np.random.default_rng(3).normal(0, 12, N - AT)


def lost(values: np.ndarray) -> None:
    values[AT : AT + 3] = 0.0


@pytest.mark.parametrize("plant", [spike, level_shift, quicker, flat, restless, lost])
def test_a_planted_oddity_is_told_soon(plant: Callable[[np.ndarray], None]) -> None:
    values = rhythm()
    plant(values)
    scores = scored(values)
    assert max(scores[AT : AT + SLACK]) >= THRESHOLD
    assert max(scores[AT : AT + SLACK]) > max(scores[1000:AT])


def test_an_ordinary_value_at_the_wrong_hour_is_told() -> None:
    places = np.arange(288 * 14)
    values = np.where((places // 12) % 24 < 12, 20.0, 80.0) + np.random.default_rng(2).normal(0, 1, len(places))
    planted = 288 * 12 + 30
    values[planted : planted + 12] += 60
    assert max(scored(values)[planted : planted + 12]) >= THRESHOLD


@pytest.mark.parametrize("seed", range(3))
def test_an_ordinary_stream_is_told_of_at_most_a_few_times(seed: int) -> None:
    assert sum(score >= THRESHOLD for score in scored(rhythm(seed))) <= 3


def test_a_constant_stream_never_scores() -> None:
    assert max(scored(np.full(1000, 45.0))) < 0.01


def test_a_constant_stream_that_moves_scores_as_high_as_three_kinds_can() -> None:
    values = np.full(1000, 45.0)
    values[900] = 46.0
    assert scored(values)[900] > HIGHEST / 2


def test_it_is_silent_while_it_learns() -> None:
    values = rhythm()
    values[100] = 1000.0
    assert max(scored(values)[:128]) == 0.0


def test_a_person_is_told_once_and_again_only_of_what_is_more() -> None:
    values = rhythm()
    values[AT] += 25
    values[AT + 60] += 25
    values[AT + 120] += 400
    scores = scored(values)
    assert scores[AT] >= THRESHOLD
    assert max(scores[AT + 50 : AT + 70]) == 0.0
    assert scores[AT + 120] > scores[AT]


def is_causal(scores_of: Callable[[np.ndarray], list[float]]) -> bool:
    values, other = rhythm(), rhythm()
    other[AT:] = np.random.default_rng(9).normal(500, 300, N - AT)
    return scores_of(values)[:AT] == scores_of(other)[:AT]


def one_value_ahead(values: np.ndarray) -> list[float]:
    return [*scored(values)[1:], 0.0]


def by_the_range_of_all(values: np.ndarray) -> list[float]:
    return scored((values - values.min()) / np.ptp(values))


def test_the_future_never_alters_a_score() -> None:
    assert is_causal(scored)


@pytest.mark.parametrize("peeking", [one_value_ahead, by_the_range_of_all])
def test_a_detector_that_peeks_would_be_caught(peeking: Callable[[np.ndarray], list[float]]) -> None:
    assert not is_causal(peeking)


def test_equal_streams_have_equal_scores() -> None:
    assert scored(rhythm()) == scored(rhythm())


def test_streams_do_not_know_each_other() -> None:
    alone = scored(rhythm(1, 400))
    one, two, together = new_state(), new_state(), []
    for place, (value, other) in enumerate(zip(rhythm(1, 400).tolist(), rhythm(2, 400).tolist(), strict=True)):
        score, one = detect(one, START_MS + place * 5 * MINUTE_MS, value)
        _, two = detect(two, START_MS + place * 5 * MINUTE_MS, other * 100)
        together.append(score)
    assert together == alone


@pytest.mark.parametrize("cut", [1, 127, 1500])
def test_a_saved_state_goes_on_where_it_stopped(tmp_path, cut: int) -> None:
    values, state = rhythm(), new_state()
    before = scored(values[:cut], state)
    np.savez(tmp_path / "state.npz", **as_arrays(state))
    with np.load(tmp_path / "state.npz", allow_pickle=False) as kept:
        after = scored(values[cut:], from_arrays(dict(kept)), first=cut)
    assert before + after == scored(values)


@pytest.mark.parametrize("name", ["values", "counts", "hours", "places", "levels"])
def test_a_state_that_lacks_a_part_is_refused(name: str) -> None:
    arrays = as_arrays(new_state())
    with pytest.raises(ValueError, match=name):
        from_arrays({key: value for key, value in arrays.items() if key != name})
    with pytest.raises(ValueError, match=name):
        from_arrays({**arrays, name: arrays[name][:1]})


def test_a_state_taken_out_is_a_copy() -> None:
    state = new_state()
    scored(rhythm(1, 200), state)
    taken = as_arrays(state)
    restored = from_arrays(taken)
    scored(rhythm(2, 200), restored)
    assert np.array_equal(taken["values"], as_arrays(state)["values"])


def test_the_state_stays_small_however_long_the_stream() -> None:
    state = new_state()
    at_first = sum(part.nbytes for part in as_arrays(state).values())
    scored(rhythm(1, 9000), state)  # the buffer of 8,192 has been moved to its front
    assert sum(part.nbytes for part in as_arrays(state).values()) == at_first <= 110_000


def test_what_left_the_memory_is_new_again() -> None:
    values = rhythm(1, 9000)
    values[300], values[400] = 200.0, 200.0
    values[8800] = 200.0
    assert scored(values)[8800] >= THRESHOLD


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_scores_nothing_and_changes_nothing(odd: float) -> None:
    state = new_state()
    scored(rhythm(1, 300), state)
    before = as_arrays(state)
    score, after = detect(state, START_MS, odd)
    assert score == 0.0
    assert all(np.array_equal(before[name], part) for name, part in as_arrays(after).items())


def test_a_dangerous_value_that_is_usual_for_the_stream_is_not_told_so_limits_must_stand_beside_it() -> None:
    assert max(scored(rhythm() + 110)) < THRESHOLD


@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_the_unit_changes_nothing_that_matters(scale: float) -> None:
    values = rhythm()
    spike(values)
    assert scored(values * scale)[AT] == pytest.approx(scored(values)[AT], rel=0.05)


def test_values_of_any_size_do_not_break_it() -> None:
    values = rhythm(1, 600)
    values[300], values[400] = 1e300, -1e300
    assert all(np.isfinite(scored(values)))


def test_the_example_holds() -> None:
    assert doctest.testmod(stream_detector).failed == 0
