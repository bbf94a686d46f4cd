from datetime import UTC, datetime

import pytest

from bedside.adapters.index.vocabulary import LibraryVocabulary
from bedside.adapters.records.sqlite import SqliteDatabase, SqliteDocumentStore
from bedside.core.library.document import Document

NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    database = SqliteDatabase(f"sqlite:///{tmp_path}/records.sqlite")
    yield SqliteDocumentStore(database)
    database.close()


def put(store, *names):
    store.put_many("default", [Document(n.lower(), n, f"About {n}.", focus=n) for n in names], NOW)


def many(count, word="Topic"):
    return [f"{word}{number}" for number in range(count)]


def test_the_first_refresh_takes_the_whole_library_and_keeps_it_in_a_file(store, tmp_path):
    put(store, "Gout", "Asthma")
    kept = LibraryVocabulary(store, tmp_path)
    assert kept.refresh()
    assert kept.current.names["gout"] == "Gout"
    assert not kept.refresh()
    assert [path.name for path in tmp_path.glob("vocabulary-*")] == ["vocabulary-2.json"]


def test_a_few_new_documents_are_known_at_the_next_refresh_and_older_names_keep_their_meaning(store, tmp_path):
    put(store, "Gout")
    kept = LibraryVocabulary(store, tmp_path)
    kept.refresh()
    put(store, "Lupus", "GOUT")
    assert kept.refresh()
    assert kept.current.names["lupus"] == "Lupus"
    assert kept.current.names["gout"] == "Gout"
    assert kept.current.words["about"] == kept.current.documents == 3


def test_many_changes_wait_until_no_more_come(store, tmp_path):
    put(store, "Gout")
    kept = LibraryVocabulary(store, tmp_path)
    kept.refresh()
    put(store, *many(100))
    assert not kept.refresh()
    put(store, *many(100, "Other"))
    assert not kept.refresh()
    assert kept.refresh()
    assert kept.current.documents == 201


def test_many_changes_that_never_end_wait_a_minute_at_most(store, tmp_path):
    now = [0.0]
    put(store, "Gout")
    kept = LibraryVocabulary(store, tmp_path, lambda: now[0])
    kept.refresh()
    put(store, *many(100))
    assert not kept.refresh()
    put(store, *many(100, "Other"))
    now[0] = 61.0
    assert kept.refresh()


def test_few_changes_again_and_again_build_it_anew_at_last(store, tmp_path):
    put(store, "Gout")
    kept = LibraryVocabulary(store, tmp_path)
    kept.refresh()
    for turn in range(4):
        put(store, *many(15, f"Turn{turn}x"))
        while not kept.refresh():
            pass
    assert kept.current.documents == 61
    assert (tmp_path / "vocabulary-61.json").exists()


def test_a_start_reads_the_file_and_adds_what_came_after(store, tmp_path):
    put(store, *many(5))
    LibraryVocabulary(store, tmp_path).refresh()
    put(store, "Lupus")
    kept = LibraryVocabulary(store, tmp_path)
    assert kept.refresh()
    assert {"lupus", "topic3"} <= kept.current.names.keys()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]"])
def test_a_damaged_file_is_made_anew(store, tmp_path, content):
    put(store, "Gout")
    (tmp_path / "vocabulary-1.json").write_bytes(content)
    kept = LibraryVocabulary(store, tmp_path)
    assert kept.refresh()
    assert kept.current.names["gout"] == "Gout"
