"""Who governs whom: sentences, parts of speech and dependency trees."""

from itertools import pairwise

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


def _cycle_in(heads: Ints) -> list[int] | None:
    """Return the nodes of a cycle, if there is one; node 0 is the root."""
    state = np.zeros(len(heads), np.int64)  # 0 not seen, else number of the walk
    for start in range(1, len(heads)):
        node, walk = start, start
        while node != 0 and state[node] == 0:
            state[node] = walk
            node = int(heads[node])
        if node != 0 and state[node] == walk:
            cycle = [node]
            node = int(heads[node])
            while node != cycle[0]:
                cycle.append(node)
                node = int(heads[node])
            return cycle
    return None


def _arborescence(scores: Floats) -> Ints:
    """Return the heads of the best tree below node 0 (Chu and Liu 1965, Edmonds 1967).

    scores: (nodes, nodes), of each node (row) with each head.
    """
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle_in(heads)
    if cycle is None:
        return heads
    members = np.array(sorted(cycle))
    rest = np.array([i for i in range(len(scores)) if i not in set(cycle)])
    inside = scores[members, heads[members]]
    # The cycle becomes one node, the last: what enters it breaks it at the best place.
    entering = scores[np.ix_(members, rest)] - inside[:, None]
    leaving = scores[np.ix_(rest, members)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = entering.max(axis=0)
    small[:-1, -1] = leaving.max(axis=1)
    solved = _arborescence(small)
    out: Ints = heads.copy()
    for i, node in enumerate(rest.tolist()):
        if i and solved[i] == len(rest):
            out[node] = members[int(leaving[i].argmax())]
        elif i:
            out[node] = rest[solved[i]]
    way_in = int(solved[-1])
    broken = int(entering[:, way_in].argmax())
    out[members[broken]] = rest[way_in]
    return out
