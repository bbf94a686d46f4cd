"""What of one Observation is a reading, beyond the messages of the conformance file."""

import json
from typing import Any

import pytest

from bedside.core.vitals.reading import Reason
from bedside.messages.fhir import ReadEntry, read_single
from bedside.messages.found import Absent, Measured, Unread

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"


def concept(*codes: str, system: str = LOINC) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code} for code in codes]}


def quantity(value: float, code: str) -> dict[str, Any]:
    return {"value": value, "system": UCUM, "code": code}


def observation(**more: Any) -> dict[str, Any]:
    whole = {
        "resourceType": "Observation",
        "status": "final",
        "code": concept("8867-4"),
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-03-01T12:00:00Z",
        "valueQuantity": quantity(72, "/min"),
    }
    return {name: value for name, value in (whole | more).items() if value is not None}


def entry(if_none_exist: str = "", **more: Any) -> ReadEntry:
    return read_single(json.dumps(observation(**more)).encode(), if_none_exist)


def measured(if_none_exist: str = "", **more: Any) -> Measured:
    (part,) = entry(if_none_exist, **more).found
    assert isinstance(part, Measured), part
    return part


def refused(**more: Any) -> tuple[Reason, str]:
    (part,) = entry(**more).found
    assert isinstance(part, Unread), part
    return part.reason, part.field


IDENTIFIED = [{"value": "only"}, {"system": "urn:s", "value": "1"}]


def test_the_identifier_that_is_its_own_everywhere_is_the_event_id() -> None:
    assert measured(identifier=IDENTIFIED).reading.event_id == "urn:s|1#heart_rate"
    assert measured(identifier=IDENTIFIED[:1]).reading.event_id is None


def identifier(value: str, system: str = "urn:s", **more: Any) -> dict[str, Any]:
    kind = {"type": concept(more.pop("kind"))} if "kind" in more else {}
    return {"system": system, "value": value} | kind | more


OWN = [
    ([identifier("1"), identifier("2", "urn:a")], "urn:a|2,urn:s|1"),
    ([identifier("2", "urn:a"), identifier("1")], "urn:a|2,urn:s|1"),
    ([identifier("1"), identifier("1")], "urn:s|1"),
    ([identifier("o", "urn:a", kind="PLAC"), identifier("1")], "urn:s|1"),
    ([identifier("o", "urn:a", kind="FILL"), identifier("a", "urn:b", kind="ACSN"), identifier("1")], "urn:s|1"),
    ([identifier("2", "urn:a"), identifier("1", use="official")], "urn:s|1"),
    ([identifier("2", "urn:a"), identifier("1", kind="OBI")], "urn:s|1"),
    ([identifier("2", "urn:a", use="old"), identifier("1")], "urn:s|1"),
    ([identifier("2", "urn:a", use="old")], "urn:a|2"),
    ([identifier("o", kind="PLAC")], None),
]


@pytest.mark.parametrize(("identifiers", "known_by"), OWN)
def test_what_is_its_own_among_several_identifiers_is_told_by_type_and_use_and_not_by_place(
    identifiers: list[dict[str, Any]], known_by: str | None
) -> None:
    told = {measured(identifier=order).reading.event_id for order in (identifiers, identifiers[::-1])}
    assert told == {known_by and f"{known_by}#heart_rate"}


@pytest.mark.parametrize("order", [identifier("o", "urn:a"), identifier("o", "urn:z"), identifier("o", kind="PLAC")])
def test_observations_of_one_order_are_not_one(order: dict[str, Any]) -> None:
    ids = [measured(identifier=[order, identifier(number)]).reading.event_id for number in "12"]
    assert len(set(ids)) == 2


def test_a_value_that_is_not_final_or_was_corrected_has_an_id_of_its_own() -> None:
    ids = [
        measured(identifier=IDENTIFIED, status=status, valueQuantity=quantity(value, "/min")).reading.event_id
        for status, value in (("final", 72), ("preliminary", 72), ("corrected", 72), ("corrected", 73), ("amended", 73))
    ]
    assert len(set(ids)) == len(ids)
    again = measured(identifier=IDENTIFIED, status="corrected", valueQuantity=quantity(73, "/min")).reading.event_id
    assert again == ids[3]


