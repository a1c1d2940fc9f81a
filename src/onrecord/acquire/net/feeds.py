"""Reads RSS, Atom and JSON Feed as far as possible, and says what is wrong with them."""

import io
import json
import re
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.errors import InputError

MOST_ENTRIES = 10_000
LONGEST_TITLE = 500  # characters
DEEPEST = 100  # elements inside elements: no feed has so many, and parsers go down each
# Possessive: of a name without an end every shorter one would be tried to the end of the feed.
_TAG = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*+)[^<>]*?(/?)>")
_ENTITY = re.compile(rb"<!ENTITY", re.I)
_BEGINS = re.compile(rb"<(?:[\w-]+:)?(?:rss|rdf|feed|item|entry|channel)\b", re.I)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00")  # UTF-16 and UTF-32
_PLACE = re.compile(r"<unknown>:(\d+):(\d+): ")  # in words of the XML parser
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address listed in a feed, a site map or a list of feeds."""

    url: str  # absolute
    title: str | None = None
    at: str | None = None  # ISO 8601: when it was published or changed, as it is said there


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The links found in a feed, a site map or a list, and what is wrong with it."""

    title: str | None = None
    links: tuple[Link, ...] = ()  # in their order, each address once
    faults: tuple[str, ...] = ()  # one line each


def read_feed(body: bytes, url: str) -> Links:
    """Read an RSS or Atom feed as far as possible, however broken.

    url: of the feed; addresses in it may be relative to it. Raises InputError "bad feed" if it
    has nothing that a feed has, or would take more resources than a feed may.
    """
    found, faults = parse_feed(body, url)
    feed = _Gathering(url, faults)
    for entry in found.entries:
        feed.add(entry_urls(entry), entry.get("title"), _stamp(entry))
    return feed.links(found.feed.get("title"))


