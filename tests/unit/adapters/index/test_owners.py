"""The walk over rows against the plain loop it stands for."""

import numpy as np
import pytest

from bedside.adapters.index.owners import RowOwners


def filled(chance: np.random.Generator, rows: int) -> tuple[RowOwners, dict[int, tuple[list[int], list[str]]]]:
    owners, known = RowOwners(), {}
    for row in chance.permutation(rows).tolist():
        passages = list(range(100 * row, 100 * row + chance.integers(0, 3)))
        questions = [f"d{row}-{i}" for i in range(chance.integers(0, 3))]
        for key in passages:
            owners.add_passage(row, key)
        for document_id in questions:
            owners.add_question(row, document_id)
        known[row] = (passages, questions)
    return owners, known


@pytest.mark.parametrize("seed", range(20))
def test_the_owners_of_the_first_rows_are_those_a_loop_finds(seed: int) -> None:
    chance = np.random.default_rng(seed)
    owners, known = filled(chance, 60)
    rows = chance.permutation(70)  # some belong to nobody
    most_passages, most_questions = chance.integers(0, 20, 2).tolist()
    expected, passages, questions = [], 0, 0
    for row in rows.tolist():
        own, asked = known.get(row, ([], []))
        own, asked = own if passages < most_passages else [], asked if questions < most_questions else []
        passages, questions = passages + len(own), questions + len(asked)
        if own or asked:
            expected.append((tuple(own), tuple(asked)))
    assert list(owners.first(rows, most_passages, most_questions)) == expected


def test_a_row_far_beyond_the_others_finds_room() -> None:
    owners = RowOwners()
    owners.add_passage(2, 7)
    owners.add_question(5000, "d")
    assert list(owners.first(np.array([5000, 4999, 2]), 9, 9)) == [((), ("d",)), ((7,), ())]


def test_what_is_dropped_is_not_given_and_makes_room_for_the_next() -> None:
    owners = RowOwners()
    for row, key in ((0, 7), (0, 8), (1, 9)):
        owners.add_passage(row, key)
    owners.add_question(0, "d")
    owners.drop_passage(0, 7)
    owners.drop_passage(0, 8)
    owners.drop_question(0, "d")
    assert list(owners.first(np.array([0, 1]), 1, 1)) == [((9,), ())]
