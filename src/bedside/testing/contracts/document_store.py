"""What every document store must do, as checks; a broken one raises AssertionError.

A check takes a function that opens the store. The records are empty when the check begins, and the same each time it
opens them, so that it can tell what was stored from what was only held.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bedside.core.library.document import Document
from bedside.errors import NotFound
from bedside.ports import DocumentStore
from bedside.testing.contracts.refusals import refuses

OpenStore = Callable[[], DocumentStore]
NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def document(name: str, text: str = "Drink water.") -> Document:
    """Returns a document with every field filled."""
    return Document(
        name, f"About {name}", text, "What helps?", "fever", "treatment", "NHS", "https://x/1", ("a", "b|c")
    )


def a_document_comes_back_whole(open_store: OpenStore) -> None:
    """All fields, the time to the microsecond, also after opening anew."""
    (put,) = open_store().put_many("main", [document("d1", "Größe 5 µg\nnew line\t“quoted”")], NOON)
    got = open_store().get("main", "d1")
    assert got == put
    assert got.document == document("d1", "Größe 5 µg\nnew line\t“quoted”")
    assert (got.observed_at, got.indexed_at, got.retrievable_at, got.failure) == (NOON, None, None, "")


def an_equal_document_keeps_sequence_and_times(open_store: OpenStore) -> None:
    """Loading a library twice changes nothing."""
    store = open_store()
    (first,) = store.put_many("main", [document("d1")], NOON)
    store.mark([first.sequence], indexed_at=LATER, retrievable_at=LATER)
    (again,) = store.put_many("main", [document("d1")], LATER + timedelta(days=1))
    assert again == store.get("main", "d1")
    assert (again.sequence, again.observed_at, again.retrievable_at) == (first.sequence, NOON, LATER)
    assert store.changes("main", after=first.sequence) == []


def an_edit_takes_a_new_sequence_and_is_not_yet_findable(open_store: OpenStore) -> None:
    """The times of the old version do not speak for the new one."""
    store = open_store()
    (first,) = store.put_many("main", [document("d1")], NOON)
    store.mark([first.sequence], indexed_at=NOON, retrievable_at=NOON)
    (edited,) = store.put_many("main", [document("d1", "Rest.")], LATER)
    assert edited.sequence > first.sequence
    assert (edited.observed_at, edited.indexed_at, edited.retrievable_at) == (LATER, None, None)
    assert store.get("main", "d1") == edited


def results_stand_in_the_order_given_and_the_last_of_one_id_counts(open_store: OpenStore) -> None:
    """One answer for each document given, the same for repeats."""
    given = [document("b"), document("a", "old"), document("a", "new")]
    states = open_store().put_many("main", given, NOON)
    assert [state.document_id for state in states] == ["b", "a", "a"]
    assert states[1] == states[2] == open_store().get("main", "a")
    assert states[2].document == document("a", "new")


def a_batch_is_stored_whole_or_not_at_all(open_store: OpenStore) -> None:
    """An iterable that fails half-way leaves nothing."""
    store = open_store()

    def breaking() -> Iterator[Document]:
        yield document("d1")
        raise ZeroDivisionError

    with suppress(ZeroDivisionError):
        store.put_many("main", breaking(), NOON)
    assert store.counts("main")["documents"] == 0
    assert store.put_many("main", [], NOON) == []


def a_deleted_document_is_gone_and_its_deletion_is_a_change(open_store: OpenStore) -> None:
    """Indexes learn of it by sequence, from a collection that is still listed."""
    store = open_store()
    (put,) = store.put_many("main", [document("d1")], NOON)
    gone = store.delete("main", "d1", LATER)
    assert gone.document is None
    assert gone.sequence > put.sequence
    assert store.changes("main", after=put.sequence) == [gone]
    assert store.collections() == ["main"]
    refuses(NotFound, lambda: store.get("main", "d1"))
    refuses(NotFound, lambda: store.delete("main", "d1", LATER))
    (back,) = store.put_many("main", [document("d1")], LATER)
    assert back.sequence > gone.sequence


def changes_come_in_order_and_in_pages(open_store: OpenStore) -> None:
    """Following the sequence shows the newest state of each document, once."""
    store = open_store()
    store.put_many("main", [document(f"d{n}") for n in range(5)], NOON)
    store.put_many("other", [document("d0")], NOON)
    store.put_many("main", [document("d1", "Edited.")], LATER)
    seen = []
    after = 0
    while page := store.changes("main", after, limit=2):
        assert len(page) <= 2
        seen += [state.document_id for state in page]
        after = page[-1].sequence
    assert seen == ["d0", "d2", "d3", "d4", "d1"]
    assert after == store.counts("main")["last_sequence"]


def the_first_time_of_being_findable_stays(open_store: OpenStore) -> None:
    """Indexed first, retrievable later; rebuilding the index changes neither; an overtaken sequence is passed over."""
    store = open_store()
    (old,) = store.put_many("main", [document("d1")], NOON)
    (new,) = store.put_many("main", [document("d1", "Edited.")], NOON)
    store.mark([old.sequence, new.sequence], indexed_at=NOON, retrievable_at=None)
    store.mark([new.sequence], indexed_at=LATER, retrievable_at=LATER)
    store.mark([new.sequence], indexed_at=LATER, retrievable_at=LATER + timedelta(days=1))
    store.mark([], indexed_at=LATER, retrievable_at=None)
    got = store.get("main", "d1")
    assert (got.indexed_at, got.retrievable_at) == (NOON, LATER)


def failures_are_seen_newest_first_until_the_document_is_taken_in(open_store: OpenStore) -> None:
    """The old version stays live while a newer one cannot be read."""
    store = open_store()
    store.put_many("main", [document("d1")], NOON)
    store.mark_failed("main", "d1", "no text in the PDF", NOON)
    store.mark_failed("main", "d2", "broken", NOON)
    store.mark_failed("main", "d2", "still broken", LATER)
    assert store.failures("main") == [("d2", "still broken", LATER), ("d1", "no text in the PDF", NOON)]
    assert store.failures("main", limit=1) == [("d2", "still broken", LATER)]
    assert store.get("main", "d1").failure == "no text in the PDF"
    store.put_many("main", [document("d1"), document("d2")], LATER)
    assert store.failures("main") == []
    assert store.get("main", "d1").failure == ""


def failures_are_dropped_when_told(open_store: OpenStore) -> None:
    """A file that is gone has failed no more; the others' reasons stay."""
    store = open_store()
    for document_id in ("d1", "d2"):
        store.mark_failed("main", document_id, "broken", NOON)
    store.mark_failed("other", "d1", "broken", NOON)
    store.forget_failures("main", ["d1", "never-there"])
    store.forget_failures("main", [])
    assert store.failures("main") == [("d2", "broken", NOON)]
    assert store.failures("other") == [("d1", "broken", NOON)]


