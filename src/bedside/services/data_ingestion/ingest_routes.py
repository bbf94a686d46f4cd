"""`POST /ingest`: readings as JSON, NDJSON or Arrow, acknowledged once they are durable; and the quarantine.

One faulty entry never refuses the others: each has its result. The work is done on threads of its own, so that a slow
disk holds up neither the event loop nor other routes.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import anyio
import msgspec
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request, Response

from bedside.assembly import Assembly
from bedside.errors import InvalidInput
from bedside.services.data_ingestion import json_readings
from bedside.services.web import parts
from bedside.usecases.record_readings import ACCEPTED, DUPLICATE, LATE, REJECTED, Recorded

router = APIRouter(tags=["ingestion"])
_THREADS = anyio.CapacityLimiter(32)
JSON, LINES = "application/json", "application/x-ndjson"

Take = Callable[[Assembly, bytes], Response]


@router.post("/ingest", status_code=202, response_class=Response)
async def ingest(request: Request, here: Annotated[Assembly, Depends(parts)]) -> Response:
    """Takes readings in; answers once all that was accepted and refused is durable."""
    kind = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if (take := _KINDS.get(kind)) is None:
        raise _unknown_kind()
    return await run_sync(take, here, await request.body(), limiter=_THREADS)


def _take_json(here: Assembly, body: bytes) -> Response:
    return _entries(here, json_readings.raw_of_json(body), lambda: json_readings.entries_of_json(body))


def _take_lines(here: Assembly, body: bytes) -> Response:
    return _entries(here, json_readings.raw_of_lines(body), lambda: json_readings.entries_of_lines(body))


def _entries(here: Assembly, raw: Any, entries: Callable[[], Sequence[bytes]]) -> Response:
    def as_came(places: Sequence[int]) -> list[bytes]:
        given = entries()
        return [given[at] for at in places]

    recorded = here.intake.record_raw(raw, "json", as_came)
    results = [_result(one) for one in recorded.results()]
    return _answer(recorded, results)


def _result(one: Any) -> dict[str, str | None]:
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


def _unknown_kind() -> InvalidInput:
    error = InvalidInput(
        "readings are taken as JSON, NDJSON or an Arrow stream",
        code="unknown_media_type",
        next_step=f"Set Content-Type to one of {', '.join(_KINDS)}.",
    )
    error.status = 415
    return error


_KINDS: dict[str, Take] = {JSON: _take_json, LINES: _take_lines}
