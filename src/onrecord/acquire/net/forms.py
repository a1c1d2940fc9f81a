"""Tells whether what was fetched is a page or a list of pages."""

import gzip
import io
import json
import re
import zlib
from dataclasses import dataclass
from typing import Literal

from onrecord.acquire.net.feeds import Links, read_feed, read_json_feed
from onrecord.acquire.net.sitemaps import read_lines, read_opml, read_sitemap
from onrecord.errors import InputError

Form = Literal["page", "feed", "feeds", "sitemap", "sitemaps"]
HEAD = 4096  # bytes in which a document says what it is
_GZIP = b"\x1f\x8b"
_ROOT = re.compile(
    rb"<(?:[\w-]+:)?(rss|rdf|feed|urlset|sitemapindex|opml|html)\b|<!doctype\s+(html)", re.I
)
_JSON_FEED = re.compile(
    rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org|"items"\s*:\s*\['
)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_JSON_TYPES = ("application/feed+json",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """A list of addresses, and what they are: pages, feeds or site maps."""

    form: Form
    to: Literal["page", "feed", "sitemap"]
    links: Links


def leads_of(body: bytes, url: str, *, media_type: str = "", limit: int) -> Leads | None:
    """Read a feed, a site map or a list of feeds; None if it is a page or anything else.

    limit: the most bytes to unpack. Raises InputError "bad feed", "too large".
    """
    body = _gunzip(body, limit)
    root = _root(body)
    if root == "opml":
        return Leads(form="feeds", to="feed", links=read_opml(body, url))
    if root in {"urlset", "sitemapindex"}:
        links, is_index = read_sitemap(body, url)
        return Leads(
            form="sitemaps" if is_index else "sitemap",
            to="sitemap" if is_index else "page",
            links=links,
        )
    if _is_json_feed(body, media_type):
        return Leads(form="feed", to="page", links=read_json_feed(body, url))
    if root in {"rss", "rdf", "feed"} or (media_type in _FEED_TYPES and root != "html"):
        return Leads(form="feed", to="page", links=read_feed(body, url))
    if media_type == "text/plain" and re.search(r"sitemap[^/]*\.txt$", url.partition("?")[0]):
        return Leads(form="sitemap", to="page", links=read_lines(body, url))
    return None


def _root(body: bytes) -> str:
    """Name the root element of a document; "" if it is not one of those looked for."""
    head = body[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")
    head = re.sub(rb"<!--.*?-->", b"", head, flags=re.S)
    found = _ROOT.search(head)
    if found is None or not _is_first(head[: found.start()]):
        return ""
    return (found[1] or found[2]).decode().lower()


def _is_first(before: bytes) -> bool:
    """Tell whether no element stands before one: a page may well speak of <rss>."""
    return not re.search(rb"<[A-Za-z]", before)


def _is_json_feed(body: bytes, media_type: str) -> bool:
    head = body[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if media_type in _JSON_TYPES:
        return True
    if not head.startswith(b"{") or not _JSON_FEED.search(head):
        return False
    if b"jsonfeed.org" in head:
        return True
    try:
        return isinstance(json.loads(body).get("items"), list)
    except (ValueError, AttributeError, RecursionError):
        return False


def _gunzip(body: bytes, limit: int) -> bytes:
    if not body.startswith(_GZIP):
        return body
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
        try:
            plain = file.read(limit + 1)
        except (OSError, EOFError, zlib.error):
            return body  # whoever reads it as a page says what is wrong
    if len(plain) > limit:
        raise InputError("too large", f"it unpacks to more than {limit} bytes")
    return plain
