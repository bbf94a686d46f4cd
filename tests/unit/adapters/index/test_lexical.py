"""BM25 on disk: the sequence and what it stands for are written together, by one process at a time."""

import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bedside.adapters.index.lexical import LexicalIndex
from bedside.adapters.index.table import passage_key
from bedside.core.library.document import Document, Passage
from bedside.errors import Corrupt, Unavailable


def change(document_id: str, text: str) -> tuple[Document, list[tuple[int, Passage]]]:
    document = Document(document_id, document_id, text)
    return document, [(passage_key(f"{document_id}#{text}"), Passage(f"{document_id}#{text}", document, 0, text))]


def found(index: LexicalIndex, *stems: str, documents: tuple[str, ...] = ()) -> list[int]:
    keys, _ = index.search([(stem, 1.0) for stem in stems], 10, documents)
    return [int(key) for key in keys]


def key(document_id: str, text: str) -> int:
    return passage_key(f"{document_id}#{text}")


def test_the_sequence_is_that_of_the_last_commit_after_opening_again(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    assert index.sequence == 0
    index.apply([change("a", "apple")], [], 7)
    index.apply([], ["a"], 9)
    index.close()
    assert LexicalIndex(tmp_path).sequence == 9


def test_a_replaced_document_is_found_by_its_new_words_alone(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    index.apply([change("a", "apple"), change("b", "berry")], [], 1)
    index.apply([change("a", "acorn")], [], 2)
    assert found(index, "appl") == []
    assert found(index, "acorn") == [key("a", "acorn")]
    index.apply([], ["b"], 3)
    assert found(index, "berri") == []


def test_files_of_a_commit_that_never_came_are_no_hindrance(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    index = LexicalIndex(whole)
    index.apply([change(name, f"apple {name}") for name in "abcdef"], [], 1)
    index.close()
    shutil.copytree(whole, killed)
    index.apply([], ["a"], 2)
    index.close()
    deleted = list(whole.glob("*.del"))
    assert deleted
    for path in (*deleted, whole / ".managed.json"):  # as a kill leaves it: the files are there, the commit is not
        shutil.copy(path, killed)
    again = LexicalIndex(killed)
    assert again.sequence == 1
    again.apply([], ["a"], 2)
    assert again.sequence == 2
    assert key("a", "apple a") not in found(again, "appl")


def test_what_was_not_committed_is_dropped_with_its_sequence(tmp_path: Path) -> None:
    code = (
        "import os, sys, tantivy\n"
        "from pathlib import Path\n"
        "from bedside.adapters.index.lexical import LexicalIndex\n"
        "index = LexicalIndex(Path(sys.argv[1]))\n"
        "index.open_for_writing()\n"
        "index._writer.delete_documents_by_term('document', 'a')\n"
        "index._writer.delete_documents_by_term('kind', '_state')\n"
        "os._exit(9)\n"
    )
    index = LexicalIndex(tmp_path)
    index.apply([change("a", "apple")], [], 4)
    index.close()
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    again = LexicalIndex(tmp_path)
    assert (again.sequence, found(again, "appl")) == (4, [key("a", "apple")])
    again.apply([change("b", "berry")], [], 5)
    assert again.sequence == 5


def test_only_one_writes_and_the_other_is_told_what_to_do(tmp_path: Path) -> None:
    writer, other = LexicalIndex(tmp_path), LexicalIndex(tmp_path)
    writer.apply([change("a", "apple")], [], 1)
    with pytest.raises(Unavailable) as refused:
        other.apply([change("b", "berry")], [], 2)
    assert refused.value.code == "library_in_use"
    assert "running service" in refused.value.next_step
    writer.close()
    other.apply([change("b", "berry")], [], 2)
    assert other.sequence == 2


def test_a_full_disk_is_said_and_the_change_is_taken_up_when_there_is_room(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    index.apply([change("a", "apple")], [], 1)
    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, most))
    try:
        with pytest.raises(Unavailable) as refused:
            index.apply([change("b", "berry " * 1000)], [], 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))
    assert "room" in refused.value.next_step
    assert index.sequence == 1
    del refused
    index.apply([change("b", "berry")], [], 2)
    assert (index.sequence, found(index, "berri")) == (2, [key("b", "berry")])


def test_a_damaged_index_is_refused_with_the_way_to_make_it_anew(tmp_path: Path) -> None:
    LexicalIndex(tmp_path).apply([change("a", "apple")], [], 1)
    (tmp_path / "meta.json").write_text("no index")
    with pytest.raises(Corrupt) as refused:
        LexicalIndex(tmp_path)
    assert "made again" in refused.value.next_step


def test_a_search_can_be_held_to_documents_and_to_nothing(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    index.apply([change("a", "apple pie"), change("b", "apple tart")], [], 1)
    assert set(found(index, "appl")) == {key("a", "apple pie"), key("b", "apple tart")}
    assert found(index, "appl", documents=("b", "unknown")) == [key("b", "apple tart")]
    assert found(index) == []
    assert index.frequency("appl") == 2


def test_a_change_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def breaking() -> Iterator[tuple[Document, list[tuple[int, Passage]]]]:
        yield change("a", "apple")
        raise ZeroDivisionError

    index = LexicalIndex(tmp_path)
    with pytest.raises(ZeroDivisionError):
        index.apply(breaking(), [], 1)
    index.apply([change("b", "apple berry")], [], 2)
    assert found(index, "appl") == [key("b", "apple berry")]


def test_what_must_be_there_first_is_there_before_anything_is_findable(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    seen: list[list[int]] = []
    index.apply([change("a", "apple")], [], 1, lambda: seen.append(found(index, "appl")))
    assert seen == [[]]
    assert found(index, "appl") == [key("a", "apple")]
