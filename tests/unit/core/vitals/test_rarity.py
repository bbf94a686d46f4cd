"""How rare a surprise is in its own history."""

import doctest
from itertools import pairwise

import numpy as np
import pytest

from bedside.core.vitals import rarity as module
from bedside.core.vitals.rarity import BINS, MOST, WARM_UP, bin_of, rarity


def counted(surprises: np.ndarray) -> np.ndarray:
    return np.bincount([bin_of(float(one)) for one in surprises], minlength=BINS)


def exponential(n: int) -> np.ndarray:
    return np.random.default_rng(5).exponential(1.0, n)


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


def test_before_the_warm_up_nothing_is_rare() -> None:
    assert rarity(counted(exponential(WARM_UP - 1)), 1e6) == 0.0
    assert rarity(counted(exponential(WARM_UP)), 1e6) == MOST


def test_within_what_was_seen_it_is_the_share_as_large() -> None:
    counts = counted(exponential(20_000))
    assert rarity(counts, float(np.log(2))) == pytest.approx(np.log10(2), abs=0.05)
    assert rarity(counts, float(np.log(10))) == pytest.approx(1.0, abs=0.08)


def test_beyond_what_was_seen_it_follows_the_tail() -> None:
    counts = counted(exponential(20_000))
    assert rarity(counts, float(np.log(1e5))) == pytest.approx(5.0, abs=0.3)


def test_a_stream_that_often_jumps_makes_a_jump_ordinary() -> None:
    calm, jumpy = np.full(1000, 1.0), np.where(np.arange(1000) % 10, 1.0, 50.0)
    assert rarity(counted(calm), 50.0) == MOST
    assert rarity(counted(jumpy), 50.0) < 1.1


def test_a_larger_surprise_is_never_less_rare() -> None:
    counts = counted(exponential(3000))
    found = [rarity(counts, surprise) for surprise in np.linspace(0, 30, 400)]
    assert all(later >= earlier - 0.05 for earlier, later in pairwise(found))
    assert found[-1] == MOST


def test_no_surprise_at_all_is_never_rare() -> None:
    assert rarity(counted(np.zeros(1000)), 0.0) == pytest.approx(0.0)


def test_after_nothing_but_zeros_any_surprise_is_as_rare_as_can_be() -> None:
    assert rarity(counted(np.zeros(1000)), 1e-9) == MOST


@pytest.mark.parametrize("surprise", [0.0, 1e-300, 1e-30, 1.0, 1e30, 1e300])
def test_every_surprise_has_a_bin(surprise: float) -> None:
    assert 0 <= bin_of(surprise) < BINS
