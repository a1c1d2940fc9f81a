"""Mailboxes ("mbox"): many e-mails in one file, each behind a line "From …" with a date."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.acquire.mail import read_mail
from onrecord.acquire.saved import Saved
from onrecord.acquire.streams import CHUNK, Reads
from onrecord.errors import InputError

# "From " begins many a sentence: the line has to hold a time and a year, and a field to follow.
_FROM = rb"From [^\n]{1,300}?\d\d:\d\d[^\n]{0,40}\b\d{4}\b[^\n]{0,40}\n[A-Za-z][\w-]*:"
_BEGINS = re.compile(_FROM)
_NEXT = re.compile(rb"\n\r?\n(?=" + _FROM + rb")")
_LONGEST_MARK = 512  # bytes of a line "From …" with what is looked at around it
# What writes a mailbox puts ">" before a line of text that begins like that.
_QUOTED = re.compile(rb"^>(>*From )", re.M)


class Mail(NamedTuple):
    """One e-mail of a mailbox."""

    number: int  # from 1
    offset: int  # of its first byte in the stream
    body: bytes | None  # None: longer than the limit, passed over


def is_mbox(head: bytes) -> bool:
    """Tell a mailbox by its first bytes."""
    return _BEGINS.match(head) is not None


def split_mails(stream: Reads, *, limit: int) -> Iterator[Mail]:
    """Split a mailbox into its e-mails; of each limit bytes at most are held, and a chunk."""
    held, number, offset, n_dropped = bytearray(), 1, 0, 0
    at = 0  # how far was looked
    while chunk := stream.read(CHUNK):
        held += chunk
        while found := _NEXT.search(held, at):
            yield _mail(number, offset, held[: found.start() + 1], n_dropped, limit)
            number, offset = number + 1, offset + n_dropped + found.end()
            del held[: found.end()]
            n_dropped = at = 0
        at = max(0, len(held) - _LONGEST_MARK)
        if n_dropped + len(held) > limit:
            n_dropped += at
            del held[:at]
            at = 0
    yield _mail(number, offset, held, n_dropped, limit)


def read_boxed(mail: Mail, *, limit: int) -> Saved:
    """Read one e-mail of a mailbox. Raises InputError if it holds no text, or too much."""
    if mail.body is None:
        raise InputError("too large", f"the e-mail has more than {limit} bytes: raise max_bytes")
    _, _, body = mail.body.partition(b"\n")
    return read_mail(_QUOTED.sub(rb"\1", body))


def _mail(number: int, offset: int, held: bytearray, n_dropped: int, limit: int) -> Mail:
    is_whole = not n_dropped and len(held) <= limit
    return Mail(number, offset, bytes(held) if is_whole else None)
