"""Whom a message is of, and where they lie: PID-3 and PV1-3.

A patient may have several ids. The one marked MR (the hospital's record number) counts, else PI, else the only one
there is; where none is plain, the message is refused rather than a number chosen.
"""

from bedside.core.vitals.ids import id_is_sound
from bedside.core.vitals.reading import Reason
from bedside.messages.found import Bed, unsound
from bedside.messages.hl7v2.segments import Segment

_PREFERRED = ("MR", "PI")


def patient_id(segment: Segment, field: int = 3) -> str | Reason:
    """Returns the id in a list of identifiers, "" where there is none."""
    listed = [segment.components(one) for one in segment.repetitions(field)]
    named = [(one[0], one[4] if len(one) > 4 else "") for one in listed if one[0]]
    found = {value for value, _ in named}
    for kind in _PREFERRED:
        if marked := {value for value, own in named if own == kind}:
            found = marked
            break
    if not found:
        return ""
    value = found.pop()
    if found:
        return Reason.UNCLEAR_PATIENT
    return value if id_is_sound(value) else unsound(value, Reason.UNCLEAR_PATIENT)


def location(segment: Segment, field: int = 3) -> Bed | None:
    """Returns ward and bed of a location; the bed with its room, where that has another name."""
    ward, room, bed = (segment.component(field, number) for number in (1, 2, 3))
    if room and bed and room != bed:
        bed = f"{room}-{bed}"
    bed = bed or room
    return Bed(ward, bed) if id_is_sound(ward) and id_is_sound(bed) else None
