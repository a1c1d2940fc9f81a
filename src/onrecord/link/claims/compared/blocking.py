"""Which statements are worth comparing: those with similar words, or that count the same thing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.link.claims.compared.gists import Gist
from onrecord.link.claims.terms.words import Floats, likeness

SOFT, HOLDS, MEANING = 0.2, 0.4, 0.45  # from which two statements may have to do with each other
_WINDOW = 256  # statements before it that one is compared with
_DIGITS = 4  # of likeness that tell which are nearest
_BLOCK = 64  # statements that are looked at together


def candidates(gists: Sequence[Gist], *, nearest: int = 0) -> Iterator[tuple[int, int]]:
    """Give pairs of indices, the later first, each once, in order.

    gists: by `Gist.place`. Whether two are a pair depends on them alone if at most `_WINDOW` stand
    between them; ones farther apart never are, so that time grows only linearly. nearest: each
    statement is also paired with this many before it, the most similar, whatever their words.
    """
    told = _Told(gists)
    keys: defaultdict[str, list[int]] = defaultdict(list)
    for first in range(0, len(gists), _BLOCK):
        last = min(first + _BLOCK, len(gists))
        begin = max(0, first - _WINDOW)
        like = told.like(first, last, begin)
        for i in range(first, last):
            row = like[i - first, : i - begin]
            found = set((np.flatnonzero(row >= 1) + begin).tolist())
            if nearest:
                # the last digits of a product depend on where its numbers lie in memory
                ranked = np.argsort(-row.round(_DIGITS), kind="stable")
                found.update((ranked[:nearest] + begin).tolist())
            for key in _keys(gists[i]):
                found.update(j for j in keys[key] if j >= i - _WINDOW)
                keys[key].append(i)
            yield from ((i, j) for j in sorted(found))


class _Told:
    """The terms of many statements, one after the other."""

    def __init__(self, gists: Sequence[Gist]) -> None:
        numbers: dict[str, int] = {}
        # one without a term has one that nothing else has: what is summed may not be empty
        self.ids = [
            [numbers.setdefault(term, len(numbers)) for term in one.terms] or [-1 - i]
            for i, one in enumerate(gists)
        ]
        width = gists[0].meaning.shape[0] if gists else 1
        nothing = np.zeros((1, width), np.float32)
        self.senses = [one.senses if one.terms else nothing for one in gists]
        self.weights = [one.weights if one.terms else np.ones(1, np.float32) for one in gists]
        self.meanings = np.stack([one.meaning for one in gists]) if gists else nothing

    def like(self, first: int, last: int, begin: int) -> Floats:
        """Tell how like each of [first, last) is to each of [begin, last).

        From 1 on they may have to do with each other by their words alone.
        """
        rows, columns = self._part(first, last), self._part(begin, last)
        table = likeness(rows[1], columns[1])
        table[rows[0][:, None] == columns[0][None, :]] = 1.0
        forth = _held(table, rows, columns)
        back = _held(np.ascontiguousarray(table.T), columns, rows).T
        meaning = self.meanings[first:last] @ self.meanings[begin:last].T
        words = np.maximum((forth + back) / 2 / SOFT, np.maximum(forth, back) / HOLDS)
        like: Floats = np.maximum(words, meaning / MEANING)
        return like

    def _part(self, first: int, last: int) -> "_Part":
        ids = [np.array(one, np.int64) for one in self.ids[first:last]]
        starts = np.cumsum([0, *(len(one) for one in ids[:-1])])
        return (
            np.concatenate(ids),
            np.concatenate(self.senses[first:last]),
            np.concatenate(self.weights[first:last]),
            starts,
        )


_Part = tuple[NDArray[np.int64], Floats, Floats, NDArray[np.int64]]


def _held(table: Floats, rows: _Part, columns: _Part) -> Floats:
    """Return how much of each of the rows each of the columns holds: (rows, columns)."""
    best = np.maximum.reduceat(table, columns[3], axis=1)
    held = np.add.reduceat(best * rows[2][:, None], rows[3], axis=0)
    total = np.add.reduceat(rows[2], rows[3])
    return np.asarray(held / total[:, None], np.float32)


def _keys(one: Gist) -> set[str]:
    """Return what a statement counts, and what it refers to or may be referred to by, as keys."""
    found = {f"@{one.article_id} {name}" for name in (one.statement, *one.refers)}
    for counted in one.numerals:
        number = counted.number
        found.add(f"#{number.fate or number.unit or next(iter(number.counted[-1:]), '')}")
    return found
