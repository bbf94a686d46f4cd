import json
from datetime import datetime, timedelta, timezone

import pytest

from bedside.core.answering.query import Correction, Query, Redaction
from bedside.core.memory.conversation import Turn
from bedside.errors import InvalidInput
from bedside.messages.query import query_from_wire, query_to_wire, turns_to_wire

QUERY = Query(
    text="my neighbour [NAME] has diabetis",
    condensed="what are the symptoms of diabetes",
    focus="diabetes",
    question_types=("symptoms", "information"),
    language="en",
    corrections=(Correction("diabetis", "diabetes", "spelling"),),
    redactions=(Redaction(13, 19, "name"),),
    expansions=("diabetes mellitus",),
)


def test_a_query_survives_the_wire() -> None:
    assert query_from_wire(json.loads(json.dumps(query_to_wire(QUERY)))) == QUERY


def test_the_likeliest_question_type_stands_alone_too() -> None:
    assert query_to_wire(QUERY)["question_type"] == "symptoms"


def test_fields_of_a_newer_peer_are_passed_over() -> None:
    assert query_from_wire({**query_to_wire(QUERY), "mood": "calm"}) == QUERY


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "x"},
        {"text": 1, "condensed": "x"},
        {"text": "x", "condensed": "x", "question_types": "symptoms"},
        {"text": "x", "condensed": "x", "corrections": [{"written": "x"}]},
        {"text": "x", "condensed": "x", "redactions": [{"start": "a", "end": 2, "type": "name"}]},
    ],
)
def test_another_shape_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput, match="not an understood question"):
        query_from_wire(wrong)


def test_turns_are_sent_with_their_times_in_utc_and_without_their_answer_ids() -> None:
    at = datetime(2026, 3, 1, 13, tzinfo=timezone(timedelta(hours=1)))
    sent = turns_to_wire([Turn("person", "what is gout?", at), Turn("bedside", "Gout is … [1]", at, "ans-1")])
    assert sent == [
        {"role": "person", "text": "what is gout?", "at": "2026-03-01T12:00:00+00:00"},
        {"role": "bedside", "text": "Gout is … [1]", "at": "2026-03-01T12:00:00+00:00"},
    ]
