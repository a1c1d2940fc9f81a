"""Which statements a model is asked to compare, and what its answer counts beside the rest.

What is counted, dated, placed and named is compared first (`comparing`). What words mean together
is not seen there: "the hall was empty" against "two hundred were inside". So pairs from different
articles that may have to do with each other are read once more by the reader, the one statement
beside the other. Inside one article nobody is asked: a pair takes as long as a sentence to read,
and who reads one article wants it read fast.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.link.claims.gists import Gist
from onrecord.link.claims.shipped import loaded

Likelihoods = Sequence[float]  # logarithms of probabilities, in the order of `RelationKind`
Judge = Callable[[Sequence[tuple[str, str]]], Sequence[Likelihoods]]
"""Says what the first of each pair has to do with the second; () where it does not know."""

_FLOOR = -8.0  # less likely than this is as good as impossible


@dataclass(frozen=True, kw_only=True, eq=False)
class JudgeWeights:
    """What a judge's answer counts; `training/claims.py` fits it."""

    bias: Mapping[str, float]
    plain: Mapping[str, Mapping[str, float]]  # of what is compared without the judge
    judged: Mapping[str, Mapping[str, float]]

    @cached_property
    def table(self) -> NDArray[np.float64]:
        """Return them as numbers: (1 + twice the kinds, kinds), the first row is the bias."""
        kinds = tuple(self.bias)
        rows = [[self.bias[kind] for kind in kinds]]
        rows += [
            [part[kind][of] for kind in kinds] for part in (self.plain, self.judged) for of in kinds
        ]
        return np.array(rows)


@cache
def shipped() -> JudgeWeights:
    """Return the shipped weights."""
    return JudgeWeights(**loaded()["judge"])


def side_of(speaker: str | None, manner: str, words: str) -> str:
    """Return a statement as it is set beside another one."""
    return f"{speaker or 'somebody'} {manner}: {words}"


def sides_of(later: Gist, earlier: Gist) -> tuple[str, str]:
    """Return two statements as the reader compares them."""
    return (
        side_of(later.speaker_name, later.manner, later.said),
        side_of(earlier.speaker_name, earlier.manner, earlier.said),
    )


def features_with(logits: Sequence[float], judged: Likelihoods) -> NDArray[np.float64]:
    """Return what both ways say, as logarithms of probabilities: (twice the kinds,)."""
    plain = np.array(logits)
    plain = plain - plain.max()
    plain = plain - np.log(np.exp(plain).sum())
    return np.maximum(np.concatenate((plain, judged)), _FLOOR)


def weighed_with(
    logits: Sequence[float], judged: Likelihoods, weights: JudgeWeights | None = None
) -> tuple[float, ...]:
    """Return the logits of the kinds of relations when a judge is heard too."""
    table = (weights or shipped()).table
    return tuple((table[0] + features_with(logits, judged) @ table[1:]).tolist())
