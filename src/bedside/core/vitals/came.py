"""Readings of a row of the log, as scoring takes them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Key = tuple[str | int, ...]
"""What a reading is a version of (`versions`): equal for all versions of one reading."""


@dataclass(frozen=True, slots=True)
class Came:
    """Readings as columns (n,), in the order in which they came, without late ones.

    ``patient`` and ``source`` are places in ``patients`` and ``sources``; signal, times and values are as in `Batch`.
    ``event_id`` gives the id of the reading at a place. ``corrections`` has the places of those that correct another,
    with when they were made, 0 where that is untold (`versions`); ``withdrawals`` those of what is no reading but
    withdraws one of that time. ``key`` says of which reading the one at a place is a version, and ``remaining`` what
    the series of a withdrawal still has of these patient ids since a time, in the order in which it came.
    """

    patients: Sequence[str]
    patient: NDArray[np.int32]
    signal: NDArray[np.uint8]
    times_ms: NDArray[np.int64]
    values: NDArray[np.float64]
    arrived_ms: NDArray[np.int64]
    sources: Sequence[str]
    source: NDArray[np.int16]
    event_id: Callable[[int], str]
    corrections: Mapping[int, int] = field(default_factory=dict)
    withdrawals: Collection[int] = ()
    key: Callable[[int], Key] = lambda _: ()
    remaining: "Callable[[int, Collection[str], int], Came | None]" = lambda *_: None


def chosen(came: Came, places: NDArray[np.intp]) -> Came:
    """Returns the readings at the places."""
    names = ("patient", "signal", "times_ms", "values", "arrived_ms", "source")
    columns = {name: getattr(came, name)[places] for name in names}
    return replace(
        came,
        **columns,
        event_id=lambda place: came.event_id(int(places[place])),
        corrections={},
        withdrawals=(),
        key=lambda place: came.key(int(places[place])),
        remaining=lambda place, ids, since_ms: came.remaining(int(places[place]), ids, since_ms),
    )
