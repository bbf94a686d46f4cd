"""Reads hourly vital signs of intensive care: one row a patient and hour, as PhysioNet's challenge of 2019 has them.

Columns are found by name: patient, ICULOS (hour of the stay), HR, O2Sat, Temp, SBP, Resp, and SepsisLabel where it is
there. What is no number, or what no living body shows (`signals`), is counted as refused and left out; of two rows of
one patient and hour the first counts. Consciousness is not in such files, and FiO2 in one row of ten: neither is taken,
so NEWS2 has five of its seven parts.
"""

import csv
import gzip
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.errors import InvalidInput, NotFound
from bedside.jobs.evaluation_files import refused

COLUMNS = {
    "HR": "heart_rate",
    "O2Sat": "spo2",
    "Temp": "temperature",
    "SBP": "systolic_bp",
    "Resp": "respiratory_rate",
}
"""The columns that are read, with their signals; each is in the signal's own unit."""

_GZIP = b"\x1f\x8b"
_LATEST_HOUR = 100_000


@dataclass(frozen=True, slots=True)
class Hours:
    """Rows by hour, then by patient: ``patient`` (n,) numbers ``names``, ``hour`` (n,), ``values`` (n, 5) with NaN.

    ``label`` (n,) says whether a row is labelled as sepsis, None where the file has no labels.
    """

    names: list[str]
    patient: NDArray[np.int32]
    hour: NDArray[np.int64]
    values: NDArray[np.float64]
    label: NDArray[np.bool_] | None
    readings: int
    refused: int


def read(path: Path) -> Hours:
    """Returns the rows. Raises NotFound, or InvalidInput for a column that is missing or a row without its hour."""
    rows, has_label = _rows(path)
    names = list(dict.fromkeys(name for name, *_ in rows))
    place = {name: number for number, name in enumerate(names)}
    first = {(hour, place[name]): (values, label) for name, hour, values, label in reversed(rows)}
    order = sorted(first)
    values = np.array([first[key][0] for key in order], np.float64).reshape(-1, len(COLUMNS))
    given = ~np.isnan(values)
    possible = _possible(values)
    return Hours(
        names,
        np.array([patient for _, patient in order], np.int32),
        np.array([hour for hour, _ in order], np.int64),
        np.where(possible, values, np.nan),
        np.array([first[key][1] for key in order], np.bool_) if has_label else None,
        int(given.sum()),
        int((given & ~possible).sum()),
    )


def _possible(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    signals = [BY_NAME[name] for name in COLUMNS.values()]
    low, high = np.array([one.low for one in signals]), np.array([one.high for one in signals])
    with np.errstate(invalid="ignore"):
        return (values >= low) & (values <= high)


SIGNAL_PLACES = np.array([SIGNALS.index(BY_NAME[name]) for name in COLUMNS.values()], np.uint8)
"""The place in SIGNALS of each of `COLUMNS`."""


def _rows(path: Path) -> tuple[list[tuple[str, int, list[float], bool]], bool]:
    found = []
    reader = csv.reader(_lines(path))
    header = [name.strip() for name in next(reader, [])]
    wanted = ["patient", "ICULOS", *COLUMNS]
    if missing := [name for name in wanted if name not in header]:
        raise InvalidInput(
            f"{path.name} has no column {', '.join(missing)}",
            code="malformed_file",
            next_step="Give the columns of icu_hourly.csv: patient, ICULOS, HR, O2Sat, Temp, SBP, Resp.",
        )
    who, when, *measured = (header.index(name) for name in wanted)
    labelled = header.index("SepsisLabel") if "SepsisLabel" in header else None
    for number, row in enumerate(reader, start=2):
        if not row:
            continue
        hour = _number(row[when]) if len(row) == len(header) else math.nan
        if not row[who].strip() or not 0 <= hour <= _LATEST_HOUR:
            raise refused(path, number, "needs a patient and the hour of the stay in ICULOS")
        is_septic = labelled is not None and _number(row[labelled]) == 1
        found.append((row[who].strip(), int(hour), [_number(row[column]) for column in measured], is_septic))
    return found, labelled is not None


def _lines(path: Path) -> Iterator[str]:
    try:
        content = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotFound(f"there is no file {path.name}", next_step="Check the path that was given.") from error
    try:
        text = (gzip.decompress(content) if content.startswith(_GZIP) else content).decode("utf-8-sig")
    except (UnicodeDecodeError, OSError, EOFError) as error:
        raise InvalidInput(f"{path.name} is neither text nor gzip of text", code="malformed_file") from error
    yield from text.splitlines()


def _number(text: str) -> float:
    """Returns a number; NaN for nothing, infinity for what is there and is no number, so that it counts as refused."""
    text = text.strip()
    if not text or text.lower() in {"nan", "na", "null"}:
        return math.nan
    try:
        number = float(text)
    except ValueError:
        return math.inf
    return number
