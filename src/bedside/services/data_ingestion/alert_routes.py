"""Alerts over HTTP: listed, acknowledged, silenced; a patient paused while somebody is at the bed."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import Field

from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.core.alerts import causes
from bedside.core.privacy.access import foreign_patient
from bedside.core.vitals.rules import RULES
from bedside.errors import InvalidInput, NotFound
from bedside.ports import Alert, Notice, Silence
from bedside.services.bodies import Body, Time
from bedside.services.data_ingestion.seen_patients import Permitted, PersonId
from bedside.services.web import parts

router = APIRouter(tags=["alerts"])
Here = Annotated[Assembly, Depends(parts)]
ID = r"^[A-Za-z0-9][A-Za-z0-9._:@~-]{0,127}$"
Id = Annotated[str, Path(pattern=ID)]
_LONGEST_SILENCE = timedelta(days=30)
_LONGEST_OF_ALL = timedelta(hours=12)
_RULES = {name for rule in RULES for name in (rule.name, rule.name.partition(":")[0])} | set(causes.BY_NAME)
"""What may be silenced: a rule, all rules of a kind as in ``limit_low``, or a cause of Bedside's own alerts."""


class AckIn(Body):
    """Who has seen it."""

    by: str = Field(min_length=1, max_length=200, pattern=r"\S")
    comment: str = Field(default="", max_length=2_000)


class SilenceIn(Body):
    """What not to tell, until when, who says so and why."""

    patient_id: str | None = Field(default=None, pattern=ID)
    rule: str | None = Field(default=None, min_length=1, max_length=100)
    until: Time
    by: str = Field(min_length=1, max_length=200, pattern=r"\S")
    why: str = Field(min_length=1, max_length=2_000, pattern=r"\S")


class PauseIn(Body):
    """For how long somebody is at the bed."""

    minutes: int = Field(ge=1, le=120)
    by: str = Field(min_length=1, max_length=200, pattern=r"\S")


@router.get("/alerts")
def list_alerts(
    here: Here,
    patient_id: Annotated[str | None, Query(pattern=ID)] = None,
    state: Annotated[Literal["open", "acknowledged", "closed"] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 200,
    person_id: PersonId = "",
) -> dict[str, Any]:
    """Lists the alerts that the person may see, newest opening first, each with its notices."""
    _let_see(here, person_id, patient_id)
    found = here.alerts.alerts(patient_id=patient_id, state=state, limit=limit)
    found = [one for one in found if one.patient_id is None or here.may_see(person_id, one.patient_id)]
    notices = here.alerts.notices([one.alert_id for one in found])
    return {"alerts": [_alert(one, notices[one.alert_id]) for one in found]}


@router.post("/alerts/{id}/ack")
def acknowledge(id: Id, body: AckIn, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Notes who has seen it; what was still to be told of it is not. Later ones change nothing."""
    _let_see(here, person_id, here.alerts.get(id).patient_id)
    seen = here.alerts.acknowledge(id, body.by, body.comment, now_ms())
    return _alert(seen, here.alerts.notices([id])[id])


@router.post("/silences")
def silence(body: SilenceIn, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Holds notices of a patient, a rule, or both, back until then. Alerts are still shown, marked as silenced."""
    _let_see(here, person_id, body.patient_id)
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
        by=body.by,
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
def end_silence(id: Id, here: Here) -> Response:
    """Ends a silence; what is still open by then is told."""
    here.alerts.end_silence(id, now_ms())
    return Response(status_code=204)


@router.post("/patients/{id}/pause")
def pause(id: Permitted, body: PauseIn, here: Here) -> dict[str, Any]:
    """Holds the patient's notices back for so many minutes; what is still open then is told once."""
    return _paused(here, id, now_ms() + body.minutes * 60_000)


@router.delete("/patients/{id}/pause")
def end_pause(id: Permitted, here: Here) -> dict[str, Any]:
    """Ends the pause now."""
    return _paused(here, id, 0)


def _let_see(here: Assembly, person_id: str, patient_id: str | None) -> None:
    """Raises NotAllowed where it is about a patient whom the person may not see."""
    if patient_id is not None and not here.may_see(person_id, patient_id):
        raise foreign_patient()


def _paused(here: Assembly, patient_id: str, until_ms: int) -> dict[str, Any]:
    try:
        here.patients.get(patient_id)
    except NotFound:
        if not here.vitals.latest(patient_id):  # whose readings come is a patient, though nobody recorded them
            raise
    stored = here.patients.edit(patient_id, lambda one: replace(one, paused_until_ms=until_ms), now_ms())
    return {"patient_id": stored.patient_id, "paused_until": time_of(stored.paused_until_ms or None)}


def time_of(at_ms: int | None) -> str | None:
    """Returns a time as it is written on output, None for none."""
    if at_ms is None:
        return None
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


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
        "acknowledged_by": alert.acknowledged_by,
        "acknowledged_at": time_of(alert.acknowledged_ms),
        "comment": alert.comment,
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
