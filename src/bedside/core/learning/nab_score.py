"""The scoring rules of the Numenta Anomaly Benchmark: early detection is rewarded, each false alarm costs.

A series has labelled windows. The earliest detection in a window counts, the more the earlier; others in it neither
help nor harm. A window without one counts as missed. Each detection outside is a false alarm, dearer the farther it
lies behind the last window. The first 15 % of a series, at most 750 values, are for learning and do not count. One
threshold holds for all series: the one by which the corpus scores best. The result is brought to a scale where a
detector that never speaks has 0 and one that speaks at the first value of each window, and nowhere else, has 100.

Source: Lavin A, Ahmad S. Evaluating real-time anomaly detection algorithms - the Numenta Anomaly Benchmark. ICMLA 2015
(arXiv 1510.03336); weights of the profiles and positions in a window as in version 1.1 of the benchmark. Where the
paper leaves it open: a window that lies wholly in the learning time does not count, and behind a window of one value
a false alarm costs all.

>>> series = judged([0.1] * 10 + [0.7] + [0.1] * 9, [(10, 14)])
>>> best = sweep([series], PROFILES["standard"])
>>> best.score, best.threshold, best.found, best.false_alarms
(100.0, 0.7, 1, 0)
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bedside.core.learning.metrics import RESAMPLES, Estimate

_LEARNING_SHARE = 0.15
_LEARNING_AT_MOST = 5000
_FAR_BEHIND = 3.0


class Profile(NamedTuple):
    """What a detection in a window earns, and what a false alarm and a missed window cost."""

    hit: float
    false_alarm: float
    miss: float


PROFILES = {
    "standard": Profile(1.0, 0.11, 1.0),
    "reward_low_FP_rate": Profile(1.0, 0.22, 1.0),
    "reward_low_FN_rate": Profile(1.0, 0.11, 2.0),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One series as it counts: its scores after the learning time, and what a detection at each of them is worth.

    ``window`` is the place of the window a value lies in, -1 outside; ``worth`` is 0 to 1 inside, -1 to 0 outside.
    """

    scores: NDArray[np.float64]
    window: NDArray[np.int64]
    worth: NDArray[np.float64]
    windows: int


class Result(NamedTuple):
    """The normalised score of a corpus, the threshold it was reached at, and what was detected there."""

    score: float
    threshold: float
    found: int
    windows: int
    false_alarms: int


def scaled_sigmoid(position: float) -> float:
    """Returns the worth at a position relative to a window: 0.987 at its start (-1), 0 at its end (0), then to -1."""
    return -1.0 if position >= _FAR_BEHIND else 2 / (1 + math.exp(5 * position)) - 1


def learning_time(n: int) -> int:
    """Returns how many values at the start of a series of n do not count."""
    return int(_LEARNING_SHARE * min(n, _LEARNING_AT_MOST))


def judged(scores: ArrayLike, windows: Sequence[tuple[int, int]]) -> Judged:
    """Returns a series as it counts. Windows are first and last place, both within, in order and apart.

    Raises ValueError for windows that overlap, are out of order, or lie outside the series.
    """
    values = np.asarray(scores, np.float64)
    n = len(values)
    place, worth = np.full(n, -1, np.int64), np.full(n, -1.0)
    behind = -1
    for number, (first, last) in enumerate(windows):
        if not behind < first <= last < n:
            raise ValueError("windows of a series must lie within it, in order and apart")
        width = last - first + 1
        place[first : last + 1] = number
        top = scaled_sigmoid(-1.0)
        worth[first : last + 1] = [scaled_sigmoid((at - last - 1) / width) / top for at in range(first, last + 1)]
        worth[last + 1 :] = [scaled_sigmoid(_behind(at - last, width)) for at in range(last + 1, n)]
        behind = last
    counts = slice(learning_time(n), None)
    return Judged(values[counts], place[counts], worth[counts], len(np.unique(place[counts][place[counts] >= 0])))


def _behind(distance: int, width: int) -> float:
    return distance / (width - 1) if width > 1 else _FAR_BEHIND


