"""What a gateway publishes: one value a message at ``ward/<unit>/<bed>/<signal>``, and whether a bed's sensor is there.

A value is a JSON object ``{"value", "unit", "observed_at"?, "sequence"?, "device_id"?, "patient_id"?, "event_id"?}``. A
bare number is refused, since it declares no unit. An unknown field is refused too: a misspelt ``observed_at`` would
silently become the time of arrival. At ``ward/<unit>/<bed>/status`` stands ``online`` or, as the last will, ``lost``.
"""

from dataclasses import dataclass, replace

import msgspec

from bedside.core.vitals.ids import id_is_sound
from bedside.core.vitals.reading import Reading, Reason
from bedside.core.vitals.signals import BY_NAME
from bedside.messages.file_text import MARK
from bedside.messages.found import Bed, Measured, Unread, place_of, unsound
from bedside.messages.json_names import names_twice
from bedside.messages.times import rfc3339_ms
from bedside.messages.vitals import known_fields

TOPICS = "ward/+/+/+"
_STATES = {b"lost": True, b"online": False}
_MOST_BYTES = 10_000


class _Payload(msgspec.Struct, forbid_unknown_fields=True):
    value: float | str
    unit: str = ""
    observed_at: str = ""
    sequence: int | None = None
    device_id: str | None = None
    patient_id: str | None = None
    event_id: str | None = None


_DECODER = msgspec.json.Decoder(_Payload)


@dataclass(frozen=True, slots=True)
class SensorStatus:
    """Whether the sensor of a bed is there, as itself or the broker in its place says."""

    bed: Bed
    is_lost: bool


def read_publication(topic: str, payload: bytes, arrived_ms: int | None) -> Measured | SensorStatus | Unread:
    """Returns what a message says.

    ``arrived_ms`` is the time of a value that has none of its own; None where the message may have waited somewhere,
    so that nobody knows how old the value is.
    """
    levels = topic.split("/")
    if len(levels) != 4 or levels[0] != "ward" or not all(id_is_sound(level) for level in levels):
        return Unread(Reason.NOT_SUPPORTED, "topic", "topic")
    bed = Bed(levels[1], levels[2])
    if levels[3] == "status":
        lost = _STATES.get(payload.strip().strip(b'"').lower())
        return Unread(Reason.MALFORMED, "payload", "payload") if lost is None else SensorStatus(bed, lost)
    if levels[3] not in BY_NAME:
        return Unread(Reason.UNKNOWN_SIGNAL, "topic", "topic")
    given = _decoded(payload)
    if isinstance(given, Unread):
        bare = payload.decode("utf-8", "replace").strip() if given.reason is Reason.UNKNOWN_UNIT else None
        known = known_fields({"signal": levels[3], "value": bare})
        return replace(given, known={"patient_id": "", **known, **place_of(bed)})
    found = _measured(bed, levels[3], given, arrived_ms)
    return replace(found, known=_known(bed, levels[3], given)) if isinstance(found, Unread) else found


def bed_of(topic: str) -> Bed:
    """Returns the bed of a topic that `read_publication` understood."""
    _, ward, bed, _ = topic.split("/")
    return Bed(ward, bed)


def _decoded(payload: bytes) -> _Payload | Unread:
    if len(payload) > _MOST_BYTES:
        return Unread(Reason.MALFORMED, "payload", "payload")
    text = payload.removeprefix(MARK)
    try:
        given = _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        is_bare = payload.strip()[:1] not in (b"{", b"[", b"")
        return Unread(Reason.UNKNOWN_UNIT if is_bare else Reason.MALFORMED, "payload", "payload")
    return Unread(Reason.FIELD_TWICE, "payload", "payload") if names_twice(text) else given


def _known(bed: Bed, signal: str, given: _Payload) -> dict[str, str | float]:
    fields = ("value", "unit", "observed_at", "device_id", "patient_id", "event_id", "sequence")
    known = known_fields({"signal": signal, **{name: getattr(given, name) for name in fields}})
    return ({"patient_id": ""} if given.patient_id is None else {}) | known | place_of(bed)


def _measured(bed: Bed, signal: str, given: _Payload, arrived_ms: int | None) -> Measured | Unread:
    at_ms = rfc3339_ms(given.observed_at) if given.observed_at else arrived_ms
    if at_ms is None or isinstance(at_ms, Reason):
        return Unread(at_ms or Reason.NO_TIME, "observed_at", "payload")
    for field in ("device_id", "patient_id", "event_id"):
        text = getattr(given, field)
        if text is not None and not id_is_sound(text):
            return Unread(unsound(text, Reason.MALFORMED), field, "payload")
    if given.sequence is not None and not 0 <= given.sequence < 2**63:
        return Unread(Reason.MALFORMED, "sequence", "payload")
    reading = Reading(
        event_id=given.event_id,
        patient_id=given.patient_id or "",
        device_id=given.device_id,
        signal=signal,
        value=given.value,
        unit=given.unit,
        observed_at=at_ms,
        sequence=given.sequence,
    )
    return Measured(reading, "payload", None if given.patient_id else bed)
