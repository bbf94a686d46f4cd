"""Runs hours of intensive care through kernel and episodes as live readings run: an hour's readings, then ticks.

All patients run at once, each from the hour 0 of the stay, and leave after their last row.
"""

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.conditions import NEWS2_HIGH, NEWS2_MEDIUM
from bedside.core.vitals.episode import About, Cause, Episode
from bedside.core.vitals.episodes import Episodes, Heard
from bedside.core.vitals.rules import HOUR, Rule
from bedside.core.vitals.scoring import Batch, Changes, State, step, tick
from bedside.core.vitals.worsening import LASTS_MS
from bedside.jobs.icu_hours import SIGNAL_PLACES, Hours

_START_MS = 1_800_000_000_000 // HOUR * HOUR
"""Taken for the hour 0 of every stay; when it was is not in the file."""

Flags = NDArray[np.bool_]


@dataclass(slots=True)
class Replay:
    """What held at each row (n,): a score of 5, or 7, or more; an open episode, one of high priority.

    ``told`` has what the episodes told, with the hour.
    """

    five: Flags
    seven: Flags
    open: Flags
    high: Flags
    told: list[tuple[int, Episode]] = field(default_factory=list)

    @classmethod
    def of(cls, rows: int) -> Self:
        """Returns one in which nothing holds yet."""
        five, seven, opened, high = (np.zeros(rows, np.bool_) for _ in range(4))
        return cls(five, seven, opened, high)


class Ward:
    """All patients of a file, with kernel and episodes by one rule."""

    def __init__(self, hours: Hours, rule: Rule) -> None:
        self._hours = hours
        self._state = State.new()
        self._episodes = Episodes(lambda cause: cause.rule.name, (rule,), longest_step_ms=HOUR, about=self._about)
        self._scores = np.zeros((2, len(hours.names)), np.bool_)

    def replay(self) -> Replay:
        """Runs all hours."""
        hours = self._hours
        seen = Replay.of(len(hours.hour))
        leaving = _last_hours(hours)
        edges = np.searchsorted(hours.hour, np.arange(int(hours.hour.max(initial=-1)) + 2))
        for hour in range(len(edges) - 1):
            rows = slice(int(edges[hour]), int(edges[hour + 1]))
            told = self._take(rows, _START_MS + hour * HOUR)
            self._note(seen, rows)
            for patient in leaving.get(hour, ()):
                told += self._leave(patient, _START_MS + hour * HOUR)
            seen.told += [(hour, episode) for episode in told]
        return seen

    def _take(self, rows: slice, at_ms: int) -> list[Episode]:
        """Takes in an hour's readings, row by row, and lets the hour end."""
        places, columns = np.nonzero(~np.isnan(self._hours.values[rows]))
        places += rows.start
        times = np.full(len(places), at_ms, np.int64)
        values = self._hours.values[places, columns]
        batch = Batch.of(self._hours.patient[places], SIGNAL_PLACES[columns], times, values, times)
        changes = step(self._state, batch)
        self._score(changes)
        told = self._episodes.take(changes, Heard(batch, self._hours.names, lambda place: f"row:{places[place]}"))
        changes = tick(self._state, at_ms)
        self._score(changes)
        told += self._tick(changes, at_ms)
        # Another one shows what has stayed worse, as on a ward, where ticks come every second. No value is older by it.
        return told + self._tick(tick(self._state, at_ms), at_ms + LASTS_MS)

    def _tick(self, changes: Changes, at_ms: int) -> list[Episode]:
        return self._episodes.tick(changes, at_ms, self._hours.names, self._present)

    def _about(self, cause: Cause) -> About:
        """Returns the score of by now, as it is told with an episode."""
        return self._present(cause.patient, cause.rule)

    def _present(self, patient: int, _: Rule) -> About:
        return (("NEWS2", float(self._state.patients["total"][patient])),)

    def _score(self, changes: Changes) -> None:
        for place, condition in enumerate((NEWS2_HIGH, NEWS2_MEDIUM)):
            chosen = changes.condition == condition
            self._scores[place, changes.patient[chosen]] = changes.holds[chosen]  # the last of a patient stands

    def _note(self, seen: Replay, rows: slice) -> None:
        who = self._hours.patient[rows]
        opened = np.zeros(len(self._hours.names), np.bool_)
        high = opened.copy()
        place = {name: number for number, name in enumerate(self._hours.names)}
        for episode in self._episodes.open_episodes():
            assert episode.patient_id is not None
            opened[place[episode.patient_id]] = True
            high[place[episode.patient_id]] = episode.priority == "high"
        seven, medium = self._scores
        seen.seven[rows], seen.five[rows] = seven[who], (seven | medium)[who]
        seen.open[rows], seen.high[rows] = opened[who], high[who]

    def _leave(self, patient: int, at_ms: int) -> list[Episode]:
        self._state.forget(patient)
        self._scores[:, patient] = False
        return self._episodes.leave(patient, at_ms)


def _last_hours(hours: Hours) -> dict[int, list[int]]:
    last = np.zeros(len(hours.names), np.int64)
    np.maximum.at(last, hours.patient, hours.hour)
    found: dict[int, list[int]] = {}
    for patient, hour in enumerate(last.tolist()):
        found.setdefault(hour, []).append(patient)
    return found
