"""The measures by which retrieval, triage and answers are judged, each with its uncertainty.

A ranking is given as the relevance grades of what was returned, best first, beside the grades of all that was judged;
so every measure is a function of a few numbers. Intervals are 95 %: Wilson's for proportions, the percentile bootstrap
for means. How files are read and what is asked is left to `jobs`.

Sources: trec_eval for average precision; Burges et al. 2005 for the exponential gain and Järvelin and Kekäläinen 2002
for the discounted cumulative gain; Wilson 1927; Efron and Tibshirani 1993, ch. 13; El-Yaniv and Wiener 2010 for the
risk-coverage curve.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

RESAMPLES = 10_000
_Z = 1.959963984540054
_BLOCK = 500


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value, from how many cases, and its 95 % interval; all NaN where n is 0."""

    value: float
    n: int
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Percentile:
    """The value below which that per cent of the n measurements lie, and the largest of them."""

    per_cent: float
    value: float
    n: int
    largest: float


def average_precision(grades: Sequence[int], relevant: int, k: int = 10, relevant_at: int = 1) -> float:
    """Returns the mean over all ``relevant`` documents of the precision where each is found, 0 for one beyond k.

    As trec_eval's ``map_cut``: divided by all relevant documents, also where there are more than k.
    """
    found, total = 0, 0.0
    for place, grade in enumerate(grades[:k], start=1):
        if grade >= relevant_at:
            found += 1
            total += found / place
    return total / relevant if relevant else 0.0


def reciprocal_rank(grades: Sequence[int], k: int = 10, relevant_at: int = 1) -> float:
    """Returns 1 / place of the first relevant document, 0 when none is among the first k."""
    return next((1 / place for place, grade in enumerate(grades[:k], start=1) if grade >= relevant_at), 0.0)


def ndcg(grades: Sequence[int], judged: Sequence[int], k: int = 10) -> float:
    """Returns the discounted gain of the first k over that of the best possible order of all ``judged`` grades.

    The gain is 2^grade - 1 (trec_eval's own is the grade itself), discounted by log2(place + 1).
    """
    best = _discounted(sorted(judged, reverse=True)[:k])
    return _discounted(grades[:k]) / best if best else 0.0


def recall(grades: Sequence[int], relevant: int, k: int = 10, relevant_at: int = 1) -> float:
    """Returns the share of the relevant documents that are among the first k."""
    return sum(grade >= relevant_at for grade in grades[:k]) / relevant if relevant else 0.0


def _discounted(grades: Sequence[int]) -> float:
    return sum((2.0 ** max(grade, 0) - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1))


def proportion(successes: int, n: int) -> Estimate:
    """Returns successes / n with Wilson's score interval, which stays within 0 and 1 and is honest for few cases."""
    if n == 0:
        return Estimate(np.nan, 0, np.nan, np.nan)
    share = successes / n
    centre = share + _Z**2 / (2 * n)
    half = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    scale = 1 + _Z**2 / n
    lower = 0.0 if successes == 0 else (centre - half) / scale
    upper = 1.0 if successes == n else (centre + half) / scale
    return Estimate(share, n, lower, upper)


def mean(values: ArrayLike, seed: int = 0) -> Estimate:
    """Returns the mean with its percentile bootstrap interval of 10,000 resamples; equal seeds give equal intervals."""
    numbers = np.asarray(values, np.float64)
    if not len(numbers):
        return Estimate(np.nan, 0, np.nan, np.nan)
    lower, upper = np.percentile(_resampled_means(numbers, seed), (2.5, 97.5))
    return Estimate(float(numbers.mean()), len(numbers), float(lower), float(upper))


def ratio(counts: ArrayLike, exposures: ArrayLike, seed: int = 0) -> Estimate:
    """Returns events over exposure, such as alarms a patient-day, with its interval; whole cases are resampled.

    ``counts`` and ``exposures`` have one number a case, in the same order. Raises ValueError when the lengths differ.
    """
    events, exposed = np.asarray(counts, np.float64), np.asarray(exposures, np.float64)
    if events.shape != exposed.shape:
        raise ValueError("a ratio needs the same cases above and below")
    if not exposed.sum() > 0:
        return Estimate(np.nan, 0, np.nan, np.nan)
    above, below = _resampled_means(events, seed), _resampled_means(exposed, seed)
    with np.errstate(invalid="ignore", divide="ignore"):
        lower, upper = np.nanpercentile(above / below, (2.5, 97.5))
    return Estimate(float(events.sum() / exposed.sum()), len(events), float(lower), float(upper))


def paired_difference(ours: ArrayLike, theirs: ArrayLike, seed: int = 0) -> Estimate:
    """Returns the mean of ours - theirs over the same cases in the same order, with its bootstrap interval.

    Cases are resampled in pairs, so that what makes a case hard for both does not widen the interval. Raises ValueError
    when the lengths differ.
    """
    first, second = np.asarray(ours, np.float64), np.asarray(theirs, np.float64)
    if first.shape != second.shape:
        raise ValueError("a paired difference needs the same cases on both sides")
    return mean(first - second, seed)


def _resampled_means(numbers: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """Returns the mean of each resample, made in blocks so that memory stays small."""
    random = np.random.default_rng(seed)
    blocks = [
        numbers[random.integers(0, len(numbers), (_BLOCK, len(numbers)))].mean(axis=1)
        for _ in range(RESAMPLES // _BLOCK)
    ]
    return np.concatenate(blocks)


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """The share of wrong answers (risk) among the most confident, for each share answered (coverage)."""

    coverage: tuple[float, ...]
    risk: tuple[float, ...]

    @property
    def area(self) -> float:
        """Returns the mean risk over all coverages; 0 is an answerer that is never wrong. NaN without answers."""
        return float(np.mean(self.risk)) if self.risk else float("nan")


def risk_coverage(confidence: ArrayLike, wrong: Sequence[bool]) -> RiskCoverage:
    """Returns the curve with one point a case, from the most confident on.

    Cases of equal confidence share their errors evenly, so that the order they come in changes nothing.
    """
    sure, errors = np.asarray(confidence, np.float64), np.asarray(wrong, np.float64)
    if not len(sure):
        return RiskCoverage((), ())
    _, group = np.unique(-sure, return_inverse=True)
    shared = (np.bincount(group, errors) / np.bincount(group))[np.sort(group)]
    answered = np.arange(1, len(sure) + 1)
    risk = np.cumsum(shared) / answered
    return RiskCoverage(tuple((answered / len(sure)).tolist()), tuple(risk.tolist()))


def percentile(values: ArrayLike, per_cent: float) -> Percentile:
    """Returns the smallest measurement with at least that per cent of all at or below it (nearest rank)."""
    numbers = np.asarray(values, np.float64)
    if not len(numbers):
        return Percentile(per_cent, np.nan, 0, np.nan)
    value = np.percentile(numbers, per_cent, method="inverted_cdf")
    return Percentile(per_cent, float(value), len(numbers), float(numbers.max()))
