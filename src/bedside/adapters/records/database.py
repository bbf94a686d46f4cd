"""What the stores need of a database, whichever engine it is: consistent reads and durable writes."""

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection


class Database(Protocol):
    """An opened database with all its tables. Safe to use from several threads at once."""

    def read(self) -> AbstractContextManager[Connection]:
        """Opens a transaction that sees one moment, and never waits for a writer."""

    def write(self) -> AbstractContextManager[Connection]:
        """Opens a transaction in which what is read cannot change before what is written is durable.

        Leaving it normally commits, and returns only when the commit is on disk; leaving it by an error undoes all.
        """
