"""What every quarantine must do, as checks; a broken one raises AssertionError.

A check takes a function that opens the store. It is empty when the check begins, and the same each time it is opened.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from bedside.errors import NotFound
from bedside.ports.rejects import Reject, RejectStore
from bedside.testing.contracts.refusals import refuses

OpenStore = Callable[[], RejectStore]
NOON_MS = 1_772_366_400_000


def reject(reject_id: str, **changes: Any) -> Reject:
    """Returns a refused reading with every field filled."""
    made = Reject(
        reject_id=reject_id,
        reason="unknown_unit",
        field="unit",
        received_ms=NOON_MS,
        source="json",
        raw_ref="reading 3",
        raw=b'{"unit":"\xc3\xa9"}',
    )
    return replace(made, **changes)


def what_was_refused_comes_back_whole(open_store: OpenStore) -> None:
    """Byte for byte, also what is no text, also after opening anew."""
    given = reject("r-1", raw=bytes(range(256)), source="hl7v2:ICU-GW")
    open_store().put_many([given])
    assert open_store().get("r-1") == given


def the_same_id_again_changes_nothing(open_store: OpenStore) -> None:
    """A message sent again does not double what is in quarantine, nor bring back what was replayed."""
    store = open_store()
    store.put_many([reject("r-1"), reject("r-1", reason="too_old")])
    store.mark_replayed("r-1", NOON_MS + 5)
    store.put_many([reject("r-1", received_ms=NOON_MS + 9)])
    assert store.get("r-1") == reject("r-1", replayed_ms=NOON_MS + 5)
    assert store.waiting() == []


def what_waits_comes_newest_first_and_bounded(open_store: OpenStore) -> None:
    """Replayed ones are left out; of one time they are ordered by id."""
    store = open_store()
    store.put_many([reject(f"r-{n}", received_ms=NOON_MS + n // 2) for n in range(6)])
    store.mark_replayed("r-3", NOON_MS)
    assert [one.reject_id for one in store.waiting()] == ["r-4", "r-5", "r-2", "r-0", "r-1"]
    assert [one.reject_id for one in store.waiting(2)] == ["r-4", "r-5"]


def all_or_none_are_stored(open_store: OpenStore) -> None:
    """Where one cannot be stored none is."""
    store = open_store()

    class Breaking(list[Reject]):
        def __iter__(self) -> Iterator[Reject]:
            yield reject("r-1")
            raise ZeroDivisionError

    with suppress(ZeroDivisionError):
        store.put_many(Breaking([reject("r-1")]))
    store.put_many([])
    assert store.waiting() == []


def many_are_stored_at_once(open_store: OpenStore) -> None:
    """A faulty sender refuses thousands."""
    store = open_store()
    store.put_many([reject(f"r-{n}") for n in range(5000)])
    assert len(store.waiting(10_000)) == 5000


def those_that_wait_are_counted_by_time_and_reason(open_store: OpenStore) -> None:
    """Those that were replayed are left out."""
    store = open_store()
    store.put_many([reject(f"r-{n}", received_ms=NOON_MS + n) for n in range(4)])
    store.put_many([reject(f"i-{n}", received_ms=NOON_MS + n, reason="impossible_value") for n in range(6)])
    store.mark_replayed("r-3", NOON_MS)
    assert store.count() == 9
    assert store.count(NOON_MS + 1) == 5
    assert store.count(NOON_MS + 1, ("impossible_value",)) == 1
    assert store.count(but=("impossible_value", "unknown_unit")) == 0


def what_is_not_there_is_not_found(open_store: OpenStore) -> None:
    """Neither to read nor to replay."""
    store = open_store()
    refuses(NotFound, lambda: store.get("nothing"))
    refuses(NotFound, lambda: store.mark_replayed("nothing", NOON_MS))


def the_first_time_of_replay_stays(open_store: OpenStore) -> None:
    """Marking it again changes nothing."""
    store = open_store()
    store.put_many([reject("r-1")])
    store.mark_replayed("r-1", NOON_MS + 1)
    store.mark_replayed("r-1", NOON_MS + 2)
    assert store.get("r-1").replayed_ms == NOON_MS + 1


CHECKS = (
    what_was_refused_comes_back_whole,
    the_same_id_again_changes_nothing,
    what_waits_comes_newest_first_and_bounded,
    all_or_none_are_stored,
    many_are_stored_at_once,
    those_that_wait_are_counted_by_time_and_reason,
    what_is_not_there_is_not_found,
    the_first_time_of_replay_stays,
)
