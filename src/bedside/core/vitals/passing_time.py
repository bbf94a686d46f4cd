"""What comes without a new reading: time that passes, and readings that were refused.

At a tick every series is looked at. One that is continuous and regular falls silent when nothing arrived for as long as
was set, or for four of its usual intervals; what rests on a value grown stale ceases to hold, since nobody knows any
more; and scores are added up anew where a part grew stale. When a series is silent already, nothing is told again.

It fails for a gateway that holds readings back for longer than was set: it looks silent between its bursts. Cost: some
3 ns a series.
"""

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.baseline import join
from bedside.core.vitals.columnar_news2 import counts_from
from bedside.core.vitals.columnar_scores import score_patient
from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.conditions import (
    CLOCK_SKEWED,
    DEVIATION,
    LIMIT_HIGH,
    LIMIT_LOW,
    RATE_OF_CHANGE,
    SENSOR_FLAT,
    SENSOR_NOISY,
    SENSOR_SILENT,
    TREND,
)
from bedside.core.vitals.kernel import Sheet
from bedside.core.vitals.sensor_faults import (
    REFUSED_EACH,
    REGULAR_DS,
    SILENT_INTERVALS,
    count_refused,
)
from bedside.core.vitals.signals import SIGNALS
from bedside.core.vitals.state_rows import NEVER, Row, Rows, series_row, toggled

_SIGNALS = len(SIGNALS)
OF_VALUES = (LIMIT_LOW, LIMIT_HIGH, DEVIATION, RATE_OF_CHANGE, TREND, SENSOR_FLAT, SENSOR_NOISY, CLOCK_SKEWED)
_BITS_OF_VALUES = sum(1 << (condition - LIMIT_LOW) for condition in OF_VALUES)
_SILENT_MS = SILENT_INTERVALS * 100  # usual intervals are in tenths of a second


@compiled
def pass_time(desks: Rows, sheet: Sheet, start: int) -> int:
    """Lets time pass for patients from ``start`` on; returns the first who is not done, their number when all are."""
    desk, at = desks[0], desks[0]["at"]
    for who in range(start, len(sheet.patients)):
        if desk["count"] >= desk["room"]:
            return who
        person = sheet.patients[who]
        desk["patient"] = who
        if at >= person["due"]:
            score_patient(desk, sheet.series, person, at)
        mask, place = np.int64(person["mask"]), np.int64(person["first"])
        for signal in range(_SIGNALS):
            if (mask >> signal) & 1:
                desk["signal"] = signal
                age(desk, person, sheet.series[place], sheet.rules[signal])
                place += 1
    return len(sheet.patients)


@compiled
def pass_refused(
    desks: Rows,
    sheet: Sheet,
    patient: NDArray[np.int32],
    signal: NDArray[np.uint8],
    count: NDArray[np.int64],
    start: int,
) -> int:
    """Counts refused readings from ``start`` on; returns the place of the first that is not done."""
    desk = desks[0]
    for place in range(start, len(patient)):
        if desk["count"] >= desk["room"]:
            return place
        desk["patient"], desk["signal"], desk["reading"] = patient[place], signal[place], place
        row = sheet.series[series_row(sheet.patients[patient[place]], np.int64(signal[place]))]
        count_refused(desk, row, REFUSED_EACH * count[place])
    return len(patient)


@compiled
def age(desk: Row, person: Row, row: Row, rule: Row) -> None:
    """Tells whether a series fell silent, and ends what rests on a value grown stale."""
    last, at = counts_from(row), desk["at"]
    if np.int64(row["arrived"]) == NEVER:
        return
    waited, every = at - np.int64(row["arrived"]), np.int64(row["every"])
    if rule["continuous"] and every <= REGULAR_DS and waited > max(desk["silent_ms"], every * _SILENT_MS):
        toggled(desk, row, SENSOR_SILENT, True, False, waited / 1000.0)
    if at - last > desk["stale_ms"] and (np.int64(row["flags"]) & _BITS_OF_VALUES or row["strays"]):
        for condition in OF_VALUES:
            toggled(desk, row, condition, False, True, (at - last) / 1000.0)
        join(desk, person, row, 0)
