"""What a FHIR client is answered: OperationOutcome, batch-response, and the addresses of what was created.

An answer names places and reasons, never what was sent. R4, R4B and R5 read these alike.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from bedside.core.vitals.reading import Reason
from bedside.errors import BedsideError
from bedside.messages.fhir.decoding import Problem

MEDIA_TYPE = "application/fhir+json"
CONTENT_TYPE = f"{MEDIA_TYPE}; fhirVersion=4.0"
_OF_STATUS = {
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    409: "conflict",
    413: "too-long",
    503: "transient",
    507: "transient",
}

_CODES: Mapping[Reason, str] = {
    Reason.NO_PATIENT: "required",
    Reason.NO_TIME: "required",
    Reason.NO_TIME_ZONE: "invalid",
    Reason.UNKNOWN_SIGNAL: "code-invalid",
    Reason.UNKNOWN_UNIT: "code-invalid",
    Reason.UNKNOWN_CODE: "code-invalid",
    Reason.NOT_A_NUMBER: "value",
    Reason.ONLY_A_BOUND: "value",
    Reason.IMPOSSIBLE_VALUE: "value",
    Reason.MALFORMED: "structure",
    Reason.CONFLICTING: "conflict",
    Reason.MODIFIED: "extension",
    Reason.OF_ANOTHER: "not-supported",
    Reason.NOT_SUPPORTED: "not-supported",
    Reason.HIDDEN_CHARACTER: "value",
    Reason.NOT_COMPOSED: "value",
}
"""Codes of FHIR's value set issue-type; business-rule for the others."""

_FIELDS = {
    "signal": "code",
    "unit": "value.code",
    "observed_at": "effective",
    "patient_id": "subject",
    "event_id": "identifier",
    "sequence": "identifier",
    "device_id": "device",
}
"""Where in an Observation stands what our own readings call so."""


def issue(severity: str, code: str, text: str, expression: str = "") -> dict[str, Any]:
    """Returns one issue of an OperationOutcome."""
    found: dict[str, Any] = {"severity": severity, "code": code, "details": {"text": text}}
    return found | {"expression": [expression]} if expression else found


def refusal(reason: Reason, field: str, ref: str, severity: str = "error") -> dict[str, Any]:
    """Returns the issue of a part that was not taken."""
    code = _CODES.get(reason, "business-rule")
    place = f"{ref}.{_FIELDS.get(field, field)}" if field else ref
    return issue(severity, code, reason.sentence, place) | {"diagnostics": reason.value}


def problem_issue(problem: Problem) -> dict[str, Any]:
    """Returns the issue of what was refused as a whole."""
    return issue("error", problem.code, problem.text, problem.expression)


def outcome(issues: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Returns an OperationOutcome; it must have one issue at least."""
    found = list(issues) or [issue("information", "informational", "Done.")]
    return {"resourceType": "OperationOutcome", "issue": found}


def outcome_of(error: BedsideError) -> dict[str, Any]:
    """Returns the OperationOutcome of an error: what is wrong, and the next step."""
    code = _OF_STATUS.get(error.status) or ("exception" if error.status >= 500 else "processing")
    return outcome([issue("error", code, f"{error.detail.rstrip('.')}. {error.next_step}")])


def observation_id(event_id: str) -> str:
    """Returns the id of an Observation, made from that of its first reading: the same each time it is sent."""
    return hashlib.sha256((event_id.rpartition("#")[0] or event_id).encode()).hexdigest()[:40]


def response(status: int, issues: Sequence[Mapping[str, Any]] = (), location: str = "") -> dict[str, Any]:
    """Returns what is said of one entry of a Bundle."""
    found: dict[str, Any] = {"status": f"{status} {HTTPStatus(status).phrase}"}
    if location:
        found["location"] = location
    if issues:
        found["outcome"] = outcome(issues)
    return {"response": found}


def bundle_response(entries: Sequence[Mapping[str, Any]], *, is_transaction: bool) -> dict[str, Any]:
    """Returns the answers to a Bundle, in the order of its entries."""
    kind = "transaction-response" if is_transaction else "batch-response"
    return {"resourceType": "Bundle", "type": kind, "entry": list(entries)}
