"""Whom and what an Observation is of: references by address, into the same Bundle, contained, or by identifier.

Within a Bundle they are resolved as FHIR R4 says (Bundle, 2.36.4.1, "Resolving references in Bundles"): a relative one
is below the root of the full address of the entry that it stands in, and what came along under that address is meant.
An entry without such an address has no root: there `Patient/p1` is the one that came along as such, whatever its root.
So a patient is the same one by whichever address an Observation names them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from bedside.core.vitals.ids import id_is_sound
from bedside.core.vitals.reading import Reason
from bedside.messages.fhir.resources import Known, Reference
from bedside.messages.found import unsound

_ADDRESS = re.compile(
    r"(https?://[^\s?#]+/)?(([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64}))(?:/_history/[A-Za-z0-9.-]{1,64})?"
)
"""Root, address below it, kind and id; a version is of the same resource."""
_PREFERRED = ("MR", "PI")
"""Types of identifier, of HL7 table 0203: the hospital's record number, then its other internal number."""


@dataclass(frozen=True, slots=True)
class Came:
    """A resource of the message, its full address or "", and whether its server stores it under the id that it has."""

    resource: Known
    full_url: str = ""
    is_stored: bool = False

    def addresses(self) -> set[str]:
        """Returns the addresses below a root under which the resource may be meant."""
        known = self.resource
        below = {f"{known.resource_type}/{known.id}"} if known.id else set()
        address = _ADDRESS.fullmatch(self.full_url)
        return below | {address.group(2)} if address else below


class References:
    """Finds the ids that references mean, among the resources that came along."""

    def __init__(self, came: Iterable[Came] = ()) -> None:
        self._by_url: Mapping[str, list[Came]] = defaultdict(list)
        self._by_address: Mapping[str, list[Came]] = defaultdict(list)
        self._root = ""
        for one in came:
            self._by_url[one.full_url].append(one)
            for address in one.addresses():
                self._by_address[address].append(one)

    def of(self, full_url: str) -> "References":
        """Returns the same for the references of the entry that has this full address, or ""."""
        address = _ADDRESS.fullmatch(full_url)
        if address is None or not address.group(1):
            return self
        found = copy(self)
        found._root = address.group(1)
        return found

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
        """Returns the id, None where the reference leads nowhere, or to several that differ."""
        address = _ADDRESS.fullmatch(reference.reference)
        if there := self._there(reference.reference, address, contained):
            own = {own_id(one.resource, stored=one.is_stored) for one in there if one.resource.resource_type == kind}
            if len(own) == 1 and (found := own.pop()):
                return found
        elif address and address.group(3) == kind:
            return address.group(4)
        return reference.identifier.value or None if reference.identifier else None

    def _there(self, text: str, address: re.Match[str] | None, contained: Sequence[Known]) -> Sequence[Came]:
        """Returns what of the message is meant: one resource, or several where the sender does not tell them apart."""
        if text.startswith("#"):
            return [Came(one) for one in contained if one.id == text.removeprefix("#")]
        if address is None:
            return self._by_url.get(text, ()) if text else ()
        root, below = address.group(1) or self._root, address.group(2)
        return self._by_url.get(root + below, ()) if root else self._by_address.get(below, ())


def own_id(resource: Known, *, stored: bool) -> str | None:
    """Returns the id of a resource that came along: as its server stores it, else the identifier that is plain.

    The ``id`` of a contained resource is of its Observation alone, and that of one that is to be created is given by
    the server: both may be "pat" for any patient, so they are none.
    """
    if stored and resource.id:
        return resource.id
    named = [one for one in resource.identifiers() if one.value]
    for kind in _PREFERRED:
        if marked := {one.value for one in named if kind in one.types()}:
            return marked.pop() if len(marked) == 1 else None
    if len({one.value for one in named}) == 1:
        return named[0].value
    return None
