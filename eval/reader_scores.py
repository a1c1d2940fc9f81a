"""Metrics of the reader's heads: one row of sums per document, and statistics over rows.

Rows are plain floats that add up over documents, so that `eval.scores.bootstrap` can resample
documents. Every statistic takes rows of shape (documents, columns) and gives nan where it is not
defined, as for a label that occurs on neither side: `bootstrap` leaves such resamples out, where a
1 would lift the interval of a rare label. Chains: `eval.coref_scores`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from eval.scores import Floats, compare, pair_by_overlap

Row = tuple[float, float, float]  # right, predicted, gold
Shares = tuple[float, float, float, float]  # precision above and below, recall above and below
Pieces = Sequence[tuple[int, int]]  # half-open, in code points
Labelled = tuple[int, int, str]  # start, end, label

ROLES = ("source", "cue", "content")
KINDS = ("direct", "indirect", "mixed")
IOU = 0.5  # lowest overlap at which a linked content or source is right
CERTAIN = 3.0  # what three quarters of FactBank's predicates have: "always 3.0" is hard to beat
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ENDS = frozenset("'\"‘’“”.,;:")
_DOUBLE = re.compile('["“”]')
_DIRECT = re.compile('["“].*["”][,.]?', re.DOTALL)
_NOISE = 1e-12  # a variance below this share of the mean square is rounding, not variance


# --- statistics


def f1(rows: Floats) -> float:
    """Micro F1 = 2 · right ÷ (predicted + gold) of `Row`s."""
    right, predicted, gold = _sums(rows, 3)
    return _divide(2 * right, predicted + gold)


def precision(rows: Floats) -> float:
    """Right ÷ predicted of `Row`s; nan if nothing was predicted."""
    right, predicted, _ = _sums(rows, 3)
    return _divide(right, predicted)


def recall(rows: Floats) -> float:
    """Right ÷ gold of `Row`s; nan if there is no gold."""
    right, _, gold = _sums(rows, 3)
    return _divide(right, gold)


def f1_of_shares(rows: Floats) -> float:
    """F1 of precision (column 0 ÷ 1) and recall (2 ÷ 3); 0 if just one of the two is defined."""
    given, n_given, found, n_found = _sums(rows, 4)
    if not n_given and not n_found:
        return float("nan")
    if not given or not found:
        return 0.0
    one, other = given / n_given, found / n_found
    return 2 * one * other / (one + other)


# --- spans


def count_spans(
    gold: Iterable[Labelled], predicted: Iterable[Labelled], *, label: str | None = None
) -> Row:
    """Count spans equal in start, end and label; equal spans of one side count once.

    label: count this label only; None = all together.
    """
    wanted = {span for span in gold if label in (None, span[2])}
    given = {span for span in predicted if label in (None, span[2])}
    return _row(len(wanted & given), len(given), len(wanted))


# --- attributions


class Attribution(Protocol):
    """Who said what, in which words: any value with these three, read only."""

    @property
    def source(self) -> Pieces:
        """Pieces of the source; empty = none."""

    @property
    def cue(self) -> Pieces:
        """Pieces of the reporting words; empty = none."""

    @property
    def content(self) -> Pieces:
        """Pieces of what is said; empty = none."""


class Attributed(NamedTuple):
    """The least that is an `Attribution`."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Move both ends past white space, quotation marks and .,;: ; None if nothing is left."""
    while start < end and (text[start].isspace() or text[start] in _ENDS):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _ENDS):
        end -= 1
    return (start, end) if start < end else None


def spans_of(text: str, attributions: Iterable[Attribution], role: str) -> set[tuple[int, int]]:
    """Trimmed spans of a role, from the first start to the last end of the pieces.

    A set: a source shared by several attributions is one span. role: one of ROLES.
    """
    spans = set()
    for attribution in attributions:
        pieces = _pieces(attribution, role)
        if pieces:
            spans.add(trim(text, min(a for a, _ in pieces), max(b for _, b in pieces)))
    return {span for span in spans if span is not None}


def count_role(
    text: str, gold: Iterable[Attribution], predicted: Iterable[Attribution], role: str
) -> Row:
    """Count the equal spans of a role in one article (PolNeAR's exact span F1)."""
    wanted, given = spans_of(text, gold, role), spans_of(text, predicted, role)
    return _row(len(wanted & given), len(given), len(wanted))


