"""One reading, and how it becomes canonical: converted from the unit it declares, or refused with its reason.

Nothing is guessed: no unit is inferred from a value, no code from a likeness. What is refused goes to quarantine,
where a person corrects it and it is read again.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from bedside.core.vitals.identities import bed_key, content_key, device_key, event_key, named
from bedside.core.vitals.ids import is_composed, is_seen
from bedside.core.vitals.signals import BY_NAME, Signal, Unit

FUTURE_MS = 5 * 60 * 1000
"""How far a sender's clock may be ahead."""
OLDEST_MS = 7 * 24 * 60 * 60 * 1000
"""How long a device may hold readings back while it has no connection."""

IDS = ("event_id", "patient_id", "device_id")
"""The fields that are compared, shown and logged as they came, so that every character of them must be seen."""

PARTS = 1e9
"""Converted values are rounded to billionths: conversion leaves noise, which a limit as > 38.0 would take for more."""
EXACT = 2.0**53


class Reason(StrEnum):
    """Why a reading is refused; ``sentence`` says it to people."""

    NO_PATIENT = "no_patient"
    UNKNOWN_SIGNAL = "unknown_signal"
    UNKNOWN_UNIT = "unknown_unit"
    NOT_A_NUMBER = "not_a_number"
    UNKNOWN_CODE = "unknown_code"
    IMPOSSIBLE_VALUE = "impossible_value"
    IN_THE_FUTURE = "in_the_future"
    TOO_OLD = "too_old"
    CONFLICTING = "conflicting"
    NOT_A_TIME = "not_a_time"
    MALFORMED = "malformed"
    NO_PATIENT_IN_BED = "no_patient_in_bed"
    UNCLEAR_PATIENT = "unclear_patient"
    UNCLEAR_SIGNAL = "unclear_signal"
    NO_TIME = "no_time"
    NO_TIME_ZONE = "no_time_zone"
    ONLY_A_BOUND = "only_a_bound"
    NOT_FINAL = "not_final"
    WITHDRAWN = "withdrawn"
    TEST_DATA = "test_data"
    MODIFIED = "modified"
    OF_ANOTHER = "of_another"
    NOT_SUPPORTED = "not_supported"
    HIDDEN_CHARACTER = "hidden_character"
    NOT_COMPOSED = "not_composed"
    FIELD_TWICE = "field_twice"

    @property
    def sentence(self) -> str:
        """Returns the reason as one sentence, without what was sent."""
        return _SENTENCES[self]


