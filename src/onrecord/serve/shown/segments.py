"""A stretch of text and the marks on it -> segments that a page can print one after another.

Marks may overlap in any way, HTML elements may not. So the text is cut wherever a mark begins or
ends, and each segment says which marks cover it: nothing is left to nest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from onrecord.record import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark on a span of the text."""

    span: Span
    kind: str  # "content", "cue", "source", "again", "check", "time", "place", "event"
    of: str  # `Statement.id`; of a time, place or event what a reader is told about it


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text that is covered by the same marks throughout."""

    span: Span
    marks: tuple[Mark, ...]  # longest first: the last one is the innermost


def segments(within: Span, marks: Iterable[Mark]) -> list[Segment]:
    """Cut a span of a text at its marks, in text order, without gaps.

    A mark that reaches out of the span counts as far as it is inside.
    """
    inside = [
        mark for mark in marks if mark.span.start < within.end and within.start < mark.span.end
    ]
    inside.sort(key=lambda mark: (mark.span.start - mark.span.end, mark.span.start))
    bounds = {within.start, within.end}
    for mark in inside:
        bounds |= {max(mark.span.start, within.start), min(mark.span.end, within.end)}
    cuts = sorted(bounds)
    return [
        Segment(
            span=Span(start=start, end=end),
            marks=tuple(
                mark for mark in inside if mark.span.start <= start and end <= mark.span.end
            ),
        )
        for start, end in pairwise(cuts)
    ]
