"""The ward: its board, its stream of changes, the patient's page, the handover list, and the loops that keep it new."""

from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Header, Query, Request, Response

from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.core.vitals.freshness import CONTINUOUS
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.times import time_text
from bedside.services.data_ingestion.seen_patients import Here
from bedside.services.data_ingestion.ward_shapes import (
    alert_to_wire,
    bed_to_wire,
    news2_to_wire,
    note_to_wire,
    patient_to_wire,
)
from bedside.services.data_ingestion.ward_stream import Board, WardStream
from bedside.services.following import follow_vitals
from bedside.services.known_query import KnownQuery
from bedside.services.loops import start_loop, when_ready
from bedside.services.notifying import beating, telling
from bedside.services.page_files import page_file
from bedside.services.policy import PersonId
from bedside.usecases.read_patient import course
from bedside.usecases.show_ward import place, urgency

router = APIRouter(tags=["ward"], route_class=KnownQuery)
_PACKAGE = "bedside.services.data_ingestion"
_HOUR_MS = 3_600_000
_ALL_ALERTS = 10_000
_MOST_OVER = 200
"""Of the alerts of a shift that are over, how many a handover knows of; none that is not over is left out."""
_WARD_IDLE_S, _DISCHARGED_IDLE_S = 0.1, 3.0
_HISTORY_IDLE_S, _HISTORY_EVERY_S, _HISTORY_WAITS_S = 1.0, 0.1, 30.0


def start_ward(app: FastAPI) -> None:
    """Starts the loops: readings as they come, the board, the history. They end when the service closes.

    Their heartbeats have the names with which they are started here; the watchdog looks at them.
    """
    here: Assembly = app.state.assembly
    app.state.board = Board(here.ward, now_ms)
    follow_vitals(here, "vitals")
    start = partial(start_loop, stop=here.closing, beat=beating(here.heartbeats), failing=telling(here))
    start("ward", lambda: here.vitals.is_ready and here.ward(), idle_s=_WARD_IDLE_S)
    start("ward:discharged", lambda: here.vitals.is_ready and here.watch_discharged.work(), idle_s=_DISCHARGED_IDLE_S)
    # What it reads of the log after a start, the board is reading too: that goes first.
    history = when_ready(lambda: here.vitals.is_ready, here.historian, _HISTORY_WAITS_S)
    start("history", history, idle_s=_HISTORY_IDLE_S, every_s=_HISTORY_EVERY_S)


def ward_ready(here: Assembly) -> str:
    """Returns why the ward cannot be shown yet, or ""."""
    return "" if here.vitals.is_ready else "the readings of before the start are being taken up"


@router.get("/ward", include_in_schema=False)
def page() -> Response:
    """Sends the board."""
    return page_file(_PACKAGE, "ward.html", "/ward")


@router.get("/ward/patients/{id}", include_in_schema=False)
def patient_page() -> Response:
    """Sends the patient's page, which asks for the patient itself."""
    return page_file(_PACKAGE, "patient.html", "/ward")


@router.get("/ward/handover", include_in_schema=False)
def handover_page() -> Response:
    """Sends the handover list."""
    return page_file(_PACKAGE, "handover.html", "/ward")


@router.get("/ward/page/{name}", include_in_schema=False)
def part(name: str) -> Response:
    """Sends a file of the pages."""
    return page_file(_PACKAGE, name, "/ward")


@router.get("/ward.json")
def ward(request: Request, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Returns the whole board at this moment, worst first: the beds the person may see."""
    at_ms = now_ms()
    beds = [one for one in here.ward.beds() if here.may_see(person_id, one.patient.patient_id)]
    _, changes, _ = here.ward.since(0)
    trends = {one.patient_id: one.trends for one in changes}
    return {
        "at": time_text(at_ms),
        "ready": here.vitals.is_ready,
        "beds": [bed_to_wire(one, trends.get(one.patient.patient_id, {})) for one in beds],
        "system": [alert_to_wire(one) for one in here.ward.system],
        "last_event_id": f"{request.app.state.board.mark}-{here.ward.sequence}",
    }


@router.get("/ward/events", response_class=Response)
def events(
    request: Request,
    here: Here,
    person_id: PersonId = "",
    last_event_id: Annotated[str | None, Header(max_length=60)] = None,
) -> Response:
    """Streams the board: ``ward`` with all beds first, then ``beds`` with those that changed, and ``beat`` between."""
    board: Board = request.app.state.board
    may_see = partial(here.may_see, person_id)
    return WardStream(board, board.after(last_event_id), may_see, here.closing.is_set)


@router.get("/ward/signals.json")
def signals(here: Here) -> dict[str, Any]:
    """Returns the code table, so that a page enters values only in units and ranges that are taken; and how long.

    ``continuous`` are those that a monitor sends all the time: where none came for a while a chart has a hole.
    """
    rows = [{**asdict(one), "unit": one.unit, "continuous": one.name in CONTINUOUS} for one in SIGNALS]
    return {"interval_hours": here.settings.score_interval_hours, "signals": rows}


@router.get("/ward/handover.json")
def handover(
    here: Here,
    person_id: PersonId = "",
    ward: Annotated[str | None, Query(max_length=60)] = None,
    hours: Annotated[int, Query(ge=1, le=24)] = 8,
) -> dict[str, Any]:
    """Returns each bed by place: its record, NEWS2 of now and of ``hours`` ago, alerts of the shift, notes.

    The alerts stand by urgency: all that are not over, then those of the shift that are.
    """
    at_ms = now_ms()
    before_ms, interval_ms = at_ms - hours * _HOUR_MS, here.settings.score_interval_ms
    told = []
    for bed in sorted(here.ward.beds(), key=lambda one: place(one.patient)):
        patient = bed.patient
        if ward not in (None, patient.ward) or not here.may_see(person_id, patient.patient_id):
            continue
        table = here.vitals.table(patient.patient_id, before_ms - interval_ms, before_ms + 1)
        then = next(course(table, patient, [before_ms], interval_ms)) if len(table) else None
        alerts = here.alerts.alerts(patient_id=patient.patient_id, is_over=False, limit=_ALL_ALERTS)
        over = here.alerts.alerts(patient_id=patient.patient_id, is_over=True, limit=_MOST_OVER)
        alerts += [one for one in over if one.opened_ms >= before_ms]
        told.append(
            bed_to_wire(bed, {})
            | {
                "patient": patient_to_wire(patient, at_ms),
                "news2_before": None if then is None else news2_to_wire(then, before_ms),
                "shift_alerts": [alert_to_wire(one) for one in sorted(alerts, key=urgency)],
                "notes": [note_to_wire(one) for one in here.patients.notes(patient.patient_id, 5)],
            }
        )
    return {"at": time_text(at_ms), "hours": hours, "beds": told}
