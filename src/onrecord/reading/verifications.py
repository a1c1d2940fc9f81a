"""Words that say whether somebody checked -> verifications, and the statements each may cover."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.reading.scores import Extras, Ints, Scores, pair_scores
from onrecord.reading.spans import Floats, WordSpan, decode_spans, sigmoid, softmax

LIKELY = 0.1  # lowest probability with which words belong to others that is kept
# Where it is another: how unlikely it is that a check covers a statement is evidence as well.
_LIKELY_OF = {"check": 0.01}
# How much likelier, in logits, words are taken for a check than the model says. Whether they are
# one is weighed later, with all else that is known: the likeliest tags alone find four of seven
# checks of stories not seen, with 3 it is four of five.
_DOUBT = 3.0
_OUTSIDE = 99.0  # logit of what is taken


class WordVerification(NamedTuple):
    """A clause about a check, and words that stand for statements it may cover."""

    span: WordSpan  # kind: index in OUTCOMES
    covers: tuple[tuple[int, float], ...]  # word, probability
    shares: tuple[float, ...]  # mean probability of its words, by outcome


def decode_verifications(
    scores: Scores, extras: Extras, borders: frozenset[int], anchors: Sequence[int]
) -> list[WordVerification]:
    """Return the verifications of a text in order, those that are hardly likely too.

    anchors: the words that stand for statements: the first of a cue, of a quotation without one.
    """
    if not scores.knows("check"):
        return []
    logits = scores.tag("check")
    spans = possible_spans(logits, borders)
    chances = softmax(logits)
    shares = [tuple(_by_kind(chances[one.first : one.last]).tolist()) for one in spans]
    rows = np.array([span.first for span in spans], np.int64)
    covers = belonging(scores, extras, "check", rows, np.array(anchors, np.int64))
    scored = [one._replace(score=sum(all_)) for one, all_ in zip(spans, shares, strict=True)]
    return [WordVerification(*each) for each in zip(scored, covers, shares, strict=True)]


def possible_spans(logits: Floats, borders: frozenset[int]) -> list[WordSpan]:
    """Return the likeliest spans in order, and between them those that might be some."""
    found = decode_spans(logits, borders)
    doubted = np.array(logits)
    doubted[:, 0] -= _DOUBT
    for one in found:
        doubted[one.first : one.last, 0] = _OUTSIDE
    return sorted([*found, *decode_spans(doubted, borders)])


def _by_kind(chances: Floats) -> Floats:
    """Return the mean probability of each kind, of words (words, 1 + 2 · kinds)."""
    return np.asarray(chances.mean(axis=0)[1:].reshape(-1, 2).sum(axis=1))


def belonging(
    scores: Scores, extras: Extras, name: str, rows: Ints, columns: Ints
) -> list[tuple[tuple[int, float], ...]]:
    """Return for each row the words of the columns that belong to it, with their probability."""
    if not len(rows) or not len(columns) or f"{name}_distance" not in extras:
        return [() for _ in rows]
    least = _LIKELY_OF.get(name, LIKELY)
    shares = sigmoid(pair_scores(scores, extras, name, rows, columns))
    return [
        tuple((int(columns[k]), float(row[k])) for k in np.flatnonzero(row >= least))
        for row in shares
    ]
