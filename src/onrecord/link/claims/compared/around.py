"""What the rest of a story says about two statements.

The two statements alone seldom tell who is on which side: "he was asleep" disputes "the
gate was opened from inside" because of what a third one says. So a pair is looked at once more
beside what each of the two has to do with others, and how those who speak stand to each other
elsewhere.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
Pair = tuple[int, int]

_BONDS = ("agrees", "supports", "disputes")
_BOTH = tuple(combinations_with_replacement(range(len(_BONDS)), 2))
AROUND = (
    *(f"a third {_BONDS[k]} and {_BONDS[m]}" for k, m in _BOTH),
    *(f"elsewhere {bond}" for bond in _BONDS),
    "elsewhere known",
)
_FAINT = 0.02  # a bond that is less likely leads nowhere


def around(
    chances: Mapping[Pair, Sequence[float]], asked: Sequence[Pair], speakers: Sequence[str | None]
) -> Table:
    """Return what the rest of a story says about pairs: (asked, AROUND).

    chances: for each known pair, how likely each of `KINDS` is; asked: some of these pairs.
    speakers: of each statement; None for an unknown one, who is taken for a stranger to all.
    """
    bonds = {pair: _bonds(row) for pair, row in chances.items()}
    near: list[dict[int, Table]] = [{} for _ in speakers]
    for (i, j), bond in bonds.items():
        if bond.max() >= _FAINT:
            near[i][j] = near[j][i] = bond
    known = _between(bonds, speakers)
    rows = []
    for i, j in asked:
        total, n = known[_sides(i, j, speakers)]
        elsewhere = (total - bonds[i, j]) / n
        rows.append(np.concatenate((_through(near[i], near[j]), elsewhere, [n > 1])))
    return np.array(rows).reshape(len(asked), len(AROUND))


def _bonds(row: Sequence[float]) -> Table:
    """Return how likely two agree, the one supports the other, or disputes it."""
    return np.array((row[0] + row[4], row[1], row[2]))


def _through(mine: Mapping[int, Table], its: Mapping[int, Table]) -> Table:
    """Return by the third that says most of it how both are bound to it: for each two bonds."""
    common = sorted(mine.keys() & its.keys())
    if not common:
        return np.zeros(len(_BOTH))
    one, other = np.stack([mine[k] for k in common]), np.stack([its[k] for k in common])
    best = (one[:, :, None] * other[:, None, :]).max(axis=0)
    best = np.maximum(best, best.T)
    return np.array([best[k, m] for k, m in _BOTH])


Sides = tuple[str | int, ...]


def _sides(i: int, j: int, speakers: Sequence[str | None]) -> Sides:
    names = (speakers[k] if speakers[k] is not None else k for k in (i, j))
    return tuple(sorted(names, key=str))  # type: ignore[arg-type]


def _between(
    bonds: Mapping[Pair, Table], speakers: Sequence[str | None]
) -> dict[Sides, tuple[Table, int]]:
    """Add up the bonds of all pairs of two speakers, and count these."""
    found: dict[Sides, tuple[Table, int]] = {}
    for (i, j), bond in bonds.items():
        sides = _sides(i, j, speakers)
        total, n = found.get(sides, (np.zeros(3), 0))
        found[sides] = total + bond, n + 1
    return found
