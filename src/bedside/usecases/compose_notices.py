"""Composes the notices of an alert: the round of its ladder, in words that fit each contact, with the bed of now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bedside.core.alerts.alert import Alert, Notice
from bedside.core.alerts.escalation import CLINICAL, OPERATIONAL, Contact, Ladder, round_of
from bedside.core.alerts.telling import Setting, closing_of, notices_of
from bedside.ports import Patient, PatientStore
from bedside.usecases.known_patients import KnownPatients

_BEGUN = frozenset({"sending", "sent", "delivered"})


class ComposeNotices:
    """Makes notices for these contacts, in the order in which they are told. Stores nothing."""

    def __init__(
        self,
        patients: PatientStore,
        contacts: Sequence[Contact],
        *,
        page: str = "",
        details: bool = False,
        clinical: Mapping[str, Ladder] = CLINICAL,
        operational: Mapping[str, Ladder] = OPERATIONAL,
    ) -> None:
        self.contacts = tuple(contacts)
        self._patients = KnownPatients(patients)
        self._patients.refresh()
        self._page = page
        self._details = details
        self._clinical = clinical
        self._operational = operational

    def opening(
        self,
        alert: Alert,
        *,
        due_ms: int,
        at_ms: int,
        risen: bool = False,
        step: int = 0,
        without: frozenset[str] = frozenset(),
    ) -> list[Notice]:
        """Returns the first round. ``risen`` where it was told at a lower priority, or before it was worse; the ladder
        then goes on from ``step``. ``without`` names channels left out where there are others.
        """
        first = round_of(self._ladder(alert), self._others(without), 0)
        if first is None:
            return []
        told = replace(first, kind="worsened" if alert.worsened else "escalated", step=step) if risen else first
        return notices_of(alert, told, self._setting(alert), due_ms=due_ms, at_ms=at_ms)

    def following(self, alert: Alert, step: int, at_ms: int) -> list[Notice]:
        """Returns the round after that step, due once it has been unseen for long enough; none at the ladder's end."""
        told = round_of(self._ladder(alert), self.contacts, step + 1)
        if told is None:
            return []
        return notices_of(alert, told, self._setting(alert), due_ms=at_ms + told.after_ms, at_ms=at_ms)

    def closing(self, alert: Alert, told: Sequence[Notice], at_ms: int) -> list[Notice]:
        """Returns the notices that it is over: where that is told at all, to those whom a notice may have reached.

        Of a patient's alert none of what was acknowledged: whoever did so is at it. What got worse since, and was not
        acknowledged again, is over for those who were told of that.
        """
        begun = [one for one in told if one.state in _BEGUN]
        if alert.patient_id is not None:
            begun = [one for one in begun if alert.is_beyond_seen(one.priority, one.worsened)]
        reached = {(one.channel, one.recipient) for one in begun}
        contacts = [one for one in self.contacts if (one.channel, one.recipient) in reached]
        if not self.tells_closing(alert):
            return []
        return closing_of(alert, contacts, self._setting(alert), at_ms)

    def tells_closing(self, alert: Alert) -> bool:
        """Returns whether the end of such an alert is told to anybody."""
        return self._ladder(alert).tells_closing

    def refresh(self) -> None:
        """Takes up who lies where by now; once for each batch of alerts."""
        self._patients.refresh()

    def of_now(self, alert: Alert) -> Alert:
        """Returns the alert under the id that its patient has by now: another where ids were merged."""
        patient = self.patient_of(alert)
        return alert if patient is None else replace(alert, patient_id=patient.patient_id)

    def patient_of(self, alert: Alert) -> Patient | None:
        """Returns the alert's patient where one is known."""
        return None if alert.patient_id is None else self._patients.get(alert.patient_id)

    def _others(self, without: frozenset[str]) -> Sequence[Contact]:
        return [one for one in self.contacts if one.channel not in without] or self.contacts

    def _ladder(self, alert: Alert) -> Ladder:
        return (self._operational if alert.patient_id is None else self._clinical)[alert.priority]

    def _setting(self, alert: Alert) -> Setting:
        patient = self.patient_of(alert)
        ward, bed = (patient.ward, patient.bed) if patient else ("", "")
        return Setting(ward, bed, self._page, self._details)
