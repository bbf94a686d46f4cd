"""`POST /preprocess`: what a message asks; what readings come to."""

import threading
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Body, Depends, FastAPI

from bedside.assembly import Assembly, now
from bedside.core.memory.conversation import Turn
from bedside.errors import BedsideError, NotFound, foreign_conversation
from bedside.messages.query import query_to_wire
from bedside.services.preprocessing.columns import anomalies_to_wire, told
from bedside.services.preprocessing.columns import router as columns
from bedside.services.preprocessing.schemas import PreprocessIn, ReadingsIn
from bedside.services.web import parts
from bedside.usecases.preprocess_readings import preprocess_readings

router = APIRouter(tags=["preprocessing"])
router.include_router(columns)  # first: it takes only what comes as columns
_REFRESH_S = 0.5
_REFRESH_SHARE = 0.05
"""The vocabulary of a large library takes seconds to build: at most this share of the time goes into building it."""


@router.post("/preprocess")
def preprocess(
    asked: Annotated[PreprocessIn | ReadingsIn, Body(discriminator="kind")], here: Annotated[Assembly, Depends(parts)]
) -> dict[str, Any]:
    """Reads a message: language, spelling, abbreviations, follow-up, focus, type, identifiers, its question.

    Or makes windows, gaps and NEWS2 of readings, which are not stored.
    """
    return (
        _of_readings(asked, now(), here.settings.score_interval_ms)
        if isinstance(asked, ReadingsIn)
        else _of_message(asked, here)
    )


def _of_message(asked: PreprocessIn, here: Assembly) -> dict[str, Any]:
    history: Sequence[Turn] = [turn.turn() for turn in asked.history]
    if asked.conversation_id and not history:
        history = _stored(here, asked.conversation_id, asked.person_id)
    return query_to_wire(here.understander.understand(asked.text, history))


def _of_readings(asked: ReadingsIn, at: datetime, interval_ms: int) -> dict[str, Any]:
    made = preprocess_readings(
        [one.reading() for one in asked.readings],
        [1000 * size for size in asked.windows_s],
        None if asked.slide_s is None else 1000 * asked.slide_s,
        now_ms=int(at.timestamp() * 1000),
        interval_ms=interval_ms,
        with_anomalies=asked.anomalies,
    )
    return told(made) | ({"anomalies": anomalies_to_wire(made.anomalies)} if asked.anomalies else {})


def _stored(here: Assembly, conversation_id: str, person_id: str) -> Sequence[Turn]:
    """Returns the newest turns of a conversation, none where it is new. Raises NotAllowed for another person's."""
    try:
        known = here.conversations.get(conversation_id)
    except NotFound:
        return ()
    if known.person_id != person_id:
        raise foreign_conversation()
    return known.turns[-12:]


def prepare(app: FastAPI) -> None:
    """Loads the library's vocabulary, keeps it fresh in the background, and warms the speller."""
    here: Assembly = app.state.assembly
    here.refresh_vocabulary()
    here.understander.understand("warming up: what is astma?")
    stop = here.closing

    def follow() -> None:
        took = 0.0
        while not stop.wait(max(_REFRESH_S, took / _REFRESH_SHARE)):
            started = time.perf_counter()
            try:
                here.refresh_vocabulary()
            except BedsideError as error:
                structlog.get_logger().warning("vocabulary not refreshed", code=error.code)
            took = time.perf_counter() - started

    threading.Thread(target=follow, name="vocabulary", daemon=True).start()
