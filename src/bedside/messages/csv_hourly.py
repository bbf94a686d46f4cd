"""The hourly layout of ICU challenge data, line by line, in constant memory: a row an hour, a column a signal.

Its units are those its publisher declares (PhysioNet/CinC Challenge 2019; FiO2 as a fraction), and since it has no
dates, whoever loads it says when the stays began.
"""

import math
from collections.abc import Iterable, Iterator, Mapping

from bedside.core.vitals.ids import id_is_sound
from bedside.core.vitals.reading import Reading, Reason
from bedside.messages.csv_header import cells_of, hourly_header
from bedside.messages.found import Measured, Unread

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


def read_hourly(lines: Iterable[str], began_ms: int) -> Iterator[tuple[int, Measured | Unread]]:
    """Yields what the lines hold, each with its line's number; blank ones are left out.

    ``began_ms`` is when the stays began. Raises InvalidInput where the first line names other columns.
    """
    numbered = enumerate(lines, 1)
    header = hourly_header(next((line for _, line in numbered if line.strip()), "").removeprefix("\ufeff"))
    for number, line in numbered:
        cells = cells_of(line, header.separator) if line.strip() else []
        ref = f"line[{number}]"
        if cells is None or (any(cells) and len(cells) != len(header.names)):
            yield number, Unread(Reason.MALFORMED, "row", ref)
        elif any(cells):
            for one in _hour(dict(zip(header.names, cells, strict=True)), ref, began_ms):
                yield number, one


def _hour(row: Mapping[str, str], ref: str, began_ms: int) -> Iterator[Measured | Unread]:
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
    """Returns the number, or the text where it is none."""
    try:
        return float(text) if "_" not in text else text
    except ValueError:
        return text
