"""Training the ranker and the abstention model: what was judged right comes first, a hole in the library is told."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from bedside.core.answering.abstention import ABSTENTION_FEATURES
from bedside.core.answering.query import Query
from bedside.core.answering.ranking import model_from_json, rank
from bedside.core.answering.retrieval import INDEX_COLUMNS, Candidates, Search
from bedside.core.library.document import Document, Passage
from bedside.errors import InvalidInput
from bedside.jobs.train_ranker import (
    Judged,
    Practice,
    abstention_rows,
    gather,
    train_abstention,
    train_ranker,
    without_vectors,
)
from unit.core.answering.found import candidates, passage, query, ranker

ASKED = query("how is gout treated", "treatment")
LIKELY = ("dense_passage", "dense_question")


def judged(right: dict[str, float], wrong: dict[str, float], n: int = 0) -> Judged:
    """Returns a question whose right and wrong document are found as given, the wrong one first."""
    rows = ((passage(f"wrong{n}", "Gout."), wrong), (passage(f"right{n}", "Gout."), right))
    return Judged(ASKED, candidates(*rows), {f"right{n}": 1.0, f"wrong{n}": 0.0, "elsewhere": 1.0})


def taught(right: dict[str, float], wrong: dict[str, float]) -> dict[str, object]:
    chance = np.random.default_rng(3)

    def near(values: dict[str, float]) -> dict[str, float]:
        return {name: value + chance.normal(0, 0.02) for name, value in values.items()}

    return train_ranker([judged(near(right), near(wrong), n) for n in range(30)])


def first(body: dict[str, object], given: Judged) -> str:
    return rank(ASKED, given.candidates, "ranked", model_from_json(body), 1)[0].passage.document.document_id


def test_what_was_judged_right_comes_first_afterwards() -> None:
    said, like = {"bm25": 1.0, "cover_any": 0.9, "dense_passage": 0.3}, {"bm25": 1.0, "cover_any": 0.2}
    like["dense_passage"] = 0.7
    assert first(taught(right=said, wrong=like), judged(said, like)) == "right0"
    assert first(taught(right=like, wrong=said), judged(like, said)) == "right0"


def test_what_words_alone_tell_is_learned_apart_from_what_vectors_tell() -> None:
    said = {"bm25": 1.0, "cover_any": 0.9, "dense_passage": 0.2}
    like = {"bm25": 1.0, "cover_any": 0.2, "dense_passage": 0.8}
    body = taught(right=said, wrong=like)
    assert body["with_vectors"] != body["without_vectors"]
    words_only = judged({"bm25": 1.0, "cover_any": 0.9}, {"bm25": 1.0, "cover_any": 0.2})
    assert first(body, words_only) == "right0"


def test_where_words_alone_find_no_right_one_both_are_learned_from_vectors() -> None:
    body = taught(right={"dense_passage": 0.8}, wrong={"bm25": 1.0, "dense_passage": 0.2})
    assert body["without_vectors"] == body["with_vectors"]


def test_without_a_right_and_a_wrong_document_there_is_nothing_to_learn() -> None:
    only_wrong = Judged(ASKED, judged({"bm25": 1.0}, {"bm25": 1.0}).candidates, {"elsewhere": 1.0})
    with pytest.raises(InvalidInput, match="right document and a wrong one") as refused:
        train_ranker([only_wrong])
    assert "--documents" in refused.value.next_step


def test_the_same_questions_teach_the_same_ranker() -> None:
    one, other = (taught({"bm25": 2.0}, {"bm25": 1.0}) for _ in range(2))
    assert one == other


def test_before_there_are_vectors_only_what_words_found_is_there() -> None:
    given = candidates((passage("said", "x"), {"bm25": 1.0, "dense_passage": 0.5}), (passage("like", "x"), {}))
    left = without_vectors(given)
    assert [one.document.document_id for one in left.passages] == ["said"]
    likeness = left.columns[:, [INDEX_COLUMNS.index(name) for name in LIKELY]]
    assert np.isnan(likeness).all()
    assert not np.isnan(given.columns[0, INDEX_COLUMNS.index("dense_passage")])


def practice(*found: tuple[Passage, dict[str, float]], document: Document | None) -> Practice:
    return Practice(ASKED, candidates(*found), document)


GOUT = passage("own", "Rest helps.", question_type="treatment")
ASTHMA = passage("other", "Inhale.", focus="Asthma", question_type="treatment")


@pytest.mark.parametrize(
    ("best", "right"),
    [
        (GOUT, True),
        (passage("same", "Rest.", focus="gout", question_type="treatment"), True),
        (passage("general", "Gout.", question_type="information"), True),
        (passage("other type", "Acid.", question_type="causes"), False),
        (ASTHMA, False),
    ],
    ids=["own", "same focus and type", "general page", "another type", "another focus"],
)
def test_an_answer_is_right_when_it_is_of_the_same_subject_and_as_much_or_more_of_it(
    best: Passage, right: bool
) -> None:
    one = practice((best, {"cover_any": 0.9}), (passage("far", "x", focus="Flu"), {}), document=GOUT.document)
    _, answerable = abstention_rows([one], ranker(cover_any=1.0), embedded=True)
    assert answerable[0] == right


def test_each_question_is_asked_again_with_its_subject_hidden_and_is_unanswerable_then() -> None:
    one = practice((GOUT, {"cover_any": 0.9}), (ASTHMA, {"cover_any": 0.4}), document=GOUT.document)
    rows, answerable = abstention_rows([one], ranker(cover_any=1.0), embedded=True)
    assert answerable.tolist() == [True, False]
    assert rows[:, ABSTENTION_FEATURES.index("cover_any")] == pytest.approx([0.9, 0.4])


def test_a_question_nothing_answers_is_unanswerable_and_one_that_finds_nothing_is_left_out() -> None:
    unanswered = practice((ASTHMA, {"cover_any": 0.9}), document=None)
    alone = practice((GOUT, {}), document=GOUT.document)
    rows, answerable = abstention_rows([unanswered, alone], ranker(cover_any=1.0), embedded=True)
    assert answerable.tolist() == [False, True]
    assert rows.shape == (2, len(ABSTENTION_FEATURES))


def test_rows_before_there_are_vectors_show_no_likeness() -> None:
    one = practice((GOUT, {"bm25": 1.0, "dense_passage": 0.9}), document=GOUT.document)
    for embedded, likeness in ((True, 0.9), (False, 0.0)):
        rows, _ = abstention_rows([one], ranker(bm25_share=1.0), embedded=embedded)
        assert rows[0, ABSTENTION_FEATURES.index("dense_passage")] == pytest.approx(likeness)


def asked(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns features of questions, of which the first tells, with overlap, whether they can be answered."""
    chance = np.random.default_rng(seed)
    answerable = chance.random(count) < 0.5
    return np.column_stack([answerable * 2.0 + chance.normal(size=count), chance.normal(size=count)]), answerable


