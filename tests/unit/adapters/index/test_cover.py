"""The vectorised comparisons of stems against plain loops that say the same slowly."""

import numpy as np
import pytest

from bedside.adapters.index.table import best_name_covered, held_stems


def stems(chance: np.random.Generator, most: int) -> np.ndarray:
    return np.unique(chance.integers(0, 40, chance.integers(0, most + 1))).astype(np.uint32)


def held(names: list[list[np.ndarray]]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Returns each document's names as its row holds them: one after the other, and how long each is."""
    nothing = np.empty(0, np.uint32)
    together = [np.concatenate([nothing, *group]) for group in names]
    return together, [np.array(list(map(len, group)), np.uint16) for group in names]


@pytest.mark.parametrize("seed", range(25))
def test_held_stems_are_those_a_loop_finds(seed: int) -> None:
    chance = np.random.default_rng(seed)
    query, flat = stems(chance, 8), [stems(chance, 12) for _ in range(chance.integers(1, 9))]
    expected = [[stem in set(one.tolist()) for stem in query.tolist()] for one in flat]
    found = held_stems(flat, query)
    assert found.shape == (len(flat), len(query))
    assert found.tolist() == expected


@pytest.mark.parametrize("seed", range(25))
def test_the_best_covered_name_is_the_one_a_loop_finds(seed: int) -> None:
    chance = np.random.default_rng(seed)
    query = stems(chance, 8)
    names = [
        [one for one in (stems(chance, 4) for _ in range(chance.integers(0, 4))) if len(one)]
        for _ in range(chance.integers(1, 9))
    ]
    expected = [max((np.isin(name, query).mean() for name in group), default=0.0) for group in names]
    assert np.allclose(best_name_covered(*held(names), query), expected)


def test_a_stem_beyond_the_largest_asked_is_not_taken_for_it() -> None:
    query = np.array([3, 5], np.uint32)
    assert held_stems([np.array([9], np.uint32)], query).tolist() == [[False, False]]
    assert best_name_covered(*held([[np.array([9], np.uint32)]]), query).tolist() == [0.0]
