"""Logistic regression: what pieces of evidence weigh."""

import numpy as np

from onrecord.reading.scores import Floats

_STEPS, _PRIOR = 60, 1.0  # Newton's, and the penalty on large weights


def fit(rows: Floats, right: Floats, *, prior: float = _PRIOR) -> Floats:
    """Return the weights of a logistic regression, by Newton's method.

    prior: penalty on large weights, of numbers brought to the same scale.
    """
    scale = rows.std(axis=0) + 1e-6
    x = rows / scale
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + prior * np.eye(len(weights))
        weights += np.linalg.solve(hessian, x.T @ (right - p) - prior * weights)
    return np.asarray(weights / scale, np.float32)
