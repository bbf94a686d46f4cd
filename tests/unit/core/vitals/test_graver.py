"""Which of several values of one moment stands: the graver, for one value as for columns, and as the kernel has it."""

import numpy as np
import pytest

from bedside.core.vitals.graver import farness, gravest, gravity, has_moments_twice, outweighs
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.watched import WATCHED, rules

PLACE = {signal.name: place for place, signal in enumerate(SIGNALS)}


@pytest.mark.parametrize(
    ("signal", "values"),
    [
        ("systolic_bp", (70, 85, 95, 105, 182, 179, 135)),
        ("spo2", (70, 81, 91, 92, 94, 96, 97, 100)),
        ("respiratory_rate", (0, 60, 31, 25, 22, 10, 12, 19)),
        ("heart_rate", (20, 180, 40, 112, 95, 55, 85)),
        ("temperature", (30, 34.9, 40.0, 39.1, 39.0, 35.5, 37.0)),
        ("mean_bp", (40, 60, 131, 70, 97.5)),
        ("glucose", (30, 500, 60, 120)),
        ("consciousness", ("U", "P", "V", "C", "A")),
        ("gcs", (3, 8, 14, 15)),
        ("respiratory_effort", ("severe", "moderate", "normal")),
        ("oxygen_flow", (15, 2, 0)),
        ("fio2", (60, 40, 21)),
        ("capillary_refill", (6, 2)),
    ],
)
def test_values_are_ordered_by_what_they_score_then_by_how_far_they_are_from_their_limits(
    signal: str, values: tuple[float | str, ...]
) -> None:
    for place, grave in enumerate(values):
        assert not outweighs(signal, grave, grave)
        for other in values[place + 1 :]:
            assert outweighs(signal, grave, other), (grave, other)
            assert not outweighs(signal, other, grave), (other, grave)


@pytest.mark.parametrize("signal", sorted(WATCHED))
def test_a_value_beyond_its_limits_is_farther_than_any_within_them(signal: str) -> None:
    row = rules()[PLACE[signal]]
    values = np.linspace(BY_NAME[signal].low, BY_NAME[signal].high, 997)
    beyond = (values < row["low"]) | (values > row["high"])
    far = np.array([farness(row, value) for value in values])
    assert far[beyond].min() > 1 >= far[~beyond].max()
    assert (far.min() >= 0, far.max() <= 2) == (True, True)


def test_columns_are_as_grave_as_their_values_one_by_one() -> None:
    chance, table = np.random.default_rng(0), rules()
    signals = np.repeat(np.arange(len(SIGNALS)), 100)
    values = np.round(chance.uniform(table["least"][signals], table["most"][signals]), 1)
    values = np.where([bool(SIGNALS[place].codes) for place in signals], np.floor(values), values)
    found = gravity(signals, values)
    for place in range(len(values) - 1):
        if signals[place] == signals[place + 1]:
            signal = SIGNALS[signals[place]].name
            assert outweighs(signal, values[place], values[place + 1]) == (found[place] > found[place + 1])
            assert found[place] % 4 == pytest.approx(farness(table[signals[place]], values[place]))


def test_of_each_series_and_moment_the_gravest_stays_and_of_equally_grave_ones_the_first() -> None:
    series = np.array([0, 0, 1, 0, 1, 0, 0])
    times = np.array([5, 5, 5, 6, 5, 5, 6])
    values = np.array([97.0, 81.0, 96.0, 98.0, 96.0, 81.0, 99.0])
    signals = np.full(7, PLACE["spo2"])
    assert gravest(series, times, signals, values).tolist() == [1, 2, 3]
    assert has_moments_twice(series, times)
    assert not has_moments_twice(series[[0, 2, 3]], times[[0, 2, 3]])
    nothing = np.empty(0, np.int64)
    assert gravest(nothing, nothing, nothing, np.empty(0)).tolist() == []
    assert not has_moments_twice(nothing, nothing)
