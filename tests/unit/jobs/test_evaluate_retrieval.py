"""Judged questions in, figures out, and what is wrong with the files said."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bedside.errors import InvalidInput, NotFound
from bedside.jobs.evaluate_retrieval import evaluate


def write(folder: Path, questions: str, qrels: str) -> tuple[Path, Path]:
    (folder / "questions.tsv").write_text(questions, encoding="utf-8")
    (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return folder / "questions.tsv", folder / "qrels.tsv"


def always(*document_ids: str) -> "Fixed":
    return Fixed(document_ids)


class Fixed:
    """A library that finds the same documents for every question, held to those asked for."""

    def __init__(self, found: Sequence[str]) -> None:
        self.found = found

    def __call__(self, question: str, document_ids: Sequence[str] = ()) -> Sequence[str]:
        assert question
        return [d for d in self.found if not document_ids or d in document_ids]


def values(report: dict) -> dict[str, float]:
    return {row["name"]: row["value"] for row in report["figures"]}


def test_each_measure_is_a_mean_over_the_questions(tmp_path: Path) -> None:
    files = write(tmp_path, "q1\tasthma?\nq2\tgout?\n", "q1\ta\t1\nq2\tb\t1\n")
    report = evaluate(*files, always("a", "b"))
    assert values(report)["MRR@10"] == pytest.approx(0.75)
    assert values(report)["R@10"] == 1
    assert {row["n"] for row in report["figures"]} == {2}


def test_each_figure_has_an_interval_around_it(tmp_path: Path) -> None:
    files = write(tmp_path, "q1\tasthma?\nq2\tgout?\n", "q1\ta\t1\nq2\tb\t1\n")
    for row in evaluate(*files, always("a", "b"))["figures"]:
        assert row["lower"] <= row["value"] <= row["upper"]


def test_only_the_first_passage_of_a_document_counts(tmp_path: Path) -> None:
    files = write(tmp_path, "q1\tasthma?\n", "q1\tb\t1\n")
    assert values(evaluate(*files, always("a", "a", "a", "b")))["MRR@10"] == pytest.approx(0.5)


def test_judged_documents_may_be_named_as_files(tmp_path: Path) -> None:
    files = write(tmp_path, "q1\tasthma?\n", "q1\tA_1_Sec1.txt\t2\n")
    assert values(evaluate(*files, always("A_1_Sec1")))["MAP@10"] == 1


def test_grades_below_the_threshold_are_not_relevant(tmp_path: Path) -> None:
    files = write(tmp_path, "q1\tasthma?\n", "q1\ta\t1\nq1\tb\t2\n")
    assert values(evaluate(*files, always("a", "b"), relevant_at=2))["MRR@10"] == pytest.approx(0.5)


def test_candidates_hold_the_search_to_the_judged_documents(tmp_path: Path) -> None:
    files = write(tmp_path, "q1\tasthma?\n", "q1\tc\t1\nq1\td\t0\n")
    found = always("a", "b", "d", "c")
    assert values(evaluate(*files, found))["MRR@10"] == pytest.approx(0.25)
    assert values(evaluate(*files, found, candidates=True))["MRR@10"] == pytest.approx(0.5)


def test_questions_without_a_relevant_document_are_counted_and_left_out(tmp_path: Path) -> None:
    files = write(tmp_path, "q1\tasthma?\nq2\tgout?\nq3\tmumps?\n", "q1\ta\t1\nq2\tb\t0\n")
    report = evaluate(*files, always("a"))
    assert report["problems"]["questions_without_relevant_document"] == 2
    assert values(report)["MRR@10"] == 1


def test_judgements_of_unknown_questions_are_reported(tmp_path: Path) -> None:
    files = write(tmp_path, "q1\tasthma?\n", "q1\ta\t1\nq9\ta\t1\n")
    report = evaluate(*files, always("a"))
    assert report["problems"]["judged_questions_not_asked"] == {"count": 1, "first": ["q9"]}


def test_documents_the_library_does_not_have_are_reported_and_missed(tmp_path: Path) -> None:
    files = write(tmp_path, "q1\tasthma?\n", "q1\ta\t1\nq1\tgone\t1\n")
    report = evaluate(*files, always("a"), is_known=lambda document_id: document_id == "a")
    assert report["problems"]["documents_not_in_library"] == {"count": 1, "first": ["gone"]}
    assert values(report)["R@100"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("questions", "qrels", "named"),
    [
        ("q1 asthma?\n", "q1\ta\t1\n", "questions.tsv line 1"),
        ("q1\tasthma?\nq1\tgout?\n", "q1\ta\t1\n", "questions.tsv line 2"),
        ("q1\tasthma?\n", "q1\ta\t1\n\nq1\tb\n", "qrels.tsv line 3"),
        ("q1\tasthma?\n", "q1\ta\tgood\n", "qrels.tsv line 1"),
        ("q1\t \n", "q1\ta\t1\n", "questions.tsv line 1"),
    ],
)
def test_malformed_lines_are_refused_by_file_and_line(tmp_path: Path, questions: str, qrels: str, named: str) -> None:
    files = write(tmp_path, questions, qrels)
    with pytest.raises(InvalidInput, match=named):
        evaluate(*files, always("a"))


def test_a_refusal_does_not_repeat_what_stands_in_the_line(tmp_path: Path) -> None:
    files = write(tmp_path, "my knee hurts\n", "q1\ta\t1\n")
    with pytest.raises(InvalidInput) as refusal:
        evaluate(*files, always("a"))
    assert "knee" not in str(refusal.value)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    files = write(tmp_path, "q1\tasthma?\n", "")
    files[1].write_bytes(b"q1\t\xff\xfe\t1\n")
    with pytest.raises(InvalidInput, match="not UTF-8"):
        evaluate(*files, always("a"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.tsv"):
        evaluate(tmp_path / "none.tsv", tmp_path / "none.tsv", always("a"))
