"""Vectors on disk, one row a text, found again by the text's hash.

Embedding is the slow step (tens of passages a second), so a vector, once made, is kept: the file is a cache by text
hash, an interrupted embedding goes on where it stopped, and equal texts share a row. Rows are only ever appended;
readers hold a view of the rows there were and never wait.
"""

import fcntl
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from bedside.errors import Corrupt

_KEY_BYTES = 16


def text_key(text: str) -> bytes:
    """Returns the 16 bytes a text is known by."""
    return hashlib.sha256(text.encode()).digest()[:_KEY_BYTES]


class VectorFile:
    """An append-only matrix of float32 unit rows with the key of each row, in two files of one folder.

    The vectors are written and synced before their keys, so that a kill between leaves only rows nobody names.
    Raises Corrupt when the files contradict each other.
    """

    def __init__(self, folder: Path, model: str, dimensions: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        name = "".join(c if c.isalnum() or c in ".-" else "_" for c in model)
        self._vectors = folder / f"{name}.f32"
        self._keys = folder / f"{name}.keys"
        self._dimensions = dimensions
        self._rows: dict[bytes, int] = {}
        self._matrix: NDArray[np.float32] = np.empty((0, dimensions), np.float32)
        self._lock = Lock()
        for path in (self._vectors, self._keys):
            path.touch()
        self.refresh()

    @property
    def matrix(self) -> NDArray[np.float32]:
        """Returns the rows there are now, shape (rows, dimensions), read-only and memory-mapped."""
        return self._matrix

    def row(self, key: bytes) -> int:
        """Returns the row of a key, or -1."""
        return self._rows.get(key, -1)

    def refresh(self) -> None:
        """Takes up rows that another process appended."""
        with self._lock:
            self._refresh()

    def append(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Adds the rows whose keys are new; durable on return."""
        with self._lock, self._keys.open("r+b") as key_file:
            fcntl.flock(key_file, fcntl.LOCK_EX)
            self._refresh()
            fresh = {key: i for i, key in enumerate(keys) if key not in self._rows}
            if not fresh:
                return
            count = self._keys.stat().st_size // _KEY_BYTES
            with self._vectors.open("r+b") as vector_file:
                vector_file.seek(count * self._dimensions * 4)
                vector_file.write(np.ascontiguousarray(vectors[list(fresh.values())], np.float32).tobytes())
                vector_file.flush()
                os.fsync(vector_file.fileno())
            key_file.seek(count * _KEY_BYTES)
            key_file.write(b"".join(fresh))
            key_file.flush()
            os.fsync(key_file.fileno())
            self._refresh()

    def _refresh(self) -> None:
        count = self._keys.stat().st_size // _KEY_BYTES
        known = len(self._matrix)
        if count == known:
            return
        if self._vectors.stat().st_size < count * self._dimensions * 4:
            raise Corrupt(
                f"{self._vectors.name} is shorter than its keys",
                next_step="Delete the folder of the vectors; they are made again from the documents.",
            )
        with self._keys.open("rb") as key_file:
            key_file.seek(known * _KEY_BYTES)
            raw = key_file.read((count - known) * _KEY_BYTES)
        # A plain view of the map: numpy asks its own class of maps anew at each slice.
        self._matrix = np.asarray(np.memmap(self._vectors, np.float32, "r", shape=(count, self._dimensions)))
        for i in range(count - known):
            self._rows[raw[i * _KEY_BYTES : (i + 1) * _KEY_BYTES]] = known + i
