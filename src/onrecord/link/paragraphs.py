"""Paragraphs that only one version has, and those that were moved."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from onrecord.link.pairing import Pair, Sentence
from onrecord.record import Span

Spans = tuple[Span, ...]


def whole_lines(pairs: Sequence[Pair], *, after: bool) -> tuple[list[Spans], list[Spans]]:
    """Return the lines that only one version has, and the parts of other lines that only it has.

    after: of the later version, otherwise of the earlier.
    """
    by_line: dict[int, list[tuple[Sentence, bool]]] = defaultdict(list)
    for pair in pairs:
        one, other = (pair.after, pair.before) if after else (pair.before, pair.after)
        if one is not None:
            by_line[one.line].append((one, other is None))
    whole: list[Spans] = []
    parts: list[Spans] = []
    for line in by_line.values():
        line.sort(key=lambda placed: placed[0].span)
        if all(alone for _, alone in line):
            whole.append((Span(start=line[0][0].span.start, end=line[-1][0].span.end),))
        else:
            parts += _runs(line)
    return whole, parts


def _runs(line: Sequence[tuple[Sentence, bool]]) -> Iterator[Spans]:
    """Give the sentences of a line that stand alone, those in a row together."""
    start: int | None = None
    end = 0
    for sentence, alone in line:
        if alone:
            start = sentence.span.start if start is None else start
            end = sentence.span.end
        elif start is not None:
            yield (Span(start=start, end=end),)
            start = None
    if start is not None:
        yield (Span(start=start, end=end),)


def moved_lines(pairs: Sequence[Pair]) -> Iterator[tuple[Spans, Spans]]:
    """Give the lines that were moved in the later version: where they were, and are now.

    As few as explain the order: if two paragraphs swapped places, the later one was moved up.
    """
    homes: dict[int, Counter[int]] = defaultdict(Counter)
    for one in pairs:
        if one.before is not None and one.after is not None:
            homes[one.after.line][one.before.line] += len(one.before.tokens)
    order = sorted(homes)
    old = [homes[line].most_common(1)[0][0] for line in order]
    stay = _longest_rise(old)
    for i, line in enumerate(order):
        if i not in stay:
            yield _line_span(pairs, old[i], after=False), _line_span(pairs, line, after=True)


def _line_span(pairs: Sequence[Pair], line: int, *, after: bool) -> Spans:
    spans = [
        one.span
        for pair in pairs
        if (one := pair.after if after else pair.before) is not None and one.line == line
    ]
    return (Span(start=min(x.start for x in spans), end=max(x.end for x in spans)),)


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the indices of a longest run of numbers that never falls."""
    tails: list[int] = []  # the lowest number that a run of each length ends with
    ends: list[int] = []  # its index
    back: list[int | None] = []
    for i, number in enumerate(numbers):
        place = bisect_right(tails, number)
        back.append(ends[place - 1] if place else None)
        tails[place : place + 1] = [number]
        ends[place : place + 1] = [i]
    found: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        found.add(at)
        at = back[at]
    return found
