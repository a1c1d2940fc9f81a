"""Sentences of similar length in one batch: one matrix product for all instead of one for each."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MOST_CELLS = 1 << 17  # pairs of words scored at once, which bounds the memory
MOST_FILLED = 10_000  # of them that no sentence has: what a product more takes as long as


class Abreast(NamedTuple):
    """Sentences side by side, the longest first. Shorter ones are padded with their last word."""

    words: Ints  # (sentences, longest)
    real: Bools  # (sentences, longest) False where one is filled up


def abreast(sentences: Sequence[tuple[int, int]]) -> Iterator[Abreast]:
    """Group sentences (non-empty ranges of words) to lie side by side, each in one group."""
    ordered = sorted(sentences, key=lambda sentence: sentence[0] - sentence[1])
    at = 0
    while at < len(ordered):
        end = _end_of_group([last - first for first, last in ordered], at)
        bounds = np.array(ordered[at:end], np.int64)
        words = bounds[:, :1] + np.arange(bounds[0, 1] - bounds[0, 0])
        yield Abreast(np.minimum(words, bounds[:, 1:] - 1), words < bounds[:, 1:])
        at = end


def _end_of_group(lengths: Sequence[int], at: int) -> int:
    """Return up to which sentence they are laid beside the one at `at`; lengths: longest first."""
    longest, filled = lengths[at], 0
    most = min(len(lengths), at + max(1, MOST_CELLS // longest**2))
    for end in range(at + 1, most):
        filled += longest**2 - lengths[end] ** 2
        if filled > MOST_FILLED:
            return end
    return most
