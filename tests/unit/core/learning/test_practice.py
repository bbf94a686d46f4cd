"""Practice questions: written like people's, about their document, and never from its own question."""

import random

import pytest

from bedside.core.learning.practice import practice_question
from bedside.core.library.document import QUESTION_TYPES, Document
from bedside.core.text import words

TEXT = (
    "Crystals of uric acid settle in the joint and bring sudden attacks with swelling, redness and great tenderness. "
    "Attacks often begin at night in the big toe; purine-rich food and alcohol raise the danger of another one later."
)


def document(question_type: str = "symptoms", **changes: object) -> Document:
    fields: dict = {
        "document_id": "d", "title": "Gout", "text": TEXT, "question": "Xylophone quarrel template?", "focus": "Gout",
        "question_type": question_type, "synonyms": ("Gouty arthritis", "Podagra"),
    }  # fmt: skip
    return Document(**(fields | changes))


def made(count: int = 200, **changes: object) -> list[str]:
    return [practice_question(document(**changes), random.Random(seed)) for seed in range(count)]


def test_the_same_state_gives_the_same_question() -> None:
    assert made(50) == made(50)


def test_the_documents_own_question_is_never_used() -> None:
    assert not {"xylophone", "quarrel", "template"} & set(words(" ".join(made())))


def test_some_name_the_subject_and_some_only_describe_it() -> None:
    named = sum(bool({"gout", "gouty", "podagra"} & set(words(question))) for question in made())
    assert 20 < named < 180
    assert any("podagra" in question for question in made())


def test_questions_differ_in_form() -> None:
    questions = made()
    assert len(set(questions)) > 80
    assert any("Thanks in advance" in question for question in questions)
    assert any(len(question.split()) < 6 for question in questions)


def test_some_are_mistyped() -> None:
    spelled = set(words(" ".join((TEXT, "Gouty arthritis"))))
    wrong = {word for question in made() for word in words(question) if len(word) > 8} - spelled
    assert wrong


@pytest.mark.parametrize("question_type", [*QUESTION_TYPES, "", "unheard of"])
def test_every_type_of_document_gives_one(question_type: str) -> None:
    assert all(question.strip() for question in made(30, question_type=question_type))


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "Short."},
        {"focus": "", "synonyms": ()},
        {"title": "", "focus": "Gout"},
        {"text": "a " * 99},
    ],
    ids=["no text", "short", "no names", "no title", "no content words"],
)
def test_a_poor_document_gives_one_too(changes: dict) -> None:
    assert all(question.strip() for question in made(40, **changes))
