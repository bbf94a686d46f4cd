"""What the kernel remembers of a shard's patients: arrays only, grown as patients and series come, saved as npz bytes.

A patient is a number from 0 on, given by the host, who knows which patient it stands for. Rows of a patient who left
are given up by `forget`; the number may then stand for another one.
"""

import io
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.state_rows import (
    FOREVER,
    LONG_AGO,
    NEVER,
    NO_LEVEL,
    NOT_APPLICABLE,
    ON_AIR,
    ON_OXYGEN,
    PATIENT_DTYPE,
    SCALE_2,
    SERIES_DTYPE,
    UNKNOWN_INTERVAL,
    Rows,
)
from bedside.core.vitals.watched import rules
from bedside.errors import InvalidInput

FORMAT = 1
"""The version of saved state; it changes with the rows, their meaning, or the order of signals or conditions."""

ORIGIN_STEP_MS = 5_400_000
"""The origin is a multiple of this, so that stretches on the clock begin where they do in milliseconds since 1970."""

_SPARE = 64  # one row in so many is kept free, so that a new series seldom moves all the others
_NEW_SERIES = {"last": NEVER, "arrived": NEVER, "every": UNKNOWN_INTERVAL} | dict.fromkeys(
    ("past0", "past1", "past2", "hours0", "hours1"), NO_LEVEL
)


