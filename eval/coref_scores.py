"""Coreference of one document: MUC, B³, CEAF-φ4 as in CoNLL-2012.

After Pradhan et al. (2014), "Scoring Coreference Partitions of Predicted Mentions". A mention is
any value that is equal on both sides just when its boundaries are. Rows add up over documents.
"""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.reader_scores import Row, Shares, f1_of_shares
from eval.scores import Floats

Ints = NDArray[np.intp]
Chain = frozenset[Hashable]
CorefRow = tuple[
    float, float, float, float, float, float, float, float, float, float, float, float
]  # a `Shares` each of MUC, B³ and CEAF-φ4


def conll_f1(rows: Floats) -> float:
    """Mean of the F1 of MUC, B³ and CEAF-φ4, of the rows of `count_chains`."""
    return (muc_f1(rows) + b_cubed_f1(rows) + ceaf_f1(rows)) / 3


def muc_f1(rows: Floats) -> float:
    """F1 over links, of the rows of `count_chains`."""
    return f1_of_shares(rows[:, 0:4])


def b_cubed_f1(rows: Floats) -> float:
    """F1 over mentions, of the rows of `count_chains`."""
    return f1_of_shares(rows[:, 4:8])


def ceaf_f1(rows: Floats) -> float:
    """F1 over chains, of the rows of `count_chains`."""
    return f1_of_shares(rows[:, 8:12])


def count_chains(
    gold: Iterable[Iterable[Hashable]], predicted: Iterable[Iterable[Hashable]]
) -> CorefRow:
    """Numerators and denominators of one document: precision, then recall, of each measure.

    Chains are those of `chains_of`.
    """
    ours, theirs = chains_of(gold), chains_of(predicted)
    alike = _similarity(ours, theirs)
    ceaf = (alike, float(len(theirs)), alike, float(len(ours)))
    muc: Shares = (*_links(theirs, ours), *_links(ours, theirs))
    b_cubed: Shares = (*_cubes(theirs, ours), *_cubes(ours, theirs))
    return (*muc, *b_cubed, *ceaf)


def count_mentions(
    gold: Iterable[Iterable[Hashable]], predicted: Iterable[Iterable[Hashable]]
) -> Row:
    """Count the mentions found, for `eval.reader_scores.f1`; chains are those of `chains_of`."""
    wanted, given = (
        {mention for chain in chains_of(side) for mention in chain} for side in (gold, predicted)
    )
    return float(len(wanted & given)), float(len(given)), float(len(wanted))


def chains_of(chains: Iterable[Iterable[Hashable]]) -> list[Chain]:
    """Chains of two mentions or more, in order; a mention stays in the first chain it stands in."""
    seen: set[Hashable] = set()
    kept = []
    for chain in chains:
        fresh = frozenset(chain) - seen
        seen |= fresh
        kept.append(fresh)
    return [chain for chain in kept if len(chain) > 1]


def assign(scores: Floats) -> list[tuple[int, int]]:
    """Pair rows with columns one to one so that the sum of their scores is largest.

    scores: (rows, columns), finite; min(rows, columns) pairs come back, in order of the rows.
    The Hungarian method with shortest augmenting paths and potentials, O(n³): Kuhn (1955), in the
    form of Jonker and Volgenant (1987). scipy has it too, but is no dependency.
    """
    if scores.shape[0] > scores.shape[1]:
        return sorted((i, j) for j, i in assign(scores.T))
    n, m = scores.shape
    costs = np.zeros((n + 1, m + 1))
    costs[1:, 1:] = -scores
    row_at = np.zeros(m + 1, dtype=np.intp)  # row paired with a column; 0 = free
    of_row, of_column = np.zeros(n + 1), np.zeros(m + 1)  # potentials
    for i in range(1, n + 1):
        row_at[0] = i
        _augment(costs, row_at, of_row, of_column)
    return sorted((int(row_at[j]) - 1, j - 1) for j in range(1, m + 1) if row_at[j])


def _augment(costs: Floats, row_at: Ints, of_row: Floats, of_column: Floats) -> None:
    """Pair the row at column 0, moving others along the cheapest path; changes all but costs."""
    size = len(row_at)
    nearest = np.full(size, np.inf)  # reduced cost of the cheapest way to each column
    before = np.zeros(size, dtype=np.intp)  # column before it on that way
    done = np.zeros(size, dtype=np.bool_)
    at = 0
    while row_at[at]:
        done[at] = True
        reach = costs[row_at[at]] - of_row[row_at[at]] - of_column
        closer = ~done & (reach < nearest)
        nearest[closer], before[closer] = reach[closer], at
        following = int(np.where(done, np.inf, nearest).argmin())
        step = nearest[following]
        of_row[row_at[done]] += step
        of_column[done] -= step
        nearest[~done] -= step
        at = following
    while at:
        row_at[at] = row_at[before[at]]
        at = int(before[at])


def _links(ours: Sequence[Chain], theirs: Sequence[Chain]) -> tuple[float, float]:
    """MUC (Vilain et al. 1995): links of our chains that theirs keep, and all of them.

    A chain of n mentions cut into p parts by theirs keeps n - p of its n - 1 links; a mention that
    they do not have is a part of its own.
    """
    place = _places(theirs)
    kept = total = 0
    for chain in ours:
        met = [place[mention] for mention in chain if mention in place]
        kept += len(met) - len(set(met))
        total += len(chain) - 1
    return float(kept), float(total)


def _cubes(ours: Sequence[Chain], theirs: Sequence[Chain]) -> tuple[float, float]:
    """B³ (Bagga and Baldwin 1998): over our mentions, sum of the share of their chain; number.

    The share is that of our chain which stands in the chain where they have the mention; 0 if they
    do not have it.
    """
    place = _places(theirs)
    total = 0.0
    for chain in ours:
        for i in {place[mention] for mention in chain if mention in place}:
            total += len(chain & theirs[i]) ** 2 / len(chain)
    return total, float(sum(map(len, ours)))


def _similarity(ours: Sequence[Chain], theirs: Sequence[Chain]) -> float:
    """CEAF-φ4 (Luo 2005): sum of 2 · shared ÷ (both sizes) over the best pairing of chains."""
    place = _places(theirs)
    table = np.zeros((len(ours), len(theirs)))
    for i, chain in enumerate(ours):
        for j in {place[mention] for mention in chain if mention in place}:
            table[i, j] = 2 * len(chain & theirs[j]) / (len(chain) + len(theirs[j]))
    table = table[table.any(axis=1)][:, table.any(axis=0)]  # the others add nothing
    return float(sum(table[i, j] for i, j in assign(table))) if table.size else 0.0


def _places(chains: Sequence[Chain]) -> dict[Hashable, int]:
    return {mention: i for i, chain in enumerate(chains) for mention in chain}
