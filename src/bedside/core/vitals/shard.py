"""Watches the patients of one shard: who is who, what they are like, kernel and episodes together, as one saved state.

This is all of scoring that a host need know: it hands over readings, ticks and what is known of patients, in the order
in which they came, and gets episodes. Whatever hosts it, equal streams give equal episodes.

A reading of a patient nobody has described is scored as an adult's of unknown age on scale 1; one of a patient who has
left is passed over. A pause during care holds back notices, not episodes: that is left to whoever tells people. Where
the clock of arrivals is set back, the ages that the kernel knows go back with it at the next tick; by less than a
minute, they stand still until it has caught up. Delays go on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals import saved_episodes
from bedside.core.vitals.adult import is_child
from bedside.core.vitals.alertness import Alertness
from bedside.core.vitals.beside import AtTick, Beside
from bedside.core.vitals.came import Came, chosen
from bedside.core.vitals.episode import About, Cause, Episode
from bedside.core.vitals.episodes import Episodes, Heard
from bedside.core.vitals.glance import glance, newest_dated_ms
from bedside.core.vitals.moments import of_its_moment, of_moments
from bedside.core.vitals.own_limits import Bounds, own_limits
from bedside.core.vitals.own_score import own_score, scored
from bedside.core.vitals.pews import age_of
from bedside.core.vitals.present import present
from bedside.core.vitals.reasons import about, reason
from bedside.core.vitals.replaced import VERSIONS_MS, Replaced, Series
from bedside.core.vitals.rules import Rule
from bedside.core.vitals.saved_shard import packed, unpacked
from bedside.core.vitals.score import Person
from bedside.core.vitals.scoring import DEFAULT, Batch, Refused, Settings, State, refuse, settle, step, tick, withdraw
from bedside.core.vitals.signals import BY_NAME, SIGNALS

NOBODY = Person()

_DAY_MS = 86_400_000
_SET_BACK_MS = 60_000


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a patient. Limits are (low, high) by signal, None for the default."""

    patient_id: str
    person: Person = NOBODY
    limits: Mapping[str, Bounds] = field(default_factory=dict)
    is_present: bool = True


