"""An exchange is remembered whole; a person gets everything kept of them, and can have it forgotten."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bedside.adapters.records.sqlite import SqliteAnswerStore, SqliteConversationStore, SqliteDatabase
from bedside.errors import InvalidInput, NotAllowed
from bedside.ports import Feedback, StoredAnswer
from bedside.usecases.remember import Exchange, Forgotten, export_person, forget_person, remember_exchange

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def anybody(patient_id):
    return bool(patient_id)


@pytest.fixture
def stores(tmp_path):
    with closing(SqliteDatabase(f"sqlite:///{tmp_path}/records.db")) as database:
        yield SqliteConversationStore(database), SqliteAnswerStore(database)


def exchange(conversation_id="c1", person_id="p1", question="I'm allergic to nuts. What helps?", answer_id="a1"):
    answered_at = NOON + timedelta(seconds=1)
    return Exchange(conversation_id, person_id, question, "Rest.", answer_id, NOON, answered_at)


def give(stores, said):
    """Remembers an exchange and stores its answer with a word of feedback, as the chat does."""
    conversations, answers = stores
    remember_exchange(conversations, said)
    body = b'{"answer": "Rest. \xc2\xb5"}'
    answers.put(StoredAnswer(said.answer_id, said.conversation_id, said.person_id, body, b"{}", said.answered_at))
    answers.add_feedback(Feedback(said.answer_id, "accepted", "good", "", "dr-1", said.answered_at))


def test_question_and_answer_are_appended_together_with_the_answers_id(stores):
    conversation = remember_exchange(stores[0], exchange())
    assert [(turn.role, turn.text, turn.answer_id) for turn in conversation.turns] == [
        ("person", "I'm allergic to nuts. What helps?", ""),
        ("bedside", "Rest.", "a1"),
    ]
    assert [fact.value for fact in conversation.pinned_facts] == ["nuts"]
    assert conversation.updated_at == NOON + timedelta(seconds=1)


def test_another_persons_conversation_is_not_added_to(stores):
    remember_exchange(stores[0], exchange())
    with pytest.raises(NotAllowed):
        remember_exchange(stores[0], exchange(person_id="p2"))


def test_an_export_holds_everything_of_the_person_and_nothing_of_others(stores):
    for n in range(3):
        give(stores, exchange(f"c{n}", answer_id=f"a{n}"))
    give(stores, exchange("other", "p2", "My secret", "a9"))
    exported = json.loads(json.dumps(export_person(*stores, "p1", anybody)))
    assert exported["person_id"] == "p1"
    assert {c["conversation_id"] for c in exported["conversations"]} == {"c0", "c1", "c2"}
    assert exported["conversations"][0]["turns"][0]["at"] == "2026-03-01T12:00:00Z"
    assert exported["conversations"][0]["pinned_facts"][0]["value"] == "nuts"
    assert [a["body"] for a in exported["answers"]] == ['{"answer": "Rest. µ"}'] * 3
    assert exported["answers"][0]["feedback"][0]["comment"] == "good"
    assert "secret" not in json.dumps(exported)


def test_an_export_is_not_cut_at_a_page(stores):
    conversations, _ = stores
    for n in range(130):
        conversations.append(f"c{n}", "p1", [], NOON)
    assert len(export_person(*stores, "p1", anybody)["conversations"]) == 130


def test_forgetting_a_person_says_what_went_and_leaves_others(stores):
    give(stores, exchange())
    give(stores, exchange("other", "p2", answer_id="a9"))
    assert forget_person(*stores, "p1") == Forgotten(conversations=1, answers=1)
    assert forget_person(*stores, "p1") == Forgotten(conversations=0, answers=0)
    nothing = export_person(*stores, "p1", anybody)
    assert (nothing["conversations"], nothing["answers"]) == ([], [])
    assert len(export_person(*stores, "p2", anybody)["answers"]) == 1


@pytest.mark.parametrize("person_id", ["", "  "])
@pytest.mark.parametrize("use_case", [partial(export_person, may_see=anybody), forget_person])
def test_nobody_is_refused_with_what_to_do(stores, use_case, person_id):
    with pytest.raises(InvalidInput) as refusal:
        use_case(*stores, person_id=person_id)
    assert "by its own id" in refusal.value.next_step
