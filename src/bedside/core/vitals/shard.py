"""Watches the patients of one shard: who is who, what they are like, kernel and episodes together, as one saved state.

This is all of scoring that a host need know: it hands over readings, ticks and what is known of patients, in the order
in which they came, and gets episodes. Whatever hosts it, equal streams give equal episodes.

A reading of a patient nobody has described is scored as an adult's of unknown age on scale 1; one of a patient who has
left is passed over. A pause during care holds back notices, not episodes: that is left to whoever tells people. Where
the clock of arrivals is set back, the ages that the kernel knows go back with it at the next tick; by less than a
minute they stand still until it has caught up. Delays go on.
"""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals import saved_episodes
from bedside.core.vitals.adult import is_child
from bedside.core.vitals.episode import Cause, Episode
from bedside.core.vitals.episodes import Episodes, Heard
from bedside.core.vitals.glance import glance
from bedside.core.vitals.pews import alarm_limits
from bedside.core.vitals.reasons import reason
from bedside.core.vitals.score import Person
from bedside.core.vitals.scoring import Batch, Refused, State, refuse, step, tick
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.errors import InvalidInput

FORMAT = 1
"""The version of the saved bytes."""

NOBODY = Person()

_DAY_MS = 86_400_000
_SET_BACK_MS = 60_000


@dataclass(frozen=True, slots=True)
class Came:
    """Readings as columns (n,), in the order in which they came, without late ones.

    ``patient`` and ``source`` are places in ``patients`` and ``sources``; signal, times and values are as in `Batch`.
    ``event_id`` gives the id of the reading at a place.
    """

    patients: Sequence[str]
    patient: NDArray[np.int32]
    signal: NDArray[np.uint8]
    times_ms: NDArray[np.int64]
    values: NDArray[np.float64]
    arrived_ms: NDArray[np.int64]
    sources: Sequence[str]
    source: NDArray[np.int16]
    event_id: Callable[[int], str]


