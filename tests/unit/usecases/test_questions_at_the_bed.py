"""Questions as nurses, doctors and relatives ask them, about now and the past, against stores with a known day."""

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bedside import settings
from bedside.assembly import Assembly
from bedside.core.answering.answer import Answer, Outcome
from bedside.ports import Patient
from bedside.usecases.ask_patient import ENGLISH_ALONE, Seen, replayed, see
from unit.usecases.live_ward import HOUR, MINUTE, NOW, alert, at, day, raise_alerts, reading, views

DAY = tuple(day())


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assembly]:
    home: Path = tmp_path_factory.mktemp("home")
    with closing(Assembly(settings.load({"BEDSIDE_HOME": str(home), "BEDSIDE_DENSE": "never"}))) as parts:
        raise_alerts(parts)
        yield parts


def seen_by(here: Assembly, question: str, *readings, **person) -> Seen | None:
    return see(views(here, *(readings or DAY), **person), question, "", "p1", ())[0]


def answer(here: Assembly, question: str, *readings, **person) -> Answer:
    seen = seen_by(here, question, *readings, **person)
    assert seen is not None, "it went to the library"
    return seen.answer


TABLE = {
    "what was her heart rate ten minutes ago?": [
        "At 15:10 CET, 10 min ago, the heart rate was 75/min (read 15:10 CET)."
    ],
    "pulse rat 10 mins agoo": ["At 15:10 CET, 10 min ago, the heart rate was 75/min (read 15:10 CET)."],
    "SpO2 at 14:30?": ["At 14:30 CET, 50 min ago, the SpO2 was 97 % (read 14:30 CET)."],
    "sats at 3 last night": ["At 03:00 CET, 12 h 20 min ago, the SpO2 was 86 %"],
    "hr this morning": ["From 06:00 to 12:00 CET the heart rate was between 66 (06:00 CET) and 71/min (11:00 CET)"],
    "Did her O2 sats drop below 90 in the night?": [
        "From 22:00 CET yesterday to 06:00 CET the SpO2 was between 86 (03:00 CET) and 97 %",
        "It was below 90 % at least once.",
    ],
    "has his pulse been over 120 at any time today": ["No reading of it was above 120/min in that time."],
    "average HR over the last half hour": ["From 14:50 to 15:20 CET the heart rate was between 74", "mean 75;"],
    "any fever since midnight?": ["From 00:00 to 15:20 CET the temperature was between 36.5"],
    "tmax last 24 hrs": ["From 15:20 CET yesterday to 15:20 CET the temperature was between 36.5"],
    "lowest sats in the past 24h": ["Since 17:00 CET yesterday (22 h 20 min of readings, not the 24 h asked about)"],
    "was he confused in the night?": ["was alert (first 22:00 CET yesterday) and newly confused (first 04:00 CET)"],
    "what was the BP at 1430": ["the blood pressure was 124/70 mmHg (systolic/diastolic), mean 85"],
    "temp at 12:40?": ["The nearest reading of temperature is 37.8 °C, 13:00 CET, 20 min after 12:40 CET."],
    "what was her bp on admission": ["the first blood pressure of the last 7 days is 127/70 mmHg"],
    "how's her breathing compared to an hour ago": [
        "was 16/min (read 14:20 CET)",
        "The respiratory rate is 16/min, read",
    ],
    "BP?": ["The blood pressure is 125/70 mmHg (systolic/diastolic), mean 85"],
    "whats her hart rate doing": ["The heart rate is 75/min, read 0 s ago (15:20 CET), unchanged in 10 min"],
    "did any alarm ring in the night?": [
        "Bedside raised 2 alerts for this patient from 22:00 CET yesterday to 06:00 CET: 1 high, 1 medium priority.",
        "High priority, 04:02 CET: NEWS2 7; nobody acknowledged it; it closed at 04:22 CET.",
    ],
    "how many alarms since this morning?": [
        "Bedside raised 1 alert for this patient from 06:00 to 15:20 CET: 1 low"
    ],
    "who acknowledged it?": [
        "Low priority, 14:50 CET: Sensor off; acknowledged by dr. Lee at 14:55 CET, 5 min after"
    ],
    "any alarms yesterday evening?": [
        "Bedside raised no alert",
        "what a monitor at the bed rang by itself is not known",
    ],
    "whats his qsofa": [
        "qSOFA is 0 of 3 (respiratory rate 0, systolic pressure 0, consciousness 0): its threshold of 2"
    ],
    "early warning score?": ["NEWS2 is 0 of 20: low risk"],
    "NEWS at 03:05?": [
        "At 03:05 CET: NEWS2 was 3 of 20 (SpO2 3): low-medium risk, calls for an urgent ward review."
    ],
    "how did mum sleep, was everything ok in the night?": ["NEWS2 was between 0", "SpO2 was between 86", "2 alerts"],
    "is her news going up?": ["NEWS2 was between", "NEWS2 is 0 of 20"],
    "what's the average resp rate overnight": ["the respiratory rate was 16/min throughout; 480 readings."],
    "how high was the fever at its worst": ["38.8 °C (23:00 CET yesterday)"],
    "did anyone come when the alarm rang at 4?": ["High priority, 04:02 CET: NEWS2 7; nobody acknowledged it"],
}  # fmt: skip


