"""Windows over readings: what each series of a patient and a signal was like in each stretch of event time.

Readings come as columns, in the order in which they arrived. A window starts at a multiple of its step since 1970 (UTC)
and holds what was observed from its start to before its end, whenever that arrived: a late reading corrects its window
and is marked. Late is what arrives after the watermark has passed its window's end (Akidau et al. 2015, the Dataflow
model); the watermark is the latest time observed of the patient so far, less what readings may be out of order.

Cost: sorts, then a few passes over the columns. Fails where a device's clock leaps ahead: all that comes after is late
until time has caught up, which is why such times are refused at the door.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_MS_A_MINUTE = 60_000.0

_Number = TypeVar("_Number", np.int64, np.float64)
Times = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Readings:
    """Readings as columns (n,), in the order of arrival, each reading once.

    ``series`` numbers a patient's signal, ``patient`` its patient, both from 0; times are milliseconds since 1970.
    """

    series: NDArray[np.int64]
    patient: NDArray[np.int64]
    times_ms: Times
    values: Numbers


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows that hold a reading or more, as columns (m,), by series, then start.

    ``slope`` is the least-squares change a minute, 0 where all times are one; ``sd`` divides by the count; ``coverage``
    is the share of the window, 0 to 1, in which a reading was fresh; ``late`` of the ``count`` readings came late.
    """

    series: NDArray[np.int64]
    start_ms: Times
    end_ms: Times
    count: NDArray[np.int64]
    late: NDArray[np.int64]
    mean: Numbers
    min: Numbers
    max: Numbers
    slope: Numbers
    sd: Numbers
    coverage: Numbers


@dataclass(frozen=True, slots=True)
class Gaps:
    """Stretches between two readings of a series in which none was fresh, as columns, by series, then start."""

    series: NDArray[np.int64]
    start_ms: Times
    end_ms: Times


def watermarks(readings: Readings, out_of_order_ms: int) -> Times:
    """Returns the watermark (n,) of its patient at the moment before each reading arrived; least for the first one."""
    marks = np.full(len(readings.times_ms), np.iinfo(np.int64).min)
    by_patient = np.argsort(readings.patient, kind="stable")
    for own in np.split(by_patient, np.flatnonzero(_changes(readings.patient[by_patient]))[1:]):
        marks[own[1:]] = np.maximum.accumulate(readings.times_ms[own])[:-1] - out_of_order_ms
    return marks


def late_ones(readings: Readings, size_ms: int, out_of_order_ms: int) -> NDArray[np.bool_]:
    """Returns which readings (n,) came after their tumbling window of this size was over."""
    ends = readings.times_ms // size_ms * size_ms + size_ms
    late: NDArray[np.bool_] = watermarks(readings, out_of_order_ms) >= ends
    return late


