"""An ADT message, read to movements of patients between beds. Names and addresses are passed over.

The time of a movement is when it happened (EVN-6, else PV1-44 of an admission and PV1-45 of a discharge), else when it
was noted (EVN-2), else when the message was made. What takes a movement back is of when it was noted: its EVN-6 is the
time of what it takes back, and it is newer than that.
"""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo

from bedside.core.vitals.ids import id_is_sound
from bedside.core.vitals.reading import Reason
from bedside.messages.admissions import Admission, Movement
from bedside.messages.found import Unread
from bedside.messages.hl7v2.header import ADMISSIONS
from bedside.messages.hl7v2.persons import location, patient_id
from bedside.messages.hl7v2.segments import Message, Segment
from bedside.messages.times import hl7_ms

_OWN_TIME = {"A01": 44, "A03": 45}
_TAKING_BACK = ("A11", "A12", "A13")


def read_movements(message: Message, event: str, zone: tzinfo | None) -> Iterator[Admission | Unread]:
    """Yields one movement for each patient of the message, and for each id that a merge gives up."""
    groups = _by_patient(message.segments)
    if not groups:
        yield Unread(Reason.NO_PATIENT, "PID-3", "PID[1]")
    for place, group in enumerate(groups, 1):
        ref = f"PID[{place}]"
        pid = group[0]
        known_by = patient_id(pid)
        if isinstance(known_by, Reason) or not known_by:
            yield Unread(known_by or Reason.NO_PATIENT, "PID-3", ref)
            continue
        at_ms = _time(message, group, event, zone)
        if isinstance(at_ms, Reason):
            yield Unread(at_ms, "EVN-2", ref)
        elif ADMISSIONS[event] == Movement.MERGED:
            yield from _merges(group, known_by, at_ms, ref)
        else:
            yield _moved(group, event, known_by, at_ms, ref, _message_id(message))


def _by_patient(segments: Sequence[Segment]) -> list[list[Segment]]:
    groups: list[list[Segment]] = []
    for segment in segments:
        if segment.name == "PID":
            groups.append([])
        if groups:
            groups[-1].append(segment)
    return groups


def _first(segments: Sequence[Segment], name: str) -> Segment | None:
    return next((one for one in segments if one.name == name), None)


def _message_id(message: Message) -> str:
    """Returns what the sender knows the message by: application, facility and control id."""
    return "|".join(message.header.component(field) for field in (3, 4, 10))


def _time(message: Message, group: Sequence[Segment], event: str, zone: tzinfo | None) -> int | Reason | None:
    evn, pv1 = _first(message.segments, "EVN"), _first(group, "PV1")
    texts = [
        evn.component(6) if evn else "",
        pv1.component(_OWN_TIME[event]) if pv1 and event in _OWN_TIME else "",
        evn.component(2) if evn else "",
        message.header.component(7),
    ]
    if event in _TAKING_BACK:
        texts = [*texts[2:], *texts[:2]]
    text = next((text for text in texts if text), "")
    return hl7_ms(text, zone) if text else None


def _moved(
    group: Sequence[Segment], event: str, known_by: str, at_ms: int | None, ref: str, message_id: str
) -> Admission | Unread:
    movement = Movement(ADMISSIONS[event])
    pv1 = _first(group, "PV1")
    bed = location(pv1) if pv1 else None
    if bed is None and movement == Movement.MOVED:
        return Unread(Reason.MALFORMED, "PV1-3", ref)
    born = _birth_date(group[0].component(7))
    return Admission(
        movement=movement,
        patient_id=known_by,
        at_ms=at_ms,
        bed=bed,
        birth_date=born,
        message_id=message_id,
        visit=_visit(pv1),
    )


def _visit(pv1: Segment | None) -> str:
    """Returns the number of the visit, "" where none is told that could be an id."""
    number = pv1.component(19) if pv1 else ""
    return number if id_is_sound(number) else ""


def _merges(group: Sequence[Segment], known_by: str, at_ms: int | None, ref: str) -> Iterator[Admission | Unread]:
    merged = [patient_id(one, 1) for one in group if one.name == "MRG"]
    for other in merged or [""]:
        if isinstance(other, Reason) or not other:
            yield Unread(other or Reason.NO_PATIENT, "MRG-1", ref)
        else:
            yield Admission(movement=Movement.MERGED, patient_id=known_by, at_ms=at_ms, merged_id=other)


def _birth_date(text: str) -> date | None:
    """Returns the day of birth, None where only the year or the month is known."""
    day = text[:8]
    try:
        return date(int(day[:4]), int(day[4:6]), int(day[6:])) if len(day) == 8 and day.isdecimal() else None
    except ValueError:
        return None
