"""Runs in a process of its own, to be killed or to write beside another: ``python writer.py MODE URL [NAME]``.

Each acknowledged write is one line on standard output. ``late`` and ``stale`` plant a fault that the tests must see.
"""

import itertools
import os
import random
import sys
from contextlib import closing
from datetime import UTC, datetime

from bedside.adapters.records.sqlite import SqliteConversationStore, SqliteDatabase, SqliteDocumentStore
from bedside.core.library.document import Document
from bedside.core.memory.conversation import Turn

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
APPENDS = 15


class AcknowledgesBeforeCommit(SqliteDocumentStore):
    """Answers at once and stores every fifth time."""

    def __init__(self, database):
        super().__init__(database)
        self._held = []

    def put_many(self, collection, documents, observed_at):
        self._held += documents
        if random.random() < 0.2:
            super().put_many(collection, self._held, observed_at)
            self._held.clear()
        return []


class WritesFromMemory(SqliteConversationStore):
    """Reads once, then overwrites with what it knows: the classic lost update."""

    def __init__(self, database):
        super().__init__(database)
        self._known = []

    def append(self, conversation_id, person_id, turns, at):
        self._known += turns
        self.delete_person(person_id)
        return super().append(conversation_id, person_id, self._known, at)


def write_documents(store, name, seed):
    sizes = random.Random(seed)
    for batch in itertools.count():
        size = sizes.randint(1, 30)
        store.put_many("main", [Document(f"{name}-{batch}-{n}-{size}", "t", "words " * 300) for n in range(size)], NOON)
        print(f"{name}-{batch}-{{}}-{size}", flush=True)


def write_turns(store, name):
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(APPENDS):
        asked = Turn("person", f"Please remember that {name} said {n}. What helps against asthma?", NOON)
        store.append("c1", "p1", [asked, Turn("bedside", f"Answer {n}.", NOON, f"{name}-{n}")], NOON)
        print(f"{name}-{n}", flush=True)


def serve_documents(store_type, url):
    """Forks a writer for each line ``NAME SEED`` and says when it is gone: only the first pays for the imports."""
    for line in sys.stdin:
        name, seed = line.split()
        pid = os.fork()
        if pid == 0:
            random.seed(int(seed))
            print(os.getpid(), flush=True)
            with closing(SqliteDatabase(url)) as database:
                write_documents(store_type(database), name, int(seed))
        os.waitpid(pid, 0)
        print("gone", flush=True)


def main(mode, url, name=""):
    if mode in {"documents", "late"}:
        serve_documents({"documents": SqliteDocumentStore, "late": AcknowledgesBeforeCommit}[mode], url)
    else:
        with closing(SqliteDatabase(url)) as database:
            write_turns({"turns": SqliteConversationStore, "stale": WritesFromMemory}[mode](database), name)


if __name__ == "__main__":
    main(*sys.argv[1:])