def windows(readings: Readings, size_ms: int, every_ms: int, out_of_order_ms: int, fresh_ms: Times) -> Windows:
    """Returns the windows of one size, a new one ``every_ms``: as long as the size for tumbling ones, less for sliding.

    ``fresh_ms`` says for each series how long a reading is fresh.
    """
    order = np.lexsort((readings.times_ms, readings.series))
    series, times = readings.series[order], readings.times_ms[order]
    # A reading is in as many windows as begin within one size before it.
    shifts = np.arange(-(-size_ms // every_ms))
    starts = (times // every_ms * every_ms)[:, None] - shifts * every_ms
    reading, shift = np.nonzero(starts + size_ms > times[:, None])
    start = starts[reading, shift]
    by_window = np.lexsort((reading, start, series[reading]))
    reading, start = reading[by_window], start[by_window]
    first = np.flatnonzero(_changes(series[reading]) | _changes(start))
    late = watermarks(readings, out_of_order_ms)[order][reading] >= start + size_ms
    return Windows(
        series=series[reading[first]],
        start_ms=start[first],
        end_ms=start[first] + size_ms,
        count=_sums(np.ones(len(reading), np.int64), first),
        late=_sums(late.astype(np.int64), first),
        **_features(times[reading] - start, readings.values[order][reading], first),
        coverage=_coverage(series, times, fresh_ms, (series[reading[first]], start[first], size_ms)),
    )


def gaps(readings: Readings, fresh_ms: Times) -> Gaps:
    """Returns where a series was not fresh between two of its readings: from when the earlier one ceased to be."""
    order = np.lexsort((readings.times_ms, readings.series))
    series, times = readings.series[order], readings.times_ms[order]
    stale = times[:-1] + fresh_ms[series[:-1]]
    found = np.flatnonzero((series[1:] == series[:-1]) & (times[1:] > stale))
    return Gaps(series[found], stale[found], times[found + 1])


def _features(at_ms: Times, values: Numbers, first: NDArray[np.intp]) -> dict[str, Numbers]:
    """Returns mean, min, max, slope and sd of the values from each ``first`` to the next."""
    count = np.diff(np.append(first, len(values)))
    mean = _sums(values, first) / count
    apart = values - np.repeat(mean, count)
    # Told by whole milliseconds: the mean of equal times is off by a last digit, and a slope over that is rubbish.
    several = at_ms[first] < at_ms[np.cumsum(count) - 1]
    minutes = (at_ms - np.repeat(at_ms[first], count)) / _MS_A_MINUTE
    minutes = minutes - np.repeat(_sums(minutes, first) / count, count)
    spread = _sums(minutes**2, first)
    return {
        "mean": mean,
        "min": np.minimum.reduceat(values, first) if len(first) else mean,
        "max": np.maximum.reduceat(values, first) if len(first) else mean,
        "slope": np.divide(_sums(minutes * apart, first), spread, out=np.zeros(len(first)), where=several),
        "sd": np.sqrt(_sums(apart**2, first) / count),
    }


def _coverage(
    series: NDArray[np.int64], times: Times, fresh_ms: Times, window: tuple[NDArray[np.int64], Times, int]
) -> Numbers:
    """Returns the share of each window in which a reading was fresh, also one from before it.

    From each reading its series is fresh until the next one or for ``fresh_ms``; summed up over all readings, what is
    fresh before a moment is one sum and a rest, so a window's share is a difference of two.
    """
    of, start, size_ms = window
    fresh = fresh_ms[series]
    same = series[1:] == series[:-1]
    fresh[:-1] = np.where(same, np.minimum(fresh[:-1], times[1:] - times[:-1]), fresh[:-1])
    before = np.concatenate([[0], np.cumsum(fresh)])

    def fresh_until(at: Times) -> Times:
        # Times of one series are in order; a key of both finds the last reading before a moment in one search.
        place = _last_before(series, times, of, at)
        own = place >= 0
        began = np.where(own, times[place], 0)
        return np.where(own, before[place] + np.minimum(at - began, fresh[place]), 0)

    begun = before[np.searchsorted(series, of)]
    until_end, until_start = fresh_until(start + size_ms), fresh_until(start)
    share: Numbers = (until_end - np.where(until_start > 0, until_start, begun)) / size_ms
    return share


def _last_before(series: NDArray[np.int64], times: Times, of: NDArray[np.int64], at: Times) -> NDArray[np.int64]:
    """Returns the place of the last reading of each series ``of`` before the moment ``at``, -1 where there is none."""
    low, high = np.searchsorted(series, of), np.searchsorted(series, of, side="right")
    while (open_ := low < high).any():
        middle = (low + high) // 2
        earlier = open_ & (times[np.minimum(middle, len(times) - 1)] < at)
        low, high = np.where(earlier, middle + 1, low), np.where(open_ & ~earlier, middle, high)
    return np.where(low > np.searchsorted(series, of), low - 1, -1)


def _changes(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Returns where a value is another than the one before it; the first one is."""
    return np.concatenate([np.ones(min(len(values), 1), bool), values[1:] != values[:-1]])


def _sums(values: NDArray[_Number], first: NDArray[np.intp]) -> NDArray[_Number]:
    return np.add.reduceat(values, first) if len(first) else values[:0]
