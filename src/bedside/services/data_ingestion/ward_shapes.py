"""How patients, readings, scores, alerts and beds look in the ward's answers. Times are RFC 3339, in UTC."""

from collections.abc import Mapping
from typing import Any

from bedside.core.alerts.alert import Alert
from bedside.core.vitals.news2 import red, response, tells_risk
from bedside.core.vitals.own_score import RINGS_FROM
from bedside.core.vitals.quality import is_continuous, quality
from bedside.core.vitals.score import Score
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.times import time_text
from bedside.messages.vitals import score_to_wire
from bedside.ports import Note, Patient
from bedside.usecases.read_patient import person_of
from bedside.usecases.show_ward import Bed, Shown, is_technical


def patient_to_wire(patient: Patient, at_ms: int, *, registered: bool = True) -> dict[str, Any]:
    """Returns a patient, with the age at that time in whole years, of infants also in months.

    Who is not ``registered`` is known by readings alone; all but the id is then what is assumed.
    """
    person = person_of(patient)
    return {
        "patient_id": patient.patient_id,
        "birth_date": patient.birth_date.isoformat() if patient.birth_date else None,
        "age_years": person.years_at(at_ms),
        "age_months": person.months_at(at_ms),
        "spo2_scale": patient.spo2_scale,
        "on_oxygen": patient.on_oxygen,
        "pregnant": patient.pregnant,
        "ward": patient.ward,
        "bed": patient.bed,
        "limits": {name: {"low": one.low, "high": one.high} for name, one in patient.limits.items()},
        **pause_to_wire(patient, at_ms),
        "is_present": patient.is_present,
        "registered": registered,
    }


def pause_to_wire(patient: Patient, at_ms: int) -> dict[str, str | None]:
    """Returns until when alarms are paused at that time, by whom and why; None where they are not, or nobody said."""
    return _pause(patient, holds=patient.paused_until_ms > at_ms)


def _pause(patient: Patient, *, holds: bool) -> dict[str, str | None]:
    return {
        "paused_until": time_text(patient.paused_until_ms) if holds else None,
        "paused_by": patient.paused_by or None if holds else None,
        "paused_why": patient.paused_why or None if holds else None,
    }


def reading_to_wire(reading: StoredReading, at_ms: int, interval_ms: int) -> dict[str, Any]:
    """Returns a reading with how it may be taken at that time; ``interval_ms`` is how long a measured one holds."""
    return {
        "event_id": reading.event_id,
        "patient_id": reading.patient_id,
        "device_id": reading.device_id,
        "signal": reading.signal,
        "value": reading.value,
        "unit": reading.unit,
        "observed_at": time_text(reading.observed_at_ms),
        "received_at": time_text(reading.received_at_ms),
        "sequence": reading.sequence,
        "quality": quality(reading, at_ms, interval_ms).value,
        "source": reading.source,
        "late": reading.late,
    }


def news2_to_wire(score: Score, at_ms: int) -> dict[str, Any]:
    """Returns NEWS2 with what it calls for; of a partial one that is the least."""
    calls_for = response(score) if tells_risk(score) else None
    return {
        "at": time_text(at_ms),
        **score_to_wire(score),
        "red": list(red(score)),
        "risk": calls_for.risk if calls_for else None,
        "observe_at_least": calls_for.observe_at_least if calls_for else None,
        "response": calls_for.response if calls_for else None,
    }


def alert_to_wire(alert: Alert) -> dict[str, Any]:
    """Returns an alert as a board shows it."""
    return {
        "id": alert.alert_id,
        "patient_id": alert.patient_id,
        "source": alert.source,
        "rule": alert.rule,
        "priority": alert.priority,
        "technical": is_technical(alert),
        "state": alert.state,
        "opened_at": time_text(alert.opened_ms),
        "reason": alert.reason,
        **acknowledgement_to_wire(alert),
        "worsened": alert.worsened,
        "silenced": alert.silenced,
    }


def acknowledgement_to_wire(alert: Alert) -> dict[str, Any]:
    """Returns who has seen an alert. As bad as it became nobody may have: it was seen at most before that.

    That stands apart, so that nobody who looks only for a name takes the alert for seen.
    """
    noted = {
        "acknowledged_by": alert.acknowledged_by,
        "acknowledged_at": None if alert.acknowledged_ms is None else time_text(alert.acknowledged_ms),
        "comment": alert.comment,
    }
    if alert.is_seen or alert.acknowledged_by is None:
        return noted | {"acknowledged_before_it_got_worse": None}
    nobody = {"acknowledged_by": None, "acknowledged_at": None, "comment": ""}
    return nobody | {"acknowledged_before_it_got_worse": noted}


def note_to_wire(note: Note) -> dict[str, Any]:
    """Returns a note."""
    return {"by": note.by, "text": note.text, "at": time_text(note.at_ms)}


def bed_to_wire(bed: Bed, trends: Mapping[str, list[float | None]] | None) -> dict[str, Any]:
    """Returns a bed of the board, without trends where they are None.

    Ages are not in it: whoever shows it counts them from ``observed_at``, which of what is dated ahead is when it came.
    """
    told = {} if trends is None else {"trends": trends}
    return told | {
        "patient_id": bed.patient.patient_id,
        "ward": bed.patient.ward,
        "bed": bed.patient.bed,
        "spo2_scale": bed.patient.spo2_scale,
        "state": bed.state,
        "word": bed.word,
        "values": [_shown_to_wire(one) for one in bed.values],
        "lost": list(bed.lost),
        "news2": None if bed.news2 is None else _short(bed.news2),
        "pews": None if bed.pews is None else _in_its_place(bed.pews),
        "mews": None if bed.mews is None else _in_its_place(bed.mews),
        "alerts": [alert_to_wire(one) for one in bed.alerts],
        **_pause(bed.patient, holds=bed.is_paused),
        "limits": {name: [one.low, one.high] for name, one in bed.patient.limits.items()},
    }


def _shown_to_wire(shown: Shown) -> dict[str, Any]:
    return {
        "signal": shown.reading.signal,
        "value": shown.reading.value,
        "unit": shown.reading.unit,
        "observed_at": time_text(shown.reading.counts_from_ms),
        "quality": shown.quality.value,
        "fresh_ms": shown.fresh_ms,
        "continuous": is_continuous(shown.reading),
    }


def _in_its_place(score: Score) -> dict[str, Any]:
    """Returns PEWS or MEWS, which tell only whether they reach their published threshold."""
    return {**score_to_wire(score), "risk": "high" if score.reaches(RINGS_FROM[score.name]) else None}


def _short(score: Score) -> dict[str, Any]:
    calls_for = response(score) if tells_risk(score) else None
    return {**score_to_wire(score), "red": list(red(score)), "risk": calls_for.risk if calls_for else None}
