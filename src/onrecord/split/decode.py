"""Turns the bytes of a page into text, and says how its charset was decided.

The text has no NULs and lone surrogates; line ends stay as they are.
"""

import codecs
import re
from functools import lru_cache

from onrecord.record import Page

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BOM_STARTS = tuple(bom for bom, _ in _BOMS)
_HEAD_BYTES = 4096  # where a page may state its charset; the HTML standard asks for 1024
_META = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})", re.I)
_XML = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9_:.+-]{2,40})", re.I)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
# Python's name of a charset -> the codec that reads what the web means by it, after the WHATWG
# encoding standard: labels are taken for the larger charset that pages under them really use.
_CODECS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_EAST_ASIAN = ("gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "iso2022_jp")
_SINGLE_BYTE = (
    *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866", "cp874"),
    *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
)
_CODECS |= {name: name for name in ("utf-8", *_EAST_ASIAN, *_SINGLE_BYTE)}
_WIDE = {"utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}
_HIGH = bytes(range(128, 256))
_NON_ASCII = re.compile(rb"[\x80-\xff]+")
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# A bad byte and everything after it that cannot begin or continue a valid sequence either.
_BAD_STRETCH = re.compile(rb"(?:[\x80-\xc1\xf5-\xff]|[\xc2-\xf4](?![\x80-\xbf]))+")
_SAMPLE_BYTES = 16 * 1024
# Two sentences were enough for 12 of 13 languages tried; the time grows with the sample.
_DETECT_BYTES = 2048
_TAG = re.compile(rb"<[^<>]*>")
# Never the second byte of an East Asian character: here a sample can be cut.
_BREAK = re.compile(rb"[\n <>]")
# English with accents and curly quotes has one byte in 50 beyond ASCII, Czech one in 8. Below
# one in 30 the detector has too little to go by, and calls curly quotes Hungarian.
_SPARSE = 30
# East Asian bytes can be valid UTF-8 by accident, in a page of a word or two and no longer.
_CHANCE = 8
# Polish, Czech, Hungarian: in windows-1252 this is a sign inside a word ("³" for "ł") or nothing.
_CENTRAL_EUROPEAN = re.compile(
    rb"[A-Za-z\xc0-\xff][\xa3\xa5\xaf\xb3\xb9\xbc\xbe\xbf][a-z\xe0-\xff]"
    rb"|[a-z]{2}[\xb3\xb9\xbe\xbf]|\x9d"
)
_DETECTABLE = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("koi8_r", "iso8859_2", "cp874", "gb18030", "big5", "cp932", "euc_jp", "cp949"),
]
_MEND = "onrecord.windows-1252"


def decode(page: Page) -> tuple[str, str]:
    """Decode the body of a page; any bytes give a text.

    Returns the text and what decided the charset: "bom", "carrier", "meta" (also an XML
    declaration), "utf-8 valid" or "detected". A stated charset gives way to UTF-8 where only
    UTF-8 reads the bytes without error, and where a single-byte charset is stated for bytes that
    are valid UTF-8: wrong labels are common, such bytes by accident are not. UTF-8 with bad
    stretches keeps what is good; the stretches are read as windows-1252.
    """
    text, how = _decode(page)
    if b"\x00" in page.body:  # a NUL in the text is one in the bytes, which are faster to search
        text = text.replace("\x00", "")
    return text, how


def _decode(page: Page) -> tuple[str, str]:
    body = page.body
    if body.startswith(_BOM_STARTS):
        return _decode_marked(body), "bom"
    codec, how = _stated(page)
    wide = _wide_codec(body)
    if wide is not None:  # before UTF-8: with its NULs, it is valid UTF-8 too
        return body.decode(wide, "replace"), how if codec == wide else "detected"
    text = _strictly(body, "utf-8")
    if codec in _EAST_ASIAN and (text is None or _count_utf8(body)[0] < _CHANCE):
        stated = _strictly(body, codec)
        if stated is not None:
            return stated, how
    if text is None:
        return _decode_broken(body, codec, how)
    agrees = codec == "utf-8" or (codec is not None and body.isascii())
    return text, how if agrees else "utf-8 valid"


def _decode_broken(body: bytes, codec: str | None, how: str) -> tuple[str, str]:
    """Decode what is not valid UTF-8; how: who stated the codec, if there is one."""
    n_good, n_bad = _count_utf8(body)
    if codec in {None, "utf-8"}:
        if n_good > n_bad:
            return body.decode("utf-8", _MEND), how if codec else "detected"
        return body.decode(_detect(body), "replace"), "detected"
    if n_good > 4 * n_bad:
        return body.decode("utf-8", _MEND), "detected"
    return body.decode(codec or "cp1252", "replace"), how


def _decode_marked(body: bytes) -> str:
    mark, codec = next(pair for pair in _BOMS if body.startswith(pair[0]))
    return body[len(mark) :].decode(codec, _MEND if codec == "utf-8" else "replace")


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def _stated(page: Page) -> tuple[str | None, str]:
    """Find the codec that the carrier or else the page states, if it is a known one."""
    if page.charset and (codec := _codec(page.charset)):
        return codec, "carrier"
    if page.media_type == "text/html" and (label := _label_in(page.body[:_HEAD_BYTES])):
        codec = _codec(label)
        # In ASCII bytes nobody can say UTF-16 and mean it: the standard reads UTF-8.
        return ("utf-8" if codec in _WIDE.values() else codec), "meta"
    return None, "utf-8 valid"


def _label_in(head: bytes) -> str | None:
    if b"<!--" in head:
        head = _COMMENT.sub(b"", head)
    found = _META.search(head) or _XML.match(head)
    return found[1].decode("ascii") if found else None


@lru_cache(maxsize=256)
def _codec(label: str) -> str | None:
    """Find the codec for a label; None for one that is unknown or not a charset of the web."""
    label = label.strip().strip("\"'").lower()
    if not label.isascii() or "\x00" in label or len(label) > 40:  # noqa: PLR2004 - none is longer
        return None
    try:
        name = codecs.lookup(label.removeprefix("x-")).name
    except LookupError:
        return None
    return _CODECS.get(name) or _WIDE.get(name)


def _wide_codec(body: bytes) -> str | None:
    """Recognise UTF-16 without a mark, by the NULs in every second place."""
    sample = body[:_SAMPLE_BYTES]
    if b"\x00" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    few, many = min(even, odd), max(even, odd)
    if many * 4 <= len(sample) or few * 20 >= many:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _count_utf8(body: bytes) -> tuple[int, int]:
    """Count characters beyond ASCII that are valid UTF-8, and bytes that are not, at first."""
    n_good = n_bad = n_seen = 0
    for stretch in _NON_ASCII.finditer(body):
        bad, good = _UTF8_SEQUENCE.subn(b"", stretch[0])
        n_good, n_bad = n_good + good, n_bad + len(bad)
        n_seen += len(stretch[0])
        if n_seen > _SAMPLE_BYTES:
            break
    return n_good, n_bad


def _detect(body: bytes) -> str:
    """Guess the codec of bytes that are not UTF-8 and state nothing; windows-1252 in doubt."""
    first = _NON_ASCII.search(body)
    start = first.start() if first else 0
    start = max((m.end() for m in _BREAK.finditer(body, max(0, start - 256), start)), default=start)
    sample = _TAG.sub(b" ", body[start : start + _SAMPLE_BYTES])
    n_high = len(sample) - len(sample.translate(None, _HIGH))
    if n_high * _SPARSE < len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 20 ms that few pages need

    cut = max((m.start() for m in _BREAK.finditer(sample, 0, _DETECT_BYTES)), default=_DETECT_BYTES)
    best = from_bytes(sample[:cut], cp_isolation=_DETECTABLE).best()
    codec = _codec(best.encoding) if best is not None else None
    if codec in {None, "cp1250", "cp1252"}:  # the detector mixes these two up
        return "cp1250" if _CENTRAL_EUROPEAN.search(sample) else "cp1252"
    return codec or "cp1252"


def _mend(error: UnicodeError) -> tuple[str, int]:
    """Read bad bytes in UTF-8 as windows-1252; half a character at the end as unknown."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data":
        return "\ufffd", error.end
    bad = _BAD_STRETCH.match(error.object, error.start)
    end = bad.end() if bad else error.start + 1
    return error.object[error.start : end].decode("cp1252", "replace"), end


codecs.register_error(_MEND, _mend)
