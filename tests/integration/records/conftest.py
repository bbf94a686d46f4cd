from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from bedside.adapters.records.sqlite import SqliteDatabase


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/records.db"


@pytest.fixture
def open_database(url: str) -> Iterator[Callable[[], SqliteDatabase]]:
    """Opens the same file anew at each call; all are closed after the test."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(SqliteDatabase(url)))


@pytest.fixture
def database(open_database: Callable[[], SqliteDatabase]) -> SqliteDatabase:
    return open_database()
