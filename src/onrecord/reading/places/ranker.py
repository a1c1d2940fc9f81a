"""The learned ranker: which candidate of each name is meant."""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from onrecord.reading.places.features import FEATURES
from onrecord.reading.places.sphere import Array


class Layer(NamedTuple):
    """A small network: features -> hidden -> one number, and straight from features to it."""

    straight: Array  # (features,)
    inner: Array  # (features, hidden)
    inner_bias: Array  # (hidden,)
    outer: Array  # (hidden,)

    def scores(self, table: Array) -> Array:
        """Return one number for each row."""
        hidden = np.tanh(table @ self.inner + self.inner_bias)
        scores: Array = table @ self.straight + hidden @ self.outer
        return scores


@cache
def ranker() -> tuple[Layer, ...]:
    """Load the weights: for the names by themselves, then for all of them together."""
    source = files("onrecord.reading.places").joinpath("ranker.json")
    stored = json.loads(source.read_text(encoding="utf-8"))
    if tuple(stored["features"]) != FEATURES:
        raise ValueError("ranker.json has other features: python -m training.places.train")
    return tuple(
        Layer(*(np.array(layer[name], np.float32) for name in Layer._fields))
        for layer in stored["layers"]
    )


def shares_of(scores: Array, of: Array) -> Array:
    """Return how likely each candidate of a name is; they add up to 1 for each name."""
    if not len(scores):
        return scores
    n_names = int(of.max()) + 1
    most = np.full(n_names, -np.inf)
    np.maximum.at(most, of, scores)
    raised = np.exp(scores - most[of])
    shares: Array = raised / np.bincount(of, raised, n_names)[of]
    return shares
