"""Pages from before style sheets: the name of the paper as their headline, columns of links beside.

Their elements do not tell what a block is, so the block model is misled by a name set large, and
accepts what is in cells beside and below the story.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.facts.names import site_key

_OWNER = re.compile(
    r"(?:©|\bcopyright\b|\(c\))[\s©,.:]*(?:\(c\))?\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?[\s,.:]*(?:by )?"
    r"(?P<owner>[^.,|\n\d]{2,60})",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 400  # characters of a copyright line
_LONGEST_NAME = 6  # words of a paper's name
_ADDED = ("online", "news", "com", "daily")  # "Plains Messenger Online" of Plains Messenger
_NAME_METAS = frozenset(("og:site_name", "application-name"))
_ENDS = frozenset(".!?…:;\"”’')")
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 25  # words
_CELLS = frozenset(("td", "th", "body", "center", "tr", "table"))
_PROSE_CHARS = 100


def find_mastheads(layout: Layout, blocks: Sequence[PageBlock]) -> set[int]:
    """Return which of some blocks are only the name of the site."""
    names: frozenset[str] | None = None
    found = set()
    for i, block in enumerate(blocks):
        text = block.text
        if layout.head.title and text in layout.head.title and len(text.split()) <= _LONGEST_NAME:
            names = _names(layout) if names is None else names
            key = site_key(text)
            if key in names or any(key.removesuffix(end) in names for end in _ADDED):
                found.add(i)
    return found


def _names(layout: Layout) -> frozenset[str]:
    return frozenset(key for name in _site_names(layout) if len(key := site_key(name)) > 1)


def _site_names(layout: Layout) -> Iterator[str]:
    for key, value in layout.head.metas:
        if key in _NAME_METAS:
            yield value
        elif key == "og:url":
            yield from (urlsplit(value).hostname or "").split(".")
    for rel, href in layout.head.links:
        if rel == "canonical":
            yield from (urlsplit(href).hostname or "").split(".")
    for block in layout.blocks:
        if len(block.text) <= _LONGEST_NOTICE:
            yield from (match["owner"] for match in _OWNER.finditer(block.text))


def title_of_body(blocks: Sequence[PageBlock], is_body: Sequence[bool]) -> set[int]:
    """Return the title that was taken for a line of the body: the last before its prose, if any."""
    title: set[int] = set()
    for i, block in enumerate(blocks):
        if not is_body[i]:
            continue
        is_line = block.text[-1] not in _ENDS and "\n" not in block.text
        if is_line and _SHORTEST_TITLE <= len(block.text.split()) <= _LONGEST_TITLE:
            title = {i}
        elif len(block.text) >= _PROSE_CHARS:
            return title
    return set()


def without_foot(
    blocks: Sequence[PageBlock], is_body: Sequence[bool], tables: set[int]
) -> list[bool]:
    """Leave out cells below the last sentence of a story, except tables of data."""
    kept = list(is_body)
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if not kept[i]:
            continue
        if i in tables or block.tag not in _CELLS or block.text[-1] in _ENDS:
            break
        kept[i] = False
    return kept if True in kept else list(is_body)


def with_neighbours(blocks: Sequence[PageBlock], is_body: Sequence[bool]) -> list[bool]:
    """Add prose in the same element as the body's first and last blocks, right beside them.

    For pages on which the model is unsure as a whole: there scores hardly tell one paragraph from
    the next.
    """
    kept = list(is_body)
    for step in (1, -1):
        inner = [i for i, taken in enumerate(kept) if taken]
        if not inner:
            return kept
        i = (inner[-1] if step > 0 else inner[0]) + step
        while 0 <= i < len(blocks) and _goes_on(blocks[i - step], blocks[i]):
            kept[i] = True
            i += step
    return kept


def _goes_on(block: PageBlock, other: PageBlock) -> bool:
    is_prose = len(other.text) >= _PROSE_CHARS and other.text[-1] in _ENDS and not other.link_chars
    return is_prose and block.up == other.up and block.tag == other.tag
