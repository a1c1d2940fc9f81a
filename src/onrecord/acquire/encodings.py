"""Undoes what `Content-Encoding` says was done to bytes.

FastWARC 2.0 can do it, too, but an archive read so ends behind the first record that is packed and
in chunks at once, without a word: what comes after is lost.
"""

import io
import zlib
from collections.abc import Callable

from fastwarc.stream_io import BrotliReader, ZstdReader

from onrecord.acquire.streams import CHUNK, Reads
from onrecord.errors import InputError

_ANY_WRAPPING = 32 + zlib.MAX_WBITS  # zlib tells gzip and deflate apart by their first bytes
_MARKS = (b"\x1f\x8b", b"\x78")
_DEFLATED = {"gzip", "x-gzip", "deflate"}
_READERS: dict[str, Callable[[io.BytesIO], Reads]] = {"br": BrotliReader, "zstd": ZstdReader}
_MOST = 3  # encodings of one body; a real one has one


def unpacked(body: bytes, encodings: str, *, limit: int) -> bytes:
    """Unpack a body, up to one byte more than limit; of one that is cut off, what is there.

    encodings: as the field gives them, last done last. Bytes that are not packed, whatever it says,
    are given as they are. Raises InputError "damaged archive" for what cannot be unpacked.
    """
    names = [name for one in encodings.split(",") if (name := one.strip().lower())]
    for name in reversed(names[-_MOST:]):
        if name in _DEFLATED:
            body = _inflated(body, limit)
        elif name in _READERS:
            body = _read(_READERS[name](io.BytesIO(body)), limit)
        elif name != "identity":
            raise InputError("damaged archive", f"packed as {name[:40]!r}, an unknown encoding")
    return body


def _inflated(body: bytes, limit: int) -> bytes:
    if not body.startswith(_MARKS):
        return body
    try:
        return zlib.decompressobj(_ANY_WRAPPING).decompress(body, limit + 1)
    except zlib.error as error:
        raise InputError("damaged archive", f"cannot be unpacked: {error}") from error


def _read(stream: Reads, limit: int) -> bytes:
    plain = io.BytesIO()
    try:
        while plain.tell() <= limit and (chunk := stream.read(CHUNK)):
            plain.write(chunk)
    except OSError as error:
        raise InputError("damaged archive", f"cannot be unpacked: {error}") from error
    return plain.getvalue()
