"""How a patient's view travels between services, and is kept with an answer: plain JSON, read back equal."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bedside.core.answering.live.asking import Asked
from bedside.core.vitals.past import Course, Past, Point
from bedside.core.vitals.quality import Quality
from bedside.core.vitals.view import Change, Held, Live, PatientView, SeenAlert
from bedside.core.vitals.when import When
from bedside.errors import InvalidInput
from bedside.messages.vitals import score_from_wire, score_to_wire


def view_to_wire(view: PatientView) -> dict[str, Any]:
    """Returns the view as JSON values; times are milliseconds since 1970, as in the value itself."""
    return {
        "patient_id": view.patient_id,
        "at_ms": view.at_ms,
        "bed": view.bed,
        "zone": view.zone,
        "is_present": view.is_present,
        "readings": [asdict(one) | {"quality": one.quality.value} for one in view.readings],
        "news2": score_to_wire(view.news2),
        "alerts": [asdict(one) for one in view.alerts],
        "scores": [score_to_wire(one) for one in view.scores],
        "spo2_scale": view.spo2_scale,
        "held": [asdict(one) for one in view.held],
        "past": _past_to_wire(view.past) if view.past else None,
    }


def view_from_wire(body: Mapping[str, Any]) -> PatientView:
    """Returns the view of `view_to_wire`. Raises InvalidInput for another shape."""
    try:
        return PatientView(
            patient_id=body["patient_id"],
            at_ms=body["at_ms"],
            readings=tuple(_live(one) for one in body["readings"]),
            news2=score_from_wire(body["news2"]),
            alerts=tuple(map(_alert, body["alerts"])),
            bed=body["bed"],
            scores=tuple(score_from_wire(one) for one in body["scores"]),
            past=_past(body["past"]) if body["past"] else None,
            zone=body["zone"],
            is_present=body.get("is_present", True),  # kept answers of before do not say it, nor what follows
            spo2_scale=body.get("spo2_scale", 1),
            held=tuple(Held(**one) for one in body.get("held", ())),
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
        lists = {name: tuple(body[name]) for name in ("signals", "scores", "declined", "beds", "ids")}
        lists |= {name: tuple(body.get(name, ())) for name in ("not_read", "conditions")}  # not said before
        when = When(**body["when"]) if body["when"] else None
        return Asked(**{**body, **lists, "when": when})
    except (KeyError, TypeError) as error:
        raise InvalidInput("this is no question about readings") from error


def _alert(body: Mapping[str, Any]) -> SeenAlert:
    # Kept answers of before do not say it, and took what was not open for seen.
    seen = bool(body["acknowledged_by"]) and body["state"] != "open"
    return SeenAlert(**{"is_seen": seen, **body})


def _live(body: Mapping[str, Any]) -> Live:
    change = Change(**body["change"]) if body["change"] else None
    return Live(**{**body, "quality": Quality(body["quality"]), "change": change})


def _past_to_wire(past: Past) -> dict[str, Any]:
    return asdict(past) | {"scores": [score_to_wire(one) for one in past.scores]}


def _past(body: Mapping[str, Any]) -> Past:
    made = {
        "courses": tuple(_course(one) for one in body["courses"]),
        "nearest": tuple(Point(**one) for one in body["nearest"]),
        "scores": tuple(score_from_wire(one) for one in body["scores"]),
        "scored_ms": tuple(body["scored_ms"]),
        "behind": tuple(Point(**one) for one in body["behind"]),
    }
    return Past(**{**body, **made})


def _course(body: Mapping[str, Any]) -> Course:
    points = {name: Point(**body[name]) if body[name] else None for name in ("first", "last", "lowest", "highest")}
    return Course(**{**body, **points, "codes": tuple(Point(**one) for one in body["codes"])})
