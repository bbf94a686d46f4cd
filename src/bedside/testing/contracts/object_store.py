"""What every object store must do. Each check takes a store that is empty and its own.

@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_keeps_the_contract(check, tmp_path):
    check(FolderObjectStore(tmp_path))
"""

import threading
from collections.abc import Callable
from functools import partial

from bedside.errors import BedsideError, InvalidInput, NotFound
from bedside.ports import ObjectStore

Check = Callable[[ObjectStore], None]


def returns_what_was_put(store: ObjectStore) -> None:
    """Any bytes come back as they were, nothing and a mebibyte among them."""
    for key, content in {"a": b"", "b/c.parquet": bytes(range(256)), "b/large": b"x" * (1 << 20)}.items():
        store.put(key, content)
        assert store.get(key) == content


def replaces_the_whole_content(store: ObjectStore) -> None:
    """A second put leaves nothing of the first."""
    store.put("key", b"long content")
    store.put("key", b"short")
    assert store.get("key") == b"short"


def tells_what_is_not_there(store: ObjectStore) -> None:
    """Getting a missing key, or what is only the beginning of one, raises NotFound."""
    store.put("folder/key", b"1")
    for key in ("other", "folder/other", "folder"):
        assert not store.exists(key)
        _assert_raises(NotFound, partial(store.get, key))


def lists_keys_in_order_by_prefix(store: ObjectStore) -> None:
    """A prefix is of letters, not of folders."""
    names = ["data/a/2", "data/a/1", "data/ab", "artifacts/x", "data/a-b"]
    for name in names:
        store.put(name, b"1")
    assert list(store.keys()) == sorted(names)
    assert list(store.keys("data/a")) == ["data/a-b", "data/a/1", "data/a/2", "data/ab"]
    assert list(store.keys("data/a/")) == ["data/a/1", "data/a/2"]
    assert list(store.keys("nothing/here")) == []


def deletes_once_or_twice(store: ObjectStore) -> None:
    """Deleting what is gone is no error; the keys around it stay."""
    store.put("a/b", b"1")
    store.put("a/c", b"2")
    for _ in range(2):
        store.delete("a/b")
    assert not store.exists("a/b")
    assert list(store.keys()) == ["a/c"]


def refuses_keys_that_lead_elsewhere(store: ObjectStore) -> None:
    """A key never reaches beyond the store, and none of the refused ones leaves anything behind."""
    for key in ("", "/etc/x", "../x", "a/../../x", "a//b", "a/", "./a", "a\\b", "a\0b", ".hidden", "x" * 1001):
        for call in (partial(store.put, key, b"1"), partial(store.get, key)):
            _assert_raises(InvalidInput, call)
    assert list(store.keys()) == []


def shows_old_or_new_but_never_a_part(store: ObjectStore) -> None:
    """Readers beside a writer see whole contents only."""
    contents = {bytes([letter]) * 200_000 for letter in b"ab"}
    store.put("key", min(contents))
    done = threading.Event()
    seen: set[bytes] = set()

    def read() -> None:
        while not done.is_set():
            seen.add(store.get("key"))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(20):
        for content in contents:
            store.put("key", content)
    done.set()
    reader.join()
    assert seen <= contents


def _assert_raises(error: type[BedsideError], call: Callable[[], object]) -> None:
    """Asserts that the call raises the error."""
    try:
        call()
    except error:
        return
    raise AssertionError(f"{error.__name__} was not raised")


CHECKS: tuple[Check, ...] = (
    returns_what_was_put,
    replaces_the_whole_content,
    tells_what_is_not_there,
    lists_keys_in_order_by_prefix,
    deletes_once_or_twice,
    refuses_keys_that_lead_elsewhere,
    shows_old_or_new_but_never_a_part,
)
