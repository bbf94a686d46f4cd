import subprocess
import sys
from pathlib import Path

import pytest

from bedside.adapters.language.lingua import LinguaLanguageDetector, opens_in

DETECTOR = LinguaLanguageDetector()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What are the symptoms of diabetes?", "en"),
        ("\u00bfCu\u00e1les son los s\u00edntomas de la diabetes en los ni\u00f1os?", "es"),
        ("Wie behandelt man hohen Blutdruck bei alten Menschen?", "de"),
        ("Quels sont les sympt\u00f4mes de la grippe chez les enfants ?", "fr"),
        ("\u0447\u0442\u043e \u0442\u0430\u043a\u043e\u0435 \u0433\u0440\u0438\u043f\u043f?", "ru"),
        ("\u7cd6\u5c3f\u75c5\u6709\u4ec0\u4e48\u75c7\u72b6\uff1f", "zh"),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert DETECTOR.detect(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was ist Gicht?", "de"),
        ("was sind Symptome von Gicht", "de"),
        ("Wie behandelt man Gicht?", "de"),
        ("Woran erkenne ich Gicht?", "de"),
        ("Qu'est-ce que la goutte?", "fr"),
        ("Qu\u2019est-ce que l\u2019asthme ?", "fr"),
        ("C'est quoi la goutte?", "fr"),
        ("\u00bfQu\u00e9 es la gota?", "es"),
        ("que es asma", "es"),
        ("Cos'\u00e8 la gotta?", "it"),
        ("Che cosa \u00e8 l'asma?", "it"),
        ("Qual \u00e8 la cura della gotta?", "it"),
        ("O que \u00e9 gota?", "pt"),
        ("Qual \u00e9 o tratamento?", "pt"),
        ("Co to jest dna moczanowa?", "pl"),
    ],
)
def test_a_short_question_is_told_by_how_it_opens(text: str, language: str) -> None:
    assert DETECTOR.detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "was it gout",
        "Was isthmus pain normal",
        "wat is gout",
        "wie",
        "Qu tattoo itch",
        "was ist los, what is this rash",
        "Que es gout and how does it start?",
        "co to, carbon monoxide",
        "cosa nostra",
        "I asked: was ist Gicht?",
    ],
)
def test_what_only_looks_like_such_an_opening_or_goes_on_in_english_is_left_alone(text: str) -> None:
    assert opens_in(text) == ""


def test_no_question_that_people_asked_in_english_opens_like_one_in_another_language() -> None:
    sets = Path(__file__).parents[4] / "benchmarks/sets"
    asked = [line.split("\t")[1] for line in (sets / "consumer_train.questions.tsv").read_text("utf-8").splitlines()]
    assert len(asked) > 6000
    assert [question for question in asked if opens_in(question)] == []


@pytest.mark.parametrize(
    "text",
    [
        "copd",
        "diabetes symptoms",
        "lupus nephritis",
        "gout",
        "",
        "12 34",
        "\u2603\u2603",
        "[NAME]",
        "\x00\x01",
        "treatment for lou gehrigs diease",
        "diverticulosis vs diverticulitis",
        "blood thiners after a stroke",
    ],
)
def test_short_and_empty_texts_count_as_english(text: str) -> None:
    assert DETECTOR.detect(text) == "en"


def test_the_models_are_loaded_on_first_use_only() -> None:
    code = "import sys, bedside.adapters.language.lingua; sys.exit('lingua' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("text", ["胸が痛い 息ができない", "나는 죽고 싶다", "πονάει το στήθος μου"])
def test_a_short_cry_in_other_letters_is_not_taken_for_english(text: str) -> None:
    assert DETECTOR.detect(text) != "en"
