"""The scoring kernel: readings and ticks in, and out comes which conditions begin and which cease to hold.

`step` takes a batch of readings in the order in which they arrived, `tick` a time without readings. Both are pure but
for the state they change in place: equal state and equal input give equal changes, compiled or not, and however the
readings are cut into batches. No clock is read: ages are those at arrival, and at ticks.

A reading that is not newer than the last one of its series changes nothing. So one that comes twice counts once, a log
may be read again, and a value of long ago never shows as the present one. Of two different values of one time the
graver stands, whichever arrives first (`graver`); it is no further reading, so the one-minute level and the sensor's
habits stay those of the first. What changes nothing is counted in ``Changes.passed``, with what no living body shows,
and with what was observed more than eight days before or after it arrived. What is newer goes by the time of
observation, or of arrival where that is earlier: a reading dated ahead holds back nothing that is observed after it
came.

Cost: about 35 ns a reading compiled, 44 bytes a series and 24 a patient (docs/adr/0015).
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.came import Came
from bedside.core.vitals.compiled import compiled_form
from bedside.core.vitals.freshness import CONTINUOUS_MS, MEASURED_MS
from bedside.core.vitals.glance import Glance, glance
from bedside.core.vitals.kernel import LATEST, Columns, Sheet, run
from bedside.core.vitals.parts import FUTURE_TOLERANCE_MS
from bedside.core.vitals.passing_time import pass_refused, pass_time
from bedside.core.vitals.state import State
from bedside.core.vitals.state_rows import DESK_DTYPE, ROOM, TOLD_DTYPE, Row, Rows, series_row
from bedside.core.vitals.take_back import stand, take_back
from bedside.core.vitals.watched import rules
from bedside.errors import InvalidInput

__all__ = [
    "Batch", "Changes", "Glance", "Refused", "Settings", "State", "glance", "prepare", "refuse", "step", "tick",
    "withdraw",
]  # fmt: skip

_RULES = rules()
_ROOM_OF_READING, _ROOM_OF_PATIENT = 32, 256
"""More than one reading, or one patient at a tick, can tell: each condition of each signal once."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Readings as columns (n,), in the order of arrival; times are milliseconds since 1970.

    ``patient`` is the row in the shard's state, ``signal`` the place in `signals.SIGNALS`. Values are canonical
    (`reading.converted`), of a coded signal the place of its code. Readings beyond the horizon were left out before.
    ``arrived_ms`` must not go back for a patient.
    """

    patient: NDArray[np.int32]
    signal: NDArray[np.uint8]
    times_ms: NDArray[np.int64]
    values: NDArray[np.float64]
    arrived_ms: NDArray[np.int64]

    @classmethod
    def of(cls, *columns: object) -> Self:
        """Returns a batch of columns of any kind, as its own types."""
        kinds = (np.int32, np.uint8, np.int64, np.float64, np.int64)
        return cls(*(np.ascontiguousarray(column, kind) for column, kind in zip(columns, kinds, strict=True)))


@dataclass(frozen=True, slots=True)
class Refused:
    """How many readings of a series were refused since the last call, as columns (n,)."""

    patient: NDArray[np.int32]
    signal: NDArray[np.uint8]
    count: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Changes:
    """Conditions that began or ceased to hold, as columns (m,), by reading; of one the scores come first.

    ``condition`` is the place in `conditions.CONDITIONS`, ``signal`` that in SIGNALS, 255 where it is the patient's;
    ``at_ms`` is when the reading arrived, or the tick; ``reading`` its place in the batch, -1 at a tick. ``amount`` is
    what the condition's row says, NaN where it ceases because that is not known any more; ``value`` is the reading's
    value, NaN at a tick.
    """

    patient: NDArray[np.int32]
    condition: NDArray[np.uint8]
    signal: NDArray[np.uint8]
    holds: NDArray[np.bool_]
    at_ms: NDArray[np.int64]
    reading: NDArray[np.int32]
    amount: NDArray[np.float32]
    value: NDArray[np.float32]
    passed: int = 0

    def __len__(self) -> int:
        return len(self.patient)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a host may set for all patients.

    A value older than ``stale_ms`` neither scores nor holds a condition. A continuous series that is regular is silent
    after ``silent_ms``, or four of its usual intervals if they are longer. A clock is skewed beyond ``skew_ms``.
    """

    stale_ms: int = MEASURED_MS
    silent_ms: int = CONTINUOUS_MS
    skew_ms: int = FUTURE_TOLERANCE_MS


