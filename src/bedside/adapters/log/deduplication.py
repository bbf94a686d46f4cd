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
    taken = np.full(len(identities), Taken.DUPLICATE, np.uint8)
    new = ~_told_before(known, offers)
    taken[new] = _by_identity(known, identities[new], contents[new])
    return np.split(taken, np.cumsum([len(offer.identities) for offer in offers])[:-1])


def _told_before(known: Known, offers: Sequence[Offered]) -> NDArray[np.bool_]:
    """Returns which (n,) are readings of beds that were taken before, for whomever."""
    as_told = np.concatenate([_as_told(offer) for offer in offers])
    of_beds = np.flatnonzero(as_told)
    before = np.zeros(len(as_told), bool)
    wanted, of = np.unique(as_told[of_beds], return_inverse=True)
    before[of_beds] = known.find(wanted)[0][of]
    return before


def _as_told(offer: Offered) -> Digests:
    return np.zeros(len(offer.identities), np.uint64) if offer.as_told is None else offer.as_told


def _by_identity(known: Known, identities: Digests, contents: Digests) -> NDArray[np.uint8]:
    _, first, of = np.unique(identities, return_index=True, return_inverse=True)
    seen, seen_contents = known.find(identities[first])
    against = np.where(seen, seen_contents, contents[first])[of]
    taken = np.where(contents == against, Taken.DUPLICATE, Taken.CONFLICTING).astype(np.uint8)
    taken[first[~seen]] = Taken.ACCEPTED
    return taken


def accepted(offers: Sequence[Offered], taken: Sequence[NDArray[np.uint8]]) -> tuple[Digests, Digests]:
    """Returns the digests of identities and contents of those that were accepted."""
    new = [one == Taken.ACCEPTED for one in taken]
    digests = [digests_of(offer, mine) for offer, mine in zip(offers, new, strict=True)]
    return np.concatenate([one for one, _ in digests]), np.concatenate([one for _, one in digests])


def digests_of(offer: Offered, mine: NDArray[np.bool_]) -> tuple[Digests, Digests]:
    """Returns the digests under which some of the readings are known, and for each that of the content."""
    identities, contents = offer.identities[mine], offer.contents[mine]
    if offer.as_told is None:
        return identities, contents
    of_beds = mine & (offer.as_told != 0)
    return np.concatenate([identities, offer.as_told[of_beds]]), np.concatenate([contents, offer.contents[of_beds]])