class Shard:
    """One shard. Methods change it in place and return the episodes opened, risen, worse and closed, in order."""

    def __init__(self, settings: Settings = DEFAULT) -> None:
        self._settings = settings
        self.names: list[str] = []
        self.episodes = Episodes(self._reason, about=self._about, beside=Beside(alertness=Alertness(settings.stale_ms)))
        self._state = State.new()
        self._rows: dict[str, int] = {}
        self._others: dict[str, str] = {}
        self._described: dict[int, Described] = {}
        self._by_mews: set[int] = set()
        self._day = 0
        self._present = np.zeros(0, np.bool_)
        self._absent = 0
        self._lost: set[tuple[int, int]] = set()
        self._latest_ms = 0
        self._replaced = Replaced()

    @property
    def latest_ms(self) -> int:
        """Returns the time of the newest arrival or tick."""
        return self._latest_ms

    def take(self, came: Came) -> list[Episode]:
        """Scores readings. Corrections and withdrawals go by what was scored until then, and so each by itself."""
        told, begin = list[Episode](), 0
        for place in sorted({*came.corrections, *came.withdrawals}):
            told += self._take(chosen(came, np.arange(begin, place)))
            one, begin = chosen(came, np.arange(place, place + 1)), place + 1
            told += self._withdraw(one) if place in came.withdrawals else self._correct(one, came.corrections[place])
        return told + self._take(chosen(came, np.arange(begin, len(came.patient))) if begin else came)

    def _correct(self, came: Came, made_ms: int) -> list[Episode]:
        """Scores what a correction leaves of its moment, a moment later (what it corrects may still come)."""
        series, at_ms = self._series_of(came), int(came.times_ms[0])
        if not len(self._replaced.rest(came).patient) or not self._replaced.correct(series, at_ms, made_ms):
            return []
        newest_ms = self._newest_of(series, at_ms)
        stands = of_its_moment(came, self._left(came, series)) if newest_ms >= at_ms else came
        told = self._take(replace(stands, times_ms=np.array([max(newest_ms, at_ms) + 1], np.int64)))
        if newest_ms >= at_ms and self._present[series[0]]:
            changes = settle(self._state, series, self._latest_ms, self._settings)
            told += self.episodes.withdrawn(changes, (), (came.event_id(0), self._latest_ms))
        return told

    def _withdraw(self, came: Came) -> list[Episode]:
        """Scores by what remains of a series whose newest value is withdrawn; on an older one nothing rests."""
        series, at_ms = self._series_of(came), int(came.times_ms[0])
        self._advance(int(came.arrived_ms[0]))
        self._replaced.withdraw(came.key(0), at_ms, self._latest_ms - self._settings.stale_ms)
        if not self._present[series[0]] or not self._newest_of(series, at_ms):
            return []
        self._replaced.put_back(series, left := self._left(came, series))
        changes = withdraw(self._state, series, left, self._latest_ms, self._settings)
        by = came.event_id(0), self._latest_ms
        beside = self.episodes.beside.withdrawn(series, glance(self._state, series[0]), *by)
        return self.episodes.withdrawn(changes, beside, by)

    def _left(self, came: Came, series: Series) -> Came | None:
        """Returns what stands of a series, of late, after the version at hand."""
        ids = {name for name in (*self.names, *self._others) if self.row(name) == series[0]}
        left = came.remaining(0, ids, self._latest_ms - self._settings.stale_ms)
        return left if left is None else self._replaced.rest(left)

    def _series_of(self, came: Came) -> Series:
        return self.row(came.patients[came.patient[0]]), int(came.signal[0])

    def _newest_of(self, series: Series, at_ms: int) -> int:
        """Returns the time of the newest value of a series, if it is a version of the reading of a time; else 0."""
        known_ms = newest_dated_ms(self._state, *series)
        return known_ms if -1 <= known_ms - at_ms <= VERSIONS_MS else 0

    def _take(self, came: Came) -> list[Episode]:
        came = self._replaced.rest(came)
        if not len(came.patient):
            return []
        rows = np.array([self.row(name) for name in came.patients], np.int32)[came.patient]
        places = np.array([self.episodes.gateways.place(name) for name in came.sources], np.int16)
        self.episodes.gateways.hear_of(places[came.source])  # whoever it was of: the gateway is there
        came, rows = of_moments(*self._of_present(came, rows))
        if not len(rows):
            return []
        arrived = np.maximum(np.maximum.accumulate(came.arrived_ms), self._latest_ms)
        self._advance(int(arrived[-1]))
        batch = Batch.of(rows, came.signal, came.times_ms, came.values, came.arrived_ms)
        told = self._found_again(batch) if self._lost else []
        changes = step(self._state, replace(batch, arrived_ms=arrived), self._settings)
        return told + self.episodes.take(changes, Heard(batch, self.names, came.event_id, places[came.source]))

    def tick(self, at_ms: int) -> list[Episode]:
        """Lets time pass, and finds out where the clock was set back: no silence would be told until it caught up."""
        if (back_ms := self._latest_ms - at_ms) > _SET_BACK_MS:
            self._state.set_back(back_ms)
            self._latest_ms = at_ms
        self._advance(at_ms)
        changes = tick(self._state, self._latest_ms, self._settings)
        mews = {row: self._mews_of(row) for row in self._by_mews}
        seen = AtTick.of(self._state, mews, self._latest_ms, self._settings.stale_ms)
        return self.episodes.tick(changes, at_ms, self.names, self._present_of, seen)

    def describe(self, described: Described, at_ms: int) -> list[Episode]:
        """Takes up what is known of a patient; the episodes of one who has left are closed, at that time."""
        self._others.pop(described.patient_id, None)
        row = self.row(described.patient_id)
        was_present, self._present[row] = bool(self._present[row]), described.is_present
        self._absent += was_present - described.is_present
        if not described.is_present:
            return self._leave(row, at_ms) if was_present else []
        self._described[row] = described
        self._tell_kernel(row)
        return []

    def merge(self, patient_id: str, into: str, at_ms: int) -> list[Episode]:
        """Takes one id for another from now on; the episodes under the old one are closed."""
        told = self.describe(Described(patient_id, is_present=False), at_ms)
        self._others[patient_id] = into
        return told

    def on_status(self, patient_id: str, signals: Sequence[str], at_ms: int, *, is_lost: bool) -> list[Episode]:
        """Takes in that sensors said, or a broker in their name, that they are lost or there again.

        A sensor that was lost is there again with its next reading.
        """
        row, told = self.row(patient_id), list[Episode]()
        if not self._present[row]:
            return []
        for place in (SIGNALS.index(BY_NAME[name]) for name in signals):
            (self._lost.add if is_lost else self._lost.discard)((row, place))
            told += self.episodes.on_status(row, place, at_ms, is_lost=is_lost, names=self.names)
        return told

    def refused(self, patient_id: str, counts: Mapping[str, int], at_ms: int) -> list[Episode]:
        """Takes in how many readings of each signal were refused as impossible."""
        row = self.row(patient_id)
        if not self._present[row] or not counts:
            return []
        places = [SIGNALS.index(BY_NAME[name]) for name in counts]
        self._advance(at_ms)
        told = Refused(
            np.full(len(places), row, np.int32), np.array(places, np.uint8), np.array(list(counts.values()), np.int32)
        )
        changes = refuse(self._state, told, self._latest_ms, self._settings)
        return self.episodes.refused(changes, at_ms, self.names)

    def row(self, patient_id: str) -> int:
        """Returns the row of a patient, a new one where the id is new."""
        patient_id = self._others.get(patient_id, patient_id)
        if (row := self._rows.get(patient_id)) is None:
            row = self._rows[patient_id] = len(self.names)
            self.names.append(patient_id)
            if row >= len(self._present):
                self._present = np.concatenate([self._present, np.ones(row + 64 - len(self._present), np.bool_)])
        return row

    def to_bytes(self) -> bytes:
        """Returns all that is remembered, but for what the host gives: settings, and what patients are like."""
        plain = {
            "names": self.names,
            "absent": np.flatnonzero(~self._present).tolist(),
            "others": self._others,
            "lost": sorted(self._lost),
            "latest_ms": self._latest_ms,
            **self._replaced.as_plain(),
        }
        return packed(plain, self._state.to_bytes(), saved_episodes.to_bytes(self.episodes))

    @classmethod
    def from_bytes(cls, saved: bytes, settings: Settings = DEFAULT) -> "Shard":
        """Returns the shard that was saved. Raises InvalidInput for another format, or what is no shard at all."""
        shard = cls(settings)
        plain, kernel, episodes = unpacked(saved)
        shard._state = State.from_bytes(kernel)
        for name in plain["names"]:
            shard.row(name)
        shard._present[plain["absent"]] = False
        shard._absent = len(plain["absent"])
        shard._others = plain["others"]
        shard._lost = {(row, place) for row, place in plain["lost"]}
        shard._latest_ms = plain["latest_ms"]
        shard._replaced = Replaced(plain)
        saved_episodes.read_into(shard.episodes, episodes, shard.names)
        return shard

    def _of_present(self, came: Came, rows: NDArray[np.int32]) -> tuple[Came, NDArray[np.int32]]:
        if not self._absent or (kept := self._present[rows]).all():
            return came, rows
        return chosen(came, np.flatnonzero(kept)), rows[kept]

    def _found_again(self, batch: Batch) -> list[Episode]:
        """Ends what was said to be lost where a reading came all the same."""
        told = []
        for row, place in sorted(self._lost):
            if ((batch.patient == row) & (batch.signal == place)).any():
                self._lost.discard((row, place))
                told += self.episodes.on_status(row, place, int(batch.arrived_ms[0]), is_lost=False, names=self.names)
        return told

    def _leave(self, row: int, at_ms: int) -> list[Episode]:
        self._state.forget(row)
        self._described.pop(row, None)
        self._by_mews.discard(row)
        self._lost = {one for one in self._lost if one[0] != row}
        self._replaced.forget(row)
        return self.episodes.leave(row, at_ms)

    def _advance(self, at_ms: int) -> None:
        """Notes the time; on each new day it is looked at anew how old the children are."""
        self._latest_ms = max(self._latest_ms, at_ms)
        if self._latest_ms // _DAY_MS != self._day:
            self._day = self._latest_ms // _DAY_MS
            for row, described in self._described.items():
                if described.person.birth_date is not None:
                    self._tell_kernel(row)

    def _tell_kernel(self, row: int) -> None:
        described = self._described[row]
        is_young = is_child(described.person, self._latest_ms)
        is_adult = not is_young and not described.person.pregnant
        by_mews = own_score(described.person, self._latest_ms) == "mews"
        (self._by_mews.add if by_mews else self._by_mews.discard)(row)
        self._state.describe(
            row,
            applicable=is_adult,
            # Where NEWS2 applies it rings alone: one deterioration at 16 or 17 would else page twice.
            age=0 if is_adult else age_of(described.person, self._latest_ms),
            spo2_scale=described.person.spo2_scale,
            on_oxygen=described.person.on_oxygen,
            limits=own_limits(described.person, described.limits, self._latest_ms),
        )

    def _reason(self, cause: Cause) -> str:
        return reason(cause, glance(self._state, cause.patient), self._person(cause.patient), self._settings.stale_ms)

    def _about(self, cause: Cause) -> About:
        return about(cause, glance(self._state, cause.patient), self._person(cause.patient), self._settings.stale_ms)

    def _present_of(self, row: int, rule: Rule) -> About:
        return present(self._state, row, rule, self._person(row), self._latest_ms, self._settings.stale_ms)

    def _mews_of(self, row: int) -> int:
        seen, stale_ms = glance(self._state, row), self._settings.stale_ms
        return scored("mews", seen, self._person(row), self._latest_ms, stale_ms).score

    def _person(self, row: int) -> Person:
        return self._described[row].person if row in self._described else NOBODY
