"""A question that only corrects the one before is no crisis ("sorry, i meant her bp"); whatever else stays one."""

import pytest

from bedside.core.answering.live.measured import asks_for_readings, corrects_a_question
from bedside.core.answering.triage import Triage, Urgency, triage

BY_POINTS = Triage(Urgency.CRISIS, rule="points")


@pytest.mark.parametrize(
    "text",
    ["sorry i meant her bp", "Sorry, I meant her BP.", "i meant her bp", "sorry i mean his sats", "sorry, her bp",
     "oops sorry i meant the temperature", "no sorry, i meant his heart rate", "sorry - what is her pulse?",
     "sorry i meant her bp now", "i meant his news2 score", "sorry i meant her resp rate"],
)  # fmt: skip
def test_a_correction_that_only_asks_of_measured_values_is_told(text):
    assert corrects_a_question(text, BY_POINTS)


@pytest.mark.parametrize(
    "text",
    ["sorry", "sorry for everything", "i meant it", "sorry i meant to die", "sorry i cant do this anymore, her bp",
     "sorry i meant my bp", "sorry i meant my pills and my pulse", "sorry i took her pulse pills",
     "sorry i meant goodbye", "i meant to stop my heart", "sorry i want my heart to stop", "sorry, her pulse has gone",
     "sorry she stopped breathing", "sorry i meant she is septic", "sorry i meant her sats are 82",
     "sorry i am breathing", "sorry mum", "sorry i meant no pulse", "her bp", "sorry i meant stop her breathing"],
)  # fmt: skip
def test_whatever_else_is_told_stays_what_it_was(text):
    assert not corrects_a_question(text, BY_POINTS)


def test_neither_a_rule_nor_an_emergency_is_set_aside():
    assert not corrects_a_question("sorry i meant her bp", Triage(Urgency.CRISIS, rule="wants-to-die"))
    assert not corrects_a_question("sorry i meant her bp", Triage(Urgency.EMERGENCY, rule="points"))


@pytest.mark.parametrize("text", ["spo2 90 right?", "her sats are 82, right?", "sats 88?"])
def test_a_low_value_that_was_read_off_stays_urgent_and_has_the_readings_beside_it(text):
    assert triage(text).urgency is Urgency.EMERGENCY
    assert asks_for_readings(text)


@pytest.mark.parametrize("text", ["my sats are 82, right?", "sats 88 and she is blue", "spo2 90"])
def test_what_is_told_or_is_the_askers_own_has_no_readings_beside_it(text):
    assert not asks_for_readings(text)
