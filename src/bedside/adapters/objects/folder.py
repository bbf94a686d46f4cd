"""The object store in a folder: a key is a path below it. The twin of a bucket, for one machine or a shared mount.

Every write goes to a hidden file beside its place, is flushed to the disk, and is then renamed, so that a reader or a
crash finds the old content or the new. Files that begin with a dot are the store's own and are no keys.
"""

import os
import re
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bedside.errors import Conflict, InvalidInput, NotFound

_KEY = re.compile(r"[^/\\\x00-\x1f.][^/\\\x00-\x1f]*(?:/[^/\\\x00-\x1f.][^/\\\x00-\x1f]*)*")
_KEY_LENGTH = 1000


class FolderObjectStore:
    """Implements `bedside.ports.ObjectStore`. Several processes may share the folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, key: str, content: bytes) -> None:
        """Stores the content under the key. Raises InvalidInput for a bad key, Conflict where its path is taken."""
        path = self._path(key)
        try:
            self._make_folder(path.parent)
            self._write(path, content)
        except (IsADirectoryError, NotADirectoryError, FileExistsError) as error:
            raise Conflict("A key cannot be the beginning of another one's path in a folder.") from error

    def get(self, key: str) -> bytes:
        """Returns the content. Raises NotFound."""
        try:
            return self._path(key).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
            raise NotFound(f"There is no object {key}.") from error

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Yields the keys with the prefix, in order; only the folder the prefix names is searched."""
        folder = prefix.rpartition("/")[0]
        top = self._path(folder) if folder else self._root
        found = (path.relative_to(self._root).as_posix() for path in top.rglob("*") if path.is_file())
        yield from sorted(key for key in found if key.startswith(prefix) and _KEY.fullmatch(key))

    def exists(self, key: str) -> bool:
        """Returns whether there is such a key."""
        return self._path(key).is_file()

    def delete(self, key: str) -> None:
        """Removes the key; one that is not there is no error."""
        path = self._path(key)
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
            path.unlink()
            _flush_folder(path.parent)

    def _path(self, key: str) -> Path:
        """Returns the place of a key, which lies below the root whatever links there are."""
        if len(key) > _KEY_LENGTH or not _KEY.fullmatch(key):
            raise InvalidInput(
                "An object's key is not a relative path.",
                next_step="Use names without a leading dot, parted by `/`, 1,000 characters at most.",
            )
        path = self._root / key
        if not path.resolve().is_relative_to(self._root.resolve()):
            raise InvalidInput("An object's key leads out of the store.", next_step="Remove the link in its folder.")
        return path

    def _make_folder(self, folder: Path) -> None:
        """Makes a folder and those above it, each durable by its parent."""
        if folder.is_dir():
            return
        if folder != self._root:
            self._make_folder(folder.parent)
        folder.mkdir(parents=folder == self._root, exist_ok=True)
        _flush_folder(folder.parent)

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        """Writes a hidden file, flushes it and renames it."""
        beside = path.with_name(f".put-{uuid.uuid4().hex}")
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Makes the names in a folder durable, where the system lets folders be opened."""
    with suppress(PermissionError, NotImplementedError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
