import random
import re
from itertools import pairwise

import pytest

from bedside.core.library.document import Document, passage_id
from bedside.core.library.passages import by_word, cut
from cpu_time import cpu_s

WORDS = "fever pain oxygen nurse chart pulse breath ward dose sleep water heart".split()


def count_words(text):
    """Counts a token a word, and two special ones."""
    return len(text.split()) + 2


def prose(sentences, words=12, seed=1):
    pick = random.Random(seed)
    return " ".join(" ".join(pick.choices(WORDS, k=words)).capitalize() + "." for _ in range(sentences))


def passages_of(text, **options):
    return cut(Document("d1", "Title", text), count_words, **options)


def test_a_short_answer_stays_whole():
    text = prose(12)
    (passage,) = passages_of(text)
    assert passage.text == text
    assert passage.passage_id == passage_id("d1", 0, text)


def test_a_document_without_text_has_no_passages():
    assert passages_of(" \n ") == []


def test_a_short_answer_of_many_tokens_is_cut_all_the_same():
    found = cut(Document("d1", "", prose(10)), lambda text: 3 * len(text.split()) + 2)
    assert len(found) == 2
    assert all(3 * len(p.text.split()) + 2 <= 256 for p in found)


def test_a_long_answer_is_cut_into_parts_of_like_length_at_sentence_borders():
    found = passages_of(prose(40))
    sizes = [len(p.text.split()) for p in found]
    assert len(found) == 3
    assert max(sizes) - min(sizes) <= 24
    assert all(p.text.endswith(".") and p.text[0].isupper() for p in found)
    assert [p.position for p in found] == [0, 1, 2]


def test_each_passage_opens_with_the_sentence_that_closed_the_one_before():
    found = passages_of(prose(40))
    for before, after in pairwise(found):
        last = re.split(r"(?<=\.) ", before.text)[-1]
        assert after.text.startswith(last)


def test_a_passage_is_an_exact_stretch_of_the_text():
    text = 'He said "yes." Then (no!) he left.\n\n- one\n- two\n\n' + prose(30)
    found = passages_of(text, target_words=40)
    assert all(p.text in text for p in found)


def test_no_passage_goes_beyond_the_tokens():
    for limit in (20, 64, 256):
        assert all(count_words(p.text) <= limit for p in passages_of(prose(60, words=17), max_tokens=limit))


def test_a_monstrous_sentence_is_cut_after_clauses():
    clause = " ".join(WORDS) + ","
    found = passages_of(" ".join([clause] * 60))
    assert all(count_words(p.text) <= 256 for p in found)
    assert all(p.text.endswith(",") for p in found)


def test_a_sentence_without_clauses_is_cut_between_words():
    words = [f"w{n}" for n in range(1000)]
    found = passages_of(" ".join(words))
    assert {word for p in found for word in p.text.split()} == set(words)
    assert all(count_words(p.text) <= 256 for p in found)


def test_a_word_that_is_too_long_by_itself_is_cut_within():
    word = "".join(f"{n:04d}" for n in range(1000))
    found = cut(Document("d1", "", word), lambda text: len(text) + 2, max_tokens=100)
    assert all(len(p.text) <= 98 for p in found)
    covered = {place for p in found for place in range(word.index(p.text), word.index(p.text) + len(p.text))}
    assert covered == set(range(len(word)))


def test_the_limit_holds_where_tokens_do_not_add_up():
    def more_when_joined(text):
        return len(text.split()) * (11 if len(text) > 400 else 10) // 10 + 2

    found = cut(Document("d1", "", prose(40)), more_when_joined, max_tokens=150)
    assert all(more_when_joined(p.text) <= 150 for p in found)


def test_a_passage_knows_the_heading_it_stands_under():
    text = f"{prose(13)}\n\n## Outlook\n\n{prose(13, seed=2)}\n\nTreatment\n\n{prose(13, seed=3)}"
    found = passages_of(text)
    assert [p.heading for p in found] == ["", "Outlook", "Treatment"]
    assert found[1].text.startswith("## Outlook")


def test_nothing_is_repeated_where_a_section_begins():
    first, second = prose(13), prose(13, seed=2)
    found = passages_of(f"{first}\n\n## Outlook\n\n{second}")
    assert [p.text for p in found] == [first, f"## Outlook\n\n{second}"]


def test_a_heading_never_closes_a_passage():
    text = "\n\n".join(f"## Part {n}\n\n{prose(3, seed=n)}" for n in range(20))
    assert not any(p.text.splitlines()[-1].startswith("#") for p in passages_of(text))


def test_a_few_last_words_join_the_passage_before():
    found = passages_of(prose(13) + " Ask a nurse.")
    assert min(len(p.text.split()) for p in found) > 20


@pytest.mark.parametrize("seed", range(20))
def test_every_word_is_in_some_passage_whatever_the_layout(seed):
    pick = random.Random(seed)
    parts = [f"{pick.choice(WORDS)}{n}{pick.choice(['', '.', '!)', ',', ':', '.”'])}" for n in range(900)]
    text = "".join(part + pick.choice([" ", " ", " ", "\n", "\n\n", "\n- ", "\n# ", "  "]) for part in parts)
    found = passages_of(text, max_tokens=90, target_words=50)
    assert set(text.split()) == {word for p in found for word in p.text.split()}
    assert all(count_words(p.text) <= 90 for p in found)


def test_time_grows_with_the_length_and_not_with_its_square():
    assert len(passages_of(prose(20_000))) > 1_500
    assert cpu_s(lambda: passages_of(prose(20_000))) < 15


def test_equal_documents_have_equal_passages_and_ids():
    assert passages_of(prose(40)) == passages_of(prose(40))


def test_counting_by_word_asks_for_each_word_once():
    asked = []

    def count(text):
        asked.append(text)
        return count_words(text)

    quick = by_word(count)
    assert [quick("a b a"), quick("b c"), quick("")] == [5, 4, 2]
    assert sorted(asked) == ["", "a", "b", "c"]


def test_counting_by_word_remembers_only_so_many(monkeypatch):
    monkeypatch.setattr("bedside.core.library.passages.REMEMBERED_WORDS", 10)
    quick = by_word(count_words)
    texts = [" ".join(f"w{n}" for n in range(start, start + 7)) for start in range(0, 60, 5)]
    assert [quick(text) for text in texts] == [9] * len(texts)
