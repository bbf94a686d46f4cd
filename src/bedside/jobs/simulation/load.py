"""Numbered load for fault tests and figures: readings that can be accounted for one by one, at any rate, for little.

Device d of N sends numbers d, d + N, d + 2N …; its sequence counts them, and one number is one reading, so that what a
service has kept can be compared with what it acknowledged: which is lost, doubled or out of order. Values come from one
drawn table, walked at another pace by each device: they change like a monitor's, and are the same for the same seed.

When it fails: no physiology beyond the band; `sick` devices go to values of NEWS2 8 and over halfway, in all patients
alike. For deteriorations with truth take `ward`.

Cost: columns are made by whole batches; about 1 µs a reading as JSON rows, some 0.05 µs as Arrow.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.signals import BY_NAME
from bedside.errors import InvalidInput
from bedside.jobs.simulation.rows import times

if TYPE_CHECKING:
    import pyarrow

SIGNALS = ("heart_rate", "spo2", "respiratory_rate", "systolic_bp", "temperature")
"""What each device sends in turn."""

_CALM = np.array([75.0, 97.5, 15.0, 125.0, 36.9])
_SPREAD = np.array([4.0, 0.8, 1.5, 5.0, 0.15])
_SICK = np.array([128.0, 88.0, 28.0, 95.0, 38.6])
_TABLE = 4093  # a prime, so that devices fall out of step
_PACE = 7
_UNITS = [BY_NAME[name].unit for name in SIGNALS]


@dataclass(frozen=True, slots=True)
class Load:
    """A load: readings a second over all devices, one patient each; ``count`` in all, None without an end.

    The first ``sick`` devices deteriorate from the middle of ``count`` on (from their 60th reading where that is None).
    Ids are ``device_id`` and ``sequence``, with ``event_ids`` event ids too. Raises InvalidInput for numbers below 1.
    """

    start_ms: int
    devices: int = 200
    rate: float = 2000.0
    count: int | None = None
    seed: int = 7
    sick: int = 0
    event_ids: bool = False
    prefix: str = "load"

    def __post_init__(self) -> None:
        if self.devices < 1 or self.rate <= 0 or (self.count is not None and self.count < 1):
            raise InvalidInput("devices, rate and count are above 0", next_step="Correct the number.")

    def batches(self, every_s: float = 0.1) -> "Iterator[tuple[float, Numbered]]":
        """Yields what each ``every_s`` seconds bring, due at their end; the last may be smaller."""
        table = np.random.default_rng([self.seed, 0]).standard_normal(_TABLE)
        smooth = np.convolve(np.concatenate([table, table[:8]]), np.ones(9) / 3, "valid")
        first, turn = 0, 1
        while self.count is None or first < self.count:
            last = round(turn * every_s * self.rate)
            last = last if self.count is None else min(last, self.count)
            if last > first:
                yield turn * every_s, self._numbered(np.arange(first, last), smooth)
            first, turn = last, turn + 1

    def device(self, number: int) -> tuple[str, int]:
        """Returns the device and the sequence of a number."""
        return f"{self.prefix}-device-{number % self.devices}", number // self.devices

    def _numbered(self, number: NDArray[np.int64], table: NDArray[np.float64]) -> "Numbered":
        device, sequence = number % self.devices, number // self.devices
        signal = (sequence + device) % len(SIGNALS)
        changes = 60 if self.count is None else self.count // self.devices // 2
        ill = (device < self.sick) & (sequence >= changes)
        noise = table[(sequence * _PACE + device * 97) % len(table)]
        value = np.round(np.where(ill, _SICK[signal], _CALM[signal]) + _SPREAD[signal] * noise, 1)
        value = np.where(signal == SIGNALS.index("spo2"), np.minimum(value, 100), value)
        observed_ms = self.start_ms + np.floor(number * (1000 / self.rate)).astype(np.int64)
        return Numbered(self, number, device, sequence, signal, value, observed_ms)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Some readings as columns, by number."""

    load: Load
    number: NDArray[np.int64]
    device: NDArray[np.int64]
    sequence: NDArray[np.int64]
    signal: NDArray[np.int64]
    value: NDArray[np.float64]
    observed_ms: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.number)

    def rows(self) -> list[dict[str, Any]]:
        """Returns the contract's readings."""
        prefix = self.load.prefix
        columns = zip(
            self.device.tolist(),
            self.signal.tolist(),
            self.value.tolist(),
            times(self.observed_ms),
            self.sequence.tolist(),
            strict=True,
        )
        rows = [
            {
                "patient_id": f"{prefix}-patient-{device}",
                "device_id": f"{prefix}-device-{device}",
                "signal": SIGNALS[signal],
                "value": value,
                "unit": _UNITS[signal],
                "observed_at": at,
                "sequence": sequence,
            }
            for device, signal, value, at, sequence in columns
        ]
        if self.load.event_ids:
            for row, number in zip(rows, self.number.tolist(), strict=True):
                row["event_id"] = f"{prefix}-{number}"
        return rows

    def arrow(self) -> "pyarrow.RecordBatch":
        """Returns a record batch: event_id (null unless asked for), patient_id, device_id, signal, value, unit,
        observed_at (timestamp[ms, UTC]), sequence.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        prefix, load = self.load.prefix, self.load
        devices = pa.array(self.device).cast(pa.string())
        numbers = pa.array(self.number).cast(pa.string())
        events = pc.binary_join_element_wise(prefix, numbers, "-") if load.event_ids else None
        columns = {
            "event_id": pa.nulls(len(self), pa.string()) if events is None else events,
            "patient_id": pc.binary_join_element_wise(f"{prefix}-patient", devices, "-"),
            "device_id": pc.binary_join_element_wise(f"{prefix}-device", devices, "-"),
            "signal": pa.array(SIGNALS).take(pa.array(self.signal)),
            "value": pa.array(self.value),
            "unit": pa.array(_UNITS).take(pa.array(self.signal)),
            "observed_at": pa.array(self.observed_ms).cast(pa.timestamp("ms", "UTC")),
            "sequence": pa.array(self.sequence),
        }
        return pa.RecordBatch.from_pydict(columns)

    def ipc(self) -> bytes:
        """Returns the record batch as an Arrow IPC stream (``application/vnd.apache.arrow.stream``)."""
        from bedside.messages.arrow_streams import stream_of

        return stream_of(self.arrow())
