"""Bundles, their references, and the answers to them; the library of reference reads our answers too."""

import json
from typing import Any

import pytest
from fhir.resources.capabilitystatement import CapabilityStatement as R5CapabilityStatement
from fhir.resources.R4B.bundle import Bundle as R4BBundle
from fhir.resources.R4B.capabilitystatement import CapabilityStatement as R4BCapabilityStatement
from fhir.resources.R4B.operationoutcome import OperationOutcome as R4BOperationOutcome

from bedside.core.vitals.reading import Reason
from bedside.messages.fhir import Problem, ReadBundle, read_bundle
from bedside.messages.fhir.answers import bundle_response, observation_id, outcome, refusal, response
from bedside.messages.fhir.capability import capability_statement
from bedside.messages.found import Measured, Unread
from unit.messages.fhir.test_observation import observation

URN = "urn:uuid:7e2b5b4e-0000-4000-8000-000000000002"


def bundled(*entries: dict[str, Any], kind: str = "batch") -> ReadBundle:
    read = read_bundle(json.dumps({"resourceType": "Bundle", "type": kind, "entry": list(entries)}).encode())
    assert isinstance(read, ReadBundle), read
    return read


def posted(resource: dict[str, Any], url: str = "Observation", method: str = "POST", **more: Any) -> dict[str, Any]:
    return {"resource": resource, "request": {"method": method, "url": url}} | more


def patient_of(patient: dict[str, Any], **request: str) -> str | Reason:
    own = posted({"resourceType": "Patient"} | patient, fullUrl=URN, url="Patient") | {}
    own["request"] |= request
    read = bundled(own, posted(observation(subject={"reference": URN})))
    assert read.entries[0].is_context
    (part,) = read.entries[1].found
    return part.reading.patient_id if isinstance(part, Measured) else part.reason if isinstance(part, Unread) else ""


MARKED = {"type": {"coding": [{"code": "MR"}]}, "value": "mr"}


@pytest.mark.parametrize(
    ("patient", "request_", "found"),
    [
        ({"identifier": [{"value": "a"}, MARKED]}, {}, "mr"),
        ({"identifier": [{"value": "a"}]}, {}, "a"),
        ({"id": "p1"}, {}, Reason.UNCLEAR_PATIENT),
        ({"id": "p1"}, {"method": "PUT", "url": "Patient/p1"}, "p1"),
        ({"id": "p1"}, {"method": "PUT", "url": "Patient/p2"}, Reason.UNCLEAR_PATIENT),
        ({"id": "p1"}, {"method": "PUT", "url": "Patient?identifier=urn:s|1"}, Reason.UNCLEAR_PATIENT),
        ({"id": "p1", "identifier": [MARKED]}, {"method": "PUT", "url": "Patient/p1"}, "p1"),
        ({"id": "p1", "identifier": [MARKED]}, {}, "mr"),
        ({"identifier": [{"value": "a"}, {"value": "b"}]}, {}, Reason.UNCLEAR_PATIENT),
        ({}, {}, Reason.UNCLEAR_PATIENT),
        ({"identifier": "a"}, {}, Reason.UNCLEAR_PATIENT),
    ],
)
def test_a_patient_who_comes_along_is_known_by_the_number_that_is_plain(
    patient: dict[str, Any], request_: dict[str, str], found: str | Reason
) -> None:
    assert patient_of(patient, **request_) == found


EHR, OTHER = "http://ehr.example/fhir/", "https://other.example/r4/"


def patients_of(patients: list[dict[str, Any]], *sent: tuple[str, str]) -> list[str | Reason]:
    """Returns whose the Observations are, of each the full address and what its subject says."""
    read = bundled(*patients, *(posted(observation(subject={"reference": to}), fullUrl=of) for of, to in sent))
    parts = [part for entry in read.entries for part in entry.found]
    return [part.reading.patient_id if isinstance(part, Measured) else part.reason for part in parts]


def along(full_url: str, **patient: Any) -> dict[str, Any]:
    return posted({"resourceType": "Patient"} | patient, url="Patient", fullUrl=full_url)


def test_a_patient_of_a_bundle_is_one_by_whichever_address_an_observation_names_them() -> None:
    """As FHIR resolves references in Bundles: relative ones below the root of the entry that they stand in."""
    ours = [along(f"{EHR}Patient/fp1", identifier=[MARKED])]
    named = ["Patient/fp1", f"{EHR}Patient/fp1", "Patient/fp1/_history/2", f"{EHR}Patient/fp1/_history/2"]
    for full_url in (f"{EHR}Observation/1", URN, ""):
        assert patients_of(ours, *((full_url, one) for one in named)) == ["mr"] * 4


