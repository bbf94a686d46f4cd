"""Takes one HL7 v2 message in and acknowledges it, once what it holds is durable.

AA: taken; parts with codes that are not known here are kept aside, and told as warnings, where others were taken. AE:
a part that should have been taken is refused, or nothing was taken; it is kept aside with its reason. AR: not taken,
the sender keeps it. Of an ADT the code is that of its movements; values in it that are refused are warnings. Where
nothing can be made durable there is no answer at all, and the sender sends it again.
"""

from collections.abc import Callable, Sequence
from datetime import tzinfo

from bedside.core.vitals.reading import FUTURE_MS, Reason
from bedside.messages.found import Unread
from bedside.messages.hl7v2 import ACCEPTED, ERROR, REJECTED, Fault, Received, acknowledge, fault_of, read, too_large
from bedside.usecases.take_admission import TakeAdmission
from bedside.usecases.take_found import TAKEN, Outcome, Sent, TakeFound

_OTHER_VISIT = (
    "The patient is here in another visit than the one that ends, and stays on the ward: to discharge them, send the "
    "number of the visit they were admitted with."
)


class TakeHl7Message:
    """Takes messages in. ``zone`` is that of times without one, where the hospital has declared it."""

    def __init__(
        self, found: TakeFound, admissions: TakeAdmission, clock: Callable[[], int], zone: tzinfo | None = None
    ) -> None:
        self._found = found
        self._admissions = admissions
        self._clock = clock
        self._zone = zone

    def take(self, raw: bytes) -> list[bytes]:
        """Returns the answers that the sender waits for: one as a rule. Raises Unavailable, and then there is none."""
        received = read(raw, self._zone)
        if received.refused:
            return acknowledge(received.header, REJECTED, [received.refused], self._clock())
        if received.movements:
            code, faults = self._moved(received, raw)
            faults += self._observed(received, raw)[1] if received.found else []
        else:
            code, faults = self._observed(received, raw)
        return acknowledge(received.header, code, faults, self._clock())

    def too_large(self, head: bytes) -> list[bytes]:
        """Returns the answers to a message of which only the beginning was taken in."""
        received = too_large(head)
        assert received.refused is not None
        return acknowledge(received.header, REJECTED, [received.refused], self._clock())

    def _observed(self, received: Received, raw: bytes) -> tuple[str, list[Fault]]:
        sent = Sent(received.found, raw, control_id=received.header.control_id)
        (outcomes,) = self._found.take([sent], received.header.source)
        rejected = [one for one in outcomes if one.status == "rejected"]
        some_taken = any(one.status in TAKEN for one in outcomes)
        if received.movements or (some_taken and all(one.reason is Reason.UNKNOWN_SIGNAL for one in rejected)):
            return ACCEPTED, _faults(rejected, "W")
        return ERROR if rejected else ACCEPTED, _faults(rejected, "E")

    def _moved(self, received: Received, raw: bytes) -> tuple[str, list[Fault]]:
        refused, warned = [], []
        now_ms = self._clock()
        for place, movement in enumerate(received.movements, 1):
            if isinstance(movement, Unread):
                refused.append(movement)
            elif movement.at_ms is not None and movement.at_ms > now_ms + FUTURE_MS:
                refused.append(Unread(Reason.IN_THE_FUTURE, "EVN-2", f"PID[{place}]"))
            elif not self._admissions.take(movement, now_ms):
                warned.append(Fault(204, _OTHER_VISIT, "PV1-19", place, "W"))
        outcomes = self._found.take([Sent(refused, raw)], received.header.source)[0] if refused else []
        return ERROR if refused else ACCEPTED, _faults(outcomes, "E") + warned


def _faults(outcomes: Sequence[Outcome], severity: str) -> list[Fault]:
    return [fault_of(Unread(one.reason, one.field, one.ref), severity) for one in outcomes if one.reason]
