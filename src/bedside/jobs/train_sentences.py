"""Trains how sentences are rated, from questions whose answering sentences somebody marked.

Lines are ``{"question": …, "document_id": …, "best": [i, …], "also"?: [i, …]}``: the numbers of the sentences of the
document's text, counted from 0 as `core.text.sentences` cuts it, that answer best, and that are of use.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.answering.query import Query
from bedside.core.answering.retrieval import Ranked
from bedside.core.answering.sentence_rating import SENTENCE_FEATURES, Read, Stated, sentence_features, standardised
from bedside.core.answering.statements import stated_in
from bedside.core.learning.linear import fit_pairs
from bedside.core.library.document import Document, Passage
from bedside.core.text import sentences
from bedside.errors import InvalidInput
from bedside.jobs.evaluation_files import json_lines, refused

BEST, ALSO = 2.0, 1.0


def train_sentences(
    marked: Iterable[tuple[Query, Mapping[str, float], list[Passage]]],
    read: Read,
    ridge: float = 100.0,
) -> dict[str, Any]:
    """Returns the body of a sentence model, from questions with grades by sentence and the passages of a document.

    The ridge was chosen by cross-validation over the writers of the questions. What was learned of words knows the
    shipped questions: a weaker ridge trusts it more on them than it deserves on others. Raises InvalidInput without any
    question that puts one sentence before another.
    """
    groups = []
    for query, grades, passages in marked:
        stated, grade = graded(passages, grades)
        if len(set(grade)) > 1:
            groups.append((standardised(sentence_features(query, stated, read)), grade))
    if not groups:
        raise InvalidInput(
            "no marked sentence is of a document of this library's train split",
            next_step="Give `--sentences` questions of this library, or leave it out.",
        )
    fitted = fit_pairs(groups, ridge)
    return {
        "version": "",
        "kind": "linear-sentences",
        "features": list(SENTENCE_FEATURES),
        "weights": (fitted.weights / fitted.scale).round(6).tolist(),
    }


def graded(passages: Iterable[Passage], grades: Mapping[str, float]) -> tuple[list[Stated], NDArray[np.float64]]:
    """Returns what could be said of the passages of a document, and the grade of each, 0 where none is marked."""
    stated = [one for passage in passages for one in stated_in(Ranked(passage, 0.0, {}))]
    return stated, np.array([_grade(one.sentence, grades) for one in stated], np.float64)


def _grade(sentence: str, grades: Mapping[str, float]) -> float:
    return max((grade for text, grade in grades.items() if sentence in text or text in sentence), default=0.0)


def read_marked(path: Path, documents: Mapping[str, Document]) -> Iterable[tuple[str, Document, dict[str, float]]]:
    """Yields each question, its document, and the grade of each marked sentence.

    Lines whose document is not among the given ones are left out. Raises InvalidInput naming a line that is not as
    described above.
    """
    for number, entry in json_lines(path):
        document = documents.get(str(entry.get("document_id")))
        if document is None:
            continue
        texts = sentences(document.text)
        question = entry.get("question")
        best: Any = entry.get("best")
        also: Any = entry.get("also", [])
        if not isinstance(question, str) or not question.strip():
            raise refused(path, number, "needs a `question`")
        if not _are_numbers(best, len(texts)) or not _are_numbers(also, len(texts)):
            raise refused(path, number, "needs `best`, and in it and `also` numbers of sentences there are")
        grades = {texts[i]: ALSO for i in also} | {texts[i]: BEST for i in best}
        yield question, document, grades


def _are_numbers(marked: Any, count: int) -> bool:
    return isinstance(marked, list) and all(type(i) is int and 0 <= i < count for i in marked)
