"""The scorer's work: takes rows of the log, scores them, raises what became of episodes, and notes how far it is.

It belongs in a loop that repeats it. Every two seconds, and after many readings, the whole state is put into the object
store as one snapshot together with the offset it belongs to; only then is the position noted in the log. After a kill
it goes on from the snapshot: what came since is scored again, row by row as before, so the same episodes come again
under the same ids, and whoever takes them up knows them already. What could not be raised is kept and raised before
anything else is read.

Where there is no snapshot, or one of another version, the log is read again from its beginning. Then nothing is raised
up to the position the scorer had come to before, as that was raised then; only what is open at that point is. Of a
patient whose ids were merged it is known by what people were told (`carry_over`).

What is known of patients, of lost sensors and of refused readings is not in the log: it is taken up as it is when it is
read. After a kill it may so apply some seconds earlier in the stream than it did. For a merge of two ids that would
make other episodes of what was told already: before it is taken up there is a snapshot.
"""

import io
import json
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pyarrow as pa

from bedside.core.alerts.alert import Alert
from bedside.core.vitals.came import Came
from bedside.core.vitals.episode import Episode
from bedside.core.vitals.score import Person
from bedside.core.vitals.scoring import DEFAULT, Settings
from bedside.core.vitals.shard import Described, Shard
from bedside.core.vitals.versions import CORRECTED, PRELIMINARY, WITHDRAWN, key_at, versions_in
from bedside.errors import InvalidInput, NotFound
from bedside.ports import Entry, ObjectStore, Patient, PatientStore, ReadingHistory, ReadingLog
from bedside.usecases.carry_over import CarryOver
from bedside.usecases.find_remaining import FindRemaining
from bedside.usecases.rounds import Round

GROUP = "scorer"
"""The name under which the log keeps how far scoring is, and the beginning of the snapshots' keys."""

SNAPSHOT_EVERY_MS = 2_000
SNAPSHOT_READINGS = 200_000

Remaining = Callable[[int, Collection[str], int], pa.RecordBatch]
"""Gives what stands of the series of the withdrawal at a place, of these patient ids, observed since a time."""
RaiseAlerts = Callable[[Sequence[Episode], int], None]
"""Makes alerts of episodes at a time of the stream, durable on return; what it knows by its id it takes up again."""

