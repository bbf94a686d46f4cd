"""Gathers what is known of a patient at this moment, for an answer: readings, scores, alerts, and of a past time.

Nobody sees a patient they have no right to: the policy is asked first, whatever is known of the patient.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow.compute as pc

from bedside.core.privacy.access import MaySee, foreign_patient
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.past import AROUND_MS, REACH_MS, Past, Point, lowest_and_highest
from bedside.core.vitals.past_table import courses_of, nearest_of
from bedside.core.vitals.quality import MANUAL
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.view import Held, PatientView, SeenAlert, live_readings
from bedside.core.vitals.when import DAY_MS, Span, When, at_alarm, span_of, zone_of
from bedside.errors import NotFound
from bedside.ports import Alert, AlertStore, Patient, PatientStore, Vitals
from bedside.usecases.read_patient import course, latest_at, observed, person_of, scores

_MOST_ALERTS = 2000
_KEPT_ALERTS = 60
_SCORED_EVERY_MS = 60_000
"""How far apart NEWS2 is made over a stretch: 10,080 times over the longest, some tenths of a second."""


@dataclass(frozen=True, slots=True)
class ViewPatient:
    """Satisfies `ports.PatientViews` from the stores of this process.

    ``now_ms`` gives the time; ``zone`` is that of clock times in questions and answers, "" is UTC.
    """

    vitals: Vitals
    patients: PatientStore
    alerts: AlertStore
    may_see: MaySee
    now_ms: Callable[[], int]
    score_interval_ms: int
    zone: str = ""

    def view(self, person_id: str, patient_id: str, when: When | None = None) -> PatientView:
        """Returns the view. Raises NotAllowed; a patient of whom nothing is known has an empty view."""
        if not self.may_see(person_id, patient_id):
            raise foreign_patient()
        patient = self._patient(patient_id)
        if patient.patient_id != patient_id and not self.may_see(person_id, patient.patient_id):
            raise foreign_patient()
        patient_id, at = patient.patient_id, self.now_ms()
        latest = self.vitals.latest(patient_id)
        by_alarm = when is not None and when.kind == "alarm"
        alerts_known = self.alerts.alerts(patient_id=patient_id, limit=_MOST_ALERTS)
        if when and by_alarm:
            when = at_alarm(when, alerts_known[0].opened_ms if alerts_known else None, at)
        span = span_of(when, at, zone_of(self.zone)) if when else None
        opened, alerts = _alerts(alerts_known, at, span, newest=int(by_alarm))
        return PatientView(
            patient_id,
            at,
            live_readings(
                latest,
                at,
                self.score_interval_ms,
                lambda signal, since, until: self.vitals.readings(patient_id, since, until, signal),
            ),
            news2(observed(latest), person_of(patient), at, interval_ms=self.score_interval_ms),
            alerts,
            patient.bed,
            tuple(scores(latest, patient, at, self.score_interval_ms)),
            self._past(patient, span, at, opened) if span else None,
            self.zone,
            patient.is_present,
            patient.spo2_scale,
            self._held(patient, at),
        )

    def _held(self, patient: Patient, at_ms: int) -> tuple[Held, ...]:
        """Returns the pause of the patient, and the silences that are of them or of a rule for everybody."""
        pause = Held("pause", patient.patient_id, patient.paused_until_ms, by=patient.paused_by, why=patient.paused_why)
        silences = [
            Held(
                "silence",
                one.silence_id,
                one.until_ms,
                one.rule or "",
                not one.patient_id,
                one.by,
                one.why,
                one.created_ms,
            )
            for one in self.alerts.silences(at_ms)
            if one.patient_id == patient.patient_id or (one.patient_id is None and one.rule)
        ]
        return (*([pause] if pause.until_ms > at_ms else []), *silences)

    def _past(self, patient: Patient, span: Span, at_ms: int, opened: int) -> Past:
        if span.moment_ms is not None:
            return self._moment(patient, span.moment_ms, at_ms, opened)
        interval = self.score_interval_ms
        # A reading of the very end belongs to the next stretch, unless that end is now.
        until = span.until_ms + (span.until_ms >= at_ms)
        table = self.vitals.table(patient.patient_id, span.since_ms - interval, until)
        within = table.filter(pc.greater_equal(table["observed_at"], span.since_ms))
        times = [*range(span.until_ms, span.since_ms, -_SCORED_EVERY_MS)][::-1] if len(within) else []
        scored = tuple(course(table, patient, times, interval))
        # The first and the last score that rest on a reading, the lowest and the highest: an answer tells no others.
        known = [n for n, one in enumerate(scored) if one.is_measured]
        ends = known or range(len(scored))
        told = sorted({ends[0], *(lowest_and_highest(scored) or ()), ends[-1]}) if scored else []
        return Past(
            span.since_ms,
            span.until_ms,
            courses=courses_of(within),
            scores=tuple(scored[n] for n in told),
            scored_ms=tuple(times[n] for n in told),
            scored_every_ms=_SCORED_EVERY_MS,
            behind=tuple(dict.fromkeys(one for n in told for one in _points(latest_at(table, times[n])))),
            alerts=opened,
        )

    def _moment(self, patient: Patient, moment: int, at_ms: int, opened: int) -> Past:
        reach, interval = REACH_MS, self.score_interval_ms
        until = min(moment + reach, at_ms) + 1
        table = self.vitals.table(patient.patient_id, moment - max(reach, interval), until)
        then = latest_at(table, moment)
        near = table.filter(pc.greater_equal(table["observed_at"], moment - reach))
        found = (news2(observed(then), person_of(patient), moment, interval_ms=interval),)
        return Past(
            moment,
            moment,
            moment,
            nearest=nearest_of(near, moment),
            scores=(*found, *scores(then, patient, moment, interval)),
            scored_ms=(moment,) * 5,
            behind=tuple(_points(then)),
            alerts=opened,
        )

    def _patient(self, patient_id: str) -> Patient:
        try:
            return self.patients.get(patient_id)
        except NotFound:
            return Patient(patient_id=patient_id)


def _alerts(found: Sequence[Alert], at_ms: int, span: Span | None, newest: int) -> tuple[int, tuple[SeenAlert, ...]]:
    """Returns how many alerts opened in the span, and the alerts of the view: those, and what was open in it or is.

    ``newest`` is how many of the newest are told in any case.
    """
    since, until = (span.since_ms, span.until_ms) if span else (at_ms - DAY_MS, at_ms)
    if since == until:
        since, until = since - AROUND_MS, until + AROUND_MS
    opened = [one for one in found if since <= one.opened_ms <= until]
    still = [one for one in found if one.state != "closed"]
    lasting = [one for one in found if one.opened_ms < since <= (one.closed_ms or at_ms)] if span else []
    kept = (found[:newest], *(some[:_KEPT_ALERTS] for some in (opened, lasting, still)))
    return len(opened), tuple(map(_seen, _newest([one for some in kept for one in some])))


def _points(latest: Mapping[str, StoredReading]) -> Iterator[Point]:
    for _, one in sorted(latest.items()):
        yield Point(one.event_id, one.signal, one.value, one.unit, one.observed_at_ms, one.source == MANUAL)


def _newest(alerts: Sequence[Alert]) -> list[Alert]:
    once = {one.alert_id: one for one in alerts}.values()
    return sorted(once, key=lambda one: (-one.opened_ms, one.alert_id))


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
        one.acknowledged_ms,
        one.is_seen,
        one.silenced,
    )
