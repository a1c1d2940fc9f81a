"""WhatsApp exports, in which a message begins on the line of its head.

"12/05/2024, 14:03 - Ann Roe: It is off." or "[12/05/2024, 14:03:11] Ann Roe: It is off."
Only a text with two messages is taken for a chat.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from onrecord.split.blocks import PageBlock

Order = Literal["dmy", "mdy"]
NOTE = "chat-note"  # tag of a line by the program itself: "Ann Roe added Ben Oberg"
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
_HEAD = re.compile(
    rf"^[\u200e\u200f]?(?:\[{_DATE}\] (?P<name>[^:\[\]\n]{{1,60}}):(?= )"
    rf"|{_DATE} [-–] (?P<other>[^:\n]{{1,60}}):(?= )|{_DATE} [-–] (?P<note>[^:\n]+$))",
    re.MULTILINE,
)
OMITTED = re.compile(
    r"\W*(?:<?(?:media|image|video|audio|sticker|gif|document|contact card) omitted>?"
    r"|(?:this|you deleted this) message(?: was deleted)?|null)\W*",
    re.IGNORECASE,
)
_FEWEST = 2  # messages
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})")
_LAST_MONTH = 12


def is_chat(text: str) -> bool:
    """Say whether a text contains at least two messages of a chat with their senders."""
    named = (match for match in _HEAD.finditer(text) if match["note"] is None)
    return sum(1 for _ in zip(range(_FEWEST), named, strict=False)) == _FEWEST


def opens_message(line: str) -> bool:
    """Say whether a line of a chat begins a message."""
    return _HEAD.match(line) is not None


def parted(block: PageBlock, text: str) -> Iterator[PageBlock]:
    """Split the first block of a chat message into its head and its words."""
    match = _HEAD.match(text[block.start : block.end])
    if match is None:
        yield block
        return
    if match["note"]:
        yield block._replace(tag=NOTE)
        return
    head, end = match[0], block.start + match.end()
    begin = block.start + len(head) - len(head.lstrip("\u200e\u200f"))
    yield block._replace(text=text[begin:end].replace("\u202f", " "), end=end, start=begin)
    said = text[end : block.end]
    if said.strip():
        start = end + len(said) - len(said.lstrip())
        yield block._replace(text=" ".join(said.split()), start=start, blank_before=0)


def order_of(heads: Sequence[str]) -> Order | None:
    """Return how the dates of a chat are written, "dmy" or "mdy", if its messages show it.

    A number above twelve is a day; otherwise only one of the two lets time run forwards.
    """
    found = [tuple(map(int, match.groups())) for h in heads if (match := _NUMBERS.search(h))]
    if any(first > _LAST_MONTH for first, _, _ in found):
        return "dmy"
    if any(second > _LAST_MONTH for _, second, _ in found):
        return "mdy"
    days = [(year, month, day) for day, month, year in found]
    turned = [(year, month, day) for month, day, year in found]
    runs = [all(a <= b for a, b in pairwise(each)) for each in (days, turned)]
    if runs[0] == runs[1]:
        return None
    return "dmy" if runs[0] else "mdy"
