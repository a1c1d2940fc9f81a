"""Words that say whether somebody checked -> verifications, and the statements each may cover."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.reading.scores import Extras, Ints, Scores, pair_scores
from onrecord.reading.spans import WordSpan, decode_spans, sigmoid

LIKELY = 0.1  # lowest probability with which a statement is covered that is kept


class WordVerification(NamedTuple):
    """A clause about a check, and words that stand for statements it may cover."""

    span: WordSpan  # kind: index in OUTCOMES
    covers: tuple[tuple[int, float], ...]  # word, probability


def decode_verifications(
    scores: Scores, extras: Extras, borders: frozenset[int], anchors: Sequence[int]
) -> list[WordVerification]:
    """Return the verifications of a text in order.

    anchors: the words that stand for statements: the first of a cue, of a quotation without one.
    """
    spans = decode_spans(scores.tag("check"), borders) if scores.knows("check") else []
    rows = np.array([span.first for span in spans], np.int64)
    covers = belonging(scores, extras, "check", rows, np.array(anchors, np.int64))
    return [WordVerification(*both) for both in zip(spans, covers, strict=True)]


def belonging(
    scores: Scores, extras: Extras, name: str, rows: Ints, columns: Ints
) -> list[tuple[tuple[int, float], ...]]:
    """Return for each row the words of the columns that belong to it, with their probability."""
    if not len(rows) or not len(columns) or f"{name}_distance" not in extras:
        return [() for _ in rows]
    shares = sigmoid(pair_scores(scores, extras, name, rows, columns))
    return [
        tuple((int(columns[k]), float(row[k])) for k in np.flatnonzero(row >= LIKELY))
        for row in shares
    ]