@pytest.mark.parametrize("question", TABLE)
def test_a_question_is_answered_by_what_it_asks_and_every_number_is_cited(here, question):
    said = answer(here, question)
    for expected in TABLE[question]:
        assert expected in said.text
    for sentence in said.sentences:
        has_number = any(letter.isdigit() for letter in sentence.text)
        assert sentence.citations or not has_number or "no alert" in sentence.text
    assert {n for s in said.sentences for n in s.citations} == {c.n for c in said.citations}


@pytest.mark.parametrize("question", TABLE)
def test_what_an_answer_saw_gives_it_again_word_for_word(here, question):
    seen = seen_by(here, question)
    assert seen is not None
    assert replayed(json.loads(json.dumps({"patient": seen.evidence()}))) == seen.answer


@pytest.mark.parametrize(
    "question",
    ["what is a normal heart rate for an adult", "what does NEWS2 mean", "how do you treat high blood pressure",
     "tell me about fever in children", "what causes asthma?", "good morning",
     "how often should vital signs be checked", "is it dangerous if oxygen saturation drops at night"],
)  # fmt: skip
def test_a_question_that_names_no_patient_thing_goes_to_the_library(here, question):
    assert seen_by(here, question) is None


def test_a_past_moment_is_never_met_with_the_value_of_now(here):
    said = answer(here, "what was her heart rate ten minutes ago?", reading("heart_rate", 88.0, NOW - 1000))
    assert said.sentences[0].text == "The nearest reading of heart rate is 88/min, 15:19:59 CET, 9 min after 15:10 CET."
    far = answer(here, "HR at 14:30?", reading("heart_rate", 88.0, NOW - 1000))
    assert far.text.startswith("Nothing was recorded of heart rate at 14:30 CET, nor within 30 min of it; the nearest")


@pytest.mark.parametrize(
    ("apart_ms", "is_at_once"), [(MINUTE, True), (MINUTE + 1, False), (-MINUTE, True), (-MINUTE - 1, False)]
)
def test_how_far_a_reading_was_is_said_beyond_a_minute(here, apart_ms, is_at_once):
    said = answer(here, "HR at 14:30?", reading("heart_rate", 88.0, at(11, 14, 30) + apart_ms))
    assert said.text.startswith("At 14:30 CET") is is_at_once


@pytest.mark.parametrize(
    "question",
    [
        "what was her pulse on 3/4/2026?",
        "Has his BP been stable since he came back from theatre?",
        "pulse 10 mins",
        "what was her HR then?",
    ],
)
def test_a_time_that_is_not_understood_is_said_to_be_so_before_the_latest_is_told(here, question):
    said = answer(here, question)
    assert said.sentences[0].text.startswith("Which past time is meant is not understood here")
    assert "No reading of this patient is 3" not in said.text


@pytest.mark.parametrize(
    "question", ["HR at 14:30 and 15:00", "average hr last hour vs the hour before", "HR 10 min ago and an hour ago"]
)
def test_of_two_times_the_one_that_is_not_told_is_said_to_be_left_out(here, question):
    said = answer(here, question)
    assert said.sentences[0].text == "Another time is named too, and not read here: ask for it by itself."
    assert "Another time" not in answer(here, "HR yesterday and today?").text


def test_what_a_patient_needs_is_not_told_by_readings(here):
    assert "is for whoever treats this patient to decide" in answer(here, "does she need more oxygen?").text


