from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from bedside.adapters.log.sqlite import SqliteReadingLog

Open = Callable[..., SqliteReadingLog]


@pytest.fixture
def open_log(tmp_path: Path) -> Iterator[Open]:
    """Opens the same log anew at each call; all are closed after the test."""
    with ExitStack() as opened:

        def opening(**changes: Any) -> SqliteReadingLog:
            return opened.enter_context(closing(SqliteReadingLog(f"sqlite:///{tmp_path}/log.sqlite", **changes)))

        yield opening
