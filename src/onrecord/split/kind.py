"""What kind of page this is: an article, or something that must not be taken for one.

Short pages are looked at closely, long ones are articles: no rule here rejects a page with more
than a few hundred words of prose, because a story about cookies or errors is a story.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.errors import InputError
from onrecord.record import ArticleKind
from onrecord.split.blocks import Layout
from onrecord.split.facts.figures import read_counter
from onrecord.split.facts.structured import Graph, is_free, is_story, read_graph, types_of
from onrecord.split.hints import HINT_BIT
from onrecord.split.live import LIVE_TITLE, is_timed
from onrecord.split.stories import Story

_PROSE = frozenset(("paragraph", "quote", "list-item", "table-row", "summary"))
_FEW_WORDS = 150  # of body: above, a page is never taken for an error or a cookie wall
_TEASER_WORDS = 320  # of body: above, a paid page holds its story
_HARDLY_ANY_WORDS = 8
_TEASER_LEAD_WORDS = 120

_ERROR_TITLE = re.compile(
    r"^\W*(?:error\W*)?(?:40[0-9]|410|429|50[0-9])\b(?!\W*(?:years|people|days|ways|miles|things))"
    r"|\bpage (?:not|can(?:no|')t be|could not be|cannot be|isn.t) (?:found|available|displayed)"
    r"|^\W*(?:page )?not found"
    r"|^\W*(?:access (?:to this page has been )?denied|forbidden|just a moment|attention required"
    r"|are you (?:a robot|human)|robot check|security check"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"request (?:blocked|rejected|unsuccessful)|service unavailable|bad gateway"
    r"|site (?:maintenance|unavailable)"
    r"|internal server error|(?:we.re |we are )?(?:down for|under) maintenance"
    r"|an error (?:has )?occurred"
    r"|pardon our interruption|human verification|one moment,? please|checking your browser|oops|"
    r"something went wrong|sorry, (?:we|this page|the page)|this page (?:does not|doesn.t) exist"
    r"|account suspended|website (?:is )?(?:unavailable|expired)|domain (?:is )?for sale)",
    re.IGNORECASE,
)
_ERROR_TEXT = re.compile(
    r"\b(?:the page you(?:.re| are| were)? (?:looking for|requested|tried)|captcha"
    r"|enable (?:javascript and )?cookies"
    r"|unusual (?:traffic|activity)|verify (?:that )?you(?:.re| are) (?:a |not a )?(?:human"
    r"|robot)|access denied|"
    r"checking (?:if the site connection|your browser)|ddos protection|ray id"
    r"|no longer (?:available|exists)"
    r"|could(?:n.t| not) find (?:that|the|this) page|press (?:and|&) hold)\b",
    re.IGNORECASE,
)
_SCRIPT_TEXT = re.compile(
    r"\b(?:enable|turn on|activate|requires?|need)\b.{0,40}\bjavascript\b|\bjavascript (?:is"
    r"|must be) "
    r"(?:disabled|required|enabled|not enabled|turned off)|^\W*loading\W*$",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bgdpr\b|privacy (?:policy|settings|preferences|choices)|"
    r"(?:legitimate|vendor|advertising) (?:interests?|partners)|personal(?:ised|ized)? (?:data|ads|"
    r"advertising|content)|\baccept all\b|\breject all\b|manage (?:options|settings|preferences)|"
    r"our (?:\d+ )?partners",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"\b(?:(?:subscribe|sign up|register|log ?in|sign in|become a (?:member|subscriber)|join"
    r"|upgrade)"
    r"\b.{0,40}\b(?:to (?:continue|keep|read|unlock|access|view|see)|for (?:full"
    r"|unlimited) access)\b|"
    r"(?:to )?(?:continue|keep) reading.{0,60}\b(?:subscri|regist|sign|log|account|free|trial)|"
    r"(?:this|the) (?:article|story|content|post) is (?:for|only (?:for|available to)"
    r"|available (?:only )?to|"
    r"exclusive(?:ly)? (?:for|to)|reserved for)\b.{0,30}\b(?:subscribers|members|readers|premium)|"
    r"already (?:a|an) (?:\w+ )?(?:subscriber|member)|unlock (?:this|the) (?:article|story)|"
    r"(?:subscriber|member|premium)[- ]only|you(?:.ve| have) (?:reached|read|used) (?:your|all"
    r"|the)\b"
    r".{0,40}\b(?:free|limit|article)|(?:want|wish) to (?:read|see) more\?|subscribe now"
    r"|start your free trial|"
    r"you have .{1,20} of this article left|premium (?:article|content))",
    re.IGNORECASE,
)
_GALLERY_TYPES = frozenset(("ImageGallery", "MediaGallery", "CollectionPage"))
_LIVE_ENTRIES = 4
_INDEX_LINKS = 20
_INDEX_PROSE_WORDS = 60


class _Sight(NamedTuple):
    """What a page looks like at a glance."""

    layout: Layout
    stories: Sequence[Story]
    graph: Graph
    title: str  # title tag and visible headlines, one a line
    body: tuple[int, ...]  # indices of the blocks of all bodies
    n_words: int  # in them
    n_caption_words: int


def page_kind(layout: Layout, stories: Sequence[Story]) -> ArticleKind:
    """Say what kind of page this is.

    Raises InputError with the reason "empty", "script only", "cookie wall", "error page" or
    "no story" for a page that holds nothing to read.
    """
    if not layout.text.strip() or not layout.blocks:
        _reject_empty(layout)
    sight = _look(layout, stories)
    if layout.medium == "html":
        _reject_notices(sight)
    if sight.n_words < _HARDLY_ANY_WORDS and sight.n_caption_words < _HARDLY_ANY_WORDS:
        if _is_index(sight):
            return "index"
        detail = f"no running text: {sight.n_words} words that could be a story"
        raise InputError("no story", detail)
    return _kind_of_readable(sight)


def _kind_of_readable(sight: _Sight) -> ArticleKind:
    if _is_live(sight):
        return "live-blog"
    if sight.layout.medium == "html":
        if _is_teaser(sight):
            return "teaser"
        if _is_index(sight):
            return "index"
    return "gallery" if _is_gallery(sight) else "article"


def _look(layout: Layout, stories: Sequence[Story]) -> _Sight:
    body, headlines = [], []
    n_words = n_caption_words = 0
    for story in stories:
        for i, role in enumerate(story.roles, story.first):
            if role in _PROSE:
                body.append(i)
                n_words += _count_words(layout.blocks[i].text)
            elif role == "caption":
                n_caption_words += _count_words(layout.blocks[i].text)
            elif role == "headline":
                headlines.append(layout.blocks[i].text)
    title = "\n".join((layout.head.title or "", *headlines))
    graph = read_graph(layout.head.jsonld)
    return _Sight(layout, stories, graph, title, tuple(body), n_words, n_caption_words)


_WORD_CHARS = 12  # a text with fewer spaces than this writes no spaces between words


def _count_words(text: str) -> int:
    return max(text.count(" ") + 1, len(text) // _WORD_CHARS)


def _reject_empty(layout: Layout) -> None:
    head = layout.head
    if layout.medium == "html" and (head.title or head.metas or head.links or head.jsonld):
        raise InputError("script only", "no text outside menus: scripts would write it")
    raise InputError("empty", "nothing to read")


def _reject_notices(sight: _Sight) -> None:
    """Raise for a page whose few words are a notice and not a story."""
    if sight.n_words > _FEW_WORDS:
        return
    texts = [sight.layout.blocks[i].text for i in sight.body]
    everything = sight.layout.text if len(sight.layout.text) < _SHORT_PAGE_CHARS else ""
    shown = "\n".join(texts) or everything
    titles = [line for line in sight.title.split("\n") if line]
    if not _declares_story(sight):
        for title in titles:
            if _ERROR_TITLE.search(title):
                raise InputError("error page", f"titled '{title[:80]}'")
        if _ERROR_TEXT.search(shown) and sight.n_words < _FEW_WORDS / 2:
            raise InputError("error page", "its text is the notice of a server or a bot check")
        if _SCRIPT_TEXT.search(shown) and len(shown) < _NOTICE_CHARS:
            raise InputError("script only", "the page asks for JavaScript and has no other text")
    if _is_consent(texts or [block.text for block in sight.layout.blocks]):
        raise InputError("cookie wall", "what text there is asks for consent")


_SHORT_PAGE_CHARS = 3_000
_NOTICE_CHARS = 600
_CONSENT_SHARE = 0.6


def _is_consent(texts: Sequence[str]) -> bool:
    """Say whether most of the text is in blocks about cookies and consent."""
    total = sum(len(text) for text in texts)
    about = sum(len(text) for text in texts if _CONSENT.search(text))
    return total > 0 and about / total >= _CONSENT_SHARE


def _declares_story(sight: _Sight) -> bool:
    return any(is_story(node) for node in sight.graph.nodes)


def _is_teaser(sight: _Sight) -> bool:
    """Say whether a story breaks off at a paywall."""
    if sight.n_words > _TEASER_WORDS:
        return False
    if is_free(sight.graph) is False:
        return True
    last = sight.body[-1] if sight.body else 0
    first = max(0, last - 3)
    around = sight.layout.blocks[first : last + _BLOCKS_TO_WALL]
    walls = [b for b in around if len(b.text) < _NOTICE_CHARS and _PAYWALL.search(b.text)]
    if not walls:
        return False
    named = any((wall.own | wall.above) & HINT_BIT["paywall"] for wall in walls)
    return named or sight.n_words < _TEASER_LEAD_WORDS


_BLOCKS_TO_WALL = 8


def _is_live(sight: _Sight) -> bool:
    if any("LiveBlogPosting" in types_of(node) for node in sight.graph.nodes):
        return True
    blocks = sight.layout.blocks
    body = sight.body
    if len(sight.stories) > 1 and sight.layout.medium == "text":
        return False  # a dump: one story says nothing about the others
    # the clock of the first entry is some lines above the body
    inside = blocks[max(body[0] - _BLOCKS_TO_CLOCK, 0) : body[-1] + 1] if body else ()
    stamps = sum(1 for block in inside if is_timed(block))
    if LIVE_TITLE.search(sight.title):
        return stamps >= _LIVE_ENTRIES
    live = sum(1 for i in body if blocks[i].above & HINT_BIT["live"])
    return stamps >= _LIVE_ENTRIES and live > len(body) / 2


_BLOCKS_TO_CLOCK = 3


def _is_gallery(sight: _Sight) -> bool:
    counters = sum(1 for block in sight.layout.blocks if read_counter(block.text))
    typed = any(_GALLERY_TYPES.intersection(types_of(node)) for node in sight.graph.nodes)
    if sight.n_caption_words <= sight.n_words:
        return False
    return typed or counters >= _LIVE_ENTRIES or sight.n_words < _HARDLY_ANY_WORDS * 4


def _is_index(sight: _Sight) -> bool:
    """Say whether a page is a list of links to stories with hardly any prose of its own."""
    if sight.layout.medium != "html" or _declares_story(sight):
        return False
    if any(key == "og:type" and value == "article" for key, value in sight.layout.head.metas):
        return False
    links = prose = 0
    for block in sight.layout.blocks:
        words = block.text.count(" ") + 1
        if block.link_chars >= len(block.text) * 0.8:
            links += words >= _HEADLINE_WORDS
        elif words >= _SENTENCE_WORDS and block.link_chars < len(block.text) * 0.3:
            prose += words
    if links < _INDEX_LINKS:
        return False
    return prose <= (links * 4 if _is_front(sight.layout) else _INDEX_PROSE_WORDS)


_FRONT_PATH = re.compile(r"^https?://[^/]+/?(?:[a-z]{2,14}/?){0,2}$")


def _is_front(layout: Layout) -> bool:
    """Say whether a page's own address is a front or section page: "/", "/world/"."""
    stated = [href for rel, href in layout.head.links if rel == "canonical"]
    stated += [value for key, value in layout.head.metas if key == "og:url"]
    return any(_FRONT_PATH.match(address) for address in stated[:1])


_HEADLINE_WORDS, _SENTENCE_WORDS = 4, 25
