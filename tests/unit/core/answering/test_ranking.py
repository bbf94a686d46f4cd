"""Ranking: each feature moves the order the way it should, rankers use their own score alone, order is repeatable."""

import itertools

import numpy as np
import pytest

from bedside.core.answering.ranking import (
    FEATURE_VERSION,
    FEATURES,
    RankerModel,
    features,
    model_from_json,
    rank,
)
from bedside.core.answering.retrieval import Candidates
from bedside.errors import Corrupt

from .found import candidates, passage, query, ranker

A, B = passage("a", "Gout hurts."), passage("b", "Gout swells.")
ASKED = query("what is gout", "information")


def order(ranked: list) -> list[str]:
    return [one.passage.document.document_id for one in ranked]


def feature(name: str, *rows, asked=ASKED) -> list[float]:
    return features(asked, candidates(*rows))[:, FEATURES.index(name)].tolist()


@pytest.mark.parametrize(
    ("name", "better", "worse"),
    [
        ("bm25_share", {"bm25": 9.0}, {"bm25": 3.0}),
        ("bm25_place", {"bm25": 9.0}, {"bm25": 3.0}),
        ("dense_passage", {"dense_passage": 0.8}, {"dense_passage": 0.2}),
        ("dense_question", {"dense_question": 0.8}, {}),
        ("cover_any", {"cover_any": 1.0}, {"cover_any": 0.3}),
        ("name_exact", {"name_exact": 1.0}, {}),
    ],
)
def test_a_feature_puts_the_better_first(name: str, better: dict, worse: dict) -> None:
    rows = candidates((A, worse), (B, better))
    assert order(rank(ASKED, rows, "ranked", ranker(**{name: 1.0}), 10)) == ["b", "a"]


def test_a_passage_of_the_asked_type_matches_and_another_type_counts_against() -> None:
    treatment = passage("t", "Rest.", question_type="treatment")
    causes = passage("c", "Acid.", question_type="causes")
    asked = query("how is gout treated", "treatment", "causes")
    assert feature("type_match", (treatment, {}), (causes, {}), (A, {}), asked=asked) == [1.0, 0.5, 0.0]
    assert feature("type_other", (treatment, {}), (causes, {}), (A, {}), asked=asked) == [0.0, 0.0, 1.0]


def test_only_nearly_the_same_question_is_a_known_one() -> None:
    rows = [(passage(f"d{n}", "x"), {"dense_question": cosine}) for n, cosine in enumerate((0.5, 0.8, 0.9, 1.0))]
    assert feature("known_question", *rows) == pytest.approx([0.0, 0.0, 0.5, 1.0], abs=1e-6)


def test_a_question_asked_in_the_very_words_is_known_however_it_is_read() -> None:
    known = passage("k", "x", question="What is gout?")
    rows = [
        (known, {"dense_question": 0.85}),
        (passage("o", "x", question="What is asthma?"), {"dense_question": 0.85}),
    ]
    given = feature("known_question", *rows, asked=query("what is gout", "information"))
    assert given == pytest.approx([1.0, 0.25], abs=1e-6)


def test_what_is_found_of_a_subject_counts_for_each_of_its_passages() -> None:
    gout = [(passage(f"g{n}", "x"), {"dense_passage": 0.6 - 0.01 * n, "bm25": 2.0}) for n in range(3)]
    lone = (passage("lone", "x", focus="Asthma"), {"dense_passage": 0.7, "bm25": 8.0})
    rows = (*gout, lone)
    assert feature("focus_share", *rows) == pytest.approx([3 / 20] * 3 + [1 / 20])
    assert feature("focus_place", *rows) == pytest.approx([0.5] * 3 + [1.0])
    assert feature("focus_likeness", *rows) == pytest.approx([0.6] * 3 + [0.7])
    assert feature("focus_bm25", *rows) == pytest.approx([0.25] * 3 + [1.0])
    assert sum(feature("focus_mass", gout[0], lone)) == pytest.approx(1.0)


def test_what_is_found_of_a_document_counts_for_each_of_its_passages() -> None:
    first, second = passage("a", "x"), passage("a", "y", 1)
    rows = ((first, {"dense_passage": 0.2, "bm25": 4.0}), (second, {"dense_question": 0.9}), (B, {"bm25": 1.0}))
    assert feature("document_likeness", *rows) == pytest.approx([0.9, 0.9, 0.2])
    assert feature("document_bm25", *rows) == pytest.approx([1.0, 1.0, 0.25])
    assert feature("document_passages", *rows) == pytest.approx([2 / 6, 2 / 6, 1 / 6])


def test_among_many_candidates_only_who_leads_counts() -> None:
    values = np.linspace(0.1, 0.5, 2000)[:, None] * np.ones(len(FEATURES))
    model = ranker(dense_passage=1.0, cover_any=2.0)
    likelier = model.scores(values + 0.4, embedded=True)
    assert model.scores(values, embedded=True) == pytest.approx(likelier, abs=0.2)
    assert np.argsort(likelier).tolist() == list(range(2000))


def test_a_lone_candidate_is_measured_by_what_is_usual() -> None:
    model = ranker(dense_passage=1.0, cover_any=2.0)
    good, bad = (float(model.scores(np.full((1, len(FEATURES)), value), embedded=True)[0]) for value in (0.9, -0.9))
    assert bad < -0.5 < 0.5 < good


