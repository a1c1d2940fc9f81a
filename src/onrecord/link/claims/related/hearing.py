"""How much a judge's answers count beside what was compared, and beside each other.

Each pair is weighed twice: by itself, and then in view of what the first weighing says about the
rest of its story (`around`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onrecord.link.claims.compared.around import AROUND, Pair, around
from onrecord.link.claims.compared.pairing import Likelihoods
from onrecord.link.claims.related.relating import Weighed, probabilities
from onrecord.link.claims.shipped import KINDS, JudgeWeights, KindWeights

Table = NDArray[np.float64]

_SIGNS = (
    "one_denies", "both_deny", "turned", "refers", "opposite", "figure_differs", "figure_same",
    "figures_apart", "other_days", "other_places", "same_speaker", "same_article", "one_ahead",
    "other_cause", "other_doer", "takes_back", "admits", "evidence",
)  # fmt: skip
FIRST = (
    *(f"compared {kind}" for kind in KINDS),
    *(f"judged {kind}" for kind in KINDS),
    *(f"possible {kind}" for kind in KINDS[:-1]),
    *(f"near, possible {kind}" for kind in KINDS[:-1]),
    "near",
    *_SIGNS,
)
SECOND = (*FIRST, *(f"first {kind}" for kind in KINDS), *AROUND)
_FLOOR = -8.0  # less likely than this is as good as impossible


def hear(
    weighed: Mapping[Pair, Weighed],
    answers: Mapping[Pair, Likelihoods],
    speakers: Sequence[str | None],
    weights: JudgeWeights,
) -> dict[Pair, Weighed]:
    """Weigh again the pairs of a story that a judge answered; the others stay.

    answers: () for a pair that the judge does not know. speakers: of each statement.
    """
    asked = [pair for pair, answer in answers.items() if len(answer)]
    if not asked:
        return dict(weighed)
    rows = first_rows([weighed[pair] for pair in asked], [answers[pair] for pair in asked])
    first = logs(rows, weights.first)
    more = second_rows(rows, first, around(chances(weighed, asked, first), asked, speakers))
    told = logs(more, weights.second).tolist()
    return {
        **weighed,
        **{
            pair: replace(
                weighed[pair],
                logits=tuple(row),
                least=weights.least,
                judged=dict(zip(KINDS, map(math.exp, answers[pair]), strict=True)),
            )
            for pair, row in zip(asked, told, strict=True)
        },
    }


def first_rows(weighed: Sequence[Weighed], answers: Sequence[Likelihoods]) -> Table:
    """Return what is known about pairs by themselves: (pairs, FIRST)."""
    rows = []
    for one, answer in zip(weighed, answers, strict=True):
        possible = [float(kind in one.possible) for kind in KINDS[:-1]]
        near = float(one.is_near)
        rows.append((
            *np.maximum(_logs(np.array(one.compares)), _FLOOR),
            *np.maximum(answer, _FLOOR),
            *possible,
            *(near * value for value in possible),
            near,
            *map(one.compared.get, _SIGNS),
        ))  # fmt: skip
    return np.array(rows).reshape(len(weighed), len(FIRST))


def second_rows(rows: Table, first: Table, seen: Table) -> Table:
    """Return what is known about pairs in view of their story: (pairs, SECOND)."""
    return np.hstack((rows, np.maximum(first, _FLOOR), seen))


def logs(rows: Table, weights: KindWeights) -> Table:
    """Return how likely each kind is, as logarithms: (pairs, kinds)."""
    return _logs(weights.table[0] + rows @ weights.table[1:])


def chances(
    weighed: Mapping[Pair, Weighed], asked: Sequence[Pair], first: Table
) -> dict[Pair, Sequence[float]]:
    """Return how likely each kind is for all pairs, by the judge for those it was asked about."""
    found: dict[Pair, Sequence[float]] = {
        pair: tuple(probabilities(one.logits).values()) for pair, one in weighed.items()
    }
    found.update(zip(asked, np.exp(first).tolist(), strict=True))
    return found


def _logs(logits: Table) -> Table:
    plain = logits - logits.max(axis=-1, keepdims=True)
    found: Table = plain - np.log(np.exp(plain).sum(axis=-1, keepdims=True))
    return found
