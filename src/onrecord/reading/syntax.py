"""Who governs whom: sentences, parts of speech and dependency trees."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from onrecord.reading.labels import RELATIONS, UPOS
from onrecord.reading.scores import Extras, Floats, Ints, Scores, arc_scores, relation_scores

LONGEST_SENTENCE = 200  # words; a longer one is a list or a table, and is cut
_MOST_ROOTS = 12  # of a sentence that are tried one by one
_ROOT = RELATIONS.index("root")


def decode_sentences(scores: Scores, borders: frozenset[int]) -> list[tuple[int, int]]:
    """Return the sentences of a text as ranges of words; none crosses a paragraph."""
    logits = scores.tag("sentence")
    n = len(logits)
    starts = set(np.flatnonzero(logits[:, 1] > logits[:, 0]).tolist()) | {0} | set(borders)
    ordered = [*sorted(i for i in starts if i < n), n]
    ranges = []
    for first, last in pairwise(ordered):
        for at in range(first, last, LONGEST_SENTENCE):
            ranges.append((at, min(at + LONGEST_SENTENCE, last)))
    return ranges


def decode_tags(scores: Scores) -> list[str]:
    """Return the part of speech of each word."""
    return [UPOS[i] for i in scores.tag("upos").argmax(axis=1).tolist()]


def decode_trees(
    scores: Scores, extras: Extras, sentences: list[tuple[int, int]]
) -> tuple[Ints, list[str]]:
    """Return for each word its head, a word of its own sentence or -1, and its relation to it."""
    heads = np.full(len(scores.tags), -1, np.int64)
    for first, last in sentences:
        tree = best_tree(arc_scores(scores, extras, first, last))
        heads[first:last] = np.where(tree > 0, tree - 1 + first, -1)
    words = np.arange(len(heads))
    labels = relation_scores(scores, extras, words, heads)
    is_root = heads < 0
    labels[~is_root, _ROOT] = -np.inf
    best = labels.argmax(axis=1)
    best[is_root] = _ROOT
    return heads, [RELATIONS[i] for i in best.tolist()]


def best_tree(scores: Floats) -> Ints:
    """Return the head of each word in the best tree with one root: 0 = root, else 1 + word.

    scores: (words, 1 + words), of each word with each head; column 0 is the root. Where the best
    heads of all words are no tree, the algorithm of Chu, Liu and Edmonds is run for each root that
    could still win; where those are many, once with roots so dear that the best tree has but one,
    which takes longer for a sentence of words and less for a line of signs.
    No word may be its own head: that score is -inf.
    """
    best: Ints = scores.argmax(axis=1)
    if _is_tree(best):
        return best
    inner = scores[:, 1:].max(axis=1)
    gains = scores[:, 0] - inner  # what it is worth to make each word the root, cycles or not
    highest = -np.inf
    for tried, root in enumerate(np.argsort(-gains, kind="stable").tolist()):
        if inner.sum() + gains[root] <= highest:
            return best
        if tried == _MOST_ROOTS:
            return _tree_of_dear_roots(scores)
        tree = _tree_below(scores, root)
        value = float(scores[np.arange(len(tree)), tree].sum())
        if value > highest:
            best, highest = tree, value
    return best


def _tree_below(scores: Floats, root: int) -> Ints:
    """Return the best tree in which one word is the root."""
    plain: Ints = 1 + scores[:, 1:].argmax(axis=1)
    plain[root] = 0
    if _is_tree(plain):
        return plain
    n = len(scores)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:, 1:] = scores[:, 1:]
    square[root + 1] = -np.inf
    square[root + 1, 0] = scores[root, 0]
    return _arborescence(square)[1:]


def _tree_of_dear_roots(scores: Floats) -> Ints:
    n = len(scores)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = scores
    finite = scores[np.isfinite(scores)]
    square[1:, 0] -= n * float(finite.max() - finite.min()) + 1
    return _arborescence(square)[1:]


def _is_tree(heads: Ints) -> bool:
    if int((heads == 0).sum()) != 1:
        return False
    above = np.concatenate(([0], heads))
    for _ in range(len(above).bit_length()):  # after n steps everything has climbed 2 ** n heads
        above = above[above]
    return not above.any()


class _Cycle(NamedTuple):
    """Nodes that were made one, the first of them, when the best heads went in a circle."""

    members: list[int]
    heads: list[int]  # of the members, in the circle
    way_in: Ints  # by head of the one: the member that takes it best
    way_out: Ints  # by node: the member that is its best head


def _arborescence(scores: Floats) -> Ints:
    """Return the heads of the best tree below node 0 (Chu and Liu 1965, Edmonds 1967).

    scores: (nodes, nodes), of each node (row) with each head. From each node the best heads are
    followed up to the root; where they meet their own way, the circle becomes one node, in place.
    """
    scores = scores.copy()
    heads: list[int] = scores.argmax(axis=1).tolist()
    is_done = [True] + [False] * (len(heads) - 1)  # leads to the root
    cycles: list[_Cycle] = []
    for start in range(1, len(heads)):
        way: list[int] = []
        node = start
        while not is_done[node]:
            if node in way:
                at = way.index(node)
                cycle = _made_one(scores, heads, way[at:])
                cycles.append(cycle)
                del way[at:]
                node = cycle.members[0]
            way.append(node)
            node = heads[node]
        for passed in way:
            is_done[passed] = True
    return _taken_apart(heads, cycles)


def _made_one(scores: Floats, heads: list[int], members: list[int]) -> _Cycle:
    """Make the nodes of a circle one, the first; what enters it breaks it at the best place."""
    inside = [heads[member] for member in members]
    entering = scores[members] - scores[members, inside][:, None]
    leaving = scores[:, members]
    ways = np.array(members)
    cycle = _Cycle(members, inside, ways[entering.argmax(axis=0)], ways[leaving.argmax(axis=1)])
    one = members[0]
    scores[one] = entering.max(axis=0)
    scores[:, one] = leaving.max(axis=1)
    scores[:, members[1:]] = -np.inf
    scores[one, one] = -np.inf
    gone = set(members)
    heads[:] = [one if head in gone else head for head in heads]
    heads[one] = int(scores[one].argmax())
    return cycle


def _taken_apart(heads: list[int], cycles: list[_Cycle]) -> Ints:
    """Return the heads of all nodes, those that were made one among them."""
    out = np.array(heads, np.int64)
    out[0] = 0
    for members, inside, way_in, way_out in reversed(cycles):
        above = int(out[members[0]])
        below = np.flatnonzero(out == members[0])
        out[below] = way_out[below]
        out[members] = inside
        out[way_in[above]] = above
    return out
