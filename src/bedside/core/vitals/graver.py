"""Which of several values of one signal of one patient at one moment stands: the graver.

An arterial line and a cuff, or two probes, may give two values for the same millisecond. Neither is newer, and which
of them arrives first is chance. So the graver stands, for alerts, scores and all that shows a latest value alike: that
with more NEWS2 points, of SpO2 by scale 1, since the lower is the graver on either scale where it is low. Of equal
points it is the one farther from the middle of the signal's limits (`watched.WATCHED`), first whether it is beyond
them; of values as far from it the first to arrive. It goes by the signal alone, not by what was set for the patient:
all who ask must come to the same value. Versions of one reading are another matter (`versions`): of those the newest
stands.

When it fails: where the graver value is the wrong one, as of a damped line, it stands until its sensor is taken off.
Limits of the patient's own that only the less grave value is beyond are not told of.
"""

import numpy as np
from numpy.typing import NDArray

from bedside.core.vitals.chart_points import points_in, points_of
from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.signals import BY_NAME, SIGNALS
from bedside.core.vitals.state_rows import Row
from bedside.core.vitals.watched import rules

_RULES = rules()
_SCALE_1 = 0b11
_A_POINT = 4.0  # more than `farness` is at most
_PLACE = {signal.name: place for place, signal in enumerate(SIGNALS)}


@compiled
def is_graver(row: Row, rule: Row, value: float) -> bool:
    """Returns whether a value is possible, and graver than the one at which a series stands."""
    if not rule["least"] <= value <= rule["most"]:
        return False
    points, before = points_of(rule, value) & _SCALE_1, np.int64(row["points"]) & _SCALE_1
    if points != before:
        return bool(points > before)
    # The row has its value in single precision: what comes again is not to seem another for that.
    return bool(farness(rule, np.float64(np.float32(value))) > farness(rule, np.float64(row["value"])))


@compiled
def farness(rule: Row, value: float) -> float:
    """Returns how far a value is from the middle: 1 at a limit, 2 at the end of what is possible."""
    usual = np.float64(rule["usual"])
    end = np.float64(rule["least"] if value < usual else rule["most"])
    bound = max(np.float64(rule["low"]), end) if value < usual else min(np.float64(rule["high"]), end)
    apart, limit = abs(value - usual), abs(bound - usual)
    if apart <= limit:
        return apart / limit if limit > 0.0 else 0.0
    return 1.0 + (apart - limit) / abs(end - bound)


def outweighs(signal: str, value: float | str, other: float | str) -> bool:
    """Returns whether a possible value, or code, of a signal is graver than another of the same moment."""
    codes = BY_NAME[signal].codes
    both = [codes.index(one) if isinstance(one, str) else one for one in (value, other)]
    mine, others = gravity(np.full(2, _PLACE[signal]), np.array(both, np.float64)).tolist()
    return bool(mine > others)


def gravity(signals: NDArray[np.integer], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns how grave possible values (n,) are, each among those of its signal: the place of it in SIGNALS."""
    rule = {name: _RULES[name][signals] for name in ("usual", "least", "most", "low", "high")}
    below = values < rule["usual"]
    end = np.where(below, rule["least"], rule["most"])
    bound = np.where(below, np.maximum(rule["low"], end), np.minimum(rule["high"], end))
    apart, limit = np.abs(values - rule["usual"]), np.abs(bound - rule["usual"])
    within = np.divide(apart, limit, out=np.zeros(len(values)), where=limit > 0.0)
    beyond = np.divide(apart - limit, np.abs(end - bound), out=np.zeros(len(values)), where=apart > limit)
    points = points_in(signals, values, _RULES) & _SCALE_1
    grave: NDArray[np.float64] = _A_POINT * points + np.where(apart <= limit, within, 1.0 + beyond)
    return grave


def has_moments_twice(series: NDArray[np.int64], times_ms: NDArray[np.int64]) -> bool:
    """Returns whether some series may have several readings of one moment; as a rule none has. ``series`` counts."""
    keys = np.sort(times_ms * np.int64(series.max(initial=0) + 1) + series)
    return bool((keys[1:] == keys[:-1]).any())


def gravest(
    series: NDArray[np.int64],
    times_ms: NDArray[np.int64],
    signals: NDArray[np.integer],
    values: NDArray[np.float64],
) -> NDArray[np.intp]:
    """Returns the places, ascending, of the readings (n,) that stand: of each series and moment the gravest.

    ``series`` are whole numbers from 0 on. Of equally grave ones it is the first.
    """
    order = np.lexsort((-np.arange(len(series)), gravity(signals, values), times_ms, series))
    is_last = np.append((np.diff(series[order]) != 0) | (np.diff(times_ms[order]) != 0), True)[: len(order)]
    return np.sort(order[is_last])
