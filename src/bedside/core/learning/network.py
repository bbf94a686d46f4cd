"""Fits the small network that ranks: one layer of a few dozen units beside a direct linear path.

The loss is that of choosing from a list (Cao et al. 2007, ListNet, with one choice): how surprising it is that the pick
falls among the right candidates of a question. The same data and seed give the same network.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_BATCH = 128
_EPOCHS = 20
_LEAST_STEPS = 400
"""A few questions are gone through more often, so that they teach at all."""
_RATE = 5e-3
_WARM_UP = 30


@dataclass(frozen=True, slots=True)
class Network:
    """score = x @ direct + relu(x @ inner + bias) @ outer; shapes (inputs,), (inputs, units), (units,), (units,)."""

    direct: Matrix
    inner: Matrix
    bias: Matrix
    outer: Matrix

    def scores(self, x: Matrix) -> Matrix:
        """Returns one score a row."""
        result: Matrix = x @ self.direct + np.maximum(x @ self.inner + self.bias, 0.0) @ self.outer
        return result


def fit_lists(groups: Sequence[tuple[Matrix, NDArray[np.bool_]]], units: int, ridge: float, seed: int) -> Network:
    """Returns a network that puts the right candidates of each group first.

    A group is one question: inputs (candidates, inputs), at least one of them right and one wrong. Raises ValueError
    without a group.
    """
    if not groups:
        raise ValueError("nothing to learn from")
    rng = np.random.default_rng([seed, 0])
    inputs = groups[0][0].shape[1]
    values = [np.zeros(inputs), rng.normal(0, 1 / np.sqrt(inputs), (inputs, units)), np.zeros(units), np.zeros(units)]
    first, second = ([np.zeros_like(value) for value in values] for _ in range(2))
    batches = max(len(groups) // _BATCH, 1)
    epochs = max(_EPOCHS, _LEAST_STEPS // batches)
    step, steps = 0, epochs * batches
    for _ in range(epochs):
        for batch in np.array_split(rng.permutation(len(groups)), batches):
            slopes = _slopes(Network(*values), [groups[i] for i in batch], ridge)
            step += 1
            rate = _RATE * min(1.0, step / _WARM_UP) * (1 - step / (steps + 1))
            for i, slope in enumerate(slopes):
                # Adam (Kingma and Ba 2015).
                first[i] = 0.9 * first[i] + 0.1 * slope
                second[i] = 0.999 * second[i] + 0.001 * slope**2
                bias, spread = 1 - 0.9**step, 1 - 0.999**step
                values[i] = values[i] - rate * first[i] / bias / (np.sqrt(second[i] / spread) + 1e-8)
    return Network(*values)


def _slopes(network: Network, groups: Sequence[tuple[Matrix, NDArray[np.bool_]]], ridge: float) -> list[Matrix]:
    """Returns how the mean loss of the groups grows with each of the network's values."""
    x = np.vstack([rows for rows, _ in groups])
    right = np.concatenate([marks for _, marks in groups])
    starts = np.cumsum([0, *(len(rows) for rows, _ in groups[:-1])])
    sizes = np.diff([*starts, len(x)])
    hidden = np.maximum(x @ network.inner + network.bias, 0.0)
    scores = x @ network.direct + hidden @ network.outer
    weight = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    # At least a little, should every right candidate be so far behind that its weight is 0.
    held = np.maximum(np.where(right, weight, 0.0), np.where(right, 1e-300, 0.0))
    chosen = weight / np.repeat(np.add.reduceat(weight, starts), sizes)
    wanted = held / np.repeat(np.add.reduceat(held, starts), sizes)
    by_score = (chosen - wanted) / len(groups)
    by_hidden = np.outer(by_score, network.outer) * (hidden > 0)
    return [
        x.T @ by_score + ridge * network.direct,
        x.T @ by_hidden + ridge * network.inner,
        by_hidden.sum(axis=0),
        hidden.T @ by_score + ridge * network.outer,
    ]
