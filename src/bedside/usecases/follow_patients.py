"""All patients in memory, as new as the last call: a board asks of each of them every second."""

from collections.abc import Sequence

from bedside.ports import Patient, PatientStore


class FollowPatients:
    """The patients of a store. Call it again and again: each call takes up what has changed."""

    def __init__(self, store: PatientStore) -> None:
        self._store = store
        self._after = 0
        self._patients: dict[str, Patient] = {}
        self._ids: dict[str, Sequence[str]] = {}

    def __call__(self) -> bool:
        """Takes up what has changed; returns whether anything had."""
        after, changed = self._store.changes(self._after)
        if not changed:
            return False
        for one in changed:
            self._patients[one.patient_id] = one
        self._ids = {}
        self._after = after
        return True

    def patient(self, patient_id: str) -> Patient | None:
        """Returns the patient of an id, following merges; None where nothing is stored."""
        return self._patients.get(self.ids(patient_id)[0])

    def ids(self, patient_id: str) -> Sequence[str]:
        """Returns all ids that are this patient, the one of now first."""
        if (known := self._ids.get(patient_id)) is None:
            known = self._ids[patient_id] = self._store.ids(patient_id)
        return known

    def present(self) -> list[Patient]:
        """Returns those that are here."""
        return [one for one in self._patients.values() if one.is_present]
