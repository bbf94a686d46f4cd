"""One Observation, read to readings. It refuses what it is not sure of, part by part.

The value and each component are parts of their own: of a pressure panel whose mean has a wrong unit, the others are
taken. A corrected Observation is a reading of its own, since what came before it stays in the log; so is a preliminary
one, whose value may still change. Their ids say of what they are versions (`core.vitals.versions`).
"""

from dataclasses import replace

from bedside.core.vitals.coding import (
    LOINC,
    MDC,
    SNOMED,
    Coding,
    is_panel,
    level_of,
    needs_no_unit,
    signal_of,
    unit_of,
    unit_of_level,
)
from bedside.core.vitals.reading import Reading, Reason, converted
from bedside.core.vitals.signals import Signal
from bedside.core.vitals.versions import version_id
from bedside.messages.fhir.codings import declared_unit, pairs
from bedside.messages.fhir.identity import known_by
from bedside.messages.fhir.known import with_known
from bedside.messages.fhir.references import References
from bedside.messages.fhir.resources import Identifier, Observation, Period, Valued
from bedside.messages.found import Absent, Found, Measured, Unread
from bedside.messages.times import rfc3339_ms

_HOLDS = ("final", "preliminary", "amended", "corrected", "entered-in-error")
_VERSIONS = {"preliminary": "preliminary", "amended": "corrected", "corrected": "corrected"}
_VERSIONS |= {"entered-in-error": "withdrawn"}
_HAS_NO_VALUE = ("cancelled", "registered")
_TEST = "HTEST"
"""The label of test data, of HL7's table of reasons to act."""
_SKIN = frozenset([(SNOMED, "39937001"), (SNOMED, "181469002"), (MDC, "150388"), (LOINC, "39106-0")])
"""The skin as a site, and the codes of its warmth, which may stand beside LOINC's of the body's."""

WHOLE = "Observation"


def read_observation(
    given: Observation, references: References, searched: Identifier | None = None
) -> tuple[Found, ...]:
    """Returns what the Observation holds. ``searched`` is the identifier under which it must not exist yet."""
    patient = Reason.OF_ANOTHER if given.focus else references.patient(given.subject, given.contained)
    at_ms = _time(given)
    device = references.device(given.device, given.contained)
    if refused := _as_a_whole(given, patient, at_ms):
        parts: list[Found] = [refused]
    else:
        parts = [Absent(WHOLE)] if given.status in _HAS_NO_VALUE else _parts(given)
    named = known_by(given.identifier, searched)
    found: list[Found] = []
    for part in parts:
        if isinstance(part, Measured):
            assert isinstance(patient, str)
            assert not isinstance(at_ms, Reason)
            whole = replace(part.reading, patient_id=patient, device_id=device, observed_at=int(at_ms))
            event_id = _event_id(given, named, whole.signal, whole)
            found.append(Measured(replace(whole, event_id=event_id), part.ref))
        elif isinstance(part, Unread):
            found.append(_named(with_known(part, given, patient, at_ms, device), given, named))
        else:
            found.append(part)
    return (*found, *_within(given))


def _within(given: Observation) -> list[Found]:
    """Returns the refusal of each Observation that stands within this one: none but the outer one is read."""
    return [
        Unread(Reason.NOT_SUPPORTED, "", f"{WHOLE}.contained[{place}]")
        for place, one in enumerate(given.contained)
        if one.resource_type == WHOLE
    ]


def _as_a_whole(given: Observation, patient: str | Reason, at_ms: int | Reason) -> Unread | None:
    has_value = given.status not in _HAS_NO_VALUE or _says_a_value(given)
    checks = (
        (Reason.MODIFIED if given.modifier_extension else None, "modifierExtension"),
        (Reason.MODIFIED if given.implicit_rules else None, "implicitRules"),
        (Reason.TEST_DATA if _is_test(given) else None, "meta.security"),
        (Reason.WITHDRAWN if given.status == "entered-in-error" and not _says_a_value(given) else None, "status"),
        (Reason.NOT_FINAL if has_value and given.status not in _HOLDS else None, "status"),
        (patient if has_value and isinstance(patient, Reason) else None, "focus" if given.focus else "subject"),
        (at_ms if has_value and isinstance(at_ms, Reason) else None, _place_of_time(given)),
    )
    return next((Unread(reason, field, WHOLE) for reason, field in checks if reason), None)


