"""Which terms of two statements are alike, and how each statement puts them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from onrecord.link.claims.compared.gists import Gist
from onrecord.link.claims.terms.words import Floats, scaled

_AT_ONCE = 64  # pairs that are scaled together
_OTHER = 0.2  # less: another thing
_ALIGNED = 0.5  # of what is above that: two words for one thing


class Terms(NamedTuple):
    """What the terms of two statements have in common, counting words of similar meaning."""

    forth: float = 0.0  # how much of the one the other holds
    back: float = 0.0
    turned: tuple[str, ...] = ()  # terms that only one of them negates
    turn: float = 0.0  # how much of what they share that is
    slot_same: int = 0  # prepositions behind which both have the same
    slot_other: int = 0  # and another thing
    front: float = -1.0  # how like is what stands in front; −1: one has nothing there
    clause: float = 0.0  # how like the two likest clauses are
    clause_turned: float = 0.0  # how much of these one negates
    words: int = 0  # terms that both have, or that are alike; no names


def tables_of(pairs: Sequence[tuple[Gist, Gist]]) -> Iterator[Floats]:
    """Give, for each pair, how similar each term of the one is to each of the other, by words."""
    for first in range(0, len(pairs), _AT_ONCE):
        yield from _tables(pairs[first : first + _AT_ONCE])


def _tables(pairs: Sequence[tuple[Gist, Gist]]) -> Iterator[Floats]:
    products = [one.senses @ other.senses.T for one, other in pairs]
    cells = scaled(np.concatenate(products, axis=None))
    first = 0
    for product in products:
        last = first + product.size
        yield cells[first:last].reshape(product.shape)
        first = last


def align(one: Gist, other: Gist, shared: Sequence[str], table: Floats) -> Terms:
    """Align the terms of two statements. shared: those of both; table: see `tables_of`."""
    if not one.terms or not other.terms:
        return Terms()
    mine, its = list(one.terms), list(other.terms)
    for term in shared:
        table[mine.index(term), its.index(term)] = 1.0
    most = np.maximum.reduce(table, axis=1)
    total = float(one.weights @ most)
    forth = total / one.total
    back = float(other.weights @ np.maximum.reduce(table, axis=0)) / other.total
    best, rows = most.tolist(), table.tolist()
    turned, turn = _turned(one, other, best, table)
    share = turn / total if total else 0.0
    if one.clauses or other.clauses:
        clause = _clause(one, other, rows)
    else:
        clause = (forth + back) / 2, share
    words = [x for x, like in zip(mine, best, strict=True) if like >= _ALIGNED and x[0] != "@"]
    return Terms(forth, back, turned, share, *_slots(one, other, rows), *clause, len(words))


def _turned(
    one: Gist, other: Gist, best: Sequence[float], table: Floats
) -> tuple[tuple[str, ...], float]:
    """Return the one's terms that only one of them negates, and what they weigh."""
    if not one.negated and not other.negated:
        return (), 0.0
    mine, its = list(one.terms), list(other.terms)
    found = [
        i
        for i, j in enumerate(table.argmax(axis=1).tolist())
        if best[i] >= _ALIGNED and (mine[i] in one.negated) != (its[j] in other.negated)
    ]
    return tuple(mine[i] for i in found), float(sum(one.weights[i] * best[i] for i in found))


def _slots(one: Gist, other: Gist, rows: Sequence[Sequence[float]]) -> tuple[int, int, float]:
    """Count the prepositions behind which both have the same and another thing; see `Terms`."""
    same = differing = 0
    front = -1.0
    for slot, mine in one.slots.items():
        its = other.slots.get(slot)
        if its is None:
            continue
        like = max(rows[i][j] for i in mine for j in its)
        if slot == "":
            front = like
        elif like >= _ALIGNED:
            same += 1
        elif like < _OTHER:
            differing += 1
    return same, differing, front


def _clause(one: Gist, other: Gist, rows: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return how like the two likest clauses are, and how much one of them negates."""
    mine, its = list(one.terms), list(other.terms)
    best = 0.0
    pair: tuple[tuple[int, ...], tuple[int, ...]] = ((0,), (0,))
    for first in one.clauses or (tuple(range(len(mine))),):
        for second in other.clauses or (tuple(range(len(its))),):
            forth = sum(max(rows[i][j] for j in second) for i in first) / len(first)
            back = sum(max(rows[i][j] for i in first) for j in second) / len(second)
            if (forth + back) / 2 > best:
                best, pair = (forth + back) / 2, (first, second)
    aligned = [
        (mine[i] in one.negated) != (its[max(pair[1], key=lambda j: rows[i][j])] in other.negated)
        for i in pair[0]
        if max(rows[i][j] for j in pair[1]) >= _ALIGNED
    ]
    return best, sum(aligned) / len(aligned) if aligned else 0.0
