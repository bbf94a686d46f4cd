"""Takes the newest value of a series back, since it was withdrawn, and puts what remains of the series in its place.

It is as if the withdrawn value had not been taken, as far as the value, its time, its points, its limits and its
one-minute level go; what rests on them is judged anew. The habits of the sensor, and what the baseline has learned,
stay: a single value moves them little, and the sensor did send it. Where nothing remains, the series is as one of which
nothing is known yet, but for these habits. A corrected series stands at the corrected value in the same way.

Both are rare, and so they run as plain Python beside the compiled loops, on the same rows.
"""

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.baseline import clipped, join, stray
from bedside.core.vitals.came import Came
from bedside.core.vitals.chart_points import points_of
from bedside.core.vitals.columnar_news2 import counts_from
from bedside.core.vitals.columnar_scores import score_patient
from bedside.core.vitals.conditions import LIMIT_HIGH, LIMIT_LOW
from bedside.core.vitals.graver import gravest
from bedside.core.vitals.kernel import HAIR, LEVEL_MS, Sheet
from bedside.core.vitals.movement import move
from bedside.core.vitals.passing_time import OF_VALUES
from bedside.core.vitals.state_rows import LEARNED_SHIFT, NEVER, Row, series_row, toggled

_LEVEL_READINGS = 600
"""So many of the newest readings make the level: at one a second those of ten minutes, of which it is one minute's."""


def by_newness(left: Came) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Returns the places (n,) of a series' readings in the order in which the kernel takes them for newer, and times.

    Readings come in the order of arrival. Of those of one moment only that which stands is among them (`graver`).
    """
    kept = gravest(np.zeros(len(left.times_ms), np.int64), left.times_ms, left.signal, left.values)
    counts = np.minimum(left.times_ms, left.arrived_ms)[kept]
    order = np.lexsort((left.times_ms[kept], counts))
    return kept[order], counts[order]


def take_back(desk: Row, sheet: Sheet, left: Came | None) -> None:
    """Puts the newest of what is left of the series at hand in place of what was its newest; tells what follows."""
    person = sheet.patients[desk["patient"]]
    row, rule = sheet.series[series_row(person, desk["signal"])], sheet.rules[desk["signal"]]
    before = counts_from(row)
    if left is not None and len(left.values):
        order, counts = by_newness(left)
        values = left.values[order]
        desk["value"] = values[-1]
        row["last"] = left.times_ms[order[-1]] - desk["origin"]
        row["value"], row["points"] = values[-1], points_of(rule, values[-1])
        row["level"] = _level(row, rule, counts[-_LEVEL_READINGS:], values[-_LEVEL_READINGS:])
        score_patient(desk, sheet.series, person, desk["at"])
        _judge_limits(desk, row, rule, values)
        if rule["watched"]:
            stray(desk, person, row, rule)
            move(desk, row, rule, before)
    else:
        row["last"] = NEVER
        score_patient(desk, sheet.series, person, desk["at"])
        for condition in OF_VALUES:
            toggled(desk, row, condition, False, True, np.nan)
        join(desk, person, row, 0)


def stand(desk: Row, sheet: Sheet) -> None:
    """Has the series at hand stand at its value, since the one before it was corrected: it did not move from there."""
    person = sheet.patients[desk["patient"]]
    row, rule = sheet.series[series_row(person, desk["signal"])], sheet.rules[desk["signal"]]
    row["level"] = desk["value"] = row["value"]
    if rule["watched"]:
        stray(desk, person, row, rule)
        move(desk, row, rule, counts_from(row))


def _level(row: Row, rule: Row, counts: NDArray[np.int64], values: NDArray[np.float64]) -> float:
    """Returns the one-minute level after these values, as the kernel follows it (`kernel.follow`)."""
    learned, level = np.int64(row["flags"]) >> LEARNED_SHIFT, float(values[0])
    for passed, value in zip(np.diff(counts).tolist(), values[1:].tolist(), strict=True):
        most = rule["jump"] * (1.0 + passed / LEVEL_MS) if learned else np.inf
        level += clipped(value - level, most) * (passed / (passed + LEVEL_MS))
    return level


def _judge_limits(desk: Row, row: Row, rule: Row, values: NDArray[np.float64]) -> None:
    """Tells whether the series is outside its limits, with their hysteresis, by what remains of it."""
    low, high, margin = desk["low"], desk["high"], rule["margin"] - HAIR
    for condition, outside, inside, limit in (
        (LIMIT_LOW, values < low, values >= low + margin, low),
        (LIMIT_HIGH, values > high, values <= high - margin, high),
    ):
        decided = np.flatnonzero(outside | inside)
        holds = bool(len(decided) and outside[decided[-1]])
        toggled(desk, row, condition, holds, not holds, limit)