def _says_a_value(given: Observation) -> bool:
    return any(one.values() for one in (given, *given.component))


def _is_test(given: Observation) -> bool:
    return given.meta is not None and any(label.code == _TEST for label in given.meta.security)


def _time(given: Observation) -> int | Reason:
    """Returns when it was observed, of a period its end, since only then the value is known.

    A period without an end lasts: its value may be of now or of hours ago. By its start a value of now would seem old,
    and change no score.
    """
    text = given.effective_date_time or given.effective_instant or (given.effective_period or Period()).end
    return Reason.NOT_SUPPORTED if not text and given.effective_timing else rfc3339_ms(text)


def _place_of_time(given: Observation) -> str:
    if given.effective_date_time or given.effective_instant:
        return "effective"
    if given.effective_period:
        return "effectivePeriod.end"
    return "effectiveTiming" if given.effective_timing else "effective"


def _parts(given: Observation) -> list[Found]:
    """Returns the parts, with readings that know only signal, value and unit yet."""
    site = pairs(given.body_site)
    components = [_part(one, f"{WHOLE}.component[{place}]", site) for place, one in enumerate(given.component)]
    if given.values() or given.data_absent_reason:
        return _one_of_each([_part(given, WHOLE, site), *components])
    if components or given.has_member:
        return _one_of_each(components) or [Absent(WHOLE)]
    is_known = isinstance(signal_of(pairs(given.code)), Signal) or is_panel(pairs(given.code))
    return [Unread(Reason.MALFORMED, "value", WHOLE) if is_known else Unread(Reason.UNKNOWN_SIGNAL, "code", WHOLE)]


def _one_of_each(parts: list[Found]) -> list[Found]:
    """Returns the parts; those of one signal that differ are refused, since which of them is meant cannot be told.

    What says the same as one before it, though in another unit, is that reading once more: so it is taken once.
    """
    said: dict[str, dict[float | str, Reading]] = {}
    told: list[Found] = []
    for part in parts:
        if isinstance(part, Measured):
            one = converted(replace(part.reading, patient_id="-"), part.reading.observed_at)
            value = one.value if isinstance(one, Reading) else part.ref
            first = said.setdefault(part.reading.signal, {}).setdefault(value, part.reading)
            told.append(Measured(first, part.ref))
        else:
            told.append(part)
    return [
        Unread(Reason.ONLY_A_BOUND, "value", part.ref)
        if isinstance(part, Measured) and len(said[part.reading.signal]) > 1
        else part
        for part in told
    ]


def _part(given: Valued, ref: str, site: list[Coding]) -> Found:
    values = given.values()
    if given.modifier_extension:
        return Unread(Reason.MODIFIED, "modifierExtension", ref)
    if not values:
        return Absent(ref) if given.data_absent_reason else Unread(Reason.MALFORMED, "value", ref)
    signal = _signal(pairs(given.code), site)
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


def _signal(codes: list[Coding], site: list[Coding]) -> Signal | Reason:
    """Returns the signal, which is none where the warmth of the body is told of the skin: that is another signal."""
    found = signal_of(codes)
    is_skin = isinstance(found, Signal) and found.name == "temperature" and not _SKIN.isdisjoint([*codes, *site])
    return Reason.UNCLEAR_SIGNAL if is_skin else found


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


def _named(refused: Unread, given: Observation, named: str) -> Unread:
    """Returns the refusal with the id its reading would have: read again it stays a version of what it is of.

    An id ends in the signal, `#` and no more where that is unknown.
    """
    signal = str(refused.known.get("signal", ""))
    event_id = _event_id(given, named, signal, (refused.ref, sorted(refused.known.items())))
    return replace(refused, known={**refused.known, "event_id": event_id}) if event_id else refused


def _event_id(given: Observation, named: str, signal: str, said: object) -> str | None:
    """Returns the id of a reading that says so much, None where its content is to be its id."""
    if kind := _VERSIONS.get(given.status):
        made = rfc3339_ms(given.issued or (given.meta.last_updated if given.meta else ""))
        made_ms = None if isinstance(made, Reason) else int(made)
        return version_id(named, kind, made_ms, (given.status, said)) + f"#{signal}"
    return f"{named}#{signal}" if named else None
