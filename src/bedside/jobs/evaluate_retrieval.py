"""Measures retrieval on questions with judged documents: ``bedside eval retrieval``.

Questions are lines ``qid<TAB>text``, judgements ``qid<TAB>document_id<TAB>grade``. What is retrieved are documents; a
caller that has passages gives the document of each, and only a document's first place counts.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from bedside.core.learning.metrics import average_precision, mean, ndcg, recall, reciprocal_rank
from bedside.jobs.evaluation_files import refused, tab_separated
from bedside.jobs.tables import figure

DEPTH = 100
MEASURES = ("MAP@10", "MRR@10", "nDCG@10", "R@10", "R@100")
Judgements = dict[str, dict[str, int]]


class Retrieve(Protocol):
    """Asks the library; ``document_ids`` holds the search to these documents, empty means all."""

    def __call__(self, question: str, document_ids: Sequence[str] = ()) -> Sequence[str]:
        """Returns the document of each passage found, best first, up to 100 of them."""


class IsKnown(Protocol):
    """Says whether the library has a document."""

    def __call__(self, document_id: str) -> bool:
        """Returns whether it has."""


def evaluate(
    questions_tsv: Path,
    qrels_tsv: Path,
    retrieve: Retrieve,
    *,
    relevant_at: int = 1,
    candidates: bool = False,
    is_known: IsKnown | None = None,
) -> dict[str, Any]:
    """Returns ``figures`` (each with n and 95 % interval), ``per_question`` values and ``problems`` with counts.

    A question without any relevant document is left out of the means and counted, since no order could be right. A
    relevant document the library does not have counts as missed, and is counted under problems when ``is_known`` is
    given. With ``candidates`` only the documents judged for the question are ranked. Raises InvalidInput naming file
    and line, NotFound for a missing file.
    """
    questions = read_questions(questions_tsv)
    qrels = read_qrels(qrels_tsv)
    per_question: dict[str, dict[str, float]] = {}
    without = 0
    for qid, text in questions.items():
        judged = qrels.get(qid, {})
        if not any(grade >= relevant_at for grade in judged.values()):
            without += 1
            continue
        among = sorted(judged) if candidates else ()
        found = list(dict.fromkeys(retrieve(text, document_ids=among)))[:DEPTH]
        per_question[qid] = measure(found, judged, relevant_at)
    return {
        "figures": [figure(name, mean([values[name] for values in per_question.values()])) for name in MEASURES],
        "questions": len(questions),
        "relevant_at": relevant_at,
        "candidates": candidates,
        "problems": {
            "questions_without_relevant_document": without,
            "judged_questions_not_asked": _examples(sorted(set(qrels) - set(questions))),
            "documents_not_in_library": _examples(_unknown(questions, qrels, is_known)),
        },
        "per_question": per_question,
    }


def measure(found: Sequence[str], judged: dict[str, int], relevant_at: int = 1) -> dict[str, float]:
    """Returns one question's value of each of `MEASURES`; a document nobody judged has grade 0."""
    grades = [judged.get(document_id, 0) for document_id in found]
    relevant = sum(grade >= relevant_at for grade in judged.values())
    return {
        "MAP@10": average_precision(grades, relevant, 10, relevant_at),
        "MRR@10": reciprocal_rank(grades, 10, relevant_at),
        "nDCG@10": ndcg(grades, list(judged.values()), 10),
        "R@10": recall(grades, relevant, 10, relevant_at),
        "R@100": recall(grades, relevant, DEPTH, relevant_at),
    }


def read_questions(path: Path) -> dict[str, str]:
    """Returns text by question id, in order. Raises InvalidInput for a repeated id or a malformed line."""
    questions: dict[str, str] = {}
    for number, (qid, text) in tab_separated(path, 2):
        if qid in questions:
            raise refused(path, number, "repeats a question id")
        questions[qid] = text
    return questions


def read_qrels(path: Path) -> Judgements:
    """Returns grade by document by question. An id may end in ``.txt``; of repeated judgements the highest counts."""
    qrels: Judgements = defaultdict(dict)
    for number, (qid, written, grade) in tab_separated(path, 3):
        try:
            value = int(grade)
        except ValueError as error:
            raise refused(path, number, "has a grade that is not a whole number") from error
        document_id = written.removesuffix(".txt")
        qrels[qid][document_id] = max(value, qrels[qid].get(document_id, value))
    return dict(qrels)


def _unknown(questions: dict[str, str], qrels: Judgements, is_known: IsKnown | None) -> list[str]:
    if is_known is None:
        return []
    judged = {document_id for qid in questions for document_id in qrels.get(qid, {})}
    return sorted(document_id for document_id in judged if not is_known(document_id))


def _examples(ids: list[str]) -> dict[str, Any]:
    return {"count": len(ids), "first": ids[:20]}
