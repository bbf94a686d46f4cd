"""`/ingest/rejects`: what could not be taken, and how it is read again after correction.

A reading of a bed goes to who lay there at its time, as that is known by now. A correction or withdrawal stays one: it
keeps the event id that says so.
"""

from collections.abc import Collection
from contextlib import suppress
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends
from pydantic import Field

from bedside.assembly import Assembly
from bedside.core.vitals.raw_columns import FIELDS
from bedside.core.vitals.raw_times import time_ms
from bedside.core.vitals.reading import Reading, Reason, Unread, bed_key_of
from bedside.core.vitals.times import time_text
from bedside.core.vitals.versions import FINAL, version_of
from bedside.errors import Conflict, InvalidInput
from bedside.messages.json_names import names_twice
from bedside.ports.rejects import Reject
from bedside.services.bodies import Body
from bedside.services.data_ingestion.fhir_entries import SOURCE as FHIR
from bedside.services.data_ingestion.json_readings import readings_of_entries
from bedside.services.data_ingestion.senders import door_of
from bedside.services.known_query import KnownQuery
from bedside.services.policy import PersonId, let_see
from bedside.services.readings import Value
from bedside.services.web import parts

router = APIRouter(tags=["ingestion"], route_class=KnownQuery)
_Limit = Annotated[int, Field(ge=1, le=1000)]


class ReplayIn(Body):
    """Fields to replace before it is read again; a value of null leaves the field out."""

    corrections: dict[str, Value | None] = Field(default_factory=dict, max_length=len(FIELDS))


class _Bed(msgspec.Struct):
    ward: str
    bed: str


_BED = msgspec.json.Decoder(_Bed)
_FIELDS_SENT = ("json", "arrow")
"""Doors whose readings came as these fields and no others; beside what other doors keep stands where it came from."""
_NOBODY_YET = "-"
"""Stands for the patient of a bed in which nobody lay, so that whatever else is wrong is told first."""


@router.get("/ingest/rejects")
def rejects(here: Annotated[Assembly, Depends(parts)], limit: _Limit = 100) -> dict[str, Any]:
    """Lists what waits in quarantine, newest first."""
    return {"rejects": [_told(one) for one in here.rejects.waiting(limit)]}


@router.get("/ingest/rejects/{reject_id}")
def reject(reject_id: str, here: Annotated[Assembly, Depends(parts)], person_id: PersonId = "") -> dict[str, Any]:
    """Gives one with what came, for whoever corrects it and may see its patient."""
    found = here.rejects.get(reject_id)
    let_see(here, person_id, _patient_of(here, found))
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
    let_see(here, person_id, _patient_of(here, found))
    if found.replayed_ms is not None:
        raise Conflict(
            "It was read again and taken already.", code="already_replayed", next_step="Nothing is left to do for it."
        )
    corrections = asked.corrections if asked else {}
    fields = _corrected(found, corrections)
    patient = _named(here, found, fields)
    let_see(here, person_id, patient)
    corrected = [_still_twice(found, fields, corrections) or _read(found, fields, patient)]
    (result,) = here.intake.replay(reject_id, corrected, found.source, _bed_key(found)).results()
    told = {"id": reject_id, "event_id": result.event_id, "status": result.status}
    if not result.reason:
        return told
    return told | {"reason": result.reason, "field": result.field, "detail": Reason(result.reason).sentence}


def _still_twice(found: Reject, fields: dict[str, Any], corrections: Collection[str]) -> Unread | None:
    """Returns that a field stands twice in what came, where the correction does not say which is meant."""
    left = [name for name in _twice(found) if name not in corrections]
    return Unread(Reason.FIELD_TWICE, left[0], fields.get("event_id")) if left else None


def _patient_of(here: Assembly, found: Reject) -> str:
    """Returns whose reading it is; "" where that cannot be read: the policy is asked for nobody it knows."""
    try:
        return _named(here, found, _fields_of(found))
    except InvalidInput:
        return ""


