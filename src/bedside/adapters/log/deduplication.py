"""Which of the readings offered together are new: against those known, and against one another in the order offered."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bedside.adapters.log.known import Digests, Known
from bedside.ports.watch import Offered, Taken


def decided(known: Known, offers: Sequence[Offered]) -> list[NDArray[np.uint8]]:
    """Returns a `Taken` for each reading (n,) of each offer; the first of an identity is accepted.

    An offer that is withheld as a whole is as if it had not been there for those offered after it.
    """
    taken = _each(known, offers)
    for at, (offer, mine) in enumerate(zip(offers, taken, strict=True)):
        if offer.binding is not None and (mine[offer.binding] == Taken.CONFLICTING).any():
            others = [*offers[:at], *offers[at + 1 :]]
            rest = decided(known, others) if others else []
            return [*rest[:at], np.where(mine == Taken.ACCEPTED, Taken.WITHHELD, mine).astype(np.uint8), *rest[at:]]
    return taken


def _each(known: Known, offers: Sequence[Offered]) -> list[NDArray[np.uint8]]:
    identities = np.concatenate([offer.identities for offer in offers])
    contents = np.concatenate([offer.contents for offer in offers])
    _, first, of = np.unique(identities, return_index=True, return_inverse=True)
    seen, seen_contents = known.find(identities[first])
    against = np.where(seen, seen_contents, contents[first])[of]
    taken = np.where(contents == against, Taken.DUPLICATE, Taken.CONFLICTING).astype(np.uint8)
    taken[first[~seen]] = Taken.ACCEPTED
    return np.split(taken, np.cumsum([len(offer.identities) for offer in offers])[:-1])


def accepted(offers: Sequence[Offered], taken: Sequence[NDArray[np.uint8]]) -> tuple[Digests, Digests]:
    """Returns the digests of identities and contents of those that were accepted."""
    new = np.concatenate(taken) == Taken.ACCEPTED
    identities = np.concatenate([offer.identities for offer in offers])
    contents = np.concatenate([offer.contents for offer in offers])
    return identities[new], contents[new]
