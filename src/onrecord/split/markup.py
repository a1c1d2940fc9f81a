"""HTML -> Layout: one walk over a lexbor tree.

Speed decides the shape of this file (a page has about 1,400 nodes after stripping): the tree is
walked once in document order, each element is described once by a tuple that its children inherit
from, and text is gathered until the block-level container changes.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.split.attributes import MOST_ATTRIBUTES, without_floods
from onrecord.split.blocks import Head, Image, Layout, PageBlock
from onrecord.split.hints import ANCESTOR_BIT, hint_bits

# Elements whose text no reader sees, and <nav>: it holds a third of the blocks of a page, and of
# 215 labelled pages not one block of the story.
UNSEEN = [
    "nav", "script", "style", "noscript", "svg", "template", "iframe", "select", "datalist",
    "textarea", "object", "embed", "canvas", "math", "audio", "video", "map", "link", "meta",
    "rp", "rt",
]  # fmt: skip
_BLOCK_TAGS = """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu
    nav ol p pre section summary table tbody td tfoot th thead time-line tr ul amp-img amp-carousel
"""
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())
NAME_ATTRIBUTES = frozenset(
    ("class", "id", "itemprop", "rel", "role", "data-component", "data-testid", "data-type")
)
STRONG_TAGS = frozenset(("b", "strong", "em", "i"))
MAX_JSONLD_CHARS = 1_000_000  # of one script; the largest seen on a news page is about 200,000
DEEPEST = 5_000  # elements in each other; browsers stop at 512
_MOST_TAGS = 10_000  # of a page whose depth is not looked at: nearly all have fewer
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_OPEN_TITLE = re.compile(r"<title\b[^<>]*>", re.I)
_TITLE_END = re.compile(r"</title\b", re.I)
_IN_HEAD = re.compile(r"</?(?:meta|link|script|style|head|body)\b", re.I)
_TITLE_LINE = re.compile(r"\s*[^<\n]*")
# Tags that need no end, or have none: they do not nest.
_NO_DEPTH = frozenset(
    ("area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
     "option", "p", "param", "source", "td", "th", "tr", "track", "wbr", "path", "use")
)  # fmt: skip
_LINK_BIT = ANCESTOR_BIT["a"]
BREAK = "\x1e"  # stands for <br> while a block is gathered; never occurs in decoded pages


_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"  # of no width: a caption of them is none


class _Container(NamedTuple):
    """A block-level element, as the blocks in it see it."""

    id: int
    tag: str
    names: str  # its class, id, itemprop, rel
    bits: int  # its hint bits
    above: int  # hint bits of everything above it
    tags_above: int
    up: tuple[int, int, int]  # its parent, grandparent, great-grandparent
    depth: int


# What an element passes to its children: the nearest container, whether it is a link,
# whether it is strong. A plain tuple: one is made for each element.
_Inside = tuple[_Container, bool, bool]
_ROOT: _Inside = (_Container(0, "body", "", 0, 0, 0, (0, 0, 0), 0), False, False)
# Below an element that is not shown. On 215 labelled pages no block of a story stood in one.
_HIDDEN: _Inside = (_ROOT[0], False, False)
# A third of the time it takes to call a NamedTuple's own.
_new = tuple.__new__


def layout_of_html(markup: str, *, max_blocks: int) -> Layout:
    """Take an HTML page apart. Never raises for bad markup: lexbor repairs what browsers repair."""
    markup, is_flooded = without_floods(markup)
    markup, is_cut = _without_depths(_with_title_closed(markup))
    tree = LexborHTMLParser(markup)
    head = _read_head(tree)
    tree.strip_tags(UNSEEN)
    if tree.body is None:
        return Layout("html", "", (), head)
    walk = _Walk(max_blocks)
    walk.run(tree.body)
    notes = []
    if len(walk.blocks) >= max_blocks:
        notes.append(f"reading stopped after {max_blocks:,} blocks")
    if is_flooded:
        notes.append(
            f"an element has more than {MOST_ATTRIBUTES:,} attributes: the rest is left out"
        )
    if is_cut:
        notes.append(f"elements are nested more than {DEEPEST:,} deep: what follows is left out")
    elif not _is_closed(markup):
        notes.append("the markup is cut off: the end may be missing")
    text = "\n".join(block.text for block in walk.blocks)
    return Layout("html", text, tuple(walk.blocks), head, tuple(walk.images), tuple(notes))


def _with_title_closed(markup: str) -> str:
    """Close an unclosed <title>, which would otherwise take in the whole page."""
    opened = _OPEN_TITLE.search(markup)
    if opened is None:
        return markup
    closed = _TITLE_END.search(markup, opened.end())
    if closed is not None and not _IN_HEAD.search(markup, opened.end(), closed.start()):
        return markup
    at = _TITLE_LINE.match(markup, opened.end())
    end = at.end() if at else opened.end()
    return f"{markup[:end]}</title>{markup[end:]}"


def _without_depths(markup: str) -> tuple[str, bool]:
    """Cut a page where its elements are nested too deeply; say whether it was cut.

    The parser takes quadratic time in the depth: a minute for a megabyte of "<div>".
    """
    if markup.count("<") < _MOST_TAGS:
        return markup, False
    depth = 0
    for match in _TAG.finditer(markup):
        if match[2].lower() in _NO_DEPTH:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > DEEPEST:
            return markup[: match.start()], True
    return markup, False


def _is_closed(markup: str) -> bool:
    """Say whether a page that opens <html> or <body> also ends it."""
    tail = markup[-4000:].lower()
    if "</html" in tail or "</body" in tail:
        return True
    return "<html" not in markup[:4000].lower() or "</html" in markup.lower()


def _read_head(tree: LexborHTMLParser) -> Head:
    title = tree.css_first("title")
    metas = []
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if key and content:
            metas.append((key.lower(), content))
    links = []
    for node in tree.css("link[rel][href]"):
        attributes = node.attributes
        rel, href = attributes.get("rel"), attributes.get("href")
        if rel and href and rel.lower() != "stylesheet":
            links.append((rel.lower(), href))
    scripts = (node.text() for node in tree.css('script[type*="ld+json" i]'))
    root = tree.root
    return Head(
        title=" ".join(title.text().split()) or None if title else None,
        lang=root.attributes.get("lang") if root is not None else None,
        metas=tuple(metas),
        links=tuple(links),
        jsonld=tuple(text for text in scripts if len(text) <= MAX_JSONLD_CHARS),
    )


# What an element shows when pointed at: "14.03.2028 07:12:44 UTC+01:00" for "07:12".
_FULL_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[T ]\d{1,2}:\d{2}")


class _Walk:
    """The state of one walk: the blocks so far and the one being gathered."""

    def __init__(self, max_blocks: int) -> None:
        self.blocks: list[PageBlock] = []
        self.images: list[Image] = []
        self._max_blocks = max_blocks
        self._position = 0
        self._n_containers = 0
        self._current = _ROOT[0]
        self._parts: list[str] = []
        self._titles: dict[int, str] = {}  # by the container that shows less of the date
        self._clear()

    def _clear(self) -> None:
        self._parts = []
        self._inline_names: list[str] = []
        self._own = self._link_chars = self._n_links = self._strong_chars = 0
        self._datetime: str | None = None

    def run(self, body: LexborNode) -> None:
        """Walk everything below `body` in document order."""
        seen: dict[int, _Inside] = {body.mem_id: _ROOT}  # by the parser's id of the node
        inside_of = seen.get
        for node in body.traverse(include_text=True):
            parent = node.parent
            inside = inside_of(parent.mem_id, _ROOT) if parent is not None else _ROOT
            if inside is _HIDDEN:
                seen[node.mem_id] = _HIDDEN
                continue
            tag = node.tag
            if tag == "-text":
                text = node.text_content or ""
                # White space between elements is the commonest node of all: no call for it.
                if inside[0] is self._current or not text.isspace():
                    self._take_text(text, inside)
            elif tag and tag[0] != "-" and (number := node.mem_id) not in seen:
                seen[number] = self._enter(tag, node.attributes, inside)
                if len(self.blocks) >= self._max_blocks:
                    return
        self._flush()

    def _enter(self, tag: str, attributes: dict[str, str | None], inside: _Inside) -> _Inside:
        """Go into an element; return what is inside it."""
        names, bits = "", 0
        if attributes:
            if "hidden" in attributes or ("style" in attributes and _hides(attributes["style"])):
                return _HIDDEN
            names, bits = _describe(attributes)
        if tag in BLOCK_TAGS:
            inner = self._enter_container(tag, names, bits, inside)
            title = attributes.get("title") if attributes else None
            if title and _FULL_DATE.match(title):
                self._titles[inner[0].id] = title
            return inner
        if tag == "br":
            self._break_line()
            return inside
        if tag == "img":
            self._take_image(attributes)
            return inside
        return self._enter_inline(tag, attributes, (names, bits), inside)

    def _enter_inline(
        self,
        tag: str,
        attributes: dict[str, str | None],
        described: tuple[str, int],
        inside: _Inside,
    ) -> _Inside:
        names, bits = described
        container, link, strong = inside
        self._move_to(container)
        if names:
            self._inline_names.append(names)
            self._own |= bits
        if tag == "a":
            self._n_links += 1
            return container, True, strong
        if tag in STRONG_TAGS:
            return container, link, True
        if tag == "time" and self._datetime is None:
            self._datetime = attributes.get("datetime")
        return inside

    def _enter_container(self, tag: str, names: str, bits: int, inside: _Inside) -> _Inside:
        outer, link, strong = inside
        outer_id, outer_tag, _, outer_bits, above, tags_above, up, depth = outer
        self._n_containers += 1
        tags_above |= ANCESTOR_BIT.get(outer_tag, 0)
        if link:
            tags_above |= _LINK_BIT
        container = _new(
            _Container,
            (
                self._n_containers,
                tag,
                names,
                bits,
                above | outer_bits,
                tags_above,
                (outer_id, up[0], up[1]),
                depth + 1,
            ),
        )
        return container, link, strong

    def _take_image(self, attributes: dict[str, str | None]) -> None:
        url = attributes.get("data-src") or attributes.get("src")
        if url and not url.startswith("data:"):
            before = len(self.blocks) + bool(self._parts)
            self.images.append(Image(before, url, attributes.get("alt") or ""))

    def _take_text(self, text: str, inside: _Inside) -> None:
        container, link, strong = inside
        if container is not self._current:
            self._move_to(container)
        self._parts.append(text)
        if link or strong:
            n_chars = len(text.strip())
            if link:
                self._link_chars += n_chars
            if strong:
                self._strong_chars += n_chars

    def _move_to(self, container: _Container) -> None:
        """Begin a block, unless in the brackets of a caption: "(<div>Photo:</div> Ann Roe)"."""
        if container is self._current:
            return
        around = container.up[0] == self._current.id and self._current.tag == "figcaption"
        if around and self._parts and "".join(self._parts).rstrip().endswith("("):
            return
        self._flush()
        self._current = container

    def _break_line(self) -> None:
        """Break a line at <br>; end the block at the second in a row, or behind bold text.

        A line of bold text is the headline on pages from before style sheets.
        """
        if self._strong_chars and self._strong_chars >= len("".join(self._parts).strip()):
            self._flush()
            return
        for part in reversed(self._parts):
            if part == BREAK:
                self._flush()
                return
            if not part.isspace():
                break
        self._parts.append(BREAK)

    def _flush(self) -> None:
        """End the block being gathered, if it holds any text."""
        text = _collapse("".join(self._parts)) if self._parts else ""
        if text.strip(_UNSEEN):
            at, size, container = self._position, len(text), self._current
            names = container.names
            if self._inline_names:
                names = " ".join((names, *self._inline_names))
            block = (
                text,
                at,
                at + size,
                container.tag,
                names,
                self._own | container.bits,
                container.above,
                container.tags_above,
                container.up,
                container.depth,
                min(self._link_chars, size),
                self._n_links,
                min(self._strong_chars, size),
                self._datetime or self._titles.get(container.id),
                0,
            )
            self.blocks.append(_new(PageBlock, block))
            self._position = at + size + 1
        if text or self._parts or self._inline_names or self._n_links:
            self._clear()


def _describe(attributes: dict[str, str | None]) -> tuple[str, int]:
    """Return the names an element goes by, in lower case, and their hint bits."""
    if len(attributes) == 1:  # most have a class alone
        ((key, value),) = attributes.items()
        return _described(value) if value and key in NAME_ATTRIBUTES else ("", 0)
    values = [value for key, value in attributes.items() if key in NAME_ATTRIBUTES and value]
    return _described(" ".join(values)) if values else ("", 0)


@lru_cache(maxsize=16_384)
def _described(names: str) -> tuple[str, int]:
    return names.lower(), hint_bits(names)


def _hides(style: str | None) -> bool:
    return style is not None and "display:none" in style.replace(" ", "").lower()


def _collapse(text: str) -> str:
    if BREAK not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split(BREAK))
    return "\n".join(line for line in lines if line)
