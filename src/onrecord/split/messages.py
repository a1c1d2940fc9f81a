"""Messages of a channel, exported or copied: each is a story, and its head dates it.

Telegram exports a channel as HTML, where each message has a clock that shows its whole date when
pointed at; what is copied out of it has a head over each message: "Harbour Watch, [14.03.2028
07:12]". So has a chat of WhatsApp, once its lines are split (`chats`). The block model knows
neither: it makes one story of all, with the date of the first.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.body import Role
from onrecord.split.chats import NOTE, OMITTED, Order, order_of

_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_HEAD = re.compile(
    rf"(?P<name>\S[^\[\]\n]{{0,80}}), \[{_DATE}\]:?|\[{_DATE}\] (?P<other>[^\[\]\n]{{1,80}}):"
    rf"|{_DATE} [-–] (?P<third>[^:\n]{{1,60}}):"
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?")
_STAMPED, _SAID, _NAMED = "date details", "text", "from_name"  # class names of an export
_FEWEST = 2  # messages
_FEWEST_WORDS = 4  # of a message: "Photo", "Join the channel"
_LONGEST_TITLE = 15  # words
_ENDS = frozenset(".!?…:;,\"”’')")


def find_messages(layout: Layout) -> list[int]:
    """Return the first block of each message, in page order; none if there are fewer than two.

    A picture without words belongs to the message before it; a line between two, such as the
    day that begins, to the one after it.
    """
    heads = [i for i, block in enumerate(layout.blocks) if _is_head(layout, block)]
    bounds = pairwise([*heads, len(layout.blocks)])
    told = [first for first, last in bounds if _words(layout, first, last) >= _FEWEST_WORDS]
    return [_beginning(layout, head) for head in told] if len(told) >= _FEWEST else []


def _beginning(layout: Layout, head: int) -> int:
    """Return where a message begins: after the words or the head of the message before."""
    for i in range(head - 1, -1, -1):
        if _is_said(layout, i) or _is_head(layout, layout.blocks[i]):
            return i + 1
    return 0


def roles_of_message(layout: Layout, first: int, last: int) -> tuple[Role, ...]:
    """Return what each block of a message is; its first line is its headline if it looks so."""
    said = [i for i in _of_one_sender(layout, first, last) if _is_said(layout, i)]
    title = said[0] if len(said) > 1 and _is_title(layout.blocks[said[0]].text) else -1
    return tuple(
        "headline" if i == title else "paragraph" if i in said else "furniture"
        for i in range(first, last)
    )


def order_of_messages(layout: Layout) -> Order | None:
    """Return how the dates in the heads of messages are written, if they show it."""
    heads = [b.text for b in layout.blocks if layout.medium == "text" and _is_head(layout, b)]
    return order_of(heads) if len(heads) >= _FEWEST else None


def _of_one_sender(layout: Layout, first: int, last: int) -> Iterator[int]:
    """Give the blocks of a message, without short replies of other senders after it: "Yes."."""
    whose, is_own = "", True
    for i in range(first, last):
        place = sender_of(layout, i)
        if place is not None:
            name = layout.blocks[i].text[slice(*place)]
            whose = whose or name
            is_own = name == whose
        if is_own:
            yield i


def _is_head(layout: Layout, block: PageBlock) -> bool:
    if layout.medium == "text":
        return _HEAD.fullmatch(block.text) is not None
    is_stamped = block.datetime is not None and _STAMPED in block.names
    return is_stamped and _CLOCK.fullmatch(block.text) is not None


def sender_of(layout: Layout, i: int) -> tuple[int, int] | None:
    """Return where a block names a message's sender; None if it is not a message's head."""
    block = layout.blocks[i]
    if layout.medium == "html":
        return (0, len(block.text)) if _NAMED in block.names.split() else None
    head = _HEAD.fullmatch(block.text) if block.text[-1] in ":]" else None
    return head.span(head.lastgroup or 0) if head else None


def _is_said(layout: Layout, i: int) -> bool:
    block = layout.blocks[i]
    if _is_head(layout, block) or block.tag == NOTE or OMITTED.fullmatch(block.text):
        return False
    return layout.medium == "text" or _SAID in block.names.split()


def _words(layout: Layout, first: int, last: int) -> int:
    said = (i for i in range(first, last) if _is_said(layout, i))
    return sum(len(layout.blocks[i].text.split()) for i in said)


def _is_title(line: str) -> bool:
    return line[-1] not in _ENDS and len(line.split()) <= _LONGEST_TITLE