def test_numbers_asked_for_count_where_they_stand() -> None:
    rows = (passage("a", "A pH of 7.35 is low."), {}), (passage("b", "A pH is low."), {})
    assert feature("numbers", *rows, asked=query("is 7.35 low")) == [1.0, 0.0]
    assert feature("numbers", *rows, asked=query("is it low")) == [0.0, 0.0]


def test_all_features_are_finite_and_bounded_whatever_is_missing() -> None:
    rows = [(A, {}), (B, {"bm25": 300.0, "dense_passage": -1.0}), (passage("c", "x " * 9000, 900), {"bm25": 1.0})]
    values = features(query(""), candidates(*rows))
    assert np.isfinite(values).all()
    assert np.abs(values).max() <= 2.0


def test_a_passage_that_is_not_embedded_yet_counts_as_like_as_the_others_are() -> None:
    rows = ((A, {}), (B, {"dense_passage": 0.6}), (passage("c", "Gout."), {"dense_passage": 0.2}))
    assert feature("dense_passage", *rows) == pytest.approx([0.4, 0.6, 0.2])
    assert feature("dense_passage", (A, {}), (B, {})) == [0.0, 0.0]


def test_nothing_found_gives_nothing() -> None:
    empty = candidates()
    for name in ("ranked", "bm25", "dense", "hybrid"):
        assert rank(ASKED, empty, name, ranker(), 10) == []


def test_bm25_and_dense_leave_out_what_has_no_such_score() -> None:
    rows = candidates((A, {"bm25": 2.0}), (B, {"dense_passage": 0.4}))
    assert order(rank(ASKED, rows, "bm25", ranker(), 10)) == ["a"]
    assert order(rank(ASKED, rows, "dense", ranker(), 10)) == ["b"]
    assert set(order(rank(ASKED, rows, "hybrid", ranker(), 10))) == {"a", "b"}


def test_a_question_alike_is_as_good_as_a_passage_alike() -> None:
    rows = candidates((A, {"dense_passage": 0.4}), (B, {"dense_question": 0.9}))
    assert order(rank(ASKED, rows, "dense", ranker(), 10)) == ["b", "a"]


def test_fusion_prefers_what_both_find() -> None:
    both = passage("both", "x")
    rows = candidates((A, {"bm25": 9.0}), (both, {"bm25": 8.0, "dense_passage": 0.8}), (B, {"dense_passage": 0.9}))
    assert order(rank(ASKED, rows, "hybrid", ranker(), 10))[0] == "both"


def test_equal_scores_come_in_the_order_of_their_ids_however_they_were_found() -> None:
    rows = [(passage(name, "Same."), {"bm25": 1.0}) for name in "cab"]
    for shuffled in itertools.permutations(rows):
        for name in ("bm25", "ranked"):
            assert order(rank(ASKED, candidates(*shuffled), name, ranker(cover_any=1.0), 10)) == ["a", "b", "c"]


def test_k_are_kept_with_the_parts_of_their_score() -> None:
    rows = candidates(*((passage(f"d{n}", "x"), {"bm25": float(n)}) for n in range(1, 6)))
    kept = rank(ASKED, rows, "bm25", ranker(), 2)
    assert order(kept) == ["d5", "d4"]
    assert kept[0].parts["bm25"] == 5.0
    assert "dense_passage" not in kept[0].parts


@pytest.mark.parametrize(("vectors", "first"), [(0, "words"), (1, "words"), (2, "likeness")])
def test_other_weights_count_while_most_candidates_have_no_vector(vectors: int, first: str) -> None:
    by_words, by_likeness = ranker(cover_passage=1).with_vectors, ranker(dense_passage=1).with_vectors
    words, likeness = {"cover_passage": 0.9}, {"cover_passage": 0.1}
    if vectors > 0:
        words["dense_passage"] = 0.1
    if vectors > 1:
        likeness["dense_passage"] = 0.9
    rows = [(passage("words", "x"), words), (passage("likeness", "x"), likeness), (passage("other", "x"), {})]
    model = RankerModel("r", by_likeness, by_words)
    assert order(rank(ASKED, candidates(*rows), "ranked", model, 1)) == [first]


@pytest.mark.parametrize(
    "change", [{"features": ["other"]}, {"feature_version": FEATURE_VERSION + 1}, {"features": None}]
)
def test_a_model_of_other_features_is_refused(change: dict) -> None:
    size = len(FEATURES)
    network = {"direct": [1] * 2 * size, "inner": [[1]] * 2 * size, "bias": [1], "outer": [1]}
    body = {
        "version": "r", "features": list(FEATURES), "feature_version": FEATURE_VERSION,
        "with_vectors": (weighing := network | {"mean": [1] * size, "spread": [1] * size}),
        "without_vectors": weighing,
    }  # fmt: skip
    assert model_from_json(body).version == "r"
    broken = {name: value for name, value in (body | change).items() if value is not None}
    with pytest.raises(Corrupt, match="other features") as refused:
        model_from_json(broken)
    assert refused.value.next_step == "`bedside model rollback ranker --to shipped`, then `bedside train ask`."


def test_candidates_may_be_many() -> None:
    many = Candidates((A,) * 500, np.zeros((500, 9), np.float32))
    assert len(rank(ASKED, many, "ranked", ranker(cover_any=1.0), 10)) == 10
