"""Endless attributes, cut before the parser, which takes quadratic time for them.

It looks up each attribute among those its element already has: 150,000 took half a minute.
"""

import re
from itertools import islice

MOST_ATTRIBUTES = 1_000  # of one element; 160 saved pages had at most 38
_FEW_CHARS = 50_000  # of a page that takes less than a second, whatever is in it
# As a browser reads them: a value ends at its quote, or at white space if it has none.
_SPACE = r"[ \t\n\f\r]"
_ONE = (
    rf"(?:{_SPACE}|/)*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:\"[^\"]*+\"?|'[^']*+'?|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+)?+)?+"
)
_ATTRIBUTE = re.compile(_ONE)
_TAG = re.compile(
    # a comment, or the attributes of a tag (2), with what a script or a style (1) holds
    rf"<(?:!--[^-]*+(?:-(?!->)[^-]*+)*+|(?:(script|style)\b|[a-z][^ \t\n\f\r/>]*+)((?:{_ONE})*+)"
    r"(?(1)[^<]*+(?:<(?!/\1)[^<]*+)*+))",
    re.IGNORECASE,
)
_ROOTS = ("<body", "<html")  # the attributes of all these tags go to one element


def without_floods(markup: str) -> tuple[str, bool]:
    """Leave out attributes of an element after its first thousand; say whether any were."""
    if len(markup) < _FEW_CHARS:
        return markup, False
    kept: list[str] = []
    done_to = n_of_root = 0
    for tag in _TAG.finditer(markup):
        start, end = tag.span(2)
        is_short = end - start < 2 * MOST_ATTRIBUTES
        if is_short and start - tag.start() != len("<body"):
            continue  # before its name is looked at: a page has hundreds of tags
        is_root = markup[tag.start() : start].lower() in _ROOTS
        if is_short and not is_root:
            continue
        found = islice(_ATTRIBUTE.finditer(markup, start, end), MOST_ATTRIBUTES + 1)
        ends = [start, *(one.end() for one in found)]
        room = MOST_ATTRIBUTES - n_of_root if is_root else MOST_ATTRIBUTES
        if is_root:
            n_of_root = min(n_of_root + len(ends) - 1, MOST_ATTRIBUTES)
        if len(ends) - 1 > room:
            kept.append(markup[done_to : ends[room]])
            done_to = end
    return "".join((*kept, markup[done_to:])), bool(kept)