def test_a_date_is_answered_from_that_day_or_said_to_be_out_of_reach(here):
    said = answer(here, "Heart rate on 10 March at 18:10?")
    assert said.text.startswith("At 18:10 CET yesterday, 21 h 10 min ago, the heart rate was 78/min (read 18:10 CET y")
    for question in ("Heart rate on 3 March at 08:10?", "on 2026-03-20 at 14:00, her pulse?", "her pulse 10 days ago?"):
        far = answer(here, question)
        assert far.outcome is Outcome.ABSTAINED
        assert "/min" not in far.text


def test_when_the_last_reading_was_is_a_question_about_now(here):
    said = answer(here, "when was her last blood pressure taken")
    assert said.sentences[0].text.startswith("The blood pressure is 125/70 mmHg")


def test_what_is_said_to_be_falling_is_told_with_the_value_of_now(here):
    assert "The SpO2 is 97 %, read 0 s ago" in answer(here, "his sats keep dropping, should I call someone").text


def test_a_stretch_that_is_over_is_not_told_as_lasting_since(here):
    said = answer(here, "sats yesterday?")
    assert said.text.startswith("From 17:00 to 23:59 CET yesterday (6 h 59 min of readings, not the 24 h asked about)")


def test_a_day_of_the_week_is_told_by_its_date(here):
    said = answer(here, "was her BP low on sunday?")
    assert "from 2026-03-08 00:00 to 2026-03-09 00:00 CET" in said.text


def test_nothing_recorded_is_said_to_be_so(here):
    said = answer(here, "what was his glucose this morning?")
    assert (said.outcome, said.text) == (
        Outcome.ABSTAINED,
        "Nothing was recorded of glucose from 06:00 to 12:00 CET.",
    )
    said = answer(here, "HR yesterday morning?")
    assert said.text == "Nothing was recorded of heart rate from 06:00 to 12:00 CET yesterday."
    assert "nor within 4 h of it" in answer(here, "glucose at 14:30?").text


def test_a_short_record_is_told_with_what_it_really_covers(here):
    short = tuple(day(NOW - 34 * MINUTE))
    said = answer(here, "lowest heart rate in the last 24 h?", *short)
    assert said.text.startswith("Since 14:46 CET (34 min of readings, not the 24 h asked about) the heart rate was")
    broken = (*day(NOW - 24 * HOUR, NOW - 23 * HOUR), *day(NOW - HOUR))
    assert (
        "(2 h of readings, not the 24 h asked about)"
        in answer(here, "lowest heart rate in the last 24 h?", *broken).text
    )


def test_under_16_pews_is_told_in_the_place_of_news2(here):
    for question in ("early warning score?", "NEWS2?", "how is my daughter doing?"):
        said = answer(here, question, born=date(2018, 4, 16))
        assert said.sentences[0].text == "NEWS2 does not apply to this patient: under 16 years."
        assert said.sentences[1].text.startswith("PEWS is at least ")
        assert "not known: capillary refill and respiratory effort" in said.sentences[1].text
        assert "points on NEWS2" not in said.text
    past = answer(here, "NEWS at 03:05?", born=date(2018, 4, 16))
    assert past.sentences[1].text.startswith("At 03:05 CET: PEWS was at least ")


def test_in_pregnancy_mews_is_told_in_the_place_of_news2(here):
    for question in ("early warning score?", "NEWS2?"):
        said = answer(here, question, pregnant=True)
        assert said.sentences[0].text == "NEWS2 does not apply to this patient: pregnant."
        assert said.sentences[1].text.startswith("MEWS is ")
        assert "PEWS" not in said.text
    past = answer(here, "NEWS at 03:05?", pregnant=True)
    assert past.sentences[1].text.startswith("At 03:05 CET: MEWS was ")
    worse = [reading("heart_rate", 135.0, NOW - 2000), reading("respiratory_rate", 31.0, NOW - 1000)]
    before = [one for one in DAY if one.observed_at_ms < NOW - MINUTE]
    urgent = answer(here, "What was the heart rate at 03:05?", *before, *worse, pregnant=True).text
    assert "Urgent now, whatever was then: MEWS is 6 of 14" in urgent
    stretch = answer(here, "What was her early warning score overnight?", pregnant=True)
    assert "Of now, not of the time asked about: MEWS is " in stretch.text
    assert "pregnant: not made for pregnancy" in answer(here, "qsofa?", pregnant=True).text


def test_stale_and_missing_parts_of_a_score_are_named(here):
    old = (reading("systolic_bp", 95.0, NOW - 5 * HOUR), reading("respiratory_rate", 24.0, NOW - 1000))
    said = answer(here, "qsofa?", *old).sentences[0].text
    assert said.startswith("qSOFA is at least 1 of 3 (respiratory rate 1); not known: ")
    assert "consciousness" in said
    assert "systolic pressure (too old)" in said
    assert "its threshold of 2 may or may not be reached" in said


