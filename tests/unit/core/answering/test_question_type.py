import pytest

from bedside.core.answering.question_type import question_types
from bedside.core.library.document import QUESTION_TYPES

SAID = [
    ("how do I know if I have diabetes", "symptoms"),
    ("what does shingles look like when it starts", "symptoms"),
    ("any warning signs before a stroke?", "symptoms"),
    ("is it passed down", "inheritance"),
    ("will my kids get it too", "inheritance"),
    ("does this run in the family", "inheritance"),
    ("how long will he live", "outlook"),
    ("does it go away on its own", "outlook"),
    ("will my sister make it, what is her life expectancy", "outlook"),
    ("how do they check for lyme", "exams and tests"),
    ("is there a blood test for this", "exams and tests"),
    ("who gets shingles", "susceptibility"),
    ("am I at higher risk because I smoke", "susceptibility"),
    ("how common is narcolepsy", "frequency"),
    ("how many people have this", "frequency"),
    ("how can I get rid of warts", "treatment"),
    ("what helps with heartburn at night", "treatment"),
    ("is lupus curable", "treatment"),
    ("how do I avoid getting kidney stones", "prevention"),
    ("what can I do to keep from getting the flu", "prevention"),
    ("why do I get migraines", "causes"),
    ("what brings on an asthma attack", "causes"),
    ("what can I eat with diverticulitis", "considerations"),
    ("which gene is broken in marfan", "genetic changes"),
    ("any clinical trials for ALS?", "research"),
    ("what can happen if sleep apnea is left untreated", "complications"),
    ("what does stage 3 mean", "stages"),
    ("is there a support group near me", "support groups"),
    ("tell me about gout", "information"),
]


@pytest.mark.parametrize(("said", "kind"), SAID)
def test_everyday_phrasing_is_understood(said: str, kind: str) -> None:
    assert question_types(said)[0] == kind


def test_a_message_may_ask_for_two_things() -> None:
    assert {"causes", "treatment"} <= set(question_types("What causes gout and how is it treated?"))


def test_only_types_of_the_library_are_given() -> None:
    assert all(kind in QUESTION_TYPES for said, _ in SAID for kind in question_types(said))


@pytest.mark.parametrize("text", ["", "gout", "???", "\u2603" * 100])
def test_nothing_is_guessed_where_nothing_tells(text: str) -> None:
    assert question_types(text) == ()
