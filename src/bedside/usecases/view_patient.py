"""Gathers what is known of a patient at this moment, for an answer: readings, NEWS2, alerts.

Nobody sees a patient they have no right to: the policy is asked first, whatever is known of the patient.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bedside.core.privacy.access import MaySee, foreign_patient
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.score import Observed
from bedside.core.vitals.view import PatientView, SeenAlert, extremes_of, live_readings
from bedside.errors import NotFound
from bedside.ports import Alert, AlertStore, Patient, PatientStore, Vitals
from bedside.usecases.read_patient import person_of

_DAY_MS = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class ViewPatient:
    """Satisfies `ports.PatientViews` from the stores of this process. ``now_ms`` gives the time."""

    vitals: Vitals
    patients: PatientStore
    alerts: AlertStore
    may_see: MaySee
    now_ms: Callable[[], int]
    score_interval_ms: int

    def view(self, person_id: str, patient_id: str, span_ms: int = 0) -> PatientView:
        """Returns the view. Raises NotAllowed; a patient of whom nothing is known has an empty view."""
        if not self.may_see(person_id, patient_id):
            raise foreign_patient()
        patient = self._patient(patient_id)
        patient_id, person = patient.patient_id, person_of(patient)
        at = self.now_ms()
        latest = self.vitals.latest(patient_id)
        observed = {name: Observed(one.value, one.unit, one.observed_at_ms) for name, one in latest.items()}
        spanned = self.vitals.readings(patient_id, at - span_ms, at + 1) if span_ms else []
        return PatientView(
            patient_id,
            at,
            live_readings(latest, at, lambda s, since, until: self.vitals.readings(patient_id, since, until, s)),
            news2(observed, person, at, interval_ms=self.score_interval_ms),
            tuple(_seen(one) for one in self._alerts(patient_id, at)),
            extremes_of(spanned),
            span_ms,
            patient.bed,
        )

    def _patient(self, patient_id: str) -> Patient:
        try:
            return self.patients.get(patient_id)
        except NotFound:
            return Patient(patient_id=patient_id)

    def _alerts(self, patient_id: str, at_ms: int) -> list[Alert]:
        found = self.alerts.alerts(patient_id=patient_id, limit=20)
        return [one for one in found if one.state != "closed" or one.opened_ms > at_ms - _DAY_MS]


def _seen(one: Alert) -> SeenAlert:
    return SeenAlert(
        one.alert_id,
        one.rule,
        one.priority,
        one.state,
        one.reason,
        one.opened_ms,
        one.closed_ms,
        one.acknowledged_by,
    )
