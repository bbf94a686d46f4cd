"""`POST /patients/view`: a patient as an answer sees them, for the chatbot where it runs apart."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from bedside.assembly import Assembly
from bedside.messages.patient_view import view_to_wire
from bedside.services.bodies import Body
from bedside.services.web import parts

router = APIRouter(tags=["patients"])
_LONGEST_SPAN_MS = 7 * 24 * 3_600_000


class ViewIn(Body):
    """Who asks, for whom, and how far back extremes are looked for; 0 for none."""

    person_id: str = Field(max_length=200)
    patient_id: str = Field(min_length=1, max_length=200)
    span_ms: int = Field(default=0, ge=0, le=_LONGEST_SPAN_MS)


@router.post("/patients/view")
def view(asked: ViewIn, here: Annotated[Assembly, Depends(parts)]) -> dict[str, Any]:
    """Returns the patient's latest readings, NEWS2 and alerts at this moment."""
    return view_to_wire(here.patient_views.view(asked.person_id, asked.patient_id, asked.span_ms))
