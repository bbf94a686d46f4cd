"""A patient's view is read back equal, and an answer is made from it again word for word."""

import json

import pytest

from bedside.core.answering.live.asking import asked_of
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.score import Observed, Person
from bedside.core.vitals.view import Change, Extreme, Live, PatientView, Quality, SeenAlert
from bedside.errors import InvalidInput
from bedside.messages.patient_view import asked_from_wire, asked_to_wire, view_from_wire, view_to_wire
from bedside.usecases.ask_patient import Seen, replayed

NOW = 1_770_000_000_000
VIEW = PatientView(
    "p1",
    NOW,
    (
        Live("e1", "respiratory_rate", 24.0, "/min", NOW - 12_000, 12_000, Quality.CURRENT, Change(18.0, 10, "e0")),
        Live("e2", "consciousness", "V", "{code}", NOW - 5 * 3_600_000, 5 * 3_600_000, Quality.STALE),
    ),
    news2({"respiratory_rate": Observed(24.0, "/min", NOW - 12_000)}, Person(), NOW),
    (SeenAlert("a1", "news2_high", "high", "open", "NEWS2 7", NOW - 60_000, None, None),),
    (Extreme("e3", "temperature", True, 38.9, "Cel", NOW - 7_000_000),),
    86_400_000,
)


def test_a_view_and_what_was_asked_come_back_equal_through_json():
    assert view_from_wire(json.loads(json.dumps(view_to_wire(VIEW)))) == VIEW
    asked = asked_of("How is her breathing over the last 2 hours?")
    assert asked_from_wire(json.loads(json.dumps(asked_to_wire(asked)))) == asked


@pytest.mark.parametrize("missing", ["at_ms", "readings", "news2", "alerts"])
def test_another_shape_is_refused(missing):
    body = view_to_wire(VIEW)
    del body[missing]
    with pytest.raises(InvalidInput):
        view_from_wire(body)


@pytest.mark.parametrize("question", ["How is her breathing?", "How is she doing?", "Why did the alarm go off?"])
def test_what_an_answer_saw_gives_the_same_answer_again(question):
    seen = Seen(asked_of(question), VIEW, ("warfarin",))
    kept = json.loads(json.dumps({"patient": seen.evidence()}))
    assert replayed(kept) == seen.answer
    kept["patient"]["view"]["readings"][0]["value"] = 25.0
    kept["patient"]["view"]["alerts"][0]["reason"] = "NEWS2 8"
    assert replayed(kept) != seen.answer
