"""The network that ranks: its slopes are those of its loss, and it learns what no sum of its inputs can."""

import numpy as np
import pytest

from bedside.core.learning.network import Network, _slopes, fit_lists


def lists(rng, count=200, wrong=6):
    """Questions whose right candidate is the only one on which both inputs agree in sign: no sum of inputs tells it."""
    groups = []
    for _ in range(count):
        x = rng.uniform(0.3, 1.0, (wrong + 1, 2)) * rng.choice([-1, 1], (wrong + 1, 1))
        x[1:, 1] *= -1
        order = rng.permutation(wrong + 1)
        groups.append((x[order], np.arange(wrong + 1)[order] == 0))
    return groups


def first(network, groups):
    return np.mean([right[np.argmax(network.scores(x))] for x, right in groups])


def loss(network, groups):
    total = 0.0
    for x, right in groups:
        weight = np.exp(network.scores(x))
        total += np.log(weight.sum() / weight[right].sum())
    return total / len(groups)


def test_a_list_is_learned_that_no_sum_of_its_inputs_orders():
    rng = np.random.default_rng(1)
    learned, new = lists(rng), lists(rng)
    assert first(fit_lists(learned, units=16, ridge=1e-4, seed=3), new) > 0.9
    assert first(fit_lists(learned, units=0, ridge=1e-4, seed=3), new) < 0.5


def test_slopes_are_those_of_the_loss():
    rng = np.random.default_rng(2)
    groups = lists(rng, count=5)
    values = [rng.normal(0, 0.5, shape) for shape in ((2,), (2, 4), (4,), (4,))]
    slopes = _slopes(Network(*values), groups, ridge=0.0)
    for value, slope in zip(values, slopes, strict=True):
        for at in np.ndindex(value.shape):
            here = value[at]
            value[at] = here + 1e-6
            above = loss(Network(*values), groups)
            value[at] = here - 1e-6
            below = loss(Network(*values), groups)
            value[at] = here
            assert slope[at] == pytest.approx((above - below) / 2e-6, abs=1e-6)


def test_the_same_data_and_seed_give_the_same_network_and_another_seed_another():
    groups = lists(np.random.default_rng(4), count=40)
    one, same, other = (fit_lists(groups, 4, 1e-3, seed) for seed in (1, 1, 2))
    assert all(np.array_equal(getattr(one, name), getattr(same, name)) for name in Network.__slots__)
    assert not np.array_equal(one.inner, other.inner)


def test_a_ridge_keeps_weights_small_and_nothing_to_learn_from_is_an_error():
    groups = lists(np.random.default_rng(6), count=60)
    loose, tight = (np.abs(fit_lists(groups, 8, ridge, 1).outer).sum() for ridge in (1e-4, 1.0))
    assert tight < loose / 2
    with pytest.raises(ValueError, match="nothing to learn"):
        fit_lists([], 4, 1e-3, 1)


def test_right_candidates_that_are_far_behind_still_pull():
    x = np.array([[1000.0], [-1000.0]])
    network = Network(np.array([1.0]), np.zeros((1, 0)), np.zeros(0), np.zeros(0))
    (direct, *_) = _slopes(network, [(x, np.array([False, True]))], ridge=0.0)
    assert direct[0] == pytest.approx(2000.0)
