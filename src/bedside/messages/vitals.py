"""How windows, gaps and scores travel, as plain JSON objects. Times are RFC 3339, in UTC, to the millisecond."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bedside.core.vitals.reading import Reading
from bedside.core.vitals.score import Part, Score
from bedside.core.vitals.times import time_text
from bedside.core.vitals.windows import Gaps, Windows
from bedside.errors import InvalidInput

__all__ = ["gaps_to_wire", "score_from_wire", "score_to_wire", "time_from_wire", "windows_to_wire"]
_DECIMALS = 4
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def reading_to_wire(reading: Reading) -> dict[str, Any]:
    """Returns a reading as it is sent to `/ingest`; fields without a value are left out."""
    names = ("event_id", "patient_id", "device_id", "signal", "value", "unit", "sequence")
    given = {name: getattr(reading, name) for name in names if getattr(reading, name) is not None}
    return given | known_fields({}, reading.observed_at)


def known_fields(fields: Mapping[str, str | float | None], observed_ms: int | None = None) -> dict[str, str | float]:
    """Returns those fields of a reading that have a value, as they are sent; a value that is a number as one.

    A time beyond the calendar is left out.
    """
    known = {name: value for name, value in fields.items() if value is not None and value != ""}
    if isinstance(text := known.get("value"), str):
        known["value"] = _number_or(text)
    try:
        return known | ({} if observed_ms is None else {"observed_at": time_text(observed_ms)})
    except (ValueError, OverflowError, OSError):
        return known


def _number_or(text: str) -> float | str:
    try:
        return float(text) if math.isfinite(float(text)) else text
    except ValueError:
        return text


def windows_to_wire(windows: Windows, series: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    """Returns the windows of one size, by patient, signal and start; ``slope`` is the change a minute."""
    figures = ("mean", "min", "max", "slope", "sd", "coverage")
    columns = {name: getattr(windows, name).round(_DECIMALS).tolist() for name in figures}
    return [
        {
            "patient_id": series[number][0],
            "signal": series[number][1],
            "start": time_text(start),
            "end": time_text(end),
            "count": count,
            "late": late,
            **{name: column[i] for name, column in columns.items()},
        }
        for i, (number, start, end, count, late) in enumerate(
            zip(
                windows.series.tolist(),
                windows.start_ms.tolist(),
                windows.end_ms.tolist(),
                windows.count.tolist(),
                windows.late.tolist(),
                strict=True,
            )
        )
    ]


def gaps_to_wire(gaps: Gaps, series: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    """Returns the gaps, by patient, signal and start."""
    rows = zip(gaps.series.tolist(), gaps.start_ms.tolist(), gaps.end_ms.tolist(), strict=True)
    return [
        {
            "patient_id": series[number][0],
            "signal": series[number][1],
            "start": time_text(start),
            "end": time_text(end),
        }
        for number, start, end in rows
    ]


def score_to_wire(score: Score) -> dict[str, Any]:
    """Returns a score with its parts; where it is not applicable there is no number, but why."""
    return {
        "name": score.name,
        "score": score.score if score.applicable else None,
        "text": score.text,
        "partial": score.partial,
        "parts": [_part_to_wire(part) for part in score.parts],
        "missing": list(score.missing),
        "applicable": score.applicable,
        "why_not": score.why_not or None,
        "notes": list(score.notes),
    }


def _part_to_wire(part: Part) -> dict[str, Any]:
    observed_at = None if part.observed_at_ms is None else time_text(part.observed_at_ms)
    return {
        "name": part.name,
        "value": part.value,
        "unit": part.unit,
        "points": part.points,
        "observed_at": observed_at,
        "stale": part.stale,
    }


def score_from_wire(body: Mapping[str, Any]) -> Score:
    """Returns the score of `score_to_wire`. Raises InvalidInput for another shape."""
    try:
        parts = tuple(
            Part(
                one["name"],
                one["value"],
                one["unit"],
                one["points"],
                None if one["observed_at"] is None else time_from_wire(one["observed_at"]),
                one["stale"],
            )
            for one in body["parts"]
        )
        return Score(
            body["name"],
            body["score"] or 0,
            body["partial"],
            parts,
            tuple(body["missing"]),
            body["applicable"],
            body["why_not"] or "",
            tuple(body["notes"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidInput("this is no score", next_step="Let all services run the same version.") from error


def time_from_wire(text: str) -> int:
    """Returns the milliseconds since 1970 of `time_text`."""
    return (datetime.fromisoformat(text) - _EPOCH) // timedelta(milliseconds=1)
