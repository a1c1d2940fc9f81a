"""Which lines between two stories of a dump are the foot of one, and which the head of the next.

Lines of one form stand in each gap: "Database: …", "End of Document", "Document 2 of 9". Those that
also stand below the last story, and not above the first, are the foot of a story, whatever the
block model makes of them; those above the first and not below the last are its head. A date or a
title in the foot would else be that of the next story.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from onrecord.split.blocks import Layout
from onrecord.split.model import CLASSES, Scores
from onrecord.split.openings import is_prose, is_title

_LONGEST = 100  # characters of a line that is told by its words
_KEY = re.compile(r"[^\W\d_][\w /-]{1,30}:(?!//)")
_TITLE_KEYS = frozenset(("subject:", "title:", "headline:"))
_RULES = frozenset("-=_*~#")
_DIGITS = re.compile(r"\d+")
_FEWEST_GAPS = 2
_SHARE_GAPS = 0.6  # in which a form stands
_FEWEST_STARTS, _SHARE_ONCE = 3, 0.8  # of the gaps hold a form once: it marks a gap
_SHARE_MISSED = 0.25  # of the gaps the model may have missed; more, and the form is any line
_FEWEST_MARKS = 2  # in a gap that is missed
_ROLES = np.eye(len(CLASSES), dtype=np.float32)
_BODY, _HEADLINE = CLASSES.index("body"), CLASSES.index("headline")
_FURNITURE = CLASSES.index("furniture")


def aligned(
    layout: Layout, starts: Mapping[int, range], head: range, foot: range
) -> dict[int, int]:
    """Return where each story begins: for each of `starts` itself or a better block of its gap.

    starts: a block for each gap between two bodies. head, foot: the blocks above the first body
    and below the last.
    """
    if layout.medium != "text" or len(starts) < _FEWEST_GAPS:
        return {start: start for start in starts}
    forms = {i: _form(layout, i) for part in (head, foot, *starts.values()) for i in part}
    above, below = ({forms[i] for i in part} for part in (head, foot))
    count = Counter(form for gap in starts.values() for form in {forms[i] for i in gap[:-1]})
    usual = {form for form, n in count.items() if form and n >= _SHARE_GAPS * len(starts)}
    heads, feet = usual & above - below, usual & below - above
    moved = {}
    for start, gap in starts.items():
        first = max((i + 1 for i in gap[:-1] if forms[i] in feet), default=gap.start)
        last = next((i for i in gap[:-1] if i >= first and forms[i] in heads), gap.stop)
        moved[start] = min(max(start, first), last)
    return moved


def _form(layout: Layout, i: int) -> str:
    """Return what lines of one form have in common: a key, or the words; "" for prose."""
    text = layout.blocks[i].text
    key = _KEY.match(text)
    if key:
        return key[0].casefold()
    return _DIGITS.sub("0", text.casefold()) if len(text) <= _LONGEST else ""


def with_missed(layout: Layout, scores: Scores, starts: Sequence[int]) -> Scores:
    """Start a story in each gap that the model has missed: lines mark it as they mark the others.

    starts: the first block of each story found.
    """
    if layout.medium != "text" or len(starts) < _FEWEST_STARTS:
        return scores
    classes, begins = scores.classes.copy(), scores.starts.copy()
    for gap in _missed(layout, starts):
        for i in gap:
            if classes[i, _BODY] >= classes[i].max():
                classes[i] = _ROLES[_FURNITURE]
        title = _title_in(layout, scores, gap)
        if title is not None:
            classes[title] = _ROLES[_HEADLINE]
        begins[gap.start + int(np.argmax(begins[gap.start : gap.stop]))] = 1.0
    return Scores(classes, begins)


def _missed(layout: Layout, starts: Sequence[int]) -> Iterator[range]:
    """Give the gaps between prose in which no story starts, though they look as if one did."""
    gaps = [gap for gap in _between_prose(layout) if gap.start and gap.stop < len(layout.blocks)]
    begun = frozenset(starts)
    known = {gap for gap in gaps if not begun.isdisjoint(gap)}
    forms = {gap: Counter(_form(layout, i) for i in gap) for gap in gaps}
    once = Counter(form for gap in known for form, n in forms[gap].items() if n == 1)
    every = sum(forms.values(), Counter())
    marks = {
        form
        for form, n in once.items()
        if form and n >= _SHARE_ONCE * len(known) and every[form] - n <= 1 + _SHARE_MISSED * n
    }
    for gap in gaps:
        if gap not in known and len(marks & forms[gap].keys()) >= _FEWEST_MARKS:
            yield gap


def _between_prose(layout: Layout) -> Iterator[range]:
    """Give each run of blocks that are no sentences."""
    begin = 0
    for i, block in enumerate(layout.blocks):
        if is_prose(block):
            if begin < i:
                yield range(begin, i)
            begin = i + 1
    yield range(begin, len(layout.blocks))


def _title_in(layout: Layout, scores: Scores, gap: range) -> int | None:
    """Return the likeliest headline of a gap: a line that is called so, else one without a key."""
    keys = {i: _KEY.match(layout.blocks[i].text) for i in gap if is_title(layout.blocks[i])}
    called = [i for i, key in keys.items() if key and key[0].casefold() in _TITLE_KEYS]
    free = [i for i, key in keys.items() if not key and layout.blocks[i].text[0] not in _RULES]
    return max(called or free, key=lambda i: float(scores.classes[i, _HEADLINE]), default=None)
