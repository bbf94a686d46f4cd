"""What a question asks of a patient's readings."""

import pytest

from bedside.core.answering.live.asking import LAST_DAY, asked_of
from bedside.core.vitals.when import When

HOUR = 3_600_000


@pytest.mark.parametrize(
    ("text", "signals"),
    [
        ("How is her breathing?", ("respiratory_rate", "spo2")),
        ("what's his resp rate", ("respiratory_rate",)),
        ("what is her oxygen saturation", ("spo2",)),
        ("his work of breathing?", ("respiratory_effort",)),
        ("sats?", ("spo2",)),
        ("Is she still tachycardic, what is her pulse now", ("heart_rate", "pulse_rate")),
        ("what is the patient's BP", ("systolic_bp", "diastolic_bp")),
        ("Does he have a fever?", ("temperature",)),
        ("her blood sugar please", ("glucose",)),
        ("is he awake?", ("consciousness", "gcs")),
        ("how much oxygen is she on", ("oxygen_flow", "fio2", "spo2")),
    ],
)
def test_signals_are_known_by_the_words_of_a_ward(text, signals):
    assert asked_of(text).signals == signals


@pytest.mark.parametrize(
    "text",
    [
        "What is asthma?",
        "What is a normal heart rate?",
        "What causes a fast heart rate?",
        "What are the symptoms of low blood pressure in adults who live at high altitudes?",
        "How is high blood pressure treated?",
        "What does a low oxygen saturation mean?",
    ],
)
def test_a_general_question_asks_nothing_of_the_readings(text):
    assert not asked_of(text).anything


@pytest.mark.parametrize("text", ["Why did the alarm go off?", "what was that alert about", "why is it beeping"])
def test_an_alarm_is_asked_about(text):
    assert asked_of(text).alarm


@pytest.mark.parametrize(
    "text", ["How is she doing?", "how's the patient", "Is he stable?", "obs pls", "any update on bed 4"]
)
def test_how_the_patient_is_is_asked(text):
    assert asked_of(text).status


def test_a_number_that_was_read_off_is_taken_up_with_what_else_is_asked():
    asked = asked_of("Is 38.4 dangerous with her medicines?")
    assert (asked.number, asked.medicines, asked.status) == (38.4, True, False)
    assert asked_of("How is bed 4 doing?").number is None
    assert asked_of("her pulse over the last 2 hours").number is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("What was her highest temperature today?", When("part", part="day", days_back=0)),
        ("has his pulse gone up in the last 2 hours", When("last", 2 * HOUR)),
        ("lowest sats in the past 30 minutes for her", When("last", HOUR // 2)),
        ("her lowest sats?", When("last", 24 * HOUR)),
        ("How is her breathing?", None),
    ],
)
def test_how_far_back_is_asked(text, when):
    assert asked_of(text).when == when


@pytest.mark.parametrize(
    ("text", "signals"),
    [
        ("whats her hart rate", ("heart_rate", "pulse_rate")),
        ("blood presure?", ("systolic_bp", "diastolic_bp")),
        ("temprature pls", ("temperature",)),
        ("her saturaton?", ("spo2",)),
        ("respitory rate of the pt", ("respiratory_rate",)),
    ],
)
def test_a_slip_of_the_pen_is_read_as_what_was_meant(text, signals):
    assert asked_of(text).signals == signals


@pytest.mark.parametrize("text", ["I heard she has a new purse", "is the head nurse in, she has the heater"])
def test_words_of_their_own_are_no_slips(text):
    assert asked_of(text).signals == ()


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("what is his qSOFA?", ("qSOFA",)),
        ("PEWS?", ("PEWS",)),
        ("early warning score?", ("NEWS2", "PEWS")),
        ("is she septic", ("qSOFA", "SIRS")),
        ("mews and sirs", ("MEWS", "SIRS")),
    ],
)
def test_scores_are_known_by_name(text, scores):
    assert asked_of(text).scores == scores


@pytest.mark.parametrize(
    "text",
    ["tell me about fever in children", "explain NEWS2", "what is sepsis",
     "what is a normal temperature in the morning", "how do you treat high blood pressure",
     "risk factors for high blood pressure"],
)  # fmt: skip
def test_what_names_no_patient_goes_to_the_library(text):
    assert not asked_of(text).anything


