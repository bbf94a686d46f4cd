"""Finds, beside the kernel, what begins and ceases to hold: no breath, consciousness, and MEWS."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bedside.core.vitals.alertness import ALERT, DEEP, REDUCED, Alertness
from bedside.core.vitals.breath import Breath
from bedside.core.vitals.conditions import OF_PATIENT
from bedside.core.vitals.episode import Fact
from bedside.core.vitals.mews import MEWS_THRESHOLD
from bedside.core.vitals.rules import APNOEA, MEWS_HIGH, NOT_ALERT, UNRESPONSIVE
from bedside.core.vitals.scoring import Batch

_BY_LEVEL = {REDUCED: NOT_ALERT, DEEP: UNRESPONSIVE}


class Told(NamedTuple):
    """That a condition holds, or with None that it does not."""

    patient: int
    condition: int
    signal: int
    fact: Fact | None


@dataclass(slots=True)
class Beside:
    """What was last known of each patient's breath and consciousness."""

    breath: Breath = field(default_factory=Breath)
    alertness: Alertness = field(default_factory=Alertness)

    def take(self, batch: Batch, event_id: Callable[[int], str]) -> Iterable[tuple[int, Told]]:
        """Yields what begins and ceases with a batch, with the place of the reading."""
        columns = (batch.patient, batch.signal, batch.times_ms, batch.values, batch.arrived_ms)
        for place, begins in self.breath.look(*columns):
            fact = Fact(event_id(place), int(batch.times_ms[place]), 0.0, float(batch.values[place]))
            yield place, Told(int(batch.patient[place]), APNOEA, int(batch.signal[place]), fact if begins else None)
        for place, before, now in self.alertness.look(*columns):
            patient = int(batch.patient[place])
            if before != ALERT:
                yield place, Told(patient, _BY_LEVEL[before], OF_PATIENT, None)
            if now != ALERT:
                fact = Fact(event_id(place), int(batch.times_ms[place]), 0.0, float(batch.values[place]))
                yield place, Told(patient, _BY_LEVEL[now], OF_PATIENT, fact)

    def tick(
        self, at_ms: int, mews: Mapping[int, int], facts: Mapping[int, Mapping[tuple[int, int], Fact]]
    ) -> Iterable[Told]:
        """Yields what is not known any more, and for whom MEWS begins or ceases to reach its threshold."""
        for who, level in self.alertness.stale(at_ms):
            yield Told(who, _BY_LEVEL[level], OF_PATIENT, None)
        before = {who for who, held in facts.items() if (MEWS_HIGH, OF_PATIENT) in held}
        now = {who for who, score in mews.items() if score >= MEWS_THRESHOLD}
        for who in sorted(before ^ now):
            fact = Fact(f"tick:{at_ms}", at_ms, float(mews[who]), 0.0) if who in now else None
            yield Told(who, MEWS_HIGH, OF_PATIENT, fact)

    def forget(self, patient: int) -> None:
        """Forgets a patient."""
        self.breath.forget(patient)
        self.alertness.forget(patient)
