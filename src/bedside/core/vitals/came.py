"""Readings of a row of the log, as scoring takes them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Came:
    """Readings as columns (n,), in the order in which they came, without late ones.

    ``patient`` and ``source`` are places in ``patients`` and ``sources``; signal, times and values are as in `Batch`.
    ``event_id`` gives the id of the reading at a place. ``corrections`` has the places of those that correct another,
    with when they were made, 0 where that is untold (`versions`).
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


def chosen(came: Came, places: NDArray[np.intp]) -> Came:
    """Returns the readings at the places."""
    names = ("patient", "signal", "times_ms", "values", "arrived_ms", "source")
    columns = {name: getattr(came, name)[places] for name in names}
    return replace(came, **columns, event_id=lambda place: came.event_id(int(places[place])), corrections={})
