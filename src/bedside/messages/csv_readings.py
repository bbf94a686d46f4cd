"""Readings from CSV, row by row, in constant memory: our own columns, and the hourly layout of ICU challenge data.

Our own are those of a reading: patient_id, signal, value, unit, observed_at, and where there are any event_id,
device_id, sequence. The hourly layout has one row an hour of a patient's stay and a column a signal; its units are
those its publisher declares (PhysioNet/CinC Challenge 2019; FiO2 as a fraction), and since it has no dates, whoever
loads it says when the stays began.
"""

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bedside.core.vitals.ids import id_is_sound
from bedside.core.vitals.reading import Reading, Reason
from bedside.errors import InvalidInput
from bedside.messages.found import Found, Measured, Unread, unsound
from bedside.messages.times import rfc3339_ms
from bedside.messages.vitals import known_fields

_NEEDED = frozenset({"patient_id", "signal", "value", "unit", "observed_at"})
_MAY_BE = frozenset({"event_id", "device_id", "sequence"})
_HOURLY = {
    "HR": ("heart_rate", "/min"),
    "O2Sat": ("spo2", "%"),
    "Temp": ("temperature", "Cel"),
    "SBP": ("systolic_bp", "mm[Hg]"),
    "MAP": ("mean_bp", "mm[Hg]"),
    "DBP": ("diastolic_bp", "mm[Hg]"),
    "Resp": ("respiratory_rate", "/min"),
    "FiO2": ("fio2", "{fraction}"),
}
_HOUR_MS = 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Row:
    """What one row holds, and the row as it came where a part of it cannot be read."""

    found: tuple[Found, ...]
    raw: bytes


def read_csv(lines: Iterable[str], began_ms: int | None = None) -> Iterator[Row]:
    """Yields what each row holds, blank ones left out.

    ``began_ms`` is when the stays of the hourly layout began. Raises InvalidInput where the first line names neither
    layout's columns, or that time is needed and missing.
    """
    rows = csv.reader(lines)
    columns = _columns(rows)
    read = _reader_of(columns, began_ms)
    number = 0
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:  # a field beyond all bounds, such as behind a quote that never ends
            number += 1
            yield Row((Unread(Reason.MALFORMED, "row", f"row[{number}]"),), b"")
            continue
        number += 1
        if any(cells):
            ref = f"row[{number}]"
            wrong = len(cells) != len(columns)
            found = (
                (Unread(Reason.MALFORMED, "row", ref),)
                if wrong
                else tuple(read(dict(zip(columns, map(str.strip, cells), strict=True)), ref))
            )
            yield Row(found, _written(cells) if any(isinstance(one, Unread) for one in found) else b"")


def _columns(rows: Iterator[list[str]]) -> list[str]:
    try:
        return [name.strip().removeprefix("\ufeff") for name in next(rows, [])]
    except csv.Error:
        return []


_ReadRow = Callable[[Mapping[str, str], str], Iterator[Found]]


def _reader_of(columns: Sequence[str], began_ms: int | None) -> _ReadRow:
    names = set(columns)
    if len(names) < len(columns):
        raise InvalidInput("a column is named twice", code="wrong_columns")
    if names >= _NEEDED and names <= _NEEDED | _MAY_BE:
        return _reading
    if names >= {"patient", "ICULOS"}:
        if began_ms is None:
            raise InvalidInput(
                "hourly rows have no dates", code="no_begin", next_step="Say when the stays began, then send it again."
            )
        return lambda row, ref: _hour(row, ref, began_ms)
    raise InvalidInput(
        "the first line names no known columns",
        code="wrong_columns",
        next_step=f"Name {', '.join(sorted(_NEEDED))}, and where there are any {', '.join(sorted(_MAY_BE))}.",
    )


def _reading(row: Mapping[str, str], ref: str) -> Iterator[Found]:
    at_ms = rfc3339_ms(row["observed_at"])
    sequence = row.get("sequence", "")
    if isinstance(at_ms, Reason):
        yield Unread(at_ms, "observed_at", ref, known_fields(row))
        return
    if wrong := _wrong_field(row, sequence):
        yield Unread(unsound(row[wrong], Reason.MALFORMED), wrong, ref, known_fields(row))
        return
    reading = Reading(
        event_id=row.get("event_id") or None,
        patient_id=row["patient_id"],
        device_id=row.get("device_id") or None,
        signal=row["signal"],
        value=_value(row["value"]),
        unit=row["unit"],
        observed_at=at_ms,
        sequence=int(sequence) if sequence else None,
    )
    yield Measured(reading, ref)


def _wrong_field(row: Mapping[str, str], sequence: str) -> str:
    if sequence and not (sequence.isascii() and sequence.isdecimal() and len(sequence) < 19):
        return "sequence"
    ids = ("patient_id", "device_id", "event_id")
    return next((field for field in ids if (text := row.get(field, "")) and not id_is_sound(text)), "")


def _hour(row: Mapping[str, str], ref: str, began_ms: int) -> Iterator[Found]:
    hour, patient = row["ICULOS"], row["patient"]
    if not (hour.isascii() and hour.isdecimal() and len(hour) < 7):
        yield Unread(Reason.NO_TIME, "ICULOS", ref)
        return
    if not id_is_sound(patient):
        yield Unread(Reason.NO_PATIENT, "patient", ref)
        return
    at_ms = began_ms + int(hour) * _HOUR_MS
    for column, (signal, unit) in _HOURLY.items():
        if text := row.get(column, ""):
            value = _value(text)
            if isinstance(value, str):
                yield Unread(Reason.NOT_A_NUMBER, column, ref)
            elif not math.isnan(value):
                reading = Reading(patient_id=patient, signal=signal, value=value, unit=unit, observed_at=at_ms)
                yield Measured(reading, f"{ref}.{column}")


def _value(text: str) -> float | str:
    """Returns the number, or the text where it is none, which a coded signal has."""
    try:
        return float(text) if "_" not in text else text
    except ValueError:
        return text


def _written(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode("utf-8", errors="replace")
