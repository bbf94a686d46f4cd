"""What the kernel remembers of a shard's patients: arrays only, grown as patients and series come, saved as npz bytes.

A patient is a number from 0 on, given by the host, who knows which patient it stands for. Rows of a patient who left
are given up by `forget`; the number may then stand for another one.
"""

import io
from dataclasses import dataclass, replace
from typing import Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.row_space import (
    copy_series,
    new_patients,
    new_series,
    ones_of,
    shift_times,
    with_zeroed_padding,
)
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.state_rows import (
    AGE_SHIFT,
    FOREVER,
    LEARNED_SHIFT,
    LONG_AGO,
    NEVER,
    NOT_APPLICABLE,
    ON_AIR,
    ON_OXYGEN,
    PATIENT_DTYPE,
    SCALE_2,
    SERIES_DTYPE,
    Rows,
    series_row,
)
from bedside.core.vitals.watched import SCALE_2_SPO2_LOW, rules
from bedside.errors import InvalidInput

FORMAT = 2
"""The version of saved state; it changes with the rows, their meaning, or the order of signals or conditions."""

ORIGIN_STEP_MS = 5_400_000
"""The origin is a multiple of this, so that stretches on the clock begin where they do in milliseconds since 1970."""

# Rows kept free, so that a new series seldom moves all the others: one in so many, and some.
_SPARE, _SPARE_ROWS = 64, 4096


