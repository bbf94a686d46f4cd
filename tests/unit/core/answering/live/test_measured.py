"""Which urgent messages only ask what was measured."""

import pytest

from bedside.core.answering.live.measured import asks_for_readings, asks_of_measured
from bedside.core.answering.triage import Triage, Urgency

URGENT = Triage(Urgency.EMERGENCY, rule="points")


@pytest.mark.parametrize(
    "text",
    ["how fast is she breathing", "sats two minutes ago", "when was her blood pressure last measured",
     "has her blood pressure dropped since this morning", "heart rate yesterday and today"],
)  # fmt: skip
def test_measuring_and_nothing_else_is_asked_of_the_readings(text):
    assert asks_of_measured(text, URGENT)


@pytest.mark.parametrize(
    "text",
    ["does he have a pulse", "has his pulse gone", "has her breathing stopped", "is she septic", "is he confused now",
     "is she desaturating", "my pulse ten minutes ago", "her sats are 82", "how fast is she breathing, she is blue",
     "is she more breathless than this morning", "pulse?"],
)  # fmt: skip
def test_whatever_else_is_told_or_may_have_been_seen_stays_urgent(text):
    assert not asks_of_measured(text, URGENT)


def test_an_emergency_of_another_kind_is_not_met_by_readings_alone():
    assert not asks_of_measured("sats two minutes ago", Triage(Urgency.CRISIS, rule="points"))


def test_readings_are_told_beside_whom_to_call_where_they_are_asked_for():
    assert asks_for_readings("Is he more confused, what are his sats now?")
    assert not asks_for_readings("She can't breathe")
    assert not asks_for_readings("What is my pulse, I feel faint")
