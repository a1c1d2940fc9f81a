"""Feeds for any feed reader: Atom (RFC 4287) and JSON Feed 1.1."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

import orjson

ATOM = "http://www.w3.org/2005/Atom"
NO_DAY = "1970-01-01"  # Atom wants a date of every entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed."""

    id: str
    title: str
    path: str  # after the root that a feed is written with
    day: str | None  # ISO 8601, or an instant
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed before it takes a form."""

    title: str
    path: str  # of the page that shows the same
    items: Sequence[Item]


def to_atom(feed: Feed, root: str) -> bytes:
    """Write Atom. root: what every path begins with, a scheme and a host."""
    top = Element("feed", xmlns=ATOM)
    _put(top, "id", f"urn:onrecord:{feed.path}")
    _put(top, "title", feed.title)
    days = [instant(one.day) for one in feed.items]
    _put(top, "updated", max(days, default=instant(None)))
    author = SubElement(top, "author")
    _put(author, "name", "Onrecord")
    SubElement(top, "link", rel="alternate", href=root + feed.path)
    for one in feed.items:
        entry = SubElement(top, "entry")
        _put(entry, "id", f"urn:onrecord:{one.id}")
        _put(entry, "title", one.title)
        _put(entry, "updated", instant(one.day))
        SubElement(entry, "link", href=root + one.path)
        _put(entry, "summary", one.words)
    written: bytes = tostring(top, encoding="utf-8", xml_declaration=True)
    return written


def to_json(feed: Feed, root: str) -> bytes:
    """Write JSON Feed. root: as of `to_atom`."""
    form = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": root + feed.path,
        "items": [
            {
                "id": one.id,
                "url": root + one.path,
                "title": one.title,
                "content_text": one.words,
                **({"date_published": instant(one.day)} if one.day else {}),
            }
            for one in feed.items
        ],
    }
    return orjson.dumps(form)


def instant(day: str | None) -> str:
    """Give an instant of a day, month or year, its first one: feeds know no coarser dates."""
    if day and "T" in day:
        return day
    whole = (day or NO_DAY) + "-01-01"
    return f"{whole[: len(NO_DAY)]}T00:00:00Z"


def _put(parent: Element, name: str, words: str) -> None:
    # XML 1.0 has no control characters, not even escaped ones
    held = "".join(one for one in words if one >= " " or one in "\n\t")
    SubElement(parent, name).text = held.encode("utf-8", "replace").decode()
