"""One request and its response, limited in bytes and in time."""

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from onrecord.acquire.net.tape import Exchange, Keep, Tape
from onrecord.acquire.net.wire import Transport
from onrecord.acquire.streams import CHUNK, MAX_RATIO
from onrecord.errors import InputError

# Of zlib, for gzip and for deflate alike: it tells them apart by their first bytes.
_ANY_WRAPPING = 32 + zlib.MAX_WBITS
_PACKED = {"gzip", "x-gzip", "deflate"}
_GZIP, _ZLIB = b"\x1f\x8b", b"\x78"
HEADS = 256 << 10  # bytes of heads of answers, which are bounded where they are read
STEP = 4096  # bytes unpacked at a time: small enough to judge a ratio
OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent."""

    url: httpx.URL  # that was asked
    status: int
    headers: httpx.Headers
    body: bytes  # unpacked; b"" of any status but 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How large and how slow a response may be."""

    n_bytes: int  # after it is unpacked
    until: float  # `time.monotonic` at which it must be there
    allow_private: bool = False
    cut: bool = False  # the beginning of a longer answer is enough


def ask(
    url: httpx.URL, headers: Mapping[str, str], bounds: Bounds, keep: Keep | None = None
) -> Answer:
    """Send one request, without following redirects.

    keep: called with the exchange where an answer came, whatever its status. Raises InputError:
    "no answer" for one that does not come or breaks off, "too large", "compression bomb", "private
    address".
    """
    at, whole = now(), True
    tape = Tape(limit=2 * bounds.n_bytes + HEADS) if keep else None
    transport = Transport(until=bounds.until, allow_private=bounds.allow_private, tape=tape)
    try:
        with httpx.Client(transport=transport, trust_env=False) as client:
            request = httpx.Request("GET", url, headers=headers)
            answer = client.send(request, stream=True)
            try:
                body = b""
                if answer.status_code == OK:
                    chunks = answer.iter_raw(STEP)
                    body = _body(chunks, answer.headers.get("content-encoding", ""), bounds)
                    whole = tape is None or _is_read(chunks)
            finally:
                answer.close()
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise InputError("no answer", "it took too long: try again later") from error
    except (*_ERRORS, OSError) as error:
        raise InputError("no answer", _in_words(error)) from error
    made = Answer(url=url, status=answer.status_code, headers=answer.headers, body=body)
    if keep is not None and tape is not None:
        keep(_exchange(made, at, tape, whole=whole))
    return made


def _is_read(chunks: Iterator[bytes]) -> bool:
    """Tell whether the answer was read to its end."""
    try:
        return not next(chunks, b"")
    except (*_ERRORS, httpcore.TimeoutException, OSError):
        return False


def _exchange(answer: Answer, at: str, tape: Tape, *, whole: bool) -> Exchange:
    response, is_all = tape.response(head_only=answer.status != OK)
    ends = whole and is_all and (answer.status == OK or not _has_body(answer))
    return Exchange(
        url=str(answer.url),
        at=at,
        status=answer.status,
        address=tape.address,
        request=bytes(tape.sent),
        response=response,
        whole=ends,
    )


def _has_body(answer: Answer) -> bool:
    """Tell whether a body follows the head of an answer whose body is not read."""
    if answer.status in {204, 304}:
        return False
    return str(answer.headers.get("content-length")) != "0"


_ERRORS = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
    httpx.StreamError,
    httpx.InvalidURL,
)


def _in_words(error: Exception) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return f"the connection failed ({words[:200]})"


def _body(chunks: Iterator[bytes], encoding: str, bounds: Bounds) -> bytes:
    body, n_packed = io.BytesIO(), 0

    def received() -> Iterator[bytes]:
        nonlocal n_packed
        for chunk in chunks:
            n_packed += len(chunk)
            yield chunk

    for piece in _unpacked(received(), encoding):
        room = bounds.n_bytes - body.tell()
        body.write(piece[:room] if bounds.cut else piece)
        if len(piece) > room:
            if bounds.cut:
                break
            raise _too_much(body.tell(), n_packed, bounds.n_bytes)
    return body.getvalue()


def _too_much(n_bytes: int, n_packed: int, limit: int) -> InputError:
    if n_bytes > MAX_RATIO * n_packed:
        words = f"the answer unpacks to more than {MAX_RATIO} times its size"
        return InputError("compression bomb", words)
    return InputError("too large", f"more than {limit} bytes: raise the setting max_bytes")


def _unpacked(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Unpack what a server sends, no more than a chunk at a time.

    If it says "gzip" but sends plain bytes, these are given.
    """
    encoding = encoding.strip().lower()
    if encoding not in _PACKED | {"", "identity"}:
        raise InputError("no answer", f"it is packed as {encoding[:40]!r}, which was not asked for")
    first = next(chunks, b"")
    if encoding not in _PACKED or not first.startswith((_GZIP, _ZLIB)):
        yield first
        yield from chunks
        return
    unpack = zlib.decompressobj(_ANY_WRAPPING)
    yield from _inflated(unpack, first)
    while not unpack.eof:  # what follows its end is not looked at
        packed = next(chunks, b"")
        if not packed:
            raise InputError("no answer", "it breaks off: try again later")
        yield from _inflated(unpack, packed)


def _inflated(unpack: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    piece = b"-"
    while not unpack.eof and (packed or piece):
        try:
            piece = unpack.decompress(packed, CHUNK)
        except zlib.error as error:
            raise InputError("no answer", "it is damaged: try again later") from error
        packed = unpack.unconsumed_tail
        if piece:
            yield piece


def time_of(words: str | None) -> str | None:
    """Give an HTTP date as ISO 8601; None if it is not one."""
    try:
        found = parsedate_to_datetime(words or "")
    except (TypeError, ValueError, OverflowError):
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    try:
        return found.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None


def now() -> str:
    """Give the current time as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
