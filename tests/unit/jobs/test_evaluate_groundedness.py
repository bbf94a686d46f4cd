"""A library of three documents and a service that answers from it, rightly or wrongly."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bedside.errors import InvalidInput, NotFound
from bedside.jobs.evaluate_groundedness import evaluate
from bedside.jobs.planted_errors import KINDS, planted_errors_caught
from bedside.jobs.strict_support import dead_citations, judge

LIBRARY = {
    "asthma": "Asthma is a long-term condition.\nIt affects 1 in 12 adults. Inhalers should be used daily.",
    "gout": "Gout is caused by uric acid. Attacks can last 5 to 7 days without treatment.",
    "mumps": "Mumps is a viral infection. Swelling may last about 10 days.",
}


def document_text(document_id: str) -> str:
    if document_id not in LIBRARY:
        raise NotFound
    return LIBRARY[document_id]


def answer(document_id: str, text: str, quote: str = "", **more: Any) -> dict[str, Any]:
    citation = {"n": 1, "kind": "passage", "id": f"{document_id}#0", "document_id": document_id, "quote": quote or text}
    return {"outcome": "answered", "sentences": [{"text": text, "citations": [1]}], "citations": [citation], **more}


ABSTAINED = {"outcome": "abstained", "sentences": [{"text": "The library does not say.", "citations": []}]}
SOUND = [
    answer("asthma", "It affects 1 in 12 adults."),
    answer("gout", "Attacks can last 5 to 7 days without treatment."),
    answer("mumps", "Swelling may last about 10 days."),
]


def fault(said: Mapping[str, Any]) -> str:
    return judge(said, document_text)[0].fault


def test_an_extract_is_supported() -> None:
    assert all(verdict.supported for said in SOUND for verdict in judge(said, document_text))


def test_a_quote_across_a_line_break_is_verbatim() -> None:
    assert fault(answer("asthma", "Asthma is a long-term condition. It affects 1 in 12 adults.")) == ""


def test_each_part_of_a_quote_with_an_elision_is_verbatim() -> None:
    text = "Inhalers should be used daily."
    assert fault(answer("asthma", text, "Asthma is a long-term condition. \u2026 Inhalers should be used daily.")) == ""
    assert fault(answer("asthma", text, "Asthma is rare. \u2026 Inhalers should be used daily.")) == "quote"
    assert fault(answer("asthma", text, "\u2026")) == "quote"


def test_a_sentence_may_leave_words_out_but_not_bring_any_in() -> None:
    quote = "Attacks can last 5 to 7 days without treatment."
    assert fault(answer("gout", "Attacks can last 5 to 7 days.", quote)) == ""
    assert fault(answer("gout", "Painful attacks can last 5 to 7 days.", quote)) == "words"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (answer("gout", "Attacks can last 5 to 9 days.", LIBRARY["gout"]), "number"),
        (answer("gout", "Attacks can last 5 to 7 hours.", LIBRARY["gout"]), "number"),
        (answer("gout", "Gout is not caused by uric acid.", LIBRARY["gout"]), "negation"),
        (answer("gout", "Gout is caused by salt.", "Gout is caused by salt."), "quote"),
        (answer("gone", "Gout is caused by uric acid."), "dead citation"),
        ({**SOUND[0], "citations": []}, "dead citation"),
        ({**SOUND[0], "sentences": [{"text": "It affects 1 in 12 adults.", "citations": []}]}, "uncited"),
    ],
)
def test_each_fault_is_named(said: Mapping[str, Any], expected: str) -> None:
    assert fault(said) == expected


def test_words_of_the_services_own_claim_nothing() -> None:
    assert not judge(ABSTAINED, document_text)[0].claims


def test_a_number_without_citation_is_a_claim_whatever_stands_around_it() -> None:
    said = {"sentences": [{"text": "The library says 500 mg.", "citations": []}]}
    assert judge(said, document_text)[0].fault == "uncited"


def test_dead_citations_are_counted_by_mark_and_by_document() -> None:
    said = answer("gone", "x")
    said["sentences"][0]["citations"] = [1, 2]
    assert dead_citations(said, document_text) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_planted_errors_are_caught(kind: str) -> None:
    rows = {row["name"]: row for row in planted_errors_caught(SOUND, document_text)}
    row = rows[f"planted errors caught: {kind}"]
    assert row["n"] > 0
    assert row["value"] == 1


def test_a_faulty_answer_is_no_ground_for_planting() -> None:
    rows = planted_errors_caught([answer("gone", "x")], document_text)
    assert {row["n"] for row in rows} == {0}


def write(folder: Path, *entries: Mapping[str, Any]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


def measured(folder: Path, *pairs: tuple[Mapping[str, Any], Mapping[str, Any]]) -> dict[str, Any]:
    asked = [{"question": f"question {i}", **entry} for i, (entry, _) in enumerate(pairs)]
    replies = {entry["question"]: reply for entry, (_, reply) in zip(asked, pairs, strict=True)}
    return evaluate(write(folder, *asked), replies.__getitem__, document_text)


def value(report: dict[str, Any], name: str) -> float:
    return next(row["value"] for row in report["figures"] if row["name"] == name)


def test_right_documents_are_counted_over_all_answerable_questions(tmp_path: Path) -> None:
    report = measured(
        tmp_path,
        ({"answerable": True, "document_ids": ["asthma.txt"]}, SOUND[0]),
        ({"answerable": True, "document_ids": ["asthma"]}, SOUND[1]),
        ({"answerable": True, "document_ids": ["mumps"]}, ABSTAINED),
        ({"answerable": False}, ABSTAINED),
    )
    assert value(report, "answerable: a right document cited") == pytest.approx(1 / 3, abs=1e-4)
    assert value(report, "statements supported") == 1


def test_the_first_citation_is_the_one_the_first_sentence_gives(tmp_path: Path) -> None:
    both = answer("asthma", "It affects 1 in 12 adults.")
    both["citations"].append({**SOUND[1]["citations"][0], "n": 2})
    both["sentences"].insert(0, {"text": "Gout is caused by uric acid.", "citations": [2]})
    report = measured(tmp_path, ({"answerable": True, "document_ids": ["asthma"]}, both))
    assert value(report, "answerable: a right document cited") == 1
    assert value(report, "answerable: first citation right") == 0


def test_what_the_library_says_after_whom_to_call_is_judged_like_an_answer(tmp_path: Path) -> None:
    urgent = answer("asthma", "It affects 1 in 12 adults.", outcome="emergency")
    urgent["sentences"].insert(0, {"text": "Call 911 now: this may be an emergency.", "citations": []})
    alone = {"outcome": "emergency", "sentences": urgent["sentences"][:1], "citations": []}
    entry = {"answerable": True, "document_ids": ["asthma"]}
    report = measured(tmp_path, (entry, urgent), (entry, alone))
    assert value(report, "answerable: a right document cited") == 0.5
    assert value(report, "answerable: taken for urgent") == 1
    assert value(report, "statements supported") == 1


def test_abstention_is_measured_on_both_kinds_of_question(tmp_path: Path) -> None:
    report = measured(
        tmp_path,
        ({"answerable": False}, ABSTAINED),
        ({"answerable": False}, SOUND[0]),
        ({"answerable": True, "document_ids": ["gout"]}, SOUND[1]),
        ({"answerable": True, "document_ids": ["gout"]}, {**ABSTAINED, "outcome": "refused"}),
    )
    assert value(report, "unanswerable: abstained") == 0.5
    assert value(report, "answerable: abstained") == 0.5


def test_the_curve_takes_the_confidence_of_what_was_answered(tmp_path: Path) -> None:
    sure = answer("asthma", "It affects 1 in 12 adults.", evidence={"confidence": 0.9})
    unsure = answer("gout", "Gout is caused by uric acid.", evidence={"confidence": 0.2})
    report = measured(
        tmp_path,
        ({"answerable": True, "document_ids": ["asthma"]}, sure),
        ({"answerable": False}, unsure),
        ({"answerable": True, "document_ids": ["mumps"]}, SOUND[2]),
    )
    assert report["risk_coverage"]["risk"] == pytest.approx((0, 0.5))
    assert report["risk_coverage"]["answers_without_confidence"] == 1


def test_unsupported_statements_are_listed_with_their_fault(tmp_path: Path) -> None:
    report = measured(tmp_path, ({"answerable": True}, answer("gout", "Gout is caused by salt.")))
    assert [(entry["line"], entry["fault"]) for entry in report["unsupported"]] == [(1, "quote")]
    assert value(report, "statements supported") == 0


@pytest.mark.parametrize(
    "entry",
    [
        {"question": "x"},
        {"question": "", "answerable": True},
        {"question": "x", "answerable": 1},
        {"question": "x", "answerable": True, "document_ids": "asthma"},
    ],
)
def test_malformed_lines_are_refused_by_number(tmp_path: Path, entry: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match=r"questions\.jsonl line 1"):
        evaluate(write(tmp_path, entry), SOUND.__getitem__, document_text)
