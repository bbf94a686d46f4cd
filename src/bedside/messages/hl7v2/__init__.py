"""HL7 v2 messages, read without an HL7 library: ORU^R01 to readings, ADT to movements between beds and readings.

`read` gives what a message holds; `acknowledge` makes the answers. Nothing here does I/O. When it fails: a message that
breaks the standard in a way that other systems overlook may be refused; the conformance file in tests lists which.
Cost: about 140 µs for a message of six values (see ADR 18).
"""

from dataclasses import dataclass
from datetime import tzinfo

from bedside.core.vitals.ids import id_is_sound
from bedside.core.vitals.reading import Reason
from bedside.messages.admissions import Admission
from bedside.messages.found import Found, Unread
from bedside.messages.hl7v2.acknowledgement import ACCEPTED, ERROR, REJECTED, acknowledge, fault_of
from bedside.messages.hl7v2.header import Fault, Header, read_header, refusal
from bedside.messages.hl7v2.movements import read_movements
from bedside.messages.hl7v2.observations import read_observations
from bedside.messages.hl7v2.segments import split, split_header

__all__ = ["ACCEPTED", "ERROR", "REJECTED", "Fault", "Received", "acknowledge", "fault_of", "read", "too_large"]


@dataclass(frozen=True, slots=True)
class Received:
    """What a message holds, of an ADT both. Where ``refused`` is set it is none for us, and the rest is empty."""

    header: Header
    found: tuple[Found, ...] = ()
    movements: tuple[Admission | Unread, ...] = ()
    refused: Fault | None = None


def read(raw: bytes, zone: tzinfo | None = None) -> Received:
    """Returns what a message holds; ``zone`` is that of times without one, where the hospital has declared it."""
    message = split(raw)
    if isinstance(message, Reason):
        return _unreadable(raw, message)
    header = read_header(message.header)
    if refused := refusal(header):
        return Received(header, refused=refused)
    zone = header.zone or zone
    found = tuple(read_observations(message.segments, zone))
    if header.kind == "ADT":
        return Received(header, found, tuple(read_movements(message, header.event, zone)))
    return Received(header, found or (Unread(Reason.MALFORMED, "OBX-5", "OBX[1]"),))


def too_large(head: bytes) -> Received:
    """Returns the refusal of a message of which only the beginning was taken in."""
    msh = split_header(head)
    fault = Fault(207, "The message is larger than is taken in here: send fewer segments at once.")
    return Received(read_header(msh) if msh else Header(), refused=fault)


def _unreadable(raw: bytes, why: Reason) -> Received:
    """Returns the refusal of a message that cannot be split, with as much of its header as answers it."""
    fault = Fault(100, "This is no message of HL7 version 2, or one of its segments is none.")
    if why is Reason.NOT_SUPPORTED:
        fault = Fault(103, "The character set is none that is known here.", "MSH-18", 1)
    msh = split_header(raw)
    header = read_header(msh) if msh else Header()
    return Received(header if id_is_sound(header.control_id) else Header(), refused=fault)
