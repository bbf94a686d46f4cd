"""Takes in who lies in which bed since when, so that a bed's readings go to the right patient across a change.

An admission or a transfer puts the patient into a bed, a discharge takes them out. An update tells the birth
date, and the bed only of a patient of whom nothing is known yet: updates are sent long after a transfer too, with the
bed of before, where another patient lies by then. It never brings back who was discharged.

Messages come late, in any order and more than once. The store compares the times (`PatientStore.move`): what is older
than the newest that is known of the patient completes the past, and the same again changes nothing. Movements are
remembered for `MOVES_KEPT_MS`; what is older, and not the newest of the patient, changes nothing any more.
"""

import hashlib
import json
from collections.abc import Callable

from bedside.messages.admissions import Admission, Movement
from bedside.ports import AlertStore
from bedside.ports.watch import Move, PatientStore

_DAY_MS = 24 * 60 * 60 * 1000
LATE_MOVES_MS = 30 * _DAY_MS
"""Up to how late a movement still completes the past: as long as what was refused may be sent in again."""
MOVES_KEPT_MS = LATE_MOVES_MS + _DAY_MS
"""How long movements that newer ones cover are remembered: longer, so that a clock set back by hours finds them."""
_IS_PRESENT = {Movement.ADMITTED: True, Movement.MOVED: True, Movement.LEFT: False, Movement.UPDATED: None}


class TakeAdmission:
    """Keeps admissions in the store of patients. ``moved_out`` is told how many lost their bed to who came.

    With a merge the alerts go over too, whose acknowledgements they keep.
    """

    def __init__(
        self, patients: PatientStore, alerts: AlertStore, moved_out: Callable[[int], None] = lambda _count: None
    ) -> None:
        self._patients = patients
        self._alerts = alerts
        self._moved_out = moved_out

    def take(self, admission: Admission, now_ms: int) -> bool:
        """Keeps one movement, durable on return; the same again changes nothing. Raises Unavailable.

        One without a time, or dated ahead, is of now: the record changes now, so the bed's readings go there from now.
        Returns False for a discharge of another visit than the one that the patient is in: they are still here.
        """
        at_ms = now_ms if admission.at_ms is None else min(admission.at_ms, now_ms)
        if admission.movement == Movement.MERGED:
            self._patients.merge(admission.merged_id, admission.patient_id, at_ms)
            remains, *given_up = self._patients.ids(admission.patient_id)
            self._alerts.carry(given_up, remains)
        else:
            edited = self._patients.move(admission.patient_id, _move(admission, at_ms, now_ms - LATE_MOVES_MS))
            if edited.moved_out:
                self._moved_out(len(edited.moved_out))
            return not edited.ends_another_visit
        return True


def _move(admission: Admission, at_ms: int, horizon_ms: int) -> Move:
    bed = admission.bed
    return Move(
        move_id=_id(admission),
        at_ms=at_ms,
        is_present=_IS_PRESENT[admission.movement],
        bed=(bed.ward, bed.bed) if bed else None,
        birth_date=admission.birth_date,
        visit=admission.visit,
        horizon_ms=horizon_ms,
    )


def _id(admission: Admission) -> str:
    """Returns what the movement is known by when it is sent again: its content with its time.

    The message's own id counts only where there is no time: senders begin their counters anew, and a movement that is
    passed over since another had its number would leave the patient without alerts.
    """
    time = f"message {admission.message_id}" if admission.at_ms is None else f"time {admission.at_ms}"
    bed = [admission.bed.ward, admission.bed.bed] if admission.bed else []
    told: list[object] = [time, admission.movement, admission.patient_id, str(admission.birth_date), *bed]
    if admission.visit:
        told.append({"visit": admission.visit})
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
