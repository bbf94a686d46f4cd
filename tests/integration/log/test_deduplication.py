"""Which of several offers in one commit is taken, where one of them is withheld as a whole."""

from dataclasses import replace

import numpy as np

from bedside.adapters.log.deduplication import accepted, decided
from bedside.ports.watch import Taken
from bedside.testing.offers import offer, offered, stored

NEW, KNOWN, OTHER, WITHHELD = Taken.ACCEPTED, Taken.DUPLICATE, Taken.CONFLICTING, Taken.WITHHELD


class Nothing:
    """Knows no reading."""

    def find(self, identities: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.zeros(len(identities), bool), np.zeros(len(identities), np.uint64)


def test_what_is_withheld_is_as_if_it_had_not_been_there_for_those_after_it() -> None:
    whole = replace(offered([stored("b"), stored("c"), stored("a", value=90.0)]), binding=np.ones(3, bool))
    offers = [offer("a"), whole, offer("b", "a"), offer("c", value=80.0)]

    taken = decided(Nothing(), offers)  # type: ignore[arg-type]
    assert [one.tolist() for one in taken] == [[NEW], [WITHHELD, WITHHELD, OTHER], [NEW, KNOWN], [NEW]]
    identities, _ = accepted(offers, taken)
    assert len(identities) == 3


def test_of_two_that_are_bound_the_first_is_taken() -> None:
    pair = [replace(offer("x", "y", value=value), binding=np.ones(2, bool)) for value in (1.0, 2.0)]
    assert [one.tolist() for one in decided(Nothing(), pair)] == [[NEW, NEW], [OTHER, OTHER]]  # type: ignore[arg-type]
