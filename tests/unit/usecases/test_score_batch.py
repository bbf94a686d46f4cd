"""Rows of the log as the scorer takes them."""

from dataclasses import replace

import pyarrow as pa

from bedside.core.vitals.versions import version_id
from bedside.messages.readings import batch_of
from bedside.testing.contracts.reading_history import NOON, reading
from bedside.usecases.score_batch import came_of


def test_corrections_are_told_by_their_places_and_preliminary_values_count_a_moment_earlier() -> None:
    rows = [
        replace(reading("late"), late=True),
        reading(version_id("a", "preliminary", None, 1) + "#heart_rate"),
        reading("a#heart_rate"),
        reading(version_id("a", "corrected", None, 2) + "#heart_rate"),
        reading(version_id("a", "corrected", NOON + 5, 3) + "#heart_rate"),
    ]
    came = came_of(batch_of(rows))
    assert came.times_ms.tolist() == [NOON - 1, NOON, NOON, NOON]
    assert came.corrections == {2: 0, 3: NOON + 5}


def test_withdrawals_are_told_by_their_places_and_of_which_reading_each_is() -> None:
    rows = [
        replace(reading("late"), late=True),
        reading("a#heart_rate"),
        reading(version_id("a", "withdrawn", None, 1) + "#heart_rate"),
        reading("b#heart_rate"),
    ]
    asked: list[tuple[object, ...]] = []

    def remaining(*of: object) -> pa.RecordBatch:
        asked.append(of)
        return batch_of([reading("before", NOON - 1)])

    came = came_of(batch_of(rows), remaining)
    assert came.withdrawals == [1]
    assert came.key(0) == came.key(1) != came.key(2)
    left = came.remaining(1, ["p1"], NOON)
    assert left is not None
    assert (left.times_ms.tolist(), asked) == ([NOON - 1], [(2, ["p1"], NOON)])
    assert came_of(batch_of(rows)).remaining(1, ["p1"], NOON) is None


def test_an_id_that_only_looks_like_a_withdrawal_is_scored() -> None:
    came = came_of(batch_of([reading("a~withdrawn--0123456789abcde#hr")]))
    assert (came.withdrawals, came.times_ms.tolist()) == ([], [NOON])
