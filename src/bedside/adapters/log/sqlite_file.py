"""The file of the log: how it is opened, what is in it, and SQLite's errors as Bedside's.

A row's number is its shard and its offset in one, so that a shard is one stretch of the table. The digests stand before
the body, since SQLite reads a long row from its beginning and a start wants the digests alone.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import unquote

from bedside.adapters.disk_room import has_no_room
from bedside.errors import BedsideError, Corrupt, DiskFull, Misconfigured, Unavailable

SHARD_BITS = 48
_VERSION = 1
_PAGE_BYTES = 8192
_CACHE_KIB = 512
"""Of each connection: rows are written once and read once, and the system has the file's pages too."""
ROWS = """CREATE TABLE IF NOT EXISTS rows (
    id INTEGER NOT NULL PRIMARY KEY, at_ms INTEGER NOT NULL, count INTEGER NOT NULL, sources TEXT NOT NULL,
    digests BLOB NOT NULL, body BLOB)"""
POSITIONS = """CREATE TABLE IF NOT EXISTS positions (
    consumer TEXT NOT NULL, shard INTEGER NOT NULL, offset INTEGER NOT NULL, PRIMARY KEY (consumer, shard))"""
_PRIMARY = 0xFF


def path_of(url: str) -> Path:
    """Returns the path of ``sqlite:///relative`` or ``sqlite:////absolute``. Raises Misconfigured for any other."""
    prefix = "sqlite:///"
    if not url.startswith(prefix) or not url.removeprefix(prefix):
        raise Misconfigured(
            "The address of the readings log names no SQLite file.",
            code="log_address",
            next_step="Set BEDSIDE_LOG_URL to sqlite:///path/to/file, or unset it.",
        )
    return Path(unquote(url.removeprefix(prefix)))


def first_id(shard: int) -> int:
    """Returns the number that the offset 0 of a shard would have."""
    return shard << SHARD_BITS


class SqliteFile:
    """Opens connections to one file with one table; several may read, one at a time writes."""

    def __init__(self, path: Path, table: str, busy_timeout_s: float) -> None:
        self.path = path
        self._table = table
        self._timeout_s = busy_timeout_s
        self._free: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = threading.Event()
        with self.translated():
            self._create()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lends a connection; what is read in one statement is of one moment, and never waits for a writer."""
        with self.translated():
            with self._guard:
                if self._closed.is_set():
                    raise Unavailable("The readings log is closed.", code="log_closing")
                connection = self._free.pop() if self._free else None
            connection = connection or self.connect()
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
            with self._guard:
                if self._closed.is_set():
                    connection.close()
                else:
                    self._free.append(connection)

    def connect(self) -> sqlite3.Connection:
        """Returns a connection of the caller's own. A commit on it waits for the disk."""
        connection = sqlite3.connect(self.path, timeout=self._timeout_s, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        return connection

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turns SQLite's errors inside the block into Bedside's; none of them says what was to be stored."""
        try:
            yield
        except sqlite3.Error as error:
            ours = self._ours(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY)
            if ours is None:
                raise
            raise ours from error

    def close(self) -> None:
        """Closes the connections that are not lent; no more are lent, so that nothing is written any more."""
        with self._guard:
            self._closed.set()
            for connection in self._free:
                connection.close()
            self._free.clear()

    def _create(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unreachable() from error
        with closing(self.connect()) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > _VERSION:
                raise Misconfigured(
                    "A newer Bedside wrote the readings log.",
                    code="log_newer",
                    next_step="Install the newer version of Bedside again, or name another BEDSIDE_LOG_URL.",
                )
            if version < _VERSION:
                self._make(connection)

    def _make(self, connection: sqlite3.Connection) -> None:
        """Makes the table. The switch to a write-ahead log does not wait for other openers, so it is repeated."""
        connection.execute(f"PRAGMA page_size={_PAGE_BYTES}")
        deadline = time.monotonic() + self._timeout_s
        while True:
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                break
            except sqlite3.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.005)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(self._table)
        connection.execute(f"PRAGMA user_version={_VERSION}")
        connection.execute("COMMIT")

    def _ours(self, code: int) -> BedsideError | None:
        if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and has_no_room(self.path.parent)):
            return DiskFull("The disk of the readings log is full; nothing was taken.", code="log_disk_full")
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return Unavailable("Another process is writing the readings log; nothing was taken.", code="log_busy")
        if code == sqlite3.SQLITE_IOERR:
            step = "Look at the system's disk messages, then repeat the request."
            return Unavailable(
                "The disk of the readings log failed; nothing was taken.", code="log_disk", next_step=step
            )
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return Corrupt("The readings log is damaged.", code="log_corrupt")
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
            return self._unreachable()
        return None

    @staticmethod
    def _unreachable() -> Misconfigured:
        return Misconfigured(
            "The readings log cannot be opened for writing.",
            code="log_unreachable",
            next_step="Correct BEDSIDE_LOG_URL or BEDSIDE_HOME, or give this user the right to write there.",
        )
