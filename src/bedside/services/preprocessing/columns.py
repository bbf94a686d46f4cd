"""`POST /preprocess` with readings as Arrow columns: the same answer as for JSON, for many more of them."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.routing import Match
from starlette.types import Scope

from bedside.assembly import now
from bedside.core.vitals.times import time_text
from bedside.errors import InvalidInput
from bedside.messages.vitals import gaps_to_wire, score_to_wire, windows_to_wire
from bedside.services.arrow_bodies import batch_of
from bedside.services.known_query import KnownQuery
from bedside.services.media_types import ARROW
from bedside.services.preprocessing.schemas import MOST_SHARES_OF_COLUMNS, Seconds, wrong_windows
from bedside.usecases.preprocess_columns import preprocess_columns
from bedside.usecases.preprocess_readings import Anomaly, Preprocessed


class _OfArrow(KnownQuery):
    """A route for Arrow bodies alone: others go on to the next route of the same path."""

    def is_strict(self) -> bool:
        """Returns true: a body of columns has its windows named by parameters."""
        return True

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Returns no match for a body of another kind."""
        kind = next((value for name, value in scope.get("headers", ()) if name == b"content-type"), b"")
        if kind.partition(b";")[0].strip().lower() != ARROW.encode():
            return Match.NONE, {}
        return super().matches(scope)


router = APIRouter(route_class=_OfArrow)
_DEFAULT = [60, 300, 900, 3600]


@router.post("/preprocess", include_in_schema=False)
async def preprocess(
    request: Request,
    windows_s: Annotated[list[Seconds], Query(max_length=10)] = _DEFAULT,
    slide_s: Annotated[Seconds | None, Query()] = None,
) -> dict[str, Any]:
    """Makes windows, gaps and NEWS2 of columns: raw ones as a sender has them, or canonical ones of the log."""
    answer, rows = await run_in_threadpool(
        _preprocessed, await request.body(), windows_s, slide_s, request.app.state.assembly.settings.score_interval_ms
    )
    request.app.state.metrics.intake.preprocessed.inc(rows)
    return answer


def _preprocessed(
    body: bytes, windows_s: list[int], slide_s: int | None, interval_ms: int
) -> tuple[dict[str, Any], int]:
    batch = batch_of(body)
    if wrong := wrong_windows(windows_s, slide_s, batch.num_rows, MOST_SHARES_OF_COLUMNS):
        raise InvalidInput("refused: windows_s", errors=[{"field": "windows_s", "reason": wrong}])
    sizes_ms, every_ms = [1000 * size for size in windows_s], None if slide_s is None else 1000 * slide_s
    at_ms = int(now().timestamp() * 1000)
    return told(preprocess_columns(batch, sizes_ms, every_ms, now_ms=at_ms, interval_ms=interval_ms)), batch.num_rows


def told(made: Preprocessed) -> dict[str, Any]:
    """Returns what was made of readings, as it is answered."""
    return {
        "windows": [row for windows in made.windows for row in windows_to_wire(windows, made.series)],
        "late": made.late,
        "gaps": gaps_to_wire(made.gaps, made.series),
        "news2": [
            {"patient_id": patient, "at": time_text(made.scored_at_ms[patient]), **score_to_wire(score)}
            for patient, score in made.news2.items()
        ],
        "duplicates": list(made.duplicates),
        "refused": [
            {"index": place, "reason": refused.reason.value, "field": refused.field, "detail": refused.reason.sentence}
            for place, refused in made.refused
        ],
    }


def anomalies_to_wire(anomalies: Sequence[Anomaly]) -> list[dict[str, Any]]:
    """Returns the anomalies, by time."""
    return [
        {
            "patient_id": one.patient_id,
            "signal": one.signal,
            "observed_at": time_text(one.observed_at),
            "value": one.value,
            "score": round(one.score, 2),
        }
        for one in anomalies
    ]
