"""Takes in who lies in which bed since when, so that a bed's readings go to the right patient across a change.

An admission or a transfer puts the patient into a bed, a discharge takes them out. An update tells the birth
date, and the bed only of a patient of whom nothing is known yet: updates are sent long after a transfer too, with the
bed of before, where another patient lies by then. It never brings back who was discharged.
"""

from collections.abc import Callable
from dataclasses import replace

from bedside.messages.admissions import Admission, Movement
from bedside.ports import AlertStore
from bedside.ports.watch import Patient, PatientStore


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

    def take(self, admission: Admission) -> None:
        """Keeps one movement, durable on return; the same again changes nothing. Raises Unavailable."""
        if admission.movement == Movement.MERGED:
            self._patients.merge(admission.merged_id, admission.patient_id, admission.at_ms)
            remains, *given_up = self._patients.ids(admission.patient_id)
            self._alerts.carry(given_up, remains)
        else:
            edited = self._patients.edit(admission.patient_id, lambda known: _after(known, admission), admission.at_ms)
            if edited.moved_out:
                self._moved_out(len(edited.moved_out))


def _after(known: Patient, admission: Admission) -> Patient:
    patient = replace(known, birth_date=admission.birth_date or known.birth_date)
    if admission.movement == Movement.LEFT:
        return replace(patient, bed="", is_present=False)
    if admission.movement == Movement.UPDATED:
        return _lying(patient, admission) if known == Patient(patient_id=known.patient_id) else patient
    return _lying(replace(patient, is_present=True), admission)


def _lying(patient: Patient, admission: Admission) -> Patient:
    return replace(patient, ward=admission.bed.ward, bed=admission.bed.bed) if admission.bed else patient
