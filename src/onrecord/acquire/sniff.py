"""What bytes are, by their content first and their name second."""

import re
import zlib
from pathlib import PurePath
from typing import Literal

from onrecord.acquire.mbox import is_mbox
from onrecord.errors import InputError

Kind = Literal[
    "html", "text", "markdown", "mhtml", "mail", "mbox", "feed", "rtf", "jsonl", "gzip", "zip",
    "warc", "binary",
]  # fmt: skip

# (at, magic, what it is and what to do)
_FOREIGN: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "PDF: convert it to text first"),
    (0, b"%!PS", "PostScript: convert it to text first"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file: save it as DOCX or text"),
    (0, b"\x89PNG", "a PNG image: it holds no text"),
    (0, b"\xff\xd8\xff", "a JPEG image: it holds no text"),
    (0, b"GIF87a", "a GIF image: it holds no text"),
    (0, b"GIF89a", "a GIF image: it holds no text"),
    (8, b"WEBP", "a WebP image: it holds no text"),
    (4, b"ftyp", "a video or picture file: it holds no text"),
    (0, b"\x1aE\xdf\xa3", "a video: it holds no text"),
    (0, b"OggS", "a sound or video file: it holds no text"),
    (0, b"ID3\x03", "a sound file: it holds no text"),
    (0, b"ID3\x04", "a sound file: it holds no text"),
    (0, b"wOFF", "a font: it holds no text"),
    (0, b"wOF2", "a font: it holds no text"),
    (0, b"\x7fELF", "a program: it holds no text"),
    (0, b"MZ\x90\x00", "a program: it holds no text"),
    (0, b"\xca\xfe\xba\xbe", "a program: it holds no text"),
    (0, b"\x00asm", "a program: it holds no text"),
    (0, b"SQLite format 3\x00", "an SQLite database: export its pages as JSONL"),
    (0, b"PAR1", "a Parquet table: export its pages as JSONL"),
    (0, b"BZh91AY&SY", "bzip2: decompress it first, or use gzip"),
    (0, b"\xfd7zXZ\x00", "xz: decompress it first, or use gzip"),
    (0, b"(\xb5/\xfd", "zstd: decompress it first, or use gzip"),
    (0, b"7z\xbc\xaf'\x1c", "a 7z archive: unpack it, or use ZIP"),
    (0, b"Rar!\x1a\x07", "a RAR archive: unpack it, or use ZIP"),
    (257, b"ustar", "a tar archive: unpack it, or use ZIP"),
)
GZIP = b"\x1f\x8b\x08"
_WARC = re.compile(rb"WARC/[01]\.\d+\r?\n")
# Text, but never news: a page saved with its parts comes with these beside it.
_SCRIPTS = (".css", ".js", ".mjs", ".map", ".ts", ".py", ".sh", ".sql", ".c", ".h")
_TABLES = (".json", ".csv", ".tsv", ".yml", ".yaml", ".toml", ".ini", ".svg")
_NEVER_NEWS = frozenset(_SCRIPTS + _TABLES)
_FEEDS = frozenset(("rss", "feed", "rdf:rdf"))
_LEADS = _FEEDS | {"urlset", "sitemapindex", "opml"}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkd"))
_HTML = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml"))
# Possessive: a page of a hundred comments would be tried in 2^100 ways.
_SPACE = rb"\s*+(?:(?><!--.*?-->)\s*+)*+"
_DOCUMENT = re.compile(_SPACE + rb"<(?:!doctype\s+html|html[\s>])", re.I | re.S)
_XML = re.compile(_SPACE + rb"(?:<\?xml|<(?:rss|feed|urlset|sitemapindex|svg)\b)", re.I | re.S)
_ELEMENT = re.compile(
    _SPACE + rb"<(?:head|body|meta|title|link|script|style|base|noscript|main|article|section|"
    rb"header|nav|div|span|table|ul|ol|h[1-6]|p|a|b|br|img|font|center|iframe|blockquote)[\s/>]",
    re.I | re.S,
)
_NEVER_LATE = _MARKDOWN | {".txt"}  # they may quote a document
_ROOT = re.compile(rb"<([A-Za-z][\w:.-]*)")
_LATE_DOCUMENT = re.compile(rb"<!doctype\s+html|<html[\s>]", re.I)
_LINE_DOCUMENT = re.compile(rb"^[ \t]*(?:<!doctype\s+html|<html[\s>])", re.I | re.M)
_JSON = re.compile(rb'\s*(?:\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}|$)|\[\s*[{\[])')
_JSON_PAGE = re.compile(rb'"(?:html|text)"\s*:')
_MAIL_FIELD = re.compile(rb"[A-Za-z][\w-]*:[ \t]")
_SENDER = re.compile(rb"^from:[^\n]*@", re.M)
_LATE_BYTES = 4096  # how far into a file of no clear kind an <html> may stand
# Pages may hold a few stray control characters; compressed data has 11 in 100.
_MAX_CONTROL_SHARE = 0.05
_CONTROLS = bytes(sorted((set(range(32)) | {127}) - set(b"\t\n\v\f\r\x1b")))


