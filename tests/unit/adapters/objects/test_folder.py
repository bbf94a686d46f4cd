import os

import pytest

from bedside.adapters.objects.folder import FolderObjectStore
from bedside.errors import Conflict, InvalidInput
from bedside.testing.contracts.object_store import CHECKS


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_keeps_the_contract(check, tmp_path):
    check(FolderObjectStore(tmp_path / "store"))


def test_a_link_does_not_lead_out_of_the_store(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_text("x")
    store = FolderObjectStore(tmp_path / "store")
    store.put("kept", b"1")
    (tmp_path / "store" / "link").symlink_to(tmp_path / "outside")
    for call in (
        lambda: store.get("link/secret"),
        lambda: store.put("link/new", b"1"),
        lambda: store.delete("link/secret"),
    ):
        with pytest.raises(InvalidInput):
            call()
    assert sorted(os.listdir(tmp_path / "outside")) == ["secret"]


def test_a_failed_write_leaves_the_old_content_and_no_rubbish(tmp_path, monkeypatch):
    store = FolderObjectStore(tmp_path)
    store.put("key", b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put("key", b"new")
    assert store.get("key") == b"old"
    assert os.listdir(tmp_path) == ["key"]


def test_a_write_is_flushed_before_it_is_renamed_and_its_folder_after(tmp_path, monkeypatch):
    store = FolderObjectStore(tmp_path)
    store.put("first", b"1")
    calls = []
    replace, fsync = os.replace, os.fsync
    monkeypatch.setattr(os, "replace", lambda *a: (calls.append("rename"), replace(*a)))
    monkeypatch.setattr(os, "fsync", lambda handle: (calls.append("flush"), fsync(handle)))
    store.put("key", b"1")
    assert calls == ["flush", "rename", "flush"]


def test_a_key_cannot_lie_below_another(tmp_path):
    store = FolderObjectStore(tmp_path)
    store.put("a", b"1")
    with pytest.raises(Conflict):
        store.put("a/b", b"1")
    store.put("c/d", b"1")
    with pytest.raises(Conflict):
        store.put("c", b"1")
