"""Learns what each phrase of a text says for or against a decision: a logistic regression over phrases, by ridge."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bedside.core.answering.phrasing import phrases, weight

Vector = NDArray[np.float64]
FEWEST = 6
"""In how many texts a phrase must stand to be weighed."""
_NEGLIGIBLE = 0.01
_STEPS = 30
_STILL = 1e-7


def fit_phrases(texts: Sequence[str], positive: NDArray[np.bool_], ridge: float = 10.0) -> dict[str, float]:
    """Returns the weight of each phrase, by phrase; both sides weigh the same, however many texts they have."""
    found = [phrases(text) for text in texts]
    seen = Counter(phrase for one in found for phrase in one)
    columns = {phrase: i for i, phrase in enumerate(sorted(p for p, count in seen.items() if count >= FEWEST))}
    held = [[*sorted(columns[phrase] for phrase in one & columns.keys()), len(columns)] for one in found]
    share = positive.mean()
    balance = np.where(positive, 0.5 / max(share, 1e-9), 0.5 / max(1 - share, 1e-9))
    weights = _fitted(_Held(held, len(columns) + 1), positive.astype(np.float64), balance, ridge)
    return {phrase: round(float(weights[i]), 4) for phrase, i in columns.items() if abs(weights[i]) >= _NEGLIGIBLE}


class _Held:
    """Which columns each text holds, the last in all of them (the intercept), as the two products fitting needs."""

    def __init__(self, held: Sequence[Sequence[int]], columns: int) -> None:
        counts = [len(one) for one in held]
        self.columns = columns
        self._of = np.concatenate([np.array(one, np.int64) for one in held])
        self._starts = np.cumsum([0, *counts])[:-1]
        self._text = np.repeat(np.arange(len(held)), counts)

    def sums(self, weights: Vector) -> Vector:
        """Returns for each text the sum of the weights of its columns."""
        added: Vector = np.add.reduceat(weights[self._of], self._starts)
        return added

    def totals(self, values: Vector) -> Vector:
        """Returns for each column the total of the values of the texts that hold it."""
        added: Vector = np.bincount(self._of, values[self._text], self.columns).astype(np.float64)
        return added


def _fitted(held: _Held, positive: Vector, balance: Vector, ridge: float) -> Vector:
    """Returns the weights by Newton's steps, each solved by conjugate gradients: many columns, few in a text."""
    penalty = np.full(held.columns, ridge)
    penalty[-1] = 1e-9
    weights = np.zeros(held.columns)
    for _ in range(_STEPS):
        probability = 1.0 / (1.0 + np.exp(-np.clip(held.sums(weights), -30, 30)))
        gradient = held.totals(balance * (positive - probability)) - penalty * weights
        step = _solved(held, balance * probability * (1 - probability) + 1e-9, penalty, gradient)
        weights = weights + step
        if np.abs(step).max() < _STILL:
            break
    return weights


def _solved(held: _Held, curvature: Vector, penalty: Vector, gradient: Vector) -> Vector:
    """Returns the step that the gradient asks for, by conjugate gradients scaled by the diagonal."""
    scale = held.totals(curvature) + penalty
    step = np.zeros(held.columns)
    left = gradient
    scaled = left / scale
    direction, size = scaled, float(left @ scaled)
    for _ in range(held.columns):
        if np.abs(left).max() < _STILL:
            break
        image = held.totals(curvature * held.sums(direction)) + penalty * direction
        along = size / float(direction @ image)
        step = step + along * direction
        left = left - along * image
        scaled = left / scale
        size, before = float(left @ scaled), size
        direction = scaled + size / before * direction
    return step


def held_out_weights(
    texts: Sequence[str], positive: NDArray[np.bool_], *, folds: int = 5, seed: int = 0
) -> NDArray[np.float64]:
    """Returns for each text the weight of its phrases as learned from the other folds, shape (texts,).

    What is built on top must see weights as they are for new texts: of its own texts a model is too sure.
    """
    order = np.random.default_rng(seed).permutation(len(texts))
    result = np.zeros(len(texts))
    for fold in range(folds):
        test = order[fold::folds]
        train = np.setdiff1d(order, test)
        learned = fit_phrases([texts[i] for i in train], positive[train])
        result[test] = [weight(texts[i], learned) for i in test]
    return result
