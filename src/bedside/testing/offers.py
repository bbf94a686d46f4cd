"""Builds what is offered to a log of readings, for contract suites and tests of its readers."""

import time
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from bedside.core.vitals.identities import event_key, said_key, short_digests
from bedside.core.vitals.stored_reading import StoredReading
from bedside.messages.readings import batch_of
from bedside.ports.watch import Offered

NOW_MS = time.time_ns() // 1_000_000
"""When all was received: now, since a log forgets what was taken before its horizon."""


def stored(event_id: str, **changes: Any) -> StoredReading:
    """Returns a heart rate, with whatever is changed about it."""
    told: dict[str, Any] = {
        "patient_id": "p-1",
        "device_id": None,
        "signal": "heart_rate",
        "value": 72.0,
        "unit": "/min",
        "observed_at_ms": NOW_MS,
        "received_at_ms": NOW_MS + 100,
        "source": "json",
    }
    return StoredReading(event_id=event_id, **(told | changes))


def offered(readings: Sequence[StoredReading]) -> Offered:
    """Returns the readings as they are offered, with their digests."""
    said = [
        said_key((0, False, float(zlib.crc32(repr(one.value).encode())), one.observed_at_ms, one.sequence),
                 one.patient_id, one.device_id)
        for one in readings
    ]  # fmt: skip
    identities = short_digests([event_key(one.event_id) for one in readings])
    return Offered(batch_of(readings), identities, np.asarray(short_digests(said)))


def offer(*event_ids: str, **changes: Any) -> Offered:
    """Returns heart rates of these ids, as they are offered."""
    return offered([stored(event_id, **changes) for event_id in event_ids])
