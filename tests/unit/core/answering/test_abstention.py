"""Abstention: what speaks for an answer raises the confidence, what is missing lowers it, no vector is not a no."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from bedside.core.answering.abstention import ABSTENTION_FEATURES, abstention_features, model_from_json
from bedside.core.answering.retrieval import Found
from bedside.errors import Corrupt

from .found import found, passage, query

GOUT = passage("gout", "Gout is treated with rest and medicines.")
ASKED = query("how is gout treated", "treatment")


def with_parts(result: Found, **parts: float) -> Found:
    return replace(result, passages=tuple(replace(one, parts=parts) for one in result.passages))


def value(name: str, result: Found, asked: Any = ASKED) -> float:
    return float(abstention_features(asked, result)[ABSTENTION_FEATURES.index(name)])


def body(**changes: Any) -> dict[str, Any]:
    size = len(ABSTENTION_FEATURES)
    logistic = {"mean": [0.0] * size, "scale": [1.0] * size, "weights": [0.0] * size, "bias": 0.0, "threshold": 0.5}
    return {
        "version": "abstention-test", "features": list(ABSTENTION_FEATURES),
        "with_vectors": logistic | {"bias": 2.0}, "without_vectors": logistic | {"bias": -2.0},
        "phrases": {},
    } | changes  # fmt: skip


def test_the_margin_is_to_the_next_document_not_the_next_passage() -> None:
    second = passage("gout", "More of the same.", 1)
    other = passage("asthma", "Asthma.", focus="Asthma")
    assert value("margin", found(GOUT, second, other, scores=(3.0, 2.9, 1.0))) == pytest.approx(2.0)
    assert value("margin", found(GOUT, second, scores=(3.0, 2.9))) == 1.0


def test_agreement_of_the_best_documents_is_counted() -> None:
    other = passage("asthma", "Asthma.", focus="Asthma")
    assert value("same_focus", found(GOUT, GOUT, other, other)) == 0.5


def test_what_no_passage_says_of_the_question_shows() -> None:
    near = query("does gout cause hiccups in astronauts")
    assert value("unsaid_all", found(GOUT), near) > value("unsaid_all", found(GOUT))
    assert value("unsaid_all", found(GOUT)) == 0.0


def test_missing_parts_count_as_nothing_and_all_is_finite() -> None:
    values = abstention_features(query(""), found(passage("d", "")))
    assert values.shape == (len(ABSTENTION_FEATURES),)
    assert np.isfinite(values).all()


def test_a_library_without_vectors_has_a_decision_of_its_own() -> None:
    model = model_from_json(body())
    embedded = with_parts(found(GOUT), dense_passage=0.6)
    assert model.confidence(ASKED, embedded) == (pytest.approx(0.8808, abs=1e-4), True)
    assert model.confidence(ASKED, found(GOUT)) == (pytest.approx(0.1192, abs=1e-4), False)


def test_the_threshold_itself_is_enough() -> None:
    even = body()
    even["without_vectors"] = even["without_vectors"] | {"bias": 0.0, "threshold": 0.5}
    assert model_from_json(even).confidence(ASKED, found(GOUT)) == (0.5, True)


@pytest.mark.parametrize(
    ("asked", "name_exact", "enough"),
    [
        ("what is gout", 1.0, True),
        ("how is gout treated", 1.0, True),
        ("gout and flying", 1.0, False),
        ("gout", 0.0, False),
    ],
)
def test_what_asks_for_nothing_beyond_an_entry_is_answered(asked: str, name_exact: float, enough: bool) -> None:
    sure_it_is_not = body()
    sure_it_is_not["without_vectors"] = sure_it_is_not["without_vectors"] | {"bias": -9.0}
    best = with_parts(found(GOUT), name_exact=name_exact, cover_names=0.5)
    assert model_from_json(sure_it_is_not).confidence(query(asked), best)[1] is enough


def test_extreme_values_stay_probabilities() -> None:
    wild = body()
    wild["without_vectors"] = wild["without_vectors"] | {"weights": [1e9] * len(ABSTENTION_FEATURES)}
    probability, _ = model_from_json(wild).confidence(ASKED, found(GOUT))
    assert 0.0 <= probability <= 1.0


@pytest.mark.parametrize("features", [[], ["score"], list(reversed(ABSTENTION_FEATURES))])
def test_a_model_of_other_features_is_refused(features: list[str]) -> None:
    with pytest.raises(Corrupt, match="other features") as refused:
        model_from_json(body(features=features))
    assert refused.value.next_step == "`bedside model rollback abstention --to shipped`, then `bedside train ask`."


def test_the_model_that_ships_trusts_a_good_match_more_than_a_poor_one() -> None:
    model = model_from_json(json.loads((files("bedside") / "models" / "abstention" / "model.json").read_bytes()))
    good = dict.fromkeys(
        ("cover_names", "cover_question", "cover_passage", "cover_any", "name_covered", "type_match"), 1.0
    )
    for dense in ({}, {"dense_passage": 0.8, "dense_question": 0.8}):
        strong = with_parts(found(GOUT, scores=(3.0,)), **good, **dense)
        weak = with_parts(found(GOUT, scores=(-3.0,)), **{name: part * 0.4 for name, part in dense.items()})
        high, _ = model.confidence(ASKED, strong)
        low, answered = model.confidence(query("is zanthrax contagious", focus=""), weak)
        assert high > low
        assert not answered