def _named(here: Assembly, found: Reject, fields: dict[str, Any]) -> str:
    """Returns the patient of the fields, who is the one in the bed where the reading came as the bed's."""
    patient, at = fields.get("patient_id"), fields.get("observed_at")
    if (
        patient == ""
        and door_of(found.source) not in _FIELDS_SENT
        and isinstance(at, str)
        and (at_ms := time_ms(at)) is not None
    ):
        with suppress(msgspec.DecodeError):
            bed = _BED.decode(found.raw)
            return here.patients.in_bed(bed.ward, bed.bed, at_ms) or ""
    return patient if isinstance(patient, str) else ""


def _read(found: Reject, fields: dict[str, Any], patient: str) -> Reading | Unread:
    """Returns the reading of the fields as the patient's; one of a bed in which nobody lay is refused for that."""
    is_nobodys = fields.get("patient_id") == "" and door_of(found.source) not in _FIELDS_SENT
    entry = fields | ({"patient_id": patient or _NOBODY_YET} if is_nobodys else {})
    (read,) = readings_of_entries([msgspec.json.encode(entry)])
    if is_nobodys and not patient and isinstance(read, Reading):
        return Unread(Reason.NO_PATIENT_IN_BED, "patient_id", read.event_id)
    return read


def _bed_key(found: Reject) -> bytes:
    """Returns what a reading of a bed is known by as it came, whoever is named for it now; b"" for any other."""
    fields = _fields_of(found)
    if door_of(found.source) in _FIELDS_SENT or fields.get("patient_id") != "":
        return b""
    came = _read(found, {name: value for name, value in fields.items() if name in FIELDS}, _NOBODY_YET)
    with suppress(msgspec.DecodeError):
        bed = _BED.decode(found.raw)
        return bed_key_of(came, found.source, bed.ward, bed.bed) if isinstance(came, Reading) else b""
    return b""


def _told(one: Reject) -> dict[str, Any]:
    return {
        "id": one.reject_id,
        "reason": one.reason,
        "field": one.field,
        "received_at": time_text(one.received_ms),
        "source": one.source,
        "raw_ref": one.raw_ref,
    }


def _corrected(found: Reject, corrections: dict[str, Any]) -> dict[str, Any]:
    """Returns the fields to read again. Raises InvalidInput where nothing can be corrected, or not in this way."""
    if unknown := sorted(set(corrections) - set(FIELDS)):
        wrong = [{"field": "corrections", "reason": f"{len(unknown)} are none of {', '.join(FIELDS)}"}]
        raise InvalidInput("refused: corrections", errors=wrong)
    fields = _fields_of(found)
    if not corrections and door_of(found.source) in _FIELDS_SENT:
        return fields
    fields = {name: value for name, value in fields.items() if name in FIELDS}
    if "event_id" in corrections and version_of(str(fields.get("event_id", ""))).kind != FINAL:
        raise InvalidInput(
            "It corrects or withdraws a reading, or comes before the final one, and its event id says of which.",
            code="is_version",
            next_step="Leave event_id as it is; correct the other fields.",
        )
    merged = {name: value for name, value in {**fields, **corrections}.items() if value is not None}
    return merged | _id_for_signal(found, fields, merged)


def _fields_of(found: Reject) -> dict[str, Any]:
    """Returns what came by its names, those left out that stand twice. Raises InvalidInput for what is no object."""
    try:
        fields = msgspec.json.decode(found.raw, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput(
            "What came is no reading in JSON, so no field of it can be corrected.",
            code="not_a_reading",
            next_step="Correct the message where it was made, and send it again.",
        ) from error
    twice = _twice(found)
    return {name: value for name, value in fields.items() if name not in twice}


def _twice(found: Reject) -> list[str]:
    """Returns the fields that stand twice in what came: which of the two was meant is for a person to say."""
    return [name for name in names_twice(found.raw) if name in FIELDS]


def _id_for_signal(found: Reject, fields: dict[str, Any], merged: dict[str, Any]) -> dict[str, str]:
    """Returns the event id where it ends in the signal, as those of FHIR do, and the signal is another by now."""
    before, after = (f"#{one.get('signal', '')}" for one in (fields, merged))
    event_id = merged.get("event_id")
    if door_of(found.source) != FHIR or not isinstance(event_id, str) or not event_id.endswith(before):
        return {}
    return {"event_id": event_id.removesuffix(before) + after}
