"""What intake learns of sensors from readings that it refused, told on to the scorer."""

from collections import Counter
from collections.abc import Callable, Sequence

import structlog

from bedside.errors import BedsideError
from bedside.ports import SensorEvent, SensorEvents


def refusals_to(events: SensorEvents) -> Callable[[Sequence[tuple[str, str]], int], None]:
    """Returns what intake tells of impossible values.

    They are in quarantine already, durably: where this cannot be written as well, the sender is not refused for it.
    """

    def told(pairs: Sequence[tuple[str, str]], at_ms: int) -> None:
        counts = Counter(pairs)
        try:
            events.put_many(
                [SensorEvent(patient, signal, "refused", at_ms, count) for (patient, signal), count in counts.items()]
            )
        except BedsideError as error:
            structlog.get_logger().warning("refusals not told to the scorer", code=error.code)

    return told
