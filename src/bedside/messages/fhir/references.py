"""Whom and what an Observation is of: references by address, into the same Bundle, contained, or by identifier."""

import re
from collections.abc import Mapping, Sequence

from bedside.core.vitals.ids import id_is_sound
from bedside.core.vitals.reading import Reason
from bedside.messages.fhir.resources import Identifier, Known, Reference
from bedside.messages.found import unsound

_ADDRESS = re.compile(
    r"(?:https?://[^\s?#]+/)?([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?"
)
_PREFERRED = ("MR", "PI")
"""Types of identifier, of HL7 table 0203: the hospital's record number, then its other internal number."""


class References:
    """Finds the ids that references mean, among the resources that came along by their full address."""

    def __init__(self, known: Mapping[str, Known], stored: frozenset[str] = frozenset()) -> None:
        self._known = known
        self._stored = stored

    def patient(self, subject: Reference | None, contained: Sequence[Known]) -> str | Reason:
        """Returns the patient's id, or why there is none."""
        if subject is None or (subject.type and subject.type.rpartition("/")[2] != "Patient"):
            return Reason.NO_PATIENT
        found = self._id("Patient", subject, contained)
        if found is None and subject.reference:
            return Reason.UNCLEAR_PATIENT
        if not found:
            return Reason.NO_PATIENT
        return found if id_is_sound(found) else unsound(found, Reason.UNCLEAR_PATIENT)

    def device(self, device: Reference | None, contained: Sequence[Known]) -> str | None:
        """Returns the device's id; None where none is named that would be the same the next time."""
        found = device and (self._id("Device", device, contained) or self._id("DeviceMetric", device, contained))
        return found if found and id_is_sound(found) else None

    def _id(self, kind: str, reference: Reference, contained: Sequence[Known]) -> str | None:
        """Returns the id, None where the reference leads nowhere."""
        there: Known | None = None
        if reference.reference.startswith("#"):
            there = next((one for one in contained if one.id == reference.reference.removeprefix("#")), None)
            if there and there.resource_type == kind and (own := own_id(there, stored=False)):
                return own
        elif there := self._known.get(reference.reference):
            stored = reference.reference in self._stored
            if there.resource_type == kind and (own := own_id(there, stored=stored)):
                return own
        elif (address := _ADDRESS.fullmatch(reference.reference)) and address.group(1) == kind:
            return address.group(2)
        return reference.identifier.value or None if reference.identifier else None


def own_id(resource: Known, *, stored: bool) -> str | None:
    """Returns the id of a resource that came along: as its server stores it, else the identifier that is plain.

    The ``id`` of a contained resource is of its Observation alone, and that of one that is to be created is given by
    the server: both may be "pat" for any patient, so they are none.
    """
    if stored and resource.id:
        return resource.id
    named = [one for one in resource.identifiers() if one.value]
    for kind in _PREFERRED:
        if marked := {one.value for one in named if kind in _types(one)}:
            return marked.pop() if len(marked) == 1 else None
    if len({one.value for one in named}) == 1:
        return named[0].value
    return None


def _types(identifier: Identifier) -> set[str]:
    return {coding.code for coding in identifier.type.coding} if identifier.type else set()
