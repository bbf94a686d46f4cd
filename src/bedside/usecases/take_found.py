"""Takes in what a door found in messages: gives a bed's readings to the patient who lay there, records, quarantines.

Any number of messages go into the log together, and each part gets its own outcome. All of it is durable on return, or
nothing is acknowledged: a sender who is answered Unavailable sends the same again, and what was taken is recognised.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bedside.core.vitals.reading import Reason, Refused, bed_key_of, converted
from bedside.messages.found import Absent, Found, Measured, Unread, place_of
from bedside.messages.vitals import reading_to_wire
from bedside.usecases.record_readings import RecordReadings, Result, as_json, reject

TAKEN = ("accepted", "duplicate", "late")

InBed = Callable[[str, str, int], str | None]
"""Returns whose bed it was, by ward, bed and time."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was found in one message, with the message as it came and, where it has them, its topic and its own id."""

    found: Sequence[Found]
    raw: bytes
    ref: str = ""
    control_id: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one part: accepted, duplicate, late, rejected with its reason, or absent: it had no value.

    What is new and was not taken since another part conflicts is withheld.
    """

    ref: str
    status: str
    event_id: str = ""
    reason: Reason | None = None
    field: str = ""


class TakeFound:
    """Takes in what doors found. ``clock`` tells milliseconds since 1970."""

    def __init__(self, intake: RecordReadings, in_bed: InBed, clock: Callable[[], int]) -> None:
        self._intake = intake
        self._in_bed = in_bed
        self._clock = clock

    def take(self, messages: Sequence[Sent], source: str, binding: Sequence[bool] = ()) -> list[list[Outcome]]:
        """Returns what became of each part of each message, once that is durable. Raises Unavailable.

        ``binding`` marks messages of which a conflict withholds whatever else is new: all is taken, or nothing.
        """
        resolved = [[self._resolved(part) for part in message.found] for message in messages]
        bound = [
            is_bound
            for parts, is_bound in zip(resolved, binding, strict=bool(binding))
            for part in parts
            if isinstance(part, Measured)
        ]
        results = iter(self._recorded(messages, resolved, source, bound))
        outcomes = [[_outcome(part, results) for part in parts] for parts in resolved]
        self._quarantine(messages, resolved, source)
        return outcomes

    def foresee(self, messages: Sequence[Sent]) -> list[list[Outcome]]:
        """Returns what would be rejected of each message, and takes nothing. That ids conflict is told by `take`."""
        now_ms = self._clock()
        return [
            [_refused(part) for found in message.found if isinstance(part := self._checked(found, now_ms), Unread)]
            for message in messages
        ]

    def _recorded(
        self, messages: Sequence[Sent], resolved: Sequence[Sequence[Found]], source: str, bound: Sequence[bool]
    ) -> list[Result]:
        """Returns what became of the readings; one that is refused is kept as it came, with its place and its bed."""
        came = [
            (message, found, part.reading)
            for message, parts in zip(messages, resolved, strict=True)
            for found, part in zip(message.found, parts, strict=True)
            if isinstance(part, Measured)
        ]
        if not came:
            return []
        return self._intake.record_entries(
            [reading for _, _, reading in came],
            source,
            lambda places: [_kept(found, message) for message, found, _ in (came[at] for at in places)],
            lambda at: _place(came[at][0], came[at][1].ref),
            bound,
            [_bed_key(found, source) for _, found, _ in came],
        ).results()

    def _checked(self, found: Found, now_ms: int) -> Found:
        part = self._resolved(found)
        if isinstance(part, Measured) and isinstance(refused := converted(part.reading, now_ms), Refused):
            return Unread(refused.reason, refused.field, part.ref)
        return part

    def _resolved(self, part: Found) -> Found:
        """Returns a reading of a bed as one of the patient who lay there at its time."""
        if not isinstance(part, Measured) or part.bed is None:
            return part
        patient = self._in_bed(part.bed.ward, part.bed.bed, part.reading.observed_at)
        if patient is None:
            return Unread(Reason.NO_PATIENT_IN_BED, "patient_id", part.ref)
        return Measured(replace(part.reading, patient_id=patient), part.ref)

    def _quarantine(self, messages: Sequence[Sent], resolved: Sequence[Sequence[Found]], source: str) -> None:
        at_ms = self._clock()
        rejects = [
            reject(
                source,
                _kept(found, message),
                part.reason.value,
                part.field,
                at_ms,
                _place(message, part.ref),
                is_placed=True,
            )
            for message, parts in zip(messages, resolved, strict=True)
            for found, part in zip(message.found, parts, strict=True)
            if isinstance(part, Unread)
        ]
        if rejects:
            self._intake.quarantine(rejects)


def _outcome(part: Found, results: Iterator[Result]) -> Outcome:
    if isinstance(part, Absent):
        return Outcome(part.ref, "absent")
    if isinstance(part, Unread):
        return _refused(part)
    result = next(results)
    reason = Reason(result.reason) if result.reason else None
    return Outcome(part.ref, result.status, result.event_id or "", reason, result.field)


def _refused(part: Unread) -> Outcome:
    return Outcome(part.ref, "rejected", "", part.reason, part.field)


def _place(message: Sent, ref: str) -> str:
    return f"{message.ref} {ref}".strip()


def _bed_key(found: Found, source: str) -> bytes:
    if not isinstance(found, Measured) or found.bed is None:
        return b""
    return bed_key_of(found.reading, source, found.bed.ward, found.bed.bed)


def _kept(found: Found, message: Sent) -> bytes:
    """Returns what is kept of a refused part: in the form of a reading, which can be corrected, where that is known.

    The id of the message stands beside it, and what could not be read: of a message with many parts only the part. A
    reading of a bed names ward and bed and the patient "", so that who lay there is looked up when it is read again.
    """
    by = {"control_id": message.control_id} if message.control_id else {}
    if isinstance(found, Measured):
        return as_json(reading_to_wire(found.reading) | place_of(found.bed) | by)
    assert isinstance(found, Unread)
    came = found.part.encode("utf-8", "replace") if found.part else message.raw
    return as_json({**found.known, **by, "message": came.decode("utf-8", "replace")}) if found.known else came
