"""Which lines between two stories of a dump are the foot of one, and which the head of the next.

Lines of one form stand in each gap: "Database: …", "End of Document", "Document 2 of 9". Those that
also stand below the last story, and not above the first, are the foot of a story, whatever the
block model makes of them; those above the first and not below the last are its head. A date or a
title in the foot would else be that of the next story.
"""

import re
from collections import Counter
from collections.abc import Mapping

from onrecord.split.blocks import Layout

_LONGEST = 100  # characters of a line that is told by its words
_KEY = re.compile(r"[^\W\d_][\w /-]{1,30}:(?=\s|$)")
_DIGITS = re.compile(r"\d+")
_FEWEST_GAPS = 2
_SHARE_GAPS = 0.6  # in which a form stands


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
