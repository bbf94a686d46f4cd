"""The loop over readings, and that over patients at a tick.

Everything here works on rows in place (`state_rows`) and is compiled where numba is there. What is done for each
reading is little: is it news, what does it score, is it inside its limits, the one-minute level, the sensor's habits.
Once a minute and series the level is judged; once in five the baseline looks at it. A loop stops early, and says
where, when it needs what compiled code does not do: more rows, a later origin, or room for what it tells.
"""

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.baseline import join, look, stray
from bedside.core.vitals.columnar_news2 import is_stale, points_of, score_patient
from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.conditions import (
    DEVIATION,
    LIMIT_HIGH,
    LIMIT_LOW,
    RATE_OF_CHANGE,
    SENSOR_SILENT,
    TREND,
)
from bedside.core.vitals.movement import HOURS_MS, STRETCH_MS, move, remember
from bedside.core.vitals.sensor_faults import (
    FLAT_BIT,
    NOISY_BIT,
    REFUSED_EACH,
    REFUSED_MOST,
    REGULAR_DS,
    SILENT_BIT,
    SKEWED_BIT,
    count_refused,
    judge_sensor,
    note_interval,
    note_jump,
    note_lag,
    note_stretch,
)
from bedside.core.vitals.state_rows import CHANGED, LONG_AGO, NEVER, Desk, Row, Whole, ones, series_row, toggled

LATEST = 1 << 30
"""Arrival, after the origin, from which on the origin must be moved: twelve days."""

_FARTHEST_MS = 8 * 24 * 3_600_000
_MINUTE_MS = 60_000
_SIGNALS = 17
_LIMIT_BITS = 0b11
_FAULT_BITS = SILENT_BIT | FLAT_BIT | NOISY_BIT | SKEWED_BIT
_OF_VALUES = (LIMIT_LOW, LIMIT_HIGH, DEVIATION, RATE_OF_CHANGE, TREND)
_OF_VALUES_BITS = 0b110111
_SILENT_INTERVALS = 4 * 100  # four usual intervals, which are in tenths of a second


@compiled
def run(  # type: ignore[explicit-any]
    desk: Desk,
    patient: NDArray[np.int32],
    signal: NDArray[np.uint8],
    times: NDArray[np.int64],
    values: NDArray[np.float64],
    arrivals: NDArray[np.int64],
    start: int,
) -> int:
    """Scores readings from ``start`` on; returns the place of the first that is not done, their number when all are."""
    now = desk.now[0]
    origin, known = np.int64(now["origin"]), len(desk.patients)
    for place in range(start, len(patient)):
        who, what = np.int64(patient[place]), np.int64(signal[place])
        if who < 0 or who >= known or now["count"] >= now["room"]:
            return place
        person = desk.patients[who]
        mask, bit = np.int64(person["mask"]), 1 << what
        arrived = arrivals[place] - origin
        if not mask & bit or arrived > LATEST:
            return place
        row = desk.series[np.int64(person["first"]) + ones(mask & (bit - 1))]
        rule = desk.rules[what]
        time, value = times[place] - origin, values[place]
        if not is_news(row, rule, time, arrived, value):
            now["passed"] += 1
            continue
        now["at"], now["value"], now["patient"], now["signal"], now["reading"] = arrived, value, who, what, place
        take(desk, person, row, rule, time, arrived, value)
    return len(patient)


@compiled
def is_news(row: Row, rule: Row, time: Whole, arrived: Whole, value: float) -> bool:
    """Returns whether a reading is newer than the series' last one, possible, and observed near its arrival."""
    return (
        time > row["last"]
        and rule["least"] <= value <= rule["most"]
        and abs(time - arrived) < _FARTHEST_MS
        and arrived > LONG_AGO + _FARTHEST_MS
    )


@compiled
def take(desk: Desk, person: Row, row: Row, rule: Row, time: Whole, arrived: Whole, value: float) -> None:
    """Takes one reading in, and tells what follows from it."""
    last = np.int64(row["last"])
    minute = last == NEVER or time // _MINUTE_MS != last // _MINUTE_MS
    if last == NEVER:
        row["level"] = value
        row["flags"] = np.int64(row["flags"]) | CHANGED
    else:
        follow(person, row, rule, time, arrived, value)
    points = points_of(desk, np.int64(desk.now[0]["signal"]), rule, value)
    rescore = (
        points != row["points"]
        or arrived >= person["due"]
        or is_stale(desk, last, arrived)
        or is_stale(desk, time, arrived)
    )
    row["points"], row["last"], row["arrived"], row["value"] = points, time, arrived, value
    if rescore:
        score_patient(desk, person, arrived)
    judge_limits(desk, person, row, rule, value)
    if minute and rule["watched"]:
        stray(desk, person, row, rule)
        move(desk, row, rule, time)
    if minute or np.int64(row["flags"]) & _FAULT_BITS or row["refused"]:
        judge_sensor(desk, row, rule)


