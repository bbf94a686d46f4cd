import pytest

from bedside.core.answering.focus import find_focus, medical_names, mentions, phrase_asked_about
from bedside.core.answering.vocabulary import Vocabulary
from cpu_time import cpu_s

from .small_library import small_vocabulary

VOCABULARY = small_vocabulary()


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("what are the signs of gout?", "Gout"),
        ("my mum has alzheimers, how long will she live", "Alzheimer's Disease"),
        ("is crohns catching?", "Crohn's Disease"),
        ("how is hypertension treated", "High Blood Pressure"),
        ("do kidney stone operations hurt", "Kidney Stones"),
        ("how do I get rid of piles", "Hemorrhoids"),
        ("is sickle cell disease inherited", "Anemia, sickle cell"),
        ("muckle wells what should I expect", "Muckle-Wells syndrome"),
        ("does copd get worse", "Chronic Obstructive Pulmonary Disease (COPD)"),
    ],
)
def test_the_topic_is_found_under_any_of_its_names(question: str, focus: str) -> None:
    assert find_focus(question, VOCABULARY) == focus


def test_the_longest_name_wins() -> None:
    found = mentions("chronic obstructive pulmonary disease and asthma", VOCABULARY)
    assert [m.length for m in found] == [4, 1]


def test_a_name_in_the_question_outweighs_one_in_the_story() -> None:
    story = "My father had diabetes and gout. Now I wheeze. What helps asthma?"
    assert find_focus("What helps asthma?", VOCABULARY, context=story) == "Asthma"


def test_the_story_names_the_topic_where_the_question_does_not() -> None:
    assert find_focus("How long will she live?", VOCABULARY, context="Grandma has gout.") == "Gout"


def test_an_unknown_topic_is_taken_from_the_pattern_of_the_question() -> None:
    assert phrase_asked_about("What are the symptoms of zellmark fever?", VOCABULARY) == "zellmark fever"
    assert find_focus("What is the treatment for brugelosis in adults?", VOCABULARY) == "brugelosis"


@pytest.mark.parametrize("text", ["", "?", "hello there", "why", "1234 5678", "\u200b\u2603"])
def test_no_topic_is_invented(text: str) -> None:
    assert find_focus(text, VOCABULARY) == ""


def test_lay_names_give_their_medical_ones() -> None:
    assert "myocardial infarction" in medical_names("he had a heart attack in May")


def test_forty_thousand_names_take_under_two_milliseconds() -> None:
    names = {f"syndrome number {i} type {i % 7}": f"S{i}" for i in range(40_000)}
    parts = frozenset(word for key in names for word in key.split())
    vocabulary = Vocabulary(names, dict.fromkeys(parts, 3), parts, 40_000)
    message = "my son has syndrome number 777 type 0 and we would like to know what we can do about it " * 2
    assert find_focus(message, vocabulary) == "S777"
    assert cpu_s(lambda: find_focus(message, vocabulary), rounds=20) < 0.002
