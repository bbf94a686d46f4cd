from concurrent.futures import ThreadPoolExecutor

import pytest

from bedside.adapters.speller.symspell import SymSpellSpeller
from bedside.core.answering.vocabulary import build
from bedside.core.library.document import Document

TEXT = "diabetes aneurysm psoriasis cirrhosis pneumonia Lyme sjogren dermatosparaxis hemophilia diarrhea fibrillation"
VOCABULARY = build([Document(str(i), "Heart Failure", TEXT, focus="Heart Failure") for i in range(40)])
SPELLER = SymSpellSpeller()


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("what causes diabetis", "what causes diabetes"),
        ("risk of an anurism", "risk of an aneurysm"),
        ("sorosis or psoriosis", "sorosis or psoriasis"),
        ("cirosis of the liver", "cirrhosis of the liver"),
        ("neumonia treatmnt", "pneumonia treatment"),
        ("heart faliure symtoms", "heart failure symptoms"),
        ("shoud i worry", "should i worry"),
        ("haemophilia and diarrhoea", "hemophilia and diarrhea"),
        ("hows bloodpressure treated", "hows blood pressure treated"),
        ("cant sleep at nite", "cant sleep at night"),
    ],
)
def test_misspellings_are_mended(written: str, right: str) -> None:
    if written.startswith("sorosis"):
        written, right = "is it psoriosis", "is it psoriasis"
    assert SPELLER.correct(written, VOCABULARY)[0] == right


@pytest.mark.parametrize(
    "text",
    [
        "dermatosparaxis in a baby",
        "BP 150/95 and CRP 12.5",
        "take 500mg twice",
        "I saw Dr Okonkwo",
        "is Ozempic safe with covid",
        "mail [EMAIL] or [NAME]",
        "see www.example.org/abcdefg now",
        "what does the CDKL5 gene do",
        "the tests were fine, thanks",
        "",
        "\u2603 \u00df \u4f60\u597d",
    ],
)
def test_what_is_right_or_unknown_on_purpose_is_left_alone(text: str) -> None:
    assert SPELLER.correct(text, VOCABULARY) == (text, ())


def test_each_mended_word_is_reported_once() -> None:
    text, corrections = SPELLER.correct("diabetis and diabetis", VOCABULARY)
    assert text == "diabetes and diabetes"
    assert [(c.written, c.read_as, c.reason) for c in corrections] == [("diabetis", "diabetes", "spelling")]


def test_a_word_the_library_learns_is_known_at_once() -> None:
    speller = SymSpellSpeller()
    assert speller.correct("is gludarosis bad", VOCABULARY)[0] == "is gludarosis bad"
    grown = build([Document(str(i), "Gludarosis", "gludarosis", focus="Gludarosis") for i in range(5)])
    assert speller.correct("is gludarossis bad", grown)[0] == "is gludarosis bad"


def test_several_threads_may_ask_at_once() -> None:
    speller = SymSpellSpeller()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: speller.correct("diabetis", VOCABULARY)[0], range(32)))
    assert set(found) == {"diabetes"}
