"""What a person asks about themselves is answered from what they told, in their words; other questions are not."""

from datetime import UTC, datetime

import pytest

from bedside.core.memory.conversation import PinnedFact
from bedside.core.memory.pinned import pinned_facts
from bedside.core.memory.recall import recall

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOLD = pinned_facts(
    "I am allergic to penicillin and latex. I take metformin 500 mg. I stopped warfarin. I have asthma. I'm 67. "
    "My son is allergic to nuts. My daughter is 4. Please remember that my GP is Dr Low.",
    NOON,
)


def said(message: str, facts: list[PinnedFact] = TOLD) -> str:
    found = recall(message, facts)
    assert found is not None
    return found.sentences[0]


@pytest.mark.parametrize(
    "message",
    [
        "What am I allergic to?", "what am i allergic to", "Can you remind me what I'm allergic to?",
        "Do I have any allergies?", "Am I allergic to anything?", "Am I allergic to latex?", "List my allergies.",
        "What are my allergies again?", "Which drug allergies do I have?", "I saw a new nurse. What am I allergic to?",
    ],
)  # fmt: skip
def test_allergies_are_told_as_they_were_told(message: str) -> None:
    assert said(message) == "You told here of your allergies: penicillin, latex."


@pytest.mark.parametrize(
    "message",
    [
        "what medicines am I on?", "Which medications do I take?", "What meds am I taking at the moment?",
        "What's my medication?", "am I on any medicines?", "remind me which tablets I take please", "What am I taking?",
    ],
)  # fmt: skip
def test_medicines_are_told_with_those_that_were_stopped(message: str) -> None:
    assert said(message) == "You told here of your medicines: metformin 500 mg, stopped warfarin."


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("What conditions do I have?", "You told here of your conditions: asthma."),
        ("How old am I?", "You told here of your age: 67."),
        ("What is my son allergic to?", "You told here of your son's allergies: nuts."),
        ("What are my son's allergies?", "You told here of your son's allergies: nuts."),
        ("How old is my daughter?", "You told here of your daughter's age: 4."),
        ("What did I ask you to remember?", "You told here of your requests to remember: my GP is Dr Low."),
    ],
)
def test_other_facts_and_other_people_are_told_apart(message: str, answer: str) -> None:
    assert said(message) == answer


def test_it_says_that_the_words_are_the_persons_own_and_unchecked() -> None:
    found = recall("What am I allergic to?", TOLD)
    assert found is not None
    assert found.told
    assert "your own words" in found.sentences[1]
    assert "nobody has checked it" in found.sentences[1]


def test_what_was_not_told_is_not_made_up() -> None:
    found = recall("What is my wife allergic to?", TOLD)
    assert found is not None
    assert not found.told
    assert found.sentences == ("You have told nothing here of your wife's allergies.",)


@pytest.mark.parametrize(
    "message",
    [
        "What causes allergies?", "What are the symptoms of a penicillin allergy?", "Am I pregnant?",
        "Do I have asthma?",
        "What medicines are used for asthma?", "What condition do I have?", "", "?", "How old is too old to run?",
        "What medicines should I take?", "What is asthma? What am I allergic to?", "What are my medicines for?",
        "Is my son allergic to nuts if he gets hives?",
    ],
)  # fmt: skip
def test_a_question_for_the_library_is_left_to_it(message: str) -> None:
    assert recall(message, TOLD) is None
