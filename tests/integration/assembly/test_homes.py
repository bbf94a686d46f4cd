"""A home holds all state of its own, and of no other: two in one process never touch each other."""

from pathlib import Path

import pytest

from bedside.assembly import Assembly, now
from bedside.core.library.document import Document
from bedside.errors import Misconfigured, NotFound, Unavailable
from bedside.settings import Settings

NOTE = Document("d", "Note", "The harbour has a lighthouse.")


def opened(home: Path) -> Assembly:
    return Assembly(Settings(home=home, dense="never"))


def used(home: Path) -> Assembly:
    parts = opened(home)
    parts.documents.put_many("ward", [NOTE], now())
    parts.library.catch_up()
    parts.objects.put("data/x", b"x")
    parts.registry.save("ranker", {"weights": [1]}, {})
    parts.refresh_vocabulary()
    return parts


def test_what_one_home_holds_the_other_has_never_heard_of(tmp_path: Path) -> None:
    one, other = used(tmp_path / "one"), opened(tmp_path / "other")
    assert one.library.index_of("ward") is not None
    assert other.documents.collections() == []
    assert other.library.catch_up() == 0
    assert other.library.index_of("ward") is None
    assert other.registry.versions("ranker") == []
    with pytest.raises(NotFound):
        other.objects.get("data/x")
    one.close()
    other.close()


def test_all_that_is_written_lies_below_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    used(tmp_path / "home").close()
    assert list(elsewhere.rglob("*")) == []
    assert {path.name for path in (tmp_path / "home").iterdir()} >= {"records.sqlite", "index", "objects", "models"}


def test_one_process_at_a_time_indexes_a_home_and_a_second_can_still_read(tmp_path: Path) -> None:
    one, second = used(tmp_path), opened(tmp_path)
    with pytest.raises(Unavailable) as refused:
        second.library.catch_up()
    assert refused.value.code == "library_in_use"
    second.library.open_for_reading()
    index = second.library.index_of("ward")
    assert index is not None
    assert [document.document_id for document in index.documents()] == ["d"]
    one.close()
    second.close()


def test_a_home_that_is_a_file_is_refused_with_the_setting_to_change(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(Misconfigured, match="BEDSIDE_HOME"):
        _ = opened(tmp_path / "home").home


@pytest.mark.parametrize("part", ["objects", "index", "registry"])
def test_an_address_whose_folder_would_be_taken_for_a_machine_is_refused(tmp_path: Path, part: str) -> None:
    parts = Assembly(Settings(home=tmp_path, dense="never", **{f"{part}_url": "file://bedside-data/kept"}))
    with pytest.raises(Misconfigured, match=f"BEDSIDE_{part.upper()}_URL") as caught:
        _ = parts.library if part == "index" else getattr(parts, part)
    assert "file:///" in caught.value.next_step
    parts.close()
