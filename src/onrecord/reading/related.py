"""What one statement has to do with another, by the model: both are read as one text.

The mark between the two is labelled like any word; what its label sees is both sides.
"""

import re

import numpy as np

from onrecord.reading import session
from onrecord.reading.session import Weights
from onrecord.reading.windows import encode, windows_of
from onrecord.reading.words import words_of

MARK = "|"
_MOST = 400  # characters of a side: more than any statement needs to be known by
_SPACE = re.compile(r"\s+")

Likelihoods = tuple[float, ...]  # logarithms of probabilities, in the order of the labels


def beside(one: str, other: str) -> tuple[str, int]:
    """Set two sides beside each other: the text, and where the mark between them stands."""
    first = _cut(one)
    return f"{first} {MARK} {_cut(other)}", len(first) + 1


def relate(weights: Weights, one: str, other: str, head: str) -> Likelihoods:
    """Return how likely each label of a pair is; () of weights without that head.

    head: "related", or "difference" as ClaimDiff has it.
    """
    text, mark = beside(one, other)
    encoded = encode(text, words_of(text), weights.tokenizer)
    scores = session.run(weights, encoded, windows_of(encoded))
    if not scores.knows(head):
        return ()
    (at,) = (i for i, (start, _) in enumerate(encoded.words) if start == mark)
    logits = scores.tag(head)[at].astype(np.float64)
    logits -= logits.max()
    return tuple((logits - np.log(np.exp(logits).sum())).round(4).tolist())


def _cut(side: str) -> str:
    """Return a side on one line and not too long; a mark of its own is none."""
    plain = _SPACE.sub(" ", side.replace(MARK, "/")).strip()
    return plain if len(plain) <= _MOST else plain[:_MOST].rpartition(" ")[0] or plain[:_MOST]
