"""Units, times and places of a question that are no values of their own."""

from dataclasses import replace

import pytest

from bedside.core.answering.answer import Outcome
from unit.core.answering.live.test_answering import said, sick


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("temperature in Fahrenheit?", "38.4 °C is 101.1 °F."),
        ("what is her temp in °F", "38.4 °C is 101.1 °F."),
        ("pressure in kPa?", "118 mmHg is 15.7 kPa."),
        ("what is her diastolic in kPa", "72 mmHg is 9.6 kPa."),
        ("pulse in kPa?", "What is asked about is not measured in kPa."),
        ("is her systolic above 16 kPa?", "The systolic pressure is not above 120 mmHg."),
    ],
)
def test_a_unit_that_is_asked_for_is_told_by_the_code_table_or_said_to_be_none(question, told):
    assert told in said(question, sick()).text


@pytest.mark.parametrize("question", ["what is her temperature in degrees C", "blood pressure in mmHg?"])
def test_a_unit_that_is_charted_is_not_told_twice(question):
    assert " is " not in said(question, sick()).text.partition("NEWS2")[2].replace("is 118/72", "")


@pytest.mark.parametrize("question", ["pulse at 25:00", "pulse at 8:75", "what was her pulse at 31:10?"])
def test_what_is_no_clock_time_is_said_not_to_be_understood(question):
    text = said(question, sick()).text
    assert text.startswith("Which past time is meant is not understood here")
    assert "No reading" not in text


@pytest.mark.parametrize("question", ["pulse in bay 3", "sats in bay B?", "pulse in cubicle 7"])
def test_a_bay_is_no_value(question):
    assert "No reading" not in said(question, sick()).text
    assert said(question, replace(sick(), bed="4")).outcome is Outcome.ABSTAINED