def test_todays_value_is_that_of_now_where_it_is_asked_in_the_present(here):
    assert answer(here, "how is her heart rate today?").text.startswith("The heart rate is 75/min")
    assert answer(here, "how was her heart rate today?").text.startswith("From 00:00 to 15:20 CET")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Heart rate when the alarm went off?", "At 14:50 CET, 30 min ago, the heart rate was 74/min"),
        ("What was her heart rate at the time of the alarm?", "At 14:50 CET, 30 min ago, the heart rate was 74/min"),
        ("heart rate an hour before the alarm", "At 13:50 CET, 90 min ago, the heart rate was 73/min"),
        ("heart rate 15 min after the alarm", "At 15:05 CET, 15 min ago, the heart rate was 75/min"),
    ],
)
def test_a_time_told_by_an_alarm_is_that_of_the_newest_alert(here, question, told):
    said = answer(here, question)
    assert said.sentences[0].text == "The newest alert opened at 14:50 CET: Sensor off."
    assert said.sentences[1].text.startswith(told)
    assert "The heart rate is" not in said.text
    assert "NEWS2 7" not in said.text


@pytest.mark.parametrize(
    "question", ["heart rate since the alarm", "heart rate when the alarms went off", "pulse after the alarm"]
)
def test_a_time_told_by_an_alarm_in_another_way_is_said_not_to_be_understood(here, question):
    assert answer(here, question).text.startswith("Which past time is meant is not understood here")


def test_the_time_of_an_alarm_that_never_was_is_not_met_with_now(tmp_path):
    with closing(Assembly(settings.load({"BEDSIDE_HOME": str(tmp_path), "BEDSIDE_DENSE": "never"}))) as quiet:
        said = answer(quiet, "Heart rate when the alarm went off?")
    assert said.text.startswith("The time of an alert is asked about")
    assert said.outcome is Outcome.ABSTAINED


def test_over_a_stretch_the_pews_of_a_child_is_said_to_be_that_of_now(here):
    said = answer(here, "How was he overnight?", born=date(2018, 4, 16))
    told = [one.text for one in said.sentences if "PEWS" in one.text]
    assert told
    assert all(one.startswith("Of now, not of the time asked about: ") for one in told)


def test_an_alert_that_was_open_at_a_moment_is_told_though_it_is_closed_and_opened_long_before(tmp_path):
    with closing(Assembly(settings.load({"BEDSIDE_HOME": str(tmp_path), "BEDSIDE_DENSE": "never"}))) as ward:
        one = alert("a9", "high", at(11, 6, 15), "SpO2 84 %")
        ward.alerts.record([replace(one, state="closed", closed_ms=at(11, 7, 30))], [], at(11, 7, 30))
        said = answer(ward, "Was there an alarm at 07:01?")
        after = answer(ward, "Was there an alarm at 08:15?")
    assert "1 alert from before was already open then." in said.text
    assert "High priority, 06:15 CET: SpO2 84 %; nobody acknowledged it; it closed at 07:30 CET." in said.text
    assert "a9" in {one.id for one in said.citations}
    assert "open then" not in after.text


def test_the_highest_score_is_found_though_it_lasted_few_minutes(here):
    bad = {"heart_rate": 135.0, "spo2": 85.0, "respiratory_rate": 26.0}
    brief = range(at(11, 9, 2), at(11, 9, 8), MINUTE)
    then = [one for one in DAY if one.signal in bad and one.observed_at_ms in brief]
    rows = [one for one in DAY if one not in then]
    rows += [reading(one.signal, bad[one.signal], one.observed_at_ms) for one in then]
    said = answer(here, "Highest NEWS2 today?", *rows).sentences[0]
    assert "and 9 (09:02 CET), looked at each minute from 00:01 to 15:20 CET; at the end 0." in said.text
    assert said.citations


def test_a_week_of_scores_at_each_minute_is_made_in_a_moment(here):
    week = [one for one in day(NOW - 7 * 24 * HOUR) if one.signal == "heart_rate"]
    began = time.thread_time()
    said = answer(here, "Highest NEWS2 in the last 7 days?", *week)
    assert "looked at each minute" in said.text
    assert time.thread_time() - began < 20  # alone it is about one


