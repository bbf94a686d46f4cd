"""Tells that readings still come for somebody who was discharged, and for whom nobody is alerted any more.

It is told once a patient, as a fault of the service and not of a bed, since no bed shows them: to everybody, on the
board's banner, and so without an id. Two minutes of readings of just now are waited for, in which a monitor is taken
off; what is written down later for a time before tells nothing, but a monitor's clock may be wrong by ten minutes. It
ends where they were admitted again, or nothing came for ten minutes. Whoever merges ids is not discharged: readings
under the old id are those of the new one.
"""

import hashlib
from collections.abc import Callable

from bedside.core.alerts.causes import Finding
from bedside.core.vitals.stored_reading import StoredReading
from bedside.ports import Alert, Patient
from bedside.usecases.follow_patients import FollowPatients
from bedside.usecases.raise_operational import RaiseOperational
from bedside.usecases.read_vitals import FollowVitals

CAUSE = "discharged_sending"
LASTS_MS = 2 * 60_000
QUIET_MS = 10 * 60_000
_NOW_MS = 60_000
_CLOCK_MS = 10 * 60_000
_EVERY_MS = 10_000


class WatchDischarged:
    """The work of a loop. ``patients`` are kept new by the board's loop."""

    def __init__(
        self, raise_: RaiseOperational, vitals: FollowVitals, patients: FollowPatients, clock_ms: Callable[[], int]
    ) -> None:
        self._raise, self._vitals, self._patients, self._clock_ms = raise_, vitals, patients, clock_ms
        self._version = -1
        self._heard: dict[str, tuple[int, int]] = {}
        self._looked_ms = self._began_ms = -_EVERY_MS

    def work(self) -> bool:
        """Looks every ten seconds; returns False, since there is nothing to hurry for."""
        now_ms = self._clock_ms()
        if 0 <= now_ms - self._looked_ms < _EVERY_MS:
            return False
        if now_ms < self._looked_ms or self._began_ms < 0:
            self._heard, self._began_ms = {}, now_ms  # the start, or the clock was set back
        self._hear(now_ms)
        self._tell(now_ms)
        self._looked_ms = now_ms  # where it failed it looks again at once: only what fails time after time is told
        return False

    def _hear(self, now_ms: int) -> None:
        version, measured = self._vitals.changed_since(self._version)
        for one in measured:
            patient = self._discharged(one)
            if patient is not None and any(self._of_now(patient, now_ms)):
                began_ms, _ = self._heard.get(patient.patient_id, (now_ms, now_ms))
                self._heard[patient.patient_id] = (began_ms, now_ms)
        self._version = version
        self._heard = {
            one: (began_ms, last_ms)
            for one, (began_ms, last_ms) in self._heard.items()
            if now_ms - last_ms < QUIET_MS and self._discharged(one) is not None
        }

    def _tell(self, now_ms: int) -> None:
        heard = [patient for one in self._heard if (patient := self._discharged(one)) is not None]
        for patient in heard:
            began_ms, last_ms = self._heard[patient.patient_id]
            if last_ms - began_ms >= LASTS_MS:
                self._raise(Finding(CAUSE, source_of(patient), self._from(patient, now_ms)))
        holding = {mark_of(patient.patient_id) for patient in heard}
        for alert in self._raise.open():
            if alert.rule == CAUSE and not any(mark in str(alert.source) for mark in holding):
                self._close(alert, now_ms)

    def _close(self, alert: Alert, now_ms: int) -> None:
        """Closes it where they are here again; else once there was time to hear of them since the start."""
        is_back = any(mark_of(one.patient_id) in str(alert.source) for one in self._patients.present())
        if is_back or now_ms - self._began_ms >= QUIET_MS:
            self._raise.close(alert)

    def _discharged(self, patient_id: str) -> Patient | None:
        patient = self._patients.patient(patient_id)
        return None if patient is None or patient.is_present else patient

    def _of_now(self, patient: Patient, now_ms: int) -> list[StoredReading]:
        return [
            one
            for one in self._vitals.latest(patient.patient_id).values()
            if abs(now_ms - one.received_at_ms) <= _NOW_MS and abs(now_ms - one.observed_at_ms) <= _CLOCK_MS
        ]

    def _from(self, patient: Patient, now_ms: int) -> str:
        """Returns the devices that send, else the doors by which it comes: so that the monitor is found."""
        found = self._of_now(patient, now_ms) or list(self._vitals.latest(patient.patient_id).values())
        devices = sorted({one.device_id for one in found if one.device_id})
        return ", ".join(devices or sorted({one.source for one in found}))


def source_of(patient: Patient) -> str:
    """Returns how a discharged patient is spoken of where everybody reads it: the ward, and a mark of their own.

    >>> source_of(Patient(patient_id="p1", ward="North"))
    'a discharged patient of ward North (mark 24559413)'
    """
    of_ward = f" of ward {patient.ward}" if patient.ward else ""
    return f"a discharged patient{of_ward} (mark {mark_of(patient.patient_id)})"


def mark_of(patient_id: str) -> str:
    """Returns what tells discharged patients apart without naming them."""
    return hashlib.sha256(f"discharged\x1f{patient_id}".encode()).hexdigest()[:8]
