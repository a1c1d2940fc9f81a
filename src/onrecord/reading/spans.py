"""Tags -> spans: the best sequence of tags that can be one, and the spans in it."""

from bisect import bisect_right
from math import inf
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_FEW_LABELS = 32  # no more than these are summed up label by label


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
    first = np.flatnonzero(tags % 2 == 1)
    if not len(first):
        return []
    inside = np.flatnonzero(tags > 0)
    chances = softmax(logits[inside])[np.arange(len(inside)), tags[inside]]
    at = np.searchsorted(inside, first)  # no span holds a word that is outside
    n_words = np.diff(at, append=len(inside))
    score = np.add.reduceat(chances, at) / n_words.astype(np.float32)
    columns = (first, first + n_words, tags[first] // 2, score)
    return [WordSpan(*row) for row in zip(*(one.tolist() for one in columns), strict=True)]


def best_tags(logits: Floats, borders: frozenset[int]) -> Ints:
    """Return the likeliest tags in which every "inside" follows its own "begin" or "inside".

    The likeliest tag of each word is the answer wherever that is possible; a paragraph with an
    impossible step is decided as a whole (Viterbi 1967).
    """
    tags: Ints = logits.argmax(axis=1)
    wrong = np.flatnonzero(_is_impossible(tags, borders))
    if not len(wrong):
        return tags
    bounds = [*sorted({0, *(i for i in borders if 0 < i < len(tags))}), len(tags)]
    for k in sorted({bisect_right(bounds, at) - 1 for at in wrong.tolist()}):
        tags[bounds[k] : bounds[k + 1]] = _viterbi(logits[bounds[k] : bounds[k + 1]])
    return tags


def _is_impossible(tags: Ints, borders: frozenset[int]) -> npt.NDArray[np.bool_]:
    inside: npt.NDArray[np.bool_] = (tags > 0) & (tags % 2 == 0)
    if not inside.any():
        return inside
    before = np.concatenate(([0], tags[:-1]))
    follows = (before == tags) | (before == tags - 1)
    follows[[i for i in borders if i < len(tags)]] = False
    return np.asarray(inside & ~follows, bool)


def _viterbi(logits: Floats) -> list[int]:
    """Return the best tags of a paragraph, the first of those that are as good.

    "Outside" and every "begin" may follow anything, "inside" its own kind alone: two numbers to
    compare, for which arrays would take longer.
    """
    rows: list[list[float]] = logits.astype(np.float64).tolist()
    best = [-inf if tag and tag % 2 == 0 else value for tag, value in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        highest = max(best)
        likeliest = best.index(highest)
        came = [likeliest] * len(row)
        total = [highest + value for value in row]
        for tag in range(2, len(row), 2):
            came[tag] = tag - 1 if best[tag - 1] >= best[tag] else tag
            total[tag] = best[came[tag]] + row[tag]
        back.append(came)
        best = total
    tags = [best.index(max(best))]
    for came in reversed(back):
        tags.append(came[tags[-1]])
    return tags[::-1]


def softmax(logits: Floats) -> Floats:
    """Turn logits into probabilities along the last axis."""
    if logits.shape[-1] > _FEW_LABELS and not logits.flags.f_contiguous:
        e = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return np.asarray(e / e.sum(axis=-1, keepdims=True), np.float32)
    e = np.array(logits.T, order="C")  # of few numbers each, a sum takes long to begin
    np.exp(e - e.max(axis=0), out=e)
    return np.asarray((e / e.sum(axis=0)).T, np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Turn logits into probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)
