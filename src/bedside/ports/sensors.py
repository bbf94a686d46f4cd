"""What is known of sensors beside their readings: from a gateway's last will, and from readings that were refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SensorEvent:
    """Something about a patient's sensor. ``kind`` is lost, online or refused; ``count`` is how many were refused.

    ``signal`` is "" for all that the patient's sensors measure.
    """

    patient_id: str
    signal: str
    kind: str
    at_ms: int
    count: int = 1


class SensorEvents(Protocol):
    """A short, durable list of such events, on its way from the doors to the scorer."""

    def put_many(self, events: Sequence[SensorEvent]) -> None:
        """Appends them, durable on return."""

    def after(self, sequence: int, limit: int = 1000) -> list[tuple[int, SensorEvent]]:
        """Returns the events behind a sequence, in order, each with its own sequence."""

    def drop(self, before_ms: int) -> None:
        """Forgets those that are older."""
