"""Rows of the log as the scorer takes them."""

from dataclasses import replace

from bedside.core.vitals.versions import version_id
from bedside.messages.readings import batch_of
from bedside.testing.contracts.reading_history import NOON, reading
from bedside.usecases.score_batch import came_of


def test_corrections_are_told_by_their_places_and_preliminary_values_count_a_moment_earlier() -> None:
    rows = [
        replace(reading("late"), late=True),
        reading(version_id("a", "preliminary", None, 1, "heart_rate")),
        reading("a#heart_rate"),
        reading(version_id("a", "corrected", None, 2, "heart_rate")),
        reading(version_id("a", "corrected", NOON + 5, 3, "heart_rate")),
    ]
    came = came_of(batch_of(rows))
    assert came.times_ms.tolist() == [NOON - 1, NOON, NOON, NOON]
    assert came.corrections == {2: 0, 3: NOON + 5}


def test_a_withdrawal_is_not_scored() -> None:
    came = came_of(batch_of([reading(version_id("a", "withdrawn", None, 1, "heart_rate")), reading("b", NOON + 1)]))
    assert came.times_ms.tolist() == [NOON + 1]
    assert came.event_id(0) == "b"
