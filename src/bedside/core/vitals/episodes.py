"""Makes episodes of what the kernel tells: opened after a delay, risen, worse, closed with hysteresis, each once.

An observation is what arrived of one patient at one time for one moment: a round of vital signs is one, though the
kernel takes its values one by one. What holds only in its middle counts for nothing, so rules look at the end of each,
which is known as soon as anything arrives later, or at the next tick. Nothing depends on how the stream is cut: equal
streams of readings and ticks give equal episodes, ids and times, in the same order.

A condition that ceases with time alone, as values grow stale, closes its episode too, after the same hysteresis: that
the values are missing is told by the silence of their sensor.

Cost: two passes over a batch's columns, some microseconds for each change, and at a tick as much for each delay that
runs. Times are milliseconds since 1970.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.beside import NOTHING_SEEN, AtTick, Beside, Told, told_of
from bedside.core.vitals.conditions import GATEWAY_GONE
from bedside.core.vitals.episode import About, Cause, Episode, Fact, episode_id
from bedside.core.vitals.gateways import Gateways, Source
from bedside.core.vitals.ledger import Ledger
from bedside.core.vitals.persistence import LONGEST_STEP_MS, Now
from bedside.core.vitals.rules import (
    GATEWAY,
    NEWS2,
    RULES,
    SENSOR_LOST,
    Rule,
)
from bedside.core.vitals.scoring import Batch, Changes
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.worsening import Present, Worsening

_NOT_DUE = np.iinfo(np.int64).max
_SCORED = (
    "heart_rate pulse_rate spo2 respiratory_rate systolic_bp temperature oxygen_flow fio2 consciousness gcs "
    "capillary_refill respiratory_effort"
).split()
_IS_SCORED = np.array([signal.name in _SCORED for signal in SIGNALS])


@dataclass(frozen=True, slots=True)
class Heard:
    """A batch with what the kernel does not need: ``names`` has the patients' ids by row.

    ``event_id`` gives the id of the reading at a place of the batch; ``source`` (n,) its source, as `Gateways.place`
    numbers them.
    """

    batch: Batch
    names: Sequence[str]
    event_id: Callable[[int], str]
    source: NDArray[np.int16] | None = None


@dataclass(slots=True)
class Observation:
    """What is being observed of one patient, and the rules to look at when it is whole."""

    at_ms: int
    arrived_ms: int
    rules: dict[int, None]


class Episodes:
    """The episodes of one shard. Methods change it in place, and return what is new in the order in which it came."""

    def __init__(
        self,
        reason: Callable[[Cause], str],
        rules: Sequence[Rule] = RULES,
        longest_step_ms: int = LONGEST_STEP_MS,
        about: Callable[[Cause], About] = lambda _: (),
        beside: Beside | None = None,
    ) -> None:
        """``reason`` says in words why, ``about`` by which values, as they are known just then.

        More time than the step does not pass at a tick.
        """
        self.gateways = Gateways()
        self.beside = beside or Beside()
        self.worsening = Worsening()
        self.ledger = Ledger(rules, reason, self.gateways_hide, about)
        self.observations: dict[int, Observation] = {}
        self.sources: dict[str, Episode] = {}
        self.tick_ms: int | None = None
        self.passed_ms = 0
        self.latest_ms = 0
        self._reason = reason
        self._longest_step_ms = longest_step_ms
        self._due = np.full(0, _NOT_DUE, np.int64)

    def gateways_hide(self, patient: int, signal: int, now: Now) -> bool:
        """Returns whether the silence of a patient's signal may be that of its gateway."""
        return self.gateways.hides(patient, signal, now)

    def take(self, changes: Changes, heard: Heard) -> list[Episode]:
        """Takes in a batch, with the changes that `scoring.step` told of it."""
        batch = heard.batch
        if not len(batch.patient):
            return []
        self.reach(heard.names)
        if heard.source is not None:
            self.gateways.hear(batch.patient, batch.signal, heard.source)
        if self.tick_ms is None:
            self.tick_ms = self.latest_ms = int(batch.arrived_ms[0])
        arrived = np.maximum(np.maximum.accumulate(batch.arrived_ms), self.latest_ms)
        for place, told in self._in_order(changes, heard, np.minimum(batch.times_ms, arrived)):
            self._observe(int(batch.patient[place]), int(batch.times_ms[place]), int(arrived[place]), told)
        self._arrive(int(arrived[-1]))
        return self._taken()

    def tick(
        self,
        changes: Changes,
        at_ms: int,
        names: Sequence[str] = (),
        present: Present | None = None,
        seen: AtTick = NOTHING_SEEN,
    ) -> list[Episode]:
        """Lets time pass, with the changes that `scoring.tick` told of it. ``present`` says how bad it is by now.

        ``seen`` has what is looked for beside the kernel.

        After a gap in the ticks time goes on where it stood: no delay is over by it, and no silence told.
        """
        self.reach(names)
        self._settle_all()
        self.passed_ms = self._passed(at_ms)
        self.tick_ms = self.latest_ms = at_ms
        now = Now(at_ms, self.passed_ms, is_tick=True)
        self._tick_sources(now)
        touched: dict[tuple[int, int], None] = {}
        beside = self.beside.tick(at_ms, seen, self.ledger.facts)
        for told in (*told_of(changes, lambda _: (f"tick:{at_ms}", at_ms)), *beside):
            touched |= dict.fromkeys((told.patient, rule) for rule in self.ledger.note(*told))
        touched |= dict.fromkeys(key for key in self.ledger.waiting if key not in touched)
        for patient, rule in touched:
            self.ledger.look_at(patient, rule, now)
        for patient in {patient for patient, _ in touched}:
            self._look_again(patient)
        if present is not None:
            self.worsening.look(self.ledger, present, now)
        return self._taken()

    def refused(self, changes: Changes, at_ms: int, names: Sequence[str] = ()) -> list[Episode]:
        """Takes in what `scoring.refuse` told; no time passes by it."""
        self.reach(names)
        return self._at_once(told_of(changes, lambda _: (f"refused:{at_ms}", at_ms)))

    def withdrawn(self, changes: Changes, beside: Iterable[Told], by: tuple[str, int]) -> list[Episode]:
        """Takes in what `scoring.withdraw` or `settle` told, and what follows beside it, by an event at a time."""
        all_told = [*told_of(changes, lambda _: by), *beside]
        for told in all_told:  # first, so that what is not whole yet is looked at without the withdrawn value
            self.ledger.note(*told)
        self._arrive(by[1])
        return self._at_once(all_told)

    def on_status(self, patient: int, signal: int, at_ms: int, *, is_lost: bool, names: Sequence[str]) -> list[Episode]:
        """Takes in that a sensor, or a broker in its name, said that it is lost, or that it is there again."""
        self.reach(names)
        fact = Fact(f"status:{at_ms}", at_ms, 0.0, 0.0) if is_lost else None
        return self._at_once([Told(patient, SENSOR_LOST, signal, fact)])

    def leave(self, patient: int, at_ms: int) -> list[Episode]:
        """Closes all episodes of a patient who is not watched any more, and forgets the patient."""
        self._settle_all()
        self.ledger.leave(patient, Now(at_ms, self._passed(self.latest_ms), is_tick=True))
        self.beside.forget(patient)
        self.worsening.forget(patient)
        if patient < len(self._due):
            self._due[patient] = _NOT_DUE
        return self._taken()

    def open_episodes(self) -> list[Episode]:
        """Returns the episodes that are open, by when they opened."""
        found = (*self.ledger.open_episodes(), *self.sources.values())
        return sorted(found, key=lambda one: (one.opened_ms, one.episode_id))

    def reach(self, names: Sequence[str]) -> None:
        """Takes in which patients there are, by row; makes room for them."""
        if len(names) > len(self.ledger.names):
            self.ledger.names = names
        patients = len(self.ledger.names)
        self.beside.breath.reach(patients)
        self.gateways.reach(patients)
        if (more := patients - len(self._due)) > 0:
            self._due = np.concatenate([self._due, np.full(more + len(self._due) // 2, _NOT_DUE, np.int64)])

    def look_again_at_all(self) -> None:
        """Finds anew which readings are waited for: after the state was read."""
        for patient, _ in self.ledger.watched:
            self._look_again(patient)

    def _in_order(self, changes: Changes, heard: Heard, counts: NDArray[np.int64]) -> list[tuple[int, Told | None]]:
        """Returns what there is to look at, by reading: changes, breath, and what only sees again (None)."""
        batch = heard.batch
        begun = told_of(changes, lambda place: (heard.event_id(place), int(batch.times_ms[place])))
        found: list[tuple[int, Told | None]] = list(zip(changes.reading.tolist(), begun, strict=True))
        found += self.beside.take(batch, heard.event_id)
        found += [(place, None) for place in self._seeing_again(changes, batch, counts)]
        return sorted(found, key=lambda one: one[0])

    def _seeing_again(self, changes: Changes, batch: Batch, counts: NDArray[np.int64]) -> list[int]:
        """Returns the places of what some rule waits for, or may within this batch, by from when each counts (n,)."""
        due = self._due
        of_patient = np.flatnonzero(changes.signal == NEWS2.signal)
        if len(of_patient):
            due = due.copy()
            np.minimum.at(due, changes.patient[of_patient], counts[changes.reading[of_patient]])
        waited = counts >= due[batch.patient]
        return np.flatnonzero(waited & _IS_SCORED[batch.signal]).tolist() if waited.any() else []

    def _observe(self, patient: int, at_ms: int, arrived_ms: int, told: Told | None) -> None:
        """Takes in one thing observed; what was observed before it is whole, if it is of another moment."""
        self._arrive(arrived_ms)
        seen = self.observations.get(patient)
        if seen is not None and seen.at_ms != at_ms:
            self._settle(patient)
            seen = None
        if told is not None:
            touched: Iterable[int] = self.ledger.note(*told)
        else:
            touched = [rule for rule, due_ms in self.ledger.due(patient).items() if min(at_ms, arrived_ms) >= due_ms]
        if seen is not None:
            seen.rules |= dict.fromkeys(touched)
        elif touched:
            self.observations[patient] = Observation(at_ms, arrived_ms, dict.fromkeys(touched))

    def _arrive(self, arrived_ms: int) -> None:
        if arrived_ms > self.latest_ms:
            self._settle_all()
            self.latest_ms = arrived_ms

    def _settle_all(self) -> None:
        for patient in list(self.observations):
            self._settle(patient)

    def _settle(self, patient: int) -> None:
        """Looks at the rules that an observation touched, now that it is whole."""
        seen = self.observations.pop(patient)
        now = Now(min(seen.at_ms, seen.arrived_ms), self._passed(seen.arrived_ms), is_tick=False)
        for rule in sorted(seen.rules):  # scores first: what they are made of may be told with them
            self.ledger.look_at(patient, rule, now)
        self._look_again(patient)

    def _look_again(self, patient: int) -> None:
        """Notes from when on a further reading of the patient decides something."""
        self._due[patient] = min(self.ledger.due(patient).values(), default=_NOT_DUE)

    def _at_once(self, all_told: Iterable[Told]) -> list[Episode]:
        self._settle_all()
        now = Now(self.latest_ms, self._passed(self.latest_ms), is_tick=True)
        for told in all_told:
            for rule in self.ledger.note(*told):
                self.ledger.look_at(told.patient, rule, now)
            self._look_again(told.patient)
        return self._taken()

    def _tick_sources(self, now: Now) -> None:
        gone, back = self.gateways.tick(now)
        for source in back:
            if episode := self.sources.pop(source.name, None):
                self.ledger.told.append(replace(episode, closed_ms=now.at_ms))
        for source in gone:
            self.sources[source.name] = self._gone(source, now)
            self.ledger.told.append(self.sources[source.name])

    def _gone(self, source: Source, now: Now) -> Episode:
        fact = Fact(source.gone, source.last_ms, source.silence_ms(now) / 1000, 0.0)
        id_ = episode_id(source.name, GATEWAY.name, source.gone)
        return Episode(
            episode_id=id_,
            patient_id=None,
            source=source.name,
            rule=GATEWAY.name,
            priority=GATEWAY.levels[0].priority,
            opened_ms=now.at_ms,
            closed_ms=None,
            reason=self._reason(Cause(-1, source.name, GATEWAY, GATEWAY_GONE, fact, source.last_ms, now.at_ms)),
            first_event_id=source.gone,
            began_ms=source.last_ms,
            group_id=id_,
        )

    def _passed(self, arrived_ms: int) -> int:
        """Returns how much time had passed when something arrived."""
        since_ms = 0 if self.tick_ms is None else arrived_ms - self.tick_ms
        return self.passed_ms + min(max(since_ms, 0), self._longest_step_ms)

    def _taken(self) -> list[Episode]:
        told, self.ledger.told = self.ledger.told, []
        return told
