from datetime import UTC, datetime

import pytest

from bedside.core.answering.follow_up import last_focus, resolve
from bedside.core.memory.conversation import Turn

from .small_library import small_vocabulary

VOCABULARY = small_vocabulary()


def said(*texts: str) -> list[Turn]:
    """Turns of a person and of us, in turn."""
    roles = ("person", "bedside")
    return [Turn(roles[i % 2], text, datetime(2026, 1, 1, tzinfo=UTC)) for i, text in enumerate(texts)]


ABOUT_GOUT = said("What is gout?", "Gout is a kind of arthritis. Uric acid crystals form in a joint.")


@pytest.mark.parametrize(
    "message",
    [
        "what are its side effects?",
        "and in children?",
        "how is that treated?",
        "why?",
        "is it curable",
        "what about prevention?",
        "Can the disease come back?",
        "do they know what causes this condition",
        "how do you test for it?",
    ],
)
def test_a_follow_up_gets_what_was_last_talked_about(message: str) -> None:
    resolved, correction = resolve(message, ABOUT_GOUT, VOCABULARY)
    assert "Gout" in resolved
    assert correction is not None
    assert correction.reason == "follow-up"
    assert correction.read_as == "Gout"


@pytest.mark.parametrize(
    "message",
    [
        "What are the symptoms of asthma?",
        "and asthma?",
        "is asthma worse than that?",
        "Thank you, goodbye",
    ],
)
def test_a_message_with_its_own_topic_or_none_is_left_alone(message: str) -> None:
    assert resolve(message, ABOUT_GOUT, VOCABULARY) == (message, None)


def test_nothing_happens_without_a_conversation() -> None:
    assert resolve("how is it treated?", [], VOCABULARY) == ("how is it treated?", None)


def test_nothing_happens_when_the_conversation_named_nothing() -> None:
    assert resolve("how is it treated?", said("hello", "Good day."), VOCABULARY)[1] is None


def test_a_long_message_stands_by_itself() -> None:
    message = "since last spring it has been hurting each time that I walk up the stairs to my flat in the evening"
    assert resolve(message, ABOUT_GOUT, VOCABULARY) == (message, None)


def test_the_latest_topic_counts() -> None:
    turns = said("What is gout?", "A kind of arthritis.", "And what is asthma?", "Narrow airways.")
    assert last_focus(turns, VOCABULARY) == "Asthma"


def test_what_the_person_named_goes_before_what_we_named() -> None:
    turns = said("What is gout?", "Gout may come with kidney stones.", "is it bad?", "It can be.")
    assert last_focus(turns, VOCABULARY) == "Gout"


def test_our_own_words_count_where_the_person_named_nothing() -> None:
    assert last_focus(said("My toe hurts so much", "That may be gout."), VOCABULARY) == "Gout"


def test_a_topic_after_the_pronoun_does_not_hide_it() -> None:
    resolved, _ = resolve("does it cause kidney stones?", ABOUT_GOUT, VOCABULARY)
    assert resolved == "does Gout cause kidney stones?"


def test_what_is_asked_counts_and_not_what_is_told_before_it() -> None:
    turns = said("I have asthma since I was a child. What is gout?", "A kind of arthritis.")
    assert last_focus(turns, VOCABULARY) == "Gout"
