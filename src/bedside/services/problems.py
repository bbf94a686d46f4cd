"""Turns every error into RFC 9457 problem+json with a stable code and the next step; never repeats the input.

Below ``/fhir`` it is an OperationOutcome, whatever refused: a client of FHIR reads nothing else.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from bedside.errors import BedsideError, InvalidInput, NotFound

MEDIA_TYPE = "application/problem+json"
_FHIR = "/fhir"
_OF_HTTP = {
    400: ("the body cannot be read", "unreadable_body", "Send valid JSON in UTF-8."),
    404: ("there is no such path", "not_found", "See /openapi.json for the paths there are."),
    405: ("this path has no such method", "no_such_method", "See /openapi.json for the methods of this path."),
}
_OF_KIND = {
    "missing": "it is missing",
    "extra_forbidden": "there is no such field here",
    "timezone_aware": "the time has no zone: write it as 2026-03-01T12:00:00Z",
}
"""What people read in the place of the framework's words."""
_MOST_FIELDS = 100
"""Of a thousand faulty entries the first hundred are told."""
_FIELD_NAME = re.compile(r"[A-Za-z_]\w{0,39}", re.ASCII)


def body_of(error: BedsideError) -> dict[str, Any]:
    """Returns the problem object of an error."""
    return {
        "type": f"urn:bedside:problem:{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        "next_step": error.next_step,
        "errors": error.errors,
    }


def response(error: BedsideError, headers: Mapping[str, str] | None = None, *, path: str) -> Response:
    """Returns the HTTP response of an error to what was asked for at the path."""
    waiting = {"Retry-After": "2"} if error.status == 503 else {"Retry-After": "30"} if error.status == 507 else {}
    told = {**waiting, **(headers or {})}
    if path == _FHIR or path.startswith(f"{_FHIR}/"):
        from bedside.messages.fhir.answers import CONTENT_TYPE, outcome_of  # services without FHIR read no FHIR

        return Response(json.dumps(outcome_of(error)), error.status, told, CONTENT_TYPE)
    return Response(json.dumps(body_of(error)), error.status, told, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Makes the app answer every error as a problem."""

    @app.exception_handler(BedsideError)
    def _ours(request: Request, error: BedsideError) -> Response:
        if error.status >= 500:
            structlog.get_logger().error("failed", code=error.code, error=type(error).__name__)
        return response(error, path=request.url.path)

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        return response(_from_validation(error.errors(), error.body), path=request.url.path)

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        # The framework wraps what is raised while it reads the body.
        ours = error.__cause__ if isinstance(error.__cause__, BedsideError) else _from_http(error.status_code)
        return response(ours, error.headers, path=request.url.path)  # with 405 they name the methods that there are


def _from_http(status: int) -> BedsideError:
    detail, code, next_step = _OF_HTTP.get(status, ("", "http", None))
    kind = NotFound if status == 404 else InvalidInput
    known = kind(detail, code=code, next_step=next_step)
    known.status = status
    return known


def _from_validation(errors: Sequence[Mapping[str, Any]], body: object) -> InvalidInput:
    if any(error["type"] == "json_invalid" for error in errors):
        broken = InvalidInput("the body is not JSON", code="broken_json", next_step="Send valid JSON in UTF-8.")
        broken.status = 400
        return broken
    # Where a body may be of several kinds the framework puts the kind before the field.
    kind = body.get("kind") if isinstance(body, Mapping) else None
    places = [error["loc"][1:] if kind and error["loc"][1:2] == (kind,) else error["loc"] for error in errors]
    fields = [{"field": _field(place), "reason": _why(error)} for place, error in zip(places, errors, strict=True)]
    fields = [dict(one) for one in dict.fromkeys(tuple(field.items()) for field in fields)][:_MOST_FIELDS]
    names = ", ".join(dict.fromkeys(field["field"] for field in fields))
    return InvalidInput(f"refused: {names}", errors=fields)


def _why(error: Mapping[str, Any]) -> str:
    """Returns what is wrong with a field; the framework's own words only where they do not repeat what was sent."""
    if error["type"] == "union_tag_invalid":
        return f"It must be one of {error['ctx']['expected_tags']}"
    words = _OF_KIND.get(error["type"], str(error["msg"]))
    return words.removeprefix("Value error, ")


def _field(place: Sequence[str | int]) -> str:
    """Returns where a field stands. What a sender wrote where a name should be is not repeated."""
    parts = [str(part) for part in (place[1:] or place)]
    return ".".join(part if part.isdecimal() else field_of(part) for part in parts)


def field_of(name: str) -> str:
    """Returns a field's name as it is told: what is no name is not repeated."""
    return name if _FIELD_NAME.fullmatch(name) else "(no name)"
