"""Codings of FHIR as pairs of the code table's systems."""

from bedside.core.vitals.coding import LOINC, MDC, SNOMED, UCUM
from bedside.core.vitals.coding import Coding as Pair
from bedside.messages.fhir.resources import CodeableConcept, Quantity

_SYSTEMS = {
    "http://loinc.org": LOINC,
    "urn:oid:2.16.840.1.113883.6.1": LOINC,
    "urn:iso:std:iso:11073:10101": MDC,
    "urn:oid:2.16.840.1.113883.6.24": MDC,
    "http://snomed.info/sct": SNOMED,
    "urn:oid:2.16.840.1.113883.6.96": SNOMED,
    "http://unitsofmeasure.org": UCUM,
    "urn:oid:2.16.840.1.113883.6.8": UCUM,
}


def pairs(concept: CodeableConcept | None) -> list[Pair]:
    """Returns the codings of known systems."""
    codings = concept.coding if concept else []
    return [(_SYSTEMS[one.system], one.code) for one in codings if one.system in _SYSTEMS]


def declared_unit(quantity: Quantity) -> list[Pair]:
    """Returns the unit of a quantity by its code, none where it has only a text: that may be in any language."""
    system = _SYSTEMS.get(quantity.system)
    return [(system, quantity.code)] if system in (UCUM, MDC) and quantity.code else []
