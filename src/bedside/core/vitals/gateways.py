"""Which sources deliver, and which have fallen silent: one alert for a gateway that is gone, not one for each sensor.

Idea: at each tick it is known whether a source delivered since the last. The usual time between two such ticks is
followed with a weight of an eighth. A source that delivered at `REGULAR` ticks, a minute apart at most, is quiet after
two of its usual intervals, five seconds at least, and gone after four, twenty seconds at least; it is back once it has
delivered without being quiet for ten seconds. Time is that which passed while ticks went on (`persistence`), so that
an intake that stood still takes nobody for gone.

While the source of a sensor is quiet, the silence of the sensor says nothing of the sensor. It fails where one source
is one sensor, which is told as the gateway then; with several shards each finds it for itself. Cost: a step a source
at a tick, two indexed writes a reading.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.persistence import Now
from bedside.core.vitals.rules import HOUR, MINUTE, SECOND
from bedside.core.vitals.signals import SIGNALS

BY_HAND = frozenset({"manual", "csv"})
"""Sources that nobody expects to go on."""

REGULAR = 30
_LONGEST_USUAL_MS = MINUTE
_QUIET_MS, _GONE_MS, _BACK_MS = 5 * SECOND, 20 * SECOND, 10 * SECOND
_GIVEN_UP_MS = 24 * HOUR


@dataclass(slots=True)
class Source:
    """One source: when it last delivered, how often it does, and since when it has been heard of again."""

    name: str
    last_ms: int
    last_passed_ms: int
    usual_ms: float = 0.0
    deliveries: int = 0
    back_passed_ms: int = -1
    gone: str = ""
    """The first event of its episode while it is gone."""

    def silence_ms(self, now: Now) -> int:
        """Returns for how long nothing came, in time that passed."""
        return now.passed_ms - self.last_passed_ms

    def is_regular(self) -> bool:
        """Returns whether it delivers so that silence means something."""
        return self.deliveries >= REGULAR and self.usual_ms <= _LONGEST_USUAL_MS and self.name not in BY_HAND

    def is_quiet(self, now: Now) -> bool:
        """Returns whether more than it is long silent."""
        return self.is_regular() and self.silence_ms(now) >= max(_QUIET_MS, 2 * self.usual_ms)

    def delivered(self, now: Now) -> None:
        """Takes in that something came since the last tick."""
        gap = self.silence_ms(now)
        if self.deliveries and not self.gone:
            self.usual_ms += (gap - self.usual_ms) / (8 if self.deliveries > 1 else 1)
        if self.gone and (self.back_passed_ms < 0 or gap >= _QUIET_MS):
            self.back_passed_ms = now.passed_ms
        self.deliveries += 1
        self.last_ms, self.last_passed_ms = now.at_ms, now.passed_ms

    def begins_to_be_gone(self, now: Now) -> bool:
        """Returns whether it is gone from now on."""
        if self.gone or not self.is_regular() or self.silence_ms(now) < max(_GONE_MS, 4 * self.usual_ms):
            return False
        self.gone, self.back_passed_ms = f"tick:{self.last_ms}", -1
        return True

    def is_back(self, now: Now) -> bool:
        """Returns whether one that was gone delivers again, or is not expected any more."""
        if not self.gone:
            return False
        if self.silence_ms(now) >= _GIVEN_UP_MS:
            self.deliveries = 0
        elif self.back_passed_ms < 0 or now.passed_ms - self.back_passed_ms < _BACK_MS or self.is_quiet(now):
            return False
        self.gone = ""
        return True


@dataclass(slots=True)
class Gateways:
    """The sources of a shard, and which of them each series came from last."""

    sources: list[Source] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    of_series: NDArray[np.int16] = field(default_factory=lambda: np.full((0, len(SIGNALS)), -1, np.int16))
    heard: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))

    def place(self, name: str) -> int:
        """Returns the number of a source, a new one where it was not heard of yet."""
        if name not in self.places:
            self.places[name] = len(self.sources)
            self.sources.append(Source(name, 0, 0))
            self.heard = np.append(self.heard, False)
        return self.places[name]

    def reach(self, patients: int) -> None:
        """Makes room for so many patients."""
        if (more := patients - len(self.of_series)) > 0:
            rows = np.full((more + len(self.of_series) // 2, len(SIGNALS)), -1, np.int16)
            self.of_series = np.concatenate([self.of_series, rows])

    def hear_of(self, sources: NDArray[np.int16]) -> None:
        """Takes in that these sources delivered, for whomever."""
        self.heard[sources] = True

    def hear(self, patient: NDArray[np.int32], signal: NDArray[np.uint8], source: NDArray[np.int16]) -> None:
        """Takes in which source each reading (n,) came from; `reach` was called for the patients."""
        self.of_series[patient, signal] = source
        self.heard[source] = True

    def tick(self, now: Now) -> tuple[list[Source], list[Source]]:
        """Lets time pass; returns the sources that are gone from now on, and those that are back."""
        gone, back = [], []
        for place, source in enumerate(self.sources):
            if self.heard[place]:
                source.delivered(now)
            if source.is_back(now):
                back.append(source)
            elif source.begins_to_be_gone(now):
                gone.append(source)
        self.heard[:] = False
        return gone, back

    def hides(self, patient: int, signal: int, now: Now) -> bool:
        """Returns whether the silence of a sensor may be that of its source."""
        if patient >= len(self.of_series) or (place := int(self.of_series[patient, signal])) < 0:
            return False
        return bool(self.sources[place].gone) or self.sources[place].is_quiet(now)

    def as_dict(self) -> dict[str, Any]:
        """Returns the sources as plain values; ``of_series`` is kept beside them, as an array."""
        names = [name for name in Source.__slots__ if not name.startswith("_")]
        sources = [[getattr(source, name) for name in names] for source in self.sources]
        return {"sources": sources, "heard": self.heard.tolist()}

    @classmethod
    def of(cls, kept: dict[str, Any], of_series: NDArray[np.int16]) -> "Gateways":
        """Returns them as they were."""
        sources = [Source(*values) for values in kept["sources"]]
        places = {source.name: place for place, source in enumerate(sources)}
        return cls(sources, places, of_series.copy(), np.array(kept["heard"], np.bool_))
