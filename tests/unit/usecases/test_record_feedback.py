"""Feedback is stored when it says something known of a known answer; otherwise the refusal says what to send."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bedside.adapters.records.sqlite import SqliteAnswerStore, SqliteDatabase
from bedside.errors import InvalidInput, NotFound, TooLarge
from bedside.ports import Feedback, StoredAnswer
from bedside.usecases.record_feedback import LONGEST_CHARS, VERDICTS, record_feedback

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAID = Feedback("a1", "accepted", "good", "", "dr-1", NOON)


@pytest.fixture
def answers(tmp_path):
    with closing(SqliteDatabase(f"sqlite:///{tmp_path}/records.db")) as database:
        store = SqliteAnswerStore(database)
        store.put(StoredAnswer("a1", "c1", "p1", b"{}", b"[]", NOON))
        yield store


@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_known_verdict_is_stored(answers, verdict):
    said = replace(SAID, verdict=verdict, correction="Rest for two days.")
    assert record_feedback(answers, said) == said
    assert answers.feedback("a1") == [said]


@pytest.mark.parametrize(
    ("said", "error", "hint"),
    [
        (replace(SAID, verdict="brilliant"), InvalidInput, "accepted, rejected, corrected"),
        (replace(SAID, verdict=""), InvalidInput, "accepted, rejected, corrected"),
        (replace(SAID, verdict="corrected", correction=" "), InvalidInput, "right answer"),
        (replace(SAID, comment="x" * (LONGEST_CHARS + 1)), TooLarge, "Shorten the comment"),
        (replace(SAID, answer_id="a2"), NotFound, "id"),
    ],
)
def test_a_refusal_says_what_to_send_and_stores_nothing(answers, said, error, hint):
    with pytest.raises(error) as refusal:
        record_feedback(answers, said)
    assert hint in refusal.value.next_step
    assert all(set(error) == {"field", "reason"} for error in refusal.value.errors)
    assert answers.feedback("a1") == []


def test_a_refusal_does_not_repeat_what_was_written(answers):
    with pytest.raises(InvalidInput) as refusal:
        record_feedback(answers, replace(SAID, verdict="secret words"))
    assert "secret" not in repr((refusal.value, refusal.value.errors, refusal.value.next_step))
