"""NEWS2 of patients in rows: the same score as `news2`, kept up to date reading by reading.

What a value scores is looked up once, when it comes, in tables made from the chart's own rows (`news2.CHART`), on the
value as it came, in double precision; the series row keeps the points by either SpO2 scale and, on scale 2, on air and
on oxygen. The parts are added up anew only when points change, when a value was or is stale, and from the moment on at
which the next part will grow stale. A test holds both scores equal on random patients.

It fails where the arrival times of one patient go back by more than a minute: ages are those at arrival.
"""

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.bands import Bands
from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.conditions import NEWS2_HIGH, NEWS2_MEDIUM, NEWS2_SINGLE, OF_PATIENT
from bedside.core.vitals.consciousness import GCS_BELOW_15
from bedside.core.vitals.news2 import CHART, CONSCIOUSNESS
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.state_rows import (
    FOREVER,
    NEVER,
    NOT_APPLICABLE,
    ON_AIR,
    ON_OXYGEN,
    SCALE_2,
    Desk,
    Row,
    Rows,
    Whole,
    series_row,
    tell,
)

PLACES = 512
"""Values by the chart's resolution that have a place in the tables: a temperature of 47.0 is at 470."""

_SCALE_1, _SCALE_2_AIR, _SCALE_2_OXYGEN = 0, 2, 4
_HAIR = 5e-10  # half of the ninth decimal, to which `bands.rounded` rounds first

HEART_RATE, PULSE_RATE, SPO2, RESPIRATORY_RATE, SYSTOLIC, TEMPERATURE, FLOW, FIO2, CONSCIOUS, GCS = (
    SIGNALS.index(BY_NAME[name])
    for name in (
        "heart_rate", "pulse_rate", "spo2", "respiratory_rate", "systolic_bp", "temperature", "oxygen_flow", "fio2",
        "consciousness", "gcs",
    )
)  # fmt: skip


def points_table() -> NDArray[np.uint8]:
    """Returns the packed points (signals, PLACES) of each value by the chart's resolution."""
    table = np.zeros((len(SIGNALS), PLACES), np.uint8)
    for name in ("respiratory_rate", "systolic_bp", "temperature", "heart_rate"):
        table[SIGNALS.index(BY_NAME[name])] = _by_place(CHART[name])
    table[PULSE_RATE] = table[HEART_RATE]
    table[SPO2] = sum(
        _by_place(CHART[f"spo2_scale_{scale}"]) << shift
        for scale, shift in (("1", _SCALE_1), ("2_on_air", _SCALE_2_AIR), ("2_on_oxygen", _SCALE_2_OXYGEN))
    )
    for place, code in enumerate(BY_NAME["consciousness"].codes):
        table[CONSCIOUS, place] = CONSCIOUSNESS[code]
    table[GCS] = CONSCIOUSNESS[GCS_BELOW_15]
    table[GCS, 15] = CONSCIOUSNESS["A"]
    return table


def _by_place(row: Bands) -> NDArray[np.uint8]:
    return np.array([row.of(float(place * row.resolution)) for place in range(PLACES)], np.uint8)


def add_chart(rules: Rows) -> Rows:
    """Fills in the columns by which a value's place in the tables is found, and from where on it says oxygen."""
    rules["steps"] = 0.0
    for signal, row in CHART.items():
        rules["steps"][SPO2 if signal.startswith("spo2") else SIGNALS.index(BY_NAME[signal])] = float(
            1 / row.resolution
        )
    rules["steps"][[PULSE_RATE, CONSCIOUS, GCS]] = 1.0
    rules["air"] = np.inf
    rules["air"][FLOW], rules["air"][FIO2] = 0.0, 21.0
    return rules


@compiled
def points_of(desk: Desk, signal: Whole, rule: Row, value: float) -> Whole:
    """Returns the packed points of a possible value; of a flow or an FiO2 1 where it says oxygen."""
    if value > rule["air"]:
        return 1
    place = int(value * rule["steps"] + 0.5 + _HAIR * rule["steps"])
    return np.int64(desk.points[signal, min(place, PLACES - 1)])


