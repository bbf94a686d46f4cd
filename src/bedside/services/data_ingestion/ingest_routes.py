"""`POST /ingest`: readings as JSON, NDJSON or Arrow, acknowledged once they are durable.

One faulty entry never refuses the others: each has its result. The work is done on threads of its own, so that a slow
disk holds up neither the event loop nor other routes; what waits for them is bounded, and more is asked to come later.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any

import anyio
import msgspec
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request, Response

from bedside.assembly import Assembly
from bedside.errors import InvalidInput
from bedside.services.arrow_bodies import batch_of
from bedside.services.data_ingestion import json_readings
from bedside.services.data_ingestion.room import Room
from bedside.services.media_types import ARROW, JSON, LINES
from bedside.services.web import parts
from bedside.usecases.record_readings import ACCEPTED, DUPLICATE, LATE, REJECTED, Recorded, Result

router = APIRouter(tags=["ingestion"])
_THREADS = anyio.CapacityLimiter(32)
_ROOM = Room(most_bytes=256_000_000)
MOST_READINGS = 200_000
Take = Callable[[Assembly, bytes], Response]

_BODIES = {
    JSON: {"schema": {"type": "object", "required": ["readings"], "properties": {"readings": {"type": "array"}}}},
    LINES: {"schema": {"type": "string"}},
    ARROW: {"schema": {"type": "string", "format": "binary"}},
}


@router.post(
    "/ingest",
    status_code=202,
    response_class=Response,
    openapi_extra={"requestBody": {"required": True, "content": _BODIES}},
)
async def ingest(request: Request, here: Annotated[Assembly, Depends(parts)]) -> Response:
    """Takes readings in; answers once all that was accepted, and all that was refused, is durable."""
    kind = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if (take := _KINDS.get(kind)) is None:
        raise _unknown_kind()
    with _ROOM.taken(int(request.headers.get("content-length", 0))):
        return await run_sync(take, here, await request.body(), limiter=_THREADS)


def _take_entries(
    read: Callable[[bytes], json_readings.Given],
    entries: Callable[[bytes], Sequence[bytes]],
    here: Assembly,
    body: bytes,
) -> Response:
    given = read(body)
    _check_count(len(given))

    def as_came(places: Sequence[int]) -> list[bytes]:
        came = entries(body)
        return [came[at] for at in places]

    recorded = here.intake.record_entries(given, "json", as_came)
    return _answer(recorded, [_told(one) for one in recorded.results()])


def _take_columns(here: Assembly, body: bytes) -> Response:
    recorded = here.intake.record_columns(batch_of(body, MOST_READINGS), "arrow")
    places = recorded.rejected()
    return _answer(
        recorded, [{"index": at, **_told(one)} for at, one in zip(places, recorded.results(places), strict=True)]
    )


def _told(one: Result) -> dict[str, str | None]:
    told = {"event_id": one.event_id, "status": one.status}
    return told | {"reason": one.reason, "field": one.field} if one.reason else told


def _answer(recorded: Recorded, results: list[dict[str, Any]]) -> Response:
    body = {
        "accepted": recorded.count(ACCEPTED, LATE),
        "duplicate": recorded.count(DUPLICATE),
        "rejected": recorded.count(REJECTED),
        "results": results,
    }
    return Response(msgspec.json.encode(body), 202, media_type=JSON)


def _check_count(readings: int) -> None:
    if readings > MOST_READINGS:
        raise InvalidInput(f"a body may have {MOST_READINGS:,} readings", code="too_many_readings")


def _unknown_kind() -> InvalidInput:
    error = InvalidInput(
        "readings are taken as JSON, NDJSON or an Arrow stream",
        code="unknown_media_type",
        next_step=f"Set Content-Type to one of {', '.join(_KINDS)}.",
    )
    error.status = 415
    return error


_KINDS: dict[str, Take] = {
    JSON: partial(_take_entries, json_readings.readings_of_json, json_readings.entries_of_json),
    LINES: partial(_take_entries, json_readings.readings_of_lines, json_readings.entries_of_lines),
    ARROW: _take_columns,
}
