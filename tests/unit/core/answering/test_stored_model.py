"""A stored model that is damaged in any way is refused as damaged; nothing raw reaches who started the service."""

import copy
import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest

from bedside.core.answering import abstention, ranking, sentence_rating
from bedside.errors import Corrupt

READERS: dict[str, Callable[[Any], object]] = {
    "ranker": ranking.model_from_json,
    "abstention": abstention.model_from_json,
    "sentences": sentence_rating.model_from_json,
}
WRONG = {"nothing": None, "a word": "x", "an empty list": [], "an object": {"a": "x"}, "words": ["x"] * 20}


def shipped(name: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((files("bedside") / "models" / name / "model.json").read_bytes())
    return body | {"version": f"{name}-test"}


def parts(name: str) -> Iterator[tuple[str, ...]]:
    """Returns where each part of a model that is read stands; its kind is only for people."""
    for key, value in shipped(name).items():
        if key != "kind":
            yield (key,)
        if key.endswith("_vectors"):
            yield from ((key, inner) for inner in value if inner != "held_out")


def damaged(name: str, place: tuple[str, ...], damage: Callable[[dict[str, Any], str], None]) -> dict[str, Any]:
    body = copy.deepcopy(shipped(name))
    holds = body
    for part in place[:-1]:
        holds = holds[part]
    damage(holds, place[-1])
    return body


def refusal(name: str, body: object) -> Corrupt:
    with pytest.raises(Corrupt) as refused:
        READERS[name](body)
    assert refused.value.next_step == f"`bedside model rollback {name} --to shipped`, then `bedside train ask`."
    return refused.value


PARTS = [(name, place) for name in READERS for place in parts(name)]


@pytest.mark.parametrize(("name", "place"), PARTS)
def test_a_model_without_one_of_its_parts_is_damaged(name: str, place: tuple[str, ...]) -> None:
    refusal(name, damaged(name, place, lambda holds, part: holds.pop(part)))


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize(("name", "place"), [one for one in PARTS if one[1] != ("version",)])
def test_a_model_with_something_else_for_a_part_is_damaged(name: str, place: tuple[str, ...], wrong: str) -> None:
    refusal(name, damaged(name, place, lambda holds, part: holds.update({part: WRONG[wrong]})))


@pytest.mark.parametrize("name", READERS)
def test_a_body_that_is_no_object_is_damaged(name: str) -> None:
    for body in (None, [], "x"):
        assert "cannot be read" in str(refusal(name, body))


@pytest.mark.parametrize(
    ("name", "place"),
    [("ranker", ("with_vectors", "mean")), ("abstention", ("with_vectors", "scale")), ("sentences", ("weights",))],
)
def test_a_number_lost_or_none_at_all_is_found_before_the_first_question(name: str, place: tuple[str, ...]) -> None:
    refusal(name, damaged(name, place, lambda holds, part: holds[part].pop()))
    refusal(name, damaged(name, place, lambda holds, part: holds[part].__setitem__(0, float("nan"))))


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf"), True, "0.5", None])
@pytest.mark.parametrize("place", [("with_vectors", "bias"), ("without_vectors", "threshold")])
def test_a_single_number_that_is_none_is_found_too(place: tuple[str, ...], wrong: object) -> None:
    refusal("abstention", damaged("abstention", place, lambda holds, part: holds.update({part: wrong})))


def test_a_scale_of_nothing_is_found() -> None:
    refusal(
        "abstention",
        damaged("abstention", ("with_vectors", "scale"), lambda holds, part: holds[part].__setitem__(0, 0.0)),
    )
