"""Follow-up questions: what is taken over from the question before, and what must never be."""

import pytest

from bedside.core.answering.live.asked_words import NOT_TO_DECIDE
from bedside.core.answering.live.asking import LAST_DAY, Asked, asked_of
from bedside.core.answering.live.following import followed
from bedside.core.vitals.when import HOUR_MS, When

BREATHING = ("respiratory_rate", "spo2")
PULSE = ("heart_rate", "pulse_rate")
PRESSURE = ("systolic_bp", "diastolic_bp")
YESTERDAY = When("part", part="day", days_back=1)


def last(*questions: str) -> Asked:
    before = Asked()
    for question in questions:
        before = followed(question, before)
    return before


@pytest.mark.parametrize(
    ("questions", "signals", "when"),
    [
        (("How is her breathing?", "and yesterday?"), BREATHING, YESTERDAY),
        (("How is her breathing?", "yesterday?"), BREATHING, YESTERDAY),
        (("How is her breathing?", "what about an hour ago?"), BREATHING, When("ago", HOUR_MS)),
        (("How is her breathing?", "and her blood pressure?"), PRESSURE, None),
        (("How is her breathing?", "and her blood pressure?", "and yesterday?"), PRESSURE, YESTERDAY),
        (("How is her breathing?", "and yesterday?", "and her blood pressure?"), PRESSURE, YESTERDAY),
        (("How is her breathing?", "and yesterday?", "and now?"), BREATHING, None),
        (("How is her breathing?", "since when?"), BREATHING, None),
        (("How is her breathing?", "for how long?"), BREATHING, None),
        (("How is her breathing?", "is it getting worse?"), BREATHING, None),
        (("HR yesterday?", "is that normal?"), PULSE, YESTERDAY),
        (("HR yesterday?", "is it going up?"), PULSE, None),
        (("HR yesterday?", "and what is her bp?"), PRESSURE, None),
        (("HR yesterday?", "what is her bp?"), PRESSURE, None),
        (("HR yesterday?", "bp?"), PRESSURE, None),
        (("HR yesterday?", "and her bp now?"), PRESSURE, None),
        (("HR yesterday?", "what was her bp then?"), PRESSURE, YESTERDAY),
        (("HR yesterday?", "and the day before?"), PULSE, When("part", part="day", days_back=2)),
        (("HR 10 min ago?", "and an hour earlier?"), PULSE, When("ago", HOUR_MS + 600_000)),
        (("HR at 14:30?", "and at 3?"), PULSE, When("clock", minute=180, either_half=True)),
        (("HR overnight?", "min and max"), PULSE, When("part", part="night")),
        (("temp?", "was it 38 yesterday?"), ("temperature",), YESTERDAY),
        (("temp yesterday?", "and hers?"), ("temperature",), YESTERDAY),
        (("HR yesterday?", "adn spo2?"), ("spo2",), YESTERDAY),
        (("why is news2 so high", "what is it made of?"), (), None),
        (("lowest HR overnight?", "when was that?"), PULSE, When("part", part="night")),
        (("pulse?", "and the highest?"), PULSE, LAST_DAY),
        (("temp?", "in fahrenheit?"), ("temperature",), None),
    ],
)
def test_a_follow_up_takes_over_what_it_does_not_name(questions, signals, when):
    asked = last(*questions)
    assert (asked.signals, asked.when, asked.unread, asked.status) == (signals, when, False, False)


