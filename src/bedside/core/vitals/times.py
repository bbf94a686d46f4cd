"""How times are written: RFC 3339, in UTC, to the millisecond."""

from datetime import UTC, datetime


def time_text(at_ms: int) -> str:
    """Returns the time as it is shown everywhere.

    >>> time_text(1_760_000_000_500)
    '2025-10-09T08:53:20.500Z'
    """
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
