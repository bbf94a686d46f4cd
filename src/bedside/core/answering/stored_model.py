"""Reads the body of a stored model: what is missing or of another shape is told as damage, with the way out of it."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.errors import Corrupt


@contextmanager
def read_as(what: str, name: str) -> Iterator[None]:
    """Raises Corrupt for a body that cannot be read. ``what`` is said to people, ``name`` is the registry's."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Corrupt(f"{what} cannot be read", next_step=anew(name)) from error


def anew(name: str) -> str:
    """Returns the next step where a stored model is of no use here."""
    return f"`bedside model rollback {name} --to shipped`, then `bedside train ask`."


def numbers(body: Mapping[str, Any], name: str, *shape: int) -> NDArray[np.float64]:
    """Returns an array of a body. Raises KeyError, TypeError or ValueError for what is not numbers of that shape."""
    values = np.array(body[name], np.float64)
    if values.shape != shape or not np.isfinite(values).all():
        raise ValueError(f"{name} has another shape, or no number")
    return values


def number(body: Mapping[str, Any], name: str) -> float:
    """Returns a number of a body. Raises KeyError or ValueError for what is no finite number."""
    value = body[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{name} is no number")
    return float(value)
