"""How rare a surprise is among all those of its kind that a stream has shown before, in decades.

One decade is one in ten, two are one in a hundred. Surprises are counted in bins an eighth of an octave wide, for ever
and in constant space, so that a stream that often jumps makes a jump ordinary. Within the largest fiftieth the rarity
is read from an exponential tail with the mean excess seen there, so that what was never seen before still has a degree.

When it fails: nothing is forgotten, so a stream that has become calmer for good is judged by its restless past for as
long as that lasted. Tails heavier than exponential, as of bursts, look rarer than they are. Surprises are bounded by
2^-64 and 2^64 of the stream's unit.

Cost: about 4 us a value and 8 kB. Source of the tail: the exponential case of the generalised Pareto distribution over
a threshold, as in Siffer et al., Anomaly detection in streams with extreme value theory, KDD 2017.

>>> counts = np.bincount([bin_of(1.0)] * 990 + [bin_of(2.0)] * 10, minlength=BINS)
>>> round(rarity(counts, 0.5), 1), round(rarity(counts, 2.0), 1), rarity(counts, 9.0)
(0.0, 2.5, 8.0)
"""

from math import e, log2, log10

import numpy as np
from numpy.typing import NDArray

WARM_UP = 128
"""Surprises that must have been counted before one is called rare."""

MOST = 8.0
"""Decades at most: no stream is long enough to know more."""

_PER_OCTAVE = 8
_OCTAVES = 128
BINS = _PER_OCTAVE * _OCTAVES + 1
_TAIL_SHARE = 0.02
_TAIL_AT_LEAST = 5
_CENTRES = np.concatenate(([0.0], 2.0 ** ((np.arange(BINS - 1) + 0.5) / _PER_OCTAVE - _OCTAVES / 2)))


def bin_of(surprise: float) -> int:
    """Returns the bin of a surprise of 0 or more; 0 is for none at all."""
    if surprise <= 0:
        return 0
    return min(max(int((log2(surprise) + _OCTAVES / 2) * _PER_OCTAVE) + 1, 1), BINS - 1)


def rarity(counts: NDArray[np.int64], surprise: float) -> float:
    """Returns 0 to MOST decades for a surprise of 0 or more, given the counts of those before it, by bin."""
    n = int(counts.sum())
    if n < WARM_UP:
        return 0.0
    as_large = int(counts[bin_of(surprise) :].sum())
    tail = max(_TAIL_AT_LEAST, _TAIL_SHARE * n)
    if as_large >= tail:
        return log10((n + 1) / (as_large + 1))
    start, excess = _tail(counts, tail)
    return min(log10(n / tail) + (surprise - start) / excess * log10(e), MOST)


def _tail(counts: NDArray[np.int64], tail: float) -> tuple[float, float]:
    """Returns where the largest ``tail`` surprises begin, and their mean excess over that, never 0."""
    start = BINS - 1 - int(np.searchsorted(counts[::-1].cumsum(), tail))
    larger, edge = counts[start + 1 :], float(_CENTRES[start])
    total = float(larger @ _CENTRES[start + 1 :]) + (tail - int(larger.sum())) * edge
    return edge, max(total / tail - edge, 1e-9 * edge, 1e-300)
