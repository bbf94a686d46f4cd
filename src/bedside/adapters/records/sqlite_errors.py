"""SQLite's errors as Bedside's, each with what to do next. They stop here; no message carries a stored value."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bedside.adapters.disk_room import has_no_room
from bedside.errors import BedsideError, Corrupt, DiskFull, InvalidInput, Misconfigured, Unavailable

RESTORE = "Stop Bedside, run `bedside restore` with the newest backup, then start it again."

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNREACHABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_PRIMARY = 0xFF  # extended codes keep the primary one in the low byte


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turns SQLite's errors with the file at ``path`` into Bedside's; anything unknown passes as it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        ours = _ours(error, path)
        if ours is None:
            raise
        raise ours from error
    except UnicodeEncodeError:
        raise InvalidInput(
            "The text holds half of a character (an unpaired surrogate) and cannot be stored.",
            code="not_unicode",
            next_step="Send the text as valid UTF-8.",
        ) from None  # the original error quotes the text


def _ours(error: DBAPIError | sqlite3.Error, path: str) -> BedsideError | None:
    origin = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(origin, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in _DAMAGED:
        return Corrupt("The records file is damaged.", code="records_corrupt", next_step=RESTORE)
    if code in _BUSY:
        return Unavailable("Another process is writing the records.", code="records_busy")
    if code in _UNREACHABLE:
        return Misconfigured(
            "The records file cannot be opened for writing.",
            code="records_unreachable",
            next_step="Correct BEDSIDE_RECORDS_URL or BEDSIDE_HOME, or give this user the right to write there.",
        )
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and has_no_room(Path(path).parent)):
        return DiskFull(
            "The disk of the records is full; nothing was stored.",
            code="records_disk_full",
            next_step="Free space on the disk of BEDSIDE_RECORDS_URL, then repeat the request.",
        )
    if code == sqlite3.SQLITE_IOERR:
        return Unavailable(
            "The disk of the records failed; nothing was stored.",
            code="records_disk",
            next_step="Look at the system's disk messages, then repeat the request.",
        )
    return None
