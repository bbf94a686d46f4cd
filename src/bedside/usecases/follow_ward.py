"""The ward board as it changes: which beds are to be drawn anew, numbered, so that anybody can go on where they were.

Call it several times a second (`services.loops`). A bed is made anew when something was measured, an alert changed, its
patient's record changed, or time alone changes it; at most once a second. Only what differs from what was shown gets a
new number. State is what there is now: whoever missed some changes gets the newest of each bed, never a backlog.

A bed gets worse at once and better only after 30 s of being better, so that a value at the edge of a band neither
flickers nor shuffles the board.

Where the system's clock is set back, what is remembered by its times would keep beds as they are until the clock is
where it was: it is forgotten, every bed made anew, and all open alerts are read again.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from bedside.ports import Alert, AlertStore, Patient
from bedside.usecases.follow_patients import FollowPatients
from bedside.usecases.read_vitals import FollowVitals
from bedside.usecases.show_ward import RANKS, Bed, show_bed, worst_first

MINUTES = 60
_EVERY_MS = 1000
_RECORDS_EVERY_MS = 250
_OVERLAP_MS = 2000
_MOST_ALERTS = 10_000
_HELD_MS = 30_000
_TREND_EVERY_MS = 10_000
TRENDS = ("heart_rate", "pulse_rate", "spo2", "respiratory_rate", "systolic_bp", "temperature")


@dataclass(frozen=True, slots=True)
class Change:
    """A bed as it is to be drawn, None where the patient is no longer here; ``trends`` by signal, a mean a minute.

    ``trends_sequence`` is the number since which the trends are as they are: who has seen that need not get them again.
    """

    patient_id: str
    sequence: int
    bed: Bed | None
    trends: Mapping[str, list[float | None]]
    trends_sequence: int = 0


class FollowWard:
    """The board of all patients. ``clock`` tells milliseconds since 1970."""

    def __init__(
        self,
        vitals: FollowVitals,
        patients: FollowPatients,
        alerts: AlertStore,
        clock: Callable[[], int],
        interval_ms: int,
    ) -> None:
        self._vitals, self._patients, self._alerts = vitals, patients, alerts
        self._clock, self._interval_ms = clock, interval_ms
        self._publishing = threading.Lock()
        self._beds: dict[str, Bed] = {}
        self._changes: dict[str, Change] = {}
        self._open: dict[str, Alert] = {}
        self._due: set[str] = set()
        self._made_ms: dict[str, int] = {}
        self._trends: dict[str, tuple[int, dict[str, list[float | None]]]] = {}
        self._held: dict[str, tuple[str, int]] = {}
        self._release_ms: dict[str, int] = {}
        self._vitals_version = -1
        self._alerts_ms = -1
        self._called_ms = 0
        self._records_asked_ms = -_RECORDS_EVERY_MS
        self.sequence = 0
        """The number of the newest change."""
        self.system: tuple[Alert, ...] = ()
        """Open alerts that are of no patient: a gateway, the pipeline."""
        self._system_sequence = 0

    def __call__(self) -> bool:
        """Makes anew what is due; returns whether anything differs."""
        at_ms = self._clock()
        if at_ms < self._called_ms:
            self._start_anew()
        self._called_ms = at_ms
        self._take_records(at_ms)
        self._vitals_version, measured = self._vitals.changed_since(self._vitals_version)
        self._due.update(self._patients.ids(one)[0] for one in measured)
        for patient_id, bed in self._beds.items():
            due = (bed.changes_ms, self._release_ms.get(patient_id))
            if any(one is not None and one <= at_ms for one in due) or self._trend_is_old(patient_id, at_ms):
                self._due.add(patient_id)
        ready = [one for one in self._due if at_ms >= self._made_ms.get(one, 0) + _EVERY_MS]
        made = [change for one in ready if (change := self._make(one, at_ms)) is not None]
        self._made_ms.update((one.patient_id, at_ms) for one in made)
        self._due.difference_update(ready)
        return self._publish(made)

    def since(self, after: int) -> tuple[int, list[Change], bool]:
        """Returns the newest number, the newest change of each bed behind the given one, whether `system` changed."""
        with self._publishing:
            changed = [one for one in self._changes.values() if one.sequence > after]
            return self.sequence, changed, self._system_sequence > after

    def beds(self) -> list[Bed]:
        """Returns all beds, worst first."""
        return worst_first(list(self._beds.values()))

    def _make(self, patient_id: str, at_ms: int) -> Change | None:
        """Returns the change of one bed, None where it looks as before."""
        known = self._patients.patient(patient_id)
        if known is not None and (known.patient_id != patient_id or not known.is_present):
            self._beds.pop(patient_id, None)
            shown = self._changes.get(patient_id)
            return None if shown is None or shown.bed is None else Change(patient_id, 0, None, {})
        patient = known or Patient(patient_id=patient_id)
        own = [one for one in self._open.values() if self._patients.ids(one.patient_id or "")[0] == patient_id]
        bed = show_bed(patient, self._vitals.latest(patient_id), own, at_ms, self._interval_ms)
        bed = replace(bed, state=self._state(patient_id, bed.state, at_ms))
        self._beds[patient_id] = bed
        trends = self._trend(patient_id, at_ms)
        before = self._changes.get(patient_id)
        is_shown = before is not None and before.bed == bed and before.trends is trends
        return None if is_shown else Change(patient_id, 0, bed, trends)

    def _publish(self, made: list[Change]) -> bool:
        system = tuple(one for one in self._open.values() if one.patient_id is None)
        if not made and system == self.system:
            return False
        with self._publishing:
            for one in made:
                self.sequence += 1
                before = self._changes.get(one.patient_id)
                is_same = before is not None and before.bed is not None and before.trends is one.trends
                since = before.trends_sequence if before is not None and is_same else self.sequence
                self._changes[one.patient_id] = replace(one, sequence=self.sequence, trends_sequence=since)
            if system != self.system:
                self.sequence += 1
                self.system, self._system_sequence = system, self.sequence
        return True

    def _start_anew(self) -> None:
        self._due.update(self._beds)
        self._alerts_ms = -1
        for one in (self._made_ms, self._trends, self._held, self._release_ms):
            one.clear()

    def _take_records(self, at_ms: int) -> None:
        """Takes up what changed of patients and alerts, a few times a second: to ask costs more than to draw."""
        if not 0 <= at_ms - self._records_asked_ms < _RECORDS_EVERY_MS:
            self._records_asked_ms = at_ms
            if self._patients():
                self._due.update(self._beds, (one.patient_id for one in self._patients.present()))
            self._take_alerts(at_ms)

    def _take_alerts(self, at_ms: int) -> None:
        """Takes up alerts as they changed; those of the last seconds again, since clocks of writers differ a little."""
        changed: Iterable[Alert]
        if self._alerts_ms < 0:
            changed = [
                one
                for state in ("open", "acknowledged")
                for one in self._alerts.alerts(state=state, limit=_MOST_ALERTS)
            ]
            self._alerts_ms = at_ms
            self._open.clear()
        else:
            changed = self._alerts.changed_since(self._alerts_ms - _OVERLAP_MS)
        for one in changed:
            before = self._open.get(one.alert_id)
            if one.state == "closed":
                self._open.pop(one.alert_id, None)
            else:
                self._open[one.alert_id] = one
            if before != self._open.get(one.alert_id) and one.patient_id is not None:
                self._due.add(self._patients.ids(one.patient_id)[0])
            # One that was stored before the clock was set back, or by a clock that is ahead, hides none that come.
            self._alerts_ms = min(max(self._alerts_ms, one.updated_ms), at_ms)

    def _state(self, patient_id: str, state: str, at_ms: int) -> str:
        """Returns the state that is shown: the worse of the last 30 s where it was critical or urgent."""
        held, until_ms = self._held.get(patient_id, (state, 0))
        is_better = RANKS[state] > RANKS[held]
        if is_better and held in ("critical", "urgent") and at_ms < until_ms + _HELD_MS:
            self._release_ms[patient_id] = until_ms + _HELD_MS
            return held
        self._held[patient_id] = (state, at_ms)
        self._release_ms.pop(patient_id, None)
        return state

    def _trend_is_old(self, patient_id: str, at_ms: int) -> bool:
        return patient_id in self._trends and self._trends[patient_id][0] + _TREND_EVERY_MS <= at_ms

    def _trend(self, patient_id: str, at_ms: int) -> dict[str, list[float | None]]:
        """Returns the minutes that are over; the same object as before where they say the same."""
        made_ms, made = self._trends.get(patient_id, (0, None))
        if made is not None and at_ms < made_ms + _TREND_EVERY_MS:
            return made
        courses = {name: self._vitals.trend(patient_id, name, at_ms - 60_000, MINUTES) for name in TRENDS}
        known = {name: line for name, line in courses.items() if any(mean is not None for mean in line)}
        told = known if made is None or known != made else made
        self._trends[patient_id] = (at_ms, told)
        return told
