import pytest

from bedside.core.answering.condensation import condense, find_question, split
from bedside.core.answering.vocabulary import Vocabulary
from bedside.core.text import words

from .small_library import small_vocabulary

VOCABULARY = small_vocabulary()
LONG = (
    "Hi doctors, hope you are all well. I live on a farm with my wife and two dogs and I have been feeling low since "
    "the harvest. Last week they told me I have psoriasis on my elbows and scalp. Can you please tell me how long it "
    "takes to clear up? Thank you so much for your time"
)


def test_the_question_is_kept_and_the_courtesies_go() -> None:
    condensed = condense(LONG, VOCABULARY, "Psoriasis").lower()
    assert "how long it takes to clear up" in condensed
    for gone in ("thank", "hope you", "dogs", "please", "farm"):
        assert gone not in condensed


def test_what_the_question_leaves_to_the_story_is_added() -> None:
    condensed = words(condense(LONG, VOCABULARY, "Psoriasis"))
    assert {"psoriasis", "elbows", "scalp"} <= set(condensed)


def test_the_librarys_word_for_the_type_is_added() -> None:
    assert "treatment" in condense("what helps with gout", VOCABULARY, "Gout")


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("hello, what causes gout", "what causes gout causes"),
        ("What are the symptoms of gout?", "What are the symptoms of gout?"),
        ("Thanks in advance! Is gout treated with diet?", "Is gout treated with diet?"),
    ],
)
def test_a_short_question_passes_nearly_unchanged(message: str, question: str) -> None:
    assert set(words(condense(message, VOCABULARY, "Gout"))) <= set(words(question))
    assert "gout" in condense(message, VOCABULARY, "Gout")


def test_age_and_pregnancy_stay_since_they_change_the_answer() -> None:
    text = (
        "I am 30 weeks pregnant and my 2 year old came home from nursery with spots all over his arms and legs. "
        "The other mothers say it is nothing. Is there anything I should do about it now?"
    )
    condensed = condense(text, VOCABULARY)
    assert "30 weeks pregnant" in condensed
    assert "2 year old" in condensed


def test_a_message_without_stops_is_cut_where_its_question_starts() -> None:
    text = (
        "my mum has been forgetting things for a year now and she leaves the stove on and cries a lot and we are all "
        "very tired of it how long does this usually last before she needs a home"
    )
    assert find_question(text).startswith("how long does this usually last")


def test_a_request_without_a_mark_is_a_question() -> None:
    text = "My dog died. I moved house and it rained. I would like to know more about gout in young men. Greetings."
    assert "about gout in young men" in find_question(text) or "gout in young men" in find_question(text)


def test_several_questions_are_all_kept() -> None:
    found = find_question("I have gout. What should I eat? It hurts at night. Will it come back?")
    assert "What should I eat?" in found
    assert "Will it come back?" in found


def test_names_marked_by_redaction_are_dropped() -> None:
    assert "[NAME]" not in condense("[NAME] here. What is gout? [NAME] [PHONE]", VOCABULARY, "Gout")


def test_abbreviated_titles_do_not_end_a_sentence() -> None:
    assert split("I saw dr. House today. he said no") == ["I saw dr. House today.", "he said no"]


@pytest.mark.parametrize("text", ["thanks", "hi", "...", "\u2603", "thank you so much, hello", "[NAME]", "a " * 3000])
def test_a_message_is_never_emptied(text: str) -> None:
    assert condense(text, VOCABULARY).strip()
    assert condense(text, Vocabulary()).strip()
