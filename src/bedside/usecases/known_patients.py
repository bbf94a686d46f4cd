"""Patients as they are now, held in memory: one question for all changes instead of one for each alert of a storm."""

import threading

from bedside.errors import NotFound
from bedside.ports import Patient, PatientStore


class KnownPatients:
    """Follows a store. What it says is as new as the last `refresh`. May be used from several threads at once."""

    def __init__(self, patients: PatientStore) -> None:
        self._patients = patients
        self._lock = threading.Lock()
        self._sequence = 0
        self._known: dict[str, Patient] = {}

    def refresh(self) -> None:
        """Takes up what was stored since the last time."""
        with self._lock:
            self._sequence, changed = self._patients.changes(self._sequence)
            self._known.update((one.patient_id, one) for one in changed)

    def get(self, patient_id: str) -> Patient | None:
        """Returns the patient, None where nobody is known. An id that is not present may have become another's."""
        known = self._known.get(patient_id)
        if known is None or known.is_present:
            return known
        try:
            return self._patients.get(patient_id)
        except NotFound:
            return None
