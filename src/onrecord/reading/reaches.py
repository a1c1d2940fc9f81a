"""Cues -> what belongs to them: where it begins and ends, and how sure that is."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.reading.abreast import Bools
from onrecord.reading.scores import Extras, Floats, Ints, Scores, border_scores
from onrecord.reading.spans import softmax

FARTHEST = 200  # words from a cue to what belongs to it: the model never saw more at once
TAGGED = 0.75  # weight of the tags beside what the cue says itself: see docs/decisions.md
LEAST = 1e-6  # of a probability, so that no single word rules a stretch out
_STARTS = 8  # likeliest begins that are looked at
_AT_ONCE = 64  # cues scored together: bounds the memory
_NEVER = np.float32(-np.inf)

Doubles = npt.NDArray[np.float64]


class Reach(NamedTuple):
    """What belongs to a cue: words [first, last), and how sure that is."""

    first: int
    last: int
    score: float  # geometric mean of the probabilities of both ends
    share: float  # probability that it is there, beside that nothing is


class Asked(NamedTuple):
    """A cue, by its first word, and the words [first, last) to search."""

    cue: int
    first: int
    last: int


class _Within(NamedTuple):
    """The words in which is looked for what belongs to cues, a row each."""

    words: Ints  # (cues, words), filled up with the last
    real: Bools  # (cues, words) False where filled up
    cues: Ints  # (cues,)
    at: Ints  # (cues,) where in its row each cue is


class Source(NamedTuple):
    """What is looked for."""

    name: str  # of the products between words, see `border_scores`
    tags: Floats  # (2, words) logarithms of chances to be the first, and the last of it


def sought(scores: Scores, name: str, head: str) -> Source:
    """Say what is looked for; head: the one whose tags count for it."""
    of_words = softmax(scores.tag(head))
    begins, goes_on = of_words[:, 1], of_words[:, 2]
    behind = np.append(goes_on[1:], np.float32(0))
    log = [np.log(np.maximum(p, LEAST)) for p in (begins, begins + goes_on, 1 - behind)]
    return Source(name, np.stack([TAGGED * log[0], TAGGED * (log[1] + log[2])]))


def reaches(
    scores: Scores, extras: Extras, what: Source, asked: Sequence[Asked], *, least: float = 0.5
) -> list[Reach | None]:
    """Return, for each cue, the likeliest stretch that belongs to it; None if none does.

    A cue that has none points at itself (as in question answering, Devlin et al. 2019). least: how
    likely it must be that there is one.
    """
    found: list[Reach | None] = []
    for begin in range(0, len(asked), _AT_ONCE):
        within = _within(np.array(asked[begin : begin + _AT_ONCE], np.int64))
        owners = within.cues[:, None]
        logits = border_scores(scores, extras, what.name, owners, within.words)
        found += _likeliest(within, logits[:, :, 0], what.tags, least)
    return found


def _within(asked: Ints) -> _Within:
    cues = asked[:, 0]
    first = np.maximum(asked[:, 1], cues - FARTHEST)
    last = np.minimum(asked[:, 2], cues + FARTHEST)
    words = first[:, None] + np.arange((last - first).max())
    real = words < last[:, None]
    return _Within(np.minimum(words, last[:, None] - 1), real, cues, cues - first)


def _likeliest(within: _Within, logits: Floats, tags: Floats, least: float) -> list[Reach | None]:
    """Return the likeliest stretch of each row; logits: (2, cues, words)."""
    rows = np.arange(len(within.cues))
    filled = ~within.real
    logits[:, filled] = _NEVER
    chances = np.log(softmax(logits) + np.float32(1e-9))
    none = chances[:, rows, within.at].sum(axis=0)
    chances += tags[:, within.words]
    chances[:, filled] = chances[:, rows, within.at] = _NEVER
    first, last, value = _best_pairs(*chances)
    share = 1 / (1 + np.exp(none - value))
    start = within.words[:, 0]
    found = (start + first, start + last + 1, np.exp(value / 2), share)
    return [
        Reach(*one) if one[3] > least else None
        for one in zip(*(part.tolist() for part in found), strict=True)
    ]


def _best_pairs(starts: Floats, stops: Floats) -> tuple[Ints, Ints, Doubles]:
    """Return the likeliest begin and end of each row, the end not before the begin, and their sum.

    The sum is -inf where there is none.
    """
    rows = np.arange(len(starts))
    values = starts + np.maximum.accumulate(stops[:, ::-1], axis=1)[:, ::-1]  # best end behind
    if starts.shape[1] > _STARTS:
        values[starts < np.partition(starts, -_STARTS, axis=1)[:, -_STARTS, None]] = _NEVER
    first = values.argmax(axis=1)
    behind = np.arange(starts.shape[1]) >= first[:, None]
    last = np.where(behind, stops, _NEVER).argmax(axis=1)
    return first, last, values[rows, first].astype(np.float64)
