"""Addresses of a story: its own, and the short one that is printed for sharing."""

import re
from urllib.parse import urljoin, urlsplit

from onrecord.record import Found, Where
from onrecord.split.blocks import Head
from onrecord.split.facts.settle import Candidate, markup, settle
from onrecord.split.facts.structured import Node, Statement, links, metas, stated
from onrecord.split.facts.visible import Frame, page_span


def find_own_url(node: Node | None) -> Found | None:
    """Return the address a JSON-LD node gives a story that the head does not speak of."""
    own = [Candidate(s.value, s.how, markup(s.path)) for s in stated(node, "url", "@id")]
    return settle([c for c in own if c.value.startswith("http")], str.__eq__)


def find_url(head: Head, node: Node | None, given_url: str | None) -> Found | None:
    """Return the address of the story a page is about.

    given_url: the address the page was read from, used where nothing better is stated.
    """
    base = given_url or ""
    statements: list[Statement] = [
        *links(head, "canonical"),
        *metas(head, "og:url", "twitter:url", "parsely-link"),
        *stated(node, "url", "mainEntityOfPage"),
    ]
    candidates = []
    for statement in statements:
        value = _absolute(statement.value, base)
        if value is not None:
            candidates.append(Candidate(value, statement.how, markup(statement.path)))
    if base:
        given = Candidate(base, "address the page was read from", markup("url"))
        candidates = [*(c for c in candidates if _is_deep(c.value) or not _is_deep(base)), given]
    return settle(candidates, _same_url)


def _absolute(value: str, base: str) -> str | None:
    try:
        joined = urljoin(base, value)
        return joined if urlsplit(joined).scheme in ("http", "https") else None
    except ValueError:  # urllib raises for "http://[": a page's address is not ours to repair
        return None


def _is_deep(url: str) -> bool:
    """Say whether an address is that of a page and not of a site's front door."""
    return len(urlsplit(url).path) > 1


def _same_url(left: str, right: str) -> bool:
    return _bare_url(left) == _bare_url(right)


def _bare_url(url: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.)?|[?#].*$|/$", "", url)


_SHORT_URL = re.compile(r"^\W*short ?(?:url|link)\b\W*(?P<url>https?://\S+)?\W*$", re.IGNORECASE)
_ADDRESS = re.compile(r"^\s*(https?://\S{4,100})\s*$")


def find_short_url(frame: Frame) -> Found | None:
    """Read the address behind "Short Url", on the same line or the next; None if it is missing."""
    blocks = frame.layout.blocks
    for index in frame.top:
        match = _SHORT_URL.match(blocks[index].text)
        if match is None:
            continue
        here = match["url"]
        if here:
            at, start = index, match.start("url")
        else:
            following = _ADDRESS.match(blocks[index + 1].text) if index + 1 < len(blocks) else None
            if following is None:
                return None
            here, at, start = following[1], index + 1, following.start(1)
        span = page_span(frame.layout, at, start, start + len(here))
        return Found(value=here, how="line 'Short Url'", where=Where(layer="page", span=span))
    return None
