"""The file of vectors: appended by several processes, cut off at any moment, never giving a text another's vector."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bedside.adapters.index.vectors import VectorFile, text_key
from bedside.errors import Corrupt

DIMENSIONS = 8

APPENDER = """
import sys
import numpy as np
from pathlib import Path
from bedside.adapters.index.vectors import VectorFile, text_key
from unit.adapters.index.test_vectors import DIMENSIONS, vector_of

vectors = VectorFile(Path(sys.argv[1]), "model", DIMENSIONS)
for start in range(int(sys.argv[2]), 400, 5):
    texts = [f"text {n}" for n in range(start, start + 9)]
    vectors.append([text_key(text) for text in texts], np.stack([vector_of(text) for text in texts]))
"""


def vector_of(text: str) -> np.ndarray:
    return np.random.default_rng(int.from_bytes(text_key(text)[:4])).standard_normal(DIMENSIONS).astype(np.float32)


def opened(folder: Path) -> VectorFile:
    return VectorFile(folder, "model", DIMENSIONS)


def add(vectors: VectorFile, *texts: str) -> None:
    vectors.append([text_key(text) for text in texts], np.stack([vector_of(text) for text in texts]))


def holds(vectors: VectorFile, text: str) -> bool:
    row = vectors.row(text_key(text))
    return row >= 0 and np.array_equal(vectors.matrix[row], vector_of(text))


def only(folder: Path, ending: str) -> Path:
    (found,) = folder.glob(f"*{ending}")
    return found


def test_what_was_appended_is_there_after_opening_again(tmp_path: Path) -> None:
    add(opened(tmp_path), "a", "b")
    again = opened(tmp_path)
    add(again, "b", "c")
    assert all(holds(again, text) for text in "abc")
    assert len(again.matrix) == 3
    assert again.row(text_key("d")) == -1


def test_a_kill_between_vectors_and_keys_leaves_rows_that_nobody_names(tmp_path: Path) -> None:
    vectors = opened(tmp_path)
    add(vectors, "a")
    kept = only(tmp_path, ".keys").read_bytes()
    add(vectors, "lost one", "lost two")
    only(tmp_path, ".keys").write_bytes(kept)
    again = opened(tmp_path)
    assert (holds(again, "a"), again.row(text_key("lost one"))) == (True, -1)
    add(again, "b", "lost one")
    assert all(holds(opened(tmp_path), text) for text in ("a", "b", "lost one"))


@pytest.mark.parametrize("cut", [1, 9, 16, 25])
def test_keys_cut_off_anywhere_are_written_over(tmp_path: Path, cut: int) -> None:
    add(opened(tmp_path), "a", "b", "c")
    keys = only(tmp_path, ".keys")
    keys.write_bytes(keys.read_bytes()[:-cut])
    again = opened(tmp_path)
    add(again, "c", "d")
    for vectors in (again, opened(tmp_path)):
        assert [text for text in "acd" if not holds(vectors, text)] == []
        assert holds(vectors, "b") or vectors.row(text_key("b")) == -1


def test_keys_without_their_vectors_are_refused_rather_than_given_to_another_text(tmp_path: Path) -> None:
    add(opened(tmp_path), "a", "b")
    vectors = only(tmp_path, ".f32")
    vectors.write_bytes(vectors.read_bytes()[:-4])
    with pytest.raises(Corrupt, match="shorter than its keys"):
        opened(tmp_path)


def test_two_processes_that_append_the_same_and_other_texts_spoil_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", APPENDER, str(tmp_path)]
    folder = Path(__file__).parents[3]
    writers = [subprocess.Popen([*command, start], cwd=folder, env={"PYTHONPATH": str(folder)}) for start in ("0", "3")]
    reader = opened(tmp_path)
    while any(writer.poll() is None for writer in writers):
        reader.refresh()
        assert len(reader.matrix) <= 409
    assert [writer.wait(60) for writer in writers] == [0, 0]
    reader.refresh()
    assert len(reader.matrix) == 404 + 3
    assert [n for n in range(404) if not holds(reader, f"text {n}")] == []


def test_vectors_of_two_models_never_meet(tmp_path: Path) -> None:
    add(opened(tmp_path), "a")
    assert VectorFile(tmp_path, "another model@2", DIMENSIONS).row(text_key("a")) == -1
