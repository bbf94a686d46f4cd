import random

import numpy as np
import pytest

from bedside.core.learning.near_duplicates import Pairs, jaccard, shingles, similar_pairs, similar_pairs_across

WORDS = [f"word{n}" for n in range(300)]


def text(seed, words=80):
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def with_changes(original, count, seed=0):
    """Returns the text with some words replaced, far apart."""
    words = original.split()
    for place in range(5, 5 + 13 * count, 13):
        words[place % len(words)] = f"new{seed}{place}"
    return " ".join(words)


def slow_jaccard(one, other):
    def of(words):
        words = words.lower().split()
        return {tuple(words[n : n + 5]) for n in range(max(1, len(words) - 4))}

    return len(of(one) & of(other)) / len(of(one) | of(other))


TEXTS = [text(n) for n in range(60)] + [with_changes(text(n), n % 4, n) for n in range(40)] + [text(3), "two words"]
EXPECTED = [
    (one, other)
    for one in range(len(TEXTS))
    for other in range(one + 1, len(TEXTS))
    if slow_jaccard(TEXTS[one], TEXTS[other]) >= 0.8
]


def test_jaccard_is_the_share_of_common_shingles():
    pairs = Pairs(np.array([0, 0, 1]), np.array([1, 60, 61]))
    found = jaccard(shingles(TEXTS), pairs)
    assert found == pytest.approx([slow_jaccard(TEXTS[one], TEXTS[other]) for one, other in pairs])


def test_minhash_finds_the_pairs_that_comparing_all_finds():
    assert list(similar_pairs(shingles(TEXTS))) == EXPECTED


def test_across_parts_exactly_the_pairs_in_different_parts_are_found():
    parts = np.arange(len(TEXTS)) % 3
    expected = [(one, other) for one, other in EXPECTED if parts[one] != parts[other]]
    assert expected
    assert list(similar_pairs_across(shingles(TEXTS), parts)) == expected


def test_nothing_is_across_where_there_is_one_part():
    assert list(similar_pairs_across(shingles(TEXTS), np.zeros(len(TEXTS), np.int64))) == []


def test_case_and_punctuation_make_no_difference():
    assert list(similar_pairs(shingles(["One two, three four five six.", "one TWO three (four) five six"]))) == [(0, 1)]


def test_short_texts_are_alike_only_when_equal():
    assert list(similar_pairs(shingles(["a b", "a b c", "a b", "?", "!"]))) == [(0, 2), (3, 4)]


@pytest.mark.parametrize("texts", [[], ["one text of some words only"]])
def test_few_texts_have_no_pairs(texts):
    found = shingles(texts)
    assert list(similar_pairs(found)) == []
    assert list(similar_pairs_across(found, np.zeros(len(texts), np.int64))) == []


def test_the_order_of_texts_changes_no_shingle():
    backwards = shingles(TEXTS[::-1])
    last = len(TEXTS) - 1
    forwards = shingles(TEXTS)
    assert np.array_equal(forwards.hashes[: forwards.starts[1]], backwards.hashes[backwards.starts[last] :])
