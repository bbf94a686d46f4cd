"""Questions of a few words, as a nurse asks them at the bed, are of the readings; general ones are not."""

from dataclasses import replace

import pytest

from bedside.core.answering.answer import Outcome
from bedside.core.answering.live.answering import live_answer
from bedside.core.answering.live.asking import asked_of
from bedside.core.vitals.score import Person
from unit.core.answering.live.test_answering import ALERT, SICK, reading, said, sick, view

BREATHING = ("respiratory_rate", "spo2")
RATE = ("respiratory_rate",)
HEART = ("heart_rate", "pulse_rate")
PRESSURE = ("systolic_bp", "diastolic_bp")


@pytest.mark.parametrize(
    ("text", "signals"),
    [
        ("any apnoea?", BREATHING),
        ("any apnea?", BREATHING),
        ("any apnoeas overnight", BREATHING),
        ("is he apnoeic?", BREATHING),
        ("is the baby apneic", BREATHING),
        ("apnoea?", BREATHING),
        ("has she had any apnoeic episodes?", BREATHING),
        ("is he hypoxic?", ("spo2",)),
        ("hypoxic?", ("spo2",)),
        ("any hypoxia?", ("spo2",)),
        ("is she hypoxaemic", ("spo2",)),
        ("is the patient hypoxemic?", ("spo2",)),
        ("is she febrile?", ("temperature",)),
        ("any fever?", ("temperature",)),
        ("is he pyrexial", ("temperature",)),
        ("is she hypothermic?", ("temperature",)),
        ("is she tachycardic?", HEART),
        ("tachycardic?", HEART),
        ("any tachycardia?", HEART),
        ("is he bradycardic?", HEART),
        ("is he brady?", HEART),
        ("is she hypotensive?", PRESSURE),
        ("any hypotension?", PRESSURE),
        ("is he still hypotensive", PRESSURE),
        ("is she hypertensive?", PRESSURE),
        ("is she tachypnoeic?", RATE),
        ("is he tachypneic", RATE),
        ("any tachypnoea?", RATE),
        ("is she bradypnoeic?", RATE),
        ("is the pt tachypnoeic and febrile?", ("respiratory_rate", "temperature")),
    ],
)
def test_a_condition_is_asked_of_the_signal_that_tells_of_it(text, signals):
    assert asked_of(text).signals == signals


@pytest.mark.parametrize(
    "text",
    [
        "why did it ring?",
        "why is it ringing?",
        "why was it ringing",
        "why is it alarming?",
        "why is it beeping?",
        "why does it keep ringing?",
        "why did the monitor ring?",
        "why is her monitor sounding?",
        "what rang?",
        "what was that ringing?",
        "why did it not ring?",
        "why didn't it ring?",
        "did it ring?",
        "why is bed 3 ringing",
        "it keeps ringing, why?",
        "the monitor rang just now",
        "are her alarms silenced?",
        "is he paused?",
        "is anything silenced?",
        "are notices silenced for her?",
        "why did the thing ring?",
        "what set it off?",
        "what set the monitor off?",
        "did anyone silence it?",
        "did somebody mute her monitor?",
        "is she on pause?",
    ],
)
def test_what_rang_or_was_silenced_is_asked_of_the_alerts(text):
    assert asked_of(text).alarm


@pytest.mark.parametrize(
    "text",
    [
        "what is happening in bed 3?",
        "what's happening in bed 3",
        "whats happening with him?",
        "what's going on with her?",
        "what is going on?",
        "what's going on here?",
        "whats going on with this patient",
        "what has been going on with her",
        "what's up with her?",
        "whats wrong with him",
        "how is he doing?",
        "anything I should know?",
        "anything i need to know about him?",
        "what should I know about her?",
        "what do I need to know?",
        "what's the situation with her?",
        "what is the situation?",
    ],
)
def test_what_is_going_on_with_a_patient_is_asked_as_how_they_are(text):
    asked = asked_of(text)
    assert (asked.status, asked.alarm, asked.signals) == (True, False, ())


@pytest.mark.parametrize(
    "text",
    [
        "what is apnoea?",
        "what is sleep apnea?",
        "what's hypoxia",
        "what is tachycardia?",
        "what is a fever?",
        "what is hypotension",
        "what is tachypnoea?",
        "what are apnoeas?",
        "is apnoea dangerous?",
        "is hypoxia serious?",
        "is tachycardia dangerous?",
        "is sleep apnoea dangerous?",
        "is fever contagious?",
        "is a fever good for you?",
        "are fevers dangerous?",
        "can hypoxia kill?",
        "can fever cause seizures?",
        "does apnoea run in families?",
        "does tachycardia go away?",
        "why is hypoxia dangerous?",
        "how common is apnoea?",
        "how is sleep apnoea treated?",
        "what causes tachypnoea?",
        "symptoms of hypoxia",
        "treatment of bradycardia",
        "hypoxia versus hypoxaemia",
        "why do alarms ring in hospitals?",
        "why do monitors beep?",
        "why do hospital monitors alarm so often?",
        "what is alarm fatigue?",
        "what are hospital alarms for?",
        "ringing in the ears",
        "why are my ears ringing?",
        "should I ring the doctor?",
        "does it ring a bell?",
        "what is happening in the world?",
        "what is going on in a heart attack?",
        "what happens in apnoea?",
        "what's up?",
        "what is happening when you faint?",
        "what should I know about asthma?",
        "what do I need to know about statins?",
        "what is wrong with eating eggs?",
        "why did he pause the film?",
        "does tachycardia need treatment?",
        "can apnoea be dangerous?",
        "is hypotension worse than hypertension?",
        "is sepsis contagious?",
        "how do alarms work?",
        "how do hospital monitors work?",
        "what set off the war?",
        "what sets off asthma?",
        "can you silence snoring?",
        "what is the situation in Gaza?",
    ],
)
def test_a_general_question_of_a_few_words_goes_to_the_library(text):
    assert not asked_of(text).anything