def share_role(
    text: str, gold: Iterable[Attribution], predicted: Iterable[Attribution], role: str
) -> Shares:
    """Sum the shares of the spans of a role that lie in their partners, for `f1_of_shares`.

    Spans are those of `spans_of`, paired one to one, most shared characters first. Columns: sum
    over predicted spans of shared ÷ own characters, their number, the same for gold.
    """
    wanted, given = sorted(spans_of(text, gold, role)), sorted(spans_of(text, predicted, role))
    found = kept = 0.0
    for i, j in pair_by_overlap(wanted, given).items():
        (a, b), (c, d) = wanted[i], given[j]
        shared = min(b, d) - max(a, c)
        found += shared / (b - a)
        kept += shared / (d - c)
    return kept, float(len(given)), found, float(len(wanted))


def count_tokens(
    text: str, gold: Iterable[Attribution], predicted: Iterable[Attribution], role: str
) -> Row:
    r"""Count the tokens, `\w+|[^\w\s]`, whose first character lies in a piece of the role."""
    starts = {match.start() for match in _TOKEN.finditer(text)}
    wanted, given = (
        starts & {i for item in side for i in _characters(_pieces(item, role))}
        for side in (gold, predicted)
    )
    return _row(len(wanted & given), len(given), len(wanted))


def kind_of(text: str, content: Pieces) -> str:
    """One of KINDS. The pieces are put one behind the other, white space trimmed at the ends.

    direct: a double quotation mark opens it and one closes it, perhaps with a comma or full stop
    behind. indirect: it has none. With the pieces joined and opening told from closing marks,
    PolNeAR dev has 361 direct, 263 mixed and 1,568 indirect, as its README counts them (there 1,569
    with the event that has an anchor only); spans from first to last make one indirect mixed.
    """
    said = "".join(text[start:end] for start, end in sorted(content)).strip()
    if not _DOUBLE.search(said):
        return "indirect"
    return "direct" if _DIRECT.fullmatch(said) else "mixed"


def iou(left: Pieces, right: Pieces) -> float:
    """Characters in both ÷ characters in either; 1 for two that are both empty."""
    return _share(_characters(left), _characters(right))


