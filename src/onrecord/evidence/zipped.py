"""A ZIP with one possible form: the same parts are the same bytes, and every byte is checked.

Nothing in it is compressed, so that no bomb fits in and no release of zlib changes it. A program
that opens it as any ZIP sees files; we take it apart and put it together again, and it must be
the same.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from hashlib import sha256

MANIFEST = "manifest.json"
SEAL = b"onrecord evidence 1 "  # the ZIP's comment: this, and the digest of the manifest
MAX_BYTES = 1 << 30  # of a pack
MAX_PARTS = 10_000
_NAME = re.compile(r"[a-z0-9]+(?:/[a-z0-9]+)?\.[a-z]{2,6}")
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DAY = 0x21  # 1980-01-01, the first that a ZIP can say
_UNIX_FILE = 0o100644 << 16


class NotAPackError(Exception):
    """Bytes are no pack, or one whose frame is damaged; the message says what is wrong."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Put parts into a pack, in the order given. Raises ValueError for what no pack can hold."""
    out = bytearray()
    central = bytearray()
    for name, body in parts.items():
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a name of a part: {name!r}")
        sizes = (zlib.crc32(body), len(body), len(body), len(name))
        at = len(out)
        out += _LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 0, _DAY, *sizes, 0) + name.encode() + body
        made = (0x0314, 20, 0, 0, 0, _DAY)
        central += _CENTRAL.pack(b"PK\x01\x02", *made, *sizes, 0, 0, 0, 0, _UNIX_FILE, at)
        central += name.encode()
    if len(parts) > MAX_PARTS or len(out) > MAX_BYTES:
        raise ValueError("too large: give fewer statements or articles")
    seal = SEAL + sha256(parts[MANIFEST]).hexdigest().encode()
    counts = (0, 0, len(parts), len(parts))
    end = _END.pack(b"PK\x05\x06", *counts, len(central), len(out), len(seal))
    return bytes(out + central + end + seal)


def unpacked(data: bytes) -> dict[str, bytes]:
    """Take the parts out of a pack, whether or not they are what they should be.

    Raises NotAPackError for anything that `packed` cannot have begun to write: other ZIPs, names
    that lead elsewhere, a name twice.
    """
    if len(data) > MAX_BYTES:
        raise NotAPackError(f"larger than {MAX_BYTES} bytes")
    parts: dict[str, bytes] = {}
    at = 0
    while data[at : at + 4] == b"PK\x03\x04":
        at = _take_part(data, at, parts)
        if len(parts) > MAX_PARTS:
            raise NotAPackError(f"more than {MAX_PARTS} parts")
    if MANIFEST not in parts:
        raise NotAPackError("it holds no manifest.json that can be read")
    return parts


def _take_part(data: bytes, at: int, parts: dict[str, bytes]) -> int:
    """Take one part; give where the next begins."""
    if len(data) < at + _LOCAL.size:
        raise NotAPackError("it is cut off")
    found = _LOCAL.unpack_from(data, at)
    size, n_name = int(found[8]), int(found[9])
    begin = at + _LOCAL.size
    body = begin + n_name
    name = data[begin:body].decode("ascii", "replace")
    if not _NAME.fullmatch(name):
        raise NotAPackError(f"a part has the name {name[:80]!r}")
    if name in parts:
        raise NotAPackError(f"it holds {name} twice")
    if len(data) < body + size:
        raise NotAPackError("it is cut off, or says it is longer than it is")
    parts[name] = data[body : body + size]
    return body + len(parts[name])


def seal_of(data: bytes) -> bytes:
    """Give the end of a pack, where the digest of its manifest stands."""
    return data[-len(SEAL) - 64 :]
