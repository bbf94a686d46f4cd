"""Bedside PEWS of patients in rows: the same total as `pews`, kept up to date reading by reading, of children only.

The age in the patient's row says by which rows of the chart; the host sets it anew each day. Without one nothing is
done. Values are looked up as they are kept, in single precision, since what they score changes with the age: halves are
exact there, so they are rounded as `pews` rounds them. A child's score is added up at each reading and tick. A test
holds both scores equal on random children.
"""

import math

import numpy as np

from bedside.core.vitals.chart_points import FIO2, FLOW, HEART_RATE, PULSE_RATE, RESPIRATORY_RATE, SPO2, SYSTOLIC
from bedside.core.vitals.columnar_news2 import fresh_row
from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.conditions import OF_PATIENT, PEWS_HIGH
from bedside.core.vitals.pews import AGES, EFFORT, PEWS_THRESHOLD
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.state_rows import AGE_SHIFT, ON_OXYGEN, PEWS_BIT, Row, Rows, Whole, tell

REFILL, WORK = (SIGNALS.index(BY_NAME[name]) for name in ("capillary_refill", "respiratory_effort"))

_PULSE, _PRESSURE, _BREATH = 0, 6, 12
_OF_AGE = 18
_LIMITS = tuple(
    limit
    for age in AGES
    for row in (age.heart_rate, age.systolic_bp, age.respiratory_rate)
    for pair in (row.four, row.two, row.one)
    for limit in pair
)
"""Low and high limit of 4, 2 and 1 points, of pulse, pressure and breathing, of each age."""
_EFFORT = tuple(EFFORT[code] for code in BY_NAME["respiratory_effort"].codes)
_SLOW_REFILL_S = 2.9995  # 3 s at a resolution of a millisecond
_HAIR = 1e-6  # above what single precision loses of it
_POOR, _LOW = 90, 94
_AIR, _MUCH_FLOW, _MUCH_FIO2 = 21.0, 4.0, 50.0


@compiled
def score_child(desk: Row, series: Rows, person: Row, at: Whole) -> None:
    """Adds up a child's PEWS at a moment, and tells whether it begins or ceases to reach the threshold."""
    age = np.int64(person["about"]) >> AGE_SHIFT
    total = 0
    if age:
        start = (age - 1) * _OF_AGE
        pulse = fresh_value(desk, series, person, HEART_RATE, at)
        if math.isnan(pulse):
            pulse = fresh_value(desk, series, person, PULSE_RATE, at)
        total += limit_points(pulse, start + _PULSE)
        total += limit_points(fresh_value(desk, series, person, SYSTOLIC, at), start + _PRESSURE)
        total += limit_points(fresh_value(desk, series, person, RESPIRATORY_RATE, at), start + _BREATH)
        total += sign_points(desk, series, person, at)
        total += amount_points(desk, series, person, at)
    flags = np.int64(person["flags"])
    if ((flags & PEWS_BIT) != 0) != (total >= PEWS_THRESHOLD):
        person["flags"] = flags ^ PEWS_BIT
        tell(desk, PEWS_HIGH, OF_PATIENT, total >= PEWS_THRESHOLD, np.float64(total))


@compiled
def fresh_value(desk: Row, series: Rows, person: Row, signal: Whole, at: Whole) -> float:
    """Returns the value of a series, NaN where there is none that is fresh."""
    place = fresh_row(desk, series, person, signal, at)
    if place < 0:
        return math.nan
    return float(series[place]["value"])


@compiled
def limit_points(value: float, place: Whole) -> int:
    """Returns the points of a value by the six limits from a place on, 0 without a value."""
    if math.isnan(value):
        return 0
    whole = math.floor(value + 0.5)
    if whole <= _LIMITS[place] or whole >= _LIMITS[place + 1]:
        return 4
    if whole <= _LIMITS[place + 2] or whole >= _LIMITS[place + 3]:
        return 2
    return int(whole <= _LIMITS[place + 4] or whole >= _LIMITS[place + 5])


@compiled
def sign_points(desk: Row, series: Rows, person: Row, at: Whole) -> int:
    """Returns the points of SpO2, capillary refill and respiratory effort together."""
    points = 0
    spo2 = math.floor(fresh_value(desk, series, person, SPO2, at) + 0.5) if has(desk, series, person, SPO2, at) else 100
    if spo2 <= _LOW:
        points += 2 if spo2 <= _POOR else 1
    if fresh_value(desk, series, person, REFILL, at) >= _SLOW_REFILL_S - _HAIR:
        points += 4
    if has(desk, series, person, WORK, at):
        points += _EFFORT[int(fresh_value(desk, series, person, WORK, at))]
    return points


@compiled
def has(desk: Row, series: Rows, person: Row, signal: Whole, at: Whole) -> bool:
    """Returns whether a series has a fresh value."""
    return bool(fresh_row(desk, series, person, signal, at) >= 0)


@compiled
def amount_points(desk: Row, series: Rows, person: Row, at: Whole) -> int:
    """Returns the points of oxygen: the higher of flow and FiO2, where fresh; at least 2 if the record has oxygen."""
    flow = fresh_value(desk, series, person, FLOW, at)
    fio2 = fresh_value(desk, series, person, FIO2, at)
    if flow >= _MUCH_FLOW or fio2 >= _MUCH_FIO2:
        return 4
    return 2 if flow > 0.0 or fio2 > _AIR or np.int64(person["about"]) & ON_OXYGEN else 0
