"""Remembers of each bed whether its sensor is there, and tells of whoever lies there that it is lost.

Whose bed it is, is known by admission, or by the patient whom the bed's own readings name. A status is of the bed: who
is admitted while it still says lost is told of too, and that it is there again is told of all of whom it was told.
Readings do not take it back here: the scorer takes a sensor that is heard for one that is there.

Kept as an object, so that a restart forgets neither the status nor whom the readings named. Not for two at once.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from bedside.errors import NotFound
from bedside.messages.found import Bed
from bedside.ports import ObjectStore, SensorEvent, SensorEvents
from bedside.ports.watch import PatientStore

KEY = "sensors/beds"
_LOOK_MS = 1_000
_LOOK_AT_ALL_MS = 10_000
"""An admission whose time has not come yet is no change any more when it comes."""
_MOST_BEDS = 10_000


@dataclass(slots=True)
class _Known:
    """What is known of the sensor of a bed: whom its newest reading named, and of whom it was told that it is lost."""

    is_lost: bool = False
    patient_id: str = ""
    named_ms: int = 0
    told: list[str] = field(default_factory=list)


class WatchBedSensors:
    """Hears of the sensors of beds, in one thread. What `keep` wrote is durable.

    ``warn`` is told what an operator should know, without a word of who or where.
    """

    def __init__(
        self, events: SensorEvents, patients: PatientStore, objects: ObjectStore, warn: Callable[[str], None]
    ) -> None:
        self._warn = warn
        self._events = events
        self._patients = patients
        self._objects = objects
        self._beds = self._read()
        self._is_changed = False
        self._sequence = 0
        self._looked_ms = self._looked_at_all_ms = 0

    def named(self, bed: Bed, patient_id: str, at_ms: int) -> None:
        """Hears whom a reading of a bed names, and of when it is."""
        known = self._known(bed)
        if at_ms >= known.named_ms:
            self._is_changed |= known.patient_id != patient_id
            known.patient_id, known.named_ms = patient_id, at_ms

    def told(self, bed: Bed, at_ms: int, *, is_lost: bool, is_repeat: bool) -> None:
        """Hears that a bed's sensor is lost or there. A repeat says what is so, not what happened. Raises Unavailable.

        Whom nobody was told of yet is told of by a repeat too.
        """
        known = self._known(bed)
        lie_there = self._lie_in(bed, known, at_ms)
        if is_lost:
            self._tell([one for one in lie_there if not (is_repeat and one in known.told)], "lost", at_ms)
            if not lie_there and not known.is_lost:
                self._warn("a sensor is lost at a bed of nobody who is known")
        else:
            elsewhere = {one for other, its in self._beds.items() if other != bed and its.is_lost for one in its.told}
            concerned = dict.fromkeys([*lie_there, *known.told])
            self._tell([one for one in concerned if one not in elsewhere], "online", at_ms)
        now_told = lie_there if is_lost else []
        self._is_changed |= (known.is_lost, known.told) != (is_lost, now_told)
        known.is_lost, known.told = is_lost, now_told

    def look(self, now_ms: int) -> None:
        """Tells of who came into a bed whose sensor is lost; looks once a second at most. Raises Unavailable."""
        if abs(now_ms - self._looked_ms) < _LOOK_MS:
            return
        self._looked_ms = now_ms
        sequence, changed = self._patients.changes(self._sequence)
        if not changed and abs(now_ms - self._looked_at_all_ms) < _LOOK_AT_ALL_MS:
            return
        for bed, known in self._beds.items():
            if known.is_lost:
                lie_there = self._lie_in(bed, known, now_ms)
                self._tell([one for one in lie_there if one not in known.told], "lost", now_ms)
                self._is_changed |= known.told != lie_there
                known.told = lie_there
        self._sequence, self._looked_at_all_ms = sequence, now_ms
        self.keep()

    def keep(self) -> None:
        """Makes durable what was heard, where it changed. Raises Unavailable."""
        if self._is_changed:
            kept = [(bed.ward, bed.bed, asdict(known)) for bed, known in self._beds.items()]
            self._objects.put(KEY, json.dumps(kept).encode())
            self._is_changed = False

    def _read(self) -> dict[Bed, _Known]:
        try:
            kept = json.loads(self._objects.get(KEY))
            return {Bed(ward, bed): _Known(**known) for ward, bed, known in kept}
        except (NotFound, ValueError, TypeError):  # what is damaged is learned again
            return {}

    def _known(self, bed: Bed) -> _Known:
        if bed not in self._beds and len(self._beds) >= _MOST_BEDS:  # more than any house has: names made up
            del self._beds[next((one for one, its in self._beds.items() if not its.is_lost), next(iter(self._beds)))]
        return self._beds.setdefault(bed, _Known())

    def _lie_in(self, bed: Bed, known: _Known, now_ms: int) -> list[str]:
        """Returns whose bed it is: by admission, by its readings, or both where these two do not agree."""
        lies = self._patients.in_bed(bed.ward, bed.bed, now_ms)
        named = self._patients.ids(known.patient_id)[0] if known.patient_id else lies
        if named is None or named == lies or not self._is_still_in(bed, known, lies):
            return [lies] if lies else []
        return [lies, named] if lies else [named]

    def _is_still_in(self, bed: Bed, known: _Known, lies: str | None) -> bool:
        """Returns whether no admission since then says that whom the readings named is elsewhere."""
        if lies is not None and lies != self._patients.in_bed(bed.ward, bed.bed, known.named_ms):
            return False
        try:
            patient = self._patients.get(known.patient_id)
        except NotFound:
            return True
        if not patient.is_present:
            return False
        is_elsewhere = bool(patient.bed) and (patient.ward, patient.bed) != (bed.ward, bed.bed)
        was = self._patients.in_bed(patient.ward, patient.bed, known.named_ms) if is_elsewhere else None
        return not is_elsewhere or was == patient.patient_id

    def _tell(self, patients: Sequence[str], kind: str, at_ms: int) -> None:
        self._events.put_many([SensorEvent(one, "", kind, at_ms) for one in patients])
