"""Names in small letters, as a ward types them: whoever is named is not met with the readings of this patient.

The questions are in `small_letter_names.tsv`: of another patient, of nobody else, and of another who is still missed,
since a rare name stands where a thing may stand as well.
"""

from pathlib import Path

import pytest

from bedside.core.answering.live.answering import is_about_another
from bedside.core.answering.live.asking import asked_of
from bedside.core.answering.live.following import followed
from unit.core.answering.live.test_named_patients import HERE

ROWS = [line.split("\t") for line in Path(__file__).with_name("small_letter_names.tsv").read_text().splitlines()]


def of_kind(kind: str) -> list[str]:
    return [question for one, question in ROWS if one == kind]


@pytest.mark.parametrize("question", of_kind("another"))
def test_who_is_named_in_small_letters_is_another(question):
    asked = asked_of(question)
    assert asked.anything
    assert is_about_another(asked, HERE)


@pytest.mark.parametrize("question", of_kind("nobody"))
def test_words_of_a_ward_name_nobody(question):
    assert not is_about_another(asked_of(question), HERE)


@pytest.mark.parametrize("question", of_kind("missed"))
def test_what_is_still_missed_is_known(question):
    assert not is_about_another(asked_of(question), HERE)


@pytest.mark.parametrize("question", ["and smith?", "what about john?", "and john's pulse?"])
def test_a_follow_up_that_names_another_is_declined(question):
    asked = followed(question, asked_of("What is her pulse?"))
    assert asked.anything
    assert is_about_another(asked, HERE)
