"""One stream of bytes becomes the pages in it."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from zipfile import ZipFile

from onrecord.acquire.archives import MAX_MEMBERS, gunzip, is_docx, open_zip, read_members
from onrecord.acquire.entries import read_entries
from onrecord.acquire.exports import read_docx, read_rtf
from onrecord.acquire.jsonl import read_line, split_lines
from onrecord.acquire.lists import beside, is_list, listed
from onrecord.acquire.mail import read_mail
from onrecord.acquire.mbox import read_boxed, split_mails
from onrecord.acquire.saved import Saved, read_html, read_mhtml
from onrecord.acquire.sniff import Kind, sniff
from onrecord.acquire.streams import Meter, Peeked, Source, as_seekable, read_page
from onrecord.acquire.warc import read_warc
from onrecord.errors import InputError
from onrecord.record import Origin, Page, Rejected
from onrecord.settings import DEFAULTS, Settings


def pages_from_bytes(
    body: bytes, origin: Origin, settings: Settings = DEFAULTS
) -> Iterator[Page | Rejected]:
    """Read the pages in some bytes: one of most files, many of ZIP and JSONL, in their order.

    What the bytes are is decided by themselves, then by the extension of `origin.member` or
    `origin.name`. Bad input is a Rejected and never raises. Zero bytes are a page of plain text.
    """
    source = Source(stream=io.BytesIO(body), origin=origin, name=origin.member or origin.name)
    return pages_from_source(source, settings)


def pages_from_source(source: Source, settings: Settings) -> Iterator[Page | Rejected]:
    """Read the pages of one stream, no further than they are asked for."""
    try:
        peeked = Peeked(source.stream)
        yield from _pages(replace(source, stream=peeked), peeked, settings)
    except InputError as error:
        yield rejected(source.origin, error)


def rejected(origin: Origin, error: InputError) -> Rejected:
    """`error` as a value: the `Rejected` of the place where it happened."""
    detail = " ".join(str(error).split())
    return Rejected(stage="acquire", ref=origin.ref(), reason=error.reason, detail=detail)


def _pages(source: Source, peeked: Peeked, settings: Settings) -> Iterator[Page | Rejected]:
    kind = sniff(peeked.head, source.name)
    if kind == "gzip":
        yield from pages_from_source(gunzip(source, limit=settings.max_bytes), settings)
    elif kind == "zip":
        yield from _zip_pages(source, peeked, settings)
    elif kind == "jsonl":
        yield from _jsonl_pages(source, settings)
    elif kind == "mbox":
        yield from _mbox_pages(source, settings)
    elif kind == "warc":
        yield from _warc_pages(source, settings)
    elif kind == "feed":
        yield from _feed_pages(source, read_page(peeked, limit=settings.max_bytes))
    elif is_list(source.name):
        yield from _listed_pages(source, settings)
    else:
        body = read_page(peeked, limit=settings.max_bytes)
        yield page_of(_read(kind, body, settings), source.origin)


def _zip_pages(source: Source, peeked: Peeked, settings: Settings) -> Iterator[Page | Rejected]:
    with as_seekable(peeked) as file, open_zip(file) as archive:
        if is_docx(archive):
            file.seek(0)
            body = read_page(file, limit=settings.max_bytes)
            text = read_docx(body, limit=settings.max_bytes)
            yield page_of(_as_text(text, body), source.origin)
            return
        if "zip" in source.inside:
            raise InputError("unsupported format", "a ZIP inside a ZIP: unpack the outer one first")
        n_packed = file.seek(0, io.SEEK_END)
        meter = Meter(lambda: n_packed, limit=settings.max_bytes)
        members = _web_archives(archive, read_members(archive, source.origin, meter))
        n_members = 0
        for n_members, member in enumerate(members, start=1):
            if n_members > MAX_MEMBERS:
                raise InputError("too large", f"more than {MAX_MEMBERS} members: unpack it first")
            yield from pages_from_source(member, settings)
            if meter.tripped:
                return
        if not n_members:
            raise InputError("not found", "the archive holds no files")


def _web_archives(archive: ZipFile, members: Iterator[Source]) -> Iterator[Source]:
    """Leave of a WACZ its archives alone: what else it holds tells about them."""
    if "datapackage.json" not in archive.namelist():
        return members
    return (one for one in members if (one.origin.member or "").startswith("archive/"))


def _jsonl_pages(source: Source, settings: Settings) -> Iterator[Page | Rejected]:
    for line in split_lines(source.stream, limit=settings.max_bytes):
        origin = _origin_of(source, f"line {line.number}", line.offset)
        yield _page_or_reason(origin, partial(read_line, line, limit=settings.max_bytes))


def _mbox_pages(source: Source, settings: Settings) -> Iterator[Page | Rejected]:
    for mail in split_mails(source.stream, limit=settings.max_bytes):
        origin = _origin_of(source, f"mail {mail.number}", mail.offset)
        yield _page_or_reason(origin, partial(read_boxed, mail, limit=settings.max_bytes))


def _origin_of(source: Source, member: str, offset: int) -> Origin:
    """Return where a part of a stream comes from; `offset` is that of its first byte."""
    outer = source.origin
    # An offset into what a gzip or ZIP unpacks to is no place in the file.
    offset_in_file = outer.offset if source.inside else offset
    named = member if outer.member is None else f"{outer.member} {member}"
    return replace(outer, member=named, offset=offset_in_file)


def _page_or_reason(origin: Origin, read: Callable[[], Saved]) -> Page | Rejected:
    try:
        return page_of(read(), origin)
    except InputError as error:
        return rejected(origin, error)


def _warc_pages(source: Source, settings: Settings) -> Iterator[Page | Rejected]:
    outer = source.origin
    for one in read_warc(source.stream, limit=settings.max_bytes):
        name = one.url or f"record at {one.offset}"
        member = name if outer.member is None else f"{outer.member} {name}"
        offset = outer.offset if source.inside else one.offset
        origin = Origin(kind="warc", name=outer.name, member=member, offset=offset)
        if isinstance(one.found, InputError):
            yield rejected(origin, one.found)
        else:
            yield page_of(one.found, origin)


def _feed_pages(source: Source, body: bytes) -> Iterator[Page | Rejected]:
    outer = source.origin
    for one in read_entries(body):
        if isinstance(one, InputError):
            yield rejected(outer, one)
            continue
        member = f"entry {one.number}"
        member = member if outer.member is None else f"{outer.member} {member}"
        yield page_of(one.saved, replace(outer, member=member, offset=None))


def _listed_pages(source: Source, settings: Settings) -> Iterator[Page | Rejected]:
    """Read the archives that a list names, where they lie beside it; nothing is fetched."""
    outer = source.origin
    for path in listed(source.stream):
        if isinstance(path, InputError):
            yield rejected(outer, path)
            continue
        found = beside(outer.name, path) if outer.kind == "file" else None
        if found is None:
            advice = f"{path} is not beside the list: fetch it first"
            yield rejected(replace(outer, member=path), InputError("not found", advice))
            continue
        with open(found, "rb") as file:
            origin = Origin(kind="file", name=found)
            yield from pages_from_source(Source(stream=file, origin=origin, name=found), settings)


def _read(kind: Kind, body: bytes, settings: Settings) -> Saved:
    if kind == "binary":
        raise InputError(
            "not text", "looks like binary data: check the file, or convert it to text"
        )
    if kind == "rtf":
        return _as_text(read_rtf(body, max_seconds=settings.max_seconds), body)
    readers: dict[Kind, Callable[[bytes], Saved]] = {
        "html": read_html,
        "mhtml": read_mhtml,
        "mail": read_mail,
    }
    if kind in readers:
        return readers[kind](body)
    return Saved(body, "text/markdown" if kind == "markdown" else "text/plain")


def _as_text(text: str, received: bytes) -> Saved:
    return Saved(text.encode(), "text/plain", charset="utf-8", received=received)


def page_of(saved: Saved, origin: Origin) -> Page:
    """Give what a carrier hands over as a page."""
    received = saved.body if saved.received is None else saved.received
    return Page(
        body=saved.body,
        sha256=sha256(received).hexdigest(),
        media_type=saved.media_type,
        charset=saved.charset,
        url=saved.url,
        captured_at=saved.captured_at,
        captured_how=saved.captured_how,
        seen_at=saved.seen_at,
        origin=origin,
    )
