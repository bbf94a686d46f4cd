"""Alerts over HTTP: listed, acknowledged, silenced; a patient paused while somebody is at the bed."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import Field

from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.core.alerts import causes
from bedside.core.vitals.rules import RULES
from bedside.core.vitals.times import time_text
from bedside.errors import InvalidInput, NotFound
from bedside.ports import Alert, Notice, Patient, Silence
from bedside.services.bodies import SEEN, Body, PatientId, Time
from bedside.services.data_ingestion.seen_patients import Permitted
from bedside.services.data_ingestion.ward_shapes import acknowledgement_to_wire, pause_to_wire
from bedside.services.known_query import KnownQuery
from bedside.services.policy import PersonId, let_see
from bedside.services.web import parts
from bedside.usecases.show_ward import urgency

router = APIRouter(tags=["alerts"], route_class=KnownQuery)
Here = Annotated[Assembly, Depends(parts)]
ID = r"^[A-Za-z0-9][A-Za-z0-9._:@~-]{0,127}$"
Id = Annotated[str, Path(pattern=ID)]
_LONGEST_SILENCE = timedelta(days=30)
_LONGEST_OF_ALL = timedelta(hours=12)
_ALL = 20_000
_RULES = {name for rule in RULES for name in (rule.name, rule.name.partition(":")[0])} | set(causes.BY_NAME)
"""What may be silenced: a rule, all rules of a kind as in ``limit_low``, or a cause of Bedside's own alerts."""


By = Annotated[str, SEEN, Field(min_length=1, max_length=200, pattern=r"\S")]
"""Who says so, as it is shown on board, handover and in the trail: each character can be seen."""


class SeenIn(Body):
    """What the alert said, as it was listed."""

    priority: Literal["low", "medium", "high"]
    worsened: int = Field(ge=0)


class AckIn(Body):
    """Who has seen it. With ``seen`` it is refused where the alert has become worse than that since."""

    by: By
    seen: SeenIn | None = None
    comment: str | None = Field(default=None, max_length=2_000)


class SilenceIn(Body):
    """What not to tell, until when, who says so and why."""

    patient_id: PatientId | None = None
    rule: str | None = Field(default=None, min_length=1, max_length=100)
    until: Time
    by: By
    why: str = Field(min_length=1, max_length=2_000, pattern=r"\S")


class PauseIn(Body):
    """For how long somebody is at the bed, who says so, and why where they say."""

    minutes: int = Field(ge=1, le=120)
    by: By
    why: str | None = Field(default=None, max_length=2_000)


