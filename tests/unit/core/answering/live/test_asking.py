"""What a question asks of a patient's readings."""

import pytest

from bedside.core.answering.live.asking import asked_of

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
    "text", ["How is she doing?", "how's the patient", "Is he stable?", "NEWS2?", "any update on bed 4"]
)
def test_how_the_patient_is_is_asked(text):
    assert asked_of(text).status


def test_a_number_that_was_read_off_is_taken_up_with_what_else_is_asked():
    asked = asked_of("Is 38.4 dangerous with her medicines?")
    assert (asked.number, asked.medicines, asked.status) == (38.4, True, False)
    assert asked_of("How is bed 4 doing?").number is None
    assert asked_of("her pulse over the last 2 hours").number is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("What was her highest temperature today?", 24 * HOUR),
        ("has his pulse gone up in the last 2 hours", 2 * HOUR),
        ("lowest sats in the past 30 minutes for her", HOUR // 2),
        ("How is her breathing?", 0),
    ],
)
def test_how_far_back_is_asked(text, span):
    assert asked_of(text).span_ms == span
