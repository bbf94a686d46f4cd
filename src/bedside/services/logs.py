"""Structured logs of fields that are allowed, and of no others: a message's words never reach a log by accident."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO, cast

import structlog

ALLOWED_FIELDS = frozenset(
    """event level timestamp service role request_id method route status took_ms code error collection documents
    passages failed sequence version step done total seconds url pid outcome rule reason peer exception
    logger""".split()
)
"""What a log line may carry; anything else is dropped, and its name listed under ``dropped``."""


def only_allowed(_: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drops every field that is not allowed, so that a new field is a decision and not an oversight."""
    dropped = sorted(set(entry) - ALLOWED_FIELDS)
    kept = {name: value for name, value in entry.items() if name in ALLOWED_FIELDS}
    return kept | ({"dropped": dropped} if dropped else {})


class _Elsewhere(logging.Handler):
    """Takes what packages log by Python's own logging, of which only the package and the kind of error are kept."""

    def emit(self, record: logging.LogRecord) -> None:
        """Writes the line without its message: nobody allowed what stands in that."""
        error = {"error": record.exc_info[0].__name__} if record.exc_info and record.exc_info[0] else {}
        structlog.get_logger().log(record.levelno, "logged by a package", logger=record.name, **error)


class _WhereItCan:
    """Standard error as it is now, since tests exchange it. What cannot be written there is let go.

    It often leads into a file on the disk that just became full: no request may fail since its line has no room.
    """

    def write(self, text: str) -> None:
        """Writes."""
        with suppress(OSError):
            sys.stderr.write(text)

    def flush(self) -> None:
        """Hands over what was written."""
        with suppress(OSError):
            sys.stderr.flush()


_OUT = _WhereItCan()


def configure(level: str) -> None:
    """Writes JSON lines to standard error, from the given level up; of other packages from warnings up."""
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if not isinstance(one, _Elsewhere)] + [_Elsewhere()]
    root.setLevel(max(logging.getLevelNamesMapping()[level.upper()], logging.WARNING))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: structlog.PrintLogger(cast("TextIO", _OUT)),
        cache_logger_on_first_use=False,
    )


def log_unexpected(error: Exception) -> None:
    """Logs a failure nobody foresaw: its type and where it came from. Its message may hold what a person wrote."""
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-4:]]
    structlog.get_logger().error("unexpected", error=type(error).__name__, exception=" > ".join(places))
