"""One Observation, read to readings. It refuses what it is not sure of, part by part.

The value and each component are parts of their own: of a pressure panel whose mean has a wrong unit, the others are
taken. A corrected Observation is a reading of its own, since what came before it stays in the log; so is a preliminary
one, whose value may still change. Their ids say of what they are versions (`core.vitals.versions`).
"""

from dataclasses import replace

from bedside.core.vitals.coding import is_panel, level_of, needs_no_unit, signal_of, unit_of, unit_of_level
from bedside.core.vitals.reading import Reading, Reason, converted
from bedside.core.vitals.signals import Signal
from bedside.core.vitals.versions import base_of, version_id
from bedside.messages.fhir.codings import declared_unit, pairs
from bedside.messages.fhir.known import with_known
from bedside.messages.fhir.references import References
from bedside.messages.fhir.resources import Identifier, Observation, Valued
from bedside.messages.found import Absent, Found, Measured, Unread
from bedside.messages.times import rfc3339_ms

_HOLDS = ("final", "preliminary", "amended", "corrected", "entered-in-error")
_VERSIONS = {"preliminary": "preliminary", "amended": "corrected", "corrected": "corrected"}
_VERSIONS |= {"entered-in-error": "withdrawn"}
_HAS_NO_VALUE = ("cancelled", "registered")
_TEST = "HTEST"
"""The label of test data, of HL7's table of reasons to act."""

WHOLE = "Observation"


def read_observation(
    given: Observation, references: References, searched: Identifier | None = None
) -> tuple[Found, ...]:
    """Returns what the Observation holds. ``searched`` is the identifier under which it must not exist yet."""
    patient = references.patient(given.subject, given.contained)
    at_ms = _time(given)
    device = references.device(given.device, given.contained)
    if refused := _as_a_whole(given, patient, at_ms):
        parts: list[Found] = [refused]
    else:
        parts = [Absent(WHOLE)] if given.status in _HAS_NO_VALUE else _parts(given)
    known_by = _known_by(given, searched)
    found: list[Found] = []
    for part in parts:
        if isinstance(part, Measured):
            assert isinstance(patient, str)
            assert not isinstance(at_ms, Reason)
            whole = replace(part.reading, patient_id=patient, device_id=device, observed_at=int(at_ms))
            event_id = _event_id(given, known_by, whole.signal, whole)
            found.append(Measured(replace(whole, event_id=event_id), part.ref))
        elif isinstance(part, Unread):
            found.append(_named(with_known(part, given, patient, at_ms, device), given, known_by))
        else:
            found.append(part)
    return tuple(found)


def _as_a_whole(given: Observation, patient: str | Reason, at_ms: int | Reason) -> Unread | None:
    has_value = given.status not in _HAS_NO_VALUE
    checks = (
        (Reason.MODIFIED if given.modifier_extension else None, "modifierExtension"),
        (Reason.MODIFIED if given.implicit_rules else None, "implicitRules"),
        (Reason.TEST_DATA if _is_test(given) else None, "meta.security"),
        (Reason.WITHDRAWN if given.status == "entered-in-error" and not _says_a_value(given) else None, "status"),
        (Reason.NOT_FINAL if has_value and given.status not in _HOLDS else None, "status"),
        (patient if has_value and isinstance(patient, Reason) else None, "subject"),
        (at_ms if has_value and isinstance(at_ms, Reason) else None, "effective"),
    )
    return next((Unread(reason, field, WHOLE) for reason, field in checks if reason), None)


def _says_a_value(given: Observation) -> bool:
    return any(one.values() for one in (given, *given.component))


def _is_test(given: Observation) -> bool:
    return given.meta is not None and any(label.code == _TEST for label in given.meta.security)


def _time(given: Observation) -> int | Reason:
    """Returns when it was observed: the end of a period, since only then the value is known."""
    period = given.effective_period
    text = given.effective_date_time or given.effective_instant
    return rfc3339_ms(text or (period and (period.end or period.start)) or "")


