"""RTF and DOCX, as the news databases export them: the text without the formatting.

A table becomes one line a row, cells separated by tabs. A paragraph is a line; empty paragraphs
stay, because they tell stories apart. Footnotes, headers,
footers, text boxes and deleted text are left out.
"""

import codecs
import io
import re
from collections.abc import Iterator
from typing import Protocol

from onrecord.acquire.archives import check_inflated_size, open_zip
from onrecord.errors import InputError

# striprtf reads 2.4 MB a second on one core that is not shared; slower machines need the rest.
RTF_BYTES_PER_SECOND = 1_000_000
MAX_RTF_GROUPS = 1_000_000  # a level of nesting costs 90 bytes: 15 MB of "{" once took 1.3 GB
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_HEX = re.compile(
    rb"(?<![0-9a-fA-F\r\n])[0-9a-fA-F\r\n]{400,}+"
)  # a picture; no prose has such a run
_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])", re.I)
_FIELD = re.compile(r"\\fldinst\{", re.I)
_BAD_NUMBER = re.compile(r"\\(?:uc(?![a-z\d])|u-?\d{6,}|bin(?![a-z]))", re.I)
_FONT_TABLE = re.compile(r"\{[^{}]*\\fonttbl")
_FONT = re.compile(r"\\f(\d{1,6})(?=[\\ {])")
_FONT_CHARSET = re.compile(r"\\fcharset(\d{1,3})")
_BRACE = re.compile(r"\\.|[{}]", re.S)
# What `striprtf` and `python-docx` raise on damaged files, found by feeding them cut ones.
_PARSER_ERRORS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    OverflowError,
    RecursionError,
    RuntimeError,
    SyntaxError,  # lxml's own comes from it
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}
_SKIPPED = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent"))


class _Element(Protocol):
    """What is used of an lxml element; lxml itself comes with python-docx and has no types."""

    tag: str
    text: str | None

    def __iter__(self) -> Iterator["_Element"]: ...
    def iter(self, tag: str) -> Iterator["_Element"]: ...
    def iterancestors(self, tag: str) -> Iterator["_Element"]: ...


def read_rtf(body: bytes, *, max_seconds: int) -> str:
    """Read the text of an RTF file, with no lone surrogates.

    Raises InputError if its markup is damaged, or if there is too much of it for the time.
    """
    from striprtf.striprtf import rtf_to_text

    lean = _HEX.sub(b"", _without_binary(body))
    if len(lean) > max_seconds * RTF_BYTES_PER_SECOND or lean.count(b"{") > MAX_RTF_GROUPS:
        raise InputError("too large", f"{len(lean)} bytes of RTF: save it as text, or split it")
    encoding = _rtf_encoding(lean)
    try:
        text: str = rtf_to_text(_tame(lean.decode(encoding, "replace")), encoding, errors="replace")  # type: ignore[no-untyped-call]
    except _PARSER_ERRORS as error:
        raise InputError("not readable", f"damaged RTF ({error}): save it again") from error
    # RTF writes characters beyond the first plane as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read_docx(body: bytes, *, limit: int) -> str:
    """Read the text of a DOCX file, tables and content controls included, in its own order.

    limit: bytes that its parts may unpack to. Raises InputError if it is damaged or over it.
    """
    import docx

    with open_zip(io.BytesIO(body)) as archive:
        check_inflated_size(archive, limit=limit)
    try:
        root = docx.Document(io.BytesIO(body)).element.body
        return "\n".join(_lines(root)) + "\n"
    except _PARSER_ERRORS as error:
        raise InputError("not readable", f"damaged DOCX ({error}): save it again") from error


def _without_binary(body: bytes) -> bytes:
    r"""Leave out the `\bin` stretches, whose bytes are not markup."""
    pieces, at = [], 0
    while found := _BINARY.search(body, at):
        pieces.append(body[at : found.start()])
        at = found.end() + int(found[1])
    return b"".join((*pieces, body[at:]))


def _rtf_encoding(lean: bytes) -> str:
    """By the rules 7-bit; some programs write raw bytes, in UTF-8 or the file's code page."""
    try:
        lean.decode("utf-8")
    except UnicodeDecodeError:
        stated = _CODE_PAGE.search(lean[:4096].decode("latin-1"))
        return f"cp{stated[1]}" if stated and _is_codec(f"cp{stated[1]}") else "cp1252"
    return "cp1252" if lean.isascii() else "utf-8"


def _is_codec(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _tame(markup: str) -> str:
    """RTF in which nothing makes `striprtf` raise, or take time that grows with the square."""
    markup = _CELL.sub(r"\\tab", markup)
    markup = _BAD_NUMBER.sub("", markup)
    markup = _FIELD.sub(r"\\fldinst {", markup)  # it would add the address of every link
    found = _FONT_TABLE.search(markup)
    if found is None:
        return markup
    end = _group_end(markup, found.end())
    return markup[: found.start()] + _font_table(markup[found.end() : end]) + markup[end:]


def _group_end(markup: str, at: int) -> int:
    depth = 1
    for brace in _BRACE.finditer(markup, at):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            return brace.end()
    return len(markup)


def _font_table(group: str) -> str:
    """Write the same table, one font a line and only charsets that Python can decode."""
    from striprtf.striprtf import charset_map

    numbers_and_rests = _FONT.split(group)[1:]
    lines = []
    for number, rest in zip(numbers_and_rests[::2], numbers_and_rests[1::2], strict=True):
        charset = _FONT_CHARSET.search(rest)
        codec = charset_map.get(int(charset[1])) if charset else None
        if charset and codec and _is_codec(codec):
            lines.append(rf"{{\f{number}\fcharset{charset[1]} x;}}")
    return "{\\fonttbl" + "\n".join(lines) + "}"


def _lines(parent: _Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield "".join(_pieces(child))
        elif child.tag == f"{_W}tr":
            yield "\t".join("\n".join(_lines(cell)).strip("\n") for cell in _cells(child))
        elif child.tag not in _SKIPPED:  # tables, content controls, tracked insertions
            yield from _lines(child)


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]


def _pieces(parent: _Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _pieces(child)
