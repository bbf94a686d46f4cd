"""Two libraries read the messages of the conformance file too.

Where they take in what we take in, their values are equal; where they disagree with us about taking it in at all, the
file says why.
"""

from typing import Any

import hl7
import pytest
from fhir.resources import get_fhir_model_class
from fhir.resources.R4B import get_fhir_model_class as get_r4b_model_class
from pydantic import ValidationError

from bedside.core.vitals.reading import Reading
from bedside.messages import hl7v2
from bedside.messages.fhir import Problem, read_bundle, read_single
from bedside.messages.found import Measured
from conformance.cases import Case, hl7_bytes, json_bytes, named, of

FHIR = of("fhir")
HL7 = of("hl7v2")


def validated(case: Case, release: str) -> Any:
    """Returns the resource as the library reads it, None where it refuses it."""
    find = get_fhir_model_class if release == "R5" else get_r4b_model_class
    try:
        return find(case["message"]["resourceType"]).model_validate(case["message"])
    except ValidationError:
        return None


def is_taken(case: Case) -> bool:
    return not case["refused"] and case["answer"] in (200, 201) and not {"400", "405"} & {*case.get("entries", ())}


@pytest.mark.parametrize("case", FHIR, ids=named)
def test_where_the_fhir_library_disagrees_the_file_says_why(case: Case) -> None:
    assert (validated(case, "R4B") is not None) == (is_taken(case) != ("differs" in case))


@pytest.mark.parametrize("release", ["R4B", "R5"])
@pytest.mark.parametrize("case", [case for case in FHIR if is_taken(case)], ids=named)
def test_values_are_those_that_the_fhir_library_reads(case: Case, release: str) -> None:
    resource = validated(case, release)
    if resource is None:
        assert release == "R4B"
        assert "differs" in case
        return
    observations = [resource] if case["message"]["resourceType"] == "Observation" else _entries(resource)
    theirs = [value for one in observations if one.status != "cancelled" for value in _values(one)]
    assert [(one.value, one.observed_at) for one in _ours(case)] == theirs


def _ours(case: Case) -> list[Reading]:
    raw = json_bytes(case["message"])
    read = read_bundle(raw) if case["message"]["resourceType"] == "Bundle" else read_single(raw)
    assert not isinstance(read, Problem)
    entries = [read] if not hasattr(read, "entries") else read.entries
    return [part.reading for entry in entries for part in entry.found if isinstance(part, Measured)]


def _entries(bundle: Any) -> list[Any]:
    return [one.resource for one in bundle.entry if type(one.resource).__name__ == "Observation"]


def _values(observation: Any) -> list[tuple[float | str, int]]:
    period = observation.effectivePeriod
    at = observation.effectiveDateTime or observation.effectiveInstant or period.end
    parts = [observation, *(observation.component or ())]
    values = [_value(part) for part in parts]
    return [(value, round(at.timestamp() * 1000)) for value in values if value is not None]


LEVELS = {"130987000": "C", "LA9340-6": "A"}


def _value(part: Any) -> float | str | None:
    if part.valueQuantity is not None:
        return float(part.valueQuantity.value)
    if part.valueInteger is not None:
        return float(part.valueInteger)
    return LEVELS[part.valueCodeableConcept.coding[0].code] if part.valueCodeableConcept else None


def parsed(case: Case) -> Any:
    """Returns the message as the library reads it, None where it refuses it."""
    try:
        message = hl7.parse(hl7_bytes(case), encoding=_declared(case))
        message.segment("OBX" if case["readings"] else "MSH")
    except (hl7.HL7Exception, KeyError, ValueError, LookupError):
        return None
    return message


def _declared(case: Case) -> str:
    """Returns the character set of MSH-18, which the library does not look at."""
    fields = case["message"][0].split("|")
    return {"UNICODE UTF-8": "utf-8", "8859/1": "latin-1"}.get(fields[17] if len(fields) > 17 else "", "ascii")


@pytest.mark.parametrize("case", HL7, ids=named)
def test_where_the_hl7_library_disagrees_the_file_says_why(case: Case) -> None:
    is_ours = case["answer"] in ("AA", "CA") and not case["refused"]
    theirs = parsed(case)
    is_theirs = theirs is not None and len(theirs) == len(case["message"])
    assert is_theirs == (is_ours != ("differs" in case))


@pytest.mark.parametrize("case", [case for case in HL7 if case["readings"] and "differs" not in case], ids=named)
def test_values_are_those_that_the_hl7_library_reads(case: Case) -> None:
    ours = [part for part in hl7v2.read(hl7_bytes(case)).found if isinstance(part, Measured)]
    theirs = parsed(case).segments("OBX")
    for part in ours:
        obx = theirs[int(part.ref.removeprefix("OBX[").removesuffix("]")) - 1]
        letters = [str(one) for one in obx(5)(0)] if not isinstance(obx(5)(0), str) else [obx(5)(0)]
        wanted = {"LA6560-2": "C", "248234008": "A"}
        texts = [wanted.get(text.strip(), text.strip()) for text in letters]
        assert part.reading.value in {*texts, *(float(text) for text in texts if text.replace(".", "").isdecimal())}
