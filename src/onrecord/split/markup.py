"""HTML -> Layout: one walk over a lexbor tree.

Speed decides the shape of this file (a page has about 1,400 nodes after stripping): the tree is
walked once in document order, each element is described once by a tuple that its children inherit
from, and text is gathered until the block-level container changes.
"""

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.split.blocks import Head, Image, Layout, PageBlock
from onrecord.split.hints import ANCESTOR_BIT, HINT_BIT, hint_bits

# Elements whose text no reader sees.
UNSEEN = [
    "script", "style", "noscript", "svg", "template", "iframe", "select", "datalist", "textarea",
    "object", "embed", "canvas", "math", "audio", "video", "map", "link", "meta", "rp", "rt",
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
BREAK = "\x1e"  # stands for <br> while a block is gathered; never occurs in decoded pages


class _Element(NamedTuple):
    """What an element hands down to what is inside it."""

    id: int  # of the nearest block-level element
    tag: str  # its tag
    names: str  # its class, id, itemprop, rel
    bits: int  # its hint bits
    above: int  # hint bits of everything above it
    tags_above: int
    up: tuple[int, int, int]  # its parent, grandparent, great-grandparent
    depth: int
    link: bool
    strong: bool


_ROOT = _Element(0, "body", "", 0, 0, 0, (0, 0, 0), 0, False, False)


def layout_of_html(markup: str, *, max_blocks: int) -> Layout:
    """Take an HTML page apart. Never raises for bad markup: lexbor repairs what browsers repair."""
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
    if not _is_closed(markup):
        notes.append("the markup is cut off: the end may be missing")
    text = "\n".join(block.text for block in walk.blocks)
    return Layout("html", text, tuple(walk.blocks), head, tuple(walk.images), tuple(notes))


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


class _Walk:
    """The state of one walk: the blocks so far and the one being gathered."""

    def __init__(self, max_blocks: int) -> None:
        self.blocks: list[PageBlock] = []
        self.images: list[Image] = []
        self._max_blocks = max_blocks
        self._position = 0
        self._n_elements = 0
        self._current = _ROOT
        self._clear()

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._inline_names: list[str] = []
        self._own = 0
        self._link_chars = self._n_links = self._strong_chars = 0
        self._datetime: str | None = None

    def run(self, body: LexborNode) -> None:
        """Walk everything below `body` in document order."""
        seen: dict[int, _Element] = {body.mem_id: _ROOT}  # by the parser's id of the node
        lookup = seen.get
        for node in body.traverse(include_text=True):
            tag = node.tag
            parent = node.parent
            above = lookup(parent.mem_id, _ROOT) if parent is not None else _ROOT
            if tag == "-text":
                self._take_text(node.text_content or "", above)
                if len(self.blocks) >= self._max_blocks:
                    return
            elif tag == "br":
                self._break_line()
            elif tag and tag[0] != "-" and node.mem_id not in seen:
                seen[node.mem_id] = self._enter(tag, node.attributes, above)
        self._flush()

    def _enter(self, tag: str, attributes: dict[str, str | None], above: _Element) -> _Element:
        names = _names(attributes) if attributes else ""
        bits = hint_bits(names) if names else 0
        if attributes and _is_hidden(attributes):
            bits |= HINT_BIT["hidden"]
        if tag in BLOCK_TAGS:
            self._n_elements += 1
            return _Element(
                self._n_elements,
                tag,
                names,
                bits,
                above.above | above.bits,
                above.tags_above | ANCESTOR_BIT.get(above.tag, 0),
                (above.id, above.up[0], above.up[1]),
                above.depth + 1,
                above.link,
                above.strong,
            )
        if tag == "img":
            self._take_image(attributes)
        return self._enter_inline(tag, names, bits, attributes, above)

    def _enter_inline(
        self,
        tag: str,
        names: str,
        bits: int,
        attributes: dict[str, str | None],
        above: _Element,
    ) -> _Element:
        if above.id != self._current.id:
            self._flush()
            self._current = above
        if names:
            self._inline_names.append(names)
            self._own |= bits
        if tag == "a":
            self._n_links += 1
            tags_above = above.tags_above | ANCESTOR_BIT["a"]  # for blocks inside a link
            return above._replace(link=True, tags_above=tags_above)
        if tag == "time" and self._datetime is None:
            self._datetime = attributes.get("datetime")
        if tag in STRONG_TAGS:
            return above._replace(strong=True)
        return above

    def _take_image(self, attributes: dict[str, str | None]) -> None:
        url = attributes.get("data-src") or attributes.get("src")
        if url and not url.startswith("data:"):
            before = len(self.blocks) + bool(self._parts)
            self.images.append(Image(before, url, attributes.get("alt") or ""))

    def _take_text(self, text: str, above: _Element) -> None:
        if above.id != self._current.id:
            self._flush()
            self._current = above
        if not self._parts and text.isspace():
            return
        self._parts.append(text)
        if above.link or above.strong:
            n_chars = len(text.strip())
            self._link_chars += n_chars if above.link else 0
            self._strong_chars += n_chars if above.strong else 0

    def _break_line(self) -> None:
        """One <br> is a line break inside the block, two in a row end it."""
        for part in reversed(self._parts):
            if part == BREAK:
                self._flush()
                return
            if not part.isspace():
                break
        self._parts.append(BREAK)

    def _flush(self) -> None:
        if not (self._parts or self._inline_names or self._n_links):
            return
        text = _collapse("".join(self._parts))
        if text:
            element = self._current
            end = self._position + len(text)
            self.blocks.append(
                PageBlock(
                    text,
                    self._position,
                    end,
                    element.tag,
                    " ".join((element.names, *self._inline_names)),
                    self._own | element.bits,
                    element.above,
                    element.tags_above,
                    element.up,
                    element.depth,
                    min(self._link_chars, len(text)),
                    self._n_links,
                    min(self._strong_chars, len(text)),
                    self._datetime,
                )
            )
            self._position = end + 1
        self._clear()


def _names(attributes: dict[str, str | None]) -> str:
    values = [value for key, value in attributes.items() if value and key in NAME_ATTRIBUTES]
    return " ".join(values).lower()


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


def _collapse(text: str) -> str:
    if BREAK not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split(BREAK))
    return "\n".join(line for line in lines if line)