def counts_tell_evidence_from_known_questions(open_store: OpenStore) -> None:
    """Deleted documents are not counted, empty collections count zero."""
    store = open_store()
    store.put_many("main", [document("d1"), document("d2", ""), document("d3", " \n"), document("d4")], NOON)
    last = store.delete("main", "d4", NOON).sequence
    store.mark_failed("main", "d5", "broken", NOON)
    assert store.counts("main") == {
        "documents": 3,
        "evidence": 1,
        "known_questions": 2,
        "failed": 1,
        "last_sequence": last,
    }
    assert set(store.counts("none").values()) == {0}
    assert (store.last_sequence("main"), store.last_sequence("none")) == (last, 0)


def collections_do_not_touch_each_other(open_store: OpenStore) -> None:
    """One id in two collections is two documents with sequences of their own."""
    store = open_store()
    (one,) = store.put_many("one", [document("d1")], NOON)
    (two,) = store.put_many("two", [document("d1")], NOON)
    assert one.sequence != two.sequence
    store.delete("one", "d1", NOON)
    store.mark_failed("three", "d1", "broken", NOON)
    assert store.get("two", "d1") == two
    assert store.collections() == ["one", "three", "two"]


def writers_on_several_threads_lose_nothing(open_store: OpenStore) -> None:
    """Every document is there, and no two share a sequence."""
    store = open_store()
    with ThreadPoolExecutor(4) as pool:
        batches = [[document(f"t{t}-{n}") for n in range(20)] for t in range(8)]
        stored = list(pool.map(lambda batch: store.put_many("main", batch, NOON), batches))
    sequences = {state.sequence for states in stored for state in states}
    assert len(sequences) == store.counts("main")["documents"] == 160
    assert [state.sequence for state in store.changes("main")] == sorted(sequences)


CHECKS = (
    a_document_comes_back_whole,
    an_equal_document_keeps_sequence_and_times,
    an_edit_takes_a_new_sequence_and_is_not_yet_findable,
    results_stand_in_the_order_given_and_the_last_of_one_id_counts,
    a_batch_is_stored_whole_or_not_at_all,
    a_deleted_document_is_gone_and_its_deletion_is_a_change,
    changes_come_in_order_and_in_pages,
    the_first_time_of_being_findable_stays,
    failures_are_seen_newest_first_until_the_document_is_taken_in,
    failures_are_dropped_when_told,
    counts_tell_evidence_from_known_questions,
    collections_do_not_touch_each_other,
    writers_on_several_threads_lose_nothing,
)
