"""NEWS2 of patients in rows: the same score as `news2`, kept up to date reading by reading.

What a value scores is looked up once, when it comes, in tables made from the chart's own rows (`news2.CHART`), on the
value as it came, in double precision; the series row keeps the points by either SpO2 scale and, on scale 2, on air and
on oxygen. The parts are added up anew only when points change, when a value was or is stale, and from the moment on at
which the next part will grow stale. A test holds both scores equal on random patients.

A value dated ahead of its arrival is as old as if it were of its arrival, so that a clock that is ahead makes no part
missing. It fails where the arrival times of one patient go back by more than a minute: ages are those at arrival.
"""

import numpy as np

from bedside.core.vitals.chart_points import (
    CONSCIOUS,
    FIO2,
    FLOW,
    GCS,
    HEART_RATE,
    PULSE_RATE,
    RESPIRATORY_RATE,
    SCALE_1,
    SCALE_2_AIR,
    SCALE_2_OXYGEN,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
)
from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.conditions import NEWS2_HIGH, NEWS2_MEDIUM, NEWS2_SINGLE, OF_PATIENT
from bedside.core.vitals.state_rows import (
    NEVER,
    NOT_APPLICABLE,
    ON_AIR,
    ON_OXYGEN,
    SCALE_2,
    Row,
    Rows,
    Whole,
    series_row,
    tell,
)


@compiled
def is_stale(desk: Row, time: Whole, at: Whole) -> bool:
    """Returns whether a value of that time is older than the interval at a moment, or from the future."""
    return bool(at - time > desk["stale_ms"] or time - at > desk["ahead_ms"])


@compiled
def counts_from(row: Row) -> Whole:
    """Returns the time from which a series' value counts: that of its arrival where it is dated ahead of it."""
    return min(np.int64(row["last"]), np.int64(row["arrived"]))


@compiled
def fresh_row(desk: Row, series: Rows, person: Row, signal: Whole, at: Whole) -> Whole:
    """Returns the row of a series whose value is fresh, else -1; notes from when on that will be otherwise."""
    place = series_row(person, signal)
    if place < 0:
        return -1
    if series[place]["last"] == NEVER:
        return -1
    time = counts_from(series[place])
    if is_stale(desk, time, at):
        if time > at:
            person["due"] = min(np.int64(person["due"]), time - desk["ahead_ms"])
        return -1
    person["due"] = min(np.int64(person["due"]), time + desk["stale_ms"] + 1)
    return place


@compiled
def part_points(desk: Row, series: Rows, person: Row, signal: Whole, at: Whole, shift: int) -> Whole:
    """Returns what a part scores, -1 where it is missing or stale."""
    place = fresh_row(desk, series, person, signal, at)
    if place < 0:
        return -1
    return (np.int64(series[place]["points"]) >> shift) & 3


@compiled
def oxygen_points(desk: Row, series: Rows, person: Row, at: Whole) -> Whole:
    """Returns 2 on oxygen, 0 on air, -1 where that is not known; of record, flow, FiO2 the one with oxygen counts."""
    flow = part_points(desk, series, person, FLOW, at, 0)
    fio2 = part_points(desk, series, person, FIO2, at, 0)
    about = np.int64(person["about"])
    if about & ON_OXYGEN or max(flow, fio2) == 1:
        return 2
    return 0 if about & ON_AIR or max(flow, fio2) == 0 else -1


@compiled
def spo2_points(desk: Row, series: Rows, person: Row, at: Whole, oxygen: Whole) -> Whole:
    """Returns what SpO2 scores on the patient's scale, -1 where that is not known, or depends on unknown oxygen."""
    if not np.int64(person["about"]) & SCALE_2:
        return part_points(desk, series, person, SPO2, at, SCALE_1)
    on_air = part_points(desk, series, person, SPO2, at, SCALE_2_AIR)
    on_oxygen = part_points(desk, series, person, SPO2, at, SCALE_2_OXYGEN)
    if oxygen == 0 or on_air == on_oxygen:
        return on_air
    return on_oxygen if oxygen == 2 else -1


@compiled
def consciousness_points(desk: Row, series: Rows, person: Row, at: Whole) -> Whole:
    """Returns what the later of a fresh ACVPU and a fresh coma scale scores, -1 without either."""
    acvpu, gcs = fresh_row(desk, series, person, CONSCIOUS, at), fresh_row(desk, series, person, GCS, at)
    if acvpu < 0 and gcs < 0:
        return -1
    by_gcs = acvpu < 0 or (gcs >= 0 and counts_from(series[gcs]) > counts_from(series[acvpu]))
    return np.int64(series[gcs if by_gcs else acvpu]["points"]) & 3


@compiled
def score_adult(desk: Row, series: Rows, person: Row, at: Whole) -> None:
    """Adds up the patient's NEWS2 at a moment, and tells which of its conditions begin and cease to hold."""
    total = known = red = 0
    if not np.int64(person["about"]) & NOT_APPLICABLE:
        pulse = part_points(desk, series, person, HEART_RATE, at, 0)
        if pulse < 0:
            pulse = part_points(desk, series, person, PULSE_RATE, at, 0)
        oxygen = oxygen_points(desk, series, person, at)
        for points in (
            part_points(desk, series, person, RESPIRATORY_RATE, at, 0),
            spo2_points(desk, series, person, at, oxygen),
            oxygen,
            part_points(desk, series, person, SYSTOLIC, at, 0),
            pulse,
            consciousness_points(desk, series, person, at),
            part_points(desk, series, person, TEMPERATURE, at, 0),
        ):
            total += max(points, 0)
            known += points >= 0
            red += points == 3
    person["total"] = total
    person["known"] = known
    _tell_score(desk, person, NEWS2_HIGH, total >= 7)
    _tell_score(desk, person, NEWS2_MEDIUM, total in (5, 6))
    _tell_score(desk, person, NEWS2_SINGLE, total < 5 and red > 0)


@compiled
def _tell_score(desk: Row, person: Row, condition: int, holds: bool) -> None:
    flags = np.int64(person["flags"])
    if ((flags >> condition) & 1) != holds:
        person["flags"] = flags ^ (1 << condition)
        tell(desk, condition, OF_PATIENT, holds, np.float64(person["total"]))
