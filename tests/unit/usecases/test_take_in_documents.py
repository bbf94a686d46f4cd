from datetime import UTC, datetime
from itertools import count

import pytest

from bedside.adapters.records.sqlite import SqliteDatabase, SqliteDocumentStore
from bedside.core.library.document import Document
from bedside.errors import Unavailable
from bedside.usecases.take_in_documents import IN_USE, TakeInDocuments

NOW = datetime(2026, 5, 4, tzinfo=UTC)
ASTHMA = Document("asthma", "Asthma", "A disease of the airways.")
GOUT = Document("gout", "Gout", "A disease of the joints.")
KNOWN = Document("known", "Lupus", "", question="What causes lupus?")


@pytest.fixture
def store(tmp_path):
    database = SqliteDatabase(f"sqlite:///{tmp_path}/records.sqlite")
    yield SqliteDocumentStore(database)
    database.close()


def taking(store, catch_up=lambda _collection, _told: 0):
    return TakeInDocuments("default", store, catch_up, lambda: NOW)


def marks(store):
    changes = store.changes("default")
    store.mark([c.sequence for c in changes], indexed_at=NOW, retrievable_at=NOW)
    return len(changes)


def test_documents_with_text_are_stored_before_known_questions(store):
    taking(store).store([KNOWN, ASTHMA, GOUT])
    assert [change.document_id for change in store.changes("default")] == ["asthma", "gout", "known"]


def test_what_is_stored_already_is_not_stored_again_by_indexing(store):
    calls = count()

    class Counting:
        def put_many(self, *given):
            next(calls)
            return store.put_many(*given)

    documents = [ASTHMA, KNOWN]
    load = taking(Counting())
    load.store(documents)
    load.index(list(documents), lambda _done, _total: None)
    assert next(calls) == 1


def test_of_parts_stored_before_nothing_is_stored_again(store):
    given = []

    class Noting:
        def put_many(self, collection, documents, observed_at):
            given.append([document.document_id for document in documents])
            return store.put_many(collection, documents, observed_at)

    load = taking(Noting())
    load.store([ASTHMA])
    load.store([KNOWN, ASTHMA, GOUT])
    assert given == [["asthma"], ["gout", "known"]]


def test_indexing_stores_what_an_interrupted_load_left_out_and_tells_how_far_it_is(store):
    told = []

    def catch_up(collection, progress):
        assert collection == "default"
        progress(1)
        return marks(store)

    taking(store, catch_up).index([ASTHMA, KNOWN], lambda *at: told.append(at))
    assert store.counts("default")["documents"] == 2
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_where_another_process_indexes_the_load_waits_until_it_has_the_documents(store):
    def in_use(_collection, _progress):
        marks(store)  # as the other process does, before this one looks
        raise Unavailable("another process is indexing this library", code=IN_USE)

    taking(store, in_use).index([ASTHMA, KNOWN], lambda _done, _total: None)


def test_an_index_that_cannot_be_written_is_told_at_once(store):
    def full(_collection, _progress):
        raise Unavailable("the lexical index cannot be written", code="index_not_written")

    with pytest.raises(Unavailable, match="cannot be written"):
        taking(store, full).index([ASTHMA], lambda _done, _total: None)


def test_the_store_holds_documents_only_as_they_are(store):
    load = taking(store)
    assert not load.holds([ASTHMA])
    load.store([ASTHMA, GOUT])
    assert load.holds([ASTHMA, GOUT])
    assert not load.holds([Document("asthma", "Asthma", "Other words."), GOUT])
    assert not load.holds([])
