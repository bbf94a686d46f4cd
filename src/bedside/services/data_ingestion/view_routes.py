"""`POST /patients/view`: a patient as an answer sees them, for the chatbot where it runs apart."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import AfterValidator, Field

from bedside.assembly import Assembly
from bedside.core.vitals.when import DAY_MS, When
from bedside.messages.patient_view import view_to_wire
from bedside.services.bodies import Body, PatientId
from bedside.services.web import parts

router = APIRouter(tags=["patients"])
_A_DAY = 24 * 60
_FURTHEST_DAYS = 70_000
"""As far as words can name; what lies further back than is read is answered with that."""


def _real_date(on: str) -> str:
    """Returns a date of `When.on` as it is. Raises ValueError for one that no calendar has."""
    if on:
        date.fromisoformat(f"2024-01-{on[3:]}" if on.startswith("---") else on.replace("--", "2024-", 1))
    return on


class WhenIn(Body):
    """A past time as a question names it, with the fields of `When`."""

    kind: Literal["ago", "last", "clock", "since", "part", "between", "first", "alarm"]
    back_ms: int = Field(default=0, ge=-_FURTHEST_DAYS * DAY_MS, le=_FURTHEST_DAYS * DAY_MS)
    minute: int | None = Field(default=None, ge=0, lt=_A_DAY)
    until_minute: int | None = Field(default=None, ge=0, lt=_A_DAY)
    either_half: bool = False
    part: Literal["", "early hours", "morning", "afternoon", "evening", "night", "tonight", "day"] = ""
    days_back: int | None = Field(default=None, ge=0, le=_FURTHEST_DAYS)
    weekday: int | None = Field(default=None, ge=0, le=6)
    on: Annotated[str, AfterValidator(_real_date)] = Field(default="", pattern=r"^((\d{4}|-)-\d\d-\d\d|---\d\d)?$")


class ViewIn(Body):
    """Who asks, for whom, and of what past time; None for now alone."""

    person_id: str = Field(max_length=200)
    patient_id: PatientId
    when: WhenIn | None = None


@router.post("/patients/view")
def view(asked: ViewIn, here: Annotated[Assembly, Depends(parts)]) -> dict[str, Any]:
    """Returns the patient's latest readings, scores and alerts at this moment, and what was at a past time."""
    when = When(**asked.when.model_dump()) if asked.when else None
    return view_to_wire(here.patient_views.view(asked.person_id, asked.patient_id, when))
