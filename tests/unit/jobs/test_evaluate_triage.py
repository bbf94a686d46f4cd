"""Labelled messages in, shares caught and over-triaged out."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from bedside.errors import InvalidInput
from bedside.jobs.evaluate_triage import evaluate


@dataclass
class Read:
    """What a rule said of a message."""

    urgency: str


def by_first_word(text: str) -> Read:
    return Read(text.split(maxsplit=1)[0])


def write(folder: Path, *entries: tuple[str, str]) -> Path:
    path = folder / "set.jsonl"
    path.write_text("".join(json.dumps({"text": t, "label": label}) + "\n" for t, label in entries), encoding="utf-8")
    return path


def row(report: dict, name: str) -> dict:
    return next(figure for figure in report["figures"] if figure["name"] == name)


def test_an_emergency_is_caught_by_any_urgency(tmp_path: Path) -> None:
    report = evaluate(
        write(
            tmp_path,
            ("emergency 1", "emergency"),
            ("crisis 2", "emergency"),
            ("poisoning 3", "emergency"),
            ("none 4", "emergency"),
        ),
        by_first_word,
    )
    caught = row(report, "emergencies caught, poisoning among them")
    assert (caught["value"], caught["n"], caught["misses"]) == (0.75, 4, 1)


def test_poisonings_count_among_the_emergencies_and_by_themselves(tmp_path: Path) -> None:
    report = evaluate(
        write(tmp_path, ("emergency 1", "poisoning"), ("none 2", "poisoning"), ("emergency 3", "emergency")),
        by_first_word,
    )
    assert row(report, "emergencies caught, poisoning among them")["n"] == 3
    assert row(report, "poisonings caught")["value"] == 0.5


def test_a_crisis_is_caught_only_as_a_crisis(tmp_path: Path) -> None:
    report = evaluate(write(tmp_path, ("crisis 1", "crisis"), ("emergency 2", "crisis")), by_first_word)
    assert row(report, "crises caught")["value"] == 0.5


def test_look_alikes_are_counted_by_what_they_were_taken_for(tmp_path: Path) -> None:
    said = ("none", "none", "emergency", "poisoning", "crisis")
    report = evaluate(write(tmp_path, *((f"{urgency} x", "none") for urgency in said)), by_first_word)
    assert row(report, "look-alikes taken for an emergency")["value"] == pytest.approx(0.4)
    assert row(report, "look-alikes taken for a crisis")["value"] == pytest.approx(0.2)


def test_intervals_are_wilsons_and_not_empty_when_nothing_is_missed(tmp_path: Path) -> None:
    report = evaluate(write(tmp_path, *(("crisis x", "crisis") for _ in range(10))), by_first_word)
    caught = row(report, "crises caught")
    assert (caught["lower"], caught["upper"]) == (pytest.approx(0.7225, abs=1e-3), 1)


def test_misses_are_listed_with_line_and_text(tmp_path: Path) -> None:
    report = evaluate(write(tmp_path, ("none chest", "emergency"), ("crisis idiom", "none")), by_first_word)
    assert [(miss["line"], miss["text"], miss["label"]) for miss in report["misses"]] == [
        (1, "none chest", "emergency"),
        (2, "crisis idiom", "none"),
    ]


def test_a_set_without_a_label_leaves_its_figure_unknown(tmp_path: Path) -> None:
    report = evaluate(write(tmp_path, ("none x", "none")), by_first_word)
    assert row(report, "crises caught")["value"] is None


@pytest.mark.parametrize("line", ["{", '"text"', '{"text": "x", "label": "urgent"}', '{"label": "none"}'])
def test_malformed_lines_are_refused_by_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"text": "x", "label": "none"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"set\.jsonl line 2"):
        evaluate(path, by_first_word)
