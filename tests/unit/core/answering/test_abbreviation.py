from collections.abc import Sequence

import pytest

from bedside.core.answering.abbreviation import order, spell_out

from .small_library import small_vocabulary

VOCABULARY = small_vocabulary()
MEANINGS = {
    "MS": ("mental status", "mitral stenosis", "multiple sclerosis"),
    "BP": ("benzoyl peroxide", "blood pressure"),
    "XRT": ("radiotherapy",),
    "AB": ("abortion", "antibody"),
}


def meanings(written: str) -> Sequence[str]:
    return MEANINGS.get(written.upper(), ())


def test_a_sure_meaning_is_written_beside_the_abbreviation() -> None:
    found = spell_out("does XRT hurt", meanings, VOCABULARY)
    assert found.text == "does XRT (radiotherapy) hurt"
    assert found.corrections[0].reason == "abbreviation"


@pytest.mark.parametrize("written", ["COPD", "copd", "Copd"])
def test_lay_abbreviations_are_read_in_any_case(written: str) -> None:
    assert (
        f"{written} (chronic obstructive pulmonary disease)"
        in spell_out(f"is {written} bad", meanings, VOCABULARY).text
    )


def test_hyphens_do_not_matter() -> None:
    assert "a-fib (atrial fibrillation)" in spell_out("what is a-fib", meanings, VOCABULARY).text


def test_every_meaning_is_kept_the_librarys_first() -> None:
    assert order("MS", meanings, VOCABULARY)[0] == "multiple sclerosis"
    assert set(spell_out("is MS bad", meanings, VOCABULARY).expansions) == set(MEANINGS["MS"])


def test_an_ambiguous_one_is_not_written_out() -> None:
    found = spell_out("what is AB", meanings, VOCABULARY)
    assert found.text == "what is AB"
    assert set(found.expansions) == {"abortion", "antibody"}


def test_capitals_say_nothing_when_all_is_shouted() -> None:
    assert spell_out("WHAT IS XRT", meanings, VOCABULARY).expansions == ()


@pytest.mark.parametrize("text", ["I saw my GP in the US", "IT hurts", "[NAME] and [ID]", ""])
def test_shouted_words_places_and_marks_are_none(text: str) -> None:
    assert spell_out(text, lambda _: ("wrong",), VOCABULARY).corrections == ()


def test_what_is_spelled_out_already_is_not_repeated() -> None:
    text = "blood pressure (BP) of 150"
    assert spell_out(text, meanings, VOCABULARY).text == text
