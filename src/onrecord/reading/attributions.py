"""Sources, cues and contents -> attributions: what belongs to each cue."""

from collections.abc import Sequence
from itertools import groupby
from math import exp
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.reading.anaphors import likely_head
from onrecord.reading.scores import Extras, Floats, Ints, Scores, border_scores
from onrecord.reading.spans import WordSpan, decode_spans, sigmoid, softmax
from onrecord.reading.windows import SHAPES, Encoded

FARTHEST = 200  # words from a cue to what belongs to it: the model never saw more at once
KEPT = 0.3  # lowest probability of an attribution; .25 to .4 give the same linked F1 but for .01
DOUBT = 1.5  # how much less sure of "no cue here" it takes to look at a word as a cue
TOLD = 0.1  # lowest probability that somebody tells of it: the statements weigh it with the syntax
TAGGED = 0.75  # weight of the tags beside what the cue says itself: see docs/decisions.md
EVIDENCE = 8  # numbers that tell how likely an attribution is one
_STARTS = 8  # likeliest begins that are looked at
_LEAST = 1e-6  # of a probability, so that no single word rules a stretch out
_PUNCTUATION = SHAPES.index("other")


class WordAttribution(NamedTuple):
    """An attribution in words of the text; () = none. Its content may hold other attributions."""

    source: tuple[WordSpan, ...]
    cue: WordSpan
    content: tuple[WordSpan, ...]
    score: float
    teller: WordSpan | None = None  # the source of who tells of it


class Candidate(NamedTuple):
    """What may be an attribution, and what tells how likely it is one."""

    attribution: WordAttribution
    evidence: Floats  # (EVIDENCE,)


class _Reach(NamedTuple):
    """From where to where something belongs to a cue: words [first, last), and how surely."""

    first: int
    last: int
    score: float  # geometric mean of the probabilities of both ends
    share: float  # probability that it is there, beside that nothing is


class _Tags(NamedTuple):
    """What the tags of a head say of each word, as logarithms of probabilities."""

    begins: Floats
    inside: Floats  # begins or goes on
    ends: Floats  # does not go on in the next word


class _Seen(NamedTuple):
    """What the model says of a text."""

    scores: Scores
    extras: Extras
    tags: dict[str, _Tags]  # by head


def decode_attributions(scores: Scores, extras: Extras, encoded: Encoded) -> list[WordAttribution]:
    """Return the attributions of a text in the order of their cues; each has a source or content.

    score: the probability that source, cue and content are right and belong together, by a logistic
    regression over what the model says of each (`training/reader/sureness.py`).
    """
    found = []
    seen = _Seen(scores, extras, {"teller": _tags(scores, "source")})  # of its own attribution
    for attribution, evidence in candidates(scores, extras, encoded):
        score = float(sigmoid(evidence @ extras["sureness"]))
        if score >= KEPT:
            teller = _teller(seen, attribution)
            found.append(attribution._replace(score=score, teller=teller))
    return found


def _teller(seen: _Seen, attribution: WordAttribution) -> WordSpan | None:
    """Return through whom the story has it: who tells may be named sentences before."""
    if "teller_start_distance" not in seen.extras:
        return None
    first = attribution.cue.first
    reach = _reach(seen, "teller", first, (0, len(seen.scores.tags)), least=TOLD)
    return WordSpan(reach.first, reach.last, 0, reach.share) if reach else None


class WordSense(NamedTuple):
    """Indices in the labels of a head, with their probability."""

    manner: tuple[int, float]
    certainty: tuple[int, float]
    grade: tuple[int, float] | None  # None: no source


def decode_senses(
    scores: Scores, words: Sequence[str], attributions: Sequence[WordAttribution]
) -> list[WordSense | None]:
    """Return what each cue and its source are; None where the weights know nothing of it.

    words: of the text, in lower case.
    """
    if not scores.knows("certainty"):
        return [None for _ in attributions]

    def best(head: str, i: int) -> tuple[int, float]:
        shares = softmax(scores.tag(head)[i : i + 1])[0]
        return int(shares.argmax()), float(shares.max())

    found: list[WordSense | None] = []
    for one in attributions:
        heads = [likely_head(words, piece.first, piece.last) for piece in one.source[:1]]
        found.append(
            WordSense(
                best("manner", one.cue.first),
                best("certainty", one.cue.first),
                best("grade", heads[0]) if heads else None,
            )
        )
    return found


