"""WARC: the pages in an archive of the web, and one page as a record of such an archive."""

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.acquire.encodings import unpacked
from onrecord.acquire.saved import Saved
from onrecord.acquire.sniff import GZIP, holds_warc, leads_on
from onrecord.acquire.streams import CHUNK, Reads, read_chunk
from onrecord.errors import InputError
from onrecord.record import Page

# What is kept of what was read, to begin again behind damage: larger than nearly every page.
WINDOW_BYTES = 4 << 20
MAX_HEADER_BYTES = 64 << 10
HEAD = 4096  # bytes in which a document says what it is
MAX_ADDRESS = 2000  # characters
EPOCH = "1970-01-01T00:00:00Z"  # the standard wants a date; this one says that there is none
_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_PAGES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
# Parts of pages, which a folder leaves out, too; and what a crawler notes for itself.
_PARTS = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "text/dns")
_DATA = ("application/javascript", "application/x-javascript", "application/json")
# What leads to pages: feeds, site maps, lists of feeds; and what is meant for programs alone.
_FEEDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "text/x-opml",
)
_XML = ("text/xml", "application/xml")
_LEADS = re.compile(r"^https?://[^/]+/robots\.txt$|/sitemap[^/]*\.(?:txt|xml|xml\.gz)$", re.I)
_LINE = re.compile(rb"(?<=\n)WARC/[01]\.\d+\r?\n")
_SWALLOWED = re.compile(rb"\r\n\r\nWARC/[01]\.\d+\r\n")
_OK = 200
_REDIRECTS = range(300, 400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """One record of an archive: a page, or why it is none."""

    offset: int  # of the record in the file, in bytes as they lie there
    url: str | None
    found: Saved | InputError


def read_warc(stream: Reads, *, limit: int) -> Iterator[Archived]:
    """Give the pages of an archive in its order, holding one at a time.

    Records of requests, of redirects, of the parts of pages and of what leads to pages (feeds, site
    maps, robots.txt) are left out. A record that is
    broken, or no page, is given with an InputError that says why, and the next one follows. limit:
    of the bytes of a page, decoded. Raises InputError where the stream itself cannot be read.
    """
    window = _Window(stream)
    begin: int | None = 0
    told = False  # of damage behind a good record; where it begins shows only later
    while begin is not None:
        damage = yield from _until_damage(window, begin, limit)
        if damage is None:
            return
        begin = window.next_record(damage.at + 1)
        if damage.why is not None and not (damage.at_once and told):
            at = damage.at if damage.at_once or begin is None else begin
            yield _broken(at, None, damage.why)
        told = damage.why is not None and not damage.at_once


@dataclass(frozen=True, slots=True, kw_only=True)
class _Damage:
    at: int  # where the last record begins that could be begun
    why: str | None  # None: told of with its record
    at_once: bool = False  # before any record was read


def _until_damage(
    window: "_Window", begin: int, limit: int
) -> Generator[Archived, None, _Damage | None]:
    """Give the pages from a position on, and what ended them; None: the end of the archive."""
    at, n_read = begin, 0
    window.rewind(begin)
    try:
        for record in _records(window):
            at, n_read = record.stream_pos, n_read + 1
            one = _archived(record, at, limit)
            if one is not None:
                yield one
                if isinstance(one.found, InputError) and one.found.reason == "damaged archive":
                    return _Damage(at=at, why=None)  # the reader is somewhere inside it
    except OSError as error:
        return _Damage(at=at, why=str(error), at_once=not n_read)
    return None


def _records(window: "_Window") -> Iterator[WarcRecord]:
    stream: Any = window  # has what the reader uses
    yield from ArchiveIterator(
        stream,
        record_types=_TYPES,
        parse_http=True,
        auto_decode="transfer",
        max_header_len=MAX_HEADER_BYTES,
        fsspec_args=False,
    )


class _Window:
    """A stream that keeps the last bytes it gave, so that one can go back to them."""

    def __init__(self, stream: Reads) -> None:
        self._stream = stream
        self._kept = bytearray()
        self._start = 0  # where in the stream the first kept byte stands
        self._at = 0  # where in the stream the next read begins

    def read(self, n: int = CHUNK, /) -> bytes:
        """Read at most n bytes. Raises InputError as `read_chunk` does."""
        place = self._at - self._start
        if place >= len(self._kept) and not self._fill():
            return b""
        place = self._at - self._start
        chunk = bytes(self._kept[place : place + (n if n >= 0 else CHUNK)])
        self._at += len(chunk)
        return chunk

    def tell(self) -> int:
        """Give the place of the next byte."""
        return self._at

    def rewind(self, offset: int) -> None:
        """Go back, or on, to a place that is kept."""
        self._at = max(offset, self._start)

    def next_record(self, offset: int) -> int | None:
        """Find the next record at or after a position; None if there is none."""
        place = max(offset, self._start)
        while True:
            found = self._mark(place)
            if found is not None:
                return found
            # a mark may lie across the border of what is here
            place = max(place, self._start + len(self._kept) - 64)
            if not self._fill():
                return None
            place = max(place, self._start)

    def _mark(self, offset: int) -> int | None:
        first = offset - self._start
        plain = _LINE.search(self._kept, first)
        while True:
            first = self._kept.find(GZIP, first)
            if first < 0 or (plain is not None and plain.start() < first):
                break
            if holds_warc(bytes(self._kept[first : first + 4096])):
                return self._start + first
            first += 1
        return None if plain is None else self._start + plain.start()

    def _fill(self) -> bool:
        chunk = read_chunk(self._stream, CHUNK)
        self._kept += chunk
        if len(self._kept) > 2 * WINDOW_BYTES:  # seldom, as it moves what stays
            gone = len(self._kept) - WINDOW_BYTES
            del self._kept[:gone]
            self._start += gone
        return bool(chunk)


def _archived(record: WarcRecord, offset: int, limit: int) -> Archived | None:
    """Take the page out of a record; None if the record is skipped."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")[:MAX_ADDRESS] or None
    try:
        saved = _saved(record, url, limit)
    except InputError as error:
        return Archived(offset=offset, url=url, found=error)
    except OSError as error:
        return _broken(offset, url, str(error))
    return None if saved is None else Archived(offset=offset, url=url, found=saved)


def _saved(record: WarcRecord, url: str | None, limit: int) -> Saved | None:
    media_type, charset = _type_of(record)
    if _LEADS.search(url or ""):
        return None
    if _is_redirect(record):
        return None
    if media_type.startswith(_PARTS) or media_type in _DATA or media_type in _FEEDS:
        return None
    if media_type and media_type not in _PAGES and media_type not in _XML:
        raise _no_page(media_type)
    body = _body_of(record, limit)
    if leads_on(body[:HEAD]):
        return None
    if media_type in _XML:
        raise _no_page(media_type)
    return Saved(
        body,
        _PAGES.get(media_type, "text/html"),
        charset=charset,
        url=url,
        captured_at=record.headers.get("WARC-Date"),
        captured_how="WARC-Date",
    )


def _is_redirect(record: WarcRecord) -> bool:
    """Tell by its status; raises InputError for one of which no page comes."""
    if not record.is_http or record.http_headers is None:
        return False
    status = record.http_headers.status_code
    if not status:
        raise InputError("damaged archive", "no HTTP status: skipped")
    if status != _OK and status not in _REDIRECTS:
        raise InputError("not found", f"HTTP {status}: the archive holds no page here")
    return status in _REDIRECTS


def _no_page(media_type: str) -> InputError:
    return InputError("unsupported format", f"{media_type}: no page")


def _type_of(record: WarcRecord) -> tuple[str, str | None]:
    """Give the media type, in small letters, and the charset, as the record states them."""
    if record.is_http:
        return (record.http_content_type or "").lower(), record.http_charset
    stated, _, rest = (record.headers.get("Content-Type") or "").partition(";")
    charset = re.search(r"charset\s*=\s*\"?([\w.:-]{1,40})", rest, re.I)
    return stated.strip().lower(), charset and charset[1]


def _body_of(record: WarcRecord, limit: int) -> bytes:
    wanted = record.content_length
    body = bytes(record.reader.read(limit + 1))
    headers = record.http_headers if record.is_http else None
    encodings = headers.get("Content-Encoding") if headers is not None else None
    if encodings:
        body = unpacked(body, encodings, limit=limit)
    if len(body) > limit:
        raise InputError("too large", f"more than {limit} bytes: raise the setting max_bytes")
    if _SWALLOWED.search(body):
        raise InputError("damaged archive", "the record says it is longer than it is: skipped")
    in_chunks = headers is not None and headers.get("Transfer-Encoding")
    if not encodings and not in_chunks and len(body) < wanted:
        raise InputError("damaged archive", f"cut off: {len(body)} bytes of {wanted}")
    return body


def _broken(offset: int, url: str | None, why: str) -> Archived:
    error = InputError("damaged archive", f"broken record, skipped: {why}")
    return Archived(offset=offset, url=url, found=error)


def warc_record(page: Page) -> bytes:
    """Write a page as one record: the same page gives the same bytes, of WARC 1.1.

    A "resource", as the bytes are here and not the headers a server sent with them. Records behind
    each other are an archive, which `read_warc` and every other reader of WARC read.
    """
    charset = f"; charset={page.charset}" if page.charset else ""
    address = page.url or f"urn:sha256:{page.sha256}"
    fields = {
        "WARC-Type": "resource",
        "WARC-Target-URI": "".join(address.split()),
        "WARC-Date": _warc_date(page.captured_at),
        "WARC-Record-ID": f"<{uuid5(NAMESPACE_URL, f'{address} {page.sha256}').urn}>",
        "Content-Type": f"{page.media_type}{charset}",
    }
    return written(fields, page.body)


def written(fields: Mapping[str, str], block: bytes) -> bytes:
    """Write one record of WARC 1.1. fields: all but its length, none with a line break in it."""
    lines = {**fields, "Content-Length": str(len(block))}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"WARC/1.1\r\n{head}\r\n".encode(errors="replace") + block + b"\r\n\r\n"


def _warc_date(stated: str | None) -> str:
    """Give a moment in UTC as WARC writes it; of one without a zone or hour the epoch."""
    try:
        moment = datetime.fromisoformat(stated or "")
    except ValueError:
        return EPOCH
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment.tzinfo else EPOCH
