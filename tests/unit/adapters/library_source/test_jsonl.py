import json

import pytest

from bedside.adapters.library_source import jsonl
from bedside.adapters.library_source.jsonl import parse, read
from bedside.core.library.document import Document
from bedside.core.library.source import ReadFailure

FULL = {
    "id": "ward-7",
    "title": "Falls",
    "text": "One\nline.\n\n- item",
    "question": "How to prevent falls?",
    "focus": "Falls",
    "question_type": "prevention",
    "source": "Trust policy",
    "url": "https://example.org/falls",
    "synonyms": ["falling", "falling", ""],
}


def parsed(item):
    return parse(json.dumps(item).encode(), "line 1")


def test_a_line_with_all_fields_becomes_a_document():
    assert parsed(FULL) == Document(
        "ward-7",
        "Falls",
        "One line.\n\n- item",
        "How to prevent falls?",
        "Falls",
        "prevention",
        "Trust policy",
        "https://example.org/falls",
        ("falling",),
    )


def test_text_alone_is_enough():
    document = parsed({"text": "A cold pack helps a sprain in the first two days after it."})
    assert document.title == "A cold pack helps a sprain in the"


def test_without_an_id_equal_content_has_an_equal_one():
    one, same, other = (parsed({"text": text}) for text in ("a", " a\n", "b"))
    assert one.document_id == same.document_id != other.document_id
    assert one.document_id.startswith("doc-")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{broken", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b'{"title": "x"}', "no text"),
        (b'{"text": " \\u200b "}', "no text"),
        (b'{"text": ["x"]}', "wrong type in: text"),
        (b'{"text": "x", "title": 1, "synonyms": "a"}', "wrong type in: title, synonyms"),
        (b'{"text": "x", "id": "../x"}', "an id"),
        (b'{"text": "x", "id": "a b"}', "an id"),
        (b'{"text": "\xff"}', "not UTF-8"),
    ],
)
def test_a_line_that_is_no_document_says_why(line, reason):
    failure = parse(line, "line 3")
    assert isinstance(failure, ReadFailure)
    assert failure.where == "line 3"
    assert reason in failure.reason


def test_lines_are_counted_and_blank_ones_passed(tmp_path):
    (tmp_path / "a.jsonl").write_text('\ufeff{"text": "a"}\n\n{"text": "b"}\r\n{bad\n{"text": "last"}')
    found = list(read(tmp_path / "a.jsonl"))
    assert [getattr(item, "text", None) or item.where for item in found] == ["a", "b", "line 4", "last"]


def test_a_line_that_is_too_long_is_passed_without_the_next_being_lost(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "LINE_BYTES", 64)
    (tmp_path / "a.jsonl").write_text('{"text": "' + "x" * 1000 + '"}\n{"text": "next"}\n')
    refused, document = read(tmp_path / "a.jsonl")
    assert "over the limit" in refused.reason
    assert document.text == "next"