@pytest.mark.parametrize(
    "question", ["what is the pulse of norm?", "is norm stable?", "how are norm's sats", "norm pulse", "pulse, Norm?"]
)
def test_a_word_that_is_the_id_of_another_patient_is_not_met_with_this_patients_values(tmp_path, question):
    with closing(Assembly(settings.load({"BEDSIDE_HOME": str(tmp_path), "BEDSIDE_DENSE": "never"}))) as ward:
        ward.patients.put(Patient(patient_id="norm", bed="9"), NOW)
        ward.patients.put(Patient(patient_id="Norm", bed="10"), NOW)
        said = answer(ward, question)
        of_this_one = answer(ward, "is she stable on room air?")
    assert said.outcome is Outcome.ABSTAINED
    assert "names another" in said.text
    assert of_this_one.outcome is Outcome.ANSWERED


def test_another_id_of_the_same_patient_names_nobody_else(tmp_path):
    with closing(Assembly(settings.load({"BEDSIDE_HOME": str(tmp_path), "BEDSIDE_DENSE": "never"}))) as ward:
        ward.patients.put(Patient(patient_id="oldid", bed="9"), NOW - HOUR)
        stays = views(ward, *DAY)
        ward.patients.merge("oldid", "p1", NOW)
        told = [see(stays, one, "", "p1", ())[0] for one in ("what is the pulse of oldid?", "oldid's pulse")]
    for seen in told:
        assert seen is not None
        assert "The heart rate is 75/min" in seen.answer.text


@pytest.mark.parametrize(("question", "ids"), [("is norm better?", ()), ("is norm stable?", ("norm",))])
def test_who_may_not_see_another_patient_is_not_told_that_there_is_one(tmp_path, question, ids):
    """A name that the words alone tell is declined whether or not there is such a patient."""
    with closing(Assembly(settings.load({"BEDSIDE_HOME": str(tmp_path), "BEDSIDE_DENSE": "never"}))) as ward:
        only_own = replace(views(ward, *DAY), may_see=lambda _person, patient: patient == "p1")
        of_nobody = see(only_own, question, "ann", "p1", ())[0]
        ward.patients.put(Patient(patient_id="norm", bed="9"), NOW)
        seen = see(only_own, question, "ann", "p1", ())[0]
    assert seen is not None
    assert seen.asked.ids == ids
    assert seen == of_nobody


@pytest.mark.parametrize(("apart_ms", "told"), [(0, ""), (36_000, ", 36 s later"), (-36_000, "")])
def test_a_reading_that_came_after_the_moment_is_said_to_be_later(here, apart_ms, told):
    said = answer(here, "HR at 14:30?", reading("heart_rate", 88.0, at(11, 14, 30) + apart_ms)).sentences[0].text
    assert said.endswith(f"{told}).")
    assert ("later" in said) is bool(told)


@pytest.mark.parametrize(
    "question", ["was ist sein Puls?", "Wie hoch ist ihr Puls?", "cual es su pulso?", "quel est son pouls, pulse?"]
)
def test_a_question_in_another_language_is_said_to_be_read_in_english_alone(here, question):
    assert see(views(here, *DAY), question, "", "p1", ()) == (None, [ENGLISH_ALONE])


def test_bare_names_of_measures_are_in_no_other_language(here):
    assert "75/min" in answer(here, "hr bp sats temp rr map gcs").text


@pytest.mark.parametrize("question", ["has her temperature gone up?", "what is the trend of her temperature?"])
def test_how_a_rarely_measured_value_went_is_told_over_hours_and_not_since_the_measurement_just_before(here, question):
    minutes_ago = ((36.9, 400), (37.2, 200), (39.2, 4), (39.2, 2))
    said = answer(here, question, *(reading("temperature", value, NOW - ago * MINUTE) for value, ago in minutes_ago))
    assert "up 2.3 from 36.9 at first" in said.text
    assert "up 2.0 in 3 h 18 min" in said.text
    assert "unchanged" not in said.text


def test_no_score_is_told_of_hours_before_the_first_reading(here):
    values = {"respiratory_rate": 16.0, "spo2": 97.0, "heart_rate": 76.0}
    began = NOW - 30 * MINUTE
    given = [reading(name, value, t) for t in range(began, NOW + 1, MINUTE) for name, value in values.items()]
    said = answer(here, "NEWS2 over the last 3 hours?", *given)
    assert said.sentences[0].text == "NEWS2 was at least 0 throughout, looked at each minute from 14:50 to 15:20 CET."
