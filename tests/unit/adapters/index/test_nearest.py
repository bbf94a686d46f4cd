import numpy as np
import pytest

from bedside.adapters.index.nearest import NearestRows

ROWS, DIMENSIONS = 3_000, 384


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def topics():
    chance = np.random.default_rng(1)
    centres = chance.standard_normal((60, DIMENSIONS))
    spread = chance.standard_normal((ROWS + 50, DIMENSIONS))
    rows = unit(centres[chance.integers(0, 60, ROWS + 50)] + 0.6 * spread)
    return rows[:ROWS], rows[ROWS:]


def best(cosines, k=10):
    return set(np.argsort(-np.nan_to_num(cosines, nan=-2.0), kind="stable")[:k].tolist())


def test_up_to_the_exact_size_every_cosine_is_computed(topics):
    rows, queries = topics
    found = NearestRows(exact_rows=ROWS).cosines(rows, queries[0])
    assert np.array_equal(found, rows @ queries[0])


def test_beyond_it_the_best_ten_are_found_and_their_cosines_are_exact(topics):
    rows, queries = topics
    search = NearestRows(exact_rows=1000, rescored=300)
    recall = []
    for query in queries:
        exact, found = rows @ query, search.cosines(rows, query)
        looked_at = ~np.isnan(found)
        assert looked_at.sum() == 300
        assert np.allclose(found[looked_at], exact[looked_at], atol=1e-6)
        recall.append(len(best(exact) & best(found)) / 10)
    assert np.mean(recall) > 0.99
    assert min(recall) >= 0.9


def test_rows_that_are_added_later_are_found(topics):
    rows, queries = topics
    search = NearestRows(exact_rows=1000, rescored=300)
    search.cosines(rows, queries[0])
    grown = np.vstack([rows, queries[:1]])
    assert ROWS in best(search.cosines(grown, queries[0]))


def test_fewer_rows_than_are_rescored_are_all_looked_at(topics):
    rows, queries = topics
    found = NearestRows(exact_rows=100, rescored=4000).cosines(rows, queries[0])
    assert not np.isnan(found).any()
