"""Learns what each phrase of a text says for or against a decision: a logistic regression over phrases, by ridge."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bedside.core.answering.phrasing import phrases, weight
from bedside.core.learning.linear import newton

FEWEST = 6
"""In how many texts a phrase must stand to be weighed."""
_NEGLIGIBLE = 0.01


def fit_phrases(texts: Sequence[str], positive: NDArray[np.bool_], ridge: float = 10.0) -> dict[str, float]:
    """Returns the weight of each phrase, by phrase; both sides weigh the same, however many texts they have."""
    found = [phrases(text) for text in texts]
    seen = Counter(phrase for one in found for phrase in one)
    columns = {phrase: i for i, phrase in enumerate(sorted(p for p, count in seen.items() if count >= FEWEST))}
    design = np.zeros((len(texts), len(columns)))
    for row, one in enumerate(found):
        design[row, [columns[phrase] for phrase in one & columns.keys()]] = 1.0
    share = positive.mean()
    balance = np.where(positive, 0.5 / max(share, 1e-9), 0.5 / max(1 - share, 1e-9))
    weights, _ = newton(design, positive.astype(np.float64), balance, ridge, intercept=True)
    return {phrase: round(float(weights[i]), 4) for phrase, i in columns.items() if abs(weights[i]) >= _NEGLIGIBLE}


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