DEFAULT = Settings()


def step(state: State, batch: Batch, settings: Settings = DEFAULT, *, compiled: bool = True) -> Changes:
    """Scores readings, changes the state in place, and returns what began and what ceased to hold.

    New patients and series get their rows. Without ``compiled``, or where numba is missing, the same code runs as plain
    Python. Raises InvalidInput for columns of different lengths, before anything is scored; and for a negative patient
    or an unknown signal, when the readings before it are scored already.
    """
    columns = Columns(*_columns(batch, (np.int32, np.uint8, np.int64, np.float64, np.int64)))
    if not len(columns.patient):
        return _changes([], 0)
    if state.origin_ms is None:
        state.move_origin(int(columns.arrivals[0]))
    loop = compiled_form(run) if compiled else run
    done, told = 0, []
    desk = _desk(settings, _ROOM_OF_READING)
    while True:
        desk["origin"] = _origin(state)
        done = int(loop(desk, _sheet(state), columns, done))
        full = desk["count"][0] >= desk["room"][0]
        told.append(_taken(desk))
        if done == len(columns.patient):
            return _changes(told, int(desk["passed"][0]))
        if not full:
            _make_way(state, columns, done)


def tick(state: State, at_ms: int, settings: Settings = DEFAULT, *, compiled: bool = True) -> Changes:
    """Lets time pass without readings: finds what fell silent and what grew stale. Changes the state in place.

    ``at_ms`` is in the clock of arrivals, and does not go back.
    """
    if state.origin_ms is None or at_ms - state.origin_ms > LATEST:
        state.move_origin(at_ms)
    loop = compiled_form(pass_time) if compiled else pass_time
    done, told, desk = 0, [], _desk(settings, _ROOM_OF_PATIENT)
    desk["origin"], desk["at"] = _origin(state), at_ms - _origin(state)
    while done < len(state.patients):
        done = int(loop(desk, _sheet(state), done))
        told.append(_taken(desk))
    return _changes(told, 0)


def refuse(
    state: State, refused: Refused, at_ms: int, settings: Settings = DEFAULT, *, compiled: bool = True
) -> Changes:
    """Counts readings that were refused as implausible, changes the state in place, and returns what began to hold.

    It adds up where as many are refused as taken; it ceases to hold with the fourth taken in a row at the latest.
    ``at_ms`` is in the clock of arrivals; ``reading`` of what is told is the place in ``refused``.
    """
    patient, signal, count = _columns(refused, (np.int32, np.uint8, np.int64))
    if not len(patient):
        return _changes([], 0)
    state.grow(patient, signal)
    if state.origin_ms is None or at_ms - state.origin_ms > LATEST:
        state.move_origin(at_ms)
    loop = compiled_form(pass_refused) if compiled else pass_refused
    done, told, desk = 0, [], _desk(settings, _ROOM_OF_READING)
    desk["origin"], desk["at"] = _origin(state), at_ms - _origin(state)
    while done < len(patient):
        done = int(loop(desk, _sheet(state), patient, signal, count, done))
        told.append(_taken(desk))
    return _changes(told, 0)


def withdraw(
    state: State, series: tuple[int, int], left: Came | None, at_ms: int, settings: Settings = DEFAULT
) -> Changes:
    """Takes the newest value of a series (patient, signal) back, puts what is left of the series in its place.

    Changes the state, and returns what begins and ceases by it; nothing of a series there is none of. ``left`` has the
    series' readings within ``stale_ms``, in the order of arrival; ``at_ms`` is in the clock of arrivals. ``reading`` of
    what is told is -1. Some milliseconds: it is not compiled.
    """
    return _of_series(state, series, at_ms, settings, lambda desk, sheet: take_back(desk, sheet, left))


