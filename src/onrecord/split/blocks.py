"""What HTML and plain text have in common: a page is one list of blocks.

A block is a run of text that a reader sees as one unit: a paragraph, a headline, a list item, a
line of furniture. `markup.py` makes blocks of HTML, `plain.py` of plain text and Markdown; from
here on there is one path for both.
"""

from typing import Literal, NamedTuple

Medium = Literal["html", "text"]
PICTURE = "img"  # tag of a block that is a picture of Markdown, with its caption


class Head(NamedTuple):
    """What a page says about itself outside its visible text; empty for plain text."""

    title: str | None = None
    lang: str | None = None  # <html lang>
    metas: tuple[tuple[str, str], ...] = ()  # (lower-cased property, name or itemprop; content)
    links: tuple[tuple[str, str], ...] = ()  # (lower-cased rel, href)
    jsonld: tuple[str, ...] = ()  # raw text of each application/ld+json script


class Image(NamedTuple):
    """A picture and the block that follows it."""

    before: int  # index into `Layout.blocks`; may be one past the last
    url: str
    alt: str


class PageBlock(NamedTuple):
    """One block of a page, with what the page tells about it."""

    text: str  # white space collapsed; "\n" only where the markup breaks the line (<br>)
    start: int  # [start, end) in `Layout.text`
    end: int
    tag: str = ""  # nearest block-level element ("p", "h1", "li"); "" in plain text
    names: str = ""  # lower-cased class, id, itemprop, rel of the element and of its inlines
    own: int = 0  # hint bits of the element and its inlines, see `hints.HINTS`
    above: int = 0  # hint bits of all ancestors together
    tags_above: int = 0  # bits of the ancestors' tags, see `hints.ANCESTOR_TAGS`
    up: tuple[int, int, int] = (0, 0, 0)  # parent, grandparent …: equal for siblings, cousins …
    depth: int = 0  # elements above
    link_chars: int = 0  # characters of `text` inside links
    n_links: int = 0
    strong_chars: int = 0  # characters of `text` inside <b>, <strong>, <em>, <i>
    datetime: str | None = None  # of a <time datetime> in the block, or a title of its element
    blank_before: int = 0  # blank lines before the block; 0 in HTML


class Layout(NamedTuple):
    """A page taken apart."""

    medium: Medium
    text: str  # the page text that `page_span` and `Where(layer="page")` count in
    blocks: tuple[PageBlock, ...]
    head: Head = Head()
    images: tuple[Image, ...] = ()
    notes: tuple[str, ...] = ()  # "markup is cut off", "reading stopped after 50,000 blocks"
