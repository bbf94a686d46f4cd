"""The two small models: they find what was planted, the same each time, and stay finite on awkward data."""

import numpy as np
import pytest

from bedside.core.learning.linear import Linear, fit_logistic, fit_pairs

FEATURES = 4
TRUE = np.array([2.0, -1.0, 0.0, 0.5])


def value(model: Linear, features: np.ndarray) -> np.ndarray:
    return ((features - model.mean) / model.scale) @ model.weights + model.bias


def groups(chance: np.random.Generator, count: int = 60) -> list[tuple[np.ndarray, np.ndarray]]:
    made = []
    for _ in range(count):
        features = chance.standard_normal((6, FEATURES)) * [1, 10, 1, 0.1] + [0, 5, 0, 0]
        worth = (features / [1, 10, 1, 0.1]) @ TRUE
        made.append((features, (worth >= np.sort(worth)[-2]).astype(float)))
    return made


def test_pairs_are_put_in_the_order_that_was_planted() -> None:
    chance = np.random.default_rng(2)
    model = fit_pairs(groups(chance), ridge=0.1)
    won = []
    for features, grades in groups(chance, 40):
        scores = value(model, features)
        won += [scores[i] > scores[j] for i in np.flatnonzero(grades) for j in np.flatnonzero(grades == 0)]
    assert np.mean(won) > 0.95
    assert model.bias == 0.0


def test_a_question_with_many_candidates_weighs_no_more_than_one_with_few() -> None:
    up, down = np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]])
    grades = np.array([1.0, 0.0])
    many = (np.repeat(down, 50, axis=0), np.repeat(grades, 50))
    assert fit_pairs([(up, grades), (up, grades), many], ridge=0.01).weights[0] > 0


def test_a_group_without_a_difference_says_nothing() -> None:
    chance = np.random.default_rng(3)
    given = groups(chance, 20)
    flat = (given[0][0], np.ones(6))
    with_flat = fit_pairs([*given, flat], ridge=0.1)
    assert np.isfinite(with_flat.weights).all()


def test_a_logistic_finds_the_planted_border_and_its_place() -> None:
    chance = np.random.default_rng(4)
    features = chance.standard_normal((2000, FEATURES))
    positive = features @ TRUE + 1.0 + chance.logistic(size=2000) * 0.3 > 0
    model = fit_logistic(features, positive, ridge=0.1)
    assert np.mean((value(model, features) > 0) == positive) > 0.93
    assert model.bias > 0


def test_weights_count_as_repetition() -> None:
    chance = np.random.default_rng(5)
    features = chance.standard_normal((60, FEATURES))
    positive = features[:, 0] + chance.standard_normal(60) > 0
    twice = np.where(np.arange(60) < 10, 2.0, 1.0)
    weighted = fit_logistic(features, positive, 0.5, weight=twice)
    order = np.concatenate([np.arange(60), np.arange(10)])
    repeated = fit_logistic(features[order], positive[order], 0.5)
    assert np.allclose(np.sign(weighted.weights), np.sign(repeated.weights))
    assert np.allclose(value(weighted, features), value(repeated, features), atol=0.05)


@pytest.mark.parametrize("seed", [1, 2])
def test_equal_data_give_equal_models(seed: int) -> None:
    one, other = (fit_pairs(groups(np.random.default_rng(seed)), 0.1) for _ in range(2))
    assert np.array_equal(one.weights, other.weights)


def test_constant_and_perfect_features_leave_it_finite() -> None:
    features = np.column_stack([np.ones(40), np.repeat([0.0, 1.0], 20), np.zeros(40)])
    model = fit_logistic(features, np.repeat([False, True], 20), ridge=0.01)
    assert np.isfinite([*model.weights, model.bias]).all()
    assert model.weights[0] == model.weights[2] == 0.0
    assert (value(model, features) > 0).tolist() == [False] * 20 + [True] * 20


def test_a_stronger_ridge_gives_smaller_weights() -> None:
    given = groups(np.random.default_rng(6))
    strong, weak = (np.abs(fit_pairs(given, ridge).weights).sum() for ridge in (100.0, 0.01))
    assert strong < weak