@dataclass(slots=True)
class State:
    """The rows of one shard, changed by this package only; ``series_used`` rows of ``series`` are in use."""

    series: Rows
    patients: Rows
    limits: NDArray[np.float64]
    series_used: int = 0
    origin_ms: int | None = None

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
        there = self.patients["mask"][patient] >> signal.astype(np.int32) & 1
        missing = np.flatnonzero(there == 0)
        masks = self.patients["mask"].copy()
        np.bitwise_or.at(masks, patient[missing], np.int32(1) << signal[missing].astype(np.int32))
        changed = np.flatnonzero(masks != self.patients["mask"])
        needed = int(ones_of(masks[changed]).sum())
        if self.series_used + needed > len(self.series):
            self._compact(masks)
        else:
            self._append(changed, masks)

    def describe(
        self,
        patient: int,
        *,
        applicable: bool = True,
        age: int = 0,
        spo2_scale: int = 1,
        on_oxygen: bool | None = None,
        limits: dict[str, tuple[float | None, float | None]] | None = None,
    ) -> None:
        """Sets all that the host knows of a patient: whether NEWS2 applies, age, scale, oxygen, own limits (low, high).

        NEWS2 does not apply under 16 or in pregnancy, PEWS to whose ``age`` is 0 (`pews.age_of`). A signal without own
        limits, or with None, keeps the default, which is lower for SpO2 on scale 2. What follows from it is told with
        the patient's next reading, or at the next tick. Raises InvalidInput for another scale than 1 or 2, or a signal
        that is not in the code table.
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
            | age << AGE_SHIFT
        )
        row["due"] = LONG_AGO
        own = dict(limits or {})
        if spo2_scale == 2:
            low, high = own.get("spo2", (None, None))
            own["spo2"] = (SCALE_2_SPO2_LOW if low is None else low, high)
        self._limit(row, own)

    def forget(self, patient: int, signal: int | None = None) -> None:
        """Forgets a patient, so that the number may be another's; or one series, whose sensor was taken off on purpose.

        Nothing is told of it: the host closes what was open.
        """
        if signal is not None:
            if (place := self._place(patient, signal)) is not None:
                row = self.patients[patient]
                row["joint"] -= int(self.series[place]["strays"]) ** 2
                row["due"] = LONG_AGO
                self.series[place] = new_series(1)[0]
        elif patient < len(self.patients):
            self.patients[patient] = new_patients(1)[0]

    def relearn(self, patient: int, signal: int) -> None:
        """Takes what comes from now on for usual: a person has seen the change, and it is there to stay.

        A deviation that holds ceases with the next reading.
        """
        if (place := self._place(patient, signal)) is not None:
            self.series[place]["flags"] &= (1 << LEARNED_SHIFT) - 1

    def _place(self, patient: int, signal: int) -> int | None:
        place = int(series_row(self.patients[patient], signal)) if patient < len(self.patients) else -1
        return None if place < 0 else place

    def to_bytes(self) -> bytes:
        """Returns the whole state as npz, without spare rows, equal for equal states."""
        kept = replace(self)
        kept._compact(kept.patients["mask"], spare=0)
        file = io.BytesIO()
        np.savez(
            file,
            format=np.array([FORMAT, len(SIGNALS)]),
            series=kept.series,
            patients=with_zeroed_padding(kept.patients),
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
        except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
            raise InvalidInput(
                "not a scorer's state of this version", next_step="Rebuild it: rewind the scorer's group in the log."
            ) from error
        if (rows[0].dtype, rows[1].dtype) != (SERIES_DTYPE, PATIENT_DTYPE):
            raise InvalidInput("the rows are of another kind", next_step="Rebuild it: rewind the scorer's group.")
        # What is read back does not know that its fields are aligned: all loops would be compiled anew for it.
        series, patients = rows[0].view(SERIES_DTYPE), rows[1].view(PATIENT_DTYPE)
        return cls(series, patients, rows[2], series_used=len(series), origin_ms=origin[0] if origin else None)

    def move_origin(self, at_ms: int) -> None:
        """Moves the origin to a moment; times that were longer ago than 24 days before it count as that long ago."""
        origin = at_ms // ORIGIN_STEP_MS * ORIGIN_STEP_MS
        if self.origin_ms is not None:
            shift = origin - self.origin_ms
            shift_times(self.series["last"], shift, NEVER)
            shift_times(self.series["arrived"], shift, NEVER)
            shift_times(self.patients["due"], shift, FOREVER)
        self.origin_ms = origin

    def set_back(self, by_ms: int) -> None:
        """Takes in that the clock of arrivals was set back by so much: ages at arrival stay what they are."""
        shift_times(self.series["arrived"], by_ms, NEVER)
        self.patients["due"] = LONG_AGO

    def _reach(self, patients: int) -> None:
        if patients > len(self.patients):
            # Patients mostly come one by one: room for an eighth more, but not more than is small beside their series.
            added = max(patients - len(self.patients), min(len(self.patients) // 8, 1024))
            self.patients = np.concatenate([self.patients, new_patients(added)])

    def _append(self, changed: NDArray[np.intp], masks: NDArray[np.int32]) -> None:
        """Moves the series of changed patients behind all others, each with its new ones."""
        counts = ones_of(masks[changed])
        first = self.series_used + np.cumsum(counts) - counts
        before = self.patients[changed]
        self.patients["first"][changed], self.patients["mask"][changed] = first, masks[changed]
        end = self.series_used + int(counts.sum())
        self.series[self.series_used : end] = new_series(end - self.series_used)
        copy_series(self.series, before, self.series, self.patients[changed])
        self.series_used = end

    def _compact(self, masks: NDArray[np.int32], spare: int = _SPARE) -> None:
        """Writes all series anew, without gaps, by patient, and with some rows to spare."""
        counts = ones_of(masks)
        used = int(counts.sum())
        series = new_series(used + (used // spare + _SPARE_ROWS if spare else 0))
        patients = self.patients.copy()
        patients["first"], patients["mask"] = np.cumsum(counts) - counts, masks
        copy_series(self.series, self.patients, series, patients)
        self.series, self.patients, self.series_used = series, patients, used

    def _limit(self, row: np.void, limits: dict[str, tuple[float | None, float | None]]) -> None:
        if not limits and not row["limits"]:
            return
        if not row["limits"]:
            row["limits"] = np.setdiff1d(np.arange(1, len(self.limits) + 1), self.patients["limits"])[0]
            if row["limits"] == len(self.limits):
                self.limits = np.concatenate([self.limits, self.limits[:1]])
        own = self.limits[0].copy()
        for name, bounds in limits.items():
            for side, bound in enumerate(bounds):
                if bound is not None:
                    own[SIGNALS.index(BY_NAME[name]), side] = bound
        self.limits[row["limits"]] = own