def at_threshold(corpus: Sequence[Judged], profile: Profile, threshold: float) -> Result:
    """Returns the score with every value at or above the threshold taken as a detection."""
    raw, found, alarms = 0.0, 0, 0
    for series in corpus:
        part = tally(series, profile, threshold)
        raw, found, alarms = raw + part[0], found + part[1], alarms + part[2]
    windows = sum(series.windows for series in corpus)
    return Result(normalised(raw, windows, profile), threshold, found, windows, alarms)


def tally(series: Judged, profile: Profile, threshold: float) -> tuple[float, int, int]:
    """Returns the raw score of one series, how many windows were found, and the false alarms."""
    detected = series.scores >= threshold
    outside = detected & (series.window < 0)
    inside = detected & (series.window >= 0)
    best: dict[int, float] = {}
    for window, worth in zip(series.window[inside].tolist(), series.worth[inside].tolist(), strict=True):
        best[window] = max(worth, best.get(window, 0.0))
    missed = series.windows - len(best)
    raw = profile.hit * sum(best.values()) - profile.miss * missed
    raw += profile.false_alarm * float(series.worth[outside].sum())
    return raw, len(best), int(outside.sum())


def sweep(corpus: Sequence[Judged], profile: Profile) -> Result:
    """Returns the best score over all thresholds; of equal ones the highest threshold. Costs a sort of all scores."""
    scores = np.concatenate([series.scores for series in corpus]) if corpus else np.empty(0)
    gains = np.concatenate([_gains(series, profile) for series in corpus]) if corpus else np.empty(0)
    order = np.argsort(-scores, kind="stable")
    ordered, total = scores[order], np.cumsum(gains[order])
    ends = np.append(np.flatnonzero(np.diff(ordered)), len(ordered) - 1) if len(ordered) else np.empty(0, np.int64)
    if not len(ends) or total[ends].max() <= 0:
        return at_threshold(corpus, profile, math.inf)
    return at_threshold(corpus, profile, float(ordered[ends[np.argmax(total[ends])]]))


def _gains(series: Judged, profile: Profile) -> NDArray[np.float64]:
    """Returns what each value adds to the raw score when the threshold sinks to it, with all above already counted."""
    gains = np.where(series.window < 0, profile.false_alarm * series.worth, 0.0)
    for window in np.unique(series.window[series.window >= 0]):
        places = np.flatnonzero(series.window == window)
        places = places[np.argsort(-series.scores[places], kind="stable")]
        best = np.maximum.accumulate(profile.hit * series.worth[places])
        gains[places] = np.diff(best, prepend=-profile.miss)
    return gains


def normalised(raw: float, windows: int, profile: Profile) -> float:
    """Returns the raw score on the scale of 0, no detection at all, to 100, all at once and none else; NaN of nothing.

    A corpus without windows has no perfect detector to compare with, so it has no score.
    """
    if not windows:
        return math.nan
    null, perfect = -profile.miss * windows, profile.hit * windows
    return 100 * (raw - null) / (perfect - null)


def interval(corpus: Sequence[Judged], profile: Profile, thresholds: Sequence[float], seed: int = 0) -> Estimate:
    """Returns the score with each series at its own threshold, and its percentile bootstrap interval over series.

    Resamples that happen to hold no window have no score and are left out. All NaN where there is no window at all.
    """
    raw = np.array([tally(one, profile, at)[0] for one, at in zip(corpus, thresholds, strict=True)])
    windows = np.array([one.windows for one in corpus])
    if not windows.any():
        return Estimate(math.nan, 0, math.nan, math.nan)
    drawn = np.random.default_rng(seed).integers(0, len(corpus), (RESAMPLES, len(corpus)))
    sums, held = raw[drawn].sum(axis=1), windows[drawn].sum(axis=1)
    scores = 100 * (sums[held > 0] / held[held > 0] + profile.miss) / (profile.hit + profile.miss)
    lower, upper = np.percentile(scores, (2.5, 97.5))
    return Estimate(normalised(float(raw.sum()), int(windows.sum()), profile), len(corpus), float(lower), float(upper))