@router.get("/alerts")
def list_alerts(
    here: Here,
    patient_id: Annotated[PatientId | None, Query()] = None,
    state: Annotated[Literal["open", "acknowledged", "closed"] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 200,
    person_id: PersonId = "",
) -> dict[str, Any]:
    """Lists the alerts that the person may see, newest opening first, each with its notices.

    Where there are more than ``limit``, ``truncated`` is true, and what is over is left out before what is not, the
    slightest of that first.
    """
    let_see(here, person_id, patient_id)
    found = []
    if state != "closed":
        standing = here.alerts.alerts(patient_id=patient_id, state=state, is_over=False, limit=_ALL)
        found += sorted(standing, key=urgency)
    if state in (None, "closed"):
        found += here.alerts.alerts(patient_id=patient_id, is_over=True, limit=limit + 1)
    found = [one for one in found if one.patient_id is None or here.may_see(person_id, one.patient_id)]
    kept = sorted(found[:limit], key=lambda one: (-one.opened_ms, one.alert_id))
    notices = here.alerts.notices([one.alert_id for one in kept])
    return {"alerts": [_alert(one, notices[one.alert_id]) for one in kept], "truncated": len(found) > limit}


@router.post("/alerts/{id}/ack")
def acknowledge(id: Id, body: AckIn, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Notes who has seen it; what was still to be told of it is not. Later ones change nothing.

    409 `alert_worse` where it became more urgent, or was told worse, than what ``seen`` says: then nothing is noted.
    """
    let_see(here, person_id, here.alerts.get(id).patient_id)
    seen = None if body.seen is None else (body.seen.priority, body.seen.worsened)
    noted = here.alerts.acknowledge(id, body.by.strip(), body.comment or "", now_ms(), seen=seen)
    return _alert(noted, here.alerts.notices([id])[id])


@router.post("/silences")
def silence(body: SilenceIn, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Holds notices of a patient, a rule, or both, back until then. Alerts are still shown, marked as silenced."""
    let_see(here, person_id, body.patient_id)
    at_ms = now_ms()
    until_ms = round(body.until.timestamp() * 1000)
    if body.patient_id is None and body.rule is None:
        raise _refused("patient_id", "a silence needs a patient, a rule, or both: everything is never silenced")
    if body.rule is not None and body.rule not in _RULES:
        raise _refused("rule", "there is no such rule; alerts name theirs")
    if body.patient_id is None and until_ms > at_ms + _LONGEST_OF_ALL.total_seconds() * 1000:
        raise _refused("until", "a silence of all patients may last 12 hours: name a patient, or a sooner time")
    if not at_ms < until_ms <= at_ms + _LONGEST_SILENCE.total_seconds() * 1000:
        raise _refused("until", "it must lie within the next 30 days")
    new = Silence(
        silence_id=f"sil-{uuid.uuid4().hex[:20]}",
        patient_id=body.patient_id,
        rule=body.rule,
        until_ms=until_ms,
        by=body.by.strip(),
        why=body.why,
        created_ms=at_ms,
    )
    here.alerts.put_silence(new)
    return _silence(new)


@router.get("/silences")
def list_silences(here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Lists the silences that hold now and whose patients the person may see, the first to end first."""
    held = here.alerts.silences(now_ms())
    seen = [one for one in held if one.patient_id is None or here.may_see(person_id, one.patient_id)]
    return {"silences": [_silence(one) for one in seen]}


@router.delete("/silences/{id}", status_code=204)
def end_silence(id: Id, here: Here, person_id: PersonId = "") -> Response:
    """Ends a silence; what is still open by then is told."""
    at_ms = now_ms()
    for held in here.alerts.silences(at_ms):  # one that is over is changed by nobody any more
        if held.silence_id == id:
            let_see(here, person_id, held.patient_id)
    here.alerts.end_silence(id, at_ms)
    return Response(status_code=204)


@router.post("/patients/{id}/pause")
def pause(id: Permitted, body: PauseIn, here: Here) -> dict[str, Any]:
    """Holds the patient's notices back for so many minutes; what is still open then is told once.

    Who pauses and why is kept and shown as long as it holds; a new pause takes the place of the one before.
    """
    until_ms = now_ms() + body.minutes * 60_000
    by, why = body.by.strip(), (body.why or "").strip()
    return _paused(here, id, lambda one: replace(one, paused_until_ms=until_ms, paused_by=by, paused_why=why))


@router.delete("/patients/{id}/pause")
def end_pause(id: Permitted, here: Here) -> dict[str, Any]:
    """Ends the pause now."""
    return _paused(here, id, lambda one: replace(one, paused_until_ms=0))


def _paused(here: Assembly, patient_id: str, change: Callable[[Patient], Patient]) -> dict[str, Any]:
    try:
        here.patients.get(patient_id)
    except NotFound:
        if not here.vitals.latest(patient_id):  # whose readings come is a patient, though nobody recorded them
            raise
    at_ms = now_ms()
    stored = here.patients.edit(patient_id, change, at_ms).patient
    return {"patient_id": stored.patient_id, **pause_to_wire(stored, at_ms)}


def time_of(at_ms: int | None) -> str | None:
    """Returns a time as it is written on output, None for none."""
    return None if at_ms is None else time_text(at_ms)


def _alert(alert: Alert, notices: list[Notice]) -> dict[str, Any]:
    return {
        "id": alert.alert_id,
        "patient_id": alert.patient_id,
        "source": alert.source,
        "rule": alert.rule,
        "priority": alert.priority,
        "state": alert.state,
        "opened_at": time_of(alert.opened_ms),
        "closed_at": time_of(alert.closed_ms),
        "reason": alert.reason,
        "first_event_id": alert.first_event_id,
        **acknowledgement_to_wire(alert),
        "worsened": alert.worsened,
        "silenced": alert.silenced,
        "updated_at": time_of(alert.updated_ms),
        "notices": [_notice(one) for one in notices],
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "channel": notice.channel,
        "kind": notice.kind,
        "state": notice.state,
        "attempts": notice.attempts,
        "reference": notice.reference,
        "due_at": time_of(notice.due_ms),
        "settled_at": time_of(notice.settled_ms),
    }


def _silence(silence: Silence) -> dict[str, Any]:
    return {
        "id": silence.silence_id,
        "patient_id": silence.patient_id,
        "rule": silence.rule,
        "until": time_of(silence.until_ms),
        "by": silence.by,
        "why": silence.why,
        "created_at": time_of(silence.created_ms),
    }


def _refused(field: str, reason: str) -> InvalidInput:
    return InvalidInput(f"refused: {field}", errors=[{"field": field, "reason": reason}])
