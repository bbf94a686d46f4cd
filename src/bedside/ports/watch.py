"""What watching needs from outside: the log of readings, their history, patients, the quarantine.

Times are milliseconds since 1970, UTC, in names that end with ``_ms``.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.view import PatientView
from bedside.core.vitals.when import When
from bedside.errors import Unavailable


class Taken(IntEnum):
    """What the log did with a reading."""

    ACCEPTED = 0
    DUPLICATE = 1
    CONFLICTING = 2
    """Another reading was taken under the same id; this one was not."""
    WITHHELD = 3
    """New, and not taken since one that it was offered together with conflicts."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Readings for the log (n,), with the two 64-bit digests of each: of its identity and of its content.

    ``binding`` marks those of which a conflict withholds all of the others; None where each is for itself. ``as_told``
    has the digest of what a bed's reading said before it was given to a patient, 0 for any other reading: what said the
    same as one that was taken is a repeat of it, whoever it would be given to by now.
    """

    readings: pa.RecordBatch
    identities: NDArray[np.uint64]
    contents: NDArray[np.uint64]
    binding: NDArray[np.bool_] | None = None
    as_told: NDArray[np.uint64] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log: readings in the order in which they came, or a tick, which has none but a time."""

    offset: int
    at_ms: int
    readings: pa.RecordBatch | None


def log_busy() -> Unavailable:
    """Returns the error of readings that were not begun in time, and were taken back."""
    return Unavailable("The readings log is busy; nothing was taken.", code="log_busy")


class ReadingLog(Protocol):
    """The durable stream of readings and ticks: what came, in the order it came within a patient's shard."""

    shards: int

    def append(self, offered: Offered) -> NDArray[np.uint8]:
        """Returns a `Taken` for each reading (n,), once what was accepted is durable: all of it, or none.

        A reading is known by its identity for the horizon (24 h), however it is batched anew, also after a restart.
        Raises Unavailable, with nothing taken, where it cannot be made durable (a full disk, a busy file).
        """

    def offer(self, offered: Offered) -> Future[NDArray[np.uint8]]:
        """Returns at once what `append` will come to. Cancelled in time, which the future tells, it is never taken."""

    def tick(self, at_ms: int) -> None:
        """Appends a moment of time to every shard; not waited for on disk."""

    def read(self, shard: int, after: int, limit: int = 256) -> list[Entry]:
        """Returns up to ``limit`` rows behind the offset ``after``, in order; 0 begins with the oldest that is kept."""

    def wait(self, shard: int, after: int, timeout_s: float) -> bool:
        """Waits until there is a row behind ``after``; returns whether there is."""

    def position(self, group: str, shard: int) -> int:
        """Returns the offset up to which a group has done its work; 0 where it has not begun."""

    def commit(self, group: str, shard: int, offset: int) -> None:
        """Notes, durably, that a group has done all rows up to the offset."""

    def end(self, shard: int) -> int:
        """Returns the offset of the newest row, 0 where there is none."""


