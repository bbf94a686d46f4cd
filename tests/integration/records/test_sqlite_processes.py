"""What was acknowledged survives kill -9, and two processes writing one conversation lose nothing."""

import os
import random
import signal
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

from bedside.adapters.records.sqlite import SqliteConversationStore, SqliteDocumentStore

WRITER = Path(__file__).with_name("writer.py")
APPENDS = 15


@contextmanager
def writer(mode, url, name=""):
    child = subprocess.Popen(
        [sys.executable, WRITER, mode, url, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with child:
        try:
            yield child
        finally:
            child.kill()


def tell(child, line):
    child.stdin.write(line + "\n")
    child.stdin.flush()


def acknowledged_before_kill(child, name, seed):
    """Returns the batches a writer had acknowledged when it was killed at a moment the seed chooses."""
    tell(child, f"{name} {seed}")
    pid = int(child.stdout.readline())
    acknowledged = [child.stdout.readline() for _ in range(random.Random(seed).randint(1, 40))]
    os.kill(pid, signal.SIGKILL)
    # A line the writer was killed in has no end: what says that it is gone follows on it.
    while not (line := child.stdout.readline()).endswith("gone\n"):
        acknowledged.append(line)
    return [line.strip() for line in acknowledged]


def lost(acknowledged, stored):
    wanted = {batch.format(n) for batch in acknowledged for n in range(int(batch.rpartition("-")[2]))}
    return wanted - stored


def stored_documents(database):
    return {state.document_id for state in SqliteDocumentStore(database).changes("main", limit=10**6)}


def torn(stored):
    """Returns the batches of which some documents are there and others are not."""
    batches: dict[tuple[str, str, str], int] = {}
    for document_id in stored:
        name, batch, _, size = document_id.split("-")
        batches[name, batch, size] = batches.get((name, batch, size), 0) + 1
    return [batch for batch, count in batches.items() if count != int(batch[2])]


def test_twelve_kills_lose_no_acknowledged_document(url, open_database):
    with writer("documents", url) as child:
        for seed in range(12):
            acknowledged = acknowledged_before_kill(child, f"k{seed}", seed)
            with closing(open_database()) as database:
                stored = stored_documents(database)
                database.check()
            assert len(acknowledged) > 0
            assert lost(acknowledged, stored) == set()
            assert torn(stored) == []


def test_a_store_that_acknowledges_before_it_commits_is_caught(url, open_database):
    with writer("late", url) as child:
        acknowledged = [batch for seed in range(3) for batch in acknowledged_before_kill(child, f"k{seed}", seed)]
    assert lost(acknowledged, stored_documents(open_database())) != set()


def after_two_writers(mode, url, database):
    with writer(mode, url, "left") as left, writer(mode, url, "right") as right:
        for child in (left, right):
            assert child.stdout.readline() == "ready\n"
        for child in (left, right):
            tell(child, "go")
        for child in (left, right):
            assert len(child.stdout.read().splitlines()) == APPENDS
    return SqliteConversationStore(database).get("c1")


def test_two_processes_appending_to_one_conversation_lose_nothing(url, database):
    conversation = after_two_writers("turns", url, database)
    for name in ("left", "right"):
        answered = [turn.answer_id for turn in conversation.turns if turn.answer_id.startswith(name)]
        assert answered == [f"{name}-{n}" for n in range(APPENDS)]
    assert conversation.turn_count == len(conversation.turns) == 4 * APPENDS
    assert {fact.value for fact in conversation.pinned_facts} == {
        f"{name} said {n}" for name in ("left", "right") for n in range(APPENDS)
    }


def test_a_store_that_overwrites_another_writer_is_caught(url, database):
    # On a busy machine the two may happen to take turns once.
    assert any(after_two_writers("stale", url, database).turn_count < n * 4 * APPENDS for n in (1, 2, 3))


def test_a_killed_writer_leaves_the_file_free_for_the_next(url, open_database):
    with writer("documents", url) as child:
        acknowledged_before_kill(child, "k", 5)
    store = SqliteDocumentStore(open_database())
    last = store.counts("main")["last_sequence"]
    (first,) = store.changes("main", limit=1)
    assert store.delete("main", first.document_id, first.observed_at).sequence == last + 1
