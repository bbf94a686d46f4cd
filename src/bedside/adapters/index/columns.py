"""What an index knows of each candidate, in the columns that ranking reads (`INDEX_COLUMNS`)."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bedside.adapters.index.table import DocumentRow, PassageRow, best_name_covered, held_stems, stem_id
from bedside.core.answering.retrieval import INDEX_COLUMNS, Candidates

WeightedNumbers = tuple[NDArray[np.uint32], NDArray[np.float32]]


def columns_of(
    rows: Sequence[tuple[int, PassageRow]],
    documents: Mapping[str, DocumentRow],
    bm25: Mapping[int, float],
    cosines: Callable[[list[int]], NDArray[np.float32]],
    query: WeightedNumbers,
    focus: str,
) -> Candidates:
    """Returns the passages whose document is still there, in order, with their columns.

    ``bm25`` is by passage key, ``cosines`` by vector; ``query`` is as `weighted_numbers` gives it, ``focus`` folded.
    """
    held = [(key, row, d) for key, row in rows if (d := documents.get(row.passage.document.document_id))]
    columns = np.zeros((len(held), len(INDEX_COLUMNS)), np.float32)
    if held:
        numbers, weights = query
        columns[:, 0] = [bm25.get(key, 0.0) for key, _, _ in held]
        columns[:, 1] = cosines([row.vector for _, row, _ in held])
        columns[:, 2] = cosines([d.vector for _, _, d in held])
        names = held_stems([d.all_names for _, _, d in held], numbers)
        question = held_stems([d.question for _, _, d in held], numbers)
        passage = held_stems([row.stems for _, row, _ in held], numbers)
        for column, kind in enumerate((names, question, passage, names | question | passage), 3):
            columns[:, column] = (kind * weights).sum(axis=1)
        columns[:, 7] = best_name_covered([d.names for _, _, d in held], numbers)
        columns[:, 8] = [bool(focus) and focus in d.folded_names for _, _, d in held]
    return Candidates(tuple(row.passage for _, row, _ in held), columns)


def weighted_numbers(
    stems: Sequence[tuple[str, float]], passages: int, frequency: Callable[[str], int]
) -> WeightedNumbers:
    """Returns the query's stem numbers, sorted, and beside each its share of their inverse document frequencies."""
    weighted = {stem_id(stem): weight * np.log1p(max(passages, 1) / (1 + frequency(stem))) for stem, weight in stems}
    ordered = sorted(weighted)
    weights = np.array([weighted[stem] for stem in ordered], np.float32)
    return np.array(ordered, np.uint32), weights / max(float(weights.sum()), 1e-9)