def sniff(head: bytes, name: str) -> Kind:
    """Tell what a stream is, by its first bytes (as many as it has, up to 64 kB) and its name.

    "binary" is anything without a known beginning that is not text. Raises InputError
    "unsupported format" for what is known and cannot be read; the detail says what to do.
    """
    _refuse_foreign(head)
    if holds_warc(head):
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    extension = PurePath(name).suffix.lower()
    # NULs go for the look only: UTF-16 markup then reads as ASCII.
    plain = head.removeprefix(_BOMS[0])
    if head.startswith(_BOMS[1:]):
        plain = head[2:].replace(b"\x00", b"")
    if plain.lstrip()[:5] == rb"{\rtf":
        return "rtf"
    mail = _sniff_mail(plain, extension)
    if mail is not None:
        return mail
    return (
        _sniff_markup(plain, extension)
        or _sniff_json(plain, extension)
        or _sniff_text(plain, head, extension)
    )


def holds_warc(head: bytes) -> bool:
    """Tell whether bytes begin an archive of the web, plain or compressed record by record."""
    if not head.startswith(GZIP):
        return _WARC.match(head) is not None
    try:
        return _WARC.match(zlib.decompressobj(31).decompress(head, 64)) is not None
    except zlib.error:
        return False


def leads_on(head: bytes) -> bool:
    """Tell whether a document lists pages and is none: a feed, a site map, or a list of these."""
    if not _XML.match(head.removeprefix(_BOMS[0])):
        return False
    root = _ROOT.search(head)
    return root is not None and root[1].decode("ascii", "replace").lower() in _LEADS


def _refuse_foreign(head: bytes) -> None:
    for at, magic, advice in _FOREIGN:
        if head.startswith(magic, at):
            raise InputError("unsupported format", f"looks like {advice}")


def _sniff_mail(head: bytes, extension: str) -> Kind | None:
    if is_mbox(head):
        return "mbox"
    if not _MAIL_FIELD.match(head):
        return None
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0].lower()
    if b"mime-version:" not in fields and b"snapshot-content-location:" not in fields:
        # without an ending that says so: a dump of plain text, a mailing list's digest
        return "mail" if extension == ".eml" else None
    if b"multipart/related" in fields or extension in {".mht", ".mhtml"}:
        return "mail" if extension == ".eml" else "mhtml"
    is_mail = extension == ".eml" or (b"content-type:" in fields and _SENDER.search(fields))
    return "mail" if is_mail else None


def _sniff_markup(head: bytes, extension: str) -> Kind | None:
    if _DOCUMENT.match(head):
        return "html"
    if _XML.match(head):
        root = _ROOT.search(head)
        kind = root[1].decode("ascii", "replace").lower() if root else "?"
        if kind == "html" or extension in _HTML:
            return "html"
        if kind in _FEEDS:
            return "feed"
        advice = ": `onrecord fetch` follows site maps and lists of feeds" if kind in _LEADS else ""
        raise InputError("unsupported format", f"looks like XML ({kind}), not an HTML page{advice}")
    if extension in _MARKDOWN:  # Markdown may well begin with an HTML element
        return None
    return "html" if _ELEMENT.match(head) else None


def _sniff_json(head: bytes, extension: str) -> Kind | None:
    if extension in {".jsonl", ".ndjson"}:
        return "jsonl"
    if not _JSON.match(head):
        return None
    if _is_json_line(head):
        return "jsonl"
    # No string of JSON holds a line break: this one is a page behind something a program printed.
    if _LINE_DOCUMENT.search(head, 0, _LATE_BYTES):
        return None
    raise InputError("unsupported format", _JSON_ADVICE)


def _sniff_text(plain: bytes, head: bytes, extension: str) -> Kind:
    # After JSON, whose strings may hold whole documents.
    if extension not in _NEVER_LATE and _LATE_DOCUMENT.search(plain, 0, _LATE_BYTES):
        return "html"
    if extension in _NEVER_NEWS:
        raise InputError("unsupported format", f"{extension} files hold no pages")
    if _is_binary(head):
        return "binary"
    if extension in _HTML:
        return "html"
    return "markdown" if extension in _MARKDOWN else "text"


_JSON_ADVICE = (
    'JSON, but not JSONL of pages: write one {"url": …, "html": …} or {"url": …, "text": …} a line'
)


def _is_json_line(head: bytes) -> bool:
    line, end, _ = head.lstrip().partition(b"\n")
    # One line longer than the head: what it lacks is found when it is read.
    return line[:1] == b"{" and (not end or _JSON_PAGE.search(line) is not None)


def _is_binary(head: bytes) -> bool:
    if head.startswith(_BOMS) or _is_utf16(head):
        return False
    n_controls = len(head) - len(head.translate(None, _CONTROLS))
    return n_controls > _MAX_CONTROL_SHARE * len(head)


def _is_utf16(head: bytes) -> bool:
    """UTF-16 without a mark: NULs in every second place, and hardly any in the other."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    few, many = min(even, odd), max(even, odd)
    return many * 4 > len(head) and few * 20 < many
