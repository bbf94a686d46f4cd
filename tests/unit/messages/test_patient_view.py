"""A patient's view is read back equal, and an answer is made from it again word for word."""

import json

import pytest

from bedside.core.answering.live.asking import asked_of
from bedside.core.vitals.news2 import news2
from bedside.core.vitals.past import Course, Past, Point
from bedside.core.vitals.quality import Quality
from bedside.core.vitals.score import Observed, Person
from bedside.core.vitals.sepsis_signs import qsofa
from bedside.core.vitals.view import Change, Held, Live, PatientView, SeenAlert
from bedside.errors import InvalidInput
from bedside.messages.patient_view import asked_from_wire, asked_to_wire, view_from_wire, view_to_wire
from bedside.usecases.ask_patient import Seen, replayed

NOW = 1_770_000_000_000
HOT = Point("e3", "temperature", 38.9, "Cel", NOW - 7_000_000)
COOL = Point("e4", "temperature", 37.0, "Cel", NOW - 6_940_000)
ALERT = Point("e5", "consciousness", "A", "{code}", NOW - 6_000_000)
VIEW = PatientView(
    "p1",
    NOW,
    (
        Live("e1", "respiratory_rate", 24.0, "/min", NOW - 12_000, 12_000, Quality.CURRENT, Change(18.0, 10, "e0")),
        Live("e2", "consciousness", "V", "{code}", NOW - 5 * 3_600_000, 5 * 3_600_000, Quality.STALE),
    ),
    news2({"respiratory_rate": Observed(24.0, "/min", NOW - 12_000)}, Person(), NOW),
    (SeenAlert("a1", "news2_high", "high", "open", "NEWS2 7", NOW - 60_000, None, None),),
    "7",
    (qsofa({"respiratory_rate": Observed(24.0, "/min", NOW - 12_000)}, Person(), NOW),),
    Past(
        NOW - 7_200_000,
        NOW,
        courses=(
            Course("temperature", 2, 60_000, COOL, HOT, COOL, HOT, 37.9, 37.95),
            Course("consciousness", 1, 0, ALERT, ALERT, codes=(ALERT,)),
        ),
        nearest=(HOT,),
        scores=(news2({"temperature": Observed(38.9, "Cel", NOW - 7_000_000)}, Person(), NOW - 6_000_000),),
        scored_ms=(NOW - 6_000_000,),
        behind=(HOT,),
        alerts=3,
    ),
    "Europe/Berlin",
    is_present=False,
    spo2_scale=2,
    held=(
        Held("silence", "s1", NOW + 60_000, "news2_high", True, "Nurse Ann", "line change", NOW - 60_000),
        Held("pause", "p1", NOW + 120_000),
    ),
)


def test_a_view_and_what_was_asked_come_back_equal_through_json():
    assert view_from_wire(json.loads(json.dumps(view_to_wire(VIEW)))) == VIEW
    asked = asked_of("How is her breathing over the last 2 hours?")
    assert asked_from_wire(json.loads(json.dumps(asked_to_wire(asked)))) == asked


@pytest.mark.parametrize(
    ("state", "by", "seen"), [("open", "Ann", False), ("closed", "Ann", True), ("closed", None, False)]
)
def test_of_an_answer_kept_before_it_was_said_who_had_seen_it_is_read_as_it_was_told(state, by, seen):
    body = view_to_wire(VIEW)
    body["alerts"][0] |= {"state": state, "acknowledged_by": by}
    del body["alerts"][0]["is_seen"]
    assert view_from_wire(body).alerts[0].is_seen is seen


@pytest.mark.parametrize("missing", ["at_ms", "readings", "news2", "alerts", "past", "zone"])
def test_another_shape_is_refused(missing):
    body = view_to_wire(VIEW)
    del body[missing]
    with pytest.raises(InvalidInput):
        view_from_wire(body)


@pytest.mark.parametrize(
    "question",
    ["How is her breathing?", "How is she doing?", "Why did the alarm go off?", "How hot was she in the last 2 hours?",
     "her highest temp in the last 2 hours?", "qSOFA?", "NEWS2 over the last 2 hours?"],
)  # fmt: skip
def test_what_an_answer_saw_gives_the_same_answer_again(question):
    seen = Seen(asked_of(question), VIEW, ("warfarin",))
    kept = json.loads(json.dumps({"patient": seen.evidence()}))
    assert replayed(kept) == seen.answer
    kept["patient"]["view"]["readings"][0]["value"] = 25.0
    kept["patient"]["view"]["scores"][0]["score"] = 2
    kept["patient"]["view"]["past"]["courses"][0]["highest"]["value"] = 39.9
    kept["patient"]["view"]["past"]["scores"][0]["score"] = 9
    kept["patient"]["view"]["alerts"][0]["reason"] = "NEWS2 8"
    assert replayed(kept) != seen.answer


@pytest.mark.parametrize("question", ["How is she doing?", "Why did it not ring?"])
def test_that_notices_were_held_back_is_part_of_what_an_answer_saw(question):
    seen = Seen(asked_of(question), VIEW, ())
    kept = json.loads(json.dumps({"patient": seen.evidence()}))
    assert "silenced until" in seen.answer.text
    assert replayed(kept) == seen.answer
    kept["patient"]["view"]["held"][0]["by"] = "Nurse Bo"
    assert replayed(kept) != seen.answer


def test_an_answer_kept_before_silences_were_seen_tells_of_none():
    body = view_to_wire(VIEW)
    del body["held"], body["spo2_scale"], body["alerts"][0]["is_untold"]
    view = view_from_wire(body)
    assert (view.held, view.spo2_scale, view.alerts[0].is_untold) == ((), 1, False)
