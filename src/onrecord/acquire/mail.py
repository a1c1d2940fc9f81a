"""E-mails: a newsletter as it was sent, with the lines that say who sent it, when and about what.

These lines are put before the text, decoded, and read as in any dump that contains mails.
"""

import re
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from html import escape

from onrecord.acquire.saved import Saved, mail_date, refuse_costly
from onrecord.errors import InputError

_LINES = ("From", "List-Id", "Subject", "Date")
_LONGEST_FIELD = 1_000  # characters; longer ones are cut
# What the parser of mails raises for malformed ones.
_BROKEN = (MessageError, RecursionError, LookupError, ValueError, TypeError, AttributeError)
_BODY = re.compile(r"<body\b[^<>]*>", re.I)


def read_mail(body: bytes) -> Saved:
    """Read the text of an e-mail: its HTML, or else its plain text.

    Raises InputError if it holds neither.
    """
    refuse_costly(body, "e-mail")
    try:
        message = BytesParser().parsebytes(body)
        return _text_of(message)
    except _BROKEN as error:
        raise InputError("not readable", f"damaged e-mail ({error}): save it again") from error


def _text_of(message: Message) -> Saved:
    parts = [part for part in message.walk() if not part.is_multipart() and not _is_file(part)]
    for kind in ("text/html", "text/plain"):
        texts = [_decoded(part) for part in parts if part.get_content_type() == kind]
        texts = [text for text in texts if text.strip()]
        if texts:
            break
    else:
        raise InputError("unsupported format", "this e-mail holds no text, only other parts")
    fields = [(name, _field(message, name)) for name in _LINES]
    # "List-Id: <daily.herald.example>" without a name in front says nothing to a reader
    lines = [
        f"{name}: {value}"
        for name, value in fields
        if value and not (name == "List-Id" and value.startswith("<"))
    ]
    text = _under_lines(lines, texts) if kind == "text/html" else "\n".join((*lines, "", *texts))
    captured_at = mail_date(_field(message, "Date"))
    return Saved(
        text.encode("utf-8", "replace"),
        kind,
        charset="utf-8",
        captured_at=captured_at,
        captured_how="mail Date header" if captured_at else None,
    )


def _under_lines(lines: list[str], texts: list[str]) -> str:
    head = "".join(f"<div>{escape(line)}</div>" for line in lines)
    text = "\n".join(texts)
    opened = _BODY.search(text)
    at = opened.end() if opened else 0
    return f"{text[:at]}{head}{text[at:]}"


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        return payload.decode(charset, "replace")
    except LookupError:  # a charset that nobody knows
        return payload.decode("utf-8", "replace")


def _field(message: Message, name: str) -> str | None:
    """Get a header field on one line, decoded."""
    raw = (str(v) for key, v in message.raw_items() if key.lower() == name.lower())
    # Bytes that are not ASCII come as lone surrogates; what writes them means UTF-8.
    sent = next(raw, "")[:_LONGEST_FIELD].encode("utf-8", "surrogateescape")
    value = sent.decode("utf-8", "replace")
    with suppress(MessageError, ValueError, LookupError):  # broken words stay as they are
        value = str(make_header(decode_header(value)))
    return " ".join(value.encode("utf-8", "replace").decode().split()) or None