def parse_feed(body: bytes, url: str) -> tuple[Any, list[str]]:
    """Parse a feed as `read_feed` does; give feedparser's result, and what is wrong with it."""
    import feedparser  # noqa: PLC0415 - 0.1 s that pages do not need

    faults = list(_refuse_hostile(body))
    try:  # A stream: of bytes alone feedparser would look for a file of that name.
        found = feedparser.parse(
            io.BytesIO(_plain(body).lstrip()),
            response_headers={"content-location": url, "content-type": "application/xml"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except UnicodeDecodeError as error:  # feedparser takes the name of a charset for UTF-8
        raise InputError("bad feed", "the name of its charset cannot be read") from error
    if not found.entries and not found.version and not _BEGINS.search(body):
        raise InputError("bad feed", "it is neither RSS, Atom nor JSON Feed")
    if found.bozo:
        faults.append(_fault(found.bozo_exception))
    return found, faults


def read_json_feed(body: bytes, url: str) -> Links:
    """Read a JSON Feed as `read_feed` does."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InputError("bad feed", f"it is not JSON: {_line(error)}") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise InputError("bad feed", "a JSON Feed has a list of items, this has none")
    faults = []
    if "jsonfeed.org" not in str(found.get("version")):
        faults.append("it does not say which version of JSON Feed it is")
    feed = _Gathering(url, faults)
    for item in items:
        if not isinstance(item, dict):
            faults.append("an item is no object")
            continue
        urls = [item.get(name) for name in ("url", "external_url", "id")]
        stamp = item.get("date_modified") or item.get("date_published")
        feed.add(urls, item.get("title"), stamp if isinstance(stamp, str) else None)
    return feed.links(found.get("title"))


class _Gathering:
    """Collects links: each address once, up to the most that a feed may have."""

    def __init__(self, base: str, faults: list[str]) -> None:
        self._base = base
        self._faults = faults
        self._links: dict[str, Link] = {}
        self._n_without = 0

    def add(self, urls: list[Any], title: object, at: str | None) -> None:
        """Add an entry; urls: what may be its address, best first."""
        url = next(filter(None, (absolute(self._base, one) for one in urls)), None)
        if url is None:
            self._n_without += 1
        elif url not in self._links and len(self._links) <= MOST_ENTRIES:
            self._links[url] = Link(url=url, title=words_of(title), at=at)

    def links(self, title: object) -> Links:
        """Give what was gathered."""
        found = tuple(self._links.values())
        faults = self._faults
        if self._n_without:
            faults.append(f"{self._n_without} of its entries have no address of the web")
        if not found:
            faults.append("it has no entry with an address of the web: http:// or https://")
        if len(found) > MOST_ENTRIES:
            faults.append(f"it has more than {MOST_ENTRIES} entries: the first are taken")
        kept = tuple(dict.fromkeys(faults))
        return Links(title=words_of(title), links=found[:MOST_ENTRIES], faults=kept)


def absolute(base: str, url: object) -> str | None:
    """Give an absolute address without its fragment; None if it is not a web address."""
    if not isinstance(url, str) or not url.strip():
        return None
    try:
        whole = urllib.parse.urldefrag(urllib.parse.urljoin(base, url.strip()))[0]
    except ValueError:
        return None
    return whole if whole.lower().startswith(("http://", "https://")) else None


def words_of(title: object) -> str | None:
    """Give a title on one line, cut to 500 characters."""
    if not isinstance(title, str):
        return None
    return " ".join(_CONTROLS.sub(" ", title).split())[:LONGEST_TITLE] or None


def entry_urls(entry: Mapping[str, Any]) -> list[Any]:
    """Give the possible addresses of an entry, best first."""
    links = [one for one in entry.get("links", ()) if isinstance(one, Mapping)]
    best = [one.get("href") for one in links if one.get("rel", "alternate") == "alternate"]
    given = [entry.get("feedburner_origlink"), *best, entry.get("link")]
    # An id is an address if it says so; a relative one would be made up.
    id_ = entry.get("id")
    return [*given, id_ if isinstance(id_, str) and id_.startswith("http") else None]


def _stamp(entry: Mapping[str, Any]) -> str | None:
    return stamp_of(entry, "published_parsed") or stamp_of(entry, "updated_parsed")


def stamp_of(entry: Mapping[str, Any], name: str) -> str | None:
    """Give one of the dates of an entry in ISO 8601."""
    # not feedparser's own `get`, which takes one of the two for the other and warns of it
    if parsed := dict(entry).get(name):
        year, month, day, hour, minute, second = parsed[:6]
        return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    return None


def _refuse_hostile(body: bytes) -> Iterator[str]:
    """Refuse a feed that would cost a parser too much; say what is left out of others."""
    depth = 0
    for tag in _TAG.finditer(body):
        closes, _, empty = tag.groups()
        depth += -1 if closes else 0 if empty else 1
        if depth > DEEPEST:
            raise InputError("bad feed", f"its elements go deeper than {DEEPEST}")
    if _ENTITY.search(body):
        yield "it declares entities of its own: they are left out"


def _plain(body: bytes) -> bytes:
    """Remove NULs and everything that could grow without bounds or lead to local files."""
    if not body.startswith(_WIDE):
        body = body.replace(b"\x00", b"")
    if not _ENTITY.search(body):
        return body
    return re.sub(rb"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]?[^>]*)?>?", b"", body, count=1, flags=re.I)


def _fault(error: object) -> str:
    names = {
        "CharacterEncodingOverride": "its charset is another one than it says",
        "CharacterEncodingUnknown": "its charset cannot be told",
        "NonXMLContentType": "it is not sent as XML",
    }
    return names.get(type(error).__name__) or f"it is not well-formed: {_line(error)}"


def _line(error: object) -> str:
    words = " ".join(str(error).split())[:200]
    return _PLACE.sub(lambda at: f"line {at[1]}, character {int(at[2]) + 1}: ", words)
