import pytest

from bedside.core.answering.vocabulary import Vocabulary, american, build, name_key, word_key
from bedside.core.library.document import Document


def document(focus: str, text: str = "Text.", synonyms: tuple[str, ...] = ()) -> Document:
    return Document(f"{focus}-{text}", focus, text, question=f"What is {focus}?", focus=focus, synonyms=synonyms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kidney Stones", "kidney stone"),
        ("Crohn's disease", "crohns disease"),
        ("Anaemia", "anemia"),
        ("Tumours", "tumor"),
    ],
)
def test_plural_possessive_and_british_spellings_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("word", ["abscess", "virus", "arthritis", "gas"])
def test_words_that_only_look_plural_keep_their_end(word: str) -> None:
    assert word_key(word) in {word, "gas"}


@pytest.mark.parametrize("word", ["hour", "four", "does", "shoes", "aerobic"])
def test_everyday_words_are_not_americanised(word: str) -> None:
    assert american(word) == word


def test_brackets_inversions_and_eponyms_are_names_too() -> None:
    names = build(
        [document("Gum (Periodontal) Disease"), document("Anemia, sickle cell"), document("Parkinson's Disease")]
    ).names
    assert names["periodontal"] == "Gum (Periodontal) Disease"
    assert names["sickle cell anemia"] == "Anemia, sickle cell"
    assert names["parkinson"] == "Parkinson's Disease"


def test_the_entry_with_text_wins_a_name_over_a_known_question() -> None:
    known = Document("1", "Macular degeneration", "", question="What is it?", focus="Macular degeneration")
    told = document("Age-related macular degeneration", synonyms=("Macular degeneration",))
    assert build([known, told]).names["macular degeneration"] == "Age-related macular degeneration"


def test_acronyms_keep_their_capitals_since_small_they_are_words() -> None:
    names = build([document("Seasonal affective disorder", synonyms=("SAD",))]).names
    assert "SAD" in names
    assert "sad" not in names


def test_everyday_words_are_no_names_alone() -> None:
    assert "all" not in build([document("Leukemia", synonyms=("All",))]).names


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    vocabulary = build([document(f"Topic {i}", "common word") for i in range(50)] + [document("Gout", "uric acid")])
    assert vocabulary.idf("uric") > vocabulary.idf("common")


def test_it_reads_back_what_it_wrote() -> None:
    vocabulary = build([document("Gout", synonyms=("Podagra",)), document("Tic Disorder")])
    assert Vocabulary.from_json(vocabulary.to_json()) == vocabulary


def test_an_empty_library_gives_an_empty_vocabulary() -> None:
    assert build([]).names == {}
    assert build([]).idf("anything") == 1.0
