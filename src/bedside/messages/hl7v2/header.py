"""What a message says of itself: who sent it, what it is, how it is to be acknowledged. And whether it is for us."""

import re
from dataclasses import dataclass
from datetime import tzinfo

from bedside.core.vitals.ids import id_is_sound
from bedside.messages.hl7v2.segments import DEFAULT, Delimiters, Segment
from bedside.messages.times import zone_of_hl7

ADMISSIONS = {
    "A01": "admitted",
    "A02": "moved",
    "A03": "left",
    "A08": "updated",
    "A11": "left",
    "A12": "moved",
    "A13": "admitted",
    "A40": "merged",
}
"""The events of ADT that tell who lies where; A11 to A13 take back A01, A02 and A03."""

_NEXT = "send who lies where as one of these, and hold back others"
_SENDER = re.compile(r"[A-Za-z0-9._-]{1,40}")
_VERSION = re.compile(r"2(\.\d){0,2}")


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of MSH. ``addresses`` are MSH-3 to MSH-6 as they were sent, for the acknowledgement to turn around."""

    delimiters: Delimiters = DEFAULT
    codec: str = "ascii"
    addresses: tuple[str, str, str, str] = ("", "", "", "")
    sender: str = ""
    kind: str = ""
    event: str = ""
    control_id: str = ""
    processing: str = "P"
    version: str = "2.5"
    accept: str = ""
    application: str = ""
    zone: tzinfo | None = None

    @property
    def source(self) -> str:
        """Returns what readings of this sender are marked with; a name that is none is left out."""
        return f"hl7v2:{self.sender}" if _SENDER.fullmatch(self.sender) else "hl7v2"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a message or a part of it: a code of HL7's table 0357, words, and where.

    ``field`` is such as OBX-5, ``place`` the number of the segment among those of its name; "" and 0 where it is the
    whole message.
    """

    code: int
    text: str
    field: str = ""
    place: int = 0
    severity: str = "E"


def read_header(msh: Segment) -> Header:
    """Returns the header; what it lacks is empty."""
    addresses = (msh.raw(3), msh.raw(4), msh.raw(5), msh.raw(6))
    return Header(
        delimiters=msh.delimiters,
        codec=msh.codec,
        addresses=addresses,
        sender=msh.component(3),
        kind=msh.component(9, 1),
        event=msh.component(9, 2),
        control_id=msh.raw(10).strip(" "),
        processing=msh.component(11),
        version=msh.component(12),
        accept=msh.component(15),
        application=msh.component(16),
        zone=zone_of_hl7(msh.component(7)),
    )


def refusal(header: Header) -> Fault | None:
    """Returns why the message is none for us, None where it is. It is then rejected, and the sender keeps it."""
    if not id_is_sound(header.control_id):
        return Fault(101, "MSH-10 must have an id, which the acknowledgement names.", "MSH-10", 1)
    if header.version and not _VERSION.fullmatch(header.version):
        return Fault(203, "Versions 2.x of HL7 are taken.", "MSH-12", 1)
    if header.processing not in ("P", ""):
        return Fault(202, "Messages of production (P) are taken, and none of training or debugging.", "MSH-11", 1)
    if header.kind not in ("ORU", "ADT"):
        return Fault(200, "ORU and ADT are taken.", "MSH-9", 1)
    if not (header.kind == "ORU" and header.event == "R01") and not (
        header.kind == "ADT" and header.event in ADMISSIONS
    ):
        return Fault(
            201, f"ORU^R01 and ADT^{', '.join(ADMISSIONS)} are taken; this changed nothing: {_NEXT}.", "MSH-9", 1
        )
    return None