def link(
    gold: Sequence[Attribution], predicted: Sequence[Attribution], *, cue: bool = False
) -> dict[int, int]:
    """Pair attributions whose contents and sources both overlap enough: gold -> predicted index.

    Enough is IoU >= 0.5; two absent sources agree. Best sum of both first, each used once, ties to
    the earlier gold and then the earlier predicted one. Without content on either side: no pair.
    cue: the cues must share a character too, or both be absent (stricter than PolNeAR's measure).
    """
    ours = [{role: _characters(_pieces(item, role)) for role in ROLES} for item in gold]
    theirs = [{role: _characters(_pieces(item, role)) for role in ROLES} for item in predicted]
    found = []
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            if not one["content"] & other["content"]:
                continue
            content = _share(one["content"], other["content"])
            source = _share(one["source"], other["source"])
            met = not cue or _share(one["cue"], other["cue"]) > 0
            if min(content, source) >= IOU and met:
                found.append((-content - source, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(found):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def count_linked(
    gold: Sequence[Attribution], predicted: Sequence[Attribution], *, cue: bool = False
) -> Row:
    """Count the pairs of `link`; attributions without content count on neither side."""
    n_given, n_wanted = (sum(_said(item) for item in side) for side in (predicted, gold))
    return _row(len(link(gold, predicted, cue=cue)), n_given, n_wanted)


def share_linked(
    text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution], *, cue: bool = False
) -> dict[str, Shares]:
    """Count the pairs of `link` by KINDS, for `f1_of_shares`; every kind is a key.

    Precision goes by the kind of the predicted content, recall by that of the gold content: a
    quotation found without its marks is right in the recall of direct and precision of indirect.
    """
    pairs = link(gold, predicted, cue=cue)
    theirs = [(kind_of(text, x.content), j) for j, x in enumerate(predicted) if _said(x)]
    ours = [(kind_of(text, x.content), i) for i, x in enumerate(gold) if _said(x)]
    used = set(pairs.values())
    rows = {}
    for kind in KINDS:
        given = [j in used for its, j in theirs if its == kind]
        found = [i in pairs for its, i in ours if its == kind]
        rows[kind] = (float(sum(given)), float(len(given)), float(sum(found)), float(len(found)))
    return rows


# --- words


class Word(NamedTuple):
    """A syntactic word of a parse."""

    head: int  # any numbering, the same on both sides
    relation: str
    tag: str  # UPOS


def count_words(
    gold: Sequence[Word], predicted: Sequence[Word]
) -> tuple[float, float, float, float]:
    """Count right heads, right heads with relation, right tags, and words; punctuation included.

    Both sides have the same words in the same order, as many or ValueError is raised. Relations
    are compared up to their first `:`.
    """
    heads = labelled = tags = 0
    for one, other in zip(gold, predicted, strict=True):
        same = one.head == other.head
        heads += same
        labelled += same and one.relation.split(":")[0] == other.relation.split(":")[0]
        tags += one.tag == other.tag
    return float(heads), float(labelled), float(tags), float(len(gold))


def uas(rows: Floats) -> float:
    """Share of words with the right head, of the rows of `count_words`."""
    return _divide(*_sums(rows[:, [0, 3]], 2))


def las(rows: Floats) -> float:
    """Share of words with the right head and relation, of the rows of `count_words`."""
    return _divide(*_sums(rows[:, [1, 3]], 2))


def upos(rows: Floats) -> float:
    """Share of words with the right tag, of the rows of `count_words`."""
    return _divide(*_sums(rows[:, [2, 3]], 2))


# --- times


class Time(NamedTuple):
    """A TIMEX3."""

    start: int
    end: int
    kind: str  # its `type`: DATE, TIME, DURATION, SET
    value: str | None


def count_times(gold: Iterable[Time], predicted: Iterable[Time]) -> dict[str, Row]:
    """Count after TempEval-3, task A; leave the creation time out before. All rows are for `f1`.

    strict: same span. relaxed: spans that overlap, paired in order: each gold one takes the first
    predicted one that is left; an empty span overlaps nothing. value, type: relaxed pairs equal in
    it, so that F1 is relaxed F1 times the share of equal pairs; values are compared as they are.
    """
    wanted, given = sorted(set(gold), key=_place), sorted(set(predicted), key=_place)
    left, pairs = list(given), []
    for one in wanted:
        other = next((x for x in left if min(x.end, one.end) > max(x.start, one.start)), None)
        if other is not None:
            left.remove(other)
            pairs.append((one, other))
    spans = ([(x.start, x.end) for x in side] for side in (wanted, given))
    right = {
        "strict": compare(*spans).shared,
        "relaxed": len(pairs),
        "value": sum(one.value == other.value for one, other in pairs),
        "type": sum(one.kind == other.kind for one, other in pairs),
    }
    return {name: _row(n, len(given), len(wanted)) for name, n in right.items()}


# --- numbers


def sum_certainty(
    gold: Sequence[float], predicted: Sequence[float], *, uncertain: bool = False
) -> tuple[float, ...]:
    """Sum for `mean_error` and `pearson`: n, Σ|g − p|, Σg, Σp, Σg², Σp², Σgp.

    gold, predicted: one value per predicate, -3 to 3. uncertain: gold values other than 3.0 only.
    Raises ValueError if the lengths differ.
    """
    table = np.array(list(zip(gold, predicted, strict=True)), dtype=np.float64).reshape(-1, 2)
    if uncertain:
        table = table[table[:, 0] != CERTAIN]
    g, p = table.T
    columns = (np.ones(len(table)), abs(g - p), g, p, g * g, p * p, g * p)
    return tuple(float(column.sum()) for column in columns)


def mean_error(rows: Floats) -> float:
    """Mean absolute error, of the rows of `sum_certainty`."""
    n, error = _sums(rows, 2)
    return _divide(error, n)


def pearson(rows: Floats) -> float:
    """Pearson's r, of the rows of `sum_certainty`; nan where one side does not vary."""
    n, _, g, p, gg, pp, gp = _sums(rows, 7)
    left, right = n * gg - g * g, n * pp - p * p
    if left <= _NOISE * n * gg or right <= _NOISE * n * pp:
        return float("nan")
    return float(np.clip((n * gp - g * p) / np.sqrt(left) / np.sqrt(right), -1, 1))


def spearman(left: Sequence[float], right: Sequence[float]) -> float:
    """Pearson's r of the ranks, equal values sharing the mean of theirs (Spearman 1904).

    nan where one side does not vary. Raises ValueError if the lengths differ.
    """
    return pearson(np.array([sum_certainty(_ranks(left), _ranks(right))]))


def _row(right: int, predicted: int, gold: int) -> Row:
    return float(right), float(predicted), float(gold)


def _sums(rows: Floats, n: int) -> list[float]:
    return [float(x) for x in rows[:, :n].sum(axis=0)]


def _divide(above: float, below: float) -> float:
    return above / below if below else float("nan")


def _pieces(attribution: Attribution, role: str) -> Pieces:
    pieces: Pieces = getattr(attribution, role)
    return pieces


def _characters(pieces: Pieces) -> set[int]:
    return {i for start, end in pieces for i in range(start, end)}


def _said(attribution: Attribution) -> bool:
    return bool(_characters(attribution.content))


def _share(left: set[int], right: set[int]) -> float:
    return len(left & right) / len(left | right) if left or right else 1.0


def _place(time: Time) -> tuple[int, int, str, str]:
    return time.start, time.end, time.kind, time.value or ""


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, those of equal values replaced by their mean."""
    _, where, counts = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    return [float(rank) for rank in ranks[where]]
