"""Records what was sent over one connection, byte for byte, for a web archive."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_HEAD = re.compile(rb"\r?\n\r?\n")
_INTERIM = re.compile(rb"HTTP/1\.\d 1\d\d\b")  # "100 Continue", "103 Early Hints": more will come


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its response, as they were before encryption by TLS."""

    url: str
    at: str  # ISO 8601, UTC: when it was asked
    status: int
    address: str | None  # IP address that answered
    request: bytes
    response: bytes  # its head, and of status 200 its body
    whole: bool  # False: the answer went on behind what is here


Keep = Callable[[Exchange], None]


@dataclass(slots=True, kw_only=True)
class Tape:
    """Records what is sent and received, at most limit bytes of the latter."""

    limit: int
    address: str | None = None
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    overran: bool = False

    def take(self, chunk: bytes) -> None:
        """Record what was received."""
        room = self.limit - len(self.received)
        self.received += chunk[:room]
        self.overran = self.overran or len(chunk) > room

    def response(self, *, head_only: bool) -> tuple[bytes, bool]:
        """Give the response, without interim ones before it, and whether it is complete."""
        found = bytes(self.received)
        while _INTERIM.match(found):
            found = _split(found)[1]
        if not head_only:
            return found, not self.overran
        head, rest = _split(found)
        return head, not rest


def _split(message: bytes) -> tuple[bytes, bytes]:
    end = _HEAD.search(message)
    return (message[: end.end()], message[end.end() :]) if end else (message, b"")