@compiled
def follow(person: Row, row: Row, rule: Row, time: Whole, arrived: Whole, value: float) -> None:
    """Brings level, baseline, memory and habits of the series up to a further reading."""
    last = np.int64(row["last"])
    stretches = time // STRETCH_MS - last // STRETCH_MS
    if stretches > 0:
        hours = time // HOURS_MS - last // HOURS_MS
        if rule["watched"]:
            look(person, row, rule, stretches, hours)
            remember(row, rule, stretches, hours)
        note_stretch(row, stretches)
    passed = time - last
    note_jump(row, rule, value, passed)
    waited = max(arrived - np.int64(row["arrived"]), 0)
    note_interval(row, waited)
    note_lag(row, arrived - time, waited)
    # The level may be pulled by one value only as far as a jump, and farther the longer none came.
    most = rule["jump"] * (1.0 + passed / 60_000.0)
    level = float(row["level"])
    row["level"] = level + min(max(value - level, -most), most) * (passed / (passed + 60_000.0))


@compiled
def judge_limits(desk: Desk, person: Row, row: Row, rule: Row, value: float) -> None:
    """Tells whether the value leaves its limits, or is back inside by the margin."""
    own, signal = np.int64(person["limits"]), np.int64(desk.now[0]["signal"])
    low, high = desk.limits[own, signal, 0], desk.limits[own, signal, 1]
    if low <= value <= high and not np.int64(row["flags"]) & _LIMIT_BITS:
        return
    margin = rule["margin"]
    toggled(desk, row, LIMIT_LOW, value < low, value >= low + margin, low)
    toggled(desk, row, LIMIT_HIGH, value > high, value <= high - margin, high)


@compiled
def pass_time(desk: Desk, at: Whole, start: int) -> int:
    """Lets time pass for patients from ``start`` on; returns the first who is not done, their number when all are."""
    now = desk.now[0]
    now["at"], now["value"], now["reading"] = at, np.nan, -1
    for who in range(start, len(desk.patients)):
        if now["count"] >= now["room"]:
            return who
        person = desk.patients[who]
        now["patient"] = who
        if at >= person["due"]:
            score_patient(desk, person, at)
        mask = np.int64(person["mask"])
        place = np.int64(person["first"])
        for signal in range(_SIGNALS):
            if (mask >> signal) & 1:
                now["signal"] = signal
                age(desk, person, desk.series[place], desk.rules[signal], at)
                place += 1
    return len(desk.patients)


@compiled
def pass_refused(
    desk: Desk, patient: NDArray[np.int32], signal: NDArray[np.uint8], count: NDArray[np.int64], at: Whole, start: int
) -> int:
    """Counts refused readings from ``start`` on; returns the place of the first that is not done."""
    now = desk.now[0]
    now["at"], now["value"] = at, np.nan
    for place in range(start, len(patient)):
        if now["count"] >= now["room"]:
            return place
        now["patient"], now["signal"], now["reading"] = patient[place], signal[place], place
        row = desk.series[series_row(desk.patients[patient[place]], np.int64(signal[place]))]
        count_refused(desk, row, REFUSED_EACH * min(count[place], REFUSED_MOST))
    return len(patient)


@compiled
def age(desk: Desk, person: Row, row: Row, rule: Row, at: Whole) -> None:
    """Tells whether a series fell silent, and ends what rests on a value grown stale."""
    last = np.int64(row["last"])
    if last == NEVER:
        return
    settings = desk.settings[0]
    waited, every = at - np.int64(row["arrived"]), np.int64(row["every"])
    if rule["continuous"] and every <= REGULAR_DS and waited > max(settings["silent_ms"], every * _SILENT_INTERVALS):
        toggled(desk, row, SENSOR_SILENT, True, False, waited / 1000.0)
    if at - last > settings["stale_ms"] and (np.int64(row["flags"]) & _OF_VALUES_BITS or row["strays"]):
        for condition in _OF_VALUES:
            toggled(desk, row, condition, False, True, (at - last) / 1000.0)
        join(desk, person, row, 0)
