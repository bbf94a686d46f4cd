"""Records in one SQLite file: the twin of PostgreSQL for one machine, and all that a small site needs.

Readers never wait (write-ahead log). Writers take turns: by a lock within the process, by ``BEGIN IMMEDIATE`` among
processes, so that what a writer read is still true when it writes. ``synchronous=FULL`` makes every commit wait for
the disk: what was acknowledged survives a power cut. Not for a network disk, where SQLite's locks do not hold.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from bedside.adapters.records.answers import SqlAnswerStore
from bedside.adapters.records.conversations import SqlConversationStore
from bedside.adapters.records.documents import SqlDocumentStore
from bedside.adapters.records.migrations import is_current, migrate
from bedside.adapters.records.sqlite_errors import RESTORE, translated
from bedside.errors import Corrupt, Misconfigured, Unavailable

_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is erased is overwritten with zeros, not only unlinked
    "PRAGMA cache_size=-512",  # KiB. The system has the pages too; copies of each connection only grow over the hours
)

_STATEMENTS = 32
"""How many prepared statements a connection keeps, of some 10 KB each. A list of ids makes another one of each length,
so that more would be kept by the hour, and hardly ever be of use."""


class SqliteDatabase:
    """One SQLite file, opened and brought to the present schema. Share one among the stores of a process.

    `url` is ``sqlite:///relative/path`` or ``sqlite:////absolute/path``; folders are made. Raises Misconfigured for
    another address, a folder that cannot be written or a newer schema, Corrupt for a damaged file, Unavailable when
    another process holds the file longer than `busy_timeout_s`.
    """

    def __init__(self, url: str, *, busy_timeout_s: float = 30.0) -> None:
        self._busy_timeout_s = busy_timeout_s
        self._writer = threading.Lock()
        address = _checked(url)
        self._path = str(address.database)
        self._engine = _engine(address, busy_timeout_s)
        self._writing = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Opens a transaction that sees one moment, and never waits for a writer."""
        with translated(self._path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Opens the one writing transaction; commits durably on leaving. Raises Unavailable after the busy timeout."""
        if not self._writer.acquire(timeout=self._busy_timeout_s):
            raise Unavailable("The records are busy with a long write.")
        try:
            with translated(self._path), self._writing.begin() as connection:
                yield connection
        finally:
            self._writer.release()

    def check(self) -> None:
        """Reads the whole file and raises Corrupt if its structure is damaged; about a second for each gigabyte."""
        with self.read() as connection:
            verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if verdict != "ok":
            raise Corrupt("The records file is damaged.", code="records_corrupt", next_step=RESTORE)

    def empty_log(self) -> None:
        """Moves all commits into the file and cuts the write-ahead log, in which erased words would stay for a while.

        Gives way to readers and writers after a second: the log is then emptied by a later call or by closing.
        """
        with translated(self._path), closing(sqlite3.connect(self._path, timeout=1.0)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def close(self) -> None:
        """Closes every connection. Safe to call twice."""
        self._engine.dispose()

    def _open(self) -> None:
        with translated(self._path):
            _use_write_ahead_log(self._path, self._busy_timeout_s)
        with self.read() as connection:
            if is_current(connection):
                return
        with self.write() as connection:
            migrate(connection)


def _checked(url: str) -> URL:
    """Returns the address with its folder made. Raises Misconfigured for anything that is not a file of SQLite's."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise _wrong_address() from None
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        raise _wrong_address()
    try:
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured(
            "The folder of the records cannot be made.",
            code="records_unreachable",
            next_step="Correct BEDSIDE_RECORDS_URL or BEDSIDE_HOME, or give this user the right to write there.",
        ) from error
    return parsed


def _wrong_address() -> Misconfigured:
    return Misconfigured(
        "The address of the records names no SQLite file.",
        code="records_address",
        next_step="Set BEDSIDE_RECORDS_URL to sqlite:///path/to/file.",
    )


def _engine(url: URL, busy_timeout_s: float) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": busy_timeout_s, "cached_statements": _STATEMENTS},
        pool_size=8,
        max_overflow=-1,  # a reader never waits for another reader's connection
        hide_parameters=True,  # parameters are what people wrote; errors must not repeat it
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin below, not where sqlite3 guesses
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _use_write_ahead_log(path: str, timeout_s: float) -> None:
    """Switches the file to a write-ahead log. The switch does not wait for other openers, so it is repeated."""
    deadline = time.monotonic() + timeout_s
    with closing(sqlite3.connect(path, timeout=timeout_s, isolation_level=None)) as connection:
        while True:
            try:
                (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
                break
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.005)
    if mode != "wal":
        raise Misconfigured(
            "The records lie on a disk that cannot hold a write-ahead log.",
            code="records_disk_kind",
            next_step="Put BEDSIDE_HOME on a local disk; network disks are not supported.",
        )


class SqliteDocumentStore(SqlDocumentStore):
    """Library documents in SQLite. Takes the process's `SqliteDatabase`."""


class SqliteConversationStore(SqlConversationStore):
    """Conversations in SQLite. Takes the process's `SqliteDatabase`. What is deleted leaves the log too."""

    def __init__(self, database: SqliteDatabase) -> None:
        super().__init__(database)
        self._file = database

    def delete(self, conversation_id: str) -> None:
        """Removes it with turns and facts, and the link from its answers. Raises NotFound."""
        super().delete(conversation_id)
        self._file.empty_log()

    def delete_person(self, person_id: str) -> int:
        """Removes all of a person's conversations; returns how many. The anonymous have none."""
        removed = super().delete_person(person_id)
        self._file.empty_log()
        return removed


class SqliteAnswerStore(SqlAnswerStore):
    """Answers and feedback in SQLite. Takes the process's `SqliteDatabase`. What is deleted leaves the log too."""

    def __init__(self, database: SqliteDatabase) -> None:
        super().__init__(database)
        self._file = database

    def delete_person(self, person_id: str) -> int:
        """Removes the person's answers and their feedback; returns how many answers. The anonymous have none."""
        removed = super().delete_person(person_id)
        self._file.empty_log()
        return removed
