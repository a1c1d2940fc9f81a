"""Files of RSS and Atom: the entries that carry their whole text, each a page of its own."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, NamedTuple

from onrecord.acquire.net.feeds import MOST_ENTRIES, absolute, entry_urls, parse_feed, stamp_of
from onrecord.acquire.net.feeds import words_of as line_of
from onrecord.acquire.saved import Saved
from onrecord.errors import InputError

# Characters of text: less in what a feed calls the content of an entry is a teaser, and a summary
# has to be as long as a story.
_SHORTEST_CONTENT, _SHORTEST_SUMMARY = 200, 1_000
_HAS_TEXT = re.compile(
    rb"<(?:\w+:)?(?:encoded|content)\b|<(?:description|summary)\b[^<>]*>[^<]{1000}|<!\[CDATA\["
)
_TAG = re.compile(r"<[^<>]*>")
_FOLLOW = "`onrecord fetch` follows a feed to the pages of its entries"


class Entry(NamedTuple):
    """An entry of a feed with its text."""

    number: int  # from 1
    saved: Saved


def read_entries(body: bytes) -> Iterator[Entry | InputError]:
    """Read the entries of a feed that carry their text; of the others, say how many there are."""
    found, _ = parse_feed(body, "")
    n_without = 0
    for number, entry in enumerate(found.entries[:MOST_ENTRIES], start=1):
        text = _text_of(entry)
        if text is None:
            n_without += 1
            continue
        yield Entry(number, _page_of(entry, text, found.feed))
    n_entries = len(found.entries)
    if n_without or not n_entries:
        some = f"{n_without} of its {n_entries} entries carry no whole text: {_FOLLOW}"
        yield InputError("bad feed", some if n_entries else "it has no entries")
    if n_entries > MOST_ENTRIES:
        yield InputError("too large", f"more than {MOST_ENTRIES} entries: the first are read")


def texts_of(body: bytes, url: str) -> dict[str, Saved]:
    """Return the entries of a feed that carry their text, by the address each leads to.

    url: of the feed; addresses in it may be relative to it.
    """
    if not _HAS_TEXT.search(body):  # to parse a feed takes long
        return {}
    found, _ = parse_feed(body, url)
    told: dict[str, Saved] = {}
    for entry in found.entries[:MOST_ENTRIES]:
        text = _text_of(entry)
        address = next(filter(None, (absolute(url, one) for one in entry_urls(entry))), None)
        if text is not None and address is not None:
            told.setdefault(address, _page_of(entry, text, found.feed)._replace(url=address))
    return told


def _text_of(entry: Mapping[str, Any]) -> str | None:
    """Return the text of an entry as markup; None if it is a teaser, or lies elsewhere."""
    for content in entry.get("content") or ():
        text = _markup_of(content)
        if len(_TAG.sub("", text).strip()) >= _SHORTEST_CONTENT:
            return text
    summary = _markup_of(entry.get("summary_detail") or {})
    return summary if len(_TAG.sub("", summary).strip()) >= _SHORTEST_SUMMARY else None


def _markup_of(content: Mapping[str, Any]) -> str:
    value = str(content.get("value") or "")
    if content.get("type") != "text/plain":
        return value
    return "".join(f"<p>{escape(line)}</p>" for line in value.splitlines() if line.strip())


def _page_of(entry: Mapping[str, Any], text: str, feed: Mapping[str, Any]) -> Saved:
    base = str(feed.get("link") or "")
    url = next(filter(None, (absolute(base, one) for one in entry_urls(entry))), None)
    title = line_of(entry.get("title"))
    named = [line_of(one.get("name")) for one in entry.get("authors") or () if one]
    by = " and ".join(filter(None, named))
    metas = {
        "feed:title": line_of(feed.get("title")),
        "og:title": title,
        "dc.creator": by,
        "pubdate": stamp_of(entry, "published_parsed"),
        "lastmod": stamp_of(entry, "updated_parsed"),
    }
    head = "".join(
        f'<meta property="{key}" content="{escape(value)}">'
        for key, value in metas.items()
        if value
    )
    top = f"<h1>{escape(title)}</h1>" if title else ""
    top += f"<p class=byline>By {escape(by)}</p>" if by else ""
    markup = (
        f"<html><head><title>{escape(title or '')}</title>{head}</head>"
        f"<body><article>{top}{text}</article></body></html>"
    )
    return Saved(markup.encode("utf-8", "replace"), "text/html", charset="utf-8", url=url)