def test_a_condition_is_met_with_the_value_its_points_and_the_band_and_no_diagnosis():
    answer = said("is she tachypnoeic?", sick())
    assert answer.outcome is Outcome.ANSWERED
    assert answer.sentences[0].text.startswith("The respiratory rate is 24/min, read 12 s ago (")
    assert answer.sentences[0].text.endswith("2 of 3 points on NEWS2.")
    assert answer.sentences[1].text == "NEWS2 gives no points from 12 to 20/min: 24/min is above that."
    assert answer.sentences[1].citations == (1,)
    assert answer.sentences[2].text.startswith("Readings show signs and make no diagnosis")
    assert "tachypn" not in answer.text


@pytest.mark.parametrize(
    ("question", "changed", "band"),
    [
        ("is he hypoxic?", {}, "NEWS2 gives no points from 96 % on: 91 % is below that."),
        ("is he hypoxic?", {"spo2": 97.0}, "NEWS2 gives no points from 96 % on: 97 % is in that band."),
        ("is she febrile?", {}, "NEWS2 gives no points from 36.1 to 38.0 °C: 38.4 °C is above that."),
        ("is she febrile?", {"temperature": 38.04}, "NEWS2 gives no points from 36.1 to 38.0 °C: 38.0 °C is in that"),
        ("is she tachycardic?", {}, "NEWS2 gives no points from 51 to 90/min: 112/min is above that."),
        ("is she bradycardic?", {"heart_rate": 38.0}, "NEWS2 gives no points from 51 to 90/min: 38/min is below that."),
        ("is she hypotensive?", {"systolic_bp": 88.0}, "no points from 111 to 219 mmHg: 88 mmHg is below that."),
    ],
)
def test_a_condition_is_set_beside_the_published_band(question, changed, band):
    assert band in said(question, sick(**changed)).text


def test_pauses_in_breathing_are_said_not_to_be_told_by_a_rate():
    answer = said("any apnoea?", sick())
    assert "The respiratory rate is 24/min" in answer.text
    assert "A rate tells of no single pause in breathing: look at the patient." in answer.text


def test_no_band_is_told_of_a_score_that_is_not_made_for_the_patient_nor_of_an_old_value():
    child = view(*(reading(s, v) for s, v in SICK.items()), person=Person(pregnant=True))
    assert "gives no points" not in said("is she tachycardic?", child).text
    old = view(*(reading(s, v, 60_000) for s, v in SICK.items()))
    assert "gives no points" not in said("is she tachycardic?", old).text


def test_the_band_of_another_scale_is_not_told():
    seen = replace(view(reading("spo2", 90.0), person=Person(spo2_scale=2, on_oxygen=True)), spo2_scale=2)
    answer = said("is he hypoxic?", seen)
    assert "no points on NEWS2" in answer.text
    assert "96 %" not in answer.text


def test_why_it_rang_is_answered_from_the_alert():
    answer = said("why did it ring?", replace(sick(), alerts=(ALERT,)))
    assert "was raised because: RR up 6 in 10 min, SpO2 91 %, NEWS2 7." in answer.sentences[0].text


@pytest.mark.parametrize("bed", ["3", "Bed 3", "03"])
def test_what_is_going_on_in_a_bed_is_answered_in_the_patients_own(bed):
    seen = replace(sick(), bed=bed, alerts=(ALERT,))
    answer = said("what is happening in bed 3?", seen)
    assert answer.sentences[0].text.startswith("NEWS2 is 8 of 20")
    assert "A high-priority alert is open since" in answer.text


@pytest.mark.parametrize(
    "question", ["what is happening in bed 4?", "what's going on in bed four", "any apnoea in bed 4?",
                 "why did bed 4 ring?"]
)  # fmt: skip
def test_what_is_going_on_in_another_bed_is_not_met_with_this_patients_readings(question):
    answer = live_answer(asked_of(question), replace(sick(), bed="3"))
    assert answer.outcome is Outcome.ABSTAINED
    assert "open the other patient" in answer.text
    assert "112" not in answer.text