StillOpen = Callable[[], Sequence[Alert]]
"""The alerts that people were told of and that are not over."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Which shard of the log is read, how many rows a round takes, how long it waits for more, and how it scores.

    In ``history`` it finds what a withdrawal leaves, in the log alone where there is none.
    """

    shard: int = 0
    rows: int = 256
    wait_s: float = 0.25
    scoring: Settings = DEFAULT
    history: ReadingHistory | None = None


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What is kept: how far it is, up to which offset all was raised before, the shard, and what ids carry over."""

    offset: int
    quiet_until: int
    shard: Shard
    carried: CarryOver


@dataclass(slots=True)
class _Work:
    """A shard with how far it is; ``quiet_until`` is the offset up to which all was raised before."""

    shard: Shard
    offset: int
    quiet_until: int
    saved_offset: int
    saved_ms: int
    carried: CarryOver
    patients_after: int = 0
    readings: int = 0
    owed: list[Episode] = field(default_factory=list)


class ScoreBatch:
    """The scorer of one shard of the log. Not for two at once. What `tell_…` hands over may come from any thread."""

    def __init__(
        self,
        log: ReadingLog,
        objects: ObjectStore,
        patients: PatientStore,
        raise_alerts: RaiseAlerts,
        clock_ms: Callable[[], int],
        *,
        still_open: StillOpen,
        terms: Terms = Terms(),
    ) -> None:
        """``clock_ms`` is only for how often a snapshot is made, ``still_open`` for when there is none."""
        self._log = log
        self._objects = objects
        self._patients = patients
        self._raise = raise_alerts
        self._clock_ms = clock_ms
        self._still_open = still_open
        self._shard = terms.shard
        self._remaining = FindRemaining(log, terms.history, terms.shard)
        self._terms = terms
        self._key = f"{GROUP}/{terms.shard}"
        self._work: _Work | None = None
        self._beside: deque[Callable[[Shard], list[Episode]]] = deque()

    def __call__(self) -> Round:
        """Does one round; returns what there was that is new. May raise, and be called again: nothing is lost."""
        work = self._work or self._begin()
        self._raise_owed(work)
        entries = self._log.read(self._shard, work.offset, self._terms.rows)
        after, changed = self._patients.changes(work.patients_after)
        if work.offset != work.saved_offset and any(map(self._merged_into, changed)):
            self._save(work)
        try:
            for patient in changed:
                work.owed += self._described(work, patient)
            work.patients_after = after
            self._take_beside(work)  # after who came, of whom it may tell already that a sensor is lost
            for entry in entries:
                self._take(work, entry)
        except BaseException:
            self._work = None  # half a row may be in it; the snapshot is whole
            raise
        self._raise_owed(work)
        if self._is_due(work):
            self._save(work)
        if not entries:
            return Round(self._log.wait(self._shard, work.offset, self._terms.wait_s))
        return Round.of(len(entries), self._terms.rows)

    def flush(self) -> None:
        """Makes a snapshot of what is done, as when the process is told to stop."""
        if self._work is not None and not self._work.owed:
            self._save(self._work)

    def tell_status(self, patient_id: str, signals: Sequence[str], at_ms: int, *, is_lost: bool) -> None:
        """Hands over that sensors are lost, or there again; a kill within two seconds may forget it."""
        self._beside.append(lambda shard: shard.on_status(patient_id, signals, at_ms, is_lost=is_lost))

    def tell_refused(self, patient_id: str, counts: Mapping[str, int], at_ms: int) -> None:
        """Hands over how many readings of each signal were refused as impossible; a kill may forget it."""
        self._beside.append(lambda shard: shard.refused(patient_id, counts, at_ms))

    def _begin(self) -> _Work:
        found = self._snapshot()
        if found is None:
            position = self._log.position(GROUP, self._shard)
            found = _Snapshot(0, position, Shard(self._terms.scoring), CarryOver())
        # Saved long ago, so that the first round is kept: one that is killed again and again comes further each time.
        self._work = _Work(found.shard, found.offset, found.quiet_until, found.offset, 0, found.carried)
        return self._work

    def _snapshot(self) -> _Snapshot | None:
        try:
            return _read(self._objects.get(self._key), self._terms.scoring)
        except (NotFound, InvalidInput):
            return None

    def _take(self, work: _Work, entry: Entry) -> None:
        if work.quiet_until and entry.offset > work.quiet_until:
            work.owed += self._open_by_now(work)
            work.quiet_until = 0
        if entry.readings is None:
            told = work.carried.known(work.shard.tick(entry.at_ms)) + work.carried.over(entry.at_ms)
        else:
            told = work.carried.known(work.shard.take(came_of(entry.readings, partial(self._remaining, entry))))
            work.readings += entry.readings.num_rows
        work.offset = entry.offset
        if not work.quiet_until:
            work.owed += told

    def _open_by_now(self, work: _Work) -> list[Episode]:
        """Returns what is open where the log was read again, known as before also of those whose ids were merged."""
        found = work.shard.episodes.open_episodes()
        told = [one for one in self._still_open() if one.patient_id and len(self._patients.ids(one.patient_id)) > 1]
        over = work.carried.find_again(told, found, work.shard.latest_ms)
        return [*work.carried.known(found), *over]

    def _take_beside(self, work: _Work) -> None:
        while self._beside:
            work.owed += work.carried.known(self._beside.popleft()(work.shard))

    def _described(self, work: _Work, patient: Patient) -> list[Episode]:
        at_ms = work.shard.latest_ms
        if into := self._merged_into(patient):
            ended = work.carried.known(work.shard.merge(patient.patient_id, into, at_ms))
            remains = [one.rule for one in work.shard.episodes.open_episodes() if one.patient_id == into]
            return work.carried.merge(patient.patient_id, into, ended, remains, at_ms)
        told = work.carried.known(work.shard.describe(described(patient), at_ms))
        return told if patient.is_present else told + work.carried.over(at_ms, left=patient.patient_id)

    def _merged_into(self, patient: Patient) -> str:
        """Returns the id that a patient's was merged into, "" for none."""
        into = patient.patient_id if patient.is_present else self._patients.get(patient.patient_id).patient_id
        return "" if into == patient.patient_id else into

    def _raise_owed(self, work: _Work) -> None:
        if work.owed:
            self._raise(work.owed, work.shard.latest_ms)
            work.owed = []

    def _is_due(self, work: _Work) -> bool:
        if work.offset == work.saved_offset:
            return False
        waited_ms = self._clock_ms() - work.saved_ms
        return abs(waited_ms) >= SNAPSHOT_EVERY_MS or work.readings >= SNAPSHOT_READINGS

    def _save(self, work: _Work) -> None:
        self._objects.put(self._key, _written(work))
        self._log.commit(GROUP, self._shard, work.offset)
        work.saved_offset, work.saved_ms, work.readings = work.offset, self._clock_ms(), 0


