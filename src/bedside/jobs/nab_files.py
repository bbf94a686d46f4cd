"""Reads a folder in the layout of the Numenta Anomaly Benchmark: series as CSV, and when each behaved oddly.

``data/<category>/<name>.csv`` has the columns timestamp and value; ``labels/combined_windows.json`` names each file
with its windows, first and last time. Times have no zone and are taken as UTC. A file without an entry and an entry
without a file are passed over and named, so that a part of the benchmark can be measured by itself.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bedside.errors import InvalidInput, NotFound
from bedside.jobs.evaluation_files import refused

LABELS = "labels/combined_windows.json"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Series:
    """One file: its name below ``data``, times in ms since 1970, values, and windows as first and last place."""

    name: str
    times_ms: Sequence[int]
    values: Sequence[float]
    windows: Sequence[tuple[int, int]]

    @property
    def category(self) -> str:
        """Returns the folder it lies in."""
        return self.name.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All series that have a file and an entry, by name, and the names that have only one of the two."""

    series: Sequence[Series]
    unlabelled: Sequence[str]
    absent: Sequence[str]


def read_corpus(folder: Path) -> Corpus:
    """Returns the corpus. Raises NotFound without labels, InvalidInput naming the file and line that is malformed."""
    labels = _labels(folder / LABELS)
    found = {path.relative_to(folder / "data").as_posix(): path for path in (folder / "data").rglob("*.csv")}
    both = sorted(found.keys() & labels.keys())
    return Corpus(
        [_series(name, found[name], labels[name]) for name in both],
        sorted(found.keys() - labels.keys()),
        sorted(labels.keys() - found.keys()),
    )


def _labels(path: Path) -> Mapping[str, Any]:
    try:
        labels = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise NotFound(f"there is no {LABELS}", next_step="Give the folder that holds `data` and `labels`.") from error
    except ValueError as error:
        raise InvalidInput(f"{path.name} is not JSON", code="malformed_file") from error
    if not isinstance(labels, dict):
        raise InvalidInput(f"{path.name} is not an object of windows by file", code="malformed_file")
    return labels


def _series(name: str, path: Path, labelled: Any) -> Series:
    times: list[int] = []
    values: list[float] = []
    for time_ms, value in _rows(path):
        times.append(time_ms)
        values.append(value)
    return Series(name, times, values, _places(name, times, labelled))


def _rows(path: Path) -> Iterator[tuple[int, float]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        if next(rows, [])[:2] != ["timestamp", "value"]:
            raise refused(path, 1, "does not name the columns timestamp and value")
        for row in rows:
            try:
                yield _ms(row[0]), float(row[1])
            except (ValueError, IndexError) as error:
                raise refused(path, rows.line_num, "is no time and number") from error


def _ms(text: str) -> int:
    time = datetime.fromisoformat(text)
    return (time.replace(tzinfo=time.tzinfo or UTC) - _EPOCH) // _MS


def _places(name: str, times: Sequence[int], labelled: Any) -> list[tuple[int, int]]:
    """Returns windows as places, in order. Of a time that stands twice, as when clocks go back, the first counts."""
    try:
        limits = sorted((_ms(first), _ms(last)) for first, last in labelled)
        return [(_first_from(times, start), _last_until(times, end)) for start, end in limits]
    except (ValueError, TypeError, StopIteration) as error:
        raise InvalidInput(
            f"{LABELS} has a window for {name} that its times do not hold",
            code="malformed_file",
            next_step="A window is a first and a last time of the series.",
        ) from error


def _first_from(times: Sequence[int], start: int) -> int:
    return times.index(start) if start in times else next(at for at, time in enumerate(times) if time > start)


def _last_until(times: Sequence[int], end: int) -> int:
    if end in times:
        return times.index(end)
    return next(at for at in range(len(times) - 1, -1, -1) if times[at] < end)
