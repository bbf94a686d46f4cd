"""How a patient's view travels between services, and is kept with an answer: plain JSON, read back equal."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bedside.core.answering.live.asking import Asked
from bedside.core.vitals.view import Change, Extreme, Live, PatientView, Quality, SeenAlert
from bedside.errors import InvalidInput
from bedside.messages.vitals import score_from_wire, score_to_wire


def view_to_wire(view: PatientView) -> dict[str, Any]:
    """Returns the view as JSON values; times are milliseconds since 1970, as in the value itself."""
    return {
        "patient_id": view.patient_id,
        "at_ms": view.at_ms,
        "span_ms": view.span_ms,
        "bed": view.bed,
        "readings": [asdict(one) | {"quality": one.quality.value} for one in view.readings],
        "news2": score_to_wire(view.news2),
        "alerts": [asdict(one) for one in view.alerts],
        "extremes": [asdict(one) for one in view.extremes],
    }


def view_from_wire(body: Mapping[str, Any]) -> PatientView:
    """Returns the view of `view_to_wire`. Raises InvalidInput for another shape."""
    try:
        return PatientView(
            patient_id=body["patient_id"],
            at_ms=body["at_ms"],
            readings=tuple(_live(one) for one in body["readings"]),
            news2=score_from_wire(body["news2"]),
            alerts=tuple(SeenAlert(**one) for one in body["alerts"]),
            extremes=tuple(Extreme(**one) for one in body["extremes"]),
            span_ms=body["span_ms"],
            bed=body["bed"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidInput(
            "this is no view of a patient", next_step="Let all services run the same version."
        ) from error


def asked_to_wire(asked: Asked) -> dict[str, Any]:
    """Returns what was asked of the readings as JSON values."""
    return asdict(asked)


def asked_from_wire(body: Mapping[str, Any]) -> Asked:
    """Returns what was asked of `asked_to_wire`. Raises InvalidInput for another shape."""
    try:
        lists = {name: tuple(body[name]) for name in ("signals", "beds", "ids")}
        return Asked(**{**body, **lists})
    except (KeyError, TypeError) as error:
        raise InvalidInput("this is no question about readings") from error


def _live(body: Mapping[str, Any]) -> Live:
    change = Change(**body["change"]) if body["change"] else None
    return Live(**{**body, "quality": Quality(body["quality"]), "change": change})
