"""Sources, cues and contents -> attributions: which of them belong together."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.reading.scores import Extras, Floats, Ints, Scores, link_scores
from onrecord.reading.spans import WordSpan, decode_spans, sigmoid

LINKED = 0.2  # lowest probability at which a part belongs to its likeliest cue
NEAREST = 80  # words; of training links one in a thousand is longer, and the model never saw them


class WordAttribution(NamedTuple):
    """An attribution in words of the text; () = none."""

    source: tuple[WordSpan, ...]
    cue: WordSpan
    content: tuple[WordSpan, ...]
    score: float


def decode_attributions(
    scores: Scores,
    extras: Extras,
    borders: frozenset[int],
    carried_on: frozenset[int] = frozenset(),
) -> list[WordAttribution]:
    """Return the attributions of a text in the order of their cues; each has a source or content.

    Each piece of a content belongs to its likeliest cue, and each cue has its likeliest source:
    several cues may share a source, and a content may be in pieces.
    carried_on: quotation marks that open a paragraph; what they open may belong to the one before.
    """
    cues = decode_spans(scores.tag("cue"), borders)
    if not cues:
        return []
    sources = decode_spans(scores.tag("source"), borders)
    contents = decode_spans(scores.tag("content"), borders)
    at = np.array([cue.first for cue in cues])
    bounds = sorted({0, *borders})
    source_of = _links(scores, extras, "source", sources, at)
    source_of[~_in_reach(sources, at, bounds, frozenset())] = 0
    source_of = source_of.T
    cue_of = _links(scores, extras, "content", contents, at)
    cue_of[~_in_reach(contents, at, bounds, carried_on)] = 0
    pieces: dict[int, list[tuple[WordSpan, float]]] = {}
    for i, content in enumerate(contents):
        best = int(cue_of[i].argmax())
        if cue_of[i, best] >= LINKED:
            pieces.setdefault(best, []).append((content, float(cue_of[i, best])))
    found = []
    for k, cue in enumerate(cues):
        parts = pieces.get(k, [])
        source: tuple[WordSpan, ...] = ()
        sure: list[float] = []
        if len(sources) and source_of[k].max() >= LINKED:
            best = int(source_of[k].argmax())
            source, sure = (sources[best],), [float(source_of[k, best])]
        if not (source or parts):
            continue
        marks = [cue.score, *(s.score for s in source), *(c.score for c, _ in parts)]
        score = min((*marks, *sure, *(link for _, link in parts)))
        found.append(WordAttribution(source, cue, tuple(c for c, _ in parts), score))
    return found


def _links(scores: Scores, extras: Extras, name: str, spans: list[WordSpan], cues: Ints) -> Floats:
    """Return the probability that each span belongs to each cue: (spans, cues)."""
    words = np.array([span.first for span in spans], np.int64)
    links = sigmoid(link_scores(scores, extras, name, words, cues))
    links[np.abs(words[:, None] - cues[None, :]) > NEAREST] = 0
    return links


def _in_reach(
    spans: list[WordSpan], cues: Ints, bounds: list[int], carried_on: frozenset[int]
) -> npt.NDArray[np.bool_]:
    """Say whether each span can belong to each cue: (spans, cues).

    A cue reaches no farther than its paragraph: the model cannot tell from afar. A quotation that
    opens the next paragraph is in reach too.
    """
    firsts = np.array([span.first for span in spans], np.int64)
    paragraph = np.searchsorted(bounds, firsts, side="right")
    apart = paragraph[:, None] - np.searchsorted(bounds, cues, side="right")[None, :]
    opens = np.array([{f, f - 1} & carried_on != set() for f in firsts.tolist()], bool)
    return np.asarray((apart == 0) | ((apart == 1) & opens[:, None]), bool)
