"""The CapabilityStatement: what this server does, and nothing that it does not."""

from typing import Any

_DOCUMENTATION = (
    "Observations of vital signs are taken in and stored as readings; they are not read back over FHIR. "
    "Any coding may match (LOINC, IEEE 11073 MDC); values need a UCUM code, effective a zone. "
    "R4B and R5 Observations are read alike. What is refused is kept with its reason."
)
_CONDITIONAL = "Conditional create by If-None-Exist with identifier=system|value; no other search."
_BUNDLE = (
    "A Bundle of type batch is done entry by entry, one of type transaction as a whole or not at all. "
    "Patients and Devices that come along are read to resolve references, and are not stored."
)


def capability_statement(version: str, base_url: str, released: str) -> dict[str, Any]:
    """Returns the statement of a server that answers at ``base_url``, of the software's version and date."""
    observation = {
        "type": "Observation",
        "documentation": _CONDITIONAL,
        "interaction": [{"code": "create"}],
        "versioning": "no-version",
        "readHistory": False,
        "updateCreate": False,
        "conditionalCreate": True,
        "conditionalRead": "not-supported",
        "conditionalUpdate": False,
        "conditionalDelete": "not-supported",
        "referencePolicy": ["literal", "logical", "local"],
    }
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": released,
        "kind": "instance",
        "software": {"name": "Bedside", "version": version},
        "implementation": {"description": "Intake of vital signs", "url": base_url},
        "fhirVersion": "4.0.1",
        "format": ["json", "application/fhir+json"],
        "rest": [
            {
                "mode": "server",
                "documentation": _DOCUMENTATION,
                "resource": [observation],
                "interaction": [
                    {"code": "transaction", "documentation": _BUNDLE},
                    {"code": "batch", "documentation": _BUNDLE},
                ],
            }
        ],
    }