def settle(state: State, series: tuple[int, int], at_ms: int, settings: Settings = DEFAULT) -> Changes:
    """Has a series stand at its newest value, which corrected the one before; otherwise as `withdraw`."""
    return _of_series(state, series, at_ms, settings, stand)


def _of_series(
    state: State, series: tuple[int, int], at_ms: int, settings: Settings, work: Callable[[Row, Sheet], None]
) -> Changes:
    patient, signal = series
    desk, origin = _desk(settings, _ROOM_OF_PATIENT), state.origin_ms
    if origin is None or patient >= len(state.patients) or series_row(state.patients[patient], signal) < 0:
        return _changes([], 0)
    desk["origin"], desk["at"], desk["patient"], desk["signal"] = origin, at_ms - origin, patient, signal
    desk["low"], desk["high"] = state.limits[state.patients[patient]["limits"], signal]
    work(desk[0], _sheet(state))
    return _changes([_taken(desk)], 0)


def prepare() -> None:
    """Compiles what the functions above run, or reads it from the cache, so that no reading waits for it.

    Seven seconds where nothing is cached, half a second else; for a host to call as it starts, and for an image as it
    is built.
    """
    state, at_ms = State.new(), 0
    step(state, Batch.of([0], [0], [at_ms], [70.0], [at_ms]))
    refuse(state, Refused(np.zeros(1, np.int32), np.zeros(1, np.uint8), np.ones(1, np.int64)), at_ms)
    tick(state, at_ms)


def _make_way(state: State, columns: Columns, done: int) -> None:
    """Makes rows for all that is still to be scored, or moves the origin to the reading that waits."""
    arrived_ms = int(columns.arrivals[done])
    if arrived_ms - _origin(state) > LATEST:
        state.move_origin(arrived_ms)
    else:
        state.grow(columns.patient[done:], columns.signal[done:])


def _columns(given: Batch | Refused, kinds: tuple[type[np.generic], ...]) -> list[NDArray[Any]]:
    """Returns the columns as the loops are compiled for: of one length and their types, and read-only as Arrow's."""
    found = [
        np.ascontiguousarray(getattr(given, field.name), kind).view()
        for field, kind in zip(fields(given), kinds, strict=True)
    ]
    if len({column.shape for column in found}) > 1:
        raise InvalidInput("columns of different lengths", next_step="Send each reading in all columns.")
    for column in found:
        column.flags.writeable = False
    return found


def _origin(state: State) -> int:
    assert state.origin_ms is not None
    return state.origin_ms


def _sheet(state: State) -> Sheet:
    return Sheet(state.series, state.patients, state.limits, _RULES)


def _desk(settings: Settings, most: int) -> Rows:
    """Returns the row that a loop works at; ``most`` is what one turn of it may tell."""
    desk = np.zeros(1, DESK_DTYPE)
    desk["stale_ms"], desk["ahead_ms"] = settings.stale_ms, FUTURE_TOLERANCE_MS
    desk["silent_ms"], desk["skew_ds"] = settings.silent_ms, settings.skew_ms // 100
    desk["value"], desk["reading"], desk["room"] = np.nan, -1, ROOM - most
    return desk


def _taken(desk: Rows) -> Rows:
    """Takes from the desk what was told."""
    told = desk["told"][0, : desk["count"][0]].copy()
    desk["count"] = 0
    return told


def _changes(told: list[Rows], passed: int) -> Changes:
    rows = np.concatenate(told) if told else np.empty(0, TOLD_DTYPE)
    names = [field.name for field in fields(Changes) if field.name != "passed"]
    return Changes(**{name: np.ascontiguousarray(rows[name]) for name in names}, passed=passed)
