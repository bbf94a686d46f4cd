"""Vectors of words from the weights that ship: kindred words are alike, rare ones tell more."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from bedside.adapters.embedder.weights import word_tuning
from bedside.adapters.embedder.word_vectors import MiniLmWordVectors
from bedside.errors import Corrupt

WORDS = MiniLmWordVectors()


def likeness(one: str, other: str) -> float:
    read = WORDS.read([one, other])
    (first,), (second,) = read.texts
    return float(read.vectors[first] @ read.vectors[second])


@pytest.mark.parametrize(
    ("word", "kindred", "stranger"),
    [("doctor", "physician", "bicycle"), ("kidney", "liver", "election"), ("pain", "ache", "window")],
)
def test_kindred_words_are_more_alike_than_strangers(word: str, kindred: str, stranger: str) -> None:
    assert likeness(word, kindred) > likeness(word, stranger) + 0.1


def test_a_word_is_like_itself_and_vectors_have_length_one() -> None:
    read = WORDS.read(["swollen ankles and a rash"])
    assert np.linalg.norm(read.vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert likeness("rash", "rash") == pytest.approx(1.0, abs=1e-5)


def test_rare_words_tell_more_than_common_ones_and_signs_least() -> None:
    read = WORDS.read([",", "the", "kidney"])
    sign, common, rare = (float(read.telling[own].item()) for own in read.texts)
    assert 0 < sign <= common < rare


def test_an_empty_text_has_no_words_and_a_long_one_is_cut() -> None:
    empty, long = WORDS.read(["", "gout " * 5000]).texts
    assert (len(empty), len(long)) == (0, 400)
    assert WORDS.read([""]).vectors.shape == (0, 384)
    assert WORDS.read([]).texts == []


def test_texts_read_together_are_as_they_are_alone() -> None:
    texts = ["swollen ankles", "", "a rash on the arm"]
    together = WORDS.read(texts)
    for own, text in zip(together.texts, texts, strict=True):
        alone = WORDS.read([text])
        for name in ("numbers", "vectors", "telling", "match", "rests", "asked", "said"):
            assert np.allclose(getattr(together, name)[own], getattr(alone, name)[alone.texts[0]], atol=1e-5), name


def test_pieces_are_in_order_and_each_is_held_once() -> None:
    read = WORDS.read(["rash and rash", "and"])
    (first, conjunction, again), (other,) = read.texts
    assert first == again != conjunction == other
    assert len(read.numbers) == len(read.vectors) == 2


def test_what_was_learned_is_a_projection_of_each_word_by_itself() -> None:
    factors = word_tuning()
    read = WORDS.read(["a rash, swollen ankles and a rash"])
    for at, (vector, telling) in enumerate(zip(read.vectors, read.telling, strict=True)):
        match = vector @ factors["match"]
        assert read.match[at] == pytest.approx(match / np.linalg.norm(match), abs=1e-5)
        rests = np.exp(vector @ factors["rests"] + factors["telling"][0] * telling)
        assert read.rests[at] == pytest.approx(rests, rel=1e-5)
        assert read.asked[at] == pytest.approx(vector @ factors["asked"], abs=1e-5)
        assert read.said[at] == pytest.approx(vector @ factors["said"], abs=1e-5)


def test_factors_that_are_not_those_of_their_manifest_are_refused(tmp_path: Path) -> None:
    (tmp_path / "factors.safetensors").write_bytes(save({"match": np.ones((384, 2), np.float32)}))
    (tmp_path / "manifest.json").write_text('{"sha256": "0"}')
    with pytest.raises(Corrupt, match="learned of words") as refused:
        MiniLmWordVectors(tmp_path).read(["gout"])
    assert refused.value.next_step == "Install Bedside anew."
