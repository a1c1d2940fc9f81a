"""Reading within bounds: no stream is held in memory beyond one page.

A stream is anything with `read(n)` that gives at most n bytes and b"" at its end.
"""

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Literal, Protocol

from onrecord.errors import InputError
from onrecord.record import Origin

CHUNK = 64 * 1024
MAX_SPOOL = 1 << 30  # a ZIP on a pipe is copied to a temporary file; this is the disk it may take
MAX_RATIO = 200  # pages deflate to a fifth or a twentieth; 1 GB of zeros to a thousandth


class Reads(Protocol):
    """A source of bytes."""

    def read(self, n: int, /) -> bytes:
        """At most n bytes; b"" at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One stream, where it comes from, and what it is called."""

    stream: Reads
    origin: Origin
    name: str  # for its extension; "a.html" for the stream inside "a.html.gz"
    inside: tuple[Literal["gzip", "zip"], ...] = ()  # the archives around it, outermost first


class Peeked:
    """A stream whose beginning has been looked at and is read again."""

    def __init__(self, stream: Reads, *, size: int = CHUNK) -> None:
        self.stream = stream
        self.head = _read_fully(stream, size)
        self._at = 0

    def read(self, n: int, /) -> bytes:
        """Read the beginning again, then the rest. Raises InputError as `read_chunk` does."""
        if self._at < len(self.head):
            chunk = self.head[self._at : self._at + n]
            self._at += len(chunk)
            return chunk
        return read_chunk(self.stream, n)


class Counted:
    """Counts what is taken from a compressed stream, in steps small enough to judge a ratio."""

    def __init__(self, stream: Reads) -> None:
        self._stream = stream
        self.n_bytes = 0

    def read(self, n: int = -1, /) -> bytes:
        """Read at most n bytes, and no more than a few kilobytes."""
        # Python 3.12 asks for 128 kB at once: a bomb of 100 kB would seem to inflate little.
        chunk = read_chunk(self._stream, min(n, 4096) if n >= 0 else 4096)
        self.n_bytes += len(chunk)
        return chunk

    def seek(self, _offset: int, /) -> int:
        """Refuse: `gzip` asks for the method, and never calls it when reading ahead only."""
        raise io.UnsupportedOperation("seek")


class Meter:
    """Stops a compression bomb: more than a page, from next to nothing.

    packed: gives the compressed bytes spent so far. limit: output below this is never a bomb.
    """

    def __init__(self, packed: Callable[[], int], *, limit: int) -> None:
        self._packed = packed
        self._limit = limit
        self._n_bytes = 0
        self.tripped = False

    def add(self, n_bytes: int) -> None:
        """Count output. Raises InputError once it is out of all proportion."""
        self._n_bytes += n_bytes
        try:
            self.refuse(self._n_bytes, self._packed())
        except InputError:
            self.tripped = True
            raise

    def refuse(self, n_bytes: int, n_packed: int) -> None:
        """Raise InputError if so many bytes from so few are a bomb."""
        if n_bytes > self._limit and n_bytes > MAX_RATIO * n_packed:
            raise InputError("compression bomb", f"unpacks to more than {MAX_RATIO} times its size")


def read_chunk(stream: Reads, n: int) -> bytes:
    """Read at most n bytes. Raises InputError where the system refuses."""
    try:
        return stream.read(n)
    except OSError as error:
        raise InputError("not readable", f"{error.strerror or error}: check the file") from error


def _read_fully(stream: Reads, size: int) -> bytes:
    pieces: list[bytes] = []
    while size > 0 and (chunk := read_chunk(stream, size)):
        pieces.append(chunk)
        size -= len(chunk)
    return b"".join(pieces)


def read_page(stream: Reads, *, limit: int) -> bytes:
    """Read what is left. Raises InputError "too large" after little more than limit bytes."""
    # BytesIO hands over its own buffer: a list of chunks would hold the page twice.
    page = io.BytesIO()
    while page.tell() <= limit and (chunk := read_chunk(stream, CHUNK)):
        page.write(chunk)
    if page.tell() > limit:
        raise InputError(
            "too large", f"more than {limit} bytes: split it, or raise the setting max_bytes"
        )
    return page.getvalue()


def as_seekable(peeked: Peeked, *, limit: int = MAX_SPOOL) -> IO[bytes]:
    """Give the whole stream as a seekable file, a temporary one if necessary.

    Raises InputError "too large" if more than limit bytes would have to be copied.
    """
    stream = peeked.stream
    if isinstance(stream, io.BufferedReader | io.BytesIO) and stream.seekable():
        stream.seek(0)
        return stream
    spool = tempfile.SpooledTemporaryFile(max_size=16 * CHUNK)  # noqa: SIM115 - the caller's
    try:
        _copy(peeked, spool, limit=limit)
    except InputError:
        spool.close()
        raise
    return spool


def _copy(stream: Reads, spool: IO[bytes], *, limit: int) -> None:
    n_bytes = 0
    while chunk := stream.read(CHUNK):
        n_bytes += len(chunk)
        if n_bytes > limit:
            raise InputError("too large", f"a ZIP of more than {limit} bytes here: unpack it first")
        spool.write(chunk)
    spool.seek(0)
