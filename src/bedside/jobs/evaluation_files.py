"""Reads the files evaluations are given: tab-separated lines and JSON lines, each refusal naming file and line.

Blank lines are passed over. Messages never repeat what stands in a line.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bedside.errors import InvalidInput, NotFound


def tab_separated(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yields line number and stripped fields, the last may hold tabs. Raises InvalidInput for one missing or empty."""
    for number, line in _lines(path):
        fields = [field.strip() for field in line.split("\t", columns - 1)]
        if len(fields) < columns or not all(fields):
            raise refused(path, number, f"needs {columns} fields separated by tabs")
        yield number, fields


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yields line number and object. Raises InvalidInput for a line that is not a JSON object."""
    for number, line in _lines(path):
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise refused(path, number, "is not JSON") from error
        if not isinstance(entry, dict):
            raise refused(path, number, "is not a JSON object")
        yield number, entry


def refused(path: Path, number: int, reason: str) -> InvalidInput:
    """Returns the error for one line."""
    return InvalidInput(
        f"{path.name} line {number} {reason}",
        code="malformed_line",
        next_step="Mend that line; docs/reference/contract.md gives the format.",
    )


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotFound(f"there is no file {path.name}", next_step="Check the path that was given.") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path.name} is not UTF-8", code="malformed_file") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")
