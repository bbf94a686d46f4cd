"""`POST /ingest`: readings as JSON, NDJSON or Arrow, acknowledged once they are durable.

One faulty entry never refuses the others: each has its result. A slow disk holds up neither the event loop nor other
routes: much is worked on by threads of their own, whose number is bounded, and more is asked to come later. A few
readings are worked on by the event loop itself, which waits for the disk as for any answer: to hand them to a thread
and back costs more than the work, and twice a wait for the interpreter.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Annotated, Any

import anyio
import msgspec
import numpy as np
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Header, Request, Response
from numpy.typing import NDArray

from bedside.assembly import Assembly
from bedside.errors import InvalidInput
from bedside.messages.file_text import MARK
from bedside.ports.watch import log_busy
from bedside.services.arrow_bodies import batch_of
from bedside.services.data_ingestion import json_readings
from bedside.services.data_ingestion.room import Room
from bedside.services.data_ingestion.senders import GATEWAY, source_of
from bedside.services.media_types import ALSO_LINES, ARROW, JSON, LINES
from bedside.services.readings import ReadingIn
from bedside.services.web import parts
from bedside.usecases.record_readings import ACCEPTED, DUPLICATE, LATE, REJECTED, Recorded, Result

router = APIRouter(tags=["ingestion"])
_THREADS = anyio.CapacityLimiter(32)
_ROOM = Room(most_bytes=256_000_000)
MOST_READINGS = 200_000
_FEW, _FEW_BYTES = 32, 8_000
"""What takes the event loop about a millisecond."""
_PATIENCE_S = 10.0
Take = Callable[..., Response]
"""Takes the parts, a body and the gateway's name, "" where it has none."""

_BODIES = {
    JSON: {
        "schema": {
            "type": "object",
            "required": ["readings"],
            "properties": {"readings": {"type": "array", "items": ReadingIn.model_json_schema()}},
        }
    },
    LINES: {"schema": {"type": "string"}},
    ARROW: {"schema": {"type": "string", "format": "binary"}},
}


@router.post(
    "/ingest",
    status_code=202,
    response_class=Response,
    openapi_extra={"requestBody": {"required": True, "content": _BODIES}},
)
async def ingest(
    request: Request,
    here: Annotated[Assembly, Depends(parts)],
    bedside_gateway: Annotated[str, Header(description=GATEWAY)] = "",
) -> Response:
    """Takes readings in; answers once all that was accepted, and all that was refused, is durable."""
    # What names no media type is not taken for JSON: so a page elsewhere could write without asking first.
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if (take := TAKES.get(kind)) is None:
        raise _unknown_kind()
    with _ROOM.taken(int(request.headers.get("content-length", 0))):
        body = (await request.body()).removeprefix(MARK)
        if kind == JSON and len(body) <= _FEW_BYTES and len(given := json_readings.readings_of_json(body)) <= _FEW:
            return await _take_few(here, given, body, bedside_gateway)
        return await run_sync(take, here, body, bedside_gateway, limiter=_THREADS)


async def _take_few(here: Assembly, given: json_readings.Given, body: bytes, gateway: str) -> Response:
    begun = here.intake.begin(given, source_of("json", gateway))
    taken = await _durable(begun.offered) if begun.offered else None
    end = partial(here.intake.end, begun, taken, partial(_as_came, json_readings.entries_of_json, body))
    recorded = end() if begun.is_sound(taken) else await run_sync(end, limiter=_THREADS)  # what is refused is written
    return _answer(recorded, [_told(one) for one in recorded.results()])


async def _durable(offered: Future[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Returns what the log took, once it is on the disk; takes back what was not begun in time."""
    settled = asyncio.wrap_future(offered)
    await asyncio.wait([settled], timeout=_PATIENCE_S)
    if offered.cancel():
        raise log_busy()
    return await settled


def _take_entries(
    read: Callable[[bytes], json_readings.Given],
    entries: Callable[[bytes], Sequence[bytes]],
    here: Assembly,
    body: bytes,
    gateway: str = "",
) -> Response:
    source = source_of("json", gateway)
    given = read(body)
    _check_count(len(given))
    recorded = here.intake.record_entries(given, source, partial(_as_came, entries, body))
    return _answer(recorded, [_told(one) for one in recorded.results()])


def _as_came(entries: Callable[[bytes], Sequence[bytes]], body: bytes, places: Sequence[int]) -> list[bytes]:
    came = entries(body)
    return [came[at] for at in places]


def _take_columns(here: Assembly, body: bytes, gateway: str = "") -> Response:
    source = source_of("arrow", gateway)
    recorded = here.intake.record_columns(batch_of(body, MOST_READINGS), source)
    places = recorded.rejected()
    return _answer(
        recorded, [{"index": at, **_told(one)} for at, one in zip(places, recorded.results(places), strict=True)]
    )


def _told(one: Result) -> dict[str, str | None]:
    told = {"event_id": one.event_id, "status": one.status}
    return told | {"reason": one.reason, "field": one.field} if one.reason else told


def _answer(recorded: Recorded, results: list[dict[str, Any]]) -> Response:
    counts = recorded.counts()
    body = {
        "accepted": counts[ACCEPTED] + counts[LATE],
        "duplicate": counts[DUPLICATE],
        "rejected": counts[REJECTED],
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
        next_step=f"Set the header Content-Type to what the body is: {JSON}, {LINES} or {ARROW}; curl does by"
        f" -H 'Content-Type: {JSON}'.",
    )
    error.status = 415
    return error


_take_lines = partial(_take_entries, json_readings.readings_of_lines, json_readings.entries_of_lines)
TAKES: dict[str, Take] = {
    JSON: partial(_take_entries, json_readings.readings_of_json, json_readings.entries_of_json),
    LINES: _take_lines,
    **dict.fromkeys(ALSO_LINES, _take_lines),
    ARROW: _take_columns,
}
"""How a body of each media type is taken in."""
