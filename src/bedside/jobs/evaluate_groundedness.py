"""Measures whether answers rest on what they cite: ``bedside eval groundedness``.

Lines are ``{"question": …, "answerable": true | false, "document_ids"?: […]}``. Each question is asked as a stranger
would; what comes back is judged by `strict_support`. Whether a quoted sentence truly answers is for people to label.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bedside.core.learning.metrics import RiskCoverage, proportion, risk_coverage
from bedside.jobs.evaluation_files import json_lines, refused
from bedside.jobs.planted_errors import planted_errors_caught
from bedside.jobs.strict_support import DocumentText, Verdict, dead_citations, judge
from bedside.jobs.tables import figure

Ask = Callable[[str], Mapping[str, Any]]
"""Returns the body of ``POST /chat`` for a message; where it has ``evidence``, its ``confidence`` (or its
``decision``'s) makes the curve."""

ABSTAINED = ("abstained", "refused")
URGENT = ("emergency", "crisis")


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the file."""

    line: int
    text: str
    answerable: bool
    document_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    answer: Mapping[str, Any]
    verdicts: tuple[Verdict, ...]
    dead: int

    @property
    def answered(self) -> bool:
        """Returns whether the library answered, be it after whom to call."""
        return self.answer.get("outcome") == "answered" or (self.urgent and bool(self.cited))

    @property
    def urgent(self) -> bool:
        return self.answer.get("outcome") in URGENT

    @property
    def abstained(self) -> bool:
        return self.answer.get("outcome") in ABSTAINED

    @property
    def cited(self) -> list[str]:
        """Returns the documents cited, in the order in which sentences cite them."""
        documents = {c["n"]: str(c.get("document_id") or "") for c in self.answer.get("citations", ())}
        return [documents.get(n, "") for s in self.answer.get("sentences", ()) for n in s.get("citations", ())]

    @property
    def right(self) -> bool:
        return self.answered and not self.question.document_ids.isdisjoint(self.cited)

    @property
    def first_right(self) -> bool:
        return self.answered and bool(self.cited) and self.cited[0] in self.question.document_ids


def evaluate(
    questions_jsonl: Path,
    ask: Ask,
    document_text: DocumentText,
    progress: Callable[[int], None] = lambda _: None,
) -> dict[str, Any]:
    """Returns ``figures`` with n and 95 % Wilson intervals, ``risk_coverage``, ``outcomes`` and the faults found.

    Right-document figures count every answerable question with ``document_ids``: one not answered is not right.
    ``progress`` is called with the number asked so far. Raises InvalidInput naming the line, NotFound for no file.
    """
    asked = []
    for count, question in enumerate(read_groundedness(questions_jsonl), start=1):
        answer = ask(question.text)
        entry = _Asked(question, answer, (), dead_citations(answer, document_text))
        asked.append(
            replace(entry, verdicts=tuple(judge(_of_library(entry), document_text))) if entry.answered else entry
        )
        progress(count)
    planted = planted_errors_caught([_of_library(entry) for entry in asked if entry.answered], document_text)
    curve, without = _curve(asked)
    return {
        "figures": [*_support(asked), *_abstention(asked), *planted],
        "questions": len(asked),
        "outcomes": dict(Counter(f"{_kind(e.question)}: {e.answer.get('outcome')}" for e in asked)),
        "risk_coverage": {
            "area": None if not curve.risk else round(curve.area, 4),
            "coverage": curve.coverage,
            "risk": curve.risk,
            "answers_without_confidence": without,
        },
        "unsupported": [_listed(entry, v) for entry in asked for v in entry.verdicts if v.claims and v.fault],
        "own_words": dict(Counter(v.text for entry in asked for v in entry.verdicts if not v.claims).most_common(50)),
    }


def _of_library(entry: _Asked) -> Mapping[str, Any]:
    """Returns an answer without the first aid before it, which no library says and the rules of triage own."""
    said = [s for s in entry.answer.get("sentences", ()) if s.get("citations") or not entry.urgent]
    return {**entry.answer, "sentences": said}


def _support(asked: list[_Asked]) -> list[dict[str, Any]]:
    statements = [verdict for entry in asked for verdict in entry.verdicts if verdict.claims]
    marks = sum(len(entry.cited) for entry in asked)
    dead = sum(entry.dead for entry in asked)
    judged = [entry for entry in asked if entry.question.answerable and entry.question.document_ids]
    return [
        figure("statements supported", proportion(sum(v.supported for v in statements), len(statements))),
        figure("citations that are dead", proportion(min(dead, marks), marks), count=dead),
        figure("answerable: a right document cited", proportion(sum(e.right for e in judged), len(judged))),
        figure("answerable: first citation right", proportion(sum(e.first_right for e in judged), len(judged))),
    ]


def _abstention(asked: list[_Asked]) -> list[dict[str, Any]]:
    rows = []
    for answerable, name in ((False, "unanswerable: abstained"), (True, "answerable: abstained")):
        entries = [entry for entry in asked if entry.question.answerable is answerable]
        wrong = [entry.question.line for entry in entries if entry.abstained is answerable]
        rows.append(figure(name, proportion(sum(e.abstained for e in entries), len(entries)), wrong_lines=wrong))
    ordinary = [entry for entry in asked if entry.question.answerable]
    rows.append(figure("answerable: taken for urgent", proportion(sum(e.urgent for e in ordinary), len(ordinary))))
    return rows


def _curve(asked: list[_Asked]) -> tuple[RiskCoverage, int]:
    """Returns the curve over what was answered, and how many answers gave no confidence.

    An answer is wrong when it cites no right document, or when there was nothing to answer with.
    """
    given = [(_confidence(entry.answer), not entry.right) for entry in asked if entry.answered]
    known = [(confidence, wrong) for confidence, wrong in given if confidence is not None]
    return risk_coverage([c for c, _ in known], [w for _, w in known]), len(given) - len(known)


def _confidence(answer: Mapping[str, Any]) -> float | None:
    evidence = answer.get("evidence") or {}
    value = evidence.get("confidence", (evidence.get("decision") or {}).get("confidence"))
    return float(value) if isinstance(value, (int, float)) else None


def _kind(question: Question) -> str:
    return "answerable" if question.answerable else "unanswerable"


def _listed(entry: _Asked, verdict: Verdict) -> dict[str, Any]:
    return {
        "line": entry.question.line,
        "answer_id": entry.answer.get("answer_id"),
        "fault": verdict.fault,
        "text": verdict.text,
    }


def read_groundedness(path: Path) -> list[Question]:
    """Returns the questions, in order. Raises InvalidInput naming the line, NotFound for no file."""
    questions = []
    for number, entry in json_lines(path):
        text, answerable, ids = entry.get("question"), entry.get("answerable"), entry.get("document_ids", [])
        if not isinstance(text, str) or not text.strip():
            raise refused(path, number, "needs a `question`")
        if not isinstance(answerable, bool):
            raise refused(path, number, "needs `answerable`, true or false")
        if not isinstance(ids, list) or not all(isinstance(i, str) for i in ids):
            raise refused(path, number, "has `document_ids` that is not a list of ids")
        questions.append(Question(number, text, answerable, frozenset(i.removesuffix(".txt") for i in ids)))
    return questions