@pytest.mark.parametrize(
    "questions",
    [
        ("HR at 14:30?", "and an hour earlier?"),
        ("HR at 14:30?", "what was her bp before that?"),
        ("HR in the last hour?", "and the previous hour?"),
        ("HR at 14:30?", "and later?"),
        ("HR last Monday?", "and the day before?"),
        ("HR overnight?", "and the night before?"),
        ("pulse?", "and before surgery?"),
        ("pulse?", "was it high?"),
        ("what was her HR then?", "and her bp?"),
    ],
)
def test_a_time_that_cannot_be_told_from_the_one_before_is_said_not_to_be_understood(questions):
    asked = last(*questions)
    assert asked.signals in (PULSE, PRESSURE)
    assert (asked.unread, asked.when) == (True, None)


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("Why did the alarm go off?", "why?"), {"alarm": True, "when": None}),
        (("Why did the alarm go off?", "since when?"), {"alarm": True, "onset": False}),
        (("any alarms overnight?", "how many?"), {"alarm": True, "count": True, "when": When("part", part="night")}),
        (("any alarms overnight?", "who acknowledged them?"), {"seen_by": True, "when": When("part", part="night")}),
        (("How is she?", "and yesterday?"), {"status": True, "when": YESTERDAY}),
        (("has his pulse been over 120 today?", "and yesterday?"), {"bound": "above", "when": YESTERDAY}),
        (("sats overnight?", "ever below 90?"), {"bound": "below", "number": 90, "signals": ("spo2",)}),
        (("average HR yesterday?", "and the sats?"), {"average": True, "signals": ("spo2",)}),
        (("hr?", "was it higher yesterday?"), {"compare": True, "signals": PULSE, "when": YESTERDAY}),
        (("whats her qsofa?", "and at 14:30?"), {"scores": ("qSOFA",)}),
        (("pulse?", "and potassium?"), {"not_read": ("potassium",), "signals": ()}),
        (("what's her potassium?", "and yesterday?"), {"not_read": ("potassium",), "when": YESTERDAY}),
    ],
)  # fmt: skip
def test_alarms_scores_and_bounds_are_taken_over_too(questions, expected):
    asked = last(*questions)
    assert {name: getattr(asked, name) for name in expected} == expected


def test_why_a_value_is_so_is_not_told_by_readings():
    asked = last("sats?", "why?")
    assert asked.signals == ("spo2",)
    assert "readings do not tell" in asked.declined[0]
    assert last("Why did the alarm go off?", "why?").declined == ()


@pytest.mark.parametrize(
    "question", ["and her mood yesterday?", "what about her urine overnight?", "how was she yesterday?"]
)
def test_a_follow_up_with_a_subject_of_its_own_takes_over_no_values(question):
    assert last("How is her breathing?", question).signals == ()


@pytest.mark.parametrize(
    "questions",
    [
        ("since when?",),
        ("is that normal?",),
        ("why?",),
        ("How is her breathing?", "was it ever below 90?"),
        ("Why did the alarm go off?", "is that normal?"),
    ],
)
def test_a_value_that_nothing_names_is_asked_back(questions):
    assert last(*questions) == Asked(unclear=True)


@pytest.mark.parametrize("question", ["since when?", "and yesterday?", "is that normal?", "and her sats?"])
def test_after_something_else_than_readings_a_message_stands_by_itself(question):
    assert followed(question, None) == asked_of(question)


@pytest.mark.parametrize("question", ["and her blood pressure?", "and yesterday?", "and the other patient?"])
def test_another_who_was_asked_about_stays_the_one_who_is_meant(question):
    asked = last("how is bed 5's pulse?", question)
    assert asked.anything
    assert asked.beds == ("5",) or asked.ids


def test_what_to_do_after_a_question_of_readings_is_met_with_what_the_score_calls_for():
    for question in ("what should i do?", "should i give paracetamol", "does she need more?"):
        asked = last("how is she?", question)
        assert (asked.scores, asked.declined) == (("NEWS2",), (NOT_TO_DECIDE,))
    assert last("how is she?", "should i call someone?") == Asked(scores=("NEWS2",))
    assert followed("what should i do?", None) == asked_of("what should i do?")


def test_how_many_times_a_value_was_so_is_said_not_to_be_counted():
    asked = last("sats overnight?", "below 92?", "how many times?")
    assert (asked.bound, asked.number, asked.when) == ("below", 92, When("part", part="night"))
    assert "not counted here" in asked.declined[0]


@pytest.mark.parametrize("question", ["trend?", "and the lowest?"])
def test_a_course_is_never_asked_of_a_moment(question):
    assert last("HR at 14:30?", question).when in (None, LAST_DAY)


@pytest.mark.parametrize(
    "question", ["that's good", "ok that's it", "thanks", "What is asthma?", "and what is asthma?"]
)
def test_what_asks_nothing_of_the_readings_still_does_not(question):
    assert last("How is her breathing?", question) == asked_of(question)
