"""Whatever an answer says of a patient's values, scores and alerts names what it rests on; what is missing rests on
nothing, and then the sentence gives no figure of the patient.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bedside.core.vitals.freshness import MEASURED_MS
from bedside.core.vitals.view import PatientView
from unit.core.answering.live.test_answering import ALERT, MINUTE, reading, said, sick, view
from unit.core.answering.live.test_saying_held import PAUSE, SILENCE

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_NO_FIGURES = re.compile(r"NEWS2|SpO2|\b16 years|\b24 hours|\b\d+ days|\b\d\d:\d\d\b")
"""Names, what holds of a score for everybody, and the time that is asked about."""
QUESTIONS = (
    "How is her breathing?", "Why did the alarm go off?", "Is 38.4 dangerous with her medicines?", "How is she doing?",
    "what's going on with her?", "any apnoea?", "is he hypoxic?", "What is her NEWS2?", "what is her blood pressure?",
    "has she deteriorated?", "what are her vitals?", "what is her glucose?", "any alarms today?",
    "why did it not ring?", "who acknowledged the alarm?", "how was she overnight?", "is her pulse 112?",
    "what will her temperature be tomorrow?", "her pulse in kPa?", "is she worse than an hour ago?",
    "is she on oxygen?", "what was her SpO2 ten minutes ago?",
    "how many alerts did she have?", "is the probe off?", "is she conscious?",
)  # fmt: skip


OF_WHAT_IS_NOT_THERE = {"what is her glucose?", "her pulse in kPa?", "is she on oxygen?", "is the probe off?"}


def views() -> Iterator[PatientView]:
    """Yields a sick patient with an alert, one with old values alone, one with a single value, and one of nothing."""
    yield replace(sick(), alerts=(ALERT,), held=(SILENCE, PAUSE))
    yield view(*(reading(s, v, MEASURED_MS + MINUTE) for s, v in {"spo2": 91.0, "temperature": 38.4}.items()))
    yield view(reading("heart_rate", 112.0, 40_000))
    yield view()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_sentence_with_a_figure_of_the_patient_cites_where_it_is_from(question: str) -> None:
    asked = set(_FIGURE.findall(question))
    told = 0
    for number, seen in enumerate(views()):
        for sentence in said(question, seen).sentences:
            figures = set(_FIGURE.findall(_NO_FIGURES.sub("", sentence.text))) - asked
            assert sentence.citations or not figures, f"view {number}: {sentence.text}"
            told += bool(sentence.citations)
    assert told or question in OF_WHAT_IS_NOT_THERE


def test_every_citation_that_is_named_is_given_and_every_one_given_is_named() -> None:
    for question in QUESTIONS:
        for seen in views():
            answer = said(question, seen)
            named = {n for one in answer.sentences for n in one.citations}
            assert named == {one.n for one in answer.citations}, question


def test_the_readme_claims_no_more_than_that() -> None:
    readme = (Path(__file__).parents[5] / "README.md").read_text()
    assert "Each sentence that states something names the passage or the reading it rests on" in readme
