"""The loop over readings.

Everything here works on rows in place (`state_rows`) and is compiled where numba is there. What is done for each
reading is little: is it news, what does it score, is it inside its limits, the one-minute level, the sensor's habits.
Once a minute and series the level is judged; once in five the baseline looks at it. The loop stops early, and says
where, when it needs what compiled code does not do: more rows, a later origin, or room for what it tells.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.baseline import clipped, look, stray
from bedside.core.vitals.chart_points import points_of
from bedside.core.vitals.columnar_news2 import counts_from, is_stale
from bedside.core.vitals.columnar_scores import score_patient
from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.conditions import (
    LIMIT_HIGH,
    LIMIT_LOW,
)
from bedside.core.vitals.graver import is_graver
from bedside.core.vitals.movement import HOURS_MS, STRETCH_MS, move, remember
from bedside.core.vitals.sensor_faults import (
    FLAT_BIT,
    NOISY_BIT,
    SILENT_BIT,
    SKEWED_BIT,
    judge_sensor,
    note_interval,
    note_jump,
    note_lag,
    note_stretch,
)
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.state_rows import (
    CHANGED,
    LEARNED_SHIFT,
    LONG_AGO,
    NEVER,
    Row,
    Rows,
    Whole,
    ones,
    toggled,
)

LATEST = 1 << 30
"""Arrival, after the origin, from which on the origin must be moved: twelve days."""

_FARTHEST_MS = 8 * 24 * 3_600_000
_MINUTE_MS = 60_000
LEVEL_MS = 60_000.0
_SIGNALS = len(SIGNALS)
_LIMIT_BITS = 0b11
HAIR = 1e-9  # 35.1 + 0.2 is a little more than 35.3
_FAULT_BITS = SILENT_BIT | FLAT_BIT | NOISY_BIT | SKEWED_BIT


class Sheet(NamedTuple):
    """What a loop works on: the rows of the state, and the table of signals."""

    series: Rows
    patients: Rows
    limits: NDArray[np.float64]
    rules: Rows


class Columns(NamedTuple):
    """Readings, in the order of arrival."""

    patient: NDArray[np.int32]
    signal: NDArray[np.uint8]
    times: NDArray[np.int64]
    values: NDArray[np.float64]
    arrivals: NDArray[np.int64]


@compiled
def run(desks: Rows, sheet: Sheet, columns: Columns, start: int) -> int:
    """Scores readings from ``start`` on; returns the place of the first that is not done, their number when all are."""
    desk, origin = desks[0], desks[0]["origin"]
    series, patients, limits, rules = sheet.series, sheet.patients, sheet.limits, sheet.rules
    for place in range(start, len(columns.patient)):
        who, what = np.int64(columns.patient[place]), np.int64(columns.signal[place])
        if who < 0 or who >= len(patients) or what >= _SIGNALS or desk["count"] >= desk["room"]:
            return place
        person = patients[who]
        mask, bit = np.int64(person["mask"]), 1 << what
        arrived = columns.arrivals[place] - origin
        if not mask & bit or arrived > LATEST:
            return place
        row, rule = series[np.int64(person["first"]) + ones(mask & (bit - 1))], rules[what]
        time, value = columns.times[place] - origin, columns.values[place]
        news = is_news(row, rule, time, arrived, value)
        if not news and not (time == row["last"] and is_graver(row, rule, value)):
            desk["passed"] += 1
            continue
        desk["at"], desk["time"], desk["value"] = arrived, time, value
        desk["patient"], desk["signal"], desk["reading"] = who, what, place
        desk["low"], desk["high"] = limits[person["limits"], what, 0], limits[person["limits"], what, 1]
        if news:
            take(desk, series, person, row, rule)
        else:
            take_graver(desk, series, person, row, rule)
    return len(columns.patient)


@compiled
def is_news(row: Row, rule: Row, time: Whole, arrived: Whole, value: float) -> bool:
    """Returns whether a reading is newer than the series' last one, possible, and observed near its arrival.

    A time beyond the arrival counts as the arrival, else a clock that is ahead would hold back all that comes until
    then; of those that count alike the later one is newer. What is of the same moment as the last one is no news.
    """
    last = np.int64(row["last"])
    counts, before = min(time, arrived), counts_from(row)
    return bool(
        (counts > before or (counts == before and time > last))
        and time != last
        and rule["least"] <= value <= rule["most"]
        and abs(time - arrived) < _FARTHEST_MS
        and arrived > LONG_AGO + _FARTHEST_MS
    )


@compiled
def take(desk: Row, series: Rows, person: Row, row: Row, rule: Row) -> None:
    """Takes the reading at hand in, and tells what follows from it."""
    value, last, time = desk["value"], counts_from(row), min(desk["time"], desk["at"])
    minute = last == NEVER or time // _MINUTE_MS != last // _MINUTE_MS
    if last == NEVER:
        row["level"] = value
        row["flags"] = np.int64(row["flags"]) | CHANGED
    else:
        if minute:
            roll(person, row, rule, last, time)
        follow(desk, row, rule, time - last)
    points = points_of(rule, value)
    rescored = points != row["points"] or rule["later_wins"] or needs_score(desk, person, last, time)
    row["points"], row["last"], row["arrived"], row["value"] = points, desk["time"], desk["at"], value
    if rescored:
        score_patient(desk, series, person, desk["at"])
    if not desk["low"] <= value <= desk["high"] or np.int64(row["flags"]) & _LIMIT_BITS:
        judge_limits(desk, row, rule)
    if minute and rule["watched"]:
        stray(desk, person, row, rule)
        move(desk, row, rule, time)
    if minute or np.int64(row["flags"]) & _FAULT_BITS or row["refused"]:
        judge_sensor(desk, row, rule)


@compiled
def take_graver(desk: Row, series: Rows, person: Row, row: Row, rule: Row) -> None:
    """Has a series stand at the reading at hand, the graver of two of one moment, and tells what follows from it.

    It is no further reading: the one-minute level, and the sensor's habits, stay those of the first.
    """
    value = desk["value"]
    row["points"], row["arrived"], row["value"] = points_of(rule, value), desk["at"], value
    score_patient(desk, series, person, desk["at"])
    judge_limits(desk, row, rule)
    if np.int64(row["flags"]) & _FAULT_BITS or row["refused"]:
        judge_sensor(desk, row, rule)


@compiled
def needs_score(desk: Row, person: Row, last: Whole, time: Whole) -> bool:
    """Returns whether scores must be added up though the points stay: a part is due, or this one was or is stale."""
    at = desk["at"]
    return bool(at >= person["due"] or is_stale(desk, last, at) or is_stale(desk, time, at))


@compiled
def roll(person: Row, row: Row, rule: Row, last: Whole, time: Whole) -> None:
    """Lets the baseline look at the level, and remembers it, where a five-minute stretch on the clock is over."""
    stretches = time // STRETCH_MS - last // STRETCH_MS
    if stretches > 0:
        hours = time // HOURS_MS - last // HOURS_MS
        if rule["watched"]:
            look(person, row, rule, stretches, hours)
            remember(row, rule, stretches, hours)
        note_stretch(row, stretches)


@compiled
def follow(desk: Row, row: Row, rule: Row, passed: Whole) -> None:
    """Brings the level and the habits of the series up to a reading that much later than the one before."""
    value = desk["value"]
    note_jump(row, rule, value, passed)
    waited = max(desk["at"] - np.int64(row["arrived"]), 0)
    note_interval(row, rule, max(waited, passed))
    note_lag(row, desk["at"] - desk["time"], waited)
    # The level may be pulled by one value only as far as a jump, and farther the longer none came. In
    # the first minutes it must get away from where it began.
    learned = np.int64(row["flags"]) >> LEARNED_SHIFT
    most = rule["jump"] * (1.0 + passed / LEVEL_MS) if learned else np.inf
    level = float(row["level"])
    row["level"] = level + clipped(value - level, most) * (passed / (passed + LEVEL_MS))


@compiled
def judge_limits(desk: Row, row: Row, rule: Row) -> None:
    """Tells whether the value leaves its limits, or is back inside by the margin."""
    value, low, high, margin = desk["value"], desk["low"], desk["high"], rule["margin"] - HAIR
    toggled(desk, row, LIMIT_LOW, value < low, value >= low + margin, low)
    toggled(desk, row, LIMIT_HIGH, value > high, value <= high - margin, high)
