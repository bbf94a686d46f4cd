"""The vectorised comparisons of stems against plain loops that say the same slowly."""

import numpy as np
import pytest

from bedside.adapters.index.table import best_name_covered, held_stems


def stems(chance: np.random.Generator, most: int) -> np.ndarray:
    return np.unique(chance.integers(0, 40, chance.integers(0, most + 1))).astype(np.uint32)


@pytest.mark.parametrize("seed", range(25))
def test_held_stems_are_those_a_loop_finds(seed: int) -> None:
    chance = np.random.default_rng(seed)
    query, flat = stems(chance, 8), [stems(chance, 12) for _ in range(chance.integers(1, 9))]
    expected = [[stem in set(one.tolist()) for stem in query.tolist()] for one in flat]
    held = held_stems(flat, query)
    assert held.shape == (len(flat), len(query))
    assert held.tolist() == expected


@pytest.mark.parametrize("seed", range(25))
def test_the_best_covered_name_is_the_one_a_loop_finds(seed: int) -> None:
    chance = np.random.default_rng(seed)
    query = stems(chance, 8)
    names = [
        [one for one in (stems(chance, 4) for _ in range(chance.integers(0, 4))) if len(one)]
        for _ in range(chance.integers(1, 9))
    ]
    expected = [max((np.isin(name, query).mean() for name in group), default=0.0) for group in names]
    assert np.allclose(best_name_covered(names, query), expected)


def test_a_stem_beyond_the_largest_asked_is_not_taken_for_it() -> None:
    query = np.array([3, 5], np.uint32)
    assert held_stems([np.array([9], np.uint32)], query).tolist() == [[False, False]]
    assert best_name_covered([[np.array([9], np.uint32)]], query).tolist() == [0.0]
