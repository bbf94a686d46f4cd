"""Finds, beside the kernel, what begins and ceases to hold: no breath, no heartbeat, consciousness, and MEWS."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

import numpy as np

from bedside.core.vitals.alertness import ALERT, DEEP, REDUCED, SAYS_ALERTNESS, Alertness, newest_of
from bedside.core.vitals.beats import LEAST, RATES, without_beat
from bedside.core.vitals.breath import RATE, Breath
from bedside.core.vitals.conditions import OF_PATIENT
from bedside.core.vitals.episode import Fact
from bedside.core.vitals.glance import Glance
from bedside.core.vitals.mews import MEWS_THRESHOLD
from bedside.core.vitals.rules import APNOEA, MEWS_HIGH, NO_BEAT, NOT_ALERT, UNRESPONSIVE
from bedside.core.vitals.scoring import Batch, Changes
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.state import State

_BY_LEVEL = {REDUCED: NOT_ALERT, DEEP: UNRESPONSIVE}


class Told(NamedTuple):
    """That a condition holds, or with None that it does not."""

    patient: int
    condition: int
    signal: int
    fact: Fact | None


class AtTick(NamedTuple):
    """What is seen at a tick: MEWS by the rows of those it is made for, and whose heart does not beat by which rate."""

    mews: Mapping[int, int] = {}
    without_beat: Collection[tuple[int, int]] = ()

    @classmethod
    def of(cls, state: State, mews: Mapping[int, int], at_ms: int, stale_ms: int) -> Self:
        """Returns it by the newest values, none of them older than ``stale_ms``."""
        return cls(mews, without_beat(state, at_ms, stale_ms))


NOTHING_SEEN = AtTick()


@dataclass(slots=True)
class Beside:
    """What was last known of each patient's breath, heartbeat and consciousness."""

    breath: Breath = field(default_factory=Breath)
    without_beat: set[tuple[int, int]] = field(default_factory=set)
    alertness: Alertness = field(default_factory=Alertness)

    def take(self, batch: Batch, event_id: Callable[[int], str]) -> Iterable[tuple[int, Told]]:
        """Yields what begins and ceases with a batch, with the place of the reading."""
        columns = (batch.patient, batch.signal, batch.times_ms, batch.values, batch.arrived_ms)
        for place, begins in self.breath.look(*columns):
            fact = Fact(event_id(place), int(batch.times_ms[place]), 0.0, float(batch.values[place]))
            yield place, Told(int(batch.patient[place]), APNOEA, int(batch.signal[place]), fact if begins else None)
        for place in self._beating(batch):
            yield place, Told(int(batch.patient[place]), NO_BEAT, int(batch.signal[place]), None)
        for place, before, now in self.alertness.look(*columns):
            patient = int(batch.patient[place])
            if before != ALERT:
                yield place, Told(patient, _BY_LEVEL[before], OF_PATIENT, None)
            if now != ALERT:
                fact = Fact(event_id(place), int(batch.times_ms[place]), 0.0, float(batch.values[place]))
                yield place, Told(patient, _BY_LEVEL[now], OF_PATIENT, fact)

    def withdrawn(self, series: tuple[int, int], seen: Glance, first: str, at_ms: int) -> Iterable[Told]:
        """Yields what begins and ceases since the newest value of a signal was withdrawn by the event ``first``.

        ``seen`` is what is known of the patient without it.
        """
        patient, signal = series
        if signal == RATE:
            one = seen.of(SIGNALS[RATE].name)
            begins = self.breath.put_back(patient, (one.observed_at_ms, one.value) if one else None, at_ms)
            if begins is not None:
                yield Told(patient, APNOEA, RATE, Fact(first, at_ms, 0.0, 0.0) if begins else None)
        elif signal in SAYS_ALERTNESS:
            newest = newest_of(seen)
            before, now = self.alertness.put_back(patient, newest, at_ms)
            if before not in (ALERT, now):
                yield Told(patient, _BY_LEVEL[before], OF_PATIENT, None)
            if now not in (ALERT, before) and newest is not None:
                yield Told(patient, _BY_LEVEL[now], OF_PATIENT, Fact(first, at_ms, 0.0, newest.value))

    def _beating(self, batch: Batch) -> list[int]:
        """Returns the places of rates above 0 of those who had none: no delay may be over by such a reading."""
        if not self.without_beat:
            return []
        places = np.flatnonzero(np.isin(batch.signal, RATES) & (batch.values >= LEAST)).tolist()
        return [one for one in places if (int(batch.patient[one]), int(batch.signal[one])) in self.without_beat]

    def tick(self, at_ms: int, seen: AtTick, facts: Mapping[int, Mapping[tuple[int, int], Fact]]) -> Iterable[Told]:
        """Yields what is not known any more, and for whom MEWS begins or ceases to reach its threshold.

        So it does of whom a heartbeat ceases, or begins.
        """
        for who, level in self.alertness.stale(at_ms):
            yield Told(who, _BY_LEVEL[level], OF_PATIENT, None)
        before = {who for who, held in facts.items() if (MEWS_HIGH, OF_PATIENT) in held}
        now = {who for who, score in seen.mews.items() if score >= MEWS_THRESHOLD}
        for who in sorted(before ^ now):
            fact = Fact(f"tick:{at_ms}", at_ms, float(seen.mews[who]), 0.0) if who in now else None
            yield Told(who, MEWS_HIGH, OF_PATIENT, fact)
        still = set(seen.without_beat)
        for who, signal in sorted(still | self.without_beat):
            yield Told(who, NO_BEAT, signal, Fact(f"tick:{at_ms}", at_ms, 0.0, 0.0) if (who, signal) in still else None)
        self.without_beat = still

    def forget(self, patient: int) -> None:
        """Forgets a patient."""
        self.breath.forget(patient)
        self.without_beat = {one for one in self.without_beat if one[0] != patient}
        self.alertness.forget(patient)


def told_of(changes: Changes, by: Callable[[int], tuple[str, int]]) -> Iterable[Told]:
    """Yields the changes in order; ``by`` gives the event that caused one and its time, by its place in the batch."""
    columns = (changes.patient, changes.condition, changes.signal, changes.holds, changes.reading, changes.amount,
               changes.value)  # fmt: skip
    for patient, condition, signal, holds, place, amount, value in zip(*(c.tolist() for c in columns), strict=True):
        yield Told(patient, condition, signal, Fact(*by(place), amount, value) if holds else None)
