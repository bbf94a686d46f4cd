"""The answers to a message: application and commit acknowledgements, with an ERR segment for each fault.

Original mode (MSH-15 and MSH-16 empty) has one answer: AA taken, AE taken in part or not at all because of its content,
which is kept aside with its reason, AR not taken, the sender keeps it. In enhanced mode the sender asks for a commit
acknowledgement (MSH-15), an application acknowledgement (MSH-16), or both; what was kept aside is committed too.

An answer repeats of the message only what the standard asks for: delimiters, addresses, and the control id.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from bedside.core.vitals.reading import Reason
from bedside.messages.found import Unread
from bedside.messages.hl7v2.header import Fault, Header
from bedside.messages.hl7v2.segments import Delimiters

ACCEPTED, ERROR, REJECTED = "AA", "AE", "AR"
MOST_ERRORS = 50
"""Of a hundred faulty segments so many are told."""
_TEXTS = {
    100: "Segment sequence error",
    101: "Required field missing",
    102: "Data type error",
    103: "Table value not found",
    200: "Unsupported message type",
    201: "Unsupported event code",
    202: "Unsupported processing id",
    203: "Unsupported version id",
    204: "Unknown key identifier",
    205: "Duplicate key identifier",
    207: "Application internal error",
}
_CODES = {
    Reason.NO_PATIENT: 101,
    Reason.NO_TIME: 101,
    Reason.UNKNOWN_SIGNAL: 103,
    Reason.UNKNOWN_UNIT: 103,
    Reason.UNKNOWN_CODE: 103,
    Reason.NO_PATIENT_IN_BED: 204,
    Reason.UNCLEAR_PATIENT: 204,
    Reason.CONFLICTING: 205,
}
_OWN_FIELDS = {
    "signal": "OBX-3",
    "value": "OBX-5",
    "unit": "OBX-6",
    "observed_at": "OBX-14",
    "patient_id": "PID-3",
    "device_id": "OBX-18",
    "event_id": "OBX-21",
    "sequence": "OBX-21",
    "bed": "PV1-3",
}
"""Where in a message stands what our own readings call so."""


def fault_of(part: Unread, severity: str = "E") -> Fault:
    """Returns the fault of a part that was not taken."""
    field = _OWN_FIELDS.get(part.field, part.field)
    place = part.ref.partition("[")[2].rstrip("]")
    return Fault(_CODES.get(part.reason, 102), part.reason.sentence, field, int(place or 0), severity)


def acknowledge(header: Header, code: str, faults: Sequence[Fault], now_ms: int) -> list[bytes]:
    """Returns the answers that the sender waits for, in order: one, none or two."""
    if not header.accept and not header.application:
        return [_answer(header, code, faults, now_ms)]
    answers = []
    if _is_asked(header.accept, well=code != REJECTED):
        answers.append(_answer(header, "CR" if code == REJECTED else "CA", faults if code == REJECTED else (), now_ms))
    if _is_asked(header.application, well=code == ACCEPTED):
        answers.append(_answer(header, code, faults, now_ms))
    return answers


def _is_asked(when: str, *, well: bool) -> bool:
    return when == "AL" or (when == "SU" and well) or (when == "ER" and not well)


def _answer(header: Header, code: str, faults: Sequence[Fault], now_ms: int) -> bytes:
    d = header.delimiters
    app, facility, our_app, our_facility = header.addresses
    at = datetime.fromtimestamp(now_ms / 1000, UTC).strftime("%Y%m%d%H%M%S+0000")
    own_id = hashlib.sha256(f"{header.control_id} {code} {now_ms}".encode()).hexdigest()[:20]
    kind = d.component.join(("ACK", header.event, "ACK")) if header.event.isalnum() else "ACK"
    version = header.version or "2.5"
    msh = [
        "MSH",
        d.all[1:],
        our_app,
        our_facility,
        app,
        facility,
        at,
        "",
        kind,
        own_id,
        header.processing or "P",
        version,
    ]
    if header.codec not in ("ascii", "latin-1"):
        msh += [""] * 5 + [_character_set(header.codec)]
    lines = [msh, ["MSA", code, header.control_id]]
    lines += [_error(one, d, version) for one in faults[:MOST_ERRORS]]
    text = "".join(d.field.join(line) + "\r" for line in lines)
    return text.encode(header.codec, errors="replace")


def _character_set(codec: str) -> str:
    return "UNICODE UTF-8" if codec == "utf-8" else codec.replace("iso8859-", "8859/")


def _error(fault: Fault, d: Delimiters, version: str) -> list[str]:
    """Returns the ERR of a fault; up to version 2.4 it is another segment of the same name."""
    segment, _, number = fault.field.partition("-")
    place = str(fault.place or 1)
    text = _TEXTS[fault.code]
    if version < "2.5":
        code = d.subcomponent.join((str(fault.code), text, "HL70357"))
        return ["ERR", d.component.join((segment, place if segment else "", number, code))]
    where = d.component.join((segment, place, number)) if segment else ""
    code = d.component.join((str(fault.code), text, "HL70357"))
    return ["ERR", "", where, code, fault.severity, "", "", "", _escaped(fault.text, d)]


def _escaped(text: str, d: Delimiters) -> str:
    """Returns a sentence of ours with its delimiters escaped."""
    letters = {d.field: "F", d.component: "S", d.repetition: "R", d.escape: "E", d.subcomponent: "T"}
    return "".join(f"{d.escape}{letters[one]}{d.escape}" if one in letters else one for one in text)
