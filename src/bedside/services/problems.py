"""Turns every error into RFC 9457 problem+json with a stable code and the next step; never repeats the input."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from bedside.errors import BedsideError, InvalidInput, NotFound

MEDIA_TYPE = "application/problem+json"
_HTTP_STEPS = {
    404: "See /openapi.json for the paths there are.",
    405: "See /openapi.json for the methods of this path.",
}


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


def response(error: BedsideError) -> Response:
    """Returns the HTTP response of an error."""
    headers = {"Retry-After": "2"} if error.status == 503 else None
    return Response(json.dumps(body_of(error)), error.status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Makes the app answer every error as a problem."""

    @app.exception_handler(BedsideError)
    def _ours(_: Request, error: BedsideError) -> Response:
        if error.status >= 500:
            structlog.get_logger().error("failed", code=error.code, error=type(error).__name__)
        return response(error)

    @app.exception_handler(RequestValidationError)
    def _invalid(_: Request, error: RequestValidationError) -> Response:
        return response(_from_validation(error.errors()))

    @app.exception_handler(HTTPException)
    def _http(_: Request, error: HTTPException) -> Response:
        known: BedsideError = NotFound() if error.status_code == 404 else InvalidInput(str(error.detail), code="http")
        known.status = error.status_code
        known.next_step = _HTTP_STEPS.get(error.status_code, known.next_step)
        return response(known)

    @app.exception_handler(Exception)
    def _unexpected(_: Request, error: Exception) -> Response:
        # The type alone: a message may hold what a person wrote.
        structlog.get_logger().error("unexpected", error=type(error).__name__)
        return response(BedsideError())


def _from_validation(errors: Sequence[Mapping[str, Any]]) -> InvalidInput:
    if any(error["type"] == "json_invalid" for error in errors):
        broken = InvalidInput("the body is not JSON", code="broken_json", next_step="Send valid JSON in UTF-8.")
        broken.status = 400
        return broken
    fields = [
        {"field": ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0]), "reason": error["msg"]}
        for error in errors
    ]
    names = ", ".join(dict.fromkeys(field["field"] for field in fields))
    return InvalidInput(f"refused: {names}", errors=fields)
