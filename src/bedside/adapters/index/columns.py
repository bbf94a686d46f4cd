"""What an index knows of each candidate, in the columns that ranking reads (`INDEX_COLUMNS`)."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bedside.adapters.index.table import PassageRow, best_name_covered, held_stems, stem_id
from bedside.core.answering.retrieval import INDEX_COLUMNS, Candidates

WeightedNumbers = tuple[NDArray[np.uint32], NDArray[np.float32]]


def columns_of(
    rows: Sequence[tuple[int, PassageRow]],
    bm25: Mapping[int, float],
    cosines: Callable[[list[int]], NDArray[np.float32]],
    query: WeightedNumbers,
    focus: str,
) -> Candidates:
    """Returns the passages, in order, with their columns.

    ``bm25`` is by passage key, ``cosines`` by vector; ``query`` is as `weighted_numbers` gives it, ``focus`` folded.
    """
    columns = np.zeros((len(rows), len(INDEX_COLUMNS)), np.float32)
    if rows:
        numbers, weights = query
        documents = [row.document for _, row in rows]
        columns[:, 0] = [bm25.get(key, 0.0) for key, _ in rows]
        # All at once: what numpy does before it starts takes longer than these few numbers.
        vectors = cosines([*(row.vector for _, row in rows), *(document.vector for document in documents)])
        columns[:, 1:3] = vectors.reshape(2, -1).T
        names = [document.names for document in documents]
        stems = held_stems([*names, *(d.question for d in documents), *(row.stems for _, row in rows)], numbers)
        kinds = stems.reshape(3, len(rows), len(numbers))
        columns[:, 3:6] = (kinds * weights).sum(axis=2).T
        columns[:, 6] = (kinds.any(axis=0) * weights).sum(axis=1)
        columns[:, 7] = best_name_covered(names, [document.name_lengths for document in documents], numbers)
        columns[:, 8] = [bool(focus) and focus in document.folded_names for document in documents]
    return Candidates(tuple(row.passage for _, row in rows), columns)


def weighted_numbers(
    stems: Sequence[tuple[str, float]], passages: int, frequency: Callable[[str], int]
) -> WeightedNumbers:
    """Returns the query's stem numbers, sorted, and beside each its share of their inverse document frequencies."""
    weighted = {stem_id(stem): weight * np.log1p(max(passages, 1) / (1 + frequency(stem))) for stem, weight in stems}
    ordered = sorted(weighted)
    weights = np.array([weighted[stem] for stem in ordered], np.float32)
    return np.array(ordered, np.uint32), weights / max(float(weights.sum()), 1e-9)
