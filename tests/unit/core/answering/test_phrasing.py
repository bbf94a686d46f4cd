"""How a question is put: its phrases, and what was learned of them."""

import numpy as np
import pytest

from bedside.core.answering.phrasing import phrases, weight
from bedside.core.learning.phrases import FEWEST, fit_phrases, held_out_weights

DOSES = [f"how many mg of {name} a day" for name in ("this", "that", "the pill", "it", "mine", "hers", "the drug")]
PLAIN = [f"what causes {name} in adults" for name in ("gout", "croup", "hives", "mumps", "rickets", "scurvy", "asthma")]
TEXTS = [*DOSES, *PLAIN]
ANSWERED = np.array([False] * len(DOSES) + [True] * len(PLAIN))


def test_phrases_are_words_alone_in_twos_and_in_threes() -> None:
    assert phrases("Why me?") == {"why", "me", "?", "why me", "me ?", "why me ?", "^why me"}


def test_numbers_are_all_alike() -> None:
    assert phrases("take 500") == phrases("take 2.5")


@pytest.mark.parametrize("text", ["", "  ", "…", "日本"])
def test_a_text_without_words_has_no_phrases(text: str) -> None:
    assert phrases(text) == frozenset()
    assert weight(text, {"how": 1.0}) == 0.0


def test_a_long_text_is_read_at_its_beginning() -> None:
    assert len(phrases("gout " * 100_000)) < 10


def test_what_only_the_unanswered_say_speaks_against_an_answer() -> None:
    learned = fit_phrases(TEXTS, ANSWERED, ridge=1.0)
    assert learned["how many mg"] < 0 < learned["what causes"]
    assert weight("how many mg of aspirin", learned) < 0 < weight("what causes tinnitus", learned)


def test_a_rare_phrase_is_not_weighed() -> None:
    assert FEWEST > 1
    assert not any("scurvy" in phrase for phrase in fit_phrases(TEXTS, ANSWERED))


def test_held_out_weights_do_not_know_the_text_itself() -> None:
    labels = np.array([True, False] * 30)
    texts = [f"{'yes' if right else 'no'} word" for right in labels]
    held_out = held_out_weights(texts, labels)
    assert ((held_out > 0) == labels).all()
