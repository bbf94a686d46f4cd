"""`/patients`: who is here, what was measured, what it comes to, what was noted; and what a person enters by hand."""

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Annotated, Any

from fastapi import APIRouter, Query

from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.quality import is_continuous
from bedside.core.vitals.reading import OLDEST_MS
from bedside.core.vitals.signals import BY_NAME
from bedside.core.vitals.stored_reading import StoredReading
from bedside.core.vitals.times import time_text
from bedside.errors import InvalidInput
from bedside.messages.readings import readings_of
from bedside.messages.vitals import gaps_to_wire, score_to_wire, windows_to_wire
from bedside.ports import Note
from bedside.services.bodies import QueryTime, ms_of
from bedside.services.data_ingestion.patient_schemas import NoteIn, ObservationsIn, PatientIn
from bedside.services.data_ingestion.seen_patients import Here, Permitted, Seen, Unregistered
from bedside.services.data_ingestion.ward_shapes import news2_to_wire, note_to_wire, patient_to_wire, reading_to_wire
from bedside.services.known_query import KnownQuery
from bedside.services.policy import PersonId
from bedside.usecases.read_patient import course, observed, person_of, scores, windows_of

router = APIRouter(tags=["patients"], route_class=KnownQuery)
_HOUR_MS = 3_600_000
_AHEAD_MS = 5 * 60_000
_LONGEST_MS = 31 * 24 * _HOUR_MS
_MOST_WINDOWS = 50_000
_MOST_SCORES = 500
MANUAL = "manual"

When = Annotated[QueryTime | None, Query()]
SignalName = Annotated[str | None, Query(max_length=60)]


@router.get("/patients")
def patients(here: Here, person_id: PersonId = "", ward: Annotated[str | None, Query(max_length=60)] = None) -> Any:
    """Lists the patients who are here, by ward and bed: those the person may see.

    Behind them stand those who are known by readings alone, ``registered`` false, as the board shows them too.
    """
    recorded = here.patients.patients(is_present=None)
    known = {one.patient_id for one in recorded}
    others = [bed.patient for bed in here.ward.beds() if bed.patient.patient_id not in known]
    found = [(one, True) for one in recorded if one.is_present]
    found += [(one, False) for one in sorted(others, key=attrgetter("patient_id"))]
    return {
        "patients": [
            patient_to_wire(one, now_ms(), registered=registered)
            for one, registered in found
            if ward in (None, one.ward) and here.may_see(person_id, one.patient_id)
        ]
    }


@router.get("/patients/{id}")
def patient(seen: Seen) -> dict[str, Any]:
    """Returns what is recorded of a patient."""
    return patient_to_wire(seen, now_ms(), registered=not isinstance(seen, Unregistered))


@router.put("/patients/{id}")
def put_patient(permitted: Permitted, given: PatientIn, here: Here, person_id: PersonId = "") -> dict[str, Any]:
    """Changes the named fields of a patient, who is made where there was none; returns the patient.

    ``moved_out`` names who lay in the bed until then and has none now; null stands for one the person may not see.
    """
    at_ms, changes = now_ms(), given.changes()
    edited = here.patients.edit(permitted, lambda was: replace(was, **changes), at_ms)
    moved_out = [one if here.may_see(person_id, one) else None for one in edited.moved_out]
    return patient_to_wire(edited.patient, at_ms) | {"moved_out": moved_out}


@router.get("/patients/{id}/readings")
def readings(
    seen: Seen,
    here: Here,
    since: When = None,
    until: When = None,
    signal: SignalName = None,
    limit: Annotated[int, Query(ge=1, le=100_000)] = 1000,
) -> dict[str, Any]:
    """Returns what was observed from ``since`` to before ``until``, by time; of too many the newest.

    Without ``since`` the newest of the last seven days, which is as old as readings are taken in; without ``until`` up
    to now.
    """
    at_ms = now_ms()
    start_ms, end_ms = _stretch(since, until, at_ms)
    table = here.vitals.table(seen.patient_id, start_ms, end_ms, _known(signal))
    if since is None and len(table) < limit:  # an hour is read at once, and has all that was asked for most often
        table = here.vitals.table(seen.patient_id, max(0, end_ms - _AHEAD_MS - OLDEST_MS), end_ms, signal)
    kept = table.slice(max(0, len(table) - limit))
    return {"readings": _told(here, readings_of(kept), at_ms), "truncated": len(kept) < len(table)}


@router.get("/patients/{id}/latest")
def latest(seen: Seen, here: Here) -> dict[str, Any]:
    """Returns the latest reading of each signal; ``continuous`` are those of a monitor that sends all the time."""
    at_ms = now_ms()
    found = list(here.vitals.latest(seen.patient_id).values())
    told = _told(here, found, at_ms)
    return {"readings": [one | {"continuous": is_continuous(of)} for one, of in zip(told, found, strict=True)]}


@router.get("/patients/{id}/news2")
def patient_news2(
    seen: Seen, here: Here, since: When = None, until: When = None, every_s: Annotated[int, Query(ge=60)] = 3600
) -> dict[str, Any]:
    """Returns NEWS2 of now; with ``since`` also its course, oldest first, the newest last."""
    at_ms, interval_ms = now_ms(), here.settings.score_interval_ms
    times: list[int] = []
    told: list[dict[str, Any]] = []
    if since is not None:
        start_ms, end_ms = _stretch(since, until, at_ms)
        times = list(range(start_ms, min(end_ms, at_ms), every_s * 1000))
        if len(times) > _MOST_SCORES:
            raise InvalidInput(f"a course has {_MOST_SCORES} scores at most", next_step="Ask for a longer every_s.")
        table = here.vitals.table(seen.patient_id, start_ms - interval_ms, end_ms)
        told = [
            news2_to_wire(score, at) for score, at in zip(course(table, seen, times, interval_ms), times, strict=True)
        ]
    now = news2(observed(here.vitals.latest(seen.patient_id)), person_of(seen), at_ms, interval_ms=interval_ms)
    newest = {"patient_id": seen.patient_id, **news2_to_wire(now, at_ms)}
    return {**newest, "news2": [*told, newest]}


