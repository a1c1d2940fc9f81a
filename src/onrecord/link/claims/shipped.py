"""The shipped weights; `training/claims.py` fits them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from onrecord.record import RelationKind

KINDS: tuple[RelationKind, ...] = (
    "repeats", "supports", "disputes", "other figure", "narrows", "unrelated"
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class KindWeights:
    """How much each feature counts for each kind of relation, in the order of the features."""

    bias: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    @cached_property
    def table(self) -> NDArray[np.float64]:
        """Return them as numbers: (1 + features, kinds), the first row is the bias."""
        columns = [(self.bias[kind], *self.weights[kind].values()) for kind in KINDS]
        return np.array(columns).T


@dataclass(frozen=True, kw_only=True, eq=False)
class JudgeWeights:
    """How much a judge's answers count; see `hearing`."""

    first: KindWeights  # of `hearing.FIRST`
    second: KindWeights  # of `hearing.SECOND`
    least: Mapping[str, float]  # probability from which a relation of a kind is told


@dataclass(frozen=True, kw_only=True, eq=False)
class ClaimWeights:
    """What relations are weighed with."""

    compared: KindWeights  # of `comparing.FEATURES`
    judged: JudgeWeights


def from_entry(entry: Mapping[str, Any]) -> ClaimWeights:
    """Return the weights of a file."""
    judge = entry["judge"]
    return ClaimWeights(
        compared=KindWeights(bias=entry["bias"], weights=entry["weights"]),
        judged=JudgeWeights(
            first=KindWeights(**judge["first"]),
            second=KindWeights(**judge["second"]),
            least=judge["least"],
        ),
    )


@cache
def loaded() -> dict[str, Any]:
    """Return all of them: "bias" and "weights" of relations, "judge", "figures" of quantities."""
    content: dict[str, Any] = orjson.loads(files(__package__).joinpath("weights.json").read_bytes())
    return content


@cache
def shipped() -> ClaimWeights:
    """Return the shipped weights of relations."""
    return from_entry(loaded())