def test_a_long_identifier_is_cut_to_a_digest() -> None:
    event_id = measured(identifier=[{"system": "urn:s", "value": "x" * 5000}]).reading.event_id
    assert event_id is not None
    assert len(event_id) < 200


def test_an_observation_that_must_not_exist_yet_is_known_by_what_was_searched() -> None:
    assert measured("identifier=urn:s|9").reading.event_id == "urn:s|9#heart_rate"
    assert measured("identifier=http%3A%2F%2Fs%7C9", identifier=IDENTIFIED).reading.event_id == "http://s|9#heart_rate"


@pytest.mark.parametrize("search", ["code=8867-4", "identifier=9", "identifier=|9", "identifier=s|9&status=final"])
def test_by_another_search_nothing_can_be_told(search: str) -> None:
    problem = entry(search).problem
    assert problem is not None
    assert (problem.status, problem.code) == (400, "not-supported")


@pytest.mark.parametrize(
    ("device", "known_by"),
    [
        ({"reference": "Device/d1"}, "d1"),
        ({"reference": "DeviceMetric/m1"}, "m1"),
        ({"identifier": {"system": "urn:eui", "value": "0012"}}, "0012"),
        ({"reference": "urn:uuid:7e2b5b4e-0000-4000-8000-000000000001"}, None),
        ({"reference": "Patient/p1"}, None),
        ({"display": "the one by the window"}, None),
        ({"reference": "#d"}, "serial"),
        ({"reference": "#local"}, None),
    ],
)
def test_a_device_is_known_by_an_id_that_is_the_same_next_time(device: dict[str, Any], known_by: str | None) -> None:
    contained: list[dict[str, Any]] = [{"resourceType": "Device", "id": "local"}]
    contained += [{"resourceType": "Device", "id": "d", "identifier": [{"value": "serial"}]}]
    assert measured(device=device, contained=contained).reading.device_id == known_by


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Patient/"},
        {"reference": "Patient/p1/extra"},
        {"reference": "javascript:alert(1)"},
        {"reference": "Patient?identifier=1"},
        {"reference": "#nobody"},
        {"reference": "Location/l1"},
    ],
)
def test_a_subject_that_leads_to_no_patient_is_refused(subject: dict[str, Any]) -> None:
    assert refused(subject=subject) == (Reason.UNCLEAR_PATIENT, "subject")


def test_a_subject_of_another_type_or_without_anything_is_nobody() -> None:
    assert refused(subject={"reference": "Patient/p1", "type": "Device"}) == (Reason.NO_PATIENT, "subject")
    assert refused(subject={"display": "Somebody"}) == (Reason.NO_PATIENT, "subject")


def test_a_contained_patient_with_two_unmarked_numbers_is_nobody_for_sure() -> None:
    contained = [{"resourceType": "Patient", "id": "p", "identifier": [{"value": "a"}, {"value": "b"}]}]
    assert refused(subject={"reference": "#p"}, contained=contained)[0] is Reason.UNCLEAR_PATIENT


def test_the_id_of_a_contained_patient_is_nobodys() -> None:
    contained = [{"resourceType": "Patient", "id": "pat", "name": [{"family": "Somebody"}]}]
    assert refused(subject={"reference": "#pat"}, contained=contained) == (Reason.UNCLEAR_PATIENT, "subject")
    subject = {"reference": "#pat", "identifier": {"value": "mr"}}
    assert measured(subject=subject, contained=contained).reading.patient_id == "mr"