def came_of(readings: pa.RecordBatch, remaining: Remaining | None = None) -> Came:
    """Returns the readings of a row of the log (`messages.readings.READINGS`) as the scorer takes them.

    A preliminary one counts a moment earlier than it was observed, so that the final one is news to it. ``remaining``
    finds what the series of a withdrawal still has; without it nothing is known to remain.
    """
    late = readings.column("late").to_numpy(zero_copy_only=False)
    if late.any():
        readings = readings.filter(pa.array(~late))
    patients = readings.column("patient_id").dictionary_encode()
    source = readings.column("source")
    ids, times = readings.column("event_id"), readings.column("observed_at").to_numpy()
    versions = versions_in(ids)
    if preliminary := [place for place, version in versions.items() if version.kind == PRELIMINARY]:
        times = times.copy()
        times[preliminary] -= 1
    taken = np.flatnonzero(~late)
    return Came(
        patients.dictionary.to_pylist(),
        patients.indices.to_numpy(),
        readings.column("signal").indices.to_numpy().astype(np.uint8),
        times,
        readings.column("value").to_numpy(),
        readings.column("received_at").to_numpy(),
        source.dictionary.to_pylist(),
        source.indices.to_numpy().astype(np.int16),
        lambda place: str(ids[place].as_py()),
        corrections={place: one.made_ms or 0 for place, one in versions.items() if one.kind == CORRECTED},
        withdrawals=[place for place, one in versions.items() if one.kind == WITHDRAWN],
        key=lambda place: key_at(readings, place),
        remaining=lambda place, *of: came_of(remaining(int(taken[place]), *of)) if remaining else None,
    )


def described(patient: Patient) -> Described:
    """Returns what the scorer needs to know of a patient."""
    return Described(
        patient.patient_id,
        Person(patient.birth_date, patient.spo2_scale, patient.on_oxygen, patient.pregnant),
        {name: (limits.low, limits.high) for name, limits in patient.limits.items()},
        patient.is_present,
    )


def _written(work: _Work) -> bytes:
    head = {"offset": work.offset, "quiet_until": work.quiet_until, "carried": work.carried.plain()}
    written = json.dumps(head).encode()
    return len(written).to_bytes(4, "little") + written + work.shard.to_bytes()


def _read(snapshot: bytes, settings: Settings) -> _Snapshot:
    file = io.BytesIO(snapshot)
    try:
        head = json.loads(file.read(int.from_bytes(file.read(4), "little")))
        offset, quiet_until = int(head["offset"]), int(head.get("quiet_until", 0))
        carried = CarryOver(head.get("carried"))
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput("not a scorer's snapshot", next_step="It is built anew from the log.") from error
    return _Snapshot(offset, quiet_until, Shard.from_bytes(file.read(), settings), carried)
