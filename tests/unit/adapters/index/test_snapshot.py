"""Passages kept for the next start: exactly those of this version of the document, or none at all."""

from pathlib import Path

import numpy as np
import pytest

from bedside.adapters.index.snapshot import PassageSnapshot
from bedside.core.library.document import Document, Passage

DOCUMENT = Document("d", "Title", "One. Two.")
OTHER = Document("e", "Other", "Three.")


def passages(document: Document, *texts: str) -> tuple[list[Passage], list[np.ndarray]]:
    cut = [Passage(f"{document.document_id}#{i}", document, i, text, f"Heading {i}") for i, text in enumerate(texts)]
    return cut, [np.array(sorted({len(text), i}), np.uint32) for i, text in enumerate(texts)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "passages.arrow"
    saved = [(DOCUMENT, passages(DOCUMENT, "One.", "Two.")), (OTHER, passages(OTHER, "Three."))]
    PassageSnapshot(where, "kind-1").save(saved)
    return where


def test_passages_and_stems_come_back_equal_with_the_document_that_asks(path: Path) -> None:
    kept = PassageSnapshot(path, "kind-1").get(DOCUMENT)
    assert kept is not None
    expected = passages(DOCUMENT, "One.", "Two.")
    assert kept[0] == expected[0]
    assert all(np.array_equal(one, other) for one, other in zip(kept[1], expected[1], strict=True))


@pytest.mark.parametrize(
    "changed", [Document("d", "Title", "One. Three."), Document("d", "New title", "One. Two."), Document("f", "", "")]
)
def test_another_version_or_document_has_none(path: Path, changed: Document) -> None:
    assert PassageSnapshot(path, "kind-1").get(changed) is None


def test_another_way_of_cutting_is_ignored(path: Path) -> None:
    assert PassageSnapshot(path, "kind-2").get(DOCUMENT) is None


def test_damage_anywhere_is_noticed(path: Path) -> None:
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert PassageSnapshot(path, "kind-1").get(DOCUMENT) is None, place


@pytest.mark.parametrize("kept", [0, 1, 31, 33, -1, -40])
def test_a_file_cut_short_is_ignored(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    assert PassageSnapshot(path, "kind-1").get(DOCUMENT) is None


def test_an_empty_library_is_kept_too(tmp_path: Path) -> None:
    PassageSnapshot(tmp_path / "p.arrow", "k").save([])
    assert PassageSnapshot(tmp_path / "p.arrow", "k").get(DOCUMENT) is None
    assert [file.name for file in tmp_path.iterdir()] == ["p.arrow"]
