"""What is known of an Observation's part that is refused: whoever corrects it names only the fields that are wrong."""

from dataclasses import replace

from bedside.core.vitals.coding import signal_of
from bedside.core.vitals.reading import Reason
from bedside.messages.fhir.codings import pairs
from bedside.messages.fhir.resources import Observation, Valued
from bedside.messages.found import Unread
from bedside.messages.vitals import known_fields


def with_known(
    refused: Unread, given: Observation, patient: str | Reason, at_ms: int | Reason, device: str | None
) -> Unread:
    """Returns the refusal with the fields of the reading that could be read."""
    place = refused.ref.partition("[")[2].rstrip("]")
    part: Valued = given.component[int(place)] if place else given
    signal = signal_of(pairs(part.code))
    quantity = part.value_quantity
    fields = {
        "patient_id": None if isinstance(patient, Reason) else patient,
        "device_id": device,
        "signal": None if isinstance(signal, Reason) else signal.name,
        "value": quantity.value if quantity else part.value_string,
        "unit": (quantity.code or quantity.unit) if quantity else None,
    }
    known = known_fields(fields, None if isinstance(at_ms, Reason) else at_ms)
    return replace(refused, known=known)