@dataclass(slots=True)
class State:
    """The rows of one shard. Only functions of this package change it; ``series_used`` rows of ``series`` are in use."""

    series: Rows
    patients: Rows
    limits: NDArray[np.float64]
    series_used: int = 0
    origin_ms: int | None = None
    _holes: int = field(default=0, repr=False)

    @classmethod
    def new(cls) -> Self:
        """Returns a state that knows nobody."""
        table = rules()
        limits = np.stack([table["low"], table["high"]], axis=1)[None]
        return cls(np.zeros(0, SERIES_DTYPE), np.zeros(0, PATIENT_DTYPE), limits)

    @property
    def nbytes(self) -> int:
        """Returns how many bytes all rows take, spare ones included."""
        return self.series.nbytes + self.patients.nbytes + self.limits.nbytes

    def grow(self, patient: NDArray[np.int32], signal: NDArray[np.uint8]) -> None:
        """Makes room for these series (n,) and their patients, as far as they are not there yet.

        `step` does so by itself; a host that knows who comes saves it the work. Raises InvalidInput for a negative
        patient, or a signal that is not in the code table.
        """
        if not len(patient):
            return
        if int(patient.min()) < 0 or int(signal.max()) >= len(SIGNALS):
            raise InvalidInput("no such patient or signal", next_step="Number patients from 0, signals as in SIGNALS.")
        self._reach(int(patient.max()) + 1)
        masks = self.patients["mask"].copy()
        np.bitwise_or.at(masks, patient, np.int32(1) << signal.astype(np.int32))
        changed = np.flatnonzero(masks != self.patients["mask"])
        needed = int(_ones(masks[changed]).sum())
        if self.series_used + needed > len(self.series):
            self._compact(masks)
        else:
            self._append(changed, masks)

    def describe(
        self,
        patient: int,
        *,
        applicable: bool = True,
        spo2_scale: int = 1,
        on_oxygen: bool | None = None,
        limits: dict[str, tuple[float | None, float | None]] | None = None,
    ) -> None:
        """Sets all that the host knows of a patient: whether NEWS2 applies, scale, oxygen, own limits (low, high).

        NEWS2 does not apply under 16 or in pregnancy. A signal without own limits, or with None, keeps the default.
        What follows from it is told with the patient's next reading, or at the next tick. Raises InvalidInput for
        another scale than 1 or 2, or a signal that is not in the code table.
        """
        if spo2_scale not in (1, 2) or not set(limits or {}) <= set(BY_NAME):
            raise InvalidInput(
                "no such SpO2 scale or signal", next_step="Send scale 1 or 2, and signals as in SIGNALS."
            )
        self._reach(patient + 1)
        row = self.patients[patient]
        row["about"] = (
            NOT_APPLICABLE * (not applicable)
            | SCALE_2 * (spo2_scale == 2)
            | ON_AIR * (on_oxygen is False)
            | ON_OXYGEN * (on_oxygen is True)
        )
        row["due"] = LONG_AGO
        self._limit(row, limits or {})

    def forget(self, patient: int) -> None:
        """Forgets a patient: rows, limits and what holds. Nothing is told of it."""
        if patient >= len(self.patients):
            return
        row = self.patients[patient]
        self.series[row["first"] : row["first"] + int(_ones(row["mask"][None])[0])] = _new_series(1)[0]
        self.patients[patient] = _new_patients(1)[0]

    def to_bytes(self) -> bytes:
        """Returns the whole state as npz, without spare rows, equal for equal states."""
        kept = replace(self)
        kept._compact(kept.patients["mask"], spare=0)
        file = io.BytesIO()
        np.savez(
            file,
            format=np.array([FORMAT, len(SIGNALS)]),
            series=kept.series,
            patients=kept.patients,
            limits=kept.limits,
            origin_ms=np.array([] if kept.origin_ms is None else [kept.origin_ms], np.int64),
        )
        return file.getvalue()

    @classmethod
    def from_bytes(cls, saved: bytes) -> Self:
        """Returns the state that was saved. Raises InvalidInput for another format, or what is no state at all."""
        try:
            with np.load(io.BytesIO(saved), allow_pickle=False) as kept:
                if kept["format"].tolist() != [FORMAT, len(SIGNALS)]:
                    raise ValueError("format")
                origin = kept["origin_ms"].tolist()
                rows = kept["series"], kept["patients"], kept["limits"]
        except (ValueError, KeyError, OSError, EOFError) as error:
            raise InvalidInput(
                "not a scorer's state of this version", next_step="Rebuild it: rewind the scorer's group in the log."
            ) from error
        if (rows[0].dtype, rows[1].dtype) != (SERIES_DTYPE, PATIENT_DTYPE):
            raise InvalidInput("the rows are of another kind", next_step="Rebuild it: rewind the scorer's group.")
        return cls(*rows, series_used=len(rows[0]), origin_ms=origin[0] if origin else None)

    def move_origin(self, at_ms: int) -> None:
        """Moves the origin to a moment; times that were longer ago than 24 days before it count as that long ago."""
        origin = at_ms // ORIGIN_STEP_MS * ORIGIN_STEP_MS
        if self.origin_ms is not None:
            shift = origin - self.origin_ms
            _shift(self.series["last"], shift, NEVER)
            _shift(self.series["arrived"], shift, NEVER)
            _shift(self.patients["due"], shift, FOREVER)
        self.origin_ms = origin

    def _reach(self, patients: int) -> None:
        if patients > len(self.patients):
            # Patients mostly come one by one: room for an eighth more, but not more than is small beside their series.
            added = max(patients - len(self.patients), min(len(self.patients) // 8, 1024))
            self.patients = np.concatenate([self.patients, _new_patients(added)])

    def _append(self, changed: NDArray[np.intp], masks: NDArray[np.int32]) -> None:
        """Moves the series of changed patients behind all others, each with its new ones."""
        counts = _ones(masks[changed])
        first = self.series_used + np.cumsum(counts) - counts
        before = self.patients[changed]
        self.patients["first"][changed], self.patients["mask"][changed] = first, masks[changed]
        end = self.series_used + int(counts.sum())
        self.series[self.series_used : end] = _new_series(end - self.series_used)
        _copy(self.series, before, self.series, self.patients[changed])
        self.series_used = end

    def _compact(self, masks: NDArray[np.int32], spare: int = _SPARE) -> None:
        """Writes all series anew, without gaps, by patient, and with some rows to spare."""
        counts = _ones(masks)
        used = int(counts.sum())
        series = _new_series(used + (used // spare + 16 if spare else 0))
        patients = self.patients.copy()
        patients["first"], patients["mask"] = np.cumsum(counts) - counts, masks
        _copy(self.series, self.patients, series, patients)
        self.series, self.patients, self.series_used = series, patients, used

    def _limit(self, row: np.void, limits: dict[str, tuple[float | None, float | None]]) -> None:
        if not limits and not row["limits"]:
            return
        if not row["limits"]:
            self.limits = np.concatenate([self.limits, self.limits[:1]])
            row["limits"] = len(self.limits) - 1
        own = self.limits[0].copy()
        for name, bounds in limits.items():
            for side, bound in enumerate(bounds):
                if bound is not None:
                    own[SIGNALS.index(BY_NAME[name]), side] = bound
        self.limits[row["limits"]] = own


def _ones(masks: NDArray[np.int32]) -> NDArray[np.int64]:
    return np.bitwise_count(masks).astype(np.int64)


def _new_series(count: int) -> Rows:
    rows = np.zeros(count, SERIES_DTYPE)
    for name, value in _NEW_SERIES.items():
        rows[name] = value
    return rows


def _new_patients(count: int) -> Rows:
    rows = np.zeros(count, PATIENT_DTYPE)
    rows["due"] = LONG_AGO
    return rows


def _copy(source: Rows, before: Rows, target: Rows, after: Rows) -> None:
    """Copies the series that patients had before to where they lie after; both have the same patients in order."""
    for signal in range(len(SIGNALS)):
        bit = 1 << signal
        had = np.flatnonzero(before["mask"] & bit)
        below = bit - 1
        old = before["first"][had] + _ones(before["mask"][had] & below)
        new = after["first"][had] + _ones(after["mask"][had] & below)
        target[new] = source[old]


def _shift(times: NDArray[np.int32], shift: int, kept: int) -> None:
    moved = np.clip(times.astype(np.int64) - shift, LONG_AGO, FOREVER - 1)
    times[:] = np.where(times == kept, kept, moved)
