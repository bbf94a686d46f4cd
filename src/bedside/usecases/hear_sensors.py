"""Hands the scorers what is known of sensors beside the log: that one is lost or back, and what was refused.

A scorer that starts hears again what of the last hour says whether a sensor is lost, and nothing of what was refused.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from bedside.core.vitals.freshness import CONTINUOUS
from bedside.ports import SensorEvent, SensorEvents

_STAY_MS = 3_600_000
_REFUSED_MS = 60_000
_TEND_MS = 60_000


class Scorer(Protocol):
    """What hears of sensors."""

    def tell_status(self, patient_id: str, signals: Sequence[str], at_ms: int, *, is_lost: bool) -> None:
        """Hears that sensors are lost, or there again."""

    def tell_refused(self, patient_id: str, counts: dict[str, int], at_ms: int) -> None:
        """Hears how many readings of each signal were refused as impossible."""


class HearSensors:
    """The work of a loop. ``shard_of`` returns the shard of a patient."""

    def __init__(
        self,
        events: SensorEvents,
        scorers: Sequence[Scorer],
        shard_of: Callable[[str], int],
        clock_ms: Callable[[], int],
    ) -> None:
        self._events = events
        self._scorers = scorers
        self._shard_of = shard_of
        self._clock_ms = clock_ms
        self._heard = 0
        self._tended_ms = 0

    def work(self) -> bool:
        """Hands over what is new; returns whether there was anything."""
        now_ms = self._clock_ms()
        found = self._events.after(self._heard)
        refused: Counter[tuple[str, str]] = Counter()
        for sequence, event in found:
            self._heard = sequence
            if event.kind == "refused":
                if now_ms - event.at_ms <= _REFUSED_MS:
                    refused[event.patient_id, event.signal] += event.count
            elif now_ms - event.at_ms <= _STAY_MS:
                self._tell(event)
        for (patient_id, signal), count in refused.items():
            self._scorer(patient_id).tell_refused(patient_id, {signal: count}, now_ms)
        if abs(now_ms - self._tended_ms) > _TEND_MS:
            self._events.drop(now_ms - _STAY_MS)
            self._tended_ms = now_ms
        return bool(found)

    def _tell(self, event: SensorEvent) -> None:
        signals = [event.signal] if event.signal else sorted(CONTINUOUS)
        self._scorer(event.patient_id).tell_status(event.patient_id, signals, event.at_ms, is_lost=event.kind == "lost")

    def _scorer(self, patient_id: str) -> Scorer:
        return self._scorers[self._shard_of(patient_id)]