def declined(body: dict, features: np.ndarray) -> np.ndarray:
    mean, scale, weights = (np.array(body[name]) for name in ("mean", "scale", "weights"))
    probability = 1 / (1 + np.exp(-(((features - mean) / scale) @ weights + body["bias"])))
    return probability < body["threshold"]


@pytest.mark.parametrize("share", [0.05, 0.15, 0.4])
def test_the_threshold_declines_the_given_share_of_the_answerable_on_new_questions(share: float) -> None:
    body = train_abstention(*asked(1500, 1), declined=share)
    features, answerable = asked(3000, 2)
    silent = declined(body, features)
    assert silent[answerable].mean() == pytest.approx(share, abs=0.04)
    assert silent[~answerable].mean() > silent[answerable].mean() + 0.3
    assert body["held_out"]["unanswerable_declined"] == pytest.approx(silent[~answerable].mean(), abs=0.06)


def test_an_unanswerable_question_weighs_twice_an_answerable_one() -> None:
    even = train_abstention(np.zeros((600, 2)), np.arange(600) < 400)
    assert even["bias"] == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("answerable", [True, False])
def test_questions_of_one_kind_alone_are_refused(answerable: bool) -> None:
    with pytest.raises(InvalidInput, match="both needed"):
        train_abstention(np.zeros((20, 2)), np.full(20, answerable))


class Here:
    """An index, an embedder and an understander of three lines: what is asked is found by its own words."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def understand(self, text: str) -> Query:
        return Query(text, "" if "silence" in text.lower() else text)

    def embed_questions(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 2), np.float32)

    def candidates(self, search: Search, embed: Callable[[Sequence[str]], np.ndarray]) -> Candidates:
        assert embed([search.query.condensed]).shape == (1, 2)
        self.asked.append(search.query.text)
        return candidates((GOUT, {}))


def gathered(documents: list[Document], unanswered: list[Document], seed: int = 7) -> tuple[list[Practice], list[str]]:
    here = Here()
    return gather(documents, unanswered, here, here, here, seed=seed), here.asked


def test_practice_names_its_document_and_none_where_the_source_has_no_answer() -> None:
    known = Document("known", "Flu", "", question="What is flu?", focus="Flu", question_type="information")
    found, asked_ = gathered([GOUT.document], [known])
    assert [one.document for one in found] == [GOUT.document, None]
    assert "flu" in asked_[1].lower()


def test_practice_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    documents = [Document(f"d{n}", f"Name{n}", "Text.", focus=f"Name{n}", question_type="causes") for n in range(12)]
    assert gathered(documents, [])[1] == gathered(documents, [])[1] != gathered(documents, [], seed=8)[1]


def test_a_question_of_which_nothing_is_left_to_ask_is_passed_over() -> None:
    silent = Document("silent", "Silence", "", focus="Silence", question_type="causes")
    assert gathered([], [silent])[0] == []
