"""What could not be taken, in quarantine."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """What could not be taken: the reading or message as it came, and why."""

    reject_id: str
    reason: str
    field: str
    received_ms: int
    source: str
    raw_ref: str
    """Where it stood in what was sent, such as a row or a segment."""
    raw: bytes
    replayed_ms: int | None = None


class RejectStore(Protocol):
    """The quarantine."""

    def put_many(self, rejects: Sequence[Reject]) -> None:
        """Stores all or none, durable on return; the same id again changes nothing."""

    def get(self, reject_id: str) -> Reject:
        """Returns it. Raises NotFound."""

    def waiting(self, limit: int = 100) -> list[Reject]:
        """Returns the newest that were not replayed, newest first."""

    def mark_replayed(self, reject_id: str, at_ms: int) -> None:
        """Notes that it was read again and taken."""

    def count(self, after_ms: int | None = None, but: Collection[str] = ()) -> int:
        """Returns how many wait; with ``after_ms`` of those received later, and not those refused for ``but``."""
