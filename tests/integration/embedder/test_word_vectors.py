"""Vectors of words from the weights that ship: kindred words are alike, rare ones tell more."""

import numpy as np
import pytest

from bedside.adapters.embedder.word_vectors import MiniLmWordVectors

WORDS = MiniLmWordVectors()


def likeness(one: str, other: str) -> float:
    first, second = WORDS.read([one, other])
    assert len(first.numbers) == len(second.numbers) == 1
    return float(first.vectors[0] @ second.vectors[0])


@pytest.mark.parametrize(
    ("word", "kindred", "stranger"),
    [("doctor", "physician", "bicycle"), ("kidney", "liver", "election"), ("pain", "ache", "window")],
)
def test_kindred_words_are_more_alike_than_strangers(word: str, kindred: str, stranger: str) -> None:
    assert likeness(word, kindred) > likeness(word, stranger) + 0.1


def test_a_word_is_like_itself_and_vectors_have_length_one() -> None:
    (read,) = WORDS.read(["swollen ankles and a rash"])
    assert np.linalg.norm(read.vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert likeness("rash", "rash") == pytest.approx(1.0, abs=1e-5)


def test_rare_words_tell_more_than_common_ones_and_signs_least() -> None:
    sign, common, rare = (float(read.telling[0]) for read in WORDS.read([",", "the", "kidney"]))
    assert 0 < sign <= common < rare


def test_an_empty_text_has_no_words_and_a_long_one_is_cut() -> None:
    empty, long = WORDS.read(["", "gout " * 5000])
    assert empty.vectors.shape == (0, 384)
    assert len(long.numbers) == 400
    assert WORDS.read([]) == []


def test_texts_read_together_are_as_they_are_alone() -> None:
    texts = ["swollen ankles", "", "a rash on the arm"]
    for together, (alone,) in zip(WORDS.read(texts), ([*WORDS.read([text])] for text in texts), strict=True):
        assert np.array_equal(together.numbers, alone.numbers)
        assert np.allclose(together.vectors, alone.vectors)
        assert np.array_equal(together.telling, alone.telling)