VALUES = [
    ("valueBoolean", True), ("valueRange", {}), ("valueRatio", {}), ("valueSampledData", {}), ("valueTime", "12:00"),
    ("valueDateTime", "2026"), ("valuePeriod", {}), ("valueAttachment", {}), ("valueReference", {}),
    ("valueString", "72"), ("valueInteger", 72),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_a_value_of_another_kind_is_refused_by_its_name(name: str, value: object) -> None:
    assert refused(valueQuantity=None, **{name: value}) == (Reason.NOT_A_NUMBER, name)


def test_two_values_are_none() -> None:
    assert refused(valueInteger=72) == (Reason.MALFORMED, "value")


def test_a_part_may_be_wrong_and_the_others_are_taken() -> None:
    components = [
        {"code": concept("8480-6"), "valueQuantity": quantity(120, "mm[Hg]")},
        {"code": concept("8462-4"), "valueQuantity": quantity(80, "furlong")},
        {"code": concept("8478-0"), "dataAbsentReason": concept("error")},
        {"code": concept("0-0"), "valueString": "cuff on the left"},
        {"code": concept("8478-0")},
    ]
    found = entry(code=concept("85354-9"), valueQuantity=None, component=components).found
    assert [type(part) for part in found] == [Measured, Unread, Absent, Unread, Unread]
    assert [part.ref for part in found] == [f"Observation.component[{place}]" for place in range(5)]


def warmth(value: float, unit: str) -> dict[str, Any]:
    return {"code": concept("8310-5"), "valueQuantity": quantity(value, unit)}


SNOMED, MDC = "http://snomed.info/sct", "urn:iso:std:iso:11073:10101"


def test_the_warmth_of_the_skin_is_not_that_of_the_body() -> None:
    unclear = (Reason.UNCLEAR_SIGNAL, "code")
    skin = concept("39937001", system=SNOMED)
    assert refused(**warmth(31, "Cel"), bodySite=skin) == unclear
    both = {"coding": concept("8310-5")["coding"] + concept("150388", system=MDC)["coding"]}
    assert refused(**warmth(31, "Cel") | {"code": both}) == unclear
    panel = {"code": concept("85353-1"), "valueQuantity": None, "bodySite": skin}
    pulse = {"code": concept("8867-4"), "valueQuantity": quantity(72, "/min")}
    assert [type(part) for part in entry(**panel, component=[warmth(31, "Cel"), pulse]).found] == [Unread, Measured]
    assert measured(**warmth(37, "Cel"), bodySite=concept("34402009", system=SNOMED)).reading.value == 37


def test_one_value_in_two_units_is_one_reading_and_two_values_are_none() -> None:
    first, again = entry(**warmth(37.0, "Cel"), component=[warmth(98.6, "[degF]")]).found
    assert isinstance(first, Measured)
    assert isinstance(again, Measured)
    assert (first.reading, first.ref, again.ref) == (again.reading, "Observation", "Observation.component[0]")
    differing = [warmth(98.6, "[degF]"), warmth(38.0, "Cel")]
    assert [type(part) for part in entry(**warmth(37.0, "Cel"), component=differing).found] == [Unread] * 3
    impossible = entry(**warmth(137.0, "Cel"), component=[warmth(37.0, "Cel")]).found
    assert [type(part) for part in impossible] == [Unread] * 2


def test_the_end_of_a_period_counts_and_one_that_lasts_has_no_time() -> None:
    times = {"start": "2026-03-01T11:00:00Z", "end": "2026-03-01T12:00:00Z"}
    at_its_end = measured(effectiveDateTime=None, effectivePeriod=times).reading.observed_at
    assert at_its_end == measured(effectiveDateTime=times["end"]).reading.observed_at
    lasting = {"effectiveDateTime": None, "effectivePeriod": {"start": times["start"]}}
    assert refused(**lasting) == (Reason.NO_TIME, "effectivePeriod.end")


def test_a_schedule_is_told_for_what_it_is() -> None:
    timing = {"event": ["2026-03-01T12:00:00Z"]}
    assert refused(effectiveDateTime=None, effectiveTiming=timing) == (Reason.NOT_SUPPORTED, "effectiveTiming")


def test_implicit_rules_may_change_everything() -> None:
    assert refused(implicitRules="http://example.org/rules") == (Reason.MODIFIED, "implicitRules")


def test_what_is_told_of_somebody_else_than_the_subject_is_not_the_subjects() -> None:
    focus = [{"reference": "RelatedPerson/fetus"}]
    assert refused(focus=focus) == (Reason.OF_ANOTHER, "focus")
    (part,) = entry(focus=focus).found
    assert isinstance(part, Unread)
    assert "patient_id" not in part.known


def test_what_cannot_be_read_names_the_place_and_nothing_that_stood_there() -> None:
    problem = entry(component=[{"valueQuantity": {"value": "MARKER"}}]).problem
    assert problem is not None
    assert problem.expression == "Observation.component[0].valueQuantity.value"
    assert "MARKER" not in str(problem)