class ReadingHistory(Protocol):
    """Readings of long ago, found by patient and time."""

    def write(self, shard: int, first_offset: int, readings: pa.Table) -> None:
        """Keeps readings whose first row had that offset, durable on return; the same offset again replaces them."""

    def read(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> list[StoredReading]:
        """Returns a patient's readings observed in ``[since_ms, until_ms)``, by time, each event id once a time."""

    def table(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> pa.Table:
        """Returns the same as columns, with all versions: `core.vitals.versions.standing` tells which of them stand.

        What replaces or withdraws one of them may be elsewhere: in the log, or under another id of the patient.
        """

    def latest(self) -> pa.Table:
        """Returns the latest reading of each patient and signal, of those seen within a month before the newest.

        Where the latest was withdrawn it is the one before it, of the same day back.
        """

    def withdrawals(self) -> pa.Table:
        """Returns the newest withdrawals: what they withdraw may still come."""


@dataclass(frozen=True, slots=True)
class AlarmLimits:
    """Limits of one signal for one patient, in the signal's unit; None leaves a side to the ward's default."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What watching knows of a patient. There is no name here: a patient is known by id and bed."""

    patient_id: str
    birth_date: date | None = None
    spo2_scale: int = 1
    on_oxygen: bool | None = None
    pregnant: bool = False
    ward: str = ""
    bed: str = ""
    limits: Mapping[str, AlarmLimits] = field(default_factory=dict)
    paused_until_ms: int = 0
    """Clinical alerts are held back until then: somebody is at the bed."""
    paused_by: str = ""
    paused_why: str = ""
    """Who paused them last, and why, where that was said."""
    is_present: bool = True
    """False once discharged: no alerts, not on the board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a hospital's system tells of a patient, of the time ``at_ms``, which may be long past.

    ``is_present`` is None where it does not tell of a movement at all; ``bed`` is ward and bed, None where it is not
    told. Told again, it has the same ``move_id``. ``visit`` is the hospital's number of the visit, "" where
    untold. What is older than ``horizon_ms`` and than the newest known completes no past, which may be forgotten.
    """

    move_id: str
    at_ms: int
    is_present: bool | None
    bed: tuple[str, str] | None = None
    birth_date: date | None = None
    visit: str = ""
    horizon_ms: int = -(2**62)


@dataclass(frozen=True, slots=True)
class Edited:
    """A patient as stored, and who lay in their bed until then and has none now.

    ``ends_another_visit``: a discharge was told of another visit than the one the patient is in: they are still here.
    """

    patient: Patient
    moved_out: Sequence[str] = ()
    ends_another_visit: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote of a patient."""

    by: str
    text: str
    at_ms: int


class PatientStore(Protocol):
    """Patients, who lies in which bed when, and notes."""

    def put(self, patient: Patient, at_ms: int) -> None:
        """Stores it, durable on return. Where ward or bed changed, the stay there begins, and the one before ends.

        Whoever lay in that bed has none from then on, and a note that says so.
        """

    def edit(self, patient_id: str, change: Callable[[Patient], Patient], at_ms: int) -> Edited:
        """Stores what ``change`` makes of the patient, or of a new one, as `put` does; returns it as stored.

        Nobody else's change comes in between: who knows only a part of a patient changes that part alone. It is the
        newest word of the patient, whatever the time: a person entered it.
        """

    def move(self, patient_id: str, move: Move) -> Edited:
        """Keeps what was told, durable on return; returns the patient as stored. The same again changes nothing.

        What is older than the newest that is known of the patient completes only who lay in which bed when: whether
        they are here, their bed of now and newer stays remain. Of one time the last to come holds. A bed that is told
        without a movement is that of a patient of whom nothing is known, where nobody lies there.

        Of two visits that have numbers, the end of one ends no other, and makes no word of another an old one.
        """

    def forget_moves(self, before_ms: int, most: int = 500) -> bool:
        """Removes movements of before that time that newer ones cover; returns whether there may be more.

        What is needed to say who is here, in which bed and visit, stays however old it is.
        """

    def get(self, patient_id: str) -> Patient:
        """Returns it, following merges. Raises NotFound."""

    def ids(self, patient_id: str) -> list[str]:
        """Returns all ids that are this patient: the one of now first, then those merged into it."""

    def patients(self, *, is_present: bool | None = True) -> list[Patient]:
        """Returns the patients by ward, bed and id."""

    def changes(self, after: int) -> tuple[int, list[Patient]]:
        """Returns the newest sequence, and the patients stored since the sequence ``after``."""

    def in_bed(self, ward: str, bed: str, at_ms: int) -> str | None:
        """Returns whose bed it was at that time, None where nobody is known to have lain there."""

    def merge(self, patient_id: str, into: str, at_ms: int) -> None:
        """Notes that two ids are one person; stays and notes go over to ``into``."""

    def add_note(self, patient_id: str, note: Note) -> None:
        """Adds a note, durable on return. Raises NotFound."""

    def notes(self, patient_id: str, limit: int = 100) -> list[Note]:
        """Returns the newest notes, newest first."""


class Vitals(Protocol):
    """A patient's readings as they are just now, wherever they are kept."""

    def latest(self, patient_id: str) -> Mapping[str, StoredReading]:
        """Returns the latest reading of each signal; empty where nothing is known."""

    def readings(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> list[StoredReading]:
        """Returns the readings observed in ``[since_ms, until_ms)``, by time, each event id once a time."""

    def table(self, patient_id: str, since_ms: int, until_ms: int, signal: str | None = None) -> pa.Table:
        """Returns the same as columns, for what would be slow in single readings: a stretch of a day."""


class PatientViews(Protocol):
    """What answers about a patient are made from."""

    def view(self, person_id: str, patient_id: str, when: When | None = None) -> PatientView:
        """Returns the patient at this moment, and what was at the time that ``when`` names where it is given.

        Raises NotAllowed where the person may not see the patient, Unavailable where the readings cannot be reached. A
        patient of whom nothing is known has an empty view.
        """
