"""Who governs whom: sentences, parts of speech and dependency trees."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.reading.abreast import Bools, abreast
from onrecord.reading.labels import RELATIONS, UPOS
from onrecord.reading.scores import Extras, Floats, Ints, Scores, arc_scores, relation_scores

Doubles = npt.NDArray[np.float64]

LONGEST_SENTENCE = 200  # words; a longer one is a list or a table, and is cut
_DEARER = (1.0, 4.0, 16.0)
_ROOT = RELATIONS.index("root")
_LONGEST_OPENING = 4  # words of a day or place that a sentence begins with
_OPENING = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM"))  # behind its first word


def decode_sentences(scores: Scores, borders: frozenset[int]) -> list[tuple[int, int]]:
    """Return the sentences of a text as ranges of words; none crosses a paragraph.

    No sentence ends behind a day that it begins with: "On Monday | Roe Bank closed".
    """
    logits = scores.tag("sentence")
    n = len(logits)
    starts = set(np.flatnonzero(logits[:, 1] > logits[:, 0]).tolist()) | {0} | set(borders)
    ordered = sorted(i for i in starts if i < n)
    upos = scores.tag("upos")
    ordered = [
        *(at for i, at in enumerate(ordered) if at in borders or not _opens(upos, ordered, i)),
        n,
    ]
    ranges = []
    for first, last in pairwise(ordered):
        for at in range(first, last, LONGEST_SENTENCE):
            ranges.append((at, min(at + LONGEST_SENTENCE, last)))
    return ranges


def _opens(upos: Floats, starts: list[int], i: int) -> bool:
    """Whether what stands before a start is no sentence, but a time or place to begin one with."""
    first, last = starts[i - 1], starts[i]
    if not 1 < last - first <= _LONGEST_OPENING:
        return False
    tags = [UPOS[k] for k in upos[first:last].argmax(axis=1).tolist()]
    return tags[0] in ("ADP", "ADJ") and _OPENING.issuperset(tags[1:])


def decode_tags(scores: Scores) -> list[str]:
    """Return the part of speech of each word."""
    return [UPOS[i] for i in scores.tag("upos").argmax(axis=1).tolist()]


def decode_trees(
    scores: Scores, extras: Extras, sentences: list[tuple[int, int]]
) -> tuple[Ints, list[str]]:
    """Return for each word its head, a word of its own sentence or -1, and its relation to it."""
    heads = np.full(len(scores.tags), -1, np.int64)
    for group in abreast(sentences):
        trees = best_trees(arc_scores(scores, extras, group), group.real)
        above = np.where(trees > 0, trees - 1 + group.words[:, :1], -1)
        heads[group.words[group.real]] = above[group.real]
    words = np.arange(len(heads))
    labels = relation_scores(scores, extras, words, heads)
    is_root = heads < 0
    labels[~is_root, _ROOT] = -np.inf
    best = labels.argmax(axis=1)
    best[is_root] = _ROOT
    return heads, [RELATIONS[i] for i in best.tolist()]


def best_trees(scores: Floats, real: Bools) -> Ints:
    """Return the head of each word in the best tree with one root: 0 = root, else 1 + word.

    scores: (sentences, words, 1 + words), of each word with each head; column 0 is the root. No
    word may be its own head: that score is -inf. real: (sentences, words), False after the end of
    a sentence.

    Whatever a root costs, the best tree at that price is the best with one root if it has one. So
    a sentence where the best heads of all words are no tree gets a price at which one word would
    be the root; where they still are none, circles are made one, and while there are more roots
    the price goes up.
    """
    heads = np.where(real, scores.argmax(axis=2), 0)
    rest = np.flatnonzero(~_are_trees(heads, real))
    if not len(rest):
        return heads
    inner, gains = _without_roots(scores[rest], heads[rest], real[rest])
    second, first = np.partition(gains, -2, axis=1)[:, -2:].T
    prices = (first + second) / 2
    heads[rest] = np.where(gains >= prices[:, None], 0, inner)
    for at in np.flatnonzero(~_are_trees(heads[rest], real[rest])).tolist():
        k, n = rest[at], int(real[rest[at]].sum())
        heads[k, :n] = _tree_of_one_root(scores[k, :n, : n + 1], float(prices[at]))
    return heads


def _without_roots(scores: Floats, heads: Ints, real: Bools) -> tuple[Ints, Floats]:
    """Return the best head of each word among the others, and what it would gain as the root.

    heads: the best of each word, the root among them. Both: (sentences, words).
    """
    inner, is_root = heads.copy(), real & (heads == 0)
    inner[is_root] = 1 + scores[is_root, 1:].argmax(axis=1)
    others = np.take_along_axis(scores, inner[:, :, None], axis=2)[:, :, 0]
    return inner, np.where(real, scores[:, :, 0] - others, np.float32(-np.inf))


def _are_trees(heads: Ints, real: Bools) -> Bools:
    """Say of each row whether it is a tree with one root: (sentences,)."""
    above = np.concatenate((np.zeros((len(heads), 1), np.int64), heads), axis=1)
    for _ in range(above.shape[1].bit_length()):  # after n steps all climbed 2 ** n heads
        above = np.take_along_axis(above, above, axis=1)
    is_one = ((heads == 0) & real).sum(axis=1) == 1
    return np.asarray(is_one & ~above.any(axis=1), bool)


def _tree_of_one_root(scores: Floats, price: float) -> Ints:
    """Return the best tree with one root of a sentence: (words,).

    scores: (words, 1 + words). price: of a root, at first.
    """
    n = len(scores)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= price
    for dearer in _dearer(square):
        tree = _arborescence(square)[1:]
        if int(np.count_nonzero(tree)) == n - 1:
            break
        square[1:, 0] -= dearer
    return tree


def _dearer(square: Doubles) -> Iterator[float]:
    """Say how much more a root costs each time that a tree has several; in the end enough."""
    yield from _DEARER
    finite = square[np.isfinite(square)]
    yield len(square) * float(finite.max() - finite.min()) + 1
    yield 0.0


class _Circle(NamedTuple):
    """Nodes that were made one, the first of them, when the best heads went in a circle."""

    members: list[int]
    heads: list[int]  # of the members, in the circle
    way_in: Ints  # by head of the one: the index of the member that takes it best


def _arborescence(scores: Doubles) -> Ints:
    """Return the heads of the best tree below node 0 (Chu and Liu 1965, Edmonds 1967).

    scores: (nodes, nodes), of each node (row) with each head. From each node the best heads are
    followed up to the root; where they meet their own way, the circle becomes one node, in place:
    its row says what it is worth to enter it from each node.
    """
    scores = scores.copy()
    heads: list[int] = scores.argmax(axis=1).tolist()
    one_of = np.arange(len(heads))  # the node that each was made one with
    is_done = [True] + [False] * (len(heads) - 1)  # leads to the root
    circles: list[_Circle] = []
    for start in range(1, len(heads)):
        way: list[int] = []
        node = int(one_of[start])
        while not is_done[node]:
            if node in way:
                at = way.index(node)
                circles.append(_made_one(scores, heads, one_of, way[at:]))
                del way[at + 1 :]
                node = way[at]
            else:
                way.append(node)
            node = int(one_of[heads[node]])
        for passed in way:
            is_done[passed] = True
    for members, inside, way_in in reversed(circles):
        entered = heads[members[0]]
        for member, head in zip(members, inside, strict=True):
            heads[member] = head
        heads[members[way_in[entered]]] = entered
    heads[0] = 0
    return np.array(heads, np.int64)


def _made_one(scores: Doubles, heads: list[int], one_of: Ints, members: list[int]) -> _Circle:
    """Make the nodes of a circle one, the first; what enters it breaks it at the best place."""
    inside = [heads[member] for member in members]
    one, best = members[0], scores[members[0]]
    best -= best[inside[0]]
    way_in = np.zeros(len(best), np.int64)
    for k, member in enumerate(members[1:], start=1):
        row = scores[member]
        row -= row[inside[k]]
        np.putmask(way_in, row > best, k)
        np.maximum(best, row, out=best)
        np.putmask(one_of, one_of == member, one)
    np.putmask(best, one_of == one, -np.inf)
    heads[one] = int(best.argmax())
    return _Circle(members, inside, way_in)
