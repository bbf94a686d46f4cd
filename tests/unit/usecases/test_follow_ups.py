"""Follow-up questions in a conversation that is kept: read with the question before, of the same patient alone."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bedside import settings
from bedside.assembly import Assembly
from bedside.core.answering.live.answering import UNCLEAR
from bedside.ports import Patient
from bedside.usecases.ask_patient import replayed
from bedside.usecases.ask_question import Answering, Question, ask
from bedside.usecases.conversation_before import REFERRED_TO_WITHIN
from unit.usecases.live_ward import NOW, day, raise_alerts, views
from unit.usecases.test_ask_question import FindsNothing, Reads

DAY = tuple(day())
ASKED_AT = datetime.fromtimestamp(NOW / 1000, UTC)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Assembly]:
    with closing(Assembly(settings.load({"BEDSIDE_HOME": str(tmp_path), "BEDSIDE_DENSE": "never"}))) as parts:
        raise_alerts(parts)
        yield parts


def answering(here: Assembly, at: datetime = ASKED_AT) -> Answering:
    """Returns all that answering needs, as each process has it of its own over the same stores."""
    ids = count()
    return Answering(
        understander=Reads(), retriever=FindsNothing(), conversations=here.conversations, answers=here.answers,
        abstention=lambda: None, rated=lambda *_: [], rated_by=lambda: "", generator=None, default_locale="en-US",
        now=lambda: at, ticks=lambda: 0.0, new_id=lambda: f"c{next(ids)}", patients=views(here, *DAY),
    )  # fmt: skip


def said(here: Assembly, message: str, patient: str = "p1", at: datetime = ASKED_AT) -> dict[str, Any]:
    question = Question(message, conversation_id="round", person_id="ann", patient_id=patient)
    told: dict[str, Any] = json.loads(ask(answering(here, at), question))
    return told


def test_a_follow_up_is_read_with_the_question_before_and_names_signal_and_time(here):
    said(here, "How is her breathing?")
    pressure = said(here, "and her blood pressure?")["answer"]
    assert pressure.startswith("The blood pressure is 125/70 mmHg (systolic/diastolic), mean 85, read 20 min ago")
    yesterday = said(here, "and yesterday?")["answer"]
    assert (
        "yesterday (not the 24 h asked about) the systolic pressure was between 127 (17:00 CET yesterday)" in yesterday
    )
    assert "heart rate" not in yesterday
    hour = said(here, "what about an hour ago?")["answer"]
    assert hour.startswith("The nearest reading of blood pressure is 124/70 mmHg")
    assert said(here, "and her sats?")["answer"].startswith("At 14:20 CET, 60 min ago, the SpO2 was 97 %")


def test_why_after_an_alarm_question_is_answered_by_the_alert(here):
    said(here, "Why did the alarm go off?")
    assert "was raised because: Sensor off." in said(here, "why?")["answer"]
    since = said(here, "since when?")["answer"]
    assert "It has been open for 30 min" in since
    assert "not worked out here" not in since


def test_what_a_follow_up_saw_gives_its_answer_again_word_for_word(here):
    for message in ("What was her heart rate yesterday?", "and her blood pressure?", "is that normal?", "why?"):
        answer = said(here, message)
        kept = json.loads(here.answers.get(answer["answer_id"]).evidence)
        assert [one.text for one in replayed(kept).sentences] == [one["text"] for one in answer["sentences"]]
        assert "asked about" in answer["answer"]


def test_of_another_patient_nothing_is_taken_over(here):
    here.patients.put(Patient(patient_id="p2", bed="9"), NOW)
    said(here, "How is her breathing?")
    assert "SpO2" not in said(here, "since when?", patient="p2")["answer"]


@pytest.mark.parametrize("apart", [timedelta(minutes=29), timedelta(minutes=31)])
def test_after_half_an_hour_a_follow_up_is_asked_back(here, apart):
    said(here, "How is her breathing?")
    later = said(here, "since when?", at=ASKED_AT + apart)
    assert (later["answer"] == UNCLEAR) is (apart > REFERRED_TO_WITHIN)
    assert later["outcome"] == ("abstained" if apart > REFERRED_TO_WITHIN else "answered")


def test_after_a_question_to_the_library_a_follow_up_is_about_that(here):
    said(here, "How is her breathing?")
    said(here, "What is asthma?")
    assert said(here, "since when?")["citations"] == []


def test_after_an_answer_that_was_deleted_a_follow_up_is_asked_back(here):
    said(here, "How is her breathing?")
    parts = replace(answering(here), answers=_Forgetful(here.answers))
    question = Question("since when?", conversation_id="round", person_id="ann", patient_id="p1")
    assert json.loads(ask(parts, question))["answer"] == UNCLEAR


def test_an_emergency_is_told_in_the_middle_of_a_conversation(here):
    said(here, "How is her breathing?")
    assert said(here, "she is not breathing and her lips are blue")["outcome"] == "emergency"


class _Forgetful:
    """Answers are put and none is found again."""

    def __init__(self, answers: Any) -> None:
        self._answers = answers

    def __getattr__(self, name: str) -> Any:
        return getattr(self._answers, name)

    def get(self, _answer_id: str) -> Any:
        return self._answers.get("none")
