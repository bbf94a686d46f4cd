import json
from pathlib import Path

import pytest

from bedside.errors import InvalidInput
from bedside.jobs.evaluate_redaction import evaluate


def labelled(path: Path, *records: tuple[str, list[tuple[int, int, str]]]) -> Path:
    lines = [
        json.dumps({"text": text, "spans": [{"start": s, "end": e, "type": t} for s, e, t in spans]})
        for text, spans in records
    ]
    path.write_text("\n".join(lines))
    return path


def test_what_is_found_missed_and_marked_in_error_is_counted(tmp_path: Path) -> None:
    measured = evaluate(
        labelled(
            tmp_path / "set.jsonl",
            ("mail ada@example.org now", [(5, 20, "EMAIL")]),
            ("the secret word is qwrtz", [(19, 24, "PASSWORD")]),
            ("see www.example.org today", []),
        )
    )
    assert measured["texts"] == 3
    assert measured["touched"] == {"n": 2, "value": 0.5, "low": 0.0945, "high": 0.9055}
    assert measured["precision"]["value"] == 0.5  # type: ignore[index]
    assert measured["touched_by_type"]["PASSWORD"]["value"] == 0.0  # type: ignore[index]


def test_a_span_marked_in_part_is_touched_but_not_covered(tmp_path: Path) -> None:
    text = "mail ada@example.org and nothing else"
    measured = evaluate(labelled(tmp_path / "set.jsonl", (text, [(5, 28, "EMAIL")])))
    assert measured["touched"]["value"] == 1.0  # type: ignore[index]
    assert measured["covered"]["value"] == 0.0  # type: ignore[index]


def test_an_empty_file_knows_nothing(tmp_path: Path) -> None:
    measured = evaluate(labelled(tmp_path / "set.jsonl"))
    assert measured["touched"] == {"n": 0, "value": 0.0, "low": 0.0, "high": 1.0}


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "a"}', '{"text": "a", "spans": [{"start": "x"}]}', "7"])
def test_a_line_that_is_no_labelled_text_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f'{{"text": "a", "spans": []}}\n{line}\n')
    with pytest.raises(InvalidInput, match="Line 2"):
        evaluate(path)


@pytest.mark.parametrize(("start", "end"), [(0, 13), (50, 60), (12, 13), (-3, 4), (4, 4), (7, 3)])
def test_a_span_that_is_not_within_its_text_is_refused_by_its_line(start: int, end: int, tmp_path: Path) -> None:
    path = labelled(
        tmp_path / "set.jsonl", ("555-123-4567", [(0, 12, "PHONE")]), ("555-123-4567", [(start, end, "PHONE")])
    )
    with pytest.raises(InvalidInput, match=r"Line 2 of set\.jsonl has a span"):
        evaluate(path)
