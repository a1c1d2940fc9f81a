"""Tags -> spans: the best sequence of tags that can be one, and the spans in it."""

from bisect import bisect_right
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.reading.labels import NAME_KINDS

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class WordSpan(NamedTuple):
    """Words [first, last) of a text with a kind."""

    first: int
    last: int
    kind: int  # index among the head's kinds
    score: float  # mean probability of its words


def decode_spans(logits: Floats, borders: frozenset[int]) -> list[WordSpan]:
    """Return the spans of the likeliest possible tags of a text.

    logits: (words, 1 + 2 · kinds), "outside", then begin and inside of each kind in turn.
    borders: words that begin a paragraph; no span goes on there.
    """
    if not len(logits):
        return []
    tags = best_tags(logits, borders)
    probabilities = softmax(logits)[np.arange(len(tags)), tags]
    begins = np.flatnonzero((tags > 0) & (tags % 2 == 1))
    spans = []
    for first in begins.tolist():
        last = first + 1
        while last < len(tags) and tags[last] == tags[first] + 1:
            last += 1
        score = float(probabilities[first:last].mean())
        spans.append(WordSpan(first, last, int(tags[first]) // 2, score))
    return spans


def teams_as_organisations(names: list[WordSpan], team: Floats) -> list[WordSpan]:
    """Call a place an organisation where most of its words stand for a team: "Italy beat Wales".

    team: (words, 2), logits of "no" and "yes"; no columns if the weights know nothing of teams.
    """
    if not team.shape[1]:
        return names
    place, organisation = NAME_KINDS.index("place"), NAME_KINDS.index("organisation")
    is_team = team[:, 1] > team[:, 0]
    called = []
    for name in names:
        n_team = int(is_team[name.first : name.last].sum())
        is_called = name.kind == place and 2 * n_team > name.last - name.first
        called.append(name._replace(kind=organisation) if is_called else name)
    return called


def best_tags(logits: Floats, borders: frozenset[int]) -> Ints:
    """Return the likeliest tags in which every "inside" follows its own "begin" or "inside".

    The likeliest tag of each word is the answer wherever that is possible; a paragraph with an
    impossible step is decided as a whole (Viterbi 1967).
    """
    tags: Ints = logits.argmax(axis=1)
    wrong = np.flatnonzero(_is_impossible(tags, borders))
    bounds = [*sorted({0, *(i for i in borders if 0 < i < len(tags))}), len(tags)]
    for k in sorted({bisect_right(bounds, at) - 1 for at in wrong.tolist()}):
        tags[bounds[k] : bounds[k + 1]] = _viterbi(logits[bounds[k] : bounds[k + 1]])
    return tags


def _is_impossible(tags: Ints, borders: frozenset[int]) -> npt.NDArray[np.bool_]:
    inside = (tags > 0) & (tags % 2 == 0)
    before = np.concatenate(([0], tags[:-1]))
    follows = (before == tags) | (before == tags - 1)
    at_border = np.zeros(len(tags), bool)
    at_border[[i for i in borders if i < len(tags)]] = True
    return np.asarray(inside & (~follows | at_border), bool)


def _viterbi(logits: Floats) -> Ints:
    n, size = logits.shape
    allowed = np.zeros((size, size))
    starting = np.zeros(size)
    for tag in range(2, size, 2):
        starting[tag] = allowed[:, tag] = -np.inf
        allowed[tag, tag] = allowed[tag - 1, tag] = 0
    best: npt.NDArray[np.float64] = logits[0] + starting
    back = np.zeros((n, size), np.int64)
    for i in range(1, n):
        step = best[:, None] + allowed
        back[i] = step.argmax(axis=0)
        best = step.max(axis=0) + logits[i]
    tags = np.zeros(n, np.int64)
    tags[-1] = best.argmax()
    for i in range(n - 1, 0, -1):
        tags[i - 1] = back[i, tags[i]]
    return tags


def softmax(logits: Floats) -> Floats:
    """Turn logits into probabilities along the last axis."""
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Turn logits into probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)
