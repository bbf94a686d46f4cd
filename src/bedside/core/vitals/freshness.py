"""How long a reading speaks for its patient.

What a monitor sends every second or so is not current any more after half a minute; what a cuff or a person measures
holds until it is next due, 4 hours at the longest between two rounds of observations at low risk (NEWS2: 4-6 h).
"""

CONTINUOUS = frozenset({"heart_rate", "pulse_rate", "spo2", "respiratory_rate"})
CONTINUOUS_MS = 30_000
MEASURED_MS = 4 * 60 * 60 * 1000
"""How long a measured value holds, unless a hospital has set another interval."""


def fresh_ms(signal: str, interval_ms: int) -> int:
    """Returns for how many milliseconds a reading of the signal is fresh; ``interval_ms`` is that of a measured one."""
    return CONTINUOUS_MS if signal in CONTINUOUS else interval_ms
