"""Weights of phrases: what was planted is found, the larger side does not win by its size, no text judges itself."""

import numpy as np
import pytest

from bedside.core.answering.phrasing import weight
from bedside.core.learning.phrases import FEWEST, fit_phrases, held_out_weights

WORDS = "gout asthma knee sugar sleep liver rash heart salt walking".split()


def texts(opening: str, count: int) -> list[str]:
    """Returns questions that open alike, each about something else."""
    return [f"{opening} {WORDS[n % len(WORDS)]}" for n in range(count)]


def sides(positives: int, negatives: int, opening: str = "signs of") -> tuple[list[str], np.ndarray]:
    given = [*texts(opening, positives), *texts("how many mg for", negatives)]
    return given, np.arange(len(given)) < positives


def test_a_phrase_speaks_for_the_side_it_stands_on_and_none_for_what_both_say() -> None:
    learned = fit_phrases(*sides(40, 40))
    assert learned["signs of"] > 0.1
    assert learned["how many"] < -0.1
    assert not {"gout", "asthma"} & learned.keys()
    assert weight("signs of pneumonia", learned) > 0 > weight("how many mg for pneumonia", learned)


def test_a_phrase_seen_in_too_few_texts_is_not_weighed() -> None:
    given, positive = sides(40, 40)
    for count in (FEWEST - 1, FEWEST):
        marked = [f"{text} please" if n < count else text for n, text in enumerate(given)]
        assert ("please" in fit_phrases(marked, positive, ridge=0.1)) == (count == FEWEST)


def test_a_phrase_said_twice_in_a_text_counts_once() -> None:
    given, positive = sides(40, 40)
    marked = [f"{text} ouch and ouch" if n < FEWEST - 1 else text for n, text in enumerate(given)]
    assert "ouch" not in fit_phrases(marked, positive, ridge=0.1)


def test_the_side_with_more_texts_weighs_no_more() -> None:
    few, many = [*texts("please", 10), *WORDS] * FEWEST, [*texts("kindly", 10), *WORDS] * FEWEST * 9
    learned = fit_phrases([*few, *many], np.arange(len(few) + len(many)) < len(few))
    assert learned["please"] == pytest.approx(-learned["kindly"], rel=0.01)


def test_a_stronger_ridge_gives_smaller_weights() -> None:
    weak, strong = (fit_phrases(*sides(40, 40), ridge)["signs of"] for ridge in (1.0, 100.0))
    assert weak > 2 * strong > 0


def test_texts_that_nothing_tells_apart_teach_nothing() -> None:
    assert fit_phrases(["signs of gout"] * 40, np.arange(40) < 20) == {}
    assert all(np.isfinite(list(fit_phrases(["signs of gout"] * 40, np.ones(40, bool)).values())))


def test_held_out_weights_know_what_other_texts_show() -> None:
    given, positive = sides(40, 60)
    held_out = held_out_weights(given, positive)
    assert held_out.shape == (100,)
    assert held_out[positive].min() > 0 > held_out[~positive].max()


def test_held_out_weights_do_not_know_a_texts_own_side() -> None:
    chance = np.random.default_rng(1)
    given = [" ".join(chance.choice(WORDS, 5)) for _ in range(200)]
    positive = chance.random(200) < 0.5
    learned = fit_phrases(given, positive, ridge=1.0)
    known = np.array([weight(text, learned) for text in given])
    assert np.corrcoef(known, positive)[0, 1] > 0.5
    assert abs(np.corrcoef(held_out_weights(given, positive), positive)[0, 1]) < 0.2


def test_the_same_texts_give_the_same_weights() -> None:
    assert fit_phrases(*sides(40, 40)) == fit_phrases(*sides(40, 40))
    assert np.array_equal(held_out_weights(*sides(40, 40)), held_out_weights(*sides(40, 40)))
