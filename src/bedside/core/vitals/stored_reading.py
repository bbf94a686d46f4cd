"""A reading as it is kept: canonical, with when and by which door it came."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """One reading in its signal's own unit; a coded value is a string. Times are milliseconds since 1970, UTC.

    ``late`` means that it came after the horizon in which repeats are recognised: it is kept, and never alerts.
    """

    event_id: str
    patient_id: str
    device_id: str | None
    signal: str
    value: float | str
    unit: str
    observed_at_ms: int
    received_at_ms: int
    sequence: int | None = None
    source: str = ""
    late: bool = False

    @property
    def counts_from_ms(self) -> int:
        """Returns the time by which it is newer than others: one dated ahead is no newer than when it came."""
        return min(self.observed_at_ms, self.received_at_ms)
