"""What the first line of a CSV says: which columns there are, in what order, and what stands between them.

A comma, a semicolon or a tab separates: whichever makes known columns of the line. Capitals, and spaces or hyphens in
place of underscores, name the same column. An unknown column is refused, as an unknown field is: a misspelt `event_id`
would go unnoticed. Columns are named to the sender by number, since a line of a file without header is a patient's.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bedside.errors import InvalidInput

NEEDED = ("patient_id", "signal", "value", "unit", "observed_at")
MAY_BE = ("event_id", "device_id", "sequence")
_HOURLY = {"patient", "ICULOS"}
_SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns in their order, and the character between them."""

    names: tuple[str, ...]
    separator: str


def is_hourly(line: str) -> bool:
    """Returns whether a first line names the columns of the hourly layout."""
    return any(set(_cells(line, separator)) >= _HOURLY for separator in _SEPARATORS)


def hourly_header(line: str) -> Header:
    """Returns the columns of a first line of the hourly layout, as it writes them."""
    separator = next((one for one in _SEPARATORS if set(_cells(line, one)) >= _HOURLY), ",")
    return Header(_checked(_cells(line, separator), _HOURLY, None), separator)


def header_of(line: str) -> Header:
    """Returns the columns of a first line of readings. Raises InvalidInput where it names others, or not enough."""
    known = {*NEEDED, *MAY_BE}
    found = {one: [_plain(cell) for cell in _cells(line, one)] for one in _SEPARATORS}
    separator = max(_SEPARATORS, key=lambda one: len(known & set(found[one])))
    return Header(_checked(found[separator], NEEDED, known), separator)


def cells_of(line: str, separator: str) -> list[str] | None:
    """Returns the cells of one line, None where they cannot be told apart, as behind a quote that does not end."""
    try:
        rows = list(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error:
        return None
    return [cell.strip() for cell in rows[0]] if rows else []


def _cells(line: str, separator: str) -> list[str]:
    return cells_of(line, separator) or []


def _plain(cell: str) -> str:
    return cell.casefold().replace(" ", "_").replace("-", "_")


def _checked(names: Sequence[str], needed: Iterable[str], known: set[str] | None) -> tuple[str, ...]:
    if missing := [one for one in needed if one not in names]:
        what = f"no column {', '.join(missing)}" if len(missing) < len(NEEDED) else "no columns of readings"
        raise _wrong_columns(f"the first line names {what}")
    if len(set(names)) < len(names):
        raise _wrong_columns("the first line names a column twice")
    if unknown := [str(number) for number, one in enumerate(names, 1) if known and one not in known]:
        raise _wrong_columns(f"column {', '.join(unknown)} of the first line is none of a reading")
    return tuple(names)


def _wrong_columns(what: str) -> InvalidInput:
    return InvalidInput(
        what,
        code="wrong_columns",
        next_step=f"Name {', '.join(NEEDED)}, and where there are any {', '.join(MAY_BE)}; leave out other columns.",
    )