@router.get("/patients/{id}/scores")
def patient_scores(seen: Seen, here: Here) -> dict[str, Any]:
    """Returns MEWS, qSOFA, SIRS and Bedside PEWS of now."""
    at_ms = now_ms()
    interval_ms = here.settings.score_interval_ms
    found = scores(here.vitals.latest(seen.patient_id), seen, at_ms, interval_ms)
    return {
        "patient_id": seen.patient_id,
        "at": time_text(at_ms),
        "scores": [score_to_wire(one) for one in found],
    }


@router.get("/patients/{id}/windows")
def patient_windows(
    seen: Seen,
    here: Here,
    since: When = None,
    until: When = None,
    signal: SignalName = None,
    window_s: Annotated[list[Annotated[int, Query(ge=60, le=86_400)]], Query(max_length=8)] = [60, 300, 900, 3600],  # noqa: B006 (the framework copies it)
    limit: Annotated[int | None, Query(ge=1, le=100_000)] = None,
) -> dict[str, Any]:
    """Returns the windows of each size, and the gaps, from ``since`` to before ``until``; the last hour if left out.

    What came late has corrected its window, and is counted there as late. Of more than ``limit`` windows those are kept
    that end last.
    """
    start_ms, end_ms = _stretch(since, until, now_ms())
    if sum((end_ms - start_ms) // (1000 * size) for size in window_s) > _MOST_WINDOWS:
        raise InvalidInput("these are too many windows", next_step="Ask for longer windows, or a shorter stretch.")
    table = here.vitals.table(seen.patient_id, start_ms, end_ms, _known(signal))
    made = windows_of(table, seen.patient_id, [1000 * size for size in window_s], here.settings.score_interval_ms)
    rows = [row for windows in made.windows for row in windows_to_wire(windows, made.series)]
    kept = rows if limit is None else _ending_last(rows, limit)
    return {"windows": kept, "gaps": gaps_to_wire(made.gaps, made.series), "truncated": len(kept) < len(rows)}


def _ending_last(rows: list[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    """Returns so many windows that end last, in the order in which they stand."""
    places = sorted(range(len(rows)), key=lambda at: rows[at]["end"], reverse=True)[:limit]
    return [rows[at] for at in sorted(places)]


@router.get("/patients/{id}/notes")
def notes(seen: Seen, here: Here) -> dict[str, Any]:
    """Returns the newest notes, newest first."""
    return {"notes": [note_to_wire(one) for one in here.patients.notes(seen.patient_id)]}


@router.post("/patients/{id}/notes", status_code=201)
def add_note(seen: Seen, given: NoteIn, here: Here) -> dict[str, Any]:
    """Adds a note; returns it."""
    note = Note(given.by.strip(), given.text.strip(), now_ms())
    here.patients.edit(seen.patient_id, lambda was: was, note.at_ms)  # who was known by readings alone gets a record
    here.patients.add_note(seen.patient_id, note)
    return note_to_wire(note)


@router.post("/patients/{id}/observations", status_code=202)
def observe(permitted: Permitted, given: ObservationsIn, here: Here) -> dict[str, Any]:
    """Takes in what a person measured, as every reading is taken in; tells what became of each value.

    ``by`` is kept, and told as ``entered_by`` with what it entered: not with what somebody had entered before.
    """
    results = here.intake.record(given.readings(permitted), MANUAL).results()
    if given.by is not None:
        entered = [one.event_id for one in results if one.event_id and one.status in ("accepted", "late")]
        here.entries.note(entered, given.by.strip())
    told = [
        {"signal": one.signal, "event_id": result.event_id, "status": result.status}
        | ({"reason": result.reason, "field": result.field} if result.reason else {})
        for one, result in zip(given.observations, results, strict=True)
    ]
    return {"results": told}


def _told(here: Assembly, found: Iterable[StoredReading], at_ms: int) -> list[dict[str, Any]]:
    """Returns readings, those entered by hand with the name of who did, None where nobody gave one."""
    all_found = list(found)
    names = here.entries.by([one.event_id for one in all_found if one.source == MANUAL])
    return [
        reading_to_wire(one, at_ms, here.settings.score_interval_ms)
        | ({"entered_by": names.get(one.event_id)} if one.source == MANUAL else {})
        for one in all_found
    ]


def _stretch(since: Any, until: Any, at_ms: int) -> tuple[int, int]:
    """Returns start and end of what is asked for. Raises InvalidInput where there is nothing between, or too much."""
    end_ms = at_ms + _AHEAD_MS if until is None else ms_of(until)
    start_ms = min(at_ms, end_ms) - _HOUR_MS if since is None else ms_of(since)
    if not 0 <= start_ms < end_ms <= at_ms + _LONGEST_MS or end_ms - start_ms > _LONGEST_MS + _AHEAD_MS:
        raise InvalidInput(
            "since lies before until, and at most 31 days before", next_step="Correct the times, or ask in pieces."
        )
    return start_ms, end_ms


def _known(signal: str | None) -> str | None:
    if signal is not None and signal not in BY_NAME:
        raise InvalidInput("there is no such signal", code="unknown_signal", next_step="`bedside codes` lists them.")
    return signal
