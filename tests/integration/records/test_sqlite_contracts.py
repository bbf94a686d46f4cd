"""SQLite keeps every promise of the three ports, and a store that breaks one is caught."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from bedside.adapters.records.rejects import SqlRejectStore
from bedside.adapters.records.sqlite import SqliteAnswerStore, SqliteConversationStore, SqliteDocumentStore
from bedside.adapters.records.watch_schema import rejects
from bedside.core.memory.conversation import Turn
from bedside.testing.contracts import answer_store, conversation_store, document_store, reject_store


def by_name(check):
    return check.__name__


@pytest.mark.parametrize("check", document_store.CHECKS, ids=by_name)
def test_documents_keep_the_contract(check, open_database):
    check(lambda: SqliteDocumentStore(open_database()))


@pytest.mark.parametrize("check", conversation_store.CHECKS, ids=by_name)
def test_conversations_keep_the_contract(check, open_database):
    check(lambda: SqliteConversationStore(open_database()))


@pytest.mark.parametrize("check", answer_store.CHECKS, ids=by_name)
def test_answers_keep_the_contract(check, open_database):
    check(lambda: SqliteAnswerStore(open_database()))


@pytest.mark.parametrize("check", reject_store.CHECKS, ids=by_name)
def test_the_quarantine_keeps_the_contract(check, open_database):
    check(lambda: SqlRejectStore(open_database()))


class ForgetsReplays(SqlRejectStore):
    def put_many(self, given):
        for one in given:
            with self._database.write() as connection:
                connection.execute(delete(rejects).where(rejects.c.reject_id == one.reject_id))
        super().put_many(given)


class TouchesEqualDocuments(SqliteDocumentStore):
    def put_many(self, collection, documents, observed_at):
        given = list(documents)
        for document in given:
            if document.document_id in {change.document_id for change in self.changes(collection)}:
                self.delete(collection, document.document_id, observed_at)
        return super().put_many(collection, given, observed_at)


class OpenToEverybody(SqliteConversationStore):
    def append(self, conversation_id, person_id, turns, at):
        owner = {c.conversation_id: c.person_id for p in ("p1", "p2") for c in self.list(p)}
        return super().append(conversation_id, owner.get(conversation_id, person_id), turns, at)


class PinsBothSides(SqliteConversationStore):
    def append(self, conversation_id, person_id, turns, at):
        return super().append(
            conversation_id, person_id, [Turn("person", t.text, t.at, t.answer_id) for t in turns], at
        )


class RewritesAnswers(SqliteAnswerStore):
    def put(self, answer):
        self.delete_person("p1")
        super().put(answer)


class RoundsTimes(SqliteDocumentStore):
    def put_many(self, collection, documents, observed_at):
        return super().put_many(collection, documents, observed_at - timedelta(microseconds=observed_at.microsecond))


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        (TouchesEqualDocuments, document_store.an_equal_document_keeps_sequence_and_times),
        (RoundsTimes, document_store.a_document_comes_back_whole),
        (OpenToEverybody, conversation_store.a_foreign_conversation_is_refused_and_unchanged),
        (PinsBothSides, conversation_store.what_a_person_states_is_pinned_for_good),
        (ForgetsReplays, reject_store.the_same_id_again_changes_nothing),
        (RewritesAnswers, answer_store.the_same_id_again_changes_nothing),
    ],
)
def test_a_broken_store_is_caught(broken, check, open_database):
    with pytest.raises(AssertionError):
        check(lambda: broken(open_database()))