def test_a_bound_is_told_from_a_value_that_was_read_off():
    assert (asked_of("did her sats drop below 90?").bound, asked_of("sats 90?").bound) == ("below", "")
    assert asked_of("has his pulse been over 120 today").bound == "above"
    assert asked_of("her BP at 14:30?").number is None


@pytest.mark.parametrize(
    "text", ["Heart rate on 3/4/2026?", "Heart rate fourteen months ago?", "Heart rate last month?", "Pulse in March?"]
)
def test_a_time_that_is_named_but_not_read_is_known_to_be_unread(text):
    asked = asked_of(text)
    assert asked.when is None
    assert asked.unread
    assert asked.number is None


@pytest.mark.parametrize(
    ("text", "number", "bound"),
    [("has her pulse been above one hundred and ten", 110, "above"), ("is his sugar below four", 4, "below"),
     ("did her sats drop below ninety overnight", 90, "below"), ("is her systolic under a hundred", 100, "below")],
)  # fmt: skip
def test_a_bound_in_words_is_a_bound(text, number, bound):
    asked = asked_of(text)
    assert (asked.number, asked.bound) == (number, bound)


@pytest.mark.parametrize(
    "text", ["last 3 temps", "what was her temp on the 10th at 3pm", "is bed 7 ok", "hr fourteen weeks ago"]
)
def test_a_count_a_day_and_a_bed_are_no_values(text):
    assert asked_of(text).number is None


@pytest.mark.parametrize("text", ["Is her heart rate above 100?", "are her sats under 96", "is his temp over 38"])
def test_a_bound_that_is_asked_of_now_is_not_asked_of_the_last_day(text):
    assert asked_of(text).when is None
    assert asked_of(text.replace("Is", "Was").replace("are", "were").replace("is", "was")).when is not None


@pytest.mark.parametrize(
    ("text", "first"),
    [("is her oxygen below 90?", "spo2"), ("is her diastolic above 90", "diastolic_bp"),
     ("she's 88% on room air?", "spo2"), ("is she on 28% oxygen", "oxygen_flow"), ("pulse pressure?", "systolic_bp")],
)  # fmt: skip
def test_a_number_is_of_the_signal_that_it_can_be_of(text, first):
    assert asked_of(text).signals[0] == first


@pytest.mark.parametrize(
    "text", ["she's 88% on room air?", "how is she in bed now", "is she in bed", "is the bed alarm on", "bed a bit wet"]
)
def test_no_bed_is_read_where_none_is_named(text):
    assert asked_of(text).beds == ()


@pytest.mark.parametrize("text", ["heart rate at lunchtime", "hr since handover", "temp at breakfast"])
def test_a_time_told_by_a_meal_or_a_handover_is_known_to_be_unread(text):
    assert asked_of(text).unread


def test_minutes_are_no_minimum():
    assert not asked_of("hr 5 mins before the alarm").extreme
    assert asked_of("min hr today").extreme


def test_obs_that_are_asked_for_are_no_treatment():
    assert asked_of("can I have the latest obs for her").declined == ()
    assert asked_of("can I have morphine for her pulse").declined != ()


def test_what_no_reading_tells_is_named_where_it_is_asked_of_the_patient():
    assert asked_of("what's her potassium and heart rate?").not_read == ("potassium",)
    assert asked_of("whats her urine output").not_read == ("urine output",)
    assert not asked_of("what is a normal potassium?").anything
    assert not asked_of("can she take potassium tablets with grapefruit juice in the evening?").not_read


def test_a_clock_time_that_is_left_over_is_no_value():
    assert asked_of("and at 12:00 and 13:00?").number is None


def test_to_be_given_the_readings_is_no_question_of_what_to_give():
    assert asked_of("can you give me her vitals").declined == ()
    assert asked_of("can you give her more oxygen").declined


def test_who_turned_an_alarm_off_is_asked_of_the_alerts():
    assert asked_of("who turned it off").seen_by


@pytest.mark.parametrize(
    ("text", "is_timed"), [("Has her temperature gone up?", True), ("Is her BP going down?", True),
                           ("Is her heart rate going up?", False)]
)  # fmt: skip
def test_how_something_went_that_is_measured_every_few_hours_is_asked_of_a_day(text, is_timed):
    assert asked_of(text).when == (LAST_DAY if is_timed else None)
