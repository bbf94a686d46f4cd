"""An ORU^R01, read to readings: one OBX is one part, taken or refused by itself.

Times are OBX-14, else OBR-7; never that of the message. Without a zone of their own they have that of MSH-7, as the
standard says, else the one declared for this hospital, else they are refused.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo

from bedside.core.vitals.coding import Coding, level_of, needs_no_unit, signal_of, unit_of, unit_of_level
from bedside.core.vitals.reading import Reading, Reason
from bedside.core.vitals.signals import Signal
from bedside.messages.found import Absent, Found, Measured, Unread
from bedside.messages.hl7v2.around import Around, codings, device, event_id, with_known
from bedside.messages.hl7v2.segments import Segment
from bedside.messages.times import hl7_ms

_NUMBER = re.compile(r"[+-]?(\d{1,12}(\.\d{0,12})?|\.\d{1,12})", re.ASCII)
_NO_RESULT = frozenset("XINO")
_WITHDRAWN = frozenset("DW")
_RESULT = frozenset("FPRCSUVAB")
_LEVELS = ("A", "C", "V", "P", "U")
_NOT_TO_BE_TRUSTED = frozenset("INV NAV CALIB TEST DEMO BUSY".split())
"""Marks of IHE's device profiles in OBX-8: the sensor itself does not believe the value, or it is none of a patient."""


def read_observations(segments: Iterable[Segment], zone: tzinfo | None) -> Iterator[Found]:
    """Yields what each OBX holds."""
    around = Around()
    place = 0
    for segment in segments:
        if segment.name == "OBX":
            place += 1
            found = _read(segment, around, f"OBX[{place}]", zone)
            yield with_known(found, segment, around, zone) if isinstance(found, Unread) else found
        else:
            around = around.after(segment)


def _read(obx: Segment, around: Around, ref: str, zone: tzinfo | None) -> Found:
    if refused := _status(obx, around, ref):
        return refused
    answered = [one for one in obx.repetitions(5) if one.strip(" ")]
    if not answered:
        return Absent(ref)
    asked = codings(obx, 3)
    signal = signal_of(asked)
    if isinstance(signal, Reason):
        return Unread(signal, "OBX-3", ref)
    is_number = signal.name != "consciousness"
    if len(answered) > 1 or (is_number and obx.delimiters.subcomponent in answered[0]):
        return Unread(Reason.ONLY_A_BOUND, "OBX-5", ref)
    value = _number(obx, signal) if is_number else _level(obx, asked)
    if isinstance(value, Reason):
        return Unread(value, "OBX-6" if value is Reason.UNKNOWN_UNIT else "OBX-5", ref)
    return _whole(obx, around, ref, zone, (signal, *value))


def _status(obx: Segment, around: Around, ref: str) -> Found | None:
    status = obx.component(11) or around.status or "F"
    if status in _WITHDRAWN:
        return None if any(one.strip(" ") for one in obx.repetitions(5)) else Unread(Reason.WITHDRAWN, "OBX-11", ref)
    if status in _NO_RESULT and _says_a_value(obx):
        return Unread(Reason.NOT_FINAL, "OBX-11", ref)
    if status in _NO_RESULT or obx.is_null(5):
        return Absent(ref)
    if status not in _RESULT:
        return Unread(Reason.NOT_FINAL, "OBX-11", ref)
    if any(obx.components(one)[0] in _NOT_TO_BE_TRUSTED for one in obx.repetitions(8)):
        return Unread(Reason.TEST_DATA, "OBX-8", ref) if obx.raw(5) else Absent(ref)
    return None


def _says_a_value(obx: Segment) -> bool:
    """Returns whether there is a number or a level: monitors write dashes where there is none."""
    return any(letter.isdigit() for letter in obx.raw(5)) or obx.component(5) in _LEVELS


def _number(obx: Segment, signal: Signal) -> tuple[float | str, str] | Reason:
    parts = obx.components(obx.repetitions(5)[0])
    kind = obx.component(2)
    if kind == "SN":
        bound, text, *rest = [*parts, "", ""]
        if bound not in ("", "=") or any(rest):
            return Reason.ONLY_A_BOUND
    elif kind in ("NM", "ST", ""):
        text = parts[0]
        if any(parts[1:]):
            return Reason.NOT_A_NUMBER
    else:
        return Reason.NOT_A_NUMBER
    if not _NUMBER.fullmatch(text):
        return Reason.ONLY_A_BOUND if text[:1] in ("<", ">") else Reason.NOT_A_NUMBER
    if not obx.repetitions(6) and needs_no_unit(signal):
        return float(text), signal.unit
    unit = unit_of(signal, codings(obx, 6))
    return (float(text), unit) if unit else Reason.UNKNOWN_UNIT


def _level(obx: Segment, asked: Sequence[Coding]) -> tuple[float | str, str] | Reason:
    text = obx.component(5)
    if obx.component(2) in ("ST", "") and text in _LEVELS:
        return text, unit_of_level(asked, text)
    return level_of(asked, codings(obx, 5)) if obx.component(2) in ("CE", "CWE", "CNE") else Reason.UNKNOWN_CODE


def _whole(obx: Segment, around: Around, ref: str, zone: tzinfo | None, read: tuple[Signal, float | str, str]) -> Found:
    """Returns the reading of a value that was read, or why it has no patient or no time."""
    if isinstance(around.patient, Reason):
        return Unread(around.patient, "PID-3", ref)
    if not around.patient and around.bed is None:
        return Unread(Reason.NO_PATIENT, "PID-3", ref)
    own = obx.component(14)
    at_ms = hl7_ms(own or around.observed, zone)
    if isinstance(at_ms, Reason):
        return Unread(at_ms, "OBX-14" if own else "OBR-7", ref)
    signal, value, unit = read
    reading = Reading(
        patient_id=around.patient,
        device_id=device(obx),
        signal=signal.name,
        value=value,
        unit=unit,
        observed_at=at_ms,
    )
    reading = replace(reading, event_id=event_id(obx, around, reading, zone))
    return Measured(reading, ref, None if around.patient else around.bed)