def test_a_patient_of_another_server_is_another() -> None:
    ours = [along(f"{EHR}Patient/fp1", identifier=[MARKED])]
    assert patients_of(ours, (URN, f"{OTHER}Patient/fp1"), (f"{OTHER}Observation/1", "Patient/fp1")) == ["fp1", "fp1"]


def test_which_of_two_that_came_along_is_meant_is_not_guessed() -> None:
    both = [along(f"{EHR}Patient/p", identifier=[MARKED]), along(f"{OTHER}Patient/p", identifier=[{"value": "b"}])]
    sent = [(f"{EHR}Observation/1", "Patient/p"), (f"{OTHER}Observation/1", "Patient/p"), (URN, "Patient/p")]
    assert patients_of(both, *sent) == ["mr", "b", Reason.UNCLEAR_PATIENT]
    same = [along(URN, identifier=[MARKED]), along(URN, identifier=[{"value": "b"}])]
    assert patients_of(same, ("", URN)) == [Reason.UNCLEAR_PATIENT]


def test_the_id_of_a_patient_who_is_created_is_nobodys_by_whichever_reference() -> None:
    assert patients_of([along(URN, id="tmp1")], ("", "Patient/tmp1")) == [Reason.UNCLEAR_PATIENT]
    assert patients_of([along(f"{EHR}Patient/tmp1")], ("", f"{EHR}Patient/tmp1")) == [Reason.UNCLEAR_PATIENT]
    assert patients_of([along("", id="tmp1", identifier=[MARKED])], ("", "Patient/tmp1")) == ["mr"]


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        (posted(observation(), method="PUT"), 405),
        (posted(observation(), url="Patient"), 404),
        (posted({"resourceType": "Condition"}), 404),
        ({"resource": observation()}, 400),
        ({"request": {"method": "GET", "url": "Observation?patient=1"}}, 405),
        ({"request": {"method": "DELETE", "url": "Patient/1"}}, 405),
        (posted({"resourceType": "Patient"}, url="Patient/1", method="DELETE"), 405),
        (posted({"resourceType": "Binary"}, url="Observation/1", method="PATCH"), 405),
        ({"request": {"method": "POST", "url": "Observation"}}, 400),
        ({"resource": 5, "request": {"method": "POST", "url": "Observation"}}, 400),
        ({}, 400),
        (posted(observation() | {"status": 5}), 400),
    ],
)
def test_an_entry_that_cannot_be_done_spoils_no_other(entry: dict[str, Any], status: int) -> None:
    read = bundled(entry, posted(observation()))
    assert read.entries[0].problem is not None
    assert read.entries[0].problem.status == status
    assert isinstance(read.entries[1].found[0], Measured)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b'{"resourceType":"Observation"}', 400),
        (b'{"resourceType":"Bundle","type":"searchset"}', 422),
        (b'{"resourceType":"Bundle","type":"batch","implicitRules":"x"}', 422),
        (b'{"resourceType":"Bundle","type":"batch","entry":{}}', 400),
        (b'{"resourceType":"Bundle","type":"batch","entry":[' + b"{}," * 10_000 + b"{}]}", 413),
        (b'{"resourceType":"Bundle","type":"batch","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400),
        (b"\xff\xfe{}", 400),
    ],
)
def test_what_is_no_bundle_is_refused(raw: bytes, status: int) -> None:
    read = read_bundle(raw)
    assert isinstance(read, Problem)
    assert read.status == status


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_makes_an_outcome_that_the_library_reads(reason: Reason) -> None:
    issue = refusal(reason, "unit", "Observation.component[1]")
    R4BOperationOutcome.model_validate(outcome([issue]))
    assert issue["expression"] == ["Observation.component[1].value.code"]


def test_the_library_reads_our_answers_to_bundles() -> None:
    entries = [
        response(201, location="http://localhost/fhir/Observation/1"),
        response(422, [refusal(Reason.NO_TIME, "", "Observation")]),
    ]
    read = R4BBundle.model_validate(bundle_response(entries, is_transaction=False))
    assert [one.response.status for one in read.entry] == ["201 Created", "422 Unprocessable Entity"]
    assert read.type == "batch-response"


def test_the_library_reads_our_statement_of_what_we_do() -> None:
    statement = capability_statement("1.0", "http://localhost/fhir", "2026-03-01")
    R5CapabilityStatement.model_validate(statement | {"fhirVersion": "5.0.0"})
    read = R4BCapabilityStatement.model_validate(statement)
    assert [one.code for one in read.rest[0].interaction] == ["transaction", "batch"]
    (resource,) = read.rest[0].resource
    assert (resource.type, [one.code for one in resource.interaction]) == ("Observation", ["create"])


def test_an_observation_keeps_its_id_whichever_signal_came_first() -> None:
    assert observation_id("event:s|1#systolic_bp") == observation_id("event:s|1#mean_bp")
    assert observation_id("content:1") != observation_id("content:2")
