"""Fits two small linear models: what comes first, from pairs, and a yes or no.

Both are convex, so the same data give the same model; both are regularised towards 0 (ridge), by Newton steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_STEPS = 30


@dataclass(frozen=True, slots=True)
class Linear:
    """A fitted model over standardised features: value = ((x - mean) / scale) @ weights + bias."""

    mean: Matrix
    scale: Matrix
    weights: Matrix
    bias: float


def fit_pairs(groups: Sequence[tuple[Matrix, NDArray[np.float64]]], ridge: float) -> Linear:
    """Returns weights that put the better of each pair first (RankNet with a linear model, Burges et al. 2005).

    A group is one question: features (candidates, features) and a grade for each. Every pair of different grades
    counts; the pairs of one question together weigh 1.
    """
    mean, scale = _standards(np.vstack([features for features, _ in groups]))
    rows, weights = [], []
    for features, grades in groups:
        better, worse = np.nonzero(grades[:, None] > grades[None, :])
        if len(better):
            standard = (features - mean) / scale
            rows.append(standard[better] - standard[worse])
            weights.append(np.full(len(better), 1.0 / len(better)))
    differences, weight = np.vstack(rows), np.concatenate(weights)
    weight *= len(groups) / weight.sum()
    found, _ = newton(differences, np.ones(len(differences)), weight, ridge, intercept=False)
    return Linear(mean, scale, found, 0.0)


def fit_logistic(features: Matrix, positive: NDArray[np.bool_], ridge: float, weight: Matrix | None = None) -> Linear:
    """Returns a logistic regression of ``positive`` on the features, the intercept not regularised."""
    mean, scale = _standards(features)
    given = np.ones(len(features)) if weight is None else weight
    found, bias = newton((features - mean) / scale, positive.astype(np.float64), given, ridge, intercept=True)
    return Linear(mean, scale, found, bias)


def _standards(features: Matrix) -> tuple[Matrix, Matrix]:
    scale = features.std(axis=0)
    return features.mean(axis=0), np.where(scale > 1e-9, scale, 1.0)


def newton(x: Matrix, y: Matrix, weight: Matrix, ridge: float, *, intercept: bool) -> tuple[Matrix, float]:
    """Returns the weights, and the intercept (0 without one), of a weighted logistic regression with a ridge."""
    design = np.column_stack([x, np.ones(len(x))]) if intercept else x
    penalty = np.full(design.shape[1], ridge)
    if intercept:
        penalty[-1] = 1e-9
    beta = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        probability = 1.0 / (1.0 + np.exp(-np.clip(design @ beta, -30, 30)))
        gradient = design.T @ (weight * (y - probability)) - penalty * beta
        curvature = weight * probability * (1 - probability) + 1e-9
        step = np.linalg.solve((design * curvature[:, None]).T @ design + np.diag(penalty), gradient)
        beta = beta + step
        if np.abs(step).max() < 1e-8:
            break
    return (beta[:-1], float(beta[-1])) if intercept else (beta, 0.0)