def candidates(scores: Scores, extras: Extras, encoded: Encoded) -> list[Candidate]:
    """Return what may be an attribution: more cues than the likeliest tags have.

    A cue reaches no farther than its paragraph, for a content also over quotations that open the
    next ones. Source and content go from the likeliest begin to the likeliest end; what of the cue
    and the source stands within the content cuts it in pieces.
    """
    cues = _cues(scores, encoded)
    bounds = np.array(sorted({0, *encoded.starts, len(encoded.words)}), np.int64)
    opened = encoded.opening_quotes()
    seen = _Seen(scores, extras, {name: _tags(scores, name) for name in ("source", "content")})
    found = []
    for cue in cues:
        k = int(np.searchsorted(bounds, cue.first, side="right"))
        first, last = int(bounds[k - 1]), int(bounds[k])
        source = _reach(seen, "source", cue.first, (first, last))
        while k + 1 < len(bounds) and last in opened and last - cue.first < FARTHEST:
            k += 1
            last = int(bounds[k])
        content = _reach(seen, "content", cue.first, (first, last))
        attribution = _attribution(encoded, cue, source, content)
        if attribution.source or attribution.content:
            found.append(Candidate(attribution, _evidence(scores, cue, source, content)))
    return found


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
    scores: Scores, cue: WordSpan, source: _Reach | None, content: _Reach | None
) -> Floats:
    outside = np.clip(softmax(scores.tag("cue")[cue.first : cue.last])[:, 0], _LEAST, 1 - _LEAST)
    odds = np.log(1 - outside) - np.log(outside)
    row = [float(odds.mean()), float(odds.max()), float(cue.last - cue.first), 1.0]
    for reach in (source, content):
        row += [1.0, float(np.log(reach.score))] if reach else [0.0, 0.0]
    return np.array(row, np.float32)


def _tags(scores: Scores, name: str) -> _Tags:
    of_words = softmax(scores.tag(name))
    begins, goes_on = of_words[:, 1], of_words[:, 2]
    behind = np.append(goes_on[1:], np.float32(0))
    return _Tags(*(np.log(np.maximum(p, _LEAST)) for p in (begins, begins + goes_on, 1 - behind)))


def _reach(
    seen: _Seen, name: str, cue: int, within: tuple[int, int], *, least: float = 0.5
) -> _Reach | None:
    """Return the likeliest stretch that belongs to a cue, None if none does.

    A cue that has none points at itself (as in question answering, Devlin et al. 2019).
    least: how likely it must be that one does.
    """
    lo, hi = max(within[0], cue - FARTHEST), min(within[1], cue + FARTHEST)
    begins, ends = border_scores(seen.scores, seen.extras, name, np.array([cue]), (lo, hi))
    starts, stops = (np.log(softmax(row) + 1e-9) for row in (begins[0], ends[0]))
    none = float(starts[cue - lo] + stops[cue - lo])
    known = seen.tags[name]
    starts = starts + TAGGED * known.begins[lo:hi]
    stops = stops + TAGGED * (known.inside[lo:hi] + known.ends[lo:hi])
    starts[cue - lo] = stops[cue - lo] = -np.inf
    best = _best_pair(starts, stops)
    share = 1 / (1 + exp(none - best[2])) if best is not None else 0.0
    if best is None or share <= least:
        return None
    return _Reach(lo + best[0], lo + best[1] + 1, float(np.exp(best[2] / 2)), share)


def _best_pair(starts: Floats, stops: Floats) -> tuple[int, int, float] | None:
    """Return the likeliest begin and end, the end not before the begin, and their sum."""
    best: tuple[int, int, float] | None = None
    later = np.maximum.accumulate(stops[::-1])[::-1]  # best end from each word on
    for i in np.argsort(-starts, kind="stable")[:_STARTS].tolist():
        value = float(starts[i] + later[i])
        if np.isfinite(value) and (best is None or value > best[2]):
            best = (i, i + int(stops[i:].argmax()), value)
    return best


def _attribution(
    encoded: Encoded, cue: WordSpan, source: _Reach | None, content: _Reach | None
) -> WordAttribution:
    own = np.zeros(len(encoded.words), bool)
    own[cue.first : cue.last] = True
    sources = _pieces(encoded, source, own)
    if content and source and not (source.first <= content.first and content.last <= source.last):
        own[source.first : source.last] = True
    contents = _pieces(encoded, content, own)
    return WordAttribution(sources, cue, contents, cue.score)


def _pieces(
    encoded: Encoded, reach: _Reach | None, taken: npt.NDArray[np.bool_]
) -> tuple[WordSpan, ...]:
    """Cut a stretch where words are taken, and at paragraphs; no piece is punctuation alone."""
    if reach is None:
        return ()
    left: Ints = np.flatnonzero(~taken[reach.first : reach.last]) + reach.first
    breaks = {*encoded.starts}
    numbers = np.cumsum([k == 0 or left[k] != left[k - 1] + 1 or int(left[k]) in breaks
                         for k in range(len(left))])  # fmt: skip
    pieces = []
    for _, group in groupby(zip(numbers.tolist(), left.tolist(), strict=True), key=lambda p: p[0]):
        words = [i for _, i in group]
        if any(encoded.shapes[i] != _PUNCTUATION for i in words):
            pieces.append(WordSpan(words[0], words[-1] + 1, 0, reach.score))
    return tuple(pieces)
