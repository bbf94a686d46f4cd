"""Rating sentences: what the question asks beyond the subject decides, and rare words more than common ones."""

from collections.abc import Sequence

import numpy as np
import pytest

from bedside.core.answering.retrieval import Ranked
from bedside.core.answering.sentence_rating import (
    LEARNED_FEATURES,
    SENTENCE_FEATURES,
    ReadWords,
    Stated,
    model_from_json,
    sentence_features,
)
from bedside.errors import Corrupt

from .found import passage, query, rated

WORDS = "gout rest ice salt helps hurts joint toe heat 60 often".split()

_RANDOM = np.random.default_rng(5)
LEARNED = [_RANDOM.normal(size=(len(WORDS), width)).astype(np.float32) for width in (6, 3, 3)]
LEARNED[0] /= np.linalg.norm(LEARNED[0], axis=1, keepdims=True)


def read(texts: Sequence[str]) -> ReadWords:
    """Reads known words as directions at right angles, later ones more telling; the others are left out."""
    rows = [[WORDS.index(w) for w in text.lower().strip(".?").split() if w in WORDS] for text in texts]
    numbers = np.arange(len(WORDS))
    telling = (numbers + 1).astype(np.float32)
    pieces = [np.array(own, np.int64) for own in rows]
    match, asked, said = LEARNED
    return ReadWords(pieces, numbers, np.eye(len(WORDS), dtype=np.float32), telling, match, 1 / telling, asked, said)


def stated(*texts: str, position: int = 0) -> list[Stated]:
    one = Ranked(passage("gout", " ".join(texts), position), 1.0, {})
    return [Stated(one, text, place, texts[place - 1] if place else "") for place, text in enumerate(texts)]


def feature(name: str, asked: str, *texts: str, position: int = 0) -> list[float]:
    values = sentence_features(query(asked), stated(*texts, position=position), read)
    assert values.shape == (len(texts), len(SENTENCE_FEATURES))
    return values[:, SENTENCE_FEATURES.index(name)].tolist()


def test_words_of_the_subject_do_not_count_as_said() -> None:
    assert feature("particular", "gout toe", "Gout hurts.", "It is the toe.") == [0.0, 1.0]
    assert feature("likeness", "gout toe", "Gout hurts.", "It is the toe.") == [0.0, 1.0]


def test_a_telling_word_counts_more_than_a_common_one() -> None:
    ice, toe = feature("particular", "ice toe", "Ice helps.", "It is the toe.")
    assert 0 < ice < toe < 1
    assert ice + toe == pytest.approx(1.0)


def test_what_the_sentence_before_said_is_known() -> None:
    assert feature("particular_before", "rest", "Rest helps.", "Ice helps.", "Salt hurts.") == [0.0, 1.0, 0.0]


def test_places_go_on_from_passage_to_passage() -> None:
    assert feature("place", "rest", "Rest helps.", "Ice helps.") == [1.0, 0.5]
    assert feature("place", "rest", "Rest helps.", "Ice helps.", position=1) == [1 / 5, 1 / 6]


def test_learned_matches_are_those_of_each_word_and_of_the_mean_words() -> None:
    asked, texts = "gout salt rest", ["Ice helps often.", "Rest hurts gout.", "!!!", "Salt salt toe."]
    words, wholes = [], []
    rests = {"gout": 0.05 / 1, "salt": 1 / 4, "rest": 1 / 2}  # gout is the document's name
    match, sought, held = (dict(zip(WORDS, rows, strict=True)) for rows in LEARNED)
    for text in texts:
        said = {word for word in text.lower().strip(".").split() if word in WORDS}
        words.append(
            sum(rest * max((match[word] @ match[other] for other in said), default=0.0) for word, rest in rests.items())
            / sum(rests.values())
        )
        telling = {word: WORDS.index(word) + 1 for word in said}
        meant = sum((tells * held[word] for word, tells in telling.items()), np.zeros(3))
        question = sum(rest * sought[word] for word, rest in rests.items()) / sum(rests.values())
        wholes.append(question @ meant / max(sum(telling.values()), 1))
    assert feature("word_match", asked, *texts) == pytest.approx(words, abs=1e-6)
    assert feature("whole_match", asked, *texts) == pytest.approx(wholes, abs=1e-6)


def test_names_are_those_of_each_sentences_own_document() -> None:
    of_gout, of_toe = (
        Stated(Ranked(passage(name, "Salt helps gout.", focus=name, title=name), 1.0, {}), "Salt helps gout.", 0)
        for name in ("gout", "toe")
    )
    together, gout, toe = (
        sentence_features(query("gout toe"), some, read) for some in ([of_toe, of_gout], [of_gout], [of_toe])
    )
    columns = [SENTENCE_FEATURES.index(name) for name in LEARNED_FEATURES]
    assert np.array_equal(together[:, columns], np.vstack([toe, gout])[:, columns])
    assert (gout != toe)[:, columns].all()


@pytest.mark.parametrize(
    ("asked", "text", "counts"),
    [
        ("how often is it", "About 60 in 100.", 1.0),
        ("what is a normal rate", "It is 60.", 1.0),
        ("is it painful", "About 60 in 100.", 0.0),
        ("how often is it", "Not often.", 0.0),
        ("how often is it", "NEWS2 and SpO2 tell.", 0.0),
    ],
)
def test_a_number_counts_where_one_is_asked_for(asked: str, text: str, counts: float) -> None:
    assert feature("number_asked", asked, text) == [counts]


def test_nothing_to_rate_and_nothing_asked_are_no_errors() -> None:
    assert rated()(query("gout"), []).shape == (0,)
    assert np.isfinite(sentence_features(query(""), stated("Rest helps."), read)).all()
    assert np.isfinite(sentence_features(query("gout"), stated("!!!"), read)).all()


def test_the_sentence_that_speaks_of_what_is_asked_is_rated_best() -> None:
    texts = (
        "Gout is a kind of arthritis with sudden attacks.",
        "Crystals of uric acid in a joint bring the swelling.",
        "Drinking beer and eating a lot of meat make an attack likelier.",
        "Rest and cold packs help the joint.",
    )
    ratings = rated()(query("gout which foods and drinks set it off"), stated(*texts))
    assert int(np.argmax(ratings)) == 2


def test_a_model_of_other_features_is_refused() -> None:
    with pytest.raises(Corrupt, match="other features") as refused:
        model_from_json({"version": "s", "features": ["other"], "weights": [1.0]})
    assert refused.value.next_step == "`bedside model rollback sentences --to shipped`, then `bedside train ask`."
