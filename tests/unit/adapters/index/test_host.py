"""One process runs a home's indexes: collections go on by themselves, and a failure of one is nobody else's."""

import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from bedside.adapters.index.giving_way import LOW
from bedside.adapters.index.host import LibraryHost
from bedside.adapters.index.library import FileLibraryIndex
from bedside.adapters.records.sqlite import SqliteDatabase, SqliteDocumentStore
from bedside.core.library.document import Document, Passage, passage_id
from bedside.errors import Unavailable
from bedside.usecases.follow_library import FollowLibrary

NOW = datetime(2026, 5, 4, tzinfo=UTC)


class CountingEmbedder:
    name, dimensions, questions_name = "counting@1", 4, "questions-1"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts: list[str]) -> np.ndarray:
        self.texts += texts
        return np.tile(np.array([1, 0, 0, 0], np.float32), (len(texts), 1))

    def embed_questions(self, texts: list[str]) -> np.ndarray:
        return self.embed(texts)

    def count_tokens(self, text: str) -> int:
        return len(text.split())


class Home:
    """A host over a real store, its indexes below one folder; collections named in ``broken`` cannot be indexed."""

    def __init__(self, folder: Path, workers: int = 1) -> None:
        self.database = SqliteDatabase(f"sqlite:///{folder}/records.sqlite")
        self.store = SqliteDocumentStore(self.database)
        self.embedder = CountingEmbedder()
        self.broken: set[str] = set()
        self.failures: list[BaseException] = []
        self.on_follow = lambda: None
        self.host = LibraryHost(
            self.store,
            lambda name: FileLibraryIndex(folder / name, "counting@1", 4, self._cut, "whole"),
            self._follow,
            lambda _: self.embedder,
            workers=workers,
            failed=self.failures.append,
        )

    @staticmethod
    def _cut(document: Document) -> list[Passage]:
        return [Passage(passage_id(document.document_id, 0, document.text), document, 0, document.text)]

    def _follow(self, collection: str, index: FileLibraryIndex, told) -> int:
        self.on_follow()
        if collection in self.broken:
            raise Unavailable("planted")
        return FollowLibrary(collection, self.store, index, lambda: NOW).catch_up(told)

    def put(self, collection: str, *ids: str) -> None:
        documents = [Document(d, d, f"Text of {d}.", question=f"What is {d}?") for d in ids]
        self.store.put_many(collection, documents, NOW)

    def held(self, collection: str) -> list[str]:
        index = self.host.index_of(collection)
        return sorted(document.document_id for document in index.documents()) if index else []


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    opened = Home(tmp_path)
    yield opened
    opened.host.stop()
    opened.database.close()


def test_a_collection_that_cannot_be_indexed_holds_up_no_other(home: Home) -> None:
    home.put("a-broken", "x")
    home.put("b-fine", "y")
    home.broken = {"a-broken"}
    with pytest.raises(Unavailable, match="planted"):
        home.host.catch_up()
    assert (home.held("a-broken"), home.held("b-fine")) == ([], ["y"])
    home.put("b-fine", "z")
    assert home.host.catch_up("b-fine") == 1
    assert home.held("b-fine") == ["y", "z"]


def test_what_failed_is_taken_up_once_it_works(home: Home) -> None:
    home.put("ward", "x")
    home.broken = {"ward"}
    with pytest.raises(Unavailable):
        home.host.catch_up()
    home.broken = set()
    home.host.catch_up()
    assert home.held("ward") == ["x"]
    home.put("ward", "y")
    assert home.host.catch_up() == 1


def test_a_second_host_of_the_home_may_read_and_not_write(home: Home, tmp_path: Path) -> None:
    home.put("ward", "x")
    home.host.catch_up()
    second = Home(tmp_path)
    with pytest.raises(Unavailable, match="another process"):
        second.host.catch_up()
    second.host.open_for_reading()
    assert second.held("ward") == ["x"]
    second.host.stop()
    second.database.close()


def test_a_document_just_put_is_embedded_before_the_library_that_waits(home: Home) -> None:
    home.put("ward", *(f"old{n}" for n in range(50)))
    home.put("ward", "new")
    home.host.catch_up()
    home.host.embed_first("ward", "new")
    assert home.embedder.texts == ["What is new?", "Text of new."]
    index = home.host.index_of("ward")
    assert index is not None
    assert index.state().vectors_waiting == 100


def test_questions_are_embedded_before_passages_and_nothing_twice(home: Home) -> None:
    home.put("ward", *(f"d{n}" for n in range(20)))
    home.host.catch_up()
    while home.host.embed_some():
        pass
    texts = home.embedder.texts
    assert len(texts) == len(set(texts)) == 40
    assert all(text.startswith("What is") for text in texts[:20])


def test_nothing_is_embedded_where_no_worker_is_wanted(tmp_path: Path) -> None:
    home = Home(tmp_path, workers=0)
    home.put("ward", "x")
    home.host.catch_up()
    home.host.embed_first("ward", "x")
    home.host.embed_first("nowhere", "x")
    assert home.embedder.texts == []
    home.host.stop()
    home.database.close()


def test_an_edit_leaves_nothing_of_the_old_passage_behind(home: Home) -> None:
    home.put("ward", "x")
    home.host.catch_up()
    while home.host.embed_some():
        pass
    home.store.put_many("ward", [Document("x", "x", "Other words.")], NOW)
    home.host.catch_up()
    index = home.host.index_of("ward")
    assert index is not None
    assert [passage.text for passage in index.document_passages("x")] == ["Other words."]
    home.store.delete("ward", "x", NOW)
    home.host.catch_up()
    assert index.document_passages("x") == []
    assert (index.state().documents, index.state().passages) == (0, 0)


def nice_of_threads(named: str) -> list[int]:
    """Returns the priorities of this process's threads whose name begins so, as Linux tells them."""
    told = []
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            name, _, rest = (task / "stat").read_text().partition(") ")
            if name.partition("(")[2].startswith(named):
                told.append(int(rest.split()[16]))
    return told


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives each thread a priority")
def test_what_merges_an_index_yields_to_questions_whoever_opens_it(home: Home) -> None:
    home.put("a", "x")
    home.host.catch_up()
    assert min(nice_of_threads("merge_thread"), default=0) >= LOW
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == 0


@pytest.mark.parametrize(("changes", "collected"), [(1, True), (600, False)])
def test_the_collector_never_walks_what_many_changes_build(home: Home, changes: int, collected: bool) -> None:
    home.put("a", "first")
    home.host.catch_up()
    home.store.put_many("a", [Document(f"d{n}", "Title", "Text.") for n in range(changes)], NOW)
    states: list[bool] = []
    home.on_follow = lambda: states.append(gc.isenabled())
    home.host.catch_up()
    assert states == [collected]
    assert gc.isenabled()
