"""What can be seen of a sensor by its readings alone: whether it is flat, noisy, wrong about the time, or refused.

- Silent: told at ticks (`passing_time`), by the usual time from one reading to the next. It is the mean of a series'
  first gaps where these show a machine: three of ten seconds or less, four of thirty, seven of a minute, of which each
  from the fourth on is within half of the mean before it. Else it begins at its most and follows, so that seven
  measurements of a person a minute apart promise no eighth; so does a pulse rate slower than every ten seconds, which
  may be that of a cuff set to measure again and again for some minutes. A gap is the longer of that between arrivals
  and that between observations, so a burst of old readings is no fast rhythm.
- Flat: a signal that lives keeps exactly the same value through whole five-minute stretches, at a reading in ten
  seconds or more. Not for signals that machines keep constant (`watched`).
- Noisy: the mean jump from one reading to the next, over some sixteen, is more than a body does.
- Clock: the least usual delay from observed to arrived. Delays vary upwards, so it follows downwards fast and upwards
  by a tenth of the time that passes: a store-and-forward burst, which arrives within seconds, does not move it. A clock
  behind by a minute is told after ten minutes, one ahead within some ten readings.
- Refused: four for each reading refused, less three for each taken, twelve at most: it adds up where as many are
  refused as taken, and four taken in a row end it, however long it lasted and at any rate of sending.

It fails where a monitor smooths noise away or a gateway stamps readings itself, and the clock of measurements typed in
long afterwards is not judged at all. Cost: a few integer operations a reading.
"""

import numpy as np

from bedside.core.vitals.compiled import compiled
from bedside.core.vitals.conditions import (
    CLOCK_SKEWED,
    IMPLAUSIBLE,
    LIMIT_LOW,
    SENSOR_FLAT,
    SENSOR_NOISY,
    SENSOR_SILENT,
)
from bedside.core.vitals.state_rows import (
    CHANGED,
    LEARNING,
    LEARNING_SHIFT,
    MOST_INTERVAL,
    MOST_LEFT,
    MOST_MEAN,
    UNKNOWN_INTERVAL,
    Row,
    Whole,
    toggled,
)

REGULAR_DS = 6000
"""Up to which usual interval, in tenths of a second, a series counts as regular: only such a one can fall silent."""
SILENT_INTERVALS = 4
"""After how many of its usual intervals it does."""

REFUSED_EACH, TAKEN_EACH, REFUSED_MOST = 4, 3, 12

_DENSE_DS, _STEADY_DS, _SLOW_DS = 100, 300, 600
_DENSE_GAPS = 3
_GAPS = UNKNOWN_INTERVAL >> LEARNING_SHIFT & MOST_LEFT
_STRETCH_MIN = 5.0
_NOISY_ENDS = 0.5
_SKEW_ENDS = 2  # ends at half of the bound
_WINDOW_MS = 10_000
_MOST_LAG_DS = 32_000
_MOST_CREEP_DS = 60

SILENT_BIT, FLAT_BIT, NOISY_BIT, SKEWED_BIT = (
    1 << (condition - LIMIT_LOW) for condition in (SENSOR_SILENT, SENSOR_FLAT, SENSOR_NOISY, CLOCK_SKEWED)
)


