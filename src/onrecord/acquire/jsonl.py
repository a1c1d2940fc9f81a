"""JSONL: one page a line, `{"url": …, "html": …}` or `{"url": …, "text": …}`.

A line may say when the page was captured ("fetched_at" or "crawl_date") and when it reached the
user ("seen_at"): an ISO 8601 date or datetime. Anything else there is passed over.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

import orjson

from onrecord.acquire.saved import Saved
from onrecord.acquire.streams import CHUNK, Reads
from onrecord.errors import InputError

_DATE_KEYS = ("fetched_at", "crawl_date")


class Line(NamedTuple):
    """One line of a stream, without its end."""

    number: int  # from 1
    offset: int  # of its first byte in the stream
    body: bytes | None  # None: longer than the limit, passed over


def split_lines(stream: Reads, *, limit: int) -> Iterator[Line]:
    """Split a stream into its lines, without blank ones; of each limit bytes at most are held."""
    number, offset, held, too_long = 1, 0, bytearray(), False
    n_bytes = 0  # of the line so far
    while chunk := stream.read(CHUNK):
        pieces = chunk.split(b"\n")
        for position, piece in enumerate(pieces):
            if position:
                if too_long or held.strip():
                    yield Line(number, offset, None if too_long else bytes(held))
                number, offset, n_bytes = number + 1, offset + n_bytes + 1, 0
                held, too_long = bytearray(), False
            n_bytes += len(piece)
            too_long = too_long or n_bytes > limit
            held = bytearray() if too_long else held
            if not too_long:
                held += piece
    if too_long or held.strip():
        yield Line(number, offset, None if too_long else bytes(held))


def read_line(line: Line, *, limit: int) -> Saved:
    """Read the page of one line. Raises InputError "bad line" or "too large"."""
    if line.body is None:
        raise InputError("too large", f"the line has more than {limit} bytes: raise max_bytes")
    record = _parse(line.body)
    key = next((key for key in ("html", "text") if isinstance(record.get(key), str)), None)
    if key is None:
        raise InputError("bad line", 'no "html" and no "text" that is a string')
    captured_at, captured_how = _captured(record)
    url = record.get("url")
    return Saved(
        _encode(record[key]),
        "text/html" if key == "html" else "text/plain",
        # A JSON string is decoded already: what the record says of a charset is history.
        charset="utf-8",
        url=_encode(url).decode() if isinstance(url, str) and url else None,
        captured_at=captured_at,
        captured_how=captured_how,
        seen_at=_stamp(record.get("seen_at")),
    )


def _parse(body: bytes) -> dict[str, object]:
    body = body.removeprefix(b"\xef\xbb\xbf")
    try:
        record = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        record = _parse_leniently(body, error)
    if not isinstance(record, dict):
        raise InputError("bad line", "not a JSON object")
    return record


def _parse_leniently(body: bytes, first: orjson.JSONDecodeError) -> object:
    r"""Take what scrapers write and orjson refuses: half a character ("\ud83d"), NaN."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InputError("bad line", f"not JSON: {first.msg}") from error


def _encode(text: object) -> bytes:
    return str(text).encode("utf-8", "replace")


def _captured(record: dict[str, object]) -> tuple[str | None, str | None]:
    for key in _DATE_KEYS:
        if captured_at := _stamp(record.get(key)):
            return captured_at, f"jsonl {key}"
    return None, None


def _stamp(value: object) -> str | None:
    """Keep a date a date: midnight would be a guess."""
    if not isinstance(value, str):
        return None
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(value.strip()).isoformat()
        except ValueError:
            continue
    return None
