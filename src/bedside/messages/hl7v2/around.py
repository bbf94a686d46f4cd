"""What stands around the value of an OBX: patient, bed, time, codes, device; and what is known of a refused one."""

from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import lru_cache

from bedside.core.vitals.coding import ISO, LOINC, MDC, SNOMED, UCUM, Coding, signal_of
from bedside.core.vitals.ids import id_is_sound
from bedside.core.vitals.reading import Reason
from bedside.core.vitals.versions import base_of, version_id
from bedside.messages.found import Bed, Unread, place_of
from bedside.messages.hl7v2.persons import location, patient_id
from bedside.messages.hl7v2.segments import Delimiters, Segment
from bedside.messages.times import hl7_ms
from bedside.messages.vitals import known_fields

_SYSTEMS = {"LN": LOINC, "LOINC": LOINC, "MDC": MDC, "SCT": SNOMED, "SCT2": SNOMED}
_SYSTEMS |= {"UCUM": UCUM, "ISO+": ISO, "ANSI+": ISO}
_VERSIONS = {"P": "preliminary", "C": "corrected", "A": "corrected", "D": "withdrawn", "W": "withdrawn"}
_NOT_VERIFIED = frozenset("RS")
_CODED = (1, 4, 10)
"""Where the codes of a coded field stand: the first, its alternate, and a second one since version 2.7."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the segments before an OBX say of it."""

    patient: str | Reason = ""
    bed: Bed | None = None
    observed: str = ""
    status: str = ""
    changed: str = ""

    def after(self, segment: Segment) -> "Around":
        """Returns what is known behind a segment; a new patient has nothing of what was said of the one before."""
        if segment.name == "PID":
            return Around(patient=patient_id(segment))
        if segment.name == "PV1":
            return replace(self, bed=location(segment))
        if segment.name == "OBR":
            observed, changed, status = (segment.component(number) for number in (7, 22, 25))
            return replace(self, observed=observed, status=status, changed=changed)
        return self


def codings(segment: Segment, number: int) -> tuple[Coding, ...]:
    """Returns the codes of a coded field whose systems are known; one that names no system has the system ""."""
    return _codings(segment.raw(number), segment.delimiters, segment.codec)


@lru_cache(maxsize=4096)
def _codings(field: str, delimiters: Delimiters, codec: str) -> tuple[Coding, ...]:
    """Returns the codes of a field; a monitor sends the same few over and over."""
    segment = Segment("", (field,), delimiters, codec)
    found = []
    for one in segment.repetitions(0):
        parts = segment.components(one)
        for first in _CODED:
            code, system = (parts[at] if at < len(parts) else "" for at in (first - 1, first + 1))
            if code and (system == "" or system in _SYSTEMS):
                found.append((_SYSTEMS.get(system, ""), code))
    return tuple(found)


def device(obx: Segment) -> str | None:
    """Returns the id of the device, with its namespace where it has one."""
    found = "^".join(part for part in obx.components(obx.raw(18).split(obx.delimiters.repetition)[0]) if part)
    return found if id_is_sound(found) else None


def event_id(obx: Segment, around: Around, said: object, zone: tzinfo | None) -> str | None:
    """Returns the id of a reading: that of its observation where it is its own everywhere, with its namespace.

    One that is preliminary, corrected or withdrawn says so by its id (`core.vitals.versions`), made of all that is
    ``said``. What is not verified or but a part is preliminary where it has an id of its own. Monitors send all values
    as not verified, and most without ids: two of one moment may then be of two sensors, and neither gives way.
    """
    parts = [part for part in obx.components(obx.raw(21)) if part]
    text = "^".join(parts)
    base = base_of(text) if len(parts) > 1 and id_is_sound(text) else ""
    status = obx.component(11) or around.status
    kind = "preliminary" if base and status in _NOT_VERIFIED else _VERSIONS.get(status)
    if kind is None:
        return base or None
    made = hl7_ms(around.changed, zone)
    return version_id(base, kind, None if isinstance(made, Reason) else made, (kind, around.bed, said))


def with_known(refused: Unread, obx: Segment, around: Around, zone: tzinfo | None) -> Unread:
    """Returns the refusal with what is known of the reading, for whoever corrects it."""
    signal, at_ms = signal_of(codings(obx, 3)), hl7_ms(obx.component(14) or around.observed, zone)
    given = {
        "patient_id": None if isinstance(around.patient, Reason) else around.patient,
        "device_id": device(obx),
        "signal": None if isinstance(signal, Reason) else signal.name,
        "value": obx.component(5, 2) if obx.component(2) == "SN" else obx.component(5),
        "unit": obx.component(6),
    }
    known = known_fields(given, None if isinstance(at_ms, Reason) else at_ms)
    if around.patient == "" and around.bed:
        known["patient_id"] = ""
    kept_id = event_id(obx, around, (refused.ref, sorted(known.items())), zone)
    known |= place_of(around.bed) | ({"event_id": kept_id} if kept_id else {})
    return replace(refused, known=known, part=obx.line)
