import numpy as np
import pytest

from bedside.adapters.index import nearest
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


def test_up_to_the_exact_size_the_rows_are_those_of_all_cosines(topics):
    rows, queries = topics
    found, cosines = NearestRows(exact_rows=ROWS).nearest(rows, queries[0], 25)
    exact = rows @ queries[0]
    assert found.tolist() == np.argsort(-exact, kind="stable")[:25].tolist()
    assert np.allclose(cosines, exact[found], atol=1e-6)


def test_beyond_it_the_best_ten_are_found_and_their_cosines_are_exact(topics):
    rows, queries = topics
    search = NearestRows(exact_rows=1000)
    recall = []
    for query in queries:
        exact = rows @ query
        found, cosines = search.nearest(rows, query, 10)
        assert len(found) == 10
        assert np.allclose(cosines, exact[found], atol=1e-6)
        recall.append(len(set(np.argsort(-exact)[:10]) & set(found)) / 10)
    assert np.mean(recall) > 0.99
    assert min(recall) >= 0.9


def test_rows_that_are_added_later_are_found_also_over_the_end_of_a_block(topics, monkeypatch):
    monkeypatch.setattr(nearest, "_BLOCK_ROWS", ROWS - 7)
    rows, queries = topics
    search = NearestRows(exact_rows=1000)
    search.nearest(rows[: ROWS - 20], queries[0], 10)
    grown = np.vstack([rows, queries])
    search.nearest(rows, queries[0], 10)
    for place, query in enumerate(queries):
        assert search.nearest(grown, query, 1)[0].tolist() == [ROWS + place]


def test_one_of_equal_rows_is_the_first(topics):
    rows, _ = topics
    twice = np.vstack([rows, rows])
    found, _ = NearestRows(exact_rows=1000).nearest(twice, rows[5], 2)
    assert found.tolist() == [5, ROWS + 5]


def test_no_more_rows_come_than_there_are(topics):
    rows, queries = topics
    assert len(NearestRows().nearest(rows[:3], queries[0], 10)[0]) == 3
    assert len(NearestRows().nearest(rows[:0], queries[0], 10)[0]) == 0


@pytest.mark.parametrize(("count", "wanted"), [(1, [3]), (2, [1, 3, 4]), (3, [1, 3, 4]), (4, [0, 1, 2, 3, 4, 5])])
def test_the_smallest_distances_are_taken_with_those_equal_to_the_last(count, wanted):
    assert nearest._smallest(np.array([7, 3, 7, 0, 3, 7], np.uint16), count).tolist() == wanted


def test_where_very_many_distances_are_equal_not_all_are_taken():
    assert nearest._smallest(np.array([7, 7, 0, 7, 7, 7, 7], np.uint16), 2).tolist() == [0, 1, 2, 3]
