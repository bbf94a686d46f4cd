"""Turns a peer's problem+json (RFC 9457) back into the error that the peer raised."""

from collections.abc import Mapping
from typing import Any

from bedside.errors import (
    BedsideError,
    Conflict,
    Corrupt,
    InvalidInput,
    Misconfigured,
    NotAllowed,
    NotFound,
    OfflineRefused,
    TooLarge,
)

_BY_CODE: dict[str, type[BedsideError]] = {one.code: one for one in (OfflineRefused, Corrupt, Misconfigured)}
"""Errors that share their status with others; the rest are told apart by status, since codes may be finer."""

_BY_STATUS: dict[int, type[BedsideError]] = {
    400: InvalidInput,
    422: InvalidInput,
    413: TooLarge,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
}


def error_of(status: int, body: Any) -> BedsideError | None:
    """Returns the error a problem document stands for, or None where it is not one of ours or only says "failed"."""
    if not isinstance(body, Mapping) or not isinstance(body.get("code"), str):
        return None
    kind = _BY_CODE.get(body["code"]) or _BY_STATUS.get(status)
    if kind is None:
        return None
    return kind(
        str(body.get("detail") or ""),
        code=body["code"],
        next_step=str(body.get("next_step") or "") or None,
        errors=_errors(body.get("errors")),
    )


def _errors(value: Any) -> list[dict[str, str]]:
    listed = value if isinstance(value, list) else []
    return [{str(k): str(v) for k, v in one.items()} for one in listed if isinstance(one, Mapping)]