@compiled
def note_interval(row: Row, rule: Row, passed_ms: Whole) -> None:
    """Learns the usual time from one reading to the next, then follows it with a weight of a quarter.

    It is learnt anew after so long a gap that the series was silent: another device may have been put on since.
    """
    every, gap = np.int64(row["every"]), min(passed_ms // 100, MOST_INTERVAL)
    if every > MOST_INTERVAL:
        row["every"] = learnt(every, gap, rule["by_cuff"])
    elif gap <= REGULAR_DS or gap <= every * SILENT_INTERVALS:
        row["every"] = every + ((gap - every) >> 2)
    else:
        row["every"] = UNKNOWN_INTERVAL


@compiled
def learnt(every: Whole, gap: Whole, by_cuff: Whole) -> Whole:
    """Returns what is known of the usual interval after one more of the first gaps."""
    left, mean = every >> LEARNING_SHIFT & MOST_LEFT, every & MOST_MEAN
    gaps = _GAPS + 1 - left
    agrees = gaps <= _DENSE_GAPS or abs(gap - mean) * 2 <= mean
    mean += (min(gap, MOST_MEAN) - mean) // gaps
    enough = _DENSE_DS if gaps == _DENSE_GAPS else _STEADY_DS if left > 1 else _SLOW_DS
    if gaps >= _DENSE_GAPS and agrees and mean <= enough:
        return mean
    if gaps < _DENSE_GAPS or (agrees and left > 1 and not by_cuff):
        return LEARNING | (left - 1) << LEARNING_SHIFT | mean
    rest = MOST_INTERVAL - mean  # as if it had followed from its most since the third
    for _ in range(gaps - _DENSE_GAPS):
        rest -= rest >> 2
    return mean + rest


@compiled
def note_jump(row: Row, rule: Row, value: float, passed_ms: Whole) -> None:
    """Follows the mean jump, and whether the value changed at all."""
    jump = abs(value - row["value"])
    if jump > 0:
        row["flags"] = np.int64(row["flags"]) | CHANGED
    if passed_ms <= _WINDOW_MS:
        noise = np.int64(row["noise"])
        row["noise"] = noise + ((min(int(jump * rule["levels"]), 65_535) - noise) >> 4)


@compiled
def note_lag(row: Row, late_ms: Whole, passed_ms: Whole) -> None:
    """Follows the least usual delay of arrival."""
    lag = np.int64(row["lag"])
    apart = min(max(late_ms // 100, -_MOST_LAG_DS), _MOST_LAG_DS) - lag
    creep = min(max(passed_ms // 1000, 0), _MOST_CREEP_DS)
    row["lag"] = lag + (min(apart, creep) if apart > 0 else apart >> 3)


@compiled
def note_stretch(row: Row, stretches: Whole) -> None:
    """Counts a five-minute stretch that is over, if the value did not change in it."""
    flags = np.int64(row["flags"])
    still = not flags & CHANGED and stretches == 1 and row["every"] <= _DENSE_DS
    row["flat"] = min(np.int64(row["flat"]) + 1, 255) if still else 0
    row["flags"] = flags & ~CHANGED


@compiled
def judge_sensor(desk: Row, row: Row, rule: Row) -> None:
    """Tells which faults begin and which cease to hold, now that a reading has come."""
    toggled(desk, row, SENSOR_SILENT, False, True, 0.0)
    flat_min = row["flat"] * _STRETCH_MIN
    changed = (np.int64(row["flags"]) & CHANGED) != 0
    toggled(desk, row, SENSOR_FLAT, flat_min >= rule["flat_min"] and not changed, changed, flat_min)
    noise = row["noise"] / rule["levels"]
    toggled(desk, row, SENSOR_NOISY, noise >= rule["noisy"], noise < _NOISY_ENDS * rule["noisy"], noise)
    if row["refused"]:
        count_refused(desk, row, -TAKEN_EACH)
    lag, bound = np.int64(row["lag"]), desk["skew_ds"]
    skewed = abs(lag) > bound and row["every"] <= REGULAR_DS
    toggled(desk, row, CLOCK_SKEWED, skewed, abs(lag) * _SKEW_ENDS < bound, lag / 10.0)


@compiled
def count_refused(desk: Row, row: Row, more: Whole) -> None:
    """Counts refused readings, or takes from them, and tells of it."""
    refused = max(np.int64(row["refused"]) + more, 0)
    row["refused"] = min(refused, REFUSED_MOST)
    toggled(desk, row, IMPLAUSIBLE, refused >= REFUSED_MOST, refused == 0, refused / REFUSED_EACH)
