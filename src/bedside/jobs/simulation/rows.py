"""Readings as columns: what the simulation makes and hands on, and how they become the contract's readings."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.signals import BY_NAME

SIGNALS = (
    "heart_rate",
    "pulse_rate",
    "spo2",
    "respiratory_rate",
    "systolic_bp",
    "diastolic_bp",
    "mean_bp",
    "temperature",
    "consciousness",
    "oxygen_flow",
)
"""What is sent here; a row names its signal by the place in this tuple."""

BY_NURSE = frozenset({"temperature", "consciousness", "oxygen_flow"})
"""Entered by hand: no device, and an event id of their own."""

_PLACE = {name: place for place, name in enumerate(SIGNALS)}
_UNITS = [BY_NAME[name].unit for name in SIGNALS]
_LEVELS = BY_NAME["consciousness"].codes


def place(signal: str) -> int:
    """Returns the number by which rows name a signal."""
    return _PLACE[signal]


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of equal length. ``due_s`` is when a row reaches the service, from the start; a consciousness is the
    place of its code. ``sequence`` counts what a bed's monitor has sent; it is 0 for what a nurse entered.
    """

    bed: NDArray[np.int32]
    signal: NDArray[np.uint8]
    value: NDArray[np.float64]
    observed_ms: NDArray[np.int64]
    sequence: NDArray[np.int64]
    due_s: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.bed)

    def take(self, which: Any) -> "Rows":
        """Returns the rows of an index, a slice or a mask."""
        return Rows(*(getattr(self, one.name)[which] for one in fields(self)))


def joined(parts: Sequence[Rows]) -> Rows:
    """Returns the rows of all parts, one part after the other."""
    return Rows(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Rows)))


def times(at_ms: NDArray[np.int64]) -> list[str]:
    """Returns times as the contract writes them, in UTC."""
    written: list[str] = np.datetime_as_string(at_ms.astype("datetime64[ms]"), timezone="UTC").tolist()
    return written


def readings(rows: Rows, ids: Sequence[str], run: str) -> list[dict[str, Any]]:
    """Returns the rows as the contract's readings. ``ids`` are the patients' by bed; ``run`` marks this ward's ids."""
    columns = zip(
        rows.bed.tolist(),
        rows.signal.tolist(),
        rows.value.tolist(),
        times(rows.observed_ms),
        rows.sequence.tolist(),
        strict=True,
    )
    return [_reading(ids[bed - 1], SIGNALS[signal], signal, value, at, n, run) for bed, signal, value, at, n in columns]


def _reading(patient: str, signal: str, number: int, value: float, at: str, sequence: int, run: str) -> dict[str, Any]:
    body = {"patient_id": patient, "signal": signal, "unit": _UNITS[number], "observed_at": at}
    if signal not in BY_NURSE:
        return {**body, "value": value, "device_id": f"{patient}-monitor", "sequence": sequence}
    entered = _LEVELS[int(value)] if signal == "consciousness" else value
    return {**body, "value": entered, "event_id": f"{run}-{patient}-{signal}-{at}"}
