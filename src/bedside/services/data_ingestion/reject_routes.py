"""`/ingest/rejects`: what could not be taken, and how it is read again after correction."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends
from pydantic import Field

from bedside.assembly import Assembly
from bedside.core.vitals.raw_columns import FIELDS
from bedside.core.vitals.times import time_text
from bedside.errors import Conflict, InvalidInput
from bedside.ports.watch import Reject
from bedside.services.bodies import Body
from bedside.services.data_ingestion.json_readings import readings_of_entries
from bedside.services.policy import PersonId, let_see
from bedside.services.readings import Value
from bedside.services.web import parts

router = APIRouter(tags=["ingestion"])
_Limit = Annotated[int, Field(ge=1, le=1000)]


class ReplayIn(Body):
    """Fields to replace before it is read again; a value of null leaves the field out."""

    corrections: dict[str, Value | None] = Field(default_factory=dict, max_length=len(FIELDS))


class _OfPatient(msgspec.Struct):
    patient_id: str = ""


_PATIENT = msgspec.json.Decoder(_OfPatient)


@router.get("/ingest/rejects")
def rejects(here: Annotated[Assembly, Depends(parts)], limit: _Limit = 100) -> dict[str, Any]:
    """Lists what waits in quarantine, newest first."""
    return {"rejects": [_told(one) for one in here.rejects.waiting(limit)]}


@router.get("/ingest/rejects/{reject_id}")
def reject(reject_id: str, here: Annotated[Assembly, Depends(parts)], person_id: PersonId = "") -> dict[str, Any]:
    """Gives one with what came, for whoever corrects it and may see its patient."""
    found = here.rejects.get(reject_id)
    let_see(here, person_id, _patient_of(found.raw))
    return _told(found) | {"raw": found.raw.decode("utf-8", "replace")}


@router.post("/ingest/rejects/{reject_id}/replay")
def replay(
    reject_id: str,
    here: Annotated[Assembly, Depends(parts)],
    asked: ReplayIn | None = None,
    person_id: PersonId = "",
) -> dict[str, Any]:
    """Reads one again, corrected. Refused again, it stays in quarantine, and the answer says why."""
    found = here.rejects.get(reject_id)
    let_see(here, person_id, _patient_of(found.raw))
    if found.replayed_ms is not None:
        raise Conflict(
            "It was read again and taken already.", code="already_replayed", next_step="Nothing is left to do for it."
        )
    entry = _corrected(found, asked.corrections if asked else {})
    let_see(here, person_id, _patient_of(entry))
    corrected = readings_of_entries([entry])
    (result,) = here.intake.replay(reject_id, corrected, found.source).results()
    told = {"id": reject_id, "event_id": result.event_id, "status": result.status}
    return told | {"reason": result.reason, "field": result.field} if result.reason else told


def _patient_of(raw: bytes) -> str:
    """Returns whose reading it is; "" where that cannot be read: the policy is asked for nobody it knows."""
    try:
        return _PATIENT.decode(raw).patient_id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


def _told(one: Reject) -> dict[str, Any]:
    return {
        "id": one.reject_id,
        "reason": one.reason,
        "field": one.field,
        "received_at": time_text(one.received_ms),
        "source": one.source,
        "raw_ref": one.raw_ref,
    }


def _corrected(found: Reject, corrections: dict[str, Any]) -> bytes:
    if unknown := sorted(set(corrections) - set(FIELDS)):
        wrong = [{"field": "corrections", "reason": f"{len(unknown)} are none of {', '.join(FIELDS)}"}]
        raise InvalidInput("refused: corrections", errors=wrong)
    try:
        fields = msgspec.json.decode(found.raw, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(
            "What came is no reading in JSON, so no field of it can be corrected.",
            code="not_a_reading",
            next_step="Correct the message where it was made, and send it again.",
        ) from error
    known = {name: value for name, value in fields.items() if name in FIELDS} if corrections else fields
    merged = {name: value for name, value in {**known, **corrections}.items() if value is not None}
    return msgspec.json.encode(merged)
