"""What the univariate detector remembers of one stream: arrays of constant size, which a host keeps and gives back."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.rarity import BINS

KINDS = ("step", "pattern", "hour", "spread")
"""The ways in which a value can surprise, in the order their counts are kept."""

MEMORY = 4096
"""How many values back a like one is looked for."""

HOLD = 200
"""For how many values after a score only a higher one passes."""

HOURS = 24


@dataclass(slots=True)
class StreamState:
    """The last values, counts of surprises by kind and bin, mean and variance and visits by hour, the last score."""

    values: NDArray[np.float64]
    counts: NDArray[np.int64]
    hours: NDArray[np.float64]
    kept: int = 0
    seen: int = 0
    spread: float = 0.0
    told: float = 0.0
    told_at: int = -HOLD


def new_state() -> StreamState:
    """Returns the state of a stream of which nothing was seen."""
    return StreamState(np.zeros(2 * MEMORY), np.zeros((len(KINDS), BINS), np.int64), np.zeros((HOURS, 3)))


def as_arrays(state: StreamState) -> dict[str, NDArray[np.float64] | NDArray[np.int64]]:
    """Returns copies of all that is remembered, by name, such as ``numpy.savez`` keeps."""
    return {
        "values": state.values.copy(),
        "counts": state.counts.copy(),
        "hours": state.hours.copy(),
        "places": np.array((state.kept, state.seen, state.told_at), np.int64),
        "levels": np.array((state.spread, state.told), np.float64),
    }


def from_arrays(arrays: Mapping[str, NDArray[np.float64] | NDArray[np.int64]]) -> StreamState:
    """Returns the state that ``as_arrays`` gave. Raises ValueError where a part is missing or of another form."""
    for name, like in as_arrays(new_state()).items():
        if name not in arrays or arrays[name].shape != like.shape or arrays[name].dtype != like.dtype:
            raise ValueError(f"the state of a stream has no {name} of this form")
    kept, seen, told_at = arrays["places"].tolist()
    spread, told = arrays["levels"].tolist()
    return StreamState(
        arrays["values"].astype(np.float64),
        arrays["counts"].astype(np.int64),
        arrays["hours"].astype(np.float64),
        kept,
        seen,
        spread,
        told,
        told_at,
    )
