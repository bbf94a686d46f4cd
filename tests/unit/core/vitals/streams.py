"""Streams of readings and ticks for tests of episodes, driven through the kernel as a host does, cut as one likes."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bedside.core.vitals.conditions import NEWS2_HIGH
from bedside.core.vitals.episode import About, Cause, Episode
from bedside.core.vitals.episodes import Episodes, Heard
from bedside.core.vitals.rules import NEWS2, RULES, Rule
from bedside.core.vitals.scoring import Batch, State, step, tick
from bedside.core.vitals.signals import BY_NAME, SIGNALS

T0 = 1_800_000_000_000 - 1_800_000_000_000 % 5_400_000
SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000


@dataclass(frozen=True)
class Reading:
    """One reading; the time it arrived is the time it was observed, unless said."""

    patient: int
    signal: str
    value: float
    at_ms: int
    arrived_ms: int = -1
    source: int = -1

    @property
    def arrived(self) -> int:
        return self.at_ms if self.arrived_ms < 0 else self.arrived_ms

    @property
    def event_id(self) -> str:
        return f"event:{self.patient}-{self.signal}-{self.at_ms}"


Item = Reading | int
"""A reading, or the time of a tick."""


@dataclass
class Watch:
    """Kernel and episodes of one shard, and all that was told."""

    rules: Sequence[Rule] = RULES
    longest_step_ms: int = 10_000
    names: list[str] = field(default_factory=lambda: [f"p-{number}" for number in range(40)])
    told: list[Episode] = field(default_factory=list)
    causes: list[Cause] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = State.new()
        self.episodes = Episodes(self._reason, self.rules, self.longest_step_ms, self._about)

    def _reason(self, cause: Cause) -> str:
        self.causes.append(cause)
        return cause.rule.name

    def feed(self, items: Iterable[Item], cut: random.Random | None = None) -> "Watch":
        """Takes the stream in, a batch between two ticks, cut further at random where asked."""
        waiting: list[Reading] = []
        for item in items:
            if isinstance(item, Reading):
                waiting.append(item)
                if cut is not None and cut.random() < 0.2:
                    self._flush(waiting)
            else:
                self._flush(waiting)
                changes = tick(self.state, item)
                self.told += self.episodes.tick(changes, item, self.names, self._present)
        self._flush(waiting)
        return self

    def _about(self, cause: Cause) -> About:
        """Returns the score with which a NEWS2 of high priority begins, or is worse."""
        if cause.was is not None:
            return self._present(cause.patient, cause.rule)
        return (("NEWS2", cause.fact.amount),) if cause.condition == NEWS2_HIGH else ()

    def _present(self, patient: int, rule: Rule) -> About:
        return (("NEWS2", float(self.state.patients["total"][patient])),) if rule is NEWS2 else ()

    def _flush(self, readings: list[Reading]) -> None:
        if not readings:
            return
        taken = list(readings)
        readings.clear()
        batch = Batch.of(
            [one.patient for one in taken],
            [SIGNALS.index(BY_NAME[one.signal]) for one in taken],
            [one.at_ms for one in taken],
            [one.value for one in taken],
            [one.arrived for one in taken],
        )
        sources = [one.source for one in taken]
        heard = Heard(
            batch,
            self.names,
            lambda place: taken[place].event_id,
            np.array(sources, np.int16) if min(sources) >= 0 else None,
        )
        self.told += self.episodes.take(step(self.state, batch), heard)

    def of(self, rule: str) -> list[Episode]:
        """Returns what was told of a rule."""
        return [one for one in self.told if one.rule == rule]

    def opened(self, rule: str) -> list[Episode]:
        """Returns the episodes of a rule, each as first told."""
        return list({one.episode_id: one for one in reversed(self.of(rule))}.values())[::-1]


def round_of(patient: int, at_ms: int, **values: float) -> list[Reading]:
    """Returns vital signs measured together."""
    return [Reading(patient, signal, value, at_ms) for signal, value in values.items()]


WELL = {"respiratory_rate": 16, "spo2": 97, "systolic_bp": 120, "heart_rate": 72, "temperature": 37.0}
NEWS_4 = WELL | {"respiratory_rate": 22, "spo2": 93}
NEWS_5 = WELL | {"respiratory_rate": 25, "spo2": 93}
NEWS_6 = WELL | {"respiratory_rate": 25, "spo2": 91}
NEWS_7 = WELL | {"respiratory_rate": 25, "spo2": 91, "heart_rate": 95}


def rounds(scores: Sequence[dict[str, float]], every_ms: int, patient: int = 0, start_ms: int = T0) -> list[Item]:
    """Returns one round after another, with a tick a minute."""
    items: list[Item] = []
    for number, values in enumerate(scores):
        at = start_ms + number * every_ms
        items += round_of(patient, at, **values)
        items += list(range(at + MINUTE, at + every_ms, MINUTE))
    return items


class _RandomWard:
    """Patients who get worse and better, sensors that fail, and a gateway for every other patient that falls silent."""

    def __init__(self, seed: int, patients: int) -> None:
        self.rng = random.Random(seed)
        self.patients = patients
        self.levels = {(patient, signal): WELL[signal] for patient in range(patients) for signal in WELL}
        self.silent_until: dict[tuple[int, str], int] = {}
        self.gone_until = 0
        self.held: list[Reading] = []

    def second(self, second: int) -> list[Item]:
        rng, at = self.rng, T0 + second * SECOND
        if rng.random() < 0.002:
            self.gone_until = second + rng.randrange(20, 120)
        offsets = [rng.randrange(0, 500) for _ in range(self.patients)]
        sent: list[Item] = []
        for patient, signal in self.levels:
            self._live(patient, signal, second)
            if self.silent_until.get((patient, signal), 0) > second or (signal == "temperature" and second % 300):
                continue
            value = self._measured(patient, signal)
            reading = Reading(patient, signal, value, at + offsets[patient], at + 500, source=patient % 2)
            sent += self._through_gateway(reading, second)
        if self.gone_until <= second:
            sent += [replace(one, arrived_ms=at + 600) for one in self.held]
            self.held = []
        return sent if rng.random() < 0.01 else [*sent, at + 900]

    def _live(self, patient: int, signal: str, second: int) -> None:
        rng, well = self.rng, WELL[signal]
        if rng.random() < 0.004:
            self.levels[patient, signal] = well + rng.choice((-1, 1)) * rng.random() * well * 0.6
        if rng.random() < 0.001:
            self.silent_until[patient, signal] = second + rng.randrange(40, 300)
        if rng.random() < 0.0005 and signal == "respiratory_rate":
            self.levels[patient, signal] = 0.0

    def _measured(self, patient: int, signal: str) -> float:
        level = self.levels[patient, signal]
        value = max(level + self.rng.gauss(0, 1.5 if signal != "temperature" else 0.1), 0)
        if signal == "spo2":
            value = min(value, 100)
        return round(value if level else 0.0, 1)

    def _through_gateway(self, reading: Reading, second: int) -> list[Reading]:
        if self.gone_until > second and reading.patient % 2:
            if self.rng.random() < 0.3:
                self.held.append(reading)
            return []
        return [reading] * (2 if self.rng.random() < 0.01 else 1)


def random_stream(seed: int, minutes: int = 40, patients: int = 4) -> list[Item]:
    """Returns a random ward's readings, with a tick a second: in rounds, delayed, twice, in bursts."""
    ward = _RandomWard(seed, patients)
    return [item for second in range(minutes * 60) for item in ward.second(second)]
