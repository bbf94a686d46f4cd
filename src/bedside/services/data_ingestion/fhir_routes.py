"""FHIR over HTTP: `POST /fhir/Observation`, `POST /fhir` for Bundles, `GET /fhir/metadata`.

Every answer is FHIR JSON, refusals and failures too; a 201 or 200 is given once what was taken is durable. What of an
Observation is refused while the rest is taken stands in the outcome as a warning.
"""

from collections.abc import Callable
from typing import Annotated, Any

import anyio
import msgspec
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Header, Request, Response

from bedside.assembly import Assembly, code_version
from bedside.messages.fhir import Problem, read_bundle, read_single
from bedside.messages.fhir.answers import CONTENT_TYPE, MEDIA_TYPE, bundle_response, outcome, problem_issue, response
from bedside.messages.fhir.capability import capability_statement
from bedside.messages.file_text import MARK
from bedside.services.data_ingestion.fhir_entries import SOURCE, Done, conflicts, done, refuse_all, take_all
from bedside.services.data_ingestion.senders import GATEWAY, source_of
from bedside.services.web import parts

router = APIRouter(tags=["fhir"])
_THREADS = anyio.CapacityLimiter(32)
_RELEASED = "2026-03-01"
_KINDS = ("application/fhir+json", "application/json", "application/json+fhir")

Here = Annotated[Assembly, Depends(parts)]
Gateway = Annotated[str, Header(description=GATEWAY)]


@router.get("/fhir/metadata", response_class=Response)
async def metadata(request: Request) -> Response:
    """Tells what this server does."""
    return _answer(200, capability_statement(code_version(), _base(request), _RELEASED))


@router.post("/fhir/Observation", status_code=201, response_class=Response)
async def create(
    request: Request, here: Here, if_none_exist: Annotated[str, Header()] = "", bedside_gateway: Gateway = ""
) -> Response:
    """Takes one Observation in: 201 with its address, 200 where it is known already."""
    return await _taken(request, lambda body: _create(here, body, if_none_exist, _base(request), bedside_gateway))


@router.post("/fhir", response_class=Response)
async def bundle(request: Request, here: Here, bedside_gateway: Gateway = "") -> Response:
    """Takes a Bundle in: a batch entry by entry, a transaction as a whole or not at all."""
    return await _taken(request, lambda body: _bundle(here, body, _base(request), bedside_gateway))


async def _taken(request: Request, take: Callable[[bytes], Response]) -> Response:
    """Returns the answer of the work on a thread; an error that it raises is answered as FHIR too (`problems`)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _KINDS:
        return _refused(Problem(415, "not-supported", f"Send JSON, with the header Content-Type: {MEDIA_TYPE}."))
    body = (await request.body()).removeprefix(MARK)
    return await run_sync(take, body, limiter=_THREADS)


def _create(here: Assembly, body: bytes, if_none_exist: str, base: str, gateway: str) -> Response:
    source = source_of(SOURCE, gateway)
    entry = read_single(body, if_none_exist)
    if entry.problem:
        return _refused(entry.problem)
    found = done(entry, *take_all(here.found, [entry], source))
    answer = _answer(found.status, outcome(found.issues))
    if found.location:
        answer.headers["Location"] = f"{base}/{found.location}"
    return answer


def _bundle(here: Assembly, body: bytes, base: str, gateway: str) -> Response:
    source = source_of(SOURCE, gateway)
    read = read_bundle(body)
    if isinstance(read, Problem):
        return _refused(read)
    if read.is_transaction and (refused := refuse_all(here.found, read.entries, source)):
        return _answer(refused.status, outcome(refused.issues))
    outcomes = take_all(here.found, read.entries, source, as_one=read.is_transaction)
    if read.is_transaction and (refused := conflicts(read.entries, outcomes)):
        return _answer(refused.status, outcome(refused.issues))
    entries = [_told(done(*pair), base) for pair in zip(read.entries, outcomes, strict=True)]
    return _answer(200, bundle_response(entries, is_transaction=read.is_transaction))


def _told(found: Done, base: str) -> dict[str, Any]:
    location = f"{base}/{found.location}" if found.location else ""
    return response(found.status, found.issues, location)


def _refused(problem: Problem) -> Response:
    return _answer(problem.status, outcome([problem_issue(problem)]))


def _answer(status: int, body: dict[str, Any]) -> Response:
    return Response(msgspec.json.encode(body), status, media_type=CONTENT_TYPE)


def _base(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}/fhir"