Bounds = tuple[float | None, float | None]
"""Low and high limit of a signal, None for the default."""


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a patient. Limits are (low, high) by signal, None for the default."""

    patient_id: str
    person: Person = NOBODY
    limits: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    is_present: bool = True


class Shard:
    """One shard. Methods change it in place and return the episodes opened, risen and closed, in order."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.episodes = Episodes(self._reason)
        self._state = State.new()
        self._rows: dict[str, int] = {}
        self._others: dict[str, str] = {}
        self._described: dict[int, Described] = {}
        self._day = 0
        self._present = np.zeros(0, np.bool_)
        self._absent = 0
        self._lost: set[tuple[int, int]] = set()
        self._latest_ms = 0

    @property
    def latest_ms(self) -> int:
        """Returns the time of the newest arrival or tick."""
        return self._latest_ms

    def take(self, came: Came) -> list[Episode]:
        """Scores readings."""
        if not len(came.patient):
            return []
        rows = np.array([self.row(name) for name in came.patients], np.int32)[came.patient]
        places = np.array([self.episodes.gateways.place(name) for name in came.sources], np.int16)
        self.episodes.gateways.hear_of(places[came.source])  # whoever it was of: the gateway is there
        came, rows = self._of_present(came, rows)
        if not len(rows):
            return []
        arrived = np.maximum(np.maximum.accumulate(came.arrived_ms), self._latest_ms)
        self._advance(int(arrived[-1]))
        batch = Batch.of(rows, came.signal, came.times_ms, came.values, came.arrived_ms)
        told = self._found_again(batch) if self._lost else []
        changes = step(self._state, replace(batch, arrived_ms=arrived))
        return told + self.episodes.take(changes, Heard(batch, self.names, came.event_id, places[came.source]))

    def tick(self, at_ms: int) -> list[Episode]:
        """Lets time pass, and finds out that the clock was set back: else no silence would be told until then."""
        if (back_ms := self._latest_ms - at_ms) > _SET_BACK_MS:
            self._state.set_back(back_ms)
            self._latest_ms = at_ms
        self._advance(at_ms)
        return self.episodes.tick(tick(self._state, self._latest_ms), at_ms, self.names)

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
        return self.episodes.refused(refuse(self._state, told, self._latest_ms), at_ms, self.names)

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
        """Returns all that is remembered, but for what the patients are like: describe them again."""
        plain = {
            "format": FORMAT,
            "names": self.names,
            "absent": np.flatnonzero(~self._present).tolist(),
            "others": self._others,
            "lost": sorted(self._lost),
            "latest_ms": self._latest_ms,
        }
        file = io.BytesIO()
        np.savez(
            file,
            plain=np.frombuffer(json.dumps(plain).encode(), np.uint8),
            kernel=np.frombuffer(self._state.to_bytes(), np.uint8),
            episodes=np.frombuffer(saved_episodes.to_bytes(self.episodes), np.uint8),
        )
        return file.getvalue()

    @classmethod
    def from_bytes(cls, saved: bytes) -> "Shard":
        """Returns the shard that was saved. Raises InvalidInput for another format, or what is no shard at all."""
        shard = cls()
        try:
            with np.load(io.BytesIO(saved), allow_pickle=False) as kept:
                plain = json.loads(kept["plain"].tobytes())
                kernel, episodes = kept["kernel"].tobytes(), kept["episodes"].tobytes()
            if plain["format"] != FORMAT:
                raise ValueError("format")
        except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
            raise InvalidInput(
                "not a scorer's snapshot of this version", next_step="It is built anew from the log."
            ) from error
        shard._state = State.from_bytes(kernel)
        for name in plain["names"]:
            shard.row(name)
        shard._present[plain["absent"]] = False
        shard._absent = len(plain["absent"])
        shard._others = plain["others"]
        shard._lost = {(row, place) for row, place in plain["lost"]}
        shard._latest_ms = plain["latest_ms"]
        saved_episodes.read_into(shard.episodes, episodes, shard.names)
        return shard

    def _of_present(self, came: Came, rows: NDArray[np.int32]) -> tuple[Came, NDArray[np.int32]]:
        if not self._absent or (kept := self._present[rows]).all():
            return came, rows
        places = np.flatnonzero(kept)
        columns = {
            name: getattr(came, name)[places]
            for name in ("patient", "signal", "times_ms", "values", "arrived_ms", "source")
        }
        return replace(came, **columns, event_id=lambda place: came.event_id(int(places[place]))), rows[places]

    def _found_again(self, batch: Batch) -> list[Episode]:
        """Ends what was said to be lost where a reading came all the same."""
        told = []
        for row, place in sorted(self._lost):
            if ((batch.patient == row) & (batch.signal == place)).any():
                self._lost.discard((row, place))
                at_ms = int(batch.arrived_ms[0])
                told += self.episodes.on_status(row, place, at_ms, is_lost=False, names=self.names)
        return told

    def _leave(self, row: int, at_ms: int) -> list[Episode]:
        self._state.forget(row)
        self._described.pop(row, None)
        self._lost = {one for one in self._lost if one[0] != row}
        return self.episodes.leave(row, at_ms)

    def _advance(self, at_ms: int) -> None:
        """Notes the time; on each new day it is looked at anew who is under 16."""
        self._latest_ms = max(self._latest_ms, at_ms)
        if self._latest_ms // _DAY_MS != self._day:
            self._day = self._latest_ms // _DAY_MS
            for row, described in self._described.items():
                if described.person.birth_date is not None:
                    self._tell_kernel(row)

    def _tell_kernel(self, row: int) -> None:
        described = self._described[row]
        is_young = is_child(described.person, self._latest_ms)
        usual = alarm_limits(described.person, self._latest_ms) if is_young else {}
        self._state.describe(
            row,
            applicable=not is_young and not described.person.pregnant,
            spo2_scale=described.person.spo2_scale,
            on_oxygen=described.person.on_oxygen,
            limits=_limits(usual, {name: own for name, own in described.limits.items() if name in BY_NAME}),
        )

    def _reason(self, cause: Cause) -> str:
        described = self._described.get(cause.patient)
        return reason(cause, glance(self._state, cause.patient), described.person if described else NOBODY)


def _limits(usual: Mapping[str, Bounds], own: Mapping[str, Bounds]) -> dict[str, Bounds]:
    """Returns the limits of a patient: each side their own, else what is usual at their age."""
    nothing: Bounds = (None, None)
    found: dict[str, Bounds] = {}
    for name in {**usual, **own}:
        (low, high), (usual_low, usual_high) = own.get(name, nothing), usual.get(name, nothing)
        found[name] = (usual_low if low is None else low, usual_high if high is None else high)
    return found
