"""Reads site maps, news site maps and lists of feeds (OPML), trusting none of them."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from onrecord.acquire.net.feeds import Link, Links, absolute, words_of
from onrecord.errors import InputError

MOST_LINKS = 50_000  # in one site map, as its rules say


def read_sitemap(body: bytes, url: str) -> tuple[Links, bool]:
    """Read a site map as far as it goes; True: it is a list of other site maps.

    url: its own. News site maps give titles and dates. Raises InputError "bad feed" if it is not a
    site map at all.
    """
    faults: list[str] = []
    links: dict[str, Link] = {}
    root, held = "", dict[str, str]()
    for name, text, ends in _elements(body, faults):
        root = root or name
        if ends and name in {"url", "sitemap"}:
            where = absolute(url, held.get("loc"))
            if where is None:
                faults.append("some of its entries have no address of the web")
            elif len(links) < MOST_LINKS:
                links.setdefault(where, _link(where, held))
            held = {}
        elif ends:
            held.setdefault(name, text)  # the first: pictures have addresses of their own
    if root not in {"urlset", "sitemapindex"}:
        raise InputError("bad feed", "it is not a site map")
    if not links:
        faults.append("it has no entry with an address")
    found = Links(links=tuple(links.values()), faults=tuple(dict.fromkeys(faults)))
    return found, root == "sitemapindex"


def _link(where: str, held: dict[str, str]) -> Link:
    at = held.get("publication_date") or held.get("lastmod") or ""
    return Link(url=where, title=words_of(held.get("title")), at=at.strip()[:40] or None)


def read_lines(body: bytes, url: str) -> Links:
    """Read a plain-text site map: one address per line."""
    lines = body.decode("utf-8", "replace").split("\n")
    found = (absolute("", line) for line in lines[: MOST_LINKS * 2])
    kept = list(dict.fromkeys(one for one in found if one))[:MOST_LINKS]
    if not kept:
        raise InputError("bad feed", f"no line of {url} is an address")
    return Links(links=tuple(Link(url=one) for one in kept))


def read_opml(body: bytes, url: str) -> Links:
    """Read a list of feeds as feed readers export it; raises InputError "bad feed"."""
    faults: list[str] = []
    links: dict[str, Link] = {}
    root, n_without = "", 0
    for name, attributes in _starts(body, faults):
        root = root or name
        if name != "outline":
            continue
        given = {key.lower(): value for key, value in attributes.items()}
        where = absolute(url, given.get("xmlurl"))
        if where is not None and len(links) < MOST_LINKS:
            title = words_of(given.get("title")) or words_of(given.get("text"))
            links.setdefault(where, Link(url=where, title=title))
        elif where is None and given.get("type", "").lower() in {"rss", "atom"}:
            n_without += 1
    if root != "opml":
        raise InputError("bad feed", "it is not OPML")
    if n_without:
        faults.append(f"{n_without} of its feeds have no address of the web")
    if not links:
        faults.append("it names no feed")
    return Links(links=tuple(links.values()), faults=tuple(dict.fromkeys(faults)))


def to_opml(feeds: Iterable[Link]) -> str:
    """Write a list of feeds that any feed reader can import."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["<head><title>Feeds</title></head>", "<body>"]
    for one in feeds:
        name = quoteattr(one.title or one.url)
        lines.append(f'<outline type="rss" text={name} xmlUrl={quoteattr(one.url)}/>')
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _elements(body: bytes, faults: list[str]) -> Iterator[tuple[str, str, bool]]:
    """Give names of elements as they begin, and with their text as they end."""
    for event, element in _parsed(body, faults):
        yield _local(element), element.text or "", event == "end"
        if event == "end" and _local(element) in {"url", "sitemap"}:
            element.clear()  # a site map of 50 MB is not held as a tree


def _starts(body: bytes, faults: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for event, element in _parsed(body, faults):
        if event == "start":
            yield _local(element), dict(element.attrib)
        else:
            element.clear()


def _parsed(body: bytes, faults: list[str]) -> Iterator[tuple[str, ET.Element]]:
    """Parse as far as possible: what a broken file says before the break is used."""
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - pages do not need it
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 - the same

    try:
        yield from iterparse(io.BytesIO(body.lstrip()), events=("start", "end"))
    except DefusedXmlException:
        faults.append("it declares entities: what follows is left out")
    except (ET.ParseError, ValueError, LookupError) as error:
        faults.append(f"it is not well-formed: {' '.join(str(error).split())[:200]}")


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
