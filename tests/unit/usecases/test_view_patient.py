"""A patient at this moment, gathered from real stores; nobody sees one they have no right to."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bedside import settings
from bedside.assembly import Assembly
from bedside.core.alerts.alert import Silence
from bedside.core.answering.live.answering import DISCHARGED
from bedside.core.answering.triage import Urgency, triage
from bedside.core.vitals.quality import Quality
from bedside.core.vitals.reading import Reading
from bedside.core.vitals.when import When
from bedside.errors import NotAllowed
from bedside.ports import Alert, Patient
from bedside.usecases.ask_patient import replayed
from bedside.usecases.ask_question import Question, ask
from bedside.usecases.view_patient import ViewPatient

MINUTE = 60_000


def now() -> int:
    return time.time_ns() // 1_000_000


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Assembly]:
    given = {"BEDSIDE_HOME": str(tmp_path / "home"), "BEDSIDE_DENSE": "never"}
    with closing(Assembly(settings.load(given))) as parts:
        parts.known_patients()
        yield parts


def take_up(here: Assembly, *readings: Reading) -> None:
    here.intake.record(readings, "json")
    while here.vitals():
        pass


def reading(signal: str, value: float | str, age_ms: int, unit: str) -> Reading:
    return Reading(patient_id="p1", signal=signal, value=value, unit=unit, observed_at=now() - age_ms)


def test_readings_score_and_alerts_stand_in_one_view(here: Assembly) -> None:
    here.patients.put(Patient(patient_id="p1", spo2_scale=2, on_oxygen=True), now())
    take_up(
        here,
        reading("spo2", 97.0, 2000, "%"),
        reading("respiratory_rate", 18.0, 10 * MINUTE, "/min"),
        reading("respiratory_rate", 24.0, 1000, "/min"),
        reading("temperature", 37.0, 5 * 60 * MINUTE, "Cel"),
    )
    opened = now() - MINUTE
    alert = Alert(
        alert_id="a1", patient_id="p1", source=None, rule="news2", priority="high", state="open", opened_ms=opened,
        closed_ms=None, reason="NEWS2 7", first_event_id="e1", updated_ms=opened,
    )  # fmt: skip
    here.alerts.record([alert], [], now())
    view = here.patient_views.view("", "p1", When("last", 24 * 60 * MINUTE))
    breathing, stale = view.live("respiratory_rate"), view.live("temperature")
    assert breathing is not None
    assert breathing.change is not None
    assert (breathing.value, breathing.change.from_value, breathing.change.minutes) == (24.0, 18.0, 10)
    assert stale is not None
    assert stale.quality is Quality.STALE
    points = {part.name: part.points for part in view.news2.parts}
    assert points["spo2"] == 3  # 97 % on oxygen, by scale 2
    assert [one.alert_id for one in view.alerts] == ["a1"]
    assert view.past is not None
    course = view.past.course("respiratory_rate")
    assert course is not None
    assert course.lowest is not None
    assert course.highest is not None
    assert (course.lowest.value, course.highest.value, course.count) == (18.0, 24.0, 2)
    assert [one.name for one in view.scores] == ["MEWS", "qSOFA", "SIRS", "PEWS"]


def test_whoever_may_not_see_a_patient_is_refused_before_anything_is_said(here: Assembly) -> None:
    take_up(here, reading("heart_rate", 71.0, 1000, "/min"))
    views = here.patient_views
    assert isinstance(views, ViewPatient)
    here.__dict__["may_see"] = lambda person, patient: (person, patient) == ("nurse", "p1")
    del here.__dict__["patient_views"]
    here.open_for_reading()
    question = Question("What is her heart rate?", patient_id="p1")
    with pytest.raises(NotAllowed, match="may not be seen"):
        ask(here.answering, question)
    assert b"71/min" in ask(here.answering, Question(question.message, person_id="nurse", patient_id="p1"))
    with pytest.raises(NotAllowed):
        here.patient_views.view("nurse", "p2")


def test_a_merged_patient_is_for_who_may_see_the_one_they_became(here: Assembly) -> None:
    take_up(here, reading("heart_rate", 71.0, 1000, "/min"))
    here.patients.put(Patient(patient_id="p1"), now())
    here.patients.merge("old", "p1", now())
    here.__dict__["may_see"] = lambda _, patient: patient == "old"
    with pytest.raises(NotAllowed):
        here.patient_views.view("nurse", "old")


def test_what_was_answered_of_a_patient_is_marked_in_its_conversation(here: Assembly) -> None:
    take_up(here, reading("heart_rate", 71.0, 1000, "/min"))
    here.open_for_reading()
    ask(here.answering, Question("What is her heart rate?", "c1", "nurse", "p1"))
    ask(here.answering, Question("What is asthma?", "c2", "nurse", "p1"))
    assert here.conversations.get("c1").patients == ("p1",)
    assert here.conversations.get("c2").patients == ()


def test_a_closed_alert_of_long_ago_is_not_in_the_view(here: Assembly) -> None:
    take_up(here, reading("heart_rate", 71.0, 1000, "/min"))
    old = now() - 30 * 60 * MINUTE
    for alert_id, state, opened in (("old", "closed", old), ("open", "open", old), ("new", "closed", now() - MINUTE)):
        alert = Alert(
            alert_id=alert_id, patient_id="p1", source=None, rule="news2", priority="high", state="open",
            opened_ms=opened, closed_ms=None, reason="NEWS2 7", first_event_id="e1", updated_ms=opened,
        )  # fmt: skip
        here.alerts.record([alert], [], now())
        if state == "closed":
            here.alerts.record([replace(alert, state="closed", closed_ms=opened + 1)], [], now())
    assert {one.alert_id for one in here.patient_views.view("", "p1").alerts} == {"open", "new"}


def test_of_the_discharged_it_is_said_first_that_nobody_is_alerted(here: Assembly) -> None:
    here.patients.put(Patient(patient_id="p1", is_present=False), now())
    take_up(here, reading("heart_rate", 171.0, 1000, "/min"))
    here.open_for_reading()
    for message in ("Is any alarm on?", "What is her pulse?"):
        answer = ask(here.answering, Question(message, patient_id="p1"))
        assert json.loads(answer)["answer"].startswith(DISCHARGED), message


def test_silences_of_the_patient_and_of_everybody_and_a_pause_are_told_and_replayed(here: Assembly) -> None:
    at = now()
    here.patients.put(Patient(patient_id="p1", paused_until_ms=at + 5 * MINUTE, paused_by="Ann"), at)
    for number, (of, rule) in enumerate([("p1", None), ("p2", None), (None, "limit_low"), ("p1", "news2_high")]):
        until = at + (-MINUTE if rule == "news2_high" else 30 * MINUTE)
        here.alerts.put_silence(
            Silence(silence_id=f"s{number}", patient_id=of, rule=rule, until_ms=until, by=f"nurse {number}", why="line",
                    created_ms=at - 2 * MINUTE)
        )  # fmt: skip
    take_up(here, reading("heart_rate", 71.0, 1000, "/min"))
    held = here.patient_views.view("", "p1").held
    assert [(one.kind, one.held_id, one.rule, one.of_all) for one in held] == [
        ("pause", "p1", "", False), ("silence", "s0", "", False), ("silence", "s2", "limit_low", True),
    ]  # fmt: skip
    here.open_for_reading()
    for message in ("How is she doing?", "Why did it not ring?"):
        answer = json.loads(ask(here.answering, Question(message, patient_id="p1")))
        assert re.search(r"are paused during care until \S+( UTC)? by Ann\.", answer["answer"])
        assert "by nurse 0: line" in answer["answer"]
        assert "“limit low” for every patient are silenced" in answer["answer"]
        assert not {"nurse 1", "nurse 3"} & set(answer["answer"].split("by "))
        kept = json.loads(here.answers.get(answer["answer_id"]).evidence)
        assert replayed(kept).text in answer["answer"]


def test_a_correction_of_a_question_is_answered_by_the_readings_and_not_as_a_crisis(here: Assembly) -> None:
    take_up(here, reading("systolic_bp", 122.0, 1000, "mm[Hg]"), reading("spo2", 91.0, 1000, "%"))
    here.open_for_reading()
    message = "sorry i meant her bp"
    assert triage(message).urgency is Urgency.CRISIS
    outcome, text = asked(here, message, "p1")
    assert (outcome, "122" in text) == ("answered", True)
    assert asked(here, message, "")[0] == "crisis"
    assert asked(here, "sorry i meant to die", "p1")[0] == "crisis"


def test_a_low_value_that_was_read_off_has_the_readings_beside_whom_to_call(here: Assembly) -> None:
    take_up(here, reading("spo2", 91.0, 1000, "%"))
    here.open_for_reading()
    outcome, text = asked(here, "spo2 90 right?", "p1")
    assert (outcome, "No reading of this patient is 90 % just now." in text) == ("emergency", True)
    assert "The SpO2 is 91 %" in text


MEASURED = (
    "Did her sats drop below 90 in the last 12 hours?",
    "Has her SpO2 been under 92?",
    "highest NEWS2 in the last 12 hours?",
)


def monitored(here: Assembly, spo2: float) -> None:
    here.patients.put(Patient(patient_id="p1", on_oxygen=False), now())
    take_up(here, reading("spo2", 97.0, 2 * MINUTE, "%"), reading("spo2", spo2, 1000, "%"))
    here.open_for_reading()


def asked(here: Assembly, message: str, patient_id: str) -> tuple[str, str]:
    body = json.loads(ask(here.answering, Question(message, patient_id=patient_id)))
    return body["outcome"], body["answer"]


@pytest.mark.parametrize("message", MEASURED)
def test_a_question_about_measured_values_is_answered_by_readings_and_not_by_911(here: Assembly, message: str) -> None:
    monitored(here, 97.0)
    outcome, said = asked(here, message, "p1")
    assert outcome == "answered"
    assert "911" not in said
    assert "97" in said or "NEWS2" in said


@pytest.mark.parametrize(
    "message", [MEASURED[0], "her saturation 12 min ago", "sats in the last 3 minutes", MEASURED[2]]
)
def test_a_past_time_is_answered_from_the_history_and_that_it_is_urgent_now_stands_beside_it(
    here: Assembly, message: str
) -> None:
    monitored(here, 80.0)
    outcome, said = asked(here, message, "p1")
    assert outcome == "answered"
    assert "911" not in said
    assert "Urgent now, whatever was then: NEWS2 is at least 3 of 20: " in said
    assert "97" in said or "NEWS2 was" in said


def test_where_the_values_of_now_are_asked_for_and_critical_whom_to_call_stands_beside_them(here: Assembly) -> None:
    monitored(here, 80.0)
    outcome, said = asked(here, "what is her saturation and how fast is she breathing", "p1")
    assert outcome == "emergency"
    assert "911" in said
    assert "The SpO2 is 80 %" in said


@pytest.mark.parametrize(
    "message", ["pulse in the last 3 minutes", "pulse two minutes ago", "her saturation an hour ago"]
)
def test_of_a_silent_monitor_the_readings_of_the_past_are_told_or_that_there_are_none(
    here: Assembly, message: str
) -> None:
    take_up(here, reading("heart_rate", 88.0, 9 * MINUTE, "/min"))
    here.open_for_reading()
    outcome, said = asked(here, message, "p1")
    assert outcome != "emergency"
    assert "911" not in said
    assert "Nothing was recorded of" in said or "88/min" in said


@pytest.mark.parametrize(
    ("message", "patient_id"),
    [
        *((one, "") for one in MEASURED),
        (MEASURED[0], "nobody-known"),
        ("Her sats are 82, what do I do?", "p1"),
        ("Is her spo2 82?", "p1"),
        ("Has my oxygen been under 85?", "p1"),
        ("Did her sats drop below 90 and is she not breathing?", "p1"),
        ("Has her SpO2 been under 85? Her lips are blue", "p1"),
    ],
)
def test_every_other_emergency_stays_one(here: Assembly, message: str, patient_id: str) -> None:
    monitored(here, 97.0)
    outcome, said = asked(here, message, patient_id)
    assert outcome == "emergency"
    assert "911" in said


@pytest.mark.parametrize(
    "message",
    ["how fast is she breathing", "when was her blood pressure last measured", "peak news in last 12h"],
)  # fmt: skip
def test_a_question_of_measuring_and_nothing_else_is_no_emergency(here: Assembly, message: str) -> None:
    monitored(here, 97.0)
    take_up(here, reading("respiratory_rate", 16.0, 1000, "/min"))
    take_up(here, *(reading(one, 120.0, 1000, "mm[Hg]") for one in ("systolic_bp", "diastolic_bp")))
    assert triage(message).urgency is Urgency.EMERGENCY
    assert asked(here, message, "p1")[0] != "emergency"
    assert asked(here, message, "")[0] == "emergency"
    assert asked(here, f"{message}, she is not waking up", "p1")[0] == "emergency"


def test_a_question_of_now_stays_urgent_where_no_value_is_current(here: Assembly) -> None:
    take_up(here, reading("respiratory_rate", 16.0, 40 * MINUTE, "/min"))
    here.open_for_reading()
    outcome, said = asked(here, "how fast is she breathing", "p1")
    assert outcome == "emergency"
    assert "too old to be taken as current" in said


def test_scores_over_a_stretch_begin_where_the_first_reading_was(here: Assembly) -> None:
    take_up(here, reading("heart_rate", 71.0, 30 * MINUTE, "/min"))
    past = here.patient_views.view("", "p1", When("last", 24 * 60 * MINUTE)).past
    assert past is not None
    assert now() - past.scored_ms[0] < 31 * MINUTE


def test_readings_that_are_asked_for_stand_beside_whom_to_call(here: Assembly) -> None:
    monitored(here, 97.0)
    outcome, said = asked(here, "Is she more breathless, what are her sats now?", "p1")
    assert outcome == "emergency"
    assert said.startswith("Call ")
    assert "The SpO2 is 97 %" in said
    assert "97" not in asked(here, "She can't breathe", "p1")[1]


def test_an_emergency_says_nothing_of_a_patient_to_who_may_not_see_them(here: Assembly) -> None:
    monitored(here, 97.0)
    here.__dict__["may_see"] = lambda *_: False
    here.__dict__.pop("patient_views", None)
    here.__dict__.pop("answering", None)
    outcome, said = asked(here, "what are her sats and how fast is she breathing", "p1")
    assert outcome == "emergency"
    assert "97" not in said