def _parts(given: Observation) -> list[Found]:
    """Returns the parts, with readings that know only signal, value and unit yet."""
    components = [_part(one, f"{WHOLE}.component[{place}]") for place, one in enumerate(given.component)]
    if given.values() or given.data_absent_reason:
        return _without_contradictions([_part(given, WHOLE), *components])
    if components or given.has_member:
        return _without_contradictions(components) or [Absent(WHOLE)]
    is_known = isinstance(signal_of(pairs(given.code)), Signal) or is_panel(pairs(given.code))
    return [Unread(Reason.MALFORMED, "value", WHOLE) if is_known else Unread(Reason.UNKNOWN_SIGNAL, "code", WHOLE)]


def _without_contradictions(parts: list[Found]) -> list[Found]:
    """Returns the parts; those of one signal that differ are refused, since which of them is meant cannot be told."""
    said: dict[str, set[float | str]] = {}
    for part in parts:
        if isinstance(part, Measured):
            one = converted(replace(part.reading, patient_id="-"), part.reading.observed_at)
            said.setdefault(part.reading.signal, set()).add(one.value if isinstance(one, Reading) else part.ref)
    return [
        Unread(Reason.ONLY_A_BOUND, "value", part.ref)
        if isinstance(part, Measured) and len(said[part.reading.signal]) > 1
        else part
        for part in parts
    ]


def _part(given: Valued, ref: str) -> Found:
    values = given.values()
    if given.modifier_extension:
        return Unread(Reason.MODIFIED, "modifierExtension", ref)
    if not values:
        return Absent(ref) if given.data_absent_reason else Unread(Reason.MALFORMED, "value", ref)
    signal = signal_of(pairs(given.code))
    if isinstance(signal, Reason):
        return Unread(signal, "code", ref)
    if len(values) > 1 or given.data_absent_reason:
        return Unread(Reason.MALFORMED, "value", ref)
    read = _level(given) if signal.name == "consciousness" else _number(signal, given)
    if isinstance(read, tuple):
        value, unit = read
        return Measured(Reading(patient_id="", signal=signal.name, value=value, unit=unit, observed_at=0), ref)
    field = values[0]
    if read is Reason.UNKNOWN_UNIT:
        field += ".code"
    return Unread(read, field, ref)


def _number(signal: Signal, given: Valued) -> tuple[float | str, str] | Reason:
    if given.value_integer is not None and needs_no_unit(signal):
        return float(given.value_integer), signal.unit
    if given.value_concept and signal.codes:
        return Reason.UNKNOWN_CODE
    quantity = given.value_quantity
    if quantity is None:
        return Reason.NOT_A_NUMBER
    if quantity.comparator:
        return Reason.ONLY_A_BOUND
    if quantity.value is None:
        return Reason.NOT_A_NUMBER
    unit = unit_of(signal, declared_unit(quantity))
    return (quantity.value, unit) if unit else Reason.UNKNOWN_UNIT


def _level(given: Valued) -> tuple[float | str, str] | Reason:
    asked = pairs(given.code)
    if given.value_string in ("A", "C", "V", "P", "U"):
        return given.value_string, unit_of_level(asked, given.value_string)
    return level_of(asked, pairs(given.value_concept))


def _known_by(given: Observation, searched: Identifier | None) -> str:
    """Returns what the Observation is known by, "" where it has no identifier that is its own everywhere."""
    named = searched or next((one for one in given.identifier if one.system and one.value), None)
    return base_of(f"{named.system}|{named.value}") if named else ""


def _named(refused: Unread, given: Observation, known_by: str) -> Unread:
    """Returns the refusal with the id its reading would have: read again it stays a version of what it is of.

    An id ends in the signal, `#` and no more where that is unknown.
    """
    signal = str(refused.known.get("signal", ""))
    event_id = _event_id(given, known_by, signal, (refused.ref, sorted(refused.known.items())))
    return replace(refused, known={**refused.known, "event_id": event_id}) if event_id else refused


def _event_id(given: Observation, known_by: str, signal: str, said: object) -> str | None:
    """Returns the id of a reading that says so much, None where its content is to be its id."""
    if kind := _VERSIONS.get(given.status):
        made = rfc3339_ms(given.issued or (given.meta.last_updated if given.meta else ""))
        made_ms = None if isinstance(made, Reason) else int(made)
        return version_id(known_by, kind, made_ms, (given.status, said)) + f"#{signal}"
    return f"{known_by}#{signal}" if known_by else None
