"""Pages saved by a browser, with what the saving program says about them."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from onrecord.errors import InputError


class Saved(NamedTuple):
    """A page as its carrier states it. `body` becomes `Page.body`."""

    body: bytes
    media_type: str
    charset: str | None = None
    url: str | None = None
    captured_at: str | None = None
    captured_how: str | None = None
    seen_at: str | None = None
    received: bytes | None = None  # the bytes before they were made into text; None: they were not


_MEDIA_TYPES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
# How far in the comment may stand: SingleFile puts it behind <html> and all its attributes.
_TOP_BYTES = 16 * 1024
_SINGLEFILE = re.compile(rb"<!--\s*Page saved with SingleFile\b(.*?)-->", re.S)
_SINGLEFILE_URL = re.compile(rb"^\s*url:\s*(\S+)", re.M)
_SINGLEFILE_DATE = re.compile(
    rb"^\s*saved date:\s*\w{3} (\w{3}) (\d{1,2}) (\d{4}) "
    rb"(\d\d):(\d\d):(\d\d) GMT([+-])(\d\d)(\d\d)",
    re.M,
)
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{4}\)(\S+?)\s*-->", re.I)
# `email` takes the square of the time for the parameters of one field, and 2 kB for every part.
_CONTENT_TYPE = re.compile(
    rb"(?:^|[\r\n])content-type:[^\r\n]*+(?:(?:\r\n|\r|\n)[ \t][^\r\n]*+)*+", re.I
)
_MAX_FIELD_BYTES = 4096
_MAX_PARTS = 50_000  # counted as lines that begin with "--"
_WEB_URL = re.compile(r"https?://\S+", re.I)
_OF_PROJECT = re.compile(
    r"(?:readme|license|licence|copying|notice|changelog|changes|contributing|contributors|authors"
    r"|code_of_conduct|security|makefile|dockerfile|requirements)(?:\.(?:md|markdown|rst|txt))?",
    re.I,
)
_PAGE_NAME = re.compile(r"(.+)\.html?", re.I | re.S)
# Not `strptime("%b")`: that depends on the language of the user's machine.
_MONTHS = (b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()


def parts_folders(names: Iterable[str]) -> frozenset[str]:
    """Name the folders in which browsers put the parts of these pages.

    A page saved as "complete" is `NAME.html` or `NAME.htm`, and its pictures, styles, scripts
    and frames lie beside it in `NAME_files`.
    """
    return frozenset(f"{page[1]}_files" for page in map(_PAGE_NAME.fullmatch, names) if page)


def is_project_file(name: str) -> bool:
    """Tell a file about a folder or an archive from its pages: README.md, LICENSE.

    name: of the file, without folders before it. Other names and extensions say too little:
    pages are saved as "index", "12345" or "story.md", too.
    """
    return _OF_PROJECT.fullmatch(name) is not None


def read_html(body: bytes) -> Saved:
    """Read an HTML page, with what SingleFile or the browser wrote into a comment at its top."""
    top = body[:_TOP_BYTES]
    comment = _SINGLEFILE.search(top)
    if comment is None:
        source = _SAVED_FROM.search(top)
        url = source and source[1].decode("utf-8", "replace")
        return Saved(body, "text/html", url=_web_url(url))
    link = _SINGLEFILE_URL.search(comment[1])
    captured_at = _singlefile_date(comment[1])
    return Saved(
        body,
        "text/html",
        url=_web_url(link and link[1].decode("utf-8", "replace")),
        captured_at=captured_at,
        captured_how="SingleFile comment" if captured_at else None,
    )


def read_mhtml(body: bytes) -> Saved:
    """Read the root page of an MHTML file; its pictures and frames are left out.

    Raises InputError if no part of it is a page.
    """
    refuse_costly(body, "MHTML")
    # The parser of the older policy: the default one raises on malformed fields.
    try:
        message = BytesParser().parsebytes(body)
        return _root_page(message)
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise InputError("not readable", f"damaged MHTML ({error}): save the page again") from error


def refuse_costly(body: bytes, kind: str) -> None:
    """Raise InputError for a message that would take the mail parser too long."""
    if body.count(b"\n--") + body.count(b"\r--") > _MAX_PARTS:
        raise InputError("too large", f"{kind} of more than {_MAX_PARTS} parts: save it as HTML")
    if any(len(field[0]) > _MAX_FIELD_BYTES for field in _CONTENT_TYPE.finditer(body)):
        raise InputError("not readable", f"damaged {kind} (endless Content-Type): save it again")


def _root_page(message: Message) -> Saved:
    pages = [part for part in message.walk() if part.get_content_type() in _MEDIA_TYPES]
    if not pages:
        raise InputError("unsupported format", "this MHTML holds no page, only other parts")
    main_url = _field(message, "Snapshot-Content-Location")
    start = _text(message.get_param("start"))
    root = min(pages, key=lambda part: _rank(part, main_url, start))
    payload = root.get_payload(decode=True)
    captured_at = mail_date(_field(message, "Date"))
    url = main_url or _field(root, "Content-Location") or _field(message, "Content-Location")
    return Saved(
        payload if isinstance(payload, bytes) else b"",
        _MEDIA_TYPES[root.get_content_type()],
        charset=root.get_content_charset(),
        url=_web_url(url),
        captured_at=captured_at,
        captured_how="mhtml Date header" if captured_at else None,
    )


def _rank(part: Message, main_url: str | None, start: str | None) -> tuple[bool, bool, bool]:
    """Lowest for the page itself: by its address, by the root's number, HTML before text."""
    return (
        main_url is None or _field(part, "Content-Location") != main_url,
        start is None or _field(part, "Content-ID") != start,
        part.get_content_type() == "text/plain",
    )


def _field(message: Message, name: str) -> str | None:
    """Get a header field, unfolded: long addresses are broken over lines."""
    value = _text(message.get(name))
    if value is None:
        return None
    return re.sub(r"[\r\n]+[ \t]*", "" if "://" in value else " ", value).strip() or None


def _text(value: object) -> str | None:
    # Bytes that are not ASCII come as lone surrogates or in a Header: neither may leave here.
    return None if value is None else str(value).encode("utf-8", "replace").decode()


def _web_url(url: str | None) -> str | None:
    return url if url and _WEB_URL.fullmatch(url) else None


def _singlefile_date(comment: bytes) -> str | None:
    found = _SINGLEFILE_DATE.search(comment)
    if found is None or found[1] not in _MONTHS:
        return None
    day, year, hour, minute, second, off_hours, off_minutes = (
        int(found[group]) for group in (2, 3, 4, 5, 6, 8, 9)
    )
    offset = timedelta(hours=off_hours, minutes=off_minutes)
    try:
        zone = timezone(-offset if found[7] == b"-" else offset)
        month = _MONTHS.index(found[1]) + 1
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).isoformat()
    except ValueError:  # "Feb 31"
        return None


def mail_date(value: str | None) -> str | None:
    """Return the date of a header field in ISO 8601; None if it is none."""
    try:
        # Chrome writes -0000, "no local time known": what it gives is UTC.
        return parsedate_to_datetime(value.replace("-0000", "+0000")).isoformat() if value else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
