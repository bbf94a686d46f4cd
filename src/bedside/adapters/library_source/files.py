"""Reads files by name and content from a folder, one file or an archive, guarded against hostile archives.

Nothing is unpacked to disk, so a member's path is only a name; one that is absolute or climbs with ``..`` is refused
all the same. Limits hold for what really comes out of the decompressor, not for what headers claim.
"""

import gzip
import hashlib
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from bedside.core.library.source import ReadFailure
from bedside.errors import InvalidInput, TooLarge

ARCHIVES = (".tar.xz", ".tar.gz", ".tgz", ".tar", ".zip")
MEBIBYTE = 1 << 20
Member = tuple[str, int, Callable[[], IO[bytes]]]
_BROKEN = (tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError, OSError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold."""

    members: int = 200_000
    member_bytes: int = 50 * MEBIBYTE
    total_bytes: int = 2048 * MEBIBYTE
    ratio: int = 200
    """Bytes out for each byte in, counted once more than ``ratio_from_bytes`` are out."""
    ratio_from_bytes: int = 32 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class File:
    """One file: its path relative to the source, and its content."""

    path: str
    content: bytes


def is_archive(path: Path) -> bool:
    """Returns whether the name is that of an archive that can be read."""
    return path.name.lower().endswith(ARCHIVES)


def read_files(path: Path, wanted: Callable[[str], bool], limits: Limits | None = None) -> Iterator[File | ReadFailure]:
    """Yields the wanted files of a folder or archive, or the single file itself, and a failure for each refused one.

    Files of a folder come in order of their paths, those of an archive as stored. Raises TooLarge for an archive
    beyond the limits and InvalidInput for one that is damaged.
    """
    limits = limits or Limits()
    if path.is_dir():
        yield from _folder(path, wanted, limits)
    elif is_archive(path):
        yield from _archive(path, wanted, limits)
    else:
        yield _read(path, path.name, limits)


def names(path: Path) -> Iterator[str]:
    """Yields the names of the files at a path, as `read_files` would meet them. Raises InvalidInput if damaged."""
    if path.is_dir():
        yield from (file.relative_to(path).as_posix() for file in _visible(path))
    elif is_archive(path):
        with _told_of_damage(path):
            yield from (name for name, _, _ in _members(path))
    else:
        yield path.name


def fingerprint(path: Path) -> str:
    """Returns the sha256 of a file, or of the names and sha256s of all files in a folder; hidden ones do not count."""
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    total = hashlib.sha256()
    for file_path in _visible(path):
        with file_path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        total.update(f"{file_path.relative_to(path).as_posix()}\0{content}\n".encode())
    return total.hexdigest()


def _visible(folder: Path) -> list[Path]:
    """Returns the files below a folder in order of their paths; hidden ones and links out of it are left out."""
    root = folder.resolve()
    found = [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and (not path.is_symlink() or path.resolve().is_relative_to(root))
    ]
    return sorted(found)


def _folder(path: Path, wanted: Callable[[str], bool], limits: Limits) -> Iterator[File | ReadFailure]:
    for file_path in _visible(path):
        name = file_path.relative_to(path).as_posix()
        if wanted(name):
            yield _read(file_path, name, limits)


def _read(path: Path, name: str, limits: Limits) -> File | ReadFailure:
    """Returns the file, or why it cannot be read."""
    try:
        size = path.stat().st_size
        if size > limits.member_bytes:
            return _too_large(name, size, limits)
        return File(name, path.read_bytes())
    except OSError as error:
        return ReadFailure(name, f"cannot be read: {error.strerror or type(error).__name__}")


def _too_large(name: str, size: int, limits: Limits) -> ReadFailure:
    return ReadFailure(name, f"{size:,} bytes, over the limit of {limits.member_bytes // MEBIBYTE} MB")


def _archive(path: Path, wanted: Callable[[str], bool], limits: Limits) -> Iterator[File | ReadFailure]:
    """Yields the wanted members, counting what every member would unpack to before it is read."""
    compressed = max(1, path.stat().st_size)
    total = 0
    with _told_of_damage(path):
        for number, (name, size, stream) in enumerate(_members(path)):
            if number >= limits.members:
                raise TooLarge(f"The archive {path.name} has more than {limits.members:,} members.")
            total += size
            _check_total(path.name, total, compressed, limits)
            if wanted(name):
                yield _member(name, size, stream, limits)


@contextmanager
def _told_of_damage(path: Path) -> Iterator[None]:
    """Turns what a damaged archive raises into InvalidInput."""
    try:
        yield
    except _BROKEN as error:
        raise InvalidInput(
            f"The archive {path.name} is damaged: {type(error).__name__}.",
            next_step="Fetch it again, compare its sha256 with the published one, and repeat.",
        ) from error


def _members(path: Path) -> Iterator[Member]:
    """Yields name, declared size and opener of each regular file in an archive."""
    return _zip(path) if path.name.lower().endswith(".zip") else _tar(path)


def _check_total(name: str, total: int, compressed: int, limits: Limits) -> None:
    """Raises TooLarge where an archive gives out far more than it should."""
    if total > limits.total_bytes:
        raise TooLarge(f"The archive {name} unpacks to more than {limits.total_bytes // MEBIBYTE} MB.")
    if total > limits.ratio_from_bytes and total > limits.ratio * compressed:
        raise TooLarge(f"The archive {name} unpacks to more than {limits.ratio} times its size.")


def _member(name: str, size: int, stream: Callable[[], IO[bytes]], limits: Limits) -> File | ReadFailure:
    """Returns a member, or why it is refused. Neither format gives out more bytes than the header declares."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        return ReadFailure(name, "its path leads out of the archive; ignored")
    if size > limits.member_bytes:
        return _too_large(name, size, limits)
    try:
        with stream() as opened:
            return File(name, opened.read(limits.member_bytes + 1))
    except (*_BROKEN, RuntimeError) as error:  # zipfile raises RuntimeError for a member that needs a password
        return ReadFailure(name, f"cannot be unpacked: {type(error).__name__}")


def _tar(path: Path) -> Iterator[Member]:
    """Yields the regular files of a tar archive; links and devices are left out."""
    name = path.name.lower()
    # tarfile's own decompression takes a cut-off archive for a whole one; these raise EOFError
    opener = lzma.open if name.endswith(".xz") else gzip.open if name.endswith("gz") else open
    with opener(path, "rb") as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            if member.isfile():
                yield member.name, member.size, lambda member=member: archive.extractfile(member)  # type: ignore[misc]


def _zip(path: Path) -> Iterator[Member]:
    """Yields the regular files of a zip archive."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                yield member.filename, member.file_size, lambda member=member: archive.open(member)  # type: ignore[misc]