@compiled
def is_stale(desk: Desk, time: Whole, at: Whole) -> bool:
    """Returns whether a value of that time is older than the interval at a moment, or from the future."""
    settings = desk.settings[0]
    return at - time > settings["stale_ms"] or time - at > settings["ahead_ms"]


@compiled
def fresh_row(desk: Desk, person: Row, signal: Whole, at: Whole) -> Whole:
    """Returns the row of a series whose value is fresh, else -1; notes from when on that will be otherwise."""
    place = series_row(person, signal)
    if place < 0:
        return -1
    time = np.int64(desk.series[place]["last"])
    if time == NEVER:
        return -1
    settings = desk.settings[0]
    if is_stale(desk, time, at):
        if time > at:
            person["due"] = min(np.int64(person["due"]), time - settings["ahead_ms"])
        return -1
    person["due"] = min(np.int64(person["due"]), time + settings["stale_ms"] + 1)
    return place


@compiled
def part_points(desk: Desk, person: Row, signal: Whole, at: Whole, shift: int) -> Whole:
    """Returns what a part scores, -1 where it is missing or stale."""
    place = fresh_row(desk, person, signal, at)
    if place < 0:
        return -1
    return (np.int64(desk.series[place]["points"]) >> shift) & 3


@compiled
def oxygen_points(desk: Desk, person: Row, at: Whole) -> Whole:
    """Returns 2 on oxygen, 0 on air, -1 where that is not known; the patient's record wins over what is measured."""
    flow = part_points(desk, person, FLOW, at, 0)
    fio2 = part_points(desk, person, FIO2, at, 0)
    about = np.int64(person["about"])
    if about & ON_OXYGEN or (not about & ON_AIR and max(flow, fio2) == 1):
        return 2
    return 0 if about & ON_AIR or max(flow, fio2) == 0 else -1


@compiled
def spo2_points(desk: Desk, person: Row, at: Whole, oxygen: Whole) -> Whole:
    """Returns what SpO2 scores on the patient's scale, -1 where it is not known, or depends on air or oxygen unknown."""
    if not np.int64(person["about"]) & SCALE_2:
        return part_points(desk, person, SPO2, at, _SCALE_1)
    on_air = part_points(desk, person, SPO2, at, _SCALE_2_AIR)
    on_oxygen = part_points(desk, person, SPO2, at, _SCALE_2_OXYGEN)
    if oxygen == 0 or on_air == on_oxygen:
        return on_air
    return on_oxygen if oxygen == 2 else -1


@compiled
def consciousness_points(desk: Desk, person: Row, at: Whole) -> Whole:
    """Returns what the later of a fresh ACVPU and a fresh coma scale scores, -1 without either."""
    acvpu, gcs = fresh_row(desk, person, CONSCIOUS, at), fresh_row(desk, person, GCS, at)
    if acvpu < 0 and gcs < 0:
        return -1
    by_gcs = acvpu < 0 or (gcs >= 0 and desk.series[gcs]["last"] > desk.series[acvpu]["last"])
    return np.int64(desk.series[gcs if by_gcs else acvpu]["points"]) & 3


@compiled
def score_patient(desk: Desk, person: Row, at: Whole) -> None:
    """Adds up the patient's NEWS2 at a moment, and tells which of its conditions begin and cease to hold."""
    person["due"] = FOREVER
    total = known = red = 0
    if not np.int64(person["about"]) & NOT_APPLICABLE:
        pulse = part_points(desk, person, HEART_RATE, at, 0)
        if pulse < 0:
            pulse = part_points(desk, person, PULSE_RATE, at, 0)
        oxygen = oxygen_points(desk, person, at)
        for points in (
            part_points(desk, person, RESPIRATORY_RATE, at, 0),
            spo2_points(desk, person, at, oxygen),
            oxygen,
            part_points(desk, person, SYSTOLIC, at, 0),
            pulse,
            consciousness_points(desk, person, at),
            part_points(desk, person, TEMPERATURE, at, 0),
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
def _tell_score(desk: Desk, person: Row, condition: int, holds: bool) -> None:
    flags = np.int64(person["flags"])
    if ((flags >> condition) & 1) != holds:
        person["flags"] = flags ^ (1 << condition)
        tell(desk, condition, OF_PATIENT, holds, np.float64(person["total"]))