_SENTENCES = {
    Reason.NO_PATIENT: "The reading names no patient.",
    Reason.UNKNOWN_SIGNAL: "The code table has no such signal; `bedside codes` lists all there are.",
    Reason.UNKNOWN_UNIT: "The unit is missing, or is none this signal is taken in; `bedside codes` lists them.",
    Reason.NOT_A_NUMBER: "The value of this signal must be a finite number.",
    Reason.UNKNOWN_CODE: "The value of this signal must be one of its codes; `bedside codes` lists them.",
    Reason.IMPOSSIBLE_VALUE: "No living body shows this value in this unit: check the sensor and the declared unit.",
    Reason.IN_THE_FUTURE: "The time of the reading lies in the future: check the clock of the device.",
    Reason.CONFLICTING: (
        "Another reading came under this event_id, or this device_id and sequence: give each reading an event_id of "
        "its own, or leave out the sequence of a device that counts from the start again."
    ),
    Reason.NOT_A_TIME: "The time must be written as 2026-03-01T12:00:00Z, with its zone.",
    Reason.MALFORMED: "The entry lacks a field, or has one that is unknown, of another type, too long or out of range.",
    Reason.NO_PATIENT_IN_BED: "Nobody is known to have lain in this bed at that time: admit the patient, or name them.",
    Reason.UNCLEAR_PATIENT: "It is not sure who is meant: send the patient's own number, of several mark which counts.",
    Reason.UNCLEAR_SIGNAL: "The codes of the value, or that of its site, name different signals.",
    Reason.NO_TIME: "The reading has no time of its own, or one without hours and minutes.",
    Reason.NO_TIME_ZONE: "The time has no zone, or its zone has that hour twice or never: send times with their zone.",
    Reason.ONLY_A_BOUND: "The value is only a bound, a range or several values: send one number.",
    Reason.NOT_FINAL: "The status does not say that the value holds.",
    Reason.WITHDRAWN: "The sender withdraws a reading without its value: it stays as taken, so tell whoever saw it.",
    Reason.TEST_DATA: "The reading is marked as test, training or calibration, or as not to be trusted.",
    Reason.MODIFIED: "An extension changes the meaning of the reading in a way that is not known here.",
    Reason.OF_ANOTHER: "It says that it may be of somebody else, as of a fetus: send it with them as the patient.",
    Reason.NOT_SUPPORTED: "This kind of value, time or message is not taken in here.",
    Reason.HIDDEN_CHARACTER: "A character of the id is not seen, as NUL or a blank at an end, or was lost.",
    Reason.NOT_COMPOSED: "A letter of the id is written as several characters: send the id in the form NFC.",
    Reason.FIELD_TWICE: "A field stands twice, so that nobody knows which was meant: send each field once.",
    Reason.TOO_OLD: "The reading is older than is taken in: check the clock of the device, or load it as history.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of one signal of one patient. ``observed_at`` is in milliseconds since 1970, UTC.

    A coded value is a string, any other a number. ``sequence`` counts what the device has sent.
    """

    event_id: str | None = None
    patient_id: str
    device_id: str | None = None
    signal: str
    value: float | str
    unit: str
    observed_at: int
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry that could not be read as a reading, and the field to mend, "" where none can be told."""

    reason: Reason
    field: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a reading is not taken, and the field to correct."""

    reason: Reason
    field: str


def converted(
    reading: Reading, now_ms: int, *, future_ms: int = FUTURE_MS, oldest_ms: int = OLDEST_MS
) -> Reading | Refused:
    """Returns the reading in its signal's canonical unit, or why it is refused.

    A reading that is canonical already comes back equal, so converting twice changes nothing.
    """
    if refused := _unnamed(reading):
        return refused
    if (signal := BY_NAME.get(reading.signal)) is None:
        return Refused(Reason.UNKNOWN_SIGNAL, "signal")
    if (unit := signal.unit_named(reading.unit)) is None:
        return Refused(Reason.UNKNOWN_UNIT, "unit")
    value = _coded(signal, reading.value) if signal.codes else _measured(signal, unit, reading.value)
    if isinstance(value, Reason):
        return Refused(value, "value")
    if reason := _untimely(reading.observed_at - now_ms, future_ms, oldest_ms):
        return Refused(reason, "observed_at")
    # Of a coded value the unit says by which scale it was told.
    return replace(reading, value=value, unit=unit.code if signal.codes else signal.unit)


def identity(reading: Reading) -> str:
    """Returns the id by which a reading sent again is known; take it as the reading came, before it is converted.

    It is the sender's event id, else made from device, signal and sequence, else from the content; each kind has a
    prefix of its own. The signal belongs to it since many devices number messages, and one message carries several
    signals. A device that counts from the start again after a restart must send event ids.
    """
    return named(key_of(reading))


def key_of(reading: Reading) -> bytes:
    """Returns the bytes that the identity is made of."""
    if reading.event_id:
        return event_key(reading.event_id)
    if reading.device_id and reading.sequence is not None:
        return device_key(reading.device_id, reading.signal, reading.sequence)
    value = reading.value if isinstance(reading.value, str) else _number(reading.value)  # 72 is 72.0
    return content_key(reading.patient_id, reading.device_id, reading.signal, value, reading.unit, reading.observed_at)


def bed_key_of(reading: Reading, source: str, ward: str, bed: str) -> bytes:
    """Returns the bytes by which a bed's reading is known again whoever lies there: all it says, as it came."""
    value = reading.value if isinstance(reading.value, str) else _number(reading.value)
    ids = (reading.event_id, reading.device_id, reading.sequence)
    return bed_key(source, ward, bed, ids, (reading.signal, value, reading.unit, reading.observed_at))


def _unnamed(reading: Reading) -> Refused | None:
    if not reading.patient_id.strip():
        return Refused(Reason.NO_PATIENT, "patient_id")
    for name in IDS:
        text = getattr(reading, name) or ""
        if not is_seen(text):
            return Refused(Reason.HIDDEN_CHARACTER, name)
        if not is_composed(text):
            return Refused(Reason.NOT_COMPOSED, name)
    return None


def _coded(signal: Signal, value: float | str) -> str | Reason:
    return value if isinstance(value, str) and value in signal.codes else Reason.UNKNOWN_CODE


def _measured(signal: Signal, unit: Unit, declared: float | str) -> float | Reason:
    value = _number(declared)
    if not math.isfinite(value):
        return Reason.NOT_A_NUMBER
    if unit.code != signal.unit:
        value = _rounded((value - unit.offset) * unit.factor)
    if not signal.low <= value <= signal.high or (signal.whole and value % 1):
        return Reason.IMPOSSIBLE_VALUE
    return value


def _number(value: float | str) -> float:
    """Returns the value as a float: NaN for a text or a truth value, infinity for an integer beyond floats."""
    if isinstance(value, str | bool):
        return math.nan
    try:
        return float(value) + 0.0  # so that -0.0 is 0.0
    except OverflowError:
        return math.inf


def _rounded(value: float) -> float:
    """Returns the value to a billionth, by the steps that whole columns are rounded by (`intake`)."""
    parts = value * PARTS
    return round(parts) / PARTS + 0.0 if abs(parts) < EXACT else value


def _untimely(ahead_ms: int, future_ms: int, oldest_ms: int) -> Reason | None:
    if ahead_ms > future_ms:
        return Reason.IN_THE_FUTURE
    return Reason.TOO_OLD if -ahead_ms > oldest_ms else None
