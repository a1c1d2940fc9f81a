"""Sources, cues and contents -> attributions: what belongs to each cue."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

import numpy as np

from onrecord.reading.anaphors import likely_head
from onrecord.reading.reaches import FARTHEST, LEAST, Asked, Reach, reaches, sought
from onrecord.reading.scores import Extras, Floats, Scores
from onrecord.reading.spans import WordSpan, decode_spans, sigmoid, softmax
from onrecord.reading.syntax import decode_sentences
from onrecord.reading.windows import SHAPES, Encoded

KEPT = 0.3  # lowest probability of an attribution; .25 to .4 give the same linked F1 but for .01
DOUBT = 1.5  # how much less sure of "no cue here" it takes to look at a word as a cue
TOLD = 0.1  # lowest probability that somebody tells of it: the statements weigh it with the syntax
EVIDENCE = 8  # numbers that tell how likely an attribution is one
_PUNCTUATION = SHAPES.index("other")


class WordAttribution(NamedTuple):
    """An attribution in words of the text; () = none. Its content may contain others."""

    source: tuple[WordSpan, ...]
    cue: WordSpan
    content: tuple[WordSpan, ...]
    score: float
    teller: WordSpan | None = None  # the source of who tells of it


class Candidate(NamedTuple):
    """A possible attribution, and the evidence for how likely it is one."""

    attribution: WordAttribution
    evidence: Floats  # (EVIDENCE,)


def decode_attributions(scores: Scores, extras: Extras, encoded: Encoded) -> list[WordAttribution]:
    """Return the attributions of a text in the order of their cues; each has a source or content.

    score: the probability that source, cue and content are right and belong together, by a logistic
    regression over what the model says about each (`training/reader/sureness.py`).
    """
    some = candidates(scores, extras, encoded)
    if not some:
        return []
    sure = sigmoid(np.stack([one.evidence for one in some]) @ extras["sureness"]).tolist()
    found = [
        one.attribution._replace(score=score)
        for one, score in zip(some, sure, strict=True)
        if score >= KEPT
    ]
    tellers = _tellers(scores, extras, encoded, [one.cue.first for one in found])
    return [one._replace(teller=of) for one, of in zip(found, tellers, strict=True)]


def _tellers(
    scores: Scores, extras: Extras, encoded: Encoded, cues: Sequence[int]
) -> list[WordSpan | None]:
    """Return through whom the story has each: who tells may be named sentences before.

    Where begin and end fall into different sentences, the one it begins in has the name.
    """
    if "teller_start_distance" not in extras:
        return [None for _ in cues]
    stops = [last for _, last in decode_sentences(scores, encoded.borders)]
    asked = [Asked(cue, 0, len(scores.tags)) for cue in cues]
    told = sought(scores, "teller", "source")  # the source of its own attribution
    return [
        WordSpan(one.first, min(one.last, stops[bisect_right(stops, one.first)]), 0, one.share)
        if one
        else None
        for one in reaches(scores, extras, told, asked, least=TOLD)
    ]


class WordSense(NamedTuple):
    """Indices in the labels of a head, with their probability."""

    manner: tuple[int, float]
    certainty: tuple[int, float]
    grade: tuple[int, float] | None  # None: no source


def decode_senses(
    scores: Scores, words: Sequence[str], attributions: Sequence[WordAttribution]
) -> list[WordSense | None]:
    """Return what each cue and its source are; None where the weights do not tell.

    words: of the text, in lower case.
    """
    if not scores.knows("certainty") or not attributions:
        return [None for _ in attributions]
    cues = [one.cue.first for one in attributions]
    heads = [likely_head(words, p.first, p.last) for one in attributions for p in one.source[:1]]
    grades = iter(_best_labels(scores, "grade", heads))
    return [
        WordSense(manner, certainty, next(grades) if one.source else None)
        for one, manner, certainty in zip(
            attributions,
            _best_labels(scores, "manner", cues),
            _best_labels(scores, "certainty", cues),
            strict=True,
        )
    ]


def _best_labels(scores: Scores, head: str, words: Sequence[int]) -> list[tuple[int, float]]:
    if not words:
        return []
    shares = softmax(scores.tag(head)[words])
    return list(zip(shares.argmax(axis=1).tolist(), shares.max(axis=1).tolist(), strict=True))


def candidates(scores: Scores, extras: Extras, encoded: Encoded) -> list[Candidate]:
    """Return possible attributions: for more cues than the likeliest tags have.

    A cue reaches no farther than its paragraph, for a content also over quotations that open the
    next ones. Source and content go from the likeliest begin to the likeliest end; what of the cue
    and the source stands within the content cuts it in pieces.
    """
    cues = _cues(scores, encoded)
    if not cues:
        return []
    reached = [
        reaches(scores, extras, sought(scores, name, name), asked)
        for name, asked in zip(("source", "content"), _asked(encoded, cues), strict=True)
    ]
    layout = _Layout.of(encoded)
    evidence = _evidence(scores, cues, reached)
    found = [
        Candidate(_attribution(layout, cue, source, content), row)
        for cue, source, content, row in zip(cues, *reached, evidence, strict=True)
    ]
    return [one for one in found if one.attribution.source or one.attribution.content]


def _asked(encoded: Encoded, cues: Sequence[WordSpan]) -> tuple[list[Asked], list[Asked]]:
    """Return where the source of each cue is looked for, and where its content is."""
    bounds = sorted({0, *encoded.starts, len(encoded.words)})
    opened = encoded.opening_quotes()
    sources, contents = [], []
    for cue in cues:
        k = bisect_right(bounds, cue.first)
        first, last = bounds[k - 1], bounds[k]
        sources.append(Asked(cue.first, first, last))
        while k + 1 < len(bounds) and last in opened and last - cue.first < FARTHEST:
            k += 1
            last = bounds[k]
        contents.append(Asked(cue.first, first, last))
    return sources, contents


def _cues(scores: Scores, encoded: Encoded) -> list[WordSpan]:
    """Return the likeliest cues, and between them words that may be one.

    Where a cue is sure its edges are those of the likeliest tags: doubt makes cues longer.
    """
    logits = scores.tag("cue")
    sure = decode_spans(logits, encoded.starts)
    taken = {i for cue in sure for i in range(cue.first, cue.last)}
    doubtful = decode_spans(logits - np.array([DOUBT, 0, 0], np.float32), encoded.starts)
    more = [cue for cue in doubtful if taken.isdisjoint(range(cue.first, cue.last))]
    return sorted([*sure, *more], key=lambda cue: cue.first)


def _evidence(
    scores: Scores, cues: Sequence[WordSpan], reached: Sequence[Sequence[Reach | None]]
) -> Floats:
    """Return what tells how likely the attribution of each cue is one: (cues, EVIDENCE)."""
    n_words = [cue.last - cue.first for cue in cues]
    words = np.concatenate([np.arange(cue.first, cue.last) for cue in cues])
    outside = np.clip(softmax(scores.tag("cue")[words])[:, 0], LEAST, 1 - LEAST)
    odds = np.log(1 - outside) - np.log(outside)
    at = np.cumsum([0, *n_words[:-1]])
    out = np.ones((len(cues), EVIDENCE), np.float32)
    out[:, 2] = n_words
    out[:, 0] = np.add.reduceat(odds, at) / out[:, 2]
    out[:, 1] = np.maximum.reduceat(odds, at)
    for column, found in zip((4, 6), reached, strict=True):
        out[:, column] = [one is not None for one in found]
        out[:, column + 1] = [log(one.score) if one else 0.0 for one in found]
    return out


class _Layout(NamedTuple):
    """Where the paragraphs of a text begin, and how many words stand before each."""

    starts: list[int]
    n_before: list[int]  # signs that are no words left out

    @classmethod
    def of(cls, encoded: Encoded) -> "_Layout":
        before = np.concatenate(([0], np.cumsum(encoded.shapes != _PUNCTUATION)))
        return cls(sorted(encoded.starts), before.tolist())


def _attribution(
    layout: _Layout, cue: WordSpan, source: Reach | None, content: Reach | None
) -> WordAttribution:
    own = [(cue.first, cue.last)]
    sources = _pieces(layout, source, own)
    if content and source and not (source.first <= content.first and content.last <= source.last):
        own.append((source.first, source.last))
    return WordAttribution(sources, cue, _pieces(layout, content, own), cue.score)


def _pieces(
    layout: _Layout, reach: Reach | None, taken: Sequence[tuple[int, int]]
) -> tuple[WordSpan, ...]:
    """Cut a stretch where words are taken, and at paragraphs; no piece is punctuation alone."""
    if reach is None:
        return ()
    first, last = reach.first, reach.last
    starts = layout.starts[bisect_right(layout.starts, first) : bisect_left(layout.starts, last)]
    edges = (edge for place in taken for edge in place if first < edge < last)
    return tuple(
        WordSpan(begin, end, 0, reach.score)
        for begin, end in pairwise(sorted({first, last, *starts, *edges}))
        if layout.n_before[begin] < layout.n_before[end]
        and not any(a <= begin < b for a, b in taken)
    )
